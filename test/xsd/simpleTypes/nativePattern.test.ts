import assert from 'node:assert/strict';
import { compile } from 'xspattern';
import { nativePattern } from '../../../server/src/xsd/simpleTypes/nativePattern';
import { forSeeds } from '../../support/seeds';

const PIECES = [
  'a',
  'b',
  '-',
  '^',
  '$',
  '/',
  '\u00e9',
  '\u{1F600}',
  '.',
  '\\d',
  '\\s',
  '\\.',
  '\\-',
  '\\n',
  '[ab]',
  '[^a-b]',
  '[-a]',
  '[a-]',
  '[\\d.]',
  '[a$^]',
  '(a|b)',
  '(ab)',
  '|',
  '?',
  '+',
  '*',
  '{2}',
  '{1,2}',
  '{2,}',
];
const TEXTS = ['a', 'b', '-', '^', '$', '/', '\u00e9', '\u{1F600}', '.', '1', '\u0661', ' ', '\n', '\t', 'ab'];

function joined(pieces: readonly string[], count: number, random: (limit: number) => number): string {
  return Array.from({ length: count }, () => pieces[random(pieces.length)]!).join('');
}

describe('nativePattern', () => {
  it('agrees with xspattern on random patterns and texts', () =>
    forSeeds(20261124, 4000, ({ random, count: patterns }) => {
      let compared = 0;
      for (let count = 0; count < patterns; count++) {
        const pattern = joined(PIECES, 1 + random(6), random);
        const general = compiled(pattern);
        const native = general && nativePattern(pattern);
        if (general === null || native === null) continue;
        for (let times = 0; times < 12; times++) {
          const text = joined(TEXTS, random(5), random);
          assert.equal(native.test(text), general(text), `${pattern} and ${JSON.stringify(text)}`);
        }
        compared++;
      }
      assert.ok(compared > patterns / 8);
    }));

  for (const pattern of [
    '(a+)+',
    '(a|b)*',
    'a*b*',
    '(a?){9}',
    'a{0,99}b{0,99}',
    '\\i\\c*',
    '[a-z-[b]]',
    '\\p{Lu}',
    '\\w',
  ]) {
    it(`rejects ${pattern}`, () => assert.equal(nativePattern(pattern), null));
  }

  for (const pattern of ['KB[0-9]{7}', 'CVE-\\d{4}-\\d{4,}', '[A-Z]{2}(-\\d)?', 'low|high', '\\s?']) {
    it(`translates ${pattern}`, () => assert.notEqual(nativePattern(pattern), null));
  }
});

function compiled(pattern: string): ((text: string) => boolean) | null {
  try {
    return compile(pattern);
  } catch {
    return null; // the pieces form an invalid pattern
  }
}
