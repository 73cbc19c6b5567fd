/**
 * The matrix: patches down, products across, and what is said where they meet. Made from one publication or several, and
 * perhaps compared with older ones; where they disagree, all that they say is kept.
 *
 * It is made anew for each version of its documents, out of what stands in the version before wherever that is the same:
 * after an edit one row is another object, and {@link changesIn} tells which.
 */
import { finished } from '../../xml/pause';
import type { Vocabulary } from '../vocabulary';
import { byColumn, type Column } from './columns';
import { groupingInSteps, type Grouping } from './grouping';
import { removedRow, rowOf, type Part, type Row, type RowContext } from './row';
import type { MatrixSource, Source } from './sources';

export interface Matrix {
  readonly vocabulary: Vocabulary;
  /** In the order in which they were given. */
  readonly sources: readonly Source[];
  /** By product, version and platform, as people sort names; when comparing, those of the older edition, too. */
  readonly columns: readonly Column[];
  /** By key; when comparing, those that only the older edition has, too. {@link rowsInOrder} sorts them. */
  readonly rows: ReadonlyMap<string, Row>;
  /** How many rows speak of a column, by the column's key. */
  readonly uses: ReadonlyMap<string, ColumnUse>;
  /** What it is compared with. */
  readonly older: Matrix | null;
  /** Which patches make which row; only this file looks at it. */
  readonly grouping: Grouping;
}

/** How often a column is spoken of. */
export interface ColumnUse {
  readonly column: Column;
  /** In how many rows, those counted that only say what the older edition said. */
  readonly rows: number;
  /** In how many rows by the newer edition. */
  readonly now: number;
}

/** What a matrix is made with besides its publications. */
export interface MatrixOptions {
  /** The matrix of the older editions, to compare with. */
  readonly older?: Matrix | null;
  /** The matrix of an earlier version of the same documents: what is the same is taken from it. */
  readonly previous?: Matrix | null;
}

/** Makes the matrix. Publications come in the order in which people are to see them named. */
export function buildMatrix(
  vocabulary: Vocabulary,
  given: readonly MatrixSource[],
  options: MatrixOptions = {},
): Matrix {
  return finished(matrixInSteps(vocabulary, given, options));
}

/** The same for whoever lets others have their turn: yields between rows. */
export function* matrixInSteps(
  vocabulary: Vocabulary,
  given: readonly MatrixSource[],
  { older = null, previous = null }: MatrixOptions = {},
): Generator<void, Matrix, undefined> {
  const described = given.map(({ source }) => source);
  const earlier = comparable(previous, vocabulary, older);
  const sameSources = earlier !== null && isEqual(earlier.sources, described);
  const sources = sameSources ? earlier.sources : described;
  const context: RowContext = { vocabulary, sources, compares: older !== null };
  const grouping = yield* groupingInSteps(given, earlier?.grouping ?? null);
  const rows = new Map<string, Row>();
  for (const [key, { vendor, parts }] of grouping.groups) {
    const before = older?.rows.get(key) ?? null;
    const known = earlier?.rows.get(key);
    const holds =
      known?.before === before && isSameParts(known.parts, parts) && (sameSources || known.parts.length === 1);
    rows.set(key, holds ? known : rowOf(key, vendor, parts, before, context));
    if (!holds) yield;
  }
  for (const [key, before] of older?.rows ?? []) {
    if (rows.has(key)) continue;
    const known = earlier?.rows.get(key);
    rows.set(key, known?.before === before && known.edition === 'removed' ? known : removedRow(before));
  }
  return { vocabulary, sources, rows, ...(yield* columnsOf(rows, earlier, older)), older, grouping };
}

/** What has changed from one version of a matrix to the next. */
export interface MatrixChanges {
  /** Rows that are new or others. */
  readonly rows: readonly Row[];
  /** Keys of rows that are gone. */
  readonly removed: readonly string[];
  readonly columns: boolean;
  readonly sources: boolean;
}

/** Compares by identity: `matrix` was made with `previous`. */
export function changesIn(previous: Matrix, matrix: Matrix): MatrixChanges {
  return {
    rows: [...matrix.rows.values()].filter((row) => previous.rows.get(row.key) !== row),
    removed: [...previous.rows.keys()].filter((key) => !matrix.rows.has(key)),
    columns: previous.columns !== matrix.columns,
    sources: previous.sources !== matrix.sources,
  };
}

/** When comparing: whether only one of the editions speaks of a column; else `null`. */
export function editionOf({ key }: Column, { uses, older }: Matrix): 'added' | 'removed' | null {
  if (older === null) return null;
  if (uses.get(key)!.now === 0) return 'removed';
  return older.uses.has(key) ? null : 'added';
}

/** A matrix whose rows may be used again. */
function comparable(previous: Matrix | null, vocabulary: Vocabulary, older: Matrix | null): Matrix | null {
  return previous?.vocabulary === vocabulary && (previous.older === null) === (older === null) ? previous : null;
}

function isEqual(a: readonly Source[], b: readonly Source[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isSameParts(a: readonly Part[], b: readonly Part[]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every(({ source, patch }, index) => patch === b[index]!.patch && source === b[index]!.source)
  );
}

/**
 * Counts the rows that are others than before. Columns that are the same as before, and in the same editions, are the same
 * list.
 */
function* columnsOf(
  rows: ReadonlyMap<string, Row>,
  earlier: Matrix | null,
  older: Matrix | null,
): Generator<void, Pick<Matrix, 'columns' | 'uses'>, undefined> {
  const uses = new Map<string, { readonly column: Column; rows: number; now: number }>();
  for (const [key, use] of earlier?.uses ?? []) uses.set(key, { ...use });
  const count = (row: Row, by: number): void => {
    row.columns.forEach((column, index) => {
      let use = uses.get(column.key);
      if (use === undefined) uses.set(column.key, (use = { column, rows: 0, now: 0 }));
      use.rows += by;
      if (row.cells[index]!.statements.length > 0) use.now += by;
    });
  };
  for (const row of rows.values()) {
    if (earlier?.rows.get(row.key) === row) continue;
    count(row, 1);
    yield;
  }
  for (const row of earlier?.rows.values() ?? []) if (rows.get(row.key) !== row) count(row, -1);
  for (const [key, use] of uses) if (use.rows === 0) uses.delete(key);
  const isSame =
    earlier?.older === older &&
    uses.size === earlier.uses.size &&
    [...uses].every(([key, { now }]) => now > 0 === (earlier.uses.get(key)?.now ?? -1) > 0 && earlier.uses.has(key));
  if (isSame) return { columns: earlier.columns, uses };
  return { columns: [...uses.values()].map(({ column }) => column).sort(byColumn), uses };
}
