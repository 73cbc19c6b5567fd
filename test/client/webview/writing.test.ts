import assert from 'node:assert/strict';
import type { MatrixState } from '../../../server/src/lsp/protocol/index';
import { EMPTY_MATRIX, matrixOf, type Matrix } from '../../../client/webview/model/matrix';
import type { GridContent } from '../../../client/webview/view/selectionCounts';
import { NOTHING_SELECTED, selected } from '../../../client/webview/view/selection';
import { filled, setAll, targetsIn } from '../../../client/webview/writing/changes';
import { dateOf, dayToday, usualDate } from '../../../client/webview/writing/stateDates';
import { PendingCells } from '../../../client/webview/writing/pending';
import { matchingStates, offeredStates, stateNamed } from '../../../client/webview/writing/states';
import { columnsOf, content, matrix, row } from '../../browser/support/small';

const state = (id: string, value: string, next: string[] = [], synonyms: string[] = []): MatrixState => ({
  ...{ id, value, symbol: '', party: 'supplier' as const, synonyms },
  ...(next.length > 0 && { next }),
});
const STATES = [
  state('available', 'Available', ['in-test', 'not-applicable'], ['Verfügbar']),
  state('in-test', 'In Test', ['approved', 'not-approved'], ['In Prüfung']),
  state('not-approved', 'Not Approved', ['in-test'], ['Nicht freigegeben']),
  state('not-applicable', 'Not Applicable', [], ['Nicht zutreffend']),
  state('approved', 'Approved', ['not-approved'], ['Freigegeben', 'OK']),
];
const ids = ({ states }: { states: readonly MatrixState[] }): string => states.map(({ id }) => id).join(' ');

describe('the states to choose from', () => {
  it('are the own one, those that can follow, and the others', () => {
    const offered = offeredStates(STATES, 'in-test');
    assert.equal(ids(offered), 'in-test not-approved approved available not-applicable');
    assert.equal(offered.likely, 3);
    assert.deepEqual(offeredStates(STATES, null), { states: STATES, likely: 0 });
  });

  for (const [typed, current, expected] of [
    ['a', null, 'available approved not-approved not-applicable'],
    ['a', 'in-test', 'approved available not-approved not-applicable'],
    ['ap', 'available', 'approved not-applicable not-approved'],
    ['N', null, 'not-approved not-applicable'],
    ['not appl', null, 'not-applicable'],
    ['f', null, 'approved not-approved'],
    ['verfu\u0308g', null, 'available'],
    ['t', null, 'in-test'],
    ['x', null, ''],
  ] as const)
    it(`are for "${typed}" in a cell that is ${current ?? 'empty'}: ${expected}`, () =>
      assert.equal(ids(matchingStates(STATES, current, typed)), expected));

  it('are named by value, id and synonym, in any case', () => {
    assert.equal(stateNamed(STATES, ' not  approved')?.id, 'not-approved');
    assert.equal(stateNamed(STATES, 'IN-TEST')?.id, 'in-test');
    assert.equal(stateNamed(STATES, 'ok')?.id, 'approved');
    assert.equal(stateNamed(STATES, 'Approve'), undefined);
  });
});

const MATRIX: Matrix = matrixOf(
  matrix({
    columns: columnsOf('Batch 7', 'Batch 8'),
    contents: [content('approved', 'Approved', '2026-02-02'), content(null, 'Maybe')],
    rows: [
      row('Microsoft', 'KB1', '', '', [1, 2]),
      row('', 'KB2', '', '', [0, 0]),
      row('Microsoft', 'KB3', '', '', [2, 0]),
    ],
  }),
);
/** Line 1 is the heading of a group; patches are in lines 2 to 4, products in columns 1 and 2. */
const GRID: GridContent = { row: (line) => MATRIX.rows[line - 2], column: (column) => MATRIX.columns[column - 1] };
const ALL = selected({ top: 1, bottom: 4, left: 1, right: 2 }, { line: 1, column: 1 });
const short = (changes: ReturnType<typeof setAll>): string[] =>
  changes.map(({ row, column, change: { state, date } }) => `${row} ${column}: ${state} ${date}`);

describe('the changes of an action', () => {
  it('set all selected cells, with the names of patch and product', () => {
    const changes = setAll(targetsIn(MATRIX, GRID, ALL), { state: 'Approved', date: '2026-03-01' });
    assert.equal(changes.length, 6);
    assert.deepEqual(changes[2], {
      ...{ row: '/KB2', column: 'Batch 7', isStated: false },
      change: {
        patch: { id: 'KB2' },
        product: { supplier: 'Northwind', id: 'Batch', version: '7', platform: '' },
        ...{ state: 'Approved', date: '2026-03-01' },
      },
    });
    assert.deepEqual([changes[0]!.isStated, changes[0]!.change.patch], [true, { id: 'KB1', vendor: 'Microsoft' }]);
  });

  it('remove only statements that are there', () =>
    assert.deepEqual(
      setAll(targetsIn(MATRIX, GRID, ALL), { remove: true }).map(({ row, column }) => `${row} ${column}`),
      ['Microsoft/KB1 Batch 7', 'Microsoft/KB1 Batch 8', 'Microsoft/KB3 Batch 7'],
    ));

  it('fill down from the first patch, with state and date', () =>
    assert.deepEqual(short(filled(MATRIX, GRID, ALL, 'down')), [
      '/KB2 Batch 7: approved 2026-02-02',
      '/KB2 Batch 8: Maybe null',
      'Microsoft/KB3 Batch 7: approved 2026-02-02',
      'Microsoft/KB3 Batch 8: Maybe null',
    ]));

  it('fill to the right, and copy no hole', () =>
    assert.deepEqual(short(filled(MATRIX, GRID, ALL, 'right')), [
      'Microsoft/KB1 Batch 8: approved 2026-02-02',
      'Microsoft/KB3 Batch 8: Maybe null',
    ]));

  it('are none without cells', () => {
    assert.deepEqual(targetsIn(MATRIX, GRID, NOTHING_SELECTED), []);
    assert.deepEqual(targetsIn(EMPTY_MATRIX, { row: () => undefined, column: () => undefined }, ALL), []);
  });

  it('write the date that the setting asks for', () => {
    const now = new Date(2026, 2, 1, 15, 30, 20, 500);
    const instant = now.toISOString().replace('.500', '');
    const noon = Date.parse('2026-03-01T12:00:00Z') > now.getTime() ? instant : '2026-03-01T12:00:00Z';
    assert.deepEqual(
      (['today', 'now', 'noon', 'ask', 'keep'] as const).map((setting) => usualDate(setting, now)),
      ['2026-03-01', instant, noon, undefined, 'keep'],
    );
    assert.deepEqual(
      (['today', 'now', 'noon'] as const).map((setting) => dateOf('2026-02-10', setting, now)),
      ['2026-02-10', '2026-02-10', '2026-02-10T12:00:00Z'],
    );
    assert.equal(dateOf('', 'now', now), 'keep');
    const future = new Date('2999-01-01T00:00:00Z');
    const day = dayToday(future);
    assert.ok(Date.parse(dateOf(day, 'noon', future)) <= future.getTime() || day < '2999-01-01');
  });

  it('have the day of the local time zone', () => assert.equal(dayToday(new Date(2026, 2, 1, 23, 59)), '2026-03-01'));
});

describe('cells that are being written', () => {
  const cell = (row: string, column: string) => ({ row, column, isStated: true, change: {} });
  const CELLS = [cell('a', 'X'), cell('b', 'X')];

  it('are pending until their rows arrive', () => {
    const pending = new PendingCells();
    pending.add(1, CELLS);
    assert.ok(pending.has('a', 'X') && !pending.has('a', 'Y'));
    pending.arrived(['a']);
    assert.deepEqual([pending.has('a', 'X'), pending.has('b', 'X')], [false, true]);
    pending.answered(1, true, []);
    assert.ok(!pending.has('b', 'X'));
  });

  it('are pending after the answer, until the change arrives', () => {
    const pending = new PendingCells();
    pending.add(1, CELLS);
    pending.answered(1, true, [{ row: 'b', column: 'X', reason: '' }]);
    assert.deepEqual([pending.has('a', 'X'), pending.has('b', 'X')], [true, false]);
    pending.arrived([]);
    assert.ok(!pending.has('a', 'X'));
  });

  it('are not pending if nothing was written', () => {
    const pending = new PendingCells();
    pending.add(1, CELLS);
    pending.answered(1, false, []);
    assert.ok(!pending.has('a', 'X'));
  });
});
