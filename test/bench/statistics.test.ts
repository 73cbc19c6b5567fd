import assert from 'node:assert/strict';
import { inTurns, median, p95 } from '../../bench/lib/statistics';

describe('statistics', () => {
  it('returns the median, also of an even number of values', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.equal(median([10, 9]), 9.5);
    assert.equal(median([7]), 7);
  });

  it('returns for p95 a measured value that 95 of 100 values do not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    assert.equal(p95(hundred), 95);
    assert.equal(p95([5, 1, 3]), 5);
    assert.equal(p95(Array.from({ length: 20 }, (_, index) => index)), 18);
  });

  it('throws for no values', () => {
    assert.throws(() => median([]), /no values/);
    assert.throws(() => p95([]), /no values/);
  });

  it('runs functions in turns and returns the results of each', async () => {
    const order: string[] = [];
    const run = (name: string) => () => order.push(name);
    assert.deepEqual(await inTurns({ a: run('a'), b: run('b') }, 3), { a: [1, 3, 5], b: [2, 4, 6] });
    assert.equal(order.join(''), 'ababab');
  });
});
