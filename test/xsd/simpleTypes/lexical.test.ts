import assert from 'node:assert/strict';
import { anySimpleType, BUILTIN_NAMES } from '../../../server/src/xsd/simpleTypes';
import { builtin, verdict } from './support';

/** Valid and invalid texts of built-in types. */
const LEXICALS: Readonly<Record<string, { readonly right: readonly string[]; readonly wrong: readonly string[] }>> = {
  string: { right: ['', ' a\tb\n', '😀'], wrong: [] },
  normalizedString: { right: ['', ' a\tb '], wrong: [] },
  token: { right: ['', '  a  b  '], wrong: [] },
  boolean: { right: ['true', 'false', '1', '0', ' true '], wrong: ['', 'TRUE', 'True', 'yes', '2', '01'] },
  decimal: { right: ['0', '-1.50', '+.5', '5.', '00012', ' 1 '], wrong: ['', '.', '1e3', '1,5', '- 1', '+-1', 'INF'] },
  float: {
    right: ['1', '-1.5E+3', '.5e-2', '1.', 'INF', '-INF', 'NaN', '1E400'],
    wrong: ['', '+INF', 'inf', '1e', 'E1', '0x1', '1f', 'nan'],
  },
  double: { right: ['1', '-1.5E3', 'INF', 'NaN'], wrong: ['', '+INF', 'Infinity', '1d', '1 2'] },
  duration: {
    right: ['P1Y', '-P1Y2M3DT4H5M6.7S', 'PT0S', 'P0D', 'P12M', 'PT1M'],
    wrong: ['', 'P', 'PT', 'P1YT', '1Y', 'P-1Y', 'P1S', 'P1.5Y', 'PT1.S', 'P1M1Y', '+P1Y', 'PT1.5M'],
  },
  dateTime: {
    right: [
      '2026-03-27T14:30:00',
      '2026-03-27T14:30:00.125Z',
      '2024-02-29T00:00:00+14:00',
      '12026-01-01T24:00:00',
      '-0001-01-01T00:00:00-00:30',
    ],
    wrong: [
      '',
      '2026-03-27',
      '2026-3-27T14:30:00',
      '2026-03-27 14:30:00',
      '2026-02-29T00:00:00',
      '1900-02-29T00:00:00',
      '2026-03-27T14:30',
      '2026-03-27T24:00:01',
      '2026-03-27T25:00:00',
      '2026-03-27T23:59:60',
      '2026-03-27T14:30:00+14:01',
      '2026-03-27T14:30:00.',
      '2026-03-27T14:30:00z',
      '0000-01-01T00:00:00',
      '02026-01-01T00:00:00',
      '+2026-01-01T00:00:00',
      '2026-13-01T00:00:00',
      '2026-04-31T00:00:00',
    ],
  },
  date: {
    right: ['2026-03-27', '2000-02-29Z', '-0044-03-15', '99999-12-31-14:00'],
    wrong: ['', '27.3.2026', '2026/03/27', '2100-02-29', '2026-00-01', '2026-01-00', '26-01-01', '2026-03-27T00:00:00'],
  },
  time: {
    right: ['00:00:00', '24:00:00', '23:59:59.999Z', '12:00:00-14:00'],
    wrong: ['', '12:00', '24:00:01', '24:01:00', '12:60:00', '1:00:00', '12:00:00+24:00'],
  },
  gYearMonth: { right: ['2026-03', '-0001-12Z'], wrong: ['', '2026', '2026-13', '2026-3', '0000-01'] },
  gYear: { right: ['2026', '-0001', '12026+01:00'], wrong: ['', '26', '0000', '012026', '2026-'] },
  gMonthDay: { right: ['--02-29', '--12-31Z'], wrong: ['', '--02-30', '--4-1', '-02-29', '--04-31'] },
  gDay: { right: ['---01', '---31+02:00'], wrong: ['', '---32', '--01', '---1'] },
  gMonth: { right: ['--01', '--12Z'], wrong: ['', '--13', '--1', '--01--', '01'] },
  hexBinary: { right: ['', '0fB7', ' AB '], wrong: ['0', '0g', '0F B7'] },
  base64Binary: {
    right: ['', 'D7c=', 'D 7 c =', 'AA==', 'AAAA', 'AAAA\n AAAA'],
    wrong: ['D7c', 'D7d=', 'AB==', 'A===', '=AAA', 'AAA=AAAA', 'AA-='],
  },
  anyURI: {
    right: ['', 'a b', 'https://example.com/ä?x#y', '#f', 'urn:x', '../a%20b', '/:a', 'http://[::1]/'],
    wrong: ['%', '%2', '%zz', 'a#b#c', '1a:b', ':a', 'http:'],
  },
  QName: { right: ['a', 'p:a', ' p:a '], wrong: ['', 'unknown:a', 'p:', ':a', 'p:a:b', '1a', 'a b'] },
  NOTATION: { right: ['p:gif', 'q:gif'], wrong: ['', 'p:png', 'gif', 'unknown:gif'] },
  language: {
    right: ['en', 'de-AT', 'x-klingon', 'zh-Hant-TW1'],
    wrong: ['', 'deutschlang', 'en_US', 'e1', 'en-', '123456789'],
  },
  NMTOKEN: { right: ['a', '1a', '-a:b.c', '\u{10000}'], wrong: ['', 'a b', 'a,b', '\u00D7'] },
  Name: { right: ['a', ':a', '_1', 'ä'], wrong: ['', '1a', '-a', 'a b'] },
  NCName: { right: ['a', '_a.b-c'], wrong: ['', 'a:b', '1a', '.a'] },
  ID: { right: ['a'], wrong: ['', '1', 'a:b'] },
  IDREF: { right: ['a'], wrong: ['', '1', 'a b'] },
  ENTITY: { right: ['logo'], wrong: ['', 'picture', 'lo:go'] },
  IDREFS: { right: ['a', ' a  b '], wrong: ['', '  ', 'a 1'] },
  ENTITIES: { right: ['logo logo'], wrong: ['', 'logo picture'] },
  NMTOKENS: { right: ['1 a -'], wrong: ['', 'a ,'] },
  integer: {
    right: ['0', '-0', '+12', '00', '123456789012345678901234567890'],
    wrong: ['', '1.0', '1.', '1e1', '--1', '1 2'],
  },
  nonPositiveInteger: { right: ['0', '-0', '+0', '-5'], wrong: ['1', '+1'] },
  negativeInteger: { right: ['-1', '-00001'], wrong: ['0', '-0', '1'] },
  long: {
    right: ['-9223372036854775808', '9223372036854775807'],
    wrong: ['-9223372036854775809', '9223372036854775808'],
  },
  int: { right: ['-2147483648', '2147483647'], wrong: ['-2147483649', '2147483648'] },
  short: { right: ['-32768', '32767'], wrong: ['-32769', '32768'] },
  byte: { right: ['-128', '127', '+0127'], wrong: ['-129', '128', '1.0'] },
  nonNegativeInteger: { right: ['0', '-0', '99999999999999999999'], wrong: ['-1'] },
  unsignedLong: { right: ['0', '18446744073709551615'], wrong: ['-1', '18446744073709551616'] },
  unsignedInt: { right: ['4294967295'], wrong: ['-1', '4294967296'] },
  unsignedShort: { right: ['65535'], wrong: ['-1', '65536'] },
  unsignedByte: { right: ['255', '-0'], wrong: ['-1', '256'] },
  positiveInteger: { right: ['1', '+1'], wrong: ['0', '-1'] },
};

describe('the lexical space of', () => {
  for (const [name, { right, wrong }] of Object.entries(LEXICALS)) {
    it(name, () => {
      assert.deepEqual(
        right.filter((text) => verdict(name, text) !== 'ok'),
        [],
      );
      assert.deepEqual(
        wrong.filter((text) => verdict(name, text) === 'ok'),
        [],
      );
    });
  }

  it('anySimpleType contains any text', () => {
    assert.equal(verdict(anySimpleType, ' <\t'), 'ok');
  });

  it('every built-in type is in this table', () => {
    assert.deepEqual(Object.keys(LEXICALS).sort(), BUILTIN_NAMES.filter((name) => name !== 'anySimpleType').sort());
    assert.equal(BUILTIN_NAMES.length, 45);
  });
});

describe('a built-in type', () => {
  it('has the base that the specification gives', () => {
    const chain = (name: string): string[] => {
      const names: string[] = [];
      for (let type = builtin(name).base; type !== null; type = type.base) names.push(type.name ?? '');
      return names;
    };
    assert.deepEqual(chain('byte'), ['short', 'int', 'long', 'integer', 'decimal', 'anySimpleType']);
    assert.deepEqual(chain('ID'), ['NCName', 'Name', 'token', 'normalizedString', 'string', 'anySimpleType']);
    assert.deepEqual(chain('NMTOKENS'), ['anySimpleType']);
  });
});
