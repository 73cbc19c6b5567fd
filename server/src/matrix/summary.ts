/** Counts the content of a matrix. */
import { isRegression } from './compare/verdicts';
import { instantOf } from '../domain/dateTime';
import type { State } from '../domain/profile';
import type { Column } from './columns';
import { editionOf, type Matrix } from './matrix';
import { releasedAt } from './order';
import type { Cell } from './cell';
import type { Row } from './row';
import { cellsOf, type View } from './view';
import type { Task } from '../xml/task';

/** Counts of the newer editions: patches and products that only an older edition has are left out. */
export interface MatrixSummary {
  readonly patches: number;
  readonly columns: number;
  /** Cells by the state that is shown, in the profile's order. */
  readonly states: readonly { readonly state: State; readonly cells: number }[];
  /** Cells whose state is not one of the profile's. */
  readonly otherStates: number;
  /** Cells of listed patches and listed products about which no edition says anything. */
  readonly holes: number;
  /** Cells whose statements contradict each other. */
  readonly conflicts: number;
  /** Cells of which it is unknown which statement holds. */
  readonly doubts: number;
  /** Cells that the latest edition does not list any more, without those of patches that were replaced. */
  readonly dropped: number;
  /** Cells of patches that are not listed any more because listed ones replace them. */
  readonly retired: number;
  /** Cells that the edition before allowed to install, and the latest one does not. */
  readonly withdrawals: number;
  /** Patches about which suppliers contradict each other. */
  readonly contradictions: number;
  /** The patch with the earliest release that is still `available` for some product; `null` where there is none. */
  readonly oldestUntested: Row | null;
  /** The latest date of publication, as written in its file; empty where there is none. */
  readonly lastPublished: string;
  /** `null` where nothing is compared. */
  readonly comparison: ComparisonSummary | null;
}

export interface ComparisonSummary {
  /** Cells whose state has changed, in patches and products that the newer edition has. */
  readonly changed: number;
  /** Cells that are regressions, including those of removed patches and products. */
  readonly regressions: number;
  readonly added: { readonly patches: number; readonly columns: number };
  readonly removed: { readonly patches: number; readonly columns: number };
}

/** The rows (in any order) and columns that are counted. */
type Counted = Pick<View, 'matrix' | 'rows' | 'columns'>;

/** Counts the rows and columns of a view. */
export function* summarise(view: Counted): Task<MatrixSummary> {
  const { matrix } = view;
  const isWhole = view.columns === matrix.columns;
  const rows = view.rows.filter(({ edition }) => edition !== 'removed');
  const columns = view.columns.filter((column) => editionOf(column, matrix) !== 'removed');
  const total = emptyTally();
  for (const row of rows) {
    add(total, isWhole ? tallyOf(row) : tally(cellsOf(row, view)));
    yield;
  }
  const { states } = matrix.vocabulary.profile;
  return {
    patches: rows.length,
    columns: columns.length,
    states: states.flatMap((state) => {
      const cells = total.states.get(state.id) ?? 0;
      return cells === 0 ? [] : [{ state, cells }];
    }),
    otherStates: total.otherStates,
    holes: yield* holesIn(rows, columns, matrix),
    ...{ conflicts: total.conflicts, doubts: total.doubts, dropped: total.dropped, retired: total.retired },
    withdrawals: total.withdrawals,
    contradictions: rows.filter(({ contradictions }) => contradictions.length > 0).length,
    oldestUntested: oldestUntested(rows, isWhole ? null : view),
    lastPublished: matrix.sources.reduce((last, { published }) => later(last, published), ''),
    comparison: matrix.older === null ? null : comparisonOf(view),
  };
}

/** What no latest edition lists any more has no holes. */
function* holesIn(rows: readonly Row[], columns: readonly Column[], { uses }: Matrix): Task<number> {
  const listed = new Set(columns.filter(({ key }) => uses.get(key)!.now > 0).map(({ key }) => key));
  // Nearly always: then the counts of each row are known.
  const isWhole = listed.size === uses.size;
  let holes = 0;
  for (const row of rows) {
    if (row.isDropped) continue;
    holes += listed.size;
    if (isWhole) {
      const { filled, dropped, retired } = tallyOf(row);
      holes -= filled + dropped + retired;
      continue;
    }
    for (const [index, { statements, dropped }] of row.cells.entries()) {
      const isFilled = statements.length > 0 || dropped.length > 0;
      if (isFilled && listed.has(row.columns[index]!.key)) holes--;
    }
    yield;
  }
  return holes;
}

/** Counts of a row, or of several. */
interface Tally {
  readonly states: Map<string, number>;
  otherStates: number;
  filled: number;
  conflicts: number;
  doubts: number;
  dropped: number;
  retired: number;
  withdrawals: number;
}

function emptyTally(): Tally {
  const counts = { otherStates: 0, filled: 0, conflicts: 0, doubts: 0, dropped: 0, retired: 0, withdrawals: 0 };
  return { states: new Map(), ...counts };
}

const tallies = new WeakMap<Row, Tally>();

function tallyOf(row: Row): Tally {
  let known = tallies.get(row);
  if (known === undefined) tallies.set(row, (known = tally(row.cells)));
  return known;
}

function tally(cells: readonly (Cell | undefined)[]): Tally {
  const counts = emptyTally();
  for (const cell of cells) {
    if (cell === undefined) continue;
    if (cell.withdrawal !== null) counts.withdrawals++;
    if (cell.dropped.length > 0 && cell.statements.length === 0) counts[cell.isRetired ? 'retired' : 'dropped']++;
    if (cell.statements.length === 0) continue;
    counts.filled++;
    if (cell.conflict) counts.conflicts++;
    if (cell.doubt) counts.doubts++;
    count(counts, cell.statements[0]!.statement.known?.id);
  }
  return counts;
}

function count(counts: Tally, id: string | undefined): void {
  if (id === undefined) counts.otherStates++;
  else counts.states.set(id, (counts.states.get(id) ?? 0) + 1);
}

const COUNTS = ['filled', 'conflicts', 'doubts', 'dropped', 'retired', 'withdrawals'] as const;

function add(total: Tally, more: Tally): void {
  for (const [id, cells] of more.states) total.states.set(id, (total.states.get(id) ?? 0) + cells);
  total.otherStates += more.otherStates;
  for (const key of COUNTS) total[key] += more[key];
}

/** @param view `null` where all columns count */
function oldestUntested(rows: readonly Row[], view: Counted | null): Row | null {
  let oldest: Row | null = null;
  for (const row of rows) {
    if ((tallyOf(row).states.get('available') ?? 0) === 0) continue;
    if (view !== null && (tally(cellsOf(row, view)).states.get('available') ?? 0) === 0) continue;
    if (oldest === null || isOlder(row, oldest)) oldest = row;
  }
  return oldest;
}

/** Compares by release; at equal dates by key, so that the result does not depend on the order of the rows. */
function isOlder(row: Row, other: Row): boolean {
  const difference = releaseOf(row) - releaseOf(other);
  return difference === 0 ? row.key < other.key : difference < 0;
}

/** A patch with an unknown release date is not the oldest. */
function releaseOf(row: Row): number {
  return releasedAt(row) ?? Number.MAX_SAFE_INTEGER;
}

function later(a: string, b: string): string {
  return (instantOf(b) ?? Number.MIN_SAFE_INTEGER) > (instantOf(a) ?? Number.MIN_SAFE_INTEGER) ? b : a || b;
}

function comparisonOf(view: Counted): ComparisonSummary {
  const { matrix, columns } = view;
  const shown = new Map(columns.map((column) => [column.key, editionOf(column, matrix) !== 'removed']));
  let [changed, regressions] = [0, 0];
  for (const row of view.rows) {
    for (const index of changedCells(row)) {
      const isCurrent = shown.get(row.columns[index]!.key);
      if (isCurrent === undefined) continue;
      if (isCurrent && row.edition !== 'removed') changed++;
      if (isRegression(row.cells[index]!.change!.verdict)) regressions++;
    }
  }
  const count = (edition: 'added' | 'removed'): { patches: number; columns: number } => ({
    patches: view.rows.filter((row) => row.edition === edition).length,
    columns: columns.filter((column) => editionOf(column, matrix) === edition).length,
  });
  return { changed, regressions, added: count('added'), removed: count('removed') };
}

const changedMemo = new WeakMap<Row, readonly number[]>();

/** The indexes of the cells of a row that have changed, memoised. */
function changedCells(row: Row): readonly number[] {
  let known = changedMemo.get(row);
  if (known === undefined) {
    known = row.cells.flatMap(({ change }, index) => (change === null ? [] : [index]));
    changedMemo.set(row, known);
  }
  return known;
}
