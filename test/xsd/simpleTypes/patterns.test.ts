import assert from 'node:assert/strict';
import { matcherOf } from '../../../server/src/xsd/simpleTypes/patterns';

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
    it(`${pattern} ${expected ? 'takes' : 'refuses'} "${text}"`, () =>
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
    it(`is not ${pattern}`, () => assert.equal(matcherOf(pattern), null));
  }

  it('too large to be tried is refused instead of taking all memory', () => {
    assert.equal(matcherOf('x{99999999}'), null);
    assert.equal(matcherOf('((a{1000}){1000}){1000}'), null);
    assert.equal(matcherOf('([)]a{10000}){10000}'), null);
    assert.notEqual(matcherOf('x{1,5000}'), null);
  });
});
