/** Finds the editions around one: the previous one, and those whose order to it is in doubt. */
import { compareEditions, compareSegmentLists, placeOf, type OrderDoubt } from '../domain/editions';
import type { Identity } from '../domain/identity';
import { checkpoint } from '../xml/budget';
import { publicationsOf, type PublicationSource } from '../domain/publications';

/** An edition whose order to another one is in doubt. */
export interface DoubtfulEdition<Found> {
  readonly edition: Found;
  readonly doubt: OrderDoubt;
  /** Whether it is taken to be the earlier of the two; `null`: unknown. */
  readonly isBefore: boolean | null;
}

/** The editions around one. */
export interface EditionsAround<Found> {
  /** The latest one before it; `null` where there is none. A copy is not before it. */
  readonly before: Found | null;
  readonly doubtful: readonly DoubtfulEdition<Found>[];
}

export const NO_EDITIONS: EditionsAround<never> = { before: null, doubtful: [] };

/**
 * Whether the version of an edition is not higher than that of another one with an earlier date. Then its date tells its
 * place, and the problem is reported there only: not in each edition that has a higher version.
 */
function isNotRaised(edition: PublicationSource, others: readonly PublicationSource[]): boolean {
  const { instant: date, segments } = placeOf(edition);
  return others.some((other) => {
    checkpoint();
    const earlier = placeOf(other);
    const isEarlier = date !== null && earlier.instant !== null && earlier.instant < date;
    return isEarlier && (compareSegmentLists(earlier.segments, segments) ?? -1) >= 0;
  });
}

/**
 * The editions around a file, by {@link publicationsOf}.
 * @param others of several copies of the previous edition, the first one is found
 */
export function editionsAround<Found extends PublicationSource>(
  own: PublicationSource,
  others: readonly Found[],
  identity: Identity,
): EditionsAround<Found> {
  const itself = { ...own };
  const all: readonly (Found | PublicationSource)[] = [...others, itself];
  const publication = publicationsOf(all, identity).find(({ editions }) => editions.includes(itself));
  const inOrder = (publication?.editions ?? []).filter((edition): edition is Found => edition !== itself);
  const doubtful: DoubtfulEdition<Found>[] = [];
  let before: Found | null = null;
  for (const edition of inOrder) {
    const { order, doubt } = compareEditions(edition, own);
    if (order < 0 && doubt === 'contradiction' && isNotRaised(edition, inOrder)) continue;
    if (doubt !== null) doubtful.push({ edition, doubt, isBefore: order === 0 ? null : order < 0 });
    if (order < 0 && (before === null || compareEditions(before, edition).order < 0)) before = edition;
  }
  return { before, doubtful };
}
