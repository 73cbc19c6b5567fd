import assert from 'node:assert/strict';
import { distance, isMisspelling, nearest, nearestFirst } from '../../server/src/xml/nearest';

describe('nearest', () => {
  it('gives three words at most, the most similar first, ties in their original order', () => {
    assert.deepEqual(nearest('abcd', ['abxy', 'abce', 'abcd', 'abcf', 'abcg']), ['abcd', 'abce', 'abcf']);
  });

  it('leaves out words that are further away than half of the word, or two characters of a short one', () => {
    assert.deepEqual(nearest('abcdef', ['abcxyz', 'abwxyz']), ['abcxyz']);
    assert.deepEqual(nearest('abcde', ['abxyz', 'awxyz']), ['abxyz']);
    assert.deepEqual(nearest('a', ['bc', 'bcd']), ['bc']);
  });

  it('ignores case, whitespace and punctuation', () => {
    assert.deepEqual(nearest('IN-TEST', ['In Test', 'Installed']), ['In Test']);
  });
});

describe('nearestFirst', () => {
  it('gives all candidates, the most similar first, ties in their original order', () => {
    assert.deepEqual(nearestFirst('NAME', ['type', 'game', 'same', 'name']), ['name', 'game', 'same', 'type']);
  });

  it('compares the first 64 characters only', () => {
    const start = 'x'.repeat(64);
    assert.deepEqual(nearestFirst(`${start}ab`, [`${start}cd`, `${start}ab`]), [`${start}cd`, `${start}ab`]);
  });
});

describe('distance', () => {
  it('counts insertions, deletions and replacements', () => {
    for (const [a, b, expected] of [
      ['', '', 0],
      ['', 'abc', 3],
      ['abc', '', 3],
      ['kitten', 'sitting', 3],
      ['ab', 'ba', 2],
    ] as const)
      assert.equal(distance(a, b), expected, `${a} ${b}`);
  });
});

describe('isMisspelling', () => {
  const CASES: readonly (readonly [word: string, intended: string, is: boolean])[] = [
    ['PatchDat', 'PatchData', true],
    ['patch-data', 'PatchData', true],
    ['PtchDaat', 'PatchData', true],
    ['PatchInfo', 'PatchData', false],
    ['vpcConfig', 'PatchData', false],
    ['a', 'ab', false],
    ['x'.repeat(100_000), 'PatchData', false],
  ];
  for (const [word, intended, is] of CASES) {
    it(`${word.slice(0, 20)}: ${is}`, () => assert.equal(isMisspelling(word, intended), is));
  }
});
