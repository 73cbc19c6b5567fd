/** Places in the grid by the keys of what is there: they stay right in another arrangement and another matrix. */
import type { Matrix } from '../model/matrix';
import type { Place } from './find';
import { firstProduct, HEAD_COLUMNS, headLines, type Layout } from './layout';
import type { GridContent } from './selectionCounts';

/** The position of a cell by keys. */
export interface Position {
  /** The key of a row; empty: the line is a heading. */
  readonly row: string;
  /** The number of the line, counted from the first one of the body (0); used if `row` is empty. */
  readonly line: number;
  /** The key of a column, or the name of a field; empty: the column of patches. */
  readonly column: string;
}

/** A matrix in its arrangement. */
interface Arranged {
  readonly matrix: Matrix;
  readonly layout: Layout;
}

/** The painter of the grid. */
interface Keyed extends GridContent {
  readonly headLines: number;
  /** The key of a product, or the name of a field; empty: the column of patches. */
  widthKey(column: number): string;
}

/** The keys of the patch and the product at a place; empty: none. */
export function keysAt(grid: GridContent, { line, column }: Place): { readonly row: string; readonly column: string } {
  return { row: grid.row(line)?.key ?? '', column: grid.column(column)?.key ?? '' };
}

export function positionAt(grid: Keyed, { line, column }: Place): Position {
  return { row: grid.row(line)?.key ?? '', line: line - grid.headLines, column: grid.widthKey(column) };
}

/** The line of a patch; `undefined`: it is not shown. */
export function lineOf({ matrix, layout }: Arranged, row: string): number | undefined {
  const index = layout.lines.findIndex((line) => 'row' in line && matrix.rows[line.row]!.key === row);
  return index < 0 ? undefined : index + headLines(layout);
}

/** The place of a position, at the head of its line if the column is not shown; `undefined`: the row is not shown. */
export function placeOf(arranged: Arranged, { row, line, column }: Position): Place | undefined {
  const { matrix, layout } = arranged;
  const target = row === '' ? line + headLines(layout) : lineOf(arranged, row);
  if (target === undefined) return undefined;
  const field = layout.fields.findIndex((one) => one === column);
  if (field >= 0) return { line: target, column: field + HEAD_COLUMNS };
  const index = layout.columns.findIndex((one) => matrix.columns[one]!.key === column);
  return { line: target, column: index < 0 ? 0 : index + firstProduct(layout) };
}
