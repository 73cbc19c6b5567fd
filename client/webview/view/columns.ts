/** Which columns of products are shown, and in which order. */
import { numberAt, type Matrix } from '../model/matrix';
import type { ColumnChoice } from './criteria';

/** Columns in the order that the user has chosen, without the hidden ones. @param columns indices of columns */
export function chosenColumns(
  { columns: all }: Matrix,
  columns: readonly number[],
  { hidden, pinned, order }: ColumnChoice,
): { readonly columns: readonly number[]; readonly pinned: number } {
  if (hidden.length + pinned.length + order.length === 0) return { columns, pinned: 0 };
  const hiddenKeys = new Set(hidden);
  const pinnedKeys = new Set(pinned);
  const places = new Map(order.map((key, place) => [key, place]));
  const placeOf = (index: number): number => places.get(all[index]!.key) ?? order.length + index;
  const shown = columns.filter((index) => !hiddenKeys.has(all[index]!.key)).sort((a, b) => placeOf(a) - placeOf(b));
  const first = shown.filter((index) => pinnedKeys.has(all[index]!.key));
  return { columns: [...first, ...shown.filter((index) => !first.includes(index))], pinned: first.length };
}

/**
 * The columns that have a cell of the kinds that are asked for; all where the patches themselves are what is asked for.
 * @param wanted whether each content, by number, is asked for; `undefined`: all are
 */
export function columnsWith(
  matrix: Matrix,
  columns: readonly number[],
  rows: readonly number[],
  wanted: readonly boolean[] | undefined,
): readonly number[] {
  if (wanted === undefined) return columns;
  const left = columns.filter((index) => {
    const column = matrix.columns[index]!;
    return rows.some((row) => wanted[numberAt(matrix.rows[row]!, column)]);
  });
  return left.length === 0 ? columns : left;
}

/**
 * The order after columns were moved by one place.
 * @param shown keys of the columns that are shown, in order @param from the first of them that moves @param end after the last
 * @returns keys of all columns; `undefined`: they are at the end already
 */
export function moved(
  { columns }: Matrix,
  { order }: ColumnChoice,
  shown: readonly string[],
  [from, end]: readonly [number, number],
  direction: 1 | -1,
): string[] | undefined {
  const other = direction < 0 ? from - 1 : end;
  if (other < 0 || other >= shown.length) return undefined;
  const block = shown.slice(from, end);
  const next =
    direction < 0
      ? [...shown.slice(0, other), ...block, shown[other]!, ...shown.slice(end)]
      : [...shown.slice(0, from), shown[other]!, ...block, ...shown.slice(other + 1)];
  const known = new Set(order);
  const all = [...order, ...columns.map(({ key }) => key).filter((key) => !known.has(key))];
  // Columns that are not shown keep their places.
  const isShown = new Set(shown);
  let place = 0;
  return all.map((key) => (isShown.has(key) ? next[place++]! : key));
}
