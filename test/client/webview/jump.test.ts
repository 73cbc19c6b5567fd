import { strict as assert } from 'node:assert';
import { matrixOf } from '../../../client/webview/model/matrix';
import { INITIAL_ARRANGEMENT } from '../../../client/webview/view/criteria';
import { nextPlace, type Wanted } from '../../../client/webview/view/jump';
import { arrange } from '../../../client/webview/view/layout';
import { DOUBTFUL } from '../../browser/support/doubtful';

const MATRIX = matrixOf(DOUBTFUL);
/** Line 3 is the heading of a group; then KB2, KB3, KB1 and KB4, which is no longer listed. */
const LAYOUT = arrange(MATRIX, INITIAL_ARRANGEMENT);

/** The places that are reached one after the other, as `line:column`. */
function places(wanted: Wanted, line: number, column: number, count: number): string[] {
  let place = { line, column };
  return Array.from({ length: count }, () => {
    place = nextPlace(MATRIX, LAYOUT, wanted, place)!;
    return `${place.line}:${place.column}`;
  });
}

describe('the next place in the matrix page', () => {
  it('without a statement is in a patch that is still listed, and after the last one the first', () => {
    assert.deepEqual(places('hole', 4, 1, 3), ['5:4', '6:4', '5:4']);
    assert.deepEqual(places('hole', 7, 1, 1), ['5:4']);
    assert.deepEqual(places('hole', 0, 0, 1), ['5:4']);
  });

  it('with a contradiction is a cell, or the head of a patch about which suppliers disagree', () => {
    assert.deepEqual(places('contradiction', 3, 0, 3), ['4:2', '6:0', '4:2']);
  });

  it('is none where there is none', () => {
    assert.equal(nextPlace(MATRIX, LAYOUT, 'untested', { line: 4, column: 1 }), undefined);
    const empty = { ...LAYOUT, lines: [] };
    assert.equal(nextPlace(MATRIX, empty, 'hole', { line: 0, column: 0 }), undefined);
  });
});
