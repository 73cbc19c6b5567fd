import assert from 'node:assert/strict';
import { derivesFrom, listOf, unionOf, type Derivation } from '../../../server/src/xsd/simpleTypes';
import { builtin, head, problemCodes, restricted, restriction, verdict } from './support';

describe('a facet', () => {
  const rows: readonly (readonly [string, readonly string[], string, string])[] = [
    ['string', ['length=2'], 'ab', 'ok'],
    ['string', ['length=2'], '😀😀', 'ok'],
    ['string', ['length=2'], 'abc', 'cvc-length-valid'],
    ['string', ['minLength=1'], '', 'cvc-minLength-valid'],
    ['token', ['minLength=1'], '  ', 'cvc-minLength-valid'],
    ['string', ['maxLength=2'], ' a ', 'cvc-maxLength-valid'],
    ['hexBinary', ['length=2'], '0FB7', 'ok'],
    ['base64Binary', ['length=2'], 'D7c=', 'ok'],
    ['base64Binary', ['maxLength=2'], 'AAAA', 'cvc-maxLength-valid'],
    ['NMTOKENS', ['length=2'], 'a  b', 'ok'],
    ['NMTOKENS', ['length=2'], 'a', 'cvc-length-valid'],
    ['QName', ['length=1'], 'p:long', 'ok'],
    ['string', ['pattern=[a-c]+'], 'abc', 'ok'],
    ['string', ['pattern=b'], 'abc', 'cvc-pattern-valid'],
    ['string', ['pattern=a', 'pattern=b'], 'b', 'ok'],
    ['token', ['pattern=a b'], ' a  b ', 'ok'],
    ['integer', ['pattern=\\d{2}'], '1', 'cvc-pattern-valid'],
    ['decimal', ['enumeration=1', 'enumeration=2.50'], '2.5', 'ok'],
    ['string', ['enumeration=1'], '1.0', 'cvc-enumeration-valid'],
    ['integer', ['enumeration=1'], 'one', 'cvc-enumeration-valid'],
    ['QName', ['enumeration=p:a'], 'q:a', 'ok'],
    ['NOTATION', ['enumeration=p:gif'], 'p:gif', 'ok'],
    ['NMTOKENS', ['enumeration=a b'], 'a  b', 'ok'],
    ['NMTOKENS', ['enumeration=a b'], 'b a', 'cvc-enumeration-valid'],
    ['string', ['whiteSpace=collapse', 'enumeration=a b'], ' a\n b ', 'ok'],
    ['decimal', ['totalDigits=3'], '0012.30', 'ok'],
    ['decimal', ['totalDigits=3'], '0.0012', 'cvc-totalDigits-valid'],
    ['decimal', ['fractionDigits=2'], '1.230', 'ok'],
    ['decimal', ['fractionDigits=2'], '1.234', 'cvc-fractionDigits-valid'],
    ['int', ['minInclusive=5'], '4', 'cvc-minInclusive-valid'],
    ['int', ['minExclusive=5'], '5', 'cvc-minExclusive-valid'],
    ['int', ['maxInclusive=5'], '6', 'cvc-maxInclusive-valid'],
    ['int', ['maxExclusive=5'], '5', 'cvc-maxExclusive-valid'],
    ['date', ['minInclusive=2026-01-01'], '2025-12-31', 'cvc-minInclusive-valid'],
  ];
  for (const [base, facets, text, expected] of rows) {
    it(`${base} ${facets.join(' ')} with "${text}": ${expected}`, () =>
      assert.equal(verdict(restricted(base, ...facets), text), expected));
  }

  it('of a base stays effective, patterns of every step', () => {
    const letters = restricted('string', 'pattern=[a-z]+', 'maxLength=3');
    const withoutB = restricted(letters, 'pattern=[^b]+', 'minLength=2');
    assert.deepEqual(
      ['ac', 'ab', 'A1', 'aced', 'a'].map((text) => verdict(withoutB, text)),
      ['ok', 'cvc-pattern-valid', 'cvc-pattern-valid', 'cvc-maxLength-valid', 'cvc-minLength-valid'],
    );
  });

  it('overrides the inherited inclusive or exclusive bound', () => {
    const type = restricted(restricted('int', 'minInclusive=1'), 'minExclusive=1');
    assert.equal(type.facets.minInclusive, undefined);
    assert.equal(verdict(type, '1'), 'cvc-minExclusive-valid');
  });

  it('enumeration replaces that of the base', () => {
    const one = restricted(restricted('string', 'enumeration=a', 'enumeration=b'), 'enumeration=b');
    assert.equal(verdict(one, 'a'), 'cvc-enumeration-valid');
  });
});

describe('a restriction', () => {
  const short = restricted('string', 'minLength=2', 'maxLength=4');
  const five = restricted('string', 'length=5');
  const digit = restricted('int', 'minInclusive=0', 'maxExclusive=10');
  const collapsed = restricted('string', 'whiteSpace=collapse');

  const rows: readonly (readonly [string, string[], readonly string[]])[] = [
    ['an inapplicable facet', problemCodes('string', 'minInclusive=a'), ['cos-applicable-facets']],
    ['an enumeration of boolean', problemCodes('boolean', 'enumeration=true'), ['cos-applicable-facets']],
    ['a facet twice', problemCodes('string', 'length=1', 'length=1'), ['src-single-facet-value']],
    ['a length below 0', problemCodes('string', 'length=-1'), ['st-props-correct.1']],
    ['zero total digits', problemCodes('decimal', 'totalDigits=0'), ['st-props-correct.1']],
    ['an unknown whiteSpace value', problemCodes('string', 'whiteSpace=trim'), ['st-props-correct.1']],
    ['an invalid bound', problemCodes('decimal', 'minInclusive=a'), ['st-props-correct.1']],
    ['an invalid pattern', problemCodes('string', 'pattern=a('), ['st-props-correct.1']],
    ['a value outside the base', problemCodes('int', 'enumeration=a'), ['enumeration-valid-restriction']],
    ['an undeclared prefix', problemCodes('QName', 'enumeration=x:a'), ['enumeration-valid-restriction']],
    ['an undeclared notation', problemCodes('NOTATION', 'enumeration=p:png'), ['enumeration-required-notation']],
    [
      'min above max',
      problemCodes('int', 'minInclusive=2', 'maxInclusive=1'),
      ['minInclusive-less-than-equal-to-maxInclusive'],
    ],
    [
      'equal bounds, one exclusive',
      problemCodes('int', 'minInclusive=1', 'maxExclusive=1'),
      ['minInclusive-less-than-maxExclusive'],
    ],
    [
      'min above max, exclusive',
      problemCodes('int', 'minExclusive=2', 'maxExclusive=1'),
      ['minExclusive-less-than-equal-to-maxExclusive'],
    ],
    [
      'equal bounds, the lower exclusive',
      problemCodes('int', 'minExclusive=1', 'maxInclusive=1'),
      ['minExclusive-less-than-maxInclusive'],
    ],
    ['two lower bounds', problemCodes('int', 'minInclusive=1', 'minExclusive=1'), ['minInclusive-minExclusive']],
    ['two upper bounds', problemCodes('int', 'maxInclusive=1', 'maxExclusive=1'), ['maxInclusive-maxExclusive']],
    ['below the base’s minimum', problemCodes(digit, 'minInclusive=-1'), ['minInclusive-valid-restriction']],
    ['the base’s excluded bound included', problemCodes(digit, 'maxInclusive=10'), ['maxInclusive-valid-restriction']],
    ['a bound equal to that of the base', problemCodes(digit, 'maxExclusive=10'), []],
    ['above a built-in maximum', problemCodes('byte', 'maxInclusive=200'), ['maxInclusive-valid-restriction']],
    ['longer than the base', problemCodes(short, 'maxLength=5'), ['maxLength-valid-restriction']],
    ['shorter than the base', problemCodes(short, 'minLength=1'), ['minLength-valid-restriction']],
    [
      'min length above max length',
      problemCodes('string', 'minLength=2', 'maxLength=1'),
      ['minLength-less-than-equal-to-maxLength'],
    ],
    ['min length above the base’s max', problemCodes(short, 'minLength=5'), ['minLength-less-than-equal-to-maxLength']],
    ['another length', problemCodes(five, 'length=4'), ['length-valid-restriction']],
    ['length with min length', problemCodes('string', 'length=2', 'minLength=1'), ['length-minLength-maxLength']],
    ['length within the base’s limits', problemCodes(short, 'length=3'), []],
    ['length outside of the base’s limits', problemCodes(short, 'length=5'), ['length-minLength-maxLength']],
    ['max length with the base’s length', problemCodes(five, 'maxLength=5'), []],
    [
      'whiteSpace weaker than the base’s',
      problemCodes(collapsed, 'whiteSpace=preserve'),
      ['whiteSpace-valid-restriction'],
    ],
    [
      'fraction beyond total digits',
      problemCodes('decimal', 'totalDigits=1', 'fractionDigits=2'),
      ['fractionDigits-less-than-equal-to-totalDigits'],
    ],
    [
      'fraction of an integer',
      problemCodes('integer', 'fractionDigits=1'),
      ['st-restrict-facets', 'fractionDigits-valid-restriction'],
    ],
    [
      'a fixed facet changed',
      problemCodes(restricted('string', 'fixed maxLength=3'), 'maxLength=2'),
      ['st-restrict-facets'],
    ],
    ['a fixed facet repeated', problemCodes(restricted('int', 'fixed maxInclusive=3'), 'maxInclusive=03'), []],
    ['the base anySimpleType', problemCodes('anySimpleType'), ['cos-st-restricts.1.1']],
  ];
  for (const [title, actual, expected] of rows) it(`is checked for ${title}`, () => assert.deepEqual(actual, expected));

  it('reports an invalid facet at its place, with name and value, and omits it', () => {
    const { type, problems } = restriction('string', 'maxLength=3', 'length=x');
    assert.deepEqual(problems, [
      { code: 'st-props-correct.1', args: ['length', 'x'], source: { uri: 'a.xsd', start: 1, end: 2 } },
    ]);
    assert.equal(verdict(type, 'abcd'), 'cvc-maxLength-valid');
  });

  it('of a final base is reported', () => {
    const final = restriction(builtin('string')).type;
    const closed = unionOf([final], head('closed', new Set<Derivation>(['restriction']))).type;
    assert.deepEqual(problemCodes(closed), ['st-props-correct.3']);
  });
});

describe('a list', () => {
  const codes = (item: Parameters<typeof listOf>[0]): string[] => listOf(item, head()).problems.map(({ code }) => code);

  it('cannot have list items', () => {
    assert.deepEqual(codes(builtin('NMTOKENS')), ['cos-st-restricts.2.1']);
    assert.deepEqual(codes(unionOf([builtin('int'), builtin('NMTOKENS')], head()).type), ['cos-st-restricts.2.1']);
    assert.deepEqual(codes(builtin('anySimpleType')), ['cos-st-restricts.2.1']);
    assert.deepEqual(codes(unionOf([builtin('int'), builtin('token')], head()).type), []);
  });

  it('cannot have an item type that is final for lists', () => {
    const final = unionOf([builtin('int')], head('final', new Set<Derivation>(['list']))).type;
    assert.deepEqual(codes(final), ['cos-st-restricts.2.3.1.1']);
  });
});

describe('a union', () => {
  it('cannot have a member type that is final for unions', () => {
    const final = unionOf([builtin('int')], head('final', new Set<Derivation>(['union']))).type;
    const { problems } = unionOf([final, builtin('anySimpleType')], head());
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['cos-st-restricts.3.3.1.1'],
    );
  });

  it('without members accepts nothing', () => {
    assert.equal(verdict(unionOf([], head()).type, ''), 'cvc-datatype-valid.1.2.3');
  });

  it('can be restricted by facets', () => {
    const base = unionOf([builtin('int'), builtin('boolean')], head()).type;
    const type = restricted(base, 'pattern=.{4}');
    assert.deepEqual(
      ['true', ' 1234 ', '12', 'x'].map((text) => verdict(type, text)),
      ['ok', 'ok', 'cvc-pattern-valid', 'cvc-datatype-valid.1.2.3'],
    );
    assert.deepEqual(problemCodes(base, 'length=1'), ['cos-applicable-facets']);
  });
});

describe('derivesFrom', () => {
  const none = new Set<Derivation>();
  const digit = restricted('int', 'maxInclusive=9');
  const union = unionOf([builtin('int'), builtin('date')], head()).type;

  it('holds for direct and indirect restrictions', () => {
    assert.equal(derivesFrom(digit, builtin('decimal'), none), true);
    assert.equal(derivesFrom(digit, builtin('anySimpleType'), none), true);
    assert.equal(derivesFrom(builtin('decimal'), digit, none), false);
    assert.equal(derivesFrom(digit, digit, new Set(['restriction'])), true);
    assert.equal(derivesFrom(digit, builtin('int'), new Set(['restriction'])), false);
  });

  it('holds for members of a union', () => {
    assert.equal(derivesFrom(digit, union, none), true);
    assert.equal(derivesFrom(builtin('string'), union, none), false);
    assert.equal(derivesFrom(union, builtin('anySimpleType'), none), true);
  });
});
