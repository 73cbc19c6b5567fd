import assert from 'node:assert/strict';
import { render } from '../../../server/src/xml/problem';
import {
  allowedValues,
  check,
  describe as describeType,
  FAILURE_MESSAGES,
  identifiersIn,
  listOf,
  restrict,
  unionOf,
  type SimpleType,
} from '../../../server/src/xsd/simpleTypes';
import { builtin, context, facets, head, restricted } from './support';

/** `Low[[Hi]]: message`: the text with the invalid part in brackets, and the message. */
function failure(type: SimpleType, text: string): string {
  const found = check(type, text, context);
  if (found === null) return 'ok';
  const { start, end, code, args } = found;
  return `${text.slice(0, start)}[[${text.slice(start, end)}]]${text.slice(end)}: ${render(FAILURE_MESSAGES[code], args)}`;
}

const severity = restrict(
  builtin('token'),
  facets('enumeration=Critical', 'enumeration=Important', 'enumeration=Low'),
  head('Severity'),
  context.isNotation,
).type;

describe('a failure', () => {
  const rows: readonly (readonly [SimpleType, string, string])[] = [
    [
      builtin('dateTime'),
      ' 27.3.2026 ',
      ' [[27.3.2026]] : "27.3.2026" is not a valid xs:dateTime. Example: 2026-03-27T14:30:00Z.',
    ],
    [
      builtin('dateTime'),
      '2026-06-31T08:00:00Z',
      '[[2026-06-31T08:00:00Z]]: "2026-06-31T08:00:00Z" is not a valid xs:dateTime: June has 30 days.',
    ],
    [builtin('date'), '2026-02-29', '[[2026-02-29]]: "2026-02-29" is not a valid xs:date: February 2026 has 28 days.'],
    [builtin('date'), '2028-02-30', '[[2028-02-30]]: "2028-02-30" is not a valid xs:date: February has 29 days.'],
    [builtin('gMonthDay'), '--04-31', '[[--04-31]]: "--04-31" is not a valid xs:gMonthDay: April has 30 days.'],
    [builtin('date'), '2026-06-32', '[[2026-06-32]]: "2026-06-32" is not a valid xs:date. Example: 2026-03-27.'],
    [restricted('boolean', 'pattern=true|false'), 'Yes', '[[Yes]]: "Yes" is not a valid xs:boolean. Example: true.'],
    [severity, ' low', ' [[low]]: "low" is not a valid Severity. Use one of: Low, Critical, Important.'],
    [
      restricted(severity),
      'Importent',
      '[[Importent]]: "Importent" is not a valid Severity. Use one of: Important, Low, Critical.',
    ],
    [builtin('byte'), '300', '[[300]]: "300" is too large: xs:byte allows at most 127.'],
    [restricted('string', 'minLength=1'), '', '[[]]: "" has length 0; xs:string requires at least 1.'],
    [listOf(builtin('int'), head()).type, ' 1  x 2', ' 1  [[x]] 2: "x" is not a valid xs:int. Example: 12.'],
    [
      listOf(severity, head()).type,
      'Low Hi',
      'Low [[Hi]]: "Hi" is not a valid Severity. Use one of: Low, Critical, Important.',
    ],
    [
      unionOf([builtin('int'), severity], head('Rank')).type,
      'x',
      '[[x]]: "x" does not match any of the allowed types: xs:int, Severity.',
    ],
    [
      unionOf([restricted('int', 'maxInclusive=9'), builtin('date')], head()).type,
      '10',
      '[[10]]: "10" is too large: xs:int allows at most 9.',
    ],
    [
      builtin('ENTITY'),
      'x',
      '[[x]]: Unparsed entity "x" is not declared. Declare it in the DOCTYPE, or use a declared one.',
    ],
  ];
  for (const [type, text, expected] of rows) it(expected, () => assert.equal(failure(type, text), expected));

  it('lists the nearest values of all members of a union of enumerations', () => {
    const state = restrict(builtin('token'), facets('enumeration=Open'), head('State'), context.isNotation).type;
    const union = unionOf([severity, state], head('Any')).type;
    assert.equal(
      failure(union, 'open'),
      '[[open]]: "open" is not a valid Any. Use one of: Open, Low, Important, Critical.',
    );
    assert.deepEqual(check(union, 'open', context)?.expected[0], 'Open');
  });

  it('truncates long texts in messages', () => {
    const found = check(builtin('int'), 'x'.repeat(5000), context);
    assert.equal(found?.args[0]?.length, 80);
    assert.equal(found?.end, 5000);
  });

  it('is memoised without its range', () => {
    const type = restricted('token', 'pattern=[a-z]+');
    assert.equal(check(type, 'A', context)?.start, 0);
    assert.equal(check(type, '  A', context)?.start, 2);
  });
});

describe('the identifiers in a text', () => {
  it('are found with their ranges', () => {
    const [first, second] = identifiersIn(builtin('IDREFS'), ' a  bc ', context);
    assert.deepEqual(first, { kind: 'IDREF', name: 'a', start: 1, end: 2 });
    assert.deepEqual(second, { kind: 'IDREF', name: 'bc', start: 4, end: 6 });
  });

  it('depend on the member that accepts the text', () => {
    const union = unionOf([builtin('int'), restricted('ID', 'maxLength=3')], head()).type;
    assert.deepEqual(identifiersIn(union, '12', context), []);
    assert.deepEqual(identifiersIn(union, 'ab', context), [{ kind: 'ID', name: 'ab', start: 0, end: 2 }]);
  });
});

describe('allowedValues', () => {
  const offered = (type: SimpleType): string[] => allowedValues(type).map(({ value }) => value);

  it('gives enumerated values in order', () => assert.deepEqual(offered(severity), ['Critical', 'Important', 'Low']));
  it('gives true and false for boolean', () => assert.deepEqual(offered(restricted('boolean')), ['true', 'false']));
  it('gives the values of the items of a list', () =>
    assert.deepEqual(offered(listOf(severity, head()).type), offered(severity)));
  it('gives the values of all members of a union, each once', () =>
    assert.deepEqual(
      offered(unionOf([severity, restricted(severity, 'enumeration=Low')], head()).type),
      offered(severity),
    ));
  it('gives nothing for other types', () => assert.deepEqual(offered(builtin('string')), []));
});

describe('describe', () => {
  it('gives name, bases, facets, patterns and values', () => {
    const code = restricted('normalizedString', 'maxLength=9', 'pattern=[A-Z]+');
    const description = describeType(
      restrict(code, facets('minLength=2', 'pattern=.*A'), head('Code'), context.isNotation).type,
    );
    assert.equal(description.name, 'Code');
    assert.deepEqual(description.derivesFrom, ['xs:normalizedString']);
    assert.deepEqual(
      description.facets.map(({ name, value }) => `${name} ${value}`),
      ['minLength 2', 'maxLength 9'],
    );
    assert.deepEqual(description.patterns, [['[A-Z]+'], ['.*A']]);
    assert.equal(describeType(builtin('date')).example, '2026-03-27');
    assert.deepEqual(describeType(builtin('IDREFS')).parts, ['xs:IDREF']);
  });
});
