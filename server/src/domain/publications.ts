/**
 * Publications: which files are editions of the same one, and in which order.
 *
 * A publication is a supplier and a document identifier, both compared as names. Suppliers who give no identifier publish
 * either one file that grows or one file a month: there, files are editions of one publication only where the newer one lists
 * enough of what the older one lists.
 */
import {
  comparePlaces,
  compareSegmentLists,
  placeOf,
  type Edition,
  type EditionOrder,
  type EditionPlace,
  type OrderDoubt,
} from './editions';
import { normalisedName, type Identity } from './identity';
import { checkpoint } from '../xml/budget';

/** A file that is an edition of a publication. */
export interface PublicationSource extends Edition {
  /** The keys of its patches (vendor and identifier). Called only where the files of a supplier have no document identifier. */
  readonly patches: () => ReadonlySet<string>;
}

/** Two editions whose order can be wrong; `a` comes before `b` in {@link Publication.editions}. */
export interface DoubtfulOrder<S> {
  readonly a: S;
  readonly b: S;
  readonly doubt: OrderDoubt;
}

/** The editions of one publication. */
export interface Publication<S> {
  /** The key of the supplier; `''` where the file has none. */
  readonly supplier: string;
  /** The key of the document identifier; `null` where the files have none. */
  readonly id: string | null;
  /** The earliest comes first; as given where nothing orders two of them. */
  readonly editions: readonly S[];
  /** All pairs whose order is in doubt. */
  readonly doubts: readonly DoubtfulOrder<S>[];
}

/** The key of a document identifier; `null` where there is none. */
export function documentKey(id: string): string | null {
  return normalisedName(id) || null;
}

/**
 * The same for all files that can be editions of one publication: those of a supplier with the same document identifier, or
 * without one; `null` for a file without a supplier.
 */
export function publicationKey(
  { supplier, documentId }: Pick<Edition, 'supplier' | 'documentId'>,
  identity: Identity,
): string | null {
  const key = identity.supplier(supplier);
  // Keys contain no line break, so it separates the two.
  return key === '' ? null : `${key}\n${documentKey(documentId) ?? ''}`;
}

/**
 * Groups files into publications, in the order of their first files. A file without a supplier is a publication of its own.
 * @param sources a file that is given twice is two editions
 */
export function publicationsOf<S extends PublicationSource>(
  sources: readonly S[],
  identity: Identity,
): Publication<S>[] {
  const groups: Group<S>[] = [];
  const byKey = new Map<string, Group<S>>();
  for (const [index, source] of sources.entries()) {
    const key = publicationKey(source, identity);
    let group = key === null ? undefined : byKey.get(key);
    if (group === undefined) {
      const [supplier, id] = [identity.supplier(source.supplier), documentKey(source.documentId)];
      groups.push((group = { supplier, id, members: [] }));
      if (key !== null) byKey.set(key, group);
    }
    group.members.push({ source, place: placeOf(source), index });
  }
  return groups.flatMap(separated).sort(byFirstFile).map(ordered);
}

/** A file with what is compared. */
interface Member<S> {
  readonly source: S;
  readonly place: EditionPlace;
  /** Its place among the files as given. */
  readonly index: number;
}

interface Group<S> {
  readonly supplier: string;
  readonly id: string | null;
  readonly members: Member<S>[];
}

/** The publications among the files of a supplier; those with an identifier are one. */
function separated<S extends PublicationSource>(group: Group<S>): Group<S>[] {
  const { supplier, id, members } = group;
  if (id !== null || members.length < 2) return [group];
  const found: Group<S>[] = [];
  const latest = new LatestEditions<S>();
  for (const member of [...members].sort(byDateThenVersion)) {
    const joined = latest.groupFor(member);
    const target = joined ?? { supplier, id, members: [] };
    if (joined === null) found.push(target);
    target.members.push(member);
    latest.set(target, member);
  }
  return found;
}

/** The editions that can be the latest: no other one is certainly later. */
export function latestEditions<S>({ editions, doubts }: Pick<Publication<S>, 'editions' | 'doubts'>): ReadonlySet<S> {
  const doubtful = new Map<S, number>();
  for (const { a } of doubts) doubtful.set(a, (doubtful.get(a) ?? 0) + 1);
  // An edition can be the latest where its order to each later one is in doubt.
  return new Set(editions.filter((edition, index) => (doubtful.get(edition) ?? 0) === editions.length - 1 - index));
}

function byFirstFile(a: Group<unknown>, b: Group<unknown>): number {
  return firstIndex(a) - firstIndex(b);
}

function firstIndex({ members }: Group<unknown>): number {
  return members.reduce((first, { index }) => Math.min(first, index), Infinity);
}

/**
 * Versions count only at equal dates: each of several monthly publications can begin
 * with version 1.
 */
function byDateThenVersion(a: Member<unknown>, b: Member<unknown>): number {
  return byDate(a, b) || byVersion(a, b) || a.index - b.index;
}

/** Those without a readable date come last. */
function byDate({ place: { instant: a } }: Member<unknown>, { place: { instant: b } }: Member<unknown>): number {
  return a === b ? 0 : a === null ? 1 : b === null ? -1 : a - b;
}

/** Those without a version come first. */
function byVersion({ place: { segments: a } }: Member<unknown>, { place: { segments: b } }: Member<unknown>): number {
  return compareSegmentLists(a, b) ?? Math.sign(a.length) - Math.sign(b.length);
}

/** The latest edition of each publication of one supplier, found by patches. */
class LatestEditions<S extends PublicationSource> {
  private readonly latest = new Map<Group<S>, Member<S>>();
  private readonly byPatch = new Map<string, Set<Group<S>>>();

  set(group: Group<S>, member: Member<S>): void {
    const before = this.latest.get(group);
    // An edition that comes before the latest one does not replace it.
    if (before !== undefined && comparePlaces(before.place, member.place).order > 0) return;
    for (const patch of before?.source.patches() ?? []) this.byPatch.get(patch)?.delete(group);
    this.latest.set(group, member);
    for (const patch of member.source.patches()) {
      const groups = this.byPatch.get(patch);
      if (groups === undefined) this.byPatch.set(patch, new Set([group]));
      else groups.add(group);
    }
  }

  /** The publication that a file is an edition of: of several, the one with which it shares most; `null`: a new one. */
  groupFor(member: Member<S>): Group<S> | null {
    const shared = new Map<Group<S>, number>();
    for (const patch of member.source.patches()) {
      for (const group of this.byPatch.get(patch) ?? []) shared.set(group, (shared.get(group) ?? 0) + 1);
    }
    let best: Group<S> | null = null;
    for (const [group, count] of shared) {
      const isBetter = best === null || count >= shared.get(best)!;
      if (isBetter && isEnough(count, this.latest.get(group)!, member)) best = group;
    }
    return best;
  }
}

/** Whether the newer one of two files lists at least half of the older one's patches; in doubt, whichever is the newer one. */
function isEnough<S extends PublicationSource>(shared: number, a: Member<S>, b: Member<S>): boolean {
  const { order, doubt } = comparePlaces(a.place, b.place);
  const [left, right] = [a.source.patches().size, b.source.patches().size];
  const older = doubt !== null ? Math.min(left, right) : order < 0 ? left : right;
  return shared * 2 >= older;
}

function ordered<S extends PublicationSource>({ supplier, id, members }: Group<S>): Publication<S> {
  const inOrder = members.length < 2 ? members : inEditionOrder(members);
  let doubts: readonly DoubtfulOrder<S>[] | null = null;
  return {
    supplier,
    id,
    editions: inOrder.map(({ source }) => source),
    // A supplier can have thousands of editions, and most callers ask for the doubts about one of them.
    get doubts() {
      return (doubts ??= doubtsIn(inOrder));
    },
  };
}

function doubtsIn<S>(inOrder: readonly Member<S>[]): DoubtfulOrder<S>[] {
  const doubts: DoubtfulOrder<S>[] = [];
  for (let later = 1; later < inOrder.length; later++) {
    const b = inOrder[later]!;
    for (let earlier = 0; earlier < later; earlier++) {
      checkpoint();
      const a = inOrder[earlier]!;
      const doubt = doubtOf(comparePlaces(a.place, b.place));
      if (doubt !== null) doubts.push({ a: a.source, b: b.source, doubt });
    }
  }
  return doubts;
}

/** The doubt about an earlier and a later edition: also where a third one puts them in the other order. */
function doubtOf({ order, doubt }: EditionOrder): OrderDoubt | null {
  return doubt ?? (order > 0 ? 'contradiction' : null);
}

/**
 * Pairs alone give no order where some files have versions and others none: 2 of January is before the one of February, which
 * is before 1 of March. So those with versions are sorted first; the others take their places by date.
 */
function inEditionOrder<S>(members: readonly Member<S>[]): Member<S>[] {
  const isVersioned = ({ place }: Member<S>): boolean => place.segments.length > 0;
  const versioned = members.filter(isVersioned).sort(byVersionThenDate);
  const others = members.filter((member) => !isVersioned(member)).sort(byDateThenVersion);
  const found: Member<S>[] = [];
  let next = 0;
  for (const member of others) {
    for (let index = next; index < versioned.length; index++) {
      if (byDate(versioned[index]!, member) <= 0) found.push(...versioned.slice(next, (next = index + 1)));
    }
    found.push(member);
  }
  return [...found, ...versioned.slice(next)];
}

function byVersionThenDate(a: Member<unknown>, b: Member<unknown>): number {
  return byVersion(a, b) || byDate(a, b) || a.index - b.index;
}
