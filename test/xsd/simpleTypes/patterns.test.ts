import assert from 'node:assert/strict';
import { compile } from 'xspattern';
import { automatonOf } from '../../../server/src/xsd/simpleTypes/patternAutomaton';
import { hasInnerHyphen, isPlain, tokensOf, withSmallCounts } from '../../../server/src/xsd/simpleTypes/patternSyntax';
import { matcherOf } from '../../../server/src/xsd/simpleTypes/patterns';
import { forSeeds } from '../../support/seeds';

describe('a pattern', () => {
  const matches: readonly (readonly [string, string, boolean])[] = [
    ['CVE-\\d{4}-\\d{4,}', 'CVE-2026-12345', true],
    ['CVE-\\d{4}-\\d{4,}', 'see CVE-2026-12345', false],
    ['^a$', 'a', false],
    ['^a$', '^a$', true],
    ['[a-z-[aeiou]]+', 'xyz', true],
    ['[a-z-[aeiou]]+', 'xya', false],
    ['[-a]+', 'a-', true],
    ['\\i\\c*', 'a-1', true],
    ['\\p{Lu}\\p{IsCyrillic}', 'Aж', true],
    ['.', '😀', true],
    ['.', '\n', false],
    ['a|', '', true],
    ['', 'a', false],
  ];
  for (const [pattern, text, expected] of matches) {
    it(`${pattern} ${expected ? 'matches' : 'does not match'} "${text}"`, () =>
      assert.equal(matcherOf(pattern)?.(text), expected));
  }

  for (const pattern of [
    '(',
    'a**',
    'a{2,1}',
    '[b-a]',
    '[a-c-1-4]',
    '[^a-d-b]',
    '\\p{IsNowhere}',
    '\\p{Xx}',
    '\\u0041',
    '(?:a)',
    ']',
  ]) {
    it(`is rejected: ${pattern}`, () => assert.equal(matcherOf(pattern), null));
  }

  it('is rejected if it is too long or nested too deep', () => {
    assert.equal(matcherOf('a'.repeat(10_001)), null);
    assert.equal(matcherOf(`${'('.repeat(251)}a${')'.repeat(251)}`), null);
  });

  const exploding: readonly (readonly [pattern: string, text: string, matches: boolean])[] = [
    ['x{99999999}', 'x', false],
    ['((a{1000}){1000}){1000}', 'a'.repeat(1_000), false],
    ['((a{0,1000}){0,1000}){0,1000}', 'a'.repeat(20_000), true],
    ['(((((a{1,30}){1,30}){1,30}){1,30}){1,30}){1,30}', `${'a'.repeat(5_000)}b`, false],
    ['[a-z]{0,65535}', 'a'.repeat(65_535), true],
    ['[a-z]{0,65535}', 'a'.repeat(65_536), false],
    ['(a?){30000}', 'a'.repeat(30_000), true],
    ['(a*b*){4000}', 'ab'.repeat(4_001), false],
    ['(a+)+b', 'a'.repeat(50_000), false],
    ['(a|aa)+b', `${'a'.repeat(10_000)}b`, true],
    ['(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x', 'a'.repeat(3_000), false],
    ['.*a.{500}', `${'a'.repeat(5_000)}b${'c'.repeat(500)}`, false],
    ['.*a.{500}', `${'a'.repeat(5_000)}${'c'.repeat(500)}`, true],
  ];
  for (const [pattern, text, expected] of exploding) {
    it(`is matched in one pass: ${pattern}, ${text.length} characters`, () =>
      assert.equal(matcherOf(pattern)!(text), expected));
  }
});

describe('the automaton of a pattern', () => {
  const PIECES = [
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '[a-z-[b]]',
    '\\i',
    '\\p{L}',
    '(a|b)',
    '(ab)',
    '(a?b*)',
    '|',
    '?',
    '+',
    '*',
    '{2}',
    '{1,2}',
    '{0,3}',
  ];

  it('agrees with xspattern on random patterns and texts', () =>
    forSeeds(20261129, 3_000, ({ random, count }) => {
      let compared = 0;
      for (let index = 0; index < count; index++) {
        const pattern = Array.from({ length: 1 + random(6) }, () => PIECES[random(PIECES.length)]!).join('');
        if (matcherOf(pattern) === null) continue;
        const matches = compile(pattern);
        const automaton = automatonOf(tokensOf(pattern));
        for (let time = 0; time < 8; time++) {
          const text = Array.from({ length: random(6) }, () => 'abc'[random(3)]!).join('');
          assert.equal(automaton(text), matches(text), `${pattern} and ${text}`);
        }
        compared++;
      }
      assert.ok(compared > count / 4);
    }));
});

describe('a plain pattern', () => {
  const PARTS = [
    ...'azA09-[]^.?*+()| _:{}$',
    '\\d',
    '\\-',
    '\\w',
    '\\q',
    '{2}',
    '{3,1}',
    '[a-z]',
    '[^0-9]',
    '[z-a]',
    '[-a]',
    '[\\d_]',
  ];

  it('is valid for the general compiler', () =>
    forSeeds(11, 20_000, ({ random, count }) => {
      let plain = 0;
      for (let index = 0; index < count; index++) {
        const pattern = Array.from({ length: 1 + random(5) }, () => PARTS[random(PARTS.length)]!).join('');
        const tokens = tokensOf(pattern);
        if (!isPlain(tokens)) continue;
        plain++;
        assert.doesNotThrow(() => compile(withSmallCounts(tokens)), pattern);
        assert.ok(!hasInnerHyphen(pattern), pattern);
      }
      assert.ok(plain > count / 20);
    }));
});
