/**
 * The matrix: a row for each patch, a column for each product, and their statements in the cells. It is built from one or
 * more publications, and optionally compared with older ones; where they contradict each other, all statements are kept.
 *
 * It is immutable and built again for each version of its documents, but shares all unchanged parts with the version before:
 * after an edit, one row is another object, and {@link changesIn} finds it.
 */
import type { Vocabulary } from '../domain/vocabulary';
import { byColumn, type Column } from './columns';
import { pairingOf, type Pairing } from './compare/pairing';
import { comparedRow, removedRow } from './compare/rows';
import { editionTable, isSameEditions, isSameStatus, isSameValid, type EditionTable } from './editionTable';
import type { Part } from './facts';
import { groupingOf, type Grouping } from './grouping';
import type { Note } from './notes';
import { ownerColumnsOf, type OwnerColumns } from './ownerColumns';
import { isAlone, PlainCells, rowOf, type Row, type RowContext } from './row';
import type { MatrixSource, Source } from './sources';
import { replacementsIn, withReplacements } from './supersedence';
import type { Task } from '../xml/task';

export interface Matrix {
  readonly vocabulary: Vocabulary;
  /** In the given order. */
  readonly sources: readonly Source[];
  /** Which of the sources speak. */
  readonly editions: EditionTable;
  /** The columns that the owner's files speak about. */
  readonly ownerColumns: OwnerColumns;
  /** In natural order of supplier, product, version and platform; when comparing, including those of the older edition. */
  readonly columns: readonly Column[];
  /** By key; when comparing, including those of the older edition. {@link rowsInOrder} sorts them. */
  readonly rows: ReadonlyMap<string, Row>;
  /** How many rows have a cell in a column, by the column's key. */
  readonly uses: ReadonlyMap<string, ColumnUse>;
  /** The matrix that it is compared with, and how. */
  readonly older: Matrix | null;
  readonly pairing: Pairing | null;
  /** What is left out, and what is not known for sure. */
  readonly notes: readonly Note[];
  /** Which patches form which row; private to this file. */
  readonly grouping: Grouping;
  /** The rows before it was known which patches replace others; private to this file. */
  readonly ownRows: ReadonlyMap<string, Row>;
  /** What it was built from. */
  readonly given: readonly MatrixSource[];
}

/** How many rows have a cell in a column. */
export interface ColumnUse {
  /** In the spelling of most rows. */
  readonly column: Column;
  /** All rows, including those where only the older edition has a statement. */
  readonly rows: number;
  /** The rows where the newer edition has a statement. */
  readonly now: number;
  /** The spellings of the column in these rows. */
  readonly spellings: ReadonlyMap<Column, number>;
}

/** What a matrix is built from besides its publications. */
export interface MatrixOptions {
  /** The matrix of the older editions, to compare with. */
  readonly older?: Matrix | null;
  /** The matrix of an earlier version of the same documents: unchanged parts are taken from it. */
  readonly previous?: Matrix | null;
}

/** Builds the matrix. @param given the publications, in the order in which they are shown */
export function* buildMatrix(
  vocabulary: Vocabulary,
  given: readonly MatrixSource[],
  { older = null, previous = null }: MatrixOptions = {},
): Task<Matrix> {
  const described = given.map(({ source }) => source);
  const earlier = comparable(previous, vocabulary, older);
  const sources = earlier !== null && isEqual(earlier.sources, described) ? earlier.sources : described;
  const editions = editionsOf(given, vocabulary, earlier);
  const ownerColumns = ownerColumnsOf(given, editions, vocabulary);
  const pairing = older === null ? null : pairingWith(older, given, earlier);
  const context: RowContext = { vocabulary, editions, ownerColumns, plainCells: new PlainCells() };
  const grouping = yield* groupingOf(given, vocabulary, earlier?.grouping ?? null);
  const isReusable = reusability(earlier, context, pairing, sources);
  const ownRows = new Map<string, Row>();
  for (const [key, parts] of grouping.groups) {
    const before = older?.rows.get(key) ?? null;
    const known = earlier?.ownRows.get(key);
    const isUnchanged = known?.before === before && isSameParts(known.parts, parts) && isReusable(parts);
    ownRows.set(key, isUnchanged ? known : newRow(key, parts, before, context, pairing));
    if (!isUnchanged) yield;
  }
  for (const [key, before] of older?.rows ?? []) {
    if (ownRows.has(key)) continue;
    const known = earlier?.ownRows.get(key);
    const isKnown = known?.before === before && known.edition === 'removed' && earlier?.pairing === pairing;
    const row = isKnown ? known : removedRow(before, pairing!, vocabulary);
    if (row !== null) ownRows.set(key, row);
  }
  const rows = yield* finishedRows(ownRows, earlier, { vocabulary, editions }, older);
  const columns = yield* columnsOf(rows, earlier, older);
  const notes = [...editions.notes, ...ownerColumns.notes, ...(pairing?.notes ?? [])];
  return {
    ...{
      vocabulary,
      sources,
      editions,
      ownerColumns,
      rows,
      ...columns,
      older,
      pairing,
      notes,
      grouping,
      ownRows,
      given,
    },
  };
}

function newRow(
  key: string,
  parts: readonly Part[],
  before: Row | null,
  context: RowContext,
  pairing: Pairing | null,
): Row {
  const row = rowOf(key, parts, context);
  return pairing === null ? row : comparedRow(row, before, pairing, context.vocabulary);
}

/** The rows with the patches that replace others; the same objects as before where nothing has changed. */
function* finishedRows(
  ownRows: ReadonlyMap<string, Row>,
  earlier: Matrix | null,
  matrix: Pick<Matrix, 'vocabulary' | 'editions'>,
  older: Matrix | null,
): Task<ReadonlyMap<string, Row>> {
  const replacements = replacementsIn(ownRows.values(), matrix, older);
  yield;
  const rows = new Map<string, Row>();
  for (const [key, row] of ownRows) {
    const known = earlier?.ownRows.get(key) === row ? earlier.rows.get(key) : undefined;
    rows.set(key, withReplacements(row, known, ownRows, replacements));
  }
  return rows;
}

/** The table of the editions; the same object as before where nothing has changed. */
function editionsOf(given: readonly MatrixSource[], vocabulary: Vocabulary, earlier: Matrix | null): EditionTable {
  const table = editionTable(given, vocabulary);
  const before = earlier?.editions;
  const isSame =
    before?.statuses.length === table.statuses.length &&
    JSON.stringify(before.notes) === JSON.stringify(table.notes) &&
    isSameEditions(before, table) &&
    isSameValid(before, table);
  return isSame ? before : table;
}

function pairingWith(older: Matrix, given: readonly MatrixSource[], earlier: Matrix | null): Pairing {
  const pairing = pairingOf(older.given, given, older.vocabulary);
  const before = earlier?.older === older ? earlier.pairing : null;
  return before !== null && JSON.stringify(before) === JSON.stringify(pairing) ? before : pairing;
}

/** Which rows of an earlier version can be used again, by their parts: those whose sources have the same status. */
function reusability(
  earlier: Matrix | null,
  { editions, ownerColumns }: RowContext,
  pairing: Pairing | null,
  sources: readonly Source[],
): (parts: readonly Part[]) => boolean {
  const isSameContext = earlier?.ownerColumns.key === ownerColumns.key && earlier.pairing?.key === pairing?.key;
  if (!isSameContext) return () => false;
  if (earlier.editions === editions) return () => true;
  const before = earlier.editions;
  const isSame = editions.statuses.map((status, index) => {
    const known = before.statuses[index];
    return known !== undefined && earlier.sources.length === sources.length && isSameStatus(known, status);
  });
  // A row of one part that nothing can replace depends on its own status; others on that of all editions.
  return ([part, ...others]) =>
    part !== undefined &&
    others.length === 0 &&
    isSame[part.source] === true &&
    isAlone(part.source, before) &&
    isAlone(part.source, editions);
}

/** The changes from one version of a matrix to the next. */
export interface MatrixChanges {
  /** New and changed rows. */
  readonly rows: readonly Row[];
  /** Keys of removed rows. */
  readonly removed: readonly string[];
  /** Whether the list of columns has changed. */
  readonly columns: boolean;
  readonly sources: boolean;
}

/** The changes since `previous`, from which `matrix` was built. Compares by identity. */
export function changesIn(previous: Matrix, matrix: Matrix): MatrixChanges {
  return {
    rows: [...matrix.rows.values()].filter((row) => previous.rows.get(row.key) !== row),
    removed: [...previous.rows.keys()].filter((key) => !matrix.rows.has(key)),
    columns: previous.columns !== matrix.columns,
    sources: previous.sources !== matrix.sources,
  };
}

/** When comparing, whether only one of the editions has a column; otherwise `null`. */
export function editionOf({ key }: Column, { uses, older }: Matrix): 'added' | 'removed' | null {
  if (older === null) return null;
  if (uses.get(key)!.now === 0) return 'removed';
  return older.uses.has(key) ? null : 'added';
}

/** The previous matrix, where its rows can be used again. */
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
 * Updates the counts by the rows that have changed. The list of columns is the same object where the columns, and the editions
 * that have them, are unchanged.
 */
function* columnsOf(
  rows: ReadonlyMap<string, Row>,
  earlier: Matrix | null,
  older: Matrix | null,
): Task<Pick<Matrix, 'columns' | 'uses'>> {
  const uses = new Map<string, CountedUse>();
  for (const [key, use] of earlier?.uses ?? []) uses.set(key, { ...use, spellings: new Map(use.spellings) });
  const count = (row: Row, by: number): void => {
    row.columns.forEach((column, index) => {
      let use = uses.get(column.key);
      if (use === undefined) uses.set(column.key, (use = { column, rows: 0, now: 0, spellings: new Map() }));
      use.rows += by;
      use.spellings.set(column, (use.spellings.get(column) ?? 0) + by);
      const { statements, owner } = row.cells[index]!;
      if (statements.length > 0 || owner.length > 0) use.now += by;
    });
  };
  for (const row of rows.values()) {
    if (earlier?.rows.get(row.key) === row) continue;
    count(row, 1);
    yield;
  }
  for (const row of earlier?.rows.values() ?? []) if (rows.get(row.key) !== row) count(row, -1);
  for (const [key, use] of uses) {
    if (use.rows === 0) uses.delete(key);
    else use.column = usualSpelling(use.spellings);
  }
  const isSame =
    earlier?.older === older &&
    uses.size === earlier.uses.size &&
    [...uses].every(([key, { now, column }]) => {
      const before = earlier.uses.get(key);
      return before?.column === column && now > 0 === before.now > 0;
    });
  if (isSame) return { columns: earlier.columns, uses };
  return { columns: [...uses.values()].map(({ column }) => column).sort(byColumn), uses };
}

interface CountedUse {
  column: Column;
  rows: number;
  now: number;
  readonly spellings: Map<Column, number>;
}

/** The spelling of most rows; of equally frequent ones, the last in the order of the code units (lower case before capitals). */
function usualSpelling(spellings: Map<Column, number>): Column {
  let [usual, most] = [null as Column | null, 0];
  for (const [column, count] of spellings) {
    if (count === 0) spellings.delete(column);
    else if (usual === null || count > most || (count === most && spelling(column) > spelling(usual))) {
      [usual, most] = [column, count];
    }
  }
  return usual!;
}

function spelling({ supplier, product, version, platform }: Column): string {
  return JSON.stringify([supplier, product, version, platform]);
}
