/** What of a matrix is shown or written: some rows and columns in some order. */
import type { Column } from './columns';
import type { Matrix } from './matrix';
import { rowsInOrder } from './order';
import type { Cell, Row } from './row';

/** Which rows and columns are wanted, by key and in that order; left out: all in their usual order. */
export interface ViewOptions {
  readonly rows?: readonly string[] | undefined;
  readonly columns?: readonly string[] | undefined;
}

/** Rows that are shown together. */
export interface Group {
  /** Whose patches they are; `null` where the order mixes the vendors. */
  readonly vendor: string | null;
  readonly rows: readonly Row[];
}

export interface View {
  readonly matrix: Matrix;
  readonly columns: readonly Column[];
  readonly groups: readonly Group[];
  /** All rows, without the groups. */
  readonly rows: readonly Row[];
}

/** Keys that the matrix does not have, or has no more, are passed over. */
export function viewOf(matrix: Matrix, wanted: ViewOptions = {}): View {
  const { uses } = matrix;
  const rows =
    wanted.rows === undefined ? rowsInOrder(matrix) : wanted.rows.flatMap((key) => matrix.rows.get(key) ?? []);
  const columns =
    wanted.columns === undefined ? matrix.columns : wanted.columns.flatMap((key) => uses.get(key)?.column ?? []);
  return { matrix, rows, columns, groups: groupsOf(rows) };
}

/** The cells of a row, in step with the columns that are shown; `undefined` where nothing is said. */
export function cellsOf(row: Row, { columns }: Pick<View, 'columns'>): (Cell | undefined)[] {
  const cells = new Map(row.columns.map((column, index) => [column.key, row.cells[index]!]));
  return columns.map(({ key }) => cells.get(key));
}

function groupsOf(rows: readonly Row[]): Group[] {
  const groups: { vendor: string; rows: Row[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.vendor === row.vendor) last.rows.push(row);
    else groups.push({ vendor: row.vendor, rows: [row] });
  }
  const vendors = new Set(groups.map(({ vendor }) => vendor));
  return vendors.size === groups.length ? groups : [{ vendor: null, rows }];
}
