/** The order of patches. */
import { byContent, kindsOf } from '../model/kinds';
import { numberAt, type Matrix, type Row } from '../model/matrix';
import type { Order } from './criteria';

type Compare = (a: Row, b: Row) => number;

const naturally = new Intl.Collator('en', { numeric: true });

/** Compares names in natural order: numbers in them by value. */
export function compareNaturally(a: string, b: string): number {
  return naturally.compare(a, b);
}

const byId: Compare = (a, b) => compareNaturally(a.id, b.id);
const newest: Compare = (a, b) => (a.released < b.released ? 1 : a.released > b.released ? -1 : byId(a, b));
// Patches without a date come last.
const oldest: Compare = (a, b) =>
  Number(a.released === '') - Number(b.released === '') ||
  (a.released < b.released ? -1 : a.released > b.released ? 1 : byId(a, b));

/** The comparison of two patches for an order. @param columns indices of the columns that are shown: other cells do not count */
export function rowOrder(matrix: Matrix, order: Order, columns: readonly number[]): Compare {
  switch (order.by) {
    case 'newest':
      return newest;
    case 'oldest':
      return oldest;
    case 'id':
      return byId;
    case 'severity':
      return ranked(ranking(matrix.severities), ({ severity }) => severity);
    case 'count': {
      const isCounted = byContent(matrix, (content) => kindsOf(content).includes(order.kind));
      const shown = columns.map((index) => matrix.columns[index]!);
      const count = (row: Row): number =>
        shown.reduce((sum, column) => sum + Number(isCounted[numberAt(row, column)]), 0);
      const counts = new Map(matrix.rows.map((row) => [row, count(row)]));
      return (a, b) => counts.get(b)! - counts.get(a)! || newest(a, b);
    }
    case 'column': {
      const column = matrix.columns.find(({ key }) => key === order.column);
      if (column === undefined) return newest;
      const rank = ranking(matrix.states.map(({ id }) => id));
      // By the first statement: states, then other words, then what is no longer listed, then cells without statement.
      const last = matrix.states.length + 1;
      const ranks = byContent(matrix, ({ statements: [first], dropped = [] }) =>
        first === undefined ? (dropped.length > 0 ? last : Infinity) : rank(first.state ?? ''),
      );
      return ranked<number>(
        (number) => ranks[number]!,
        (row) => numberAt(row, column),
      );
    }
  }
}

/** The rank of a word: its index in a list, or the length of the list if it is not there. */
export function ranking(list: readonly string[]): (word: string) => number {
  const places = new Map(list.map((word, place) => [word, place]));
  return (word) => places.get(word) ?? list.length;
}

function ranked<Value>(rank: (value: Value) => number, of: (row: Row) => Value): Compare {
  return (a, b) => {
    const [first, second] = [rank(of(a)), rank(of(b))];
    return first === second ? newest(a, b) : first - second;
  };
}
