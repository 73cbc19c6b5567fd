import assert from 'node:assert/strict';
import { Lines } from '../../bench/lib/lines';
import { number, ratio, table, times } from '../../bench/lib/markdown';

describe('the Markdown of the benchmark', () => {
  it('aligns the numbers of a table to the right', () => {
    assert.deepEqual(table(['', 'a', 'b'], [['x', '1', '2']]), [
      '|  | a | b |',
      '| --- | --: | --: |',
      '| x | 1 | 2 |',
    ]);
  });

  it('shows the median, with p95 for enough runs', () => {
    assert.equal(times([]), '–');
    assert.equal(times([3, 1, 2]), '2.00');
    assert.equal(times([1, 2, 3, 4, 50]), '3.00 / 50.0');
  });

  it('shows the ratio of the medians', () => {
    assert.equal(ratio([4, 4, 100], [2, 2, 2]), '2.00 ×');
    assert.equal(ratio([], [1]), '–');
    assert.equal(ratio([1], []), '–');
  });

  it('shows three significant digits', () => {
    assert.deepEqual([0.1234, 1.234, 12.34, 123.4, 1234].map(number), ['0.12', '1.23', '12.3', '123', '1234']);
  });

  it('counts lines and characters from 0', () => {
    const lines = new Lines('ab\n\ncd\n');
    const places = [0, 2, 3, 4, 6, 7].map((offset) => Object.values(lines.positionAt(offset)));
    assert.deepEqual(places, [
      [0, 0],
      [0, 2],
      [1, 0],
      [2, 0],
      [2, 2],
      [3, 0],
    ]);
  });
});
