import assert from 'node:assert/strict';
import { render } from '../../../server/src/xml/problem';
import {
  allowedValues,
  check,
  describe as facts,
  FAILURE_MESSAGES,
  identifiersIn,
  listOf,
  restrict,
  unionOf,
  type SimpleType,
} from '../../../server/src/xsd/simpleTypes';
import { builtin, context, facets, head, restricted } from './support';

/** `Low[[Hi]]: message`: the text with what is wrong marked, and what is said about it. */
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

describe('a failure says what is wrong, where, and what to do', () => {
  const rows: readonly (readonly [SimpleType, string, string])[] = [
    [
      builtin('dateTime'),
      ' 27.3.2026 ',
      ' [[27.3.2026]] : "27.3.2026" is not a value of type xs:dateTime. Write it like 2026-03-27T14:30:00Z.',
    ],
    [
      restricted('boolean', 'pattern=true|false'),
      'Yes',
      '[[Yes]]: "Yes" is not a value of type xs:boolean. Write it like true.',
    ],
    [severity, ' low', ' [[low]]: "low" is not a value of Severity. Use one of: Low, Critical, Important.'],
    [
      restricted(severity),
      'Importent',
      '[[Importent]]: "Importent" is not a value of Severity. Use one of: Important, Low, Critical.',
    ],
    [builtin('byte'), '300', '[[300]]: "300" is too large: xs:byte goes up to 127.'],
    [restricted('string', 'minLength=1'), '', '[[]]: "" has length 0; xs:string takes at least 1.'],
    [
      listOf(builtin('int'), head()).type,
      ' 1  x 2',
      ' 1  [[x]] 2: "x" is not a value of type xs:int. Write it like 12.',
    ],
    [
      listOf(severity, head()).type,
      'Low Hi',
      'Low [[Hi]]: "Hi" is not a value of Severity. Use one of: Low, Critical, Important.',
    ],
    [
      unionOf([builtin('int'), severity], head('Rank')).type,
      'x',
      '[[x]]: "x" is none of what may stand here: xs:int, Severity.',
    ],
    [
      unionOf([restricted('int', 'maxInclusive=9'), builtin('date')], head()).type,
      '10',
      '[[10]]: "10" is too large: xs:int goes up to 9.',
    ],
    [
      builtin('ENTITY'),
      'x',
      '[[x]]: "x" names no unparsed entity of this document. Declare it in the DOCTYPE or use a declared one.',
    ],
  ];
  for (const [type, text, expected] of rows) it(expected, () => assert.equal(failure(type, text), expected));

  it('names the nearest values of all members where all enumerate', () => {
    const state = restrict(builtin('token'), facets('enumeration=Open'), head('State'), context.isNotation).type;
    const union = unionOf([severity, state], head('Any')).type;
    assert.equal(
      failure(union, 'open'),
      '[[open]]: "open" is not a value of Any. Use one of: Open, Low, Important, Critical.',
    );
    assert.deepEqual(check(union, 'open', context)?.expected[0], 'Open');
  });

  it('cuts what is long', () => {
    const found = check(builtin('int'), 'x'.repeat(5000), context);
    assert.equal(found?.args[0]?.length, 80);
    assert.equal(found?.end, 5000);
  });

  it('is remembered without its place', () => {
    const type = restricted('token', 'pattern=[a-z]+');
    assert.equal(check(type, 'A', context)?.start, 0);
    assert.equal(check(type, '  A', context)?.start, 2);
  });
});

describe('the identifiers in a text', () => {
  it('are found with their places', () => {
    const [first, second] = identifiersIn(builtin('IDREFS'), ' a  bc ', context);
    assert.deepEqual(first, { kind: 'IDREF', name: 'a', start: 1, end: 2 });
    assert.deepEqual(second, { kind: 'IDREF', name: 'bc', start: 4, end: 6 });
  });

  it('depend on the member that takes the text', () => {
    const union = unionOf([builtin('int'), restricted('ID', 'maxLength=3')], head()).type;
    assert.deepEqual(identifiersIn(union, '12', context), []);
    assert.deepEqual(identifiersIn(union, 'ab', context), [{ kind: 'ID', name: 'ab', start: 0, end: 2 }]);
  });
});

describe('the values that completion offers', () => {
  const offered = (type: SimpleType): string[] => allowedValues(type).map(({ value }) => value);

  it('are those enumerated, in order', () => assert.deepEqual(offered(severity), ['Critical', 'Important', 'Low']));
  it('of boolean are the two words', () => assert.deepEqual(offered(restricted('boolean')), ['true', 'false']));
  it('of a list are its items’', () => assert.deepEqual(offered(listOf(severity, head()).type), offered(severity)));
  it('of a union are its members’, each once', () =>
    assert.deepEqual(
      offered(unionOf([severity, restricted(severity, 'enumeration=Low')], head()).type),
      offered(severity),
    ));
  it('of other types are none', () => assert.deepEqual(offered(builtin('string')), []));
});

describe('what hover tells of a type', () => {
  it('is its name, bases, facets, patterns and values', () => {
    const code = restricted('normalizedString', 'maxLength=9', 'pattern=[A-Z]+');
    const told = facts(restrict(code, facets('minLength=2', 'pattern=.*A'), head('Code'), context.isNotation).type);
    assert.equal(told.name, 'Code');
    assert.deepEqual(told.derivesFrom, ['xs:normalizedString']);
    assert.deepEqual(
      told.facets.map(({ name, value }) => `${name} ${value}`),
      ['minLength 2', 'maxLength 9'],
    );
    assert.deepEqual(told.patterns, [['[A-Z]+'], ['.*A']]);
    assert.equal(facts(builtin('date')).example, '2026-03-27');
    assert.deepEqual(facts(builtin('IDREFS')).parts, ['xs:IDREF']);
  });
});
