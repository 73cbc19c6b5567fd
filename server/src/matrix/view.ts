/** A selection of a matrix's rows and columns, in the order in which they are shown or exported. */
import type { Column } from './columns';
import type { Matrix } from './matrix';
import { rowsInOrder } from './order';
import type { Cell } from './cell';
import type { Row } from './row';
import { runToCompletion } from '../xml/task';

/** The keys of the rows and columns to show, in that order; left out: all in the default order. */
export interface ViewOptions {
  readonly rows?: readonly string[] | undefined;
  readonly columns?: readonly string[] | undefined;
}

/** Consecutive rows under one heading. */
export interface Group {
  /** The vendor of the patches; `null` where the order mixes the vendors. */
  readonly vendor: string | null;
  readonly rows: readonly Row[];
}

export interface View {
  readonly matrix: Matrix;
  readonly columns: readonly Column[];
  readonly groups: readonly Group[];
  /** The rows of all groups. */
  readonly rows: readonly Row[];
}

/** The view of a matrix. Keys that the matrix does not have are ignored: a client can send keys of an earlier version. */
export function viewOf(matrix: Matrix, wanted: ViewOptions = {}): View {
  const { uses } = matrix;
  const rows =
    wanted.rows === undefined
      ? runToCompletion(rowsInOrder(matrix))
      : wanted.rows.flatMap((key) => matrix.rows.get(key) ?? []);
  const columns =
    wanted.columns === undefined ? matrix.columns : wanted.columns.flatMap((key) => uses.get(key)?.column ?? []);
  return { matrix, rows, columns, groups: groupsOf(rows) };
}

/** The columns of a view that are wanted, and the rows that have something in one of them. @param wanted keys of columns */
export function narrowed({ matrix, columns, rows }: View, wanted: ReadonlySet<string>): View {
  return viewOf(matrix, {
    columns: columns.filter(({ key }) => wanted.has(key)).map(({ key }) => key),
    rows: rows.filter((row) => row.columns.some(({ key }) => wanted.has(key))).map(({ key }) => key),
  });
}

/** The cells of a row, parallel to the columns of the view; `undefined` where there is no statement. */
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
