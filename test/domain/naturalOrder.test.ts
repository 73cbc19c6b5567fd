import assert from 'node:assert/strict';
import { compareNaturally, naturalKey } from '../../server/src/domain/naturalOrder';
import { randomFrom } from '../support/random';

describe('natural order', () => {
  const long = '9'.repeat(25);

  it('compares numbers by their value, whatever their length', () => {
    assert.ok(compareNaturally('KB900', 'KB1000') < 0);
    assert.ok(compareNaturally('1.9', '1.10') < 0);
    assert.ok(compareNaturally(long, `1${long}`) < 0);
    assert.ok(compareNaturally(`1${'0'.repeat(20)}`, '2') > 0);
    assert.ok(compareNaturally(`v2.${'1'.repeat(99)}`, `v2.${'1'.repeat(100)}`) < 0);
    assert.ok(compareNaturally('1'.repeat(1_000), '2'.repeat(999)) > 0);
  });

  it('compares numbers that differ in leading zeros only by code units', () => {
    assert.ok(compareNaturally('007', '7') < 0);
    assert.ok(compareNaturally('007', '8') < 0);
    assert.equal(naturalKey('000'), naturalKey('0'));
    assert.ok(compareNaturally(`${'0'.repeat(30)}1`, '2') < 0);
  });

  it('compares the text between numbers by code units', () => {
    assert.ok(compareNaturally('a', 'b') < 0);
    assert.ok(compareNaturally('B1', 'a1') < 0);
    assert.ok(compareNaturally('8', '8.1') < 0);
    assert.ok(compareNaturally('8.1', '8a') < 0);
    assert.equal(compareNaturally('KB1', 'KB1'), 0);
  });

  it('gives keys that sort by code units as BigInt sorts the numbers', () => {
    const next = randomFrom(7);
    const digits = (): string => Array.from({ length: 1 + next(120) }, () => String(next(10))).join('');
    const numbers = Array.from({ length: 500 }, digits);
    const keyed = numbers.map((text) => ({ text, key: naturalKey(text) }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    const values = keyed.map(({ text }) => BigInt(text));
    values.forEach((value, index) => assert.ok(index === 0 || values[index - 1]! <= value));
  });
});
