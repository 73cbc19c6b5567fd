/** The order in which the rows of a matrix are shown, unless somebody wants another one. */
import { finished } from '../../xml/pause';
import { instantOf } from '../dateTime';
import { naturalKey } from '../order';
import type { Matrix } from './matrix';
import type { Row } from './row';

/** What a row is sorted by, remembered with it. */
interface Place {
  readonly vendor: string;
  readonly released: number;
  readonly id: string;
}

const places = new WeakMap<Row, Place>();
const sorted = new WeakMap<Matrix, readonly Row[]>();

/** By vendor, as people sort names, then the latest release first, then by identifier. */
export function rowsInOrder(matrix: Matrix): readonly Row[] {
  return finished(rowsInOrderInSteps(matrix));
}

/** The same for whoever lets others have their turn: yields between rows. */
export function* rowsInOrderInSteps(matrix: Matrix): Generator<void, readonly Row[], undefined> {
  let rows = sorted.get(matrix);
  if (rows === undefined) {
    for (const row of matrix.rows.values()) {
      placeOf(row);
      yield;
    }
    rows = [...matrix.rows.values()].sort((a, b) => compare(placeOf(a), placeOf(b)));
    sorted.set(matrix, rows);
  }
  return rows;
}

/** When a patch was released, in milliseconds since 1970; `null` where that is not known. Remembered with the row. */
export function releasedAt(row: Row): number | null {
  const { released } = placeOf(row);
  return released === UNKNOWN ? null : released;
}

/** Comes behind everything whose date is known. */
const UNKNOWN = Number.MIN_SAFE_INTEGER;

function placeOf(row: Row): Place {
  let place = places.get(row);
  if (place === undefined) {
    const released = instantOf(row.released) ?? UNKNOWN;
    places.set(row, (place = { vendor: naturalKey(row.vendor), released, id: naturalKey(row.id) }));
  }
  return place;
}

function compare(a: Place, b: Place): number {
  return byCodeUnits(a.vendor, b.vendor) || b.released - a.released || byCodeUnits(a.id, b.id);
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
