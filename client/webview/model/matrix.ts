/**
 * The matrix as the page holds it. Cells are numbers of contents, and many cells share one: whatever is asked of all cells is
 * asked of each content once, and going over millions of cells takes milliseconds.
 */
import {
  decodeCells,
  type MatrixColumn,
  type MatrixContent,
  type MatrixDelta,
  type MatrixRow,
  type MatrixSnapshot,
  type MatrixSource,
  type MatrixState,
} from '../../../server/src/lsp/protocol';

/** A patch with its cells. */
export interface Row extends MatrixRow {
  /** Index into {@link Matrix.contents} by the slot of a column; what is beyond is a hole. */
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
}

/** What stands in a cell about which nothing is said. */
const HOLE_CONTENT: MatrixContent = { statements: [], conflict: false };

/** Nothing yet. */
export const EMPTY_MATRIX: Matrix = {
  revision: -1,
  sources: [],
  compared: [],
  columns: [],
  rows: [],
  contents: [HOLE_CONTENT],
  states: [],
  severities: [],
};

/** The matrix that a snapshot tells of. */
export function matrixOf(snapshot: MatrixSnapshot): Matrix {
  const { revision, sources, compared, columns, states, severities } = snapshot;
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
  };
}

/** The matrix after a change; `undefined` where a change before it was missed. What did not change is shared. */
export function changed(matrix: Matrix, delta: MatrixDelta): Matrix | undefined {
  if (delta.revision !== matrix.revision + 1) return undefined;
  const columns = delta.columns ?? matrix.columns;
  const slots = slotsOf(columns);
  const gone = new Set(delta.removed);
  const put = new Map(delta.rows.map((row) => [row.key, rowOf(row, slots)]));
  const kept = matrix.rows.flatMap((row) => {
    if (gone.has(row.key)) return [];
    const other = put.get(row.key);
    put.delete(row.key);
    return [other ?? row];
  });
  return {
    ...matrix,
    revision: delta.revision,
    sources: delta.sources ?? matrix.sources,
    columns,
    rows: [...kept, ...put.values()],
    contents: [...matrix.contents, ...delta.contents],
  };
}

/** The number of what stands where a row and a column meet. */
export function numberAt({ numbers }: Row, { slot }: MatrixColumn): number {
  return numbers[slot] ?? 0;
}

/** What stands where a row and a column meet. */
export function contentAt(matrix: Matrix, row: Row, column: MatrixColumn): MatrixContent {
  return matrix.contents[numberAt(row, column)] ?? HOLE_CONTENT;
}

/** The day of a date as it stands in a file: what precedes the time. */
export function dayOf(date: string): string {
  return date.slice(0, 'yyyy-MM-dd'.length);
}

/** How a product in a version on a platform is called. */
export function columnName({ product, version, platform }: MatrixColumn): string {
  return [product, version, platform && `(${platform})`].filter(Boolean).join(' ');
}

function rowOf(row: MatrixRow, slots: number): Row {
  return { ...row, numbers: decodeCells(row.cells, slots) };
}

function slotsOf(columns: readonly MatrixColumn[]): number {
  return columns.reduce((most, { slot }) => Math.max(most, slot + 1), 0);
}
