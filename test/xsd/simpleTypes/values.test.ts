import assert from 'node:assert/strict';
import { listOf, unionOf, type SimpleType } from '../../../server/src/xsd/simpleTypes';
import { builtin, head, key, restricted, verdict } from './support';

describe('equal values have one key', () => {
  const equal: readonly (readonly [string, ...string[]])[] = [
    ['string', 'a b'],
    ['token', ' a  b ', 'a b'],
    ['boolean', 'true', '1'],
    ['decimal', '1', '1.0', '+01.', ' 1 '],
    ['decimal', '0', '-0', '.0'],
    ['float', '1E2', '100', '1.0e+2'],
    ['float', '0.1', '0.10000000149'],
    ['double', '-0', '0'],
    ['double', 'NaN', ' NaN'],
    ['duration', 'P1Y', 'P12M'],
    ['duration', 'P1D', 'PT24H', 'PT86400.0S'],
    ['duration', 'PT0S', '-P0Y'],
    ['dateTime', '2026-03-27T14:30:00Z', '2026-03-27T15:30:00+01:00', '2026-03-27T14:30:00.000-00:00'],
    ['dateTime', '2024-02-28T24:00:00', '2024-02-29T00:00:00'],
    ['dateTime', '-0001-12-31T24:00:00', '0001-01-01T00:00:00'],
    ['dateTime', '2024-12-31T23:00:00-02:00', '2025-01-01T01:00:00Z'],
    ['date', '2026-03-27+00:00', '2026-03-27Z'],
    ['time', '24:00:00', '00:00:00'],
    ['gYear', '2026', ' 2026 '],
    ['hexBinary', '0fb7', '0FB7'],
    ['base64Binary', 'D7c=', 'D 7c ='],
    ['QName', 'p:a', 'q:a'],
    ['IDREFS', 'a b', '  a\tb '],
  ];
  for (const [type, first, ...others] of equal) {
    it(`${type} ${[first, ...others].join(', ')}`, () => {
      for (const other of others) assert.equal(key(type, other), key(type, first!));
    });
  }
});

describe('different values have different keys', () => {
  const different: readonly (readonly [string, string, string])[] = [
    ['string', 'a', 'a '],
    ['string', '1', '1.0'],
    ['float', '0.1', '0.2'],
    ['double', '0.1', '0.10000000149'],
    ['duration', 'P1M', 'P30D'],
    ['duration', 'P1M', '-P1M'],
    ['dateTime', '2026-03-27T14:30:00', '2026-03-27T14:30:00Z'],
    ['dateTime', '2026-03-27T14:30:00.1Z', '2026-03-27T14:30:00.01Z'],
    ['base64Binary', 'AAAA', 'AAAB'],
    ['QName', 'a', 'p:a'],
    ['IDREFS', 'a b', 'b a'],
  ];
  for (const [type, one, other] of different) {
    it(`${type} ${one}, ${other}`, () => assert.notEqual(key(type, one), key(type, other)));
  }

  it('in different primitive types', () => {
    assert.notEqual(key('string', '1'), key('decimal', '1'));
    assert.notEqual(key('float', '1'), key('double', '1'));
    assert.notEqual(key('hexBinary', '00'), key('string', '00'));
    assert.equal(key('byte', '1'), key('decimal', '1.0'));
  });

  it('but an invalid text has no key', () => {
    assert.equal(key('decimal', 'x'), null);
  });
});

describe('the order of', () => {
  /** `less`, `equal`, `greater` or `unknown`, by inclusive and exclusive bounds. */
  function order(type: string, value: string, bound: string): string {
    const passes = (facet: string): boolean => verdict(restricted(type, `${facet}=${bound}`), value) === 'ok';
    const [min, max] = [passes('minInclusive'), passes('maxInclusive')];
    assert.equal(passes('minExclusive'), min && !max);
    assert.equal(passes('maxExclusive'), max && !min);
    return min ? (max ? 'equal' : 'greater') : max ? 'less' : 'unknown';
  }

  const ordered: readonly (readonly [string, string, string, string])[] = [
    ['decimal', '-10', '-9', 'less'],
    ['decimal', '100000000000000000000.1', '100000000000000000000.09', 'greater'],
    ['decimal', '1.0', '1', 'equal'],
    ['decimal', '-0.5', '0', 'less'],
    ['float', '-INF', '-1E38', 'less'],
    ['float', 'NaN', 'NaN', 'equal'],
    ['float', 'NaN', '1', 'unknown'],
    ['double', '-0', '0', 'equal'],
    ['duration', 'P1Y', 'P364D', 'greater'],
    ['duration', 'P1Y', 'P365D', 'unknown'],
    ['duration', 'P1Y', 'P367D', 'less'],
    ['duration', 'P1M', 'P27D', 'greater'],
    ['duration', 'P1M', 'P28D', 'unknown'],
    ['duration', 'P5M', 'P153D', 'unknown'],
    ['duration', 'P5M', 'P154D', 'less'],
    ['duration', 'PT1.5S', 'PT1.49S', 'greater'],
    ['duration', '-P1D', 'PT0S', 'less'],
    ['dateTime', '2000-01-15T00:00:00', '2000-02-15T00:00:00', 'less'],
    ['dateTime', '2000-01-15T12:00:00', '2000-01-16T12:00:00Z', 'less'],
    ['dateTime', '2000-01-01T12:00:00', '1999-12-31T23:00:00Z', 'unknown'],
    ['dateTime', '2000-01-16T12:00:00', '2000-01-16T12:00:00Z', 'unknown'],
    ['dateTime', '2000-01-16T00:00:00', '2000-01-16T12:00:00Z', 'unknown'],
    ['dateTime', '12000-01-01T00:00:00', '9999-12-31T23:59:59', 'greater'],
    ['dateTime', '-0002-01-01T00:00:00', '-0001-01-01T00:00:00', 'less'],
    ['date', '2026-03-27+13:00', '2026-03-27Z', 'less'],
    ['time', '12:00:00-14:00', '12:00:00-10:00', 'greater'],
    ['gMonthDay', '--12-31', '--01-01', 'greater'],
    ['gDay', '---02', '---10', 'less'],
  ];
  for (const [type, value, bound, expected] of ordered) {
    it(`${type}: ${value} is ${expected} than ${bound}`, () => assert.equal(order(type, value, bound), expected));
  }
});

describe('the values of a union', () => {
  const numberOrWord = unionOf([builtin('decimal'), builtin('token')], head('numberOrWord')).type;

  it('are those of the first member that accepts the text', () => {
    assert.equal(key(numberOrWord, ' 1.0 '), key('decimal', '1'));
    assert.equal(key(numberOrWord, ' a  b '), key('token', 'a b'));
  });

  it('are the same inside a list and another union', () => {
    const list = listOf(numberOrWord, head()).type;
    const outer = unionOf([builtin('boolean'), numberOrWord], head()).type;
    assert.equal(key(list, '1.0 a'), key(list, '1 a'));
    assert.equal(key(outer, '2.0'), key('decimal', '2'));
    assert.equal(key(outer, '1'), key('boolean', 'true'));
  });

  it('are compared as values in an enumeration', () => {
    const few: SimpleType = restricted(numberOrWord, 'enumeration=1', 'enumeration=many');
    assert.equal(verdict(few, '1.0'), 'ok');
    assert.equal(verdict(few, ' many'), 'ok');
    assert.equal(verdict(few, '2'), 'cvc-enumeration-valid');
  });
});
