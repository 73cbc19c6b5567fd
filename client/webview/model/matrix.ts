/**
 * The matrix in the page. A cell holds the number of its content, which many cells share: what is computed for all cells is
 * computed once for each content, and a pass over millions of cells takes milliseconds.
 */
import {
  decodeCells,
  type MatrixColumn,
  type MatrixContent,
  type MatrixDelta,
  type MatrixNote,
  type MatrixRow,
  type MatrixSnapshot,
  type MatrixSource,
  type MatrixState,
} from '../../../server/src/lsp/protocol/index';

/** A patch with its cells. */
export interface Row extends MatrixRow {
  /** Index into {@link Matrix.contents} by the slot of a column; slots beyond the end are holes. */
  readonly numbers: Uint32Array;
}

export interface Matrix {
  readonly revision: number;
  readonly sources: readonly MatrixSource[];
  readonly compared: readonly MatrixSource[];
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly Row[];
  /** The first one is {@link HOLE_CONTENT}. */
  readonly contents: readonly MatrixContent[];
  readonly states: readonly MatrixState[];
  readonly severities: readonly string[];
  readonly notes: readonly MatrixNote[];
}

/** The content of a cell without a statement. */
const HOLE_CONTENT: MatrixContent = { statements: [], conflict: false };

/** Before the first snapshot. */
export const EMPTY_MATRIX: Matrix = {
  revision: -1,
  sources: [],
  compared: [],
  columns: [],
  rows: [],
  contents: [HOLE_CONTENT],
  states: [],
  severities: [],
  notes: [],
};

/** The matrix of a snapshot. */
export function matrixOf(snapshot: MatrixSnapshot): Matrix {
  const { revision, sources, compared, columns, states, severities, notes } = snapshot;
  const slots = slotsOf(columns);
  const rows = snapshot.rows.map((row) => rowOf(row, slots));
  return {
    revision,
    sources,
    compared,
    columns,
    rows,
    contents: [HOLE_CONTENT, ...snapshot.contents],
    states,
    severities,
    notes,
  };
}

/** The matrix after a delta, sharing what did not change; `undefined` if an earlier delta was missed. */
export function changed(matrix: Matrix, delta: MatrixDelta): Matrix | undefined {
  if (delta.revision !== matrix.revision + 1) return undefined;
  const columns = delta.columns ?? matrix.columns;
  const slots = slotsOf(columns);
  const removed = new Set(delta.removed);
  const newRows = new Map(delta.rows.map((row) => [row.key, rowOf(row, slots)]));
  const rows = matrix.rows.flatMap((row) => {
    if (removed.has(row.key)) return [];
    const replacement = newRows.get(row.key);
    newRows.delete(row.key);
    return [replacement ?? row];
  });
  return {
    ...matrix,
    revision: delta.revision,
    sources: delta.sources ?? matrix.sources,
    columns,
    rows: [...rows, ...newRows.values()],
    contents: [...matrix.contents, ...delta.contents],
    notes: delta.notes ?? matrix.notes,
  };
}

/** The number of the content in a row and a column. */
export function numberAt({ numbers }: Row, { slot }: MatrixColumn): number {
  return numbers[slot] ?? 0;
}

/** The content in a row and a column. */
export function contentAt(matrix: Matrix, row: Row, column: MatrixColumn): MatrixContent {
  return matrix.contents[numberAt(row, column)] ?? HOLE_CONTENT;
}

/** The day of a date as written in a file: the part before the time. */
export function dayOf(date: string): string {
  return date.slice(0, 'yyyy-MM-dd'.length);
}

/** The display name of a column: product, version and platform; after the supplier if the matrix has several. */
export function columnName({ supplier, product, version, platform }: MatrixColumn, matrix: Columns): string {
  const name = [product, version, platform && `(${platform})`].filter(Boolean).join(' ');
  return supplier !== '' && hasSeveralSuppliers(matrix) ? `${supplier}: ${name}` : name;
}

type Columns = Pick<Matrix, 'columns'>;
const several = new WeakMap<Matrix['columns'], boolean>();

/** Whether the products are of several suppliers, which can have products of the same name. */
export function hasSeveralSuppliers({ columns }: Columns): boolean {
  let known = several.get(columns);
  if (known === undefined) {
    several.set(columns, (known = columns.some(({ supplier }) => supplier !== columns[0]!.supplier)));
  }
  return known;
}

/** Whether a patch is in the latest editions: otherwise a cell without statement is not a hole. */
export function isListedRow({ dropped, edition }: MatrixRow): boolean {
  return dropped !== true && edition !== 'removed';
}

const used = new WeakMap<Matrix, readonly MatrixContent[]>();

/** The contents that cells have now, and that of a hole: deltas add contents, and none is taken away. */
export function usedContents(matrix: Matrix): readonly MatrixContent[] {
  let known = used.get(matrix);
  if (known === undefined) {
    const isUsed = new Uint8Array(matrix.contents.length);
    isUsed[0] = 1;
    for (const { numbers } of matrix.rows) for (const number of numbers) isUsed[number] = 1;
    used.set(matrix, (known = matrix.contents.filter((_, number) => isUsed[number] === 1)));
  }
  return known;
}

const listed = new WeakMap<Matrix, ReadonlySet<MatrixColumn>>();

/** The products that the latest editions speak about; in other columns, a cell without statement is not a hole. */
export function listedColumns(matrix: Matrix): ReadonlySet<MatrixColumn> {
  let known = listed.get(matrix);
  if (known === undefined) {
    const speaks = matrix.contents.map(({ statements, owner = [] }) => statements.length + owner.length > 0);
    const isListed = (column: MatrixColumn): boolean => matrix.rows.some((row) => speaks[numberAt(row, column)]);
    listed.set(matrix, (known = new Set(matrix.columns.filter(isListed))));
  }
  return known;
}

const identifiers = new WeakMap<Matrix['rows'], ReadonlyMap<string, string>>();

/** The identifiers of the patches that replace a patch: those in the matrix, then those that only the files name. */
export function supersedersOf(
  { rows }: Pick<Matrix, 'rows'>,
  { replacedBy = [], supersededBy = [] }: MatrixRow,
): string[] {
  if (replacedBy.length + supersededBy.length === 0) return [];
  let known = identifiers.get(rows);
  if (known === undefined) identifiers.set(rows, (known = new Map(rows.map(({ key, id }) => [key, id]))));
  return [...new Set([...replacedBy.flatMap((key) => known.get(key) ?? []), ...supersededBy])];
}

function rowOf(row: MatrixRow, slots: number): Row {
  return { ...row, numbers: decodeCells(row.cells, slots) };
}

function slotsOf(columns: readonly MatrixColumn[]): number {
  return columns.reduce((most, { slot }) => Math.max(most, slot + 1), 0);
}
