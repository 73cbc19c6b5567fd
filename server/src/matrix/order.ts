/** The default order of the rows of a matrix. */
import { instantOf } from '../domain/dateTime';
import { naturalKey } from '../domain/naturalOrder';
import type { Matrix } from './matrix';
import type { Row } from './row';
import type { Task } from '../xml/task';

/** The sort key of a row, memoised with it. */
interface SortKey {
  readonly vendor: string;
  readonly released: number;
  readonly id: string;
}

const sortKeys = new WeakMap<Row, SortKey>();
const sorted = new WeakMap<Matrix, readonly Row[]>();

/** The rows in natural order of the vendors, then by release date, latest first, then by identifier. */
export function* rowsInOrder(matrix: Matrix): Task<readonly Row[]> {
  let rows = sorted.get(matrix);
  if (rows === undefined) {
    for (const row of matrix.rows.values()) {
      sortKeyOf(row);
      yield;
    }
    rows = [...matrix.rows.values()].sort((a, b) => compare(sortKeyOf(a), sortKeyOf(b)));
    sorted.set(matrix, rows);
  }
  return rows;
}

/** The release date of a patch, in milliseconds since 1970; `null` where it is unknown. Memoised with the row. */
export function releasedAt(row: Row): number | null {
  const { released } = sortKeyOf(row);
  return released === UNKNOWN ? null : released;
}

/** A sort key for the natural order of the identifiers. Memoised with the row. */
export function idKeyOf(row: Row): string {
  return sortKeyOf(row).id;
}

/** Sorts after all known dates. */
const UNKNOWN = Number.MIN_SAFE_INTEGER;

function sortKeyOf(row: Row): SortKey {
  let sortKey = sortKeys.get(row);
  if (sortKey === undefined) {
    const released = instantOf(row.released) ?? UNKNOWN;
    sortKeys.set(row, (sortKey = { vendor: naturalKey(row.vendor), released, id: naturalKey(row.id) }));
  }
  return sortKey;
}

function compare(a: SortKey, b: SortKey): number {
  return byCodeUnits(a.vendor, b.vendor) || b.released - a.released || byCodeUnits(a.id, b.id);
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
