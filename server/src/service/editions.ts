/** Which edition of a publication comes before which, among however many there are. */
import { compareNaturally } from '../vpc/order';

/** What tells the editions of publications apart. */
export interface Edition {
  readonly supplier: string;
  /** As they stand in the file; `''` where there is none. */
  readonly published: string;
  readonly documentId: string;
  readonly documentVersion: string;
}

/**
 * Editions, found by supplier and identifier. Of those with the same date, the one with the lower version is the one before; a
 * copy is none. What has no date is no edition, and what has no version is not before another one with the same date.
 */
export class Editions<Found extends Edition> {
  /** By publication; the last one comes first. */
  private readonly byPublication = new Map<string, Found[]>();

  /** @param all in the order in which copies are to be found */
  constructor(all: Iterable<Found>) {
    for (const edition of all) {
      if (edition.published === '') continue;
      const key = publicationKey(edition);
      const known = this.byPublication.get(key);
      if (known === undefined) this.byPublication.set(key, [edition]);
      else known.push(edition);
    }
    for (const editions of this.byPublication.values()) editions.sort(lastFirst);
  }

  /** The last one before an edition; `null` where there is none. @param but this one does not count */
  before(edition: Edition, but: Found | undefined): Found | null {
    const editions = this.byPublication.get(publicationKey(edition)) ?? [];
    const passed = (at: number): number => (editions[at] === but ? at + 1 : at);
    const at = passed(firstIndex(editions, (found) => lastFirst(edition, found) < 0));
    const { published } = edition;
    const isUnversioned = editions[at]?.published === published && editions[at].documentVersion === '';
    // Without a version are all that follow with this date.
    const found = isUnversioned ? passed(firstIndex(editions, (other) => other.published < published)) : at;
    return editions[found] ?? null;
  }
}

/** The order of the editions of a publication: the last one comes first. */
function lastFirst(a: Edition, b: Edition): number {
  if (a.published !== b.published) return a.published < b.published ? 1 : -1;
  return compareNaturally(b.documentVersion, a.documentVersion);
}

/** Of the last ones before an edition in two places, the one that is the last of both. */
export function lastOf<Found extends Edition>(a: Found | null, b: Found | null): Found | null {
  if (a === null || b === null) return a ?? b;
  return lastFirst(a, b) <= 0 ? a : b;
}

/** Tells publications apart: the same for all editions of one. */
export function publicationKey({ supplier, documentId }: Pick<Edition, 'supplier' | 'documentId'>): string {
  return `${supplier}\n${documentId}`;
}

/** The index of the first item that fits, where all behind it do; the length where none does. */
function firstIndex<Item>(items: readonly Item[], fits: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
