import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Axis } from '../../../client/webview/grid/axis';
import { assertProperty } from '../../support/seeds';

const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 60 });

describe('an axis of the grid', () => {
  it('finds the item at each pixel', () => {
    assertProperty(
      fc.property(sizes, fc.nat(20_000), (all, place) => {
        const axis = new Axis(all.length, (index) => all[index]!);
        const found = axis.at(place);
        if (place >= axis.total) return found === all.length - 1;
        return axis.start(found) <= place && place < axis.end(found);
      }),
      { numRuns: 100, seed: 2026 },
    );
  });

  it('finds exactly the items that intersect a range', () => {
    assertProperty(
      fc.property(sizes, fc.nat(3_000), fc.integer({ min: 1, max: 2_000 }), (all, from, length) => {
        const axis = new Axis(all.length, (index) => all[index]!);
        fc.pre(from < axis.total);
        const touching = all
          .map((_, index) => index)
          .filter((index) => axis.start(index) < from + length && axis.end(index) > from);
        const [first, behind] = axis.range(from, from + length, 0);
        assert.deepEqual([first, behind], [touching[0], touching.at(-1)! + 1]);
      }),
      { numRuns: 100, seed: 2026 },
    );
  });

  it('finds nothing if it is empty', () => assert.deepEqual(new Axis(0, () => 1).range(0, 500, 3), [0, 0]));
});
