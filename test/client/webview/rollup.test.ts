import { strict as assert } from 'node:assert';
import { Labels } from '../../../client/webview/grid/labels';
import { matrixOf } from '../../../client/webview/model/matrix';
import { shortened, TEXTS } from '../../../client/webview/texts';
import { INITIAL_ARRANGEMENT, NO_CRITERIA } from '../../../client/webview/view/criteria';
import { arrange } from '../../../client/webview/view/layout';
import { barOf, Rollups } from '../../../client/webview/view/rollup';
import { DOUBTFUL } from '../../browser/support/doubtful';

const MATRIX = matrixOf(DOUBTFUL);
const LABELS = new Labels(TEXTS);
const rowOf = (id: string) => MATRIX.rows.find((row) => row.id === id)!;

describe('the roll-up of the matrix page', () => {
  let wanted = 0;
  const rollups = new Rollups(MATRIX, arrange(MATRIX, INITIAL_ARRANGEMENT), () => wanted++);
  const shares = (rollup: ReturnType<Rollups['row']>): string =>
    rollup.shares.map(({ tone, cells }) => `${tone} ${cells}`).join(', ');

  it('has the worst state of a row, and the shares of its colours', () => {
    const kb2 = rollups.row(rowOf('KB2'));
    assert.equal(shares(kb2), 'bad 1, conflict 1, doubt 1, limited 1');
    assert.equal(kb2.worst?.look.symbol, '▼◐');
    assert.equal(LABELS.rollup(kb2, MATRIX), 'Worst: In Test, withdrawn · 2 Approved, 1 Not Approved, 1 In Test');
    assert.equal(shares(rollups.row(rowOf('KB1'))), 'bad 1, good 1, retired 1, hole 1');
  });

  it('has no holes where a patch is no longer listed', () => {
    assert.equal(shares(rollups.row(rowOf('KB4'))), 'bad 2');
  });

  it('has the worst state of a column', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((index) => rollups.column(index)),
      [undefined, undefined, undefined, undefined],
    );
    assert.equal(wanted, 4);
    while (!rollups.rollUpWanted());
    const [first, , , last] = [0, 1, 2, 3].map((index) => rollups.column(index)!);
    assert.equal(shares(first!), 'bad 2, limited 1, retired 1');
    assert.equal(shares(last!), 'limited 1, hole 2');
    assert.equal(last!.worst?.look.symbol.replace('\uFE0E', ''), '✓⚠');
  });

  it('counts only what is shown', () => {
    const criteria = { ...NO_CRITERIA, suppliers: ['Beta'] };
    const narrow = new Rollups(MATRIX, arrange(MATRIX, { ...INITIAL_ARRANGEMENT, criteria }), () => undefined);
    assert.equal(shares(narrow.row(rowOf('KB2'))), 'doubt 1, limited 1');
  });

  it('is drawn as a bar', () => {
    const bar = barOf([
      { tone: 'bad', cells: 1 },
      { tone: 'hole', cells: 3 },
    ]);
    assert.equal(bar, 'linear-gradient(to right, var(--bar-bad) 0% 25%, var(--bar-hole) 25% 100%)');
    assert.equal(barOf([]), 'none');
  });
});

describe('the first line of the details', () => {
  const headline = (id: string, column: number) => {
    const row = rowOf(id);
    const content = MATRIX.contents[row.numbers[column]!]!;
    return LABELS.headline(row, MATRIX.columns[column]!, content, MATRIX);
  };

  it('has the state, and statements that contradict each other with their sources', () => {
    const { state, about, sides } = headline('KB2', 1);
    assert.deepEqual([state, about], ['Not Approved / Approved', 'KB2, Alpha: Batch 8']);
    assert.deepEqual(
      sides.map(({ state, notes }) => [state, ...notes]),
      [
        ['Not Approved', 'Alpha', 'alpha-2.xml', '2026-03-02'],
        ['Approved', 'Alpha', 'alpha-3.xml', '2026-02-02'],
      ],
    );
  });

  it('has no sides for one statement', () => {
    assert.deepEqual(headline('KB1', 2).sides, []);
    assert.equal(headline('KB1', 3).state, 'No statement');
  });
});

describe('texts of files', () => {
  it('do not change the direction of the texts beside them', () => {
    assert.equal(shortened('\u05d0\u05d1'), '\u2068\u05d0\u05d1\u2069');
    assert.equal(shortened('patch \u202egnp.exe\u2069'), 'patch gnp.exe');
    assert.equal(shortened('KB1'), 'KB1');
    assert.equal(shortened('\u0627'.repeat(9), 4), `\u2068${'\u0627'.repeat(4)}…\u2069`);
  });
});
