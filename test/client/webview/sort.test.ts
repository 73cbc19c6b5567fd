import assert from 'node:assert/strict';
import { CONFLICT, HOLE } from '../../../client/webview/model/kinds';
import { EMPTY_MATRIX, type Matrix, type Row } from '../../../client/webview/model/matrix';
import type { Order } from '../../../client/webview/view/criteria';
import { compareNaturally, ranking, rowOrder } from '../../../client/webview/view/sort';
import type { MatrixContent } from '../../../server/src/lsp/protocol/index';

const STATES = ['approved', 'in-test', 'available'];

/** The content of a cell: ids of states, or words with a `=` before them. */
function contentOf(...states: readonly string[]): MatrixContent {
  return {
    statements: states.map((state) => ({
      state: state.startsWith('=') ? null : state,
      word: state,
      date: '',
      restart: null,
      restrictions: [],
      comments: [],
    })),
    conflict: states.length > 1,
  };
}

/** Content 0 is the hole. */
const CONTENTS = [
  EMPTY_MATRIX.contents[0]!,
  contentOf('approved'),
  contentOf('in-test'),
  contentOf('available'),
  contentOf('=Reviewed'),
  contentOf('in-test', 'approved'),
  { ...contentOf(), dropped: contentOf('approved').statements },
];
const [APPROVED, IN_TEST, AVAILABLE, OTHER, BOTH, DROPPED] = [1, 2, 3, 4, 5, 6];

/** Rows: identifier, day of release, severity, contents by slot. */
type Given = readonly [id: string, released: string, severity: string, ...numbers: number[]];

function matrixOf(...rows: readonly Given[]): Matrix {
  return {
    ...EMPTY_MATRIX,
    columns: ['A', 'B', 'C'].map((product, index) => ({
      key: product,
      // Slots need not be in the order of the columns.
      slot: [2, 0, 1][index]!,
      supplier: 'Northwind',
      product,
      version: '',
      platform: '',
      mine: false,
    })),
    rows: rows.map(([id, released, severity, ...numbers]): Row => ({
      key: id,
      vendor: 'Microsoft',
      id,
      title: '',
      type: '',
      severity,
      released,
      targets: [],
      vulnerabilities: [],
      restart: null,
      cells: '',
      numbers: Uint32Array.from(numbers),
    })),
    contents: CONTENTS,
    states: STATES.map((id) => ({ id, value: id, symbol: '', party: 'supplier' })),
    severities: ['Critical', 'Low'],
  };
}

/** The identifiers in an order, which must not depend on the initial order of the rows. */
function sorted(order: Order, rows: readonly Given[], columns: readonly number[] = [0, 1, 2]): string[] {
  const matrix = matrixOf(...rows);
  const compare = rowOrder(matrix, order, columns);
  const [forward, backward] = [matrix.rows, [...matrix.rows].reverse()].map((given) =>
    [...given].sort(compare).map(({ id }) => id),
  );
  assert.deepEqual(backward, forward);
  return forward!;
}

describe('the order of patches', () => {
  const dated: readonly Given[] = [
    ['KB10', '2026-02-10T08:00:00Z', ''],
    ['KB9', '2026-02-10T08:00:00Z', ''],
    ['KB2', '2026-03-10T08:00:00Z', ''],
    ['KB1', '', ''],
    ['KB3', '2026-01-10T08:00:00Z', ''],
    ['KB0', '', ''],
  ];

  it('"newest" sorts by date, then by identifier; patches without a date last', () => {
    assert.deepEqual(sorted({ by: 'newest' }, dated), ['KB2', 'KB9', 'KB10', 'KB3', 'KB0', 'KB1']);
  });

  it('"oldest" sorts by date, then by identifier; patches without a date last', () => {
    assert.deepEqual(sorted({ by: 'oldest' }, dated), ['KB3', 'KB9', 'KB10', 'KB2', 'KB0', 'KB1']);
  });

  it('"id" sorts in natural order', () => {
    assert.deepEqual(sorted({ by: 'id' }, dated), ['KB0', 'KB1', 'KB2', 'KB3', 'KB9', 'KB10']);
  });

  it('"severity" sorts the worst first and unknown ones last, then the newest', () => {
    const rows: readonly Given[] = [
      ['a', '2026-01-01', 'Low'],
      ['b', '2026-02-01', ''],
      ['c', '2026-01-01', 'Critical'],
      ['d', '2026-02-01', 'Low'],
      ['e', '2026-03-01', 'Hazardous'],
      ['f', '2026-02-01', 'Critical'],
    ];
    assert.deepEqual(sorted({ by: 'severity' }, rows), ['f', 'c', 'd', 'a', 'e', 'b']);
  });

  const cells: readonly Given[] = [
    ['none', '2026-01-05', '', 0, 0, 0],
    ['one', '2026-01-04', '', IN_TEST, 0, AVAILABLE],
    ['two', '2026-01-03', '', IN_TEST, BOTH, APPROVED],
    ['same', '2026-01-06', '', BOTH, IN_TEST, OTHER],
    // Its other cells are holes: the array of numbers ends before them.
    ['short', '2026-01-02', '', IN_TEST],
  ];

  it('"count" sorts the most cells of a kind first, then the newest', () => {
    assert.deepEqual(sorted({ by: 'count', kind: 'in-test' }, cells), ['same', 'two', 'one', 'short', 'none']);
    assert.deepEqual(sorted({ by: 'count', kind: HOLE }, cells), ['none', 'short', 'one', 'same', 'two']);
    assert.deepEqual(sorted({ by: 'count', kind: CONFLICT }, cells), ['same', 'two', 'none', 'one', 'short']);
    assert.deepEqual(sorted({ by: 'count', kind: '=Reviewed' }, cells), ['same', 'none', 'one', 'two', 'short']);
    assert.deepEqual(sorted({ by: 'count', kind: 'released' }, cells), ['same', 'none', 'one', 'two', 'short']);
  });

  it('"count" counts only the columns that are shown', () => {
    // Column A (index 0) has slot 2.
    assert.deepEqual(sorted({ by: 'count', kind: 'approved' }, cells, [0]), ['two', 'same', 'none', 'one', 'short']);
    assert.deepEqual(sorted({ by: 'count', kind: 'approved' }, cells, [1]), ['same', 'none', 'one', 'two', 'short']);
    assert.deepEqual(sorted({ by: 'count', kind: 'approved' }, cells, []), ['same', 'none', 'one', 'two', 'short']);
  });

  it('"column" sorts by the first state for a product: profile order, then other words, what is dropped, holes', () => {
    const rows: readonly Given[] = [
      ['hole', '2026-02-01', '', 0, 0, 0],
      ['dropped', '2026-01-09', '', 0, 0, DROPPED],
      ['other', '2026-01-01', '', 0, 0, OTHER],
      ['available', '2026-01-01', '', 0, 0, AVAILABLE],
      ['both', '2026-01-02', '', 0, 0, BOTH],
      ['in-test', '2026-01-01', '', 0, 0, IN_TEST],
      ['approved', '2026-01-01', '', 0, 0, APPROVED],
      ['short', '2026-01-01', ''],
    ];
    const expected = ['approved', 'both', 'in-test', 'available', 'other', 'dropped', 'hole', 'short'];
    assert.deepEqual(sorted({ by: 'column', column: 'A' }, rows), expected);
    assert.deepEqual(sorted({ by: 'column', column: 'A' }, rows, []), expected);
  });

  it('"column" sorts the newest first if the column is gone', () => {
    assert.deepEqual(sorted({ by: 'column', column: 'D' }, dated), sorted({ by: 'newest' }, dated));
  });
});

describe('ranking and natural order', () => {
  it('rank a word that is not in the list last', () => {
    const rank = ranking(['b', 'a', 'c']);
    assert.deepEqual(['b', 'a', 'c', 'd', ''].map(rank), [0, 1, 2, 3, 3]);
    assert.equal(ranking([])('a'), 0);
  });

  it('compare names by the value of the numbers in them', () => {
    assert.ok(compareNaturally('8.9', '8.10') < 0);
    assert.ok(compareNaturally('KB900', 'KB1000') < 0);
    assert.equal(compareNaturally('KB1', 'KB1'), 0);
    assert.ok(compareNaturally('b', 'a') > 0);
  });
});
