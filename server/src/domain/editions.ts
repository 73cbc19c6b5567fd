/**
 * The order of the editions of a publication: by version, its segments compared as numbers, at equal versions by the date of
 * publication. An order that can be wrong comes with its doubt.
 */
import { instantOf } from './dateTime';
import { compareNaturally } from './naturalOrder';

/** What identifies an edition of a publication. */
export interface Edition {
  readonly supplier: string;
  /** As written in the file; `''` where there is none. */
  readonly published: string;
  readonly documentId: string;
  readonly documentVersion: string;
}

/**
 * Why the order of two editions can be wrong.
 * - `contradiction`: the higher version has the earlier date;
 * - `equal`: version and date are equal, or both are missing;
 * - `unreadable`: the date decides, and one of the two cannot be read.
 */
export type OrderDoubt = 'contradiction' | 'equal' | 'unreadable';

/** The order of two editions of one publication. */
export interface EditionOrder {
  /** Negative: the first is earlier; positive: later; 0: unknown. */
  readonly order: number;
  /** `null` where the order is certain. */
  readonly doubt: OrderDoubt | null;
}

/** What places an edition in the order, read once. */
export interface EditionPlace {
  readonly segments: readonly string[];
  /** Milliseconds since 1970; `null` where the date is missing or cannot be read. */
  readonly instant: number | null;
}

type Placed = Pick<Edition, 'published' | 'documentVersion'>;
const places = new WeakMap<Placed, EditionPlace>();

/** Reads the version and the date of an edition; memoised with it, because each edition is compared with each. */
export function placeOf(edition: Placed): EditionPlace {
  let place = places.get(edition);
  if (place === undefined) {
    place = { segments: segmentsOf(edition.documentVersion), instant: instantOf(edition.published) };
    places.set(edition, place);
  }
  return place;
}

/** Compares two editions of one publication. */
export function compareEditions(a: Placed, b: Placed): EditionOrder {
  return comparePlaces(placeOf(a), placeOf(b));
}

/** Compares two editions of one publication by their places. */
export function comparePlaces(a: EditionPlace, b: EditionPlace): EditionOrder {
  const byVersion = compareSegmentLists(a.segments, b.segments);
  const byDate = a.instant === null || b.instant === null ? null : a.instant - b.instant;
  if (byVersion !== null && byVersion !== 0) {
    const contradicts = byDate !== null && byDate !== 0 && byDate > 0 !== byVersion > 0;
    return { order: byVersion, doubt: contradicts ? 'contradiction' : null };
  }
  if (byDate === null) return { order: 0, doubt: 'unreadable' };
  return { order: byDate, doubt: byDate === 0 ? 'equal' : null };
}

/**
 * Compares versions segment by segment, numbers by value: 1.9 is before 1.10, and 1 is 1.0.
 * @returns `null` where one of them is missing: then the date decides
 */
export function compareVersions(a: string, b: string): number | null {
  return compareSegmentLists(segmentsOf(a), segmentsOf(b));
}

/** Compares versions by their segments; `null` where one has none. */
export function compareSegmentLists(a: readonly string[], b: readonly string[]): number | null {
  if (a.length === 0 || b.length === 0) return null;
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const order = compareSegments(a[index] ?? '0', b[index] ?? '0');
    if (order !== 0) return order;
  }
  return 0;
}

function segmentsOf(version: string): string[] {
  return (
    version
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Nd}+|\p{L}+/gu) ?? []
  );
}

/** A word is before a number: 2-rc is before 2.0. */
function compareSegments(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [isNumber(a), isNumber(b)];
  if (left !== right) return left ? 1 : -1;
  return left ? compareNaturally(a.replace(LEADING_ZEROS, ''), b.replace(LEADING_ZEROS, '')) : a < b ? -1 : 1;
}

const LEADING_ZEROS = /^0+(?=\d)/;

function isNumber(segment: string): boolean {
  return /^\d+$/.test(segment);
}

/** When a statement was made, in milliseconds since 1970; `null` where a date is missing or cannot be read. */
export interface StatementAge {
  /** The date of the state. */
  readonly stated: number | null;
  /** The publication of the file. */
  readonly published: number | null;
}

/**
 * Compares the age of two statements of a supplier about the same patch and product: the date of the state decides, then that
 * of the publication. Negative: the first is certainly older; positive: newer; 0: of the same time, or unknown.
 */
export function compareAges(a: StatementAge, b: StatementAge): number {
  if (a.stated !== null && b.stated !== null && a.stated !== b.stated) return a.stated - b.stated;
  return a.published === null || b.published === null ? 0 : a.published - b.published;
}

/** The statements that no other one certainly replaces. @param compare negative: the first is certainly older */
export function withoutReplaced<T>(statements: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  if (statements.length < 2) return statements;
  const held = statements.filter((one) => !statements.some((other) => compare(one, other) < 0));
  // Dates of states and of publications can form a cycle.
  return held.length > 0 ? held : statements;
}
