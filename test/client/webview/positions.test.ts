import { strict as assert } from 'node:assert';
import { matrixOf } from '../../../client/webview/model/matrix';
import { INITIAL_ARRANGEMENT, type Arrangement } from '../../../client/webview/view/criteria';
import { arrange } from '../../../client/webview/view/layout';
import { lineOf, placeOf } from '../../../client/webview/view/positions';
import { DOUBTFUL } from '../../browser/support/doubtful';

const MATRIX = matrixOf(DOUBTFUL);
const KEYS = MATRIX.columns.map(({ key }) => key);
const KB2 = 'Microsoft/KB2';

/** Line 3 is the heading of a group, KB2 is in line 4; products begin in column 1. */
const arranged = (part: Partial<Arrangement> = {}) => ({
  matrix: MATRIX,
  layout: arrange(MATRIX, { ...INITIAL_ARRANGEMENT, ...part }),
});

describe('a position in the matrix page', () => {
  it('is found by its keys in each arrangement', () => {
    const position = { row: KB2, line: 1, column: KEYS[1]! };
    assert.deepEqual(placeOf(arranged(), position), { line: 4, column: 2 });
    const columns = { hidden: [], pinned: [KEYS[1]!], order: [] };
    assert.deepEqual(placeOf(arranged({ columns, grouping: 'none' }), position), { line: 3, column: 1 });
    assert.deepEqual(placeOf(arranged({ moreColumns: true }), position), { line: 4, column: 4 });
  });

  it('can be in a heading or a field of a patch', () => {
    assert.deepEqual(placeOf(arranged(), { row: '', line: -1, column: KEYS[0]! }), { line: 2, column: 1 });
    const more = arranged({ moreColumns: true });
    assert.deepEqual(placeOf(more, { row: KB2, line: 1, column: 'restart' }), { line: 4, column: 2 });
  });

  it('is the head of the patch if its column is not shown, and none if the patch is not', () => {
    const columns = { hidden: [KEYS[1]!], pinned: [], order: [] };
    assert.deepEqual(placeOf(arranged({ columns }), { row: KB2, line: 1, column: KEYS[1]! }), { line: 4, column: 0 });
    const collapsed = arranged({ collapsed: ['Microsoft'] });
    assert.equal(lineOf(collapsed, KB2), undefined);
    assert.equal(placeOf(collapsed, { row: KB2, line: 1, column: KEYS[1]! }), undefined);
  });
});
