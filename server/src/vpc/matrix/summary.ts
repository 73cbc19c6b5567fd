/** What a matrix says in numbers. */
import { finished } from '../../xml/pause';
import { STEPS_BACK } from '../compare/steps';
import { instantOf } from '../dateTime';
import type { State } from '../profile';
import { editionOf } from './matrix';
import { releasedAt } from './order';
import type { Cell, Row } from './row';
import { cellsOf, type View } from './view';

/** Counts what the newest editions say: patches and products that only an older one has are left out. */
export interface MatrixSummary {
  readonly patches: number;
  readonly columns: number;
  /** Cells by state, in the profile's order; a cell with several states counts for each of them. */
  readonly states: readonly { readonly state: State; readonly cells: number }[];
  /** Cells whose state is a word that the profile does not know. */
  readonly otherStates: number;
  /** Cells about which nothing is said. */
  readonly holes: number;
  /** Cells whose statements contradict each other. */
  readonly conflicts: number;
  /** The patch that was released first of those that some product has not been tested with; `null`: there is none. */
  readonly oldestUntested: Row | null;
  /** The latest date of publication, as it stands in its file; empty where there is none. */
  readonly lastPublished: string;
  /** `null` where nothing is compared. */
  readonly comparison: ComparisonSummary | null;
}

export interface ComparisonSummary {
  /** Cells whose state changed, of patches that both editions have. */
  readonly changed: number;
  /** Those of them that are steps back. */
  readonly regressions: number;
  readonly added: { readonly patches: number; readonly columns: number };
  readonly removed: { readonly patches: number; readonly columns: number };
}

/** What is counted: rows in whatever order, and columns. */
type Counted = Pick<View, 'matrix' | 'rows' | 'columns'>;

/** Counts what is shown. */
export function summarise(view: Counted): MatrixSummary {
  return finished(summaryInSteps(view));
}

/** The same for whoever lets others have their turn: yields between rows. */
export function* summaryInSteps(view: Counted): Generator<void, MatrixSummary, undefined> {
  const { matrix } = view;
  const isWhole = view.columns === matrix.columns;
  const rows = view.rows.filter(({ edition }) => edition !== 'removed');
  const columns = view.columns.filter((column) => editionOf(column, matrix) !== 'removed');
  const total: Tally = { states: new Map(), otherStates: 0, filled: 0, conflicts: 0 };
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
    holes: rows.length * columns.length - total.filled,
    conflicts: total.conflicts,
    oldestUntested: oldestUntested(rows, isWhole ? null : view),
    lastPublished: matrix.sources.reduce((last, { published }) => later(last, published), ''),
    comparison: matrix.older === null ? null : comparisonOf(view, rows),
  };
}

/** Counts of a row, or of several. */
interface Tally {
  readonly states: Map<string, number>;
  otherStates: number;
  filled: number;
  conflicts: number;
}

const tallies = new WeakMap<Row, Tally>();

function tallyOf(row: Row): Tally {
  let known = tallies.get(row);
  if (known === undefined) tallies.set(row, (known = tally(row.cells)));
  return known;
}

function tally(cells: readonly (Cell | undefined)[]): Tally {
  const counts: Tally = { states: new Map(), otherStates: 0, filled: 0, conflicts: 0 };
  for (const cell of cells) {
    if (cell === undefined || cell.statements.length === 0) continue;
    counts.filled++;
    if (cell.conflict) counts.conflicts++;
    const [only] = cell.statements;
    if (cell.statements.length === 1) count(counts, only!.statement.known?.id);
    else for (const id of new Set(cell.statements.map(({ statement }) => statement.known?.id))) count(counts, id);
  }
  return counts;
}

function count(counts: Tally, id: string | undefined): void {
  if (id === undefined) counts.otherStates++;
  else counts.states.set(id, (counts.states.get(id) ?? 0) + 1);
}

function add(total: Tally, more: Tally): void {
  for (const [id, cells] of more.states) total.states.set(id, (total.states.get(id) ?? 0) + cells);
  total.otherStates += more.otherStates;
  total.filled += more.filled;
  total.conflicts += more.conflicts;
}

/** @param view where only some columns count */
function oldestUntested(rows: readonly Row[], view: Counted | null): Row | null {
  let oldest: Row | null = null;
  for (const row of rows) {
    if ((tallyOf(row).states.get('available') ?? 0) === 0) continue;
    if (view !== null && (tally(cellsOf(row, view)).states.get('available') ?? 0) === 0) continue;
    if (oldest === null || isOlder(row, oldest)) oldest = row;
  }
  return oldest;
}

/** Of patches that were released together, the same one whatever their order. */
function isOlder(row: Row, other: Row): boolean {
  const difference = momentOf(row) - momentOf(other);
  return difference === 0 ? row.key < other.key : difference < 0;
}

/** A patch whose release is not known is not the oldest. */
function momentOf(row: Row): number {
  return releasedAt(row) ?? Number.MAX_SAFE_INTEGER;
}

function later(a: string, b: string): string {
  return (instantOf(b) ?? Number.MIN_SAFE_INTEGER) > (instantOf(a) ?? Number.MIN_SAFE_INTEGER) ? b : a || b;
}

function comparisonOf(view: Counted, rows: readonly Row[]): ComparisonSummary {
  const { matrix, columns } = view;
  const shown = new Set(columns.filter((column) => editionOf(column, matrix) !== 'removed').map(({ key }) => key));
  let [changed, regressions] = [0, 0];
  for (const row of rows) {
    for (const index of changedCells(row)) {
      if (!shown.has(row.columns[index]!.key)) continue;
      changed++;
      if (STEPS_BACK.includes(row.cells[index]!.change!.verdict)) regressions++;
    }
  }
  const count = (edition: 'added' | 'removed'): { patches: number; columns: number } => ({
    patches: view.rows.filter((row) => row.edition === edition).length,
    columns: columns.filter((column) => editionOf(column, matrix) === edition).length,
  });
  return { changed, regressions, added: count('added'), removed: count('removed') };
}

const changedIn = new WeakMap<Row, readonly number[]>();

/** The cells of a row that have changed, by index; remembered with it. */
function changedCells(row: Row): readonly number[] {
  let known = changedIn.get(row);
  if (known === undefined) {
    known = row.cells.flatMap(({ change }, index) => (change === null ? [] : [index]));
    changedIn.set(row, known);
  }
  return known;
}
