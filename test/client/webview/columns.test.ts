import { strict as assert } from 'node:assert';
import { matrixOf } from '../../../client/webview/model/matrix';
import { chosenColumns, moved } from '../../../client/webview/view/columns';
import {
  INITIAL_ARRANGEMENT,
  NO_CRITERIA,
  type ColumnChoice,
  type Criteria,
} from '../../../client/webview/view/criteria';
import { arrange } from '../../../client/webview/view/layout';
import { DOUBTFUL } from '../../browser/support/doubtful';
import { columnsOf, matrix } from '../../browser/support/small';

const PAGE = matrixOf(matrix({ columns: columnsOf('A', 'B', 'C', 'D'), contents: [], rows: [] }));
const ALL = [0, 1, 2, 3];
const NONE: ColumnChoice = { hidden: [], pinned: [], order: [] };

describe('the columns of the matrix page', () => {
  it('are in the order of the suppliers without a choice', () => {
    assert.deepEqual(chosenColumns(PAGE, ALL, NONE), { columns: ALL, pinned: 0 });
  });

  it('are hidden, ordered, and pinned ones come first', () => {
    const choice: ColumnChoice = { hidden: ['B'], pinned: ['C'], order: ['D', 'C', 'B'] };
    assert.deepEqual(chosenColumns(PAGE, ALL, choice), { columns: [2, 3, 0], pinned: 1 });
  });

  it('are moved by one place past what is shown, while hidden ones keep theirs', () => {
    assert.deepEqual(moved(PAGE, NONE, ['A', 'B', 'C', 'D'], [1, 2], 1), ['A', 'C', 'B', 'D']);
    assert.deepEqual(moved(PAGE, NONE, ['A', 'B', 'C', 'D'], [2, 4], -1), ['A', 'C', 'D', 'B']);
    assert.deepEqual(moved(PAGE, NONE, ['A', 'C', 'D'], [1, 2], -1), ['C', 'B', 'A', 'D']);
    assert.equal(moved(PAGE, NONE, ['A', 'B'], [0, 1], -1), undefined);
    assert.equal(moved(PAGE, NONE, ['A', 'B'], [1, 2], 1), undefined);
  });

  it('are only those with a cell of the kinds that are asked for', () => {
    const page = matrixOf(DOUBTFUL);
    const columnsFor = (criteria: Partial<Criteria>) =>
      arrange(page, { ...INITIAL_ARRANGEMENT, criteria: { ...NO_CRITERIA, ...criteria } }).columns;
    assert.deepEqual(columnsFor({ kinds: ['in-test'] }), [0]);
    assert.deepEqual(columnsFor({ onlyContradictions: true }), [1]);
    assert.deepEqual(columnsFor({ kinds: ['(contradictory)'] }), ALL, 'the patches are what is asked for');
    assert.deepEqual(columnsFor({ severities: ['Critical'] }), ALL, 'a hole is to be seen');
  });

  it('have bands that end where the pinned ones do', () => {
    const { bands } = arrange(matrixOf(DOUBTFUL), {
      ...INITIAL_ARRANGEMENT,
      columns: { ...NONE, pinned: [DOUBTFUL.columns[0]!.key] },
    });
    assert.deepEqual(
      bands.map((groups) => groups.map(({ length }) => length)),
      [
        [1, 1, 2],
        [1, 1, 1, 1],
      ],
    );
  });
});
