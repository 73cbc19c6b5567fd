/** Which patches of an edition the next one does not list any more. */
import { instantOf } from '../../domain/dateTime';
import { patchKey } from '../../domain/identifiers/keys';
import { cautionOf, canBeInstalled } from '../../domain/states';
import type { PatchPlace, ProductPlace, Publication } from '../write/publication';

/** What the next edition leaves out: superseded patches, or those released before a number of months. */
export type Drop = 'superseded' | { readonly months: number };

/** Reads `superseded` or `months:N`. @returns `null` for any other text */
export function dropOf(text: string): Drop | null {
  if (text === 'superseded') return text;
  const months = /^months:(\d{1,4})$/.exec(text)?.[1];
  return months === undefined || Number(months) === 0 ? null : { months: Number(months) };
}

/** A patch of the next edition that the edition does not have. */
export interface AddedPatch {
  readonly key: string;
  readonly id: string;
  /** The keys of the patches that it supersedes. */
  readonly supersedes: readonly string[];
  /** The keys of the products that it is listed for, not tested yet. */
  readonly products: ReadonlySet<string>;
}

/** A superseded patch that is dropped. */
export interface DroppedPatch {
  readonly place: PatchPlace;
  /** The patches that replace it. */
  readonly by: readonly string[];
  /** How many products it can be installed on whose replacement has not been tested yet. */
  readonly untested: number;
}

/** What becomes of superseded patches. */
export interface Superseded {
  readonly dropped: readonly DroppedPatch[];
  /** Superseded patches that are kept: on a product, no replacement can be installed or tested. */
  readonly kept: readonly { readonly place: PatchPlace; readonly by: readonly string[] }[];
}

const REFUSED = cautionOf('not-approved');

/**
 * The superseded patches of an edition. One is dropped where each product that it is listed for has a replacement that is listed and
 * not refused: then nobody misses it.
 */
export function supersededIn(publication: Publication, added: readonly AddedPatch[]): Superseded {
  const graph = new Graph(publication, added);
  const dropped: DroppedPatch[] = [];
  const kept: { place: PatchPlace; by: readonly string[] }[] = [];
  const remaining = new Set<string>(added.map(({ key }) => key));
  for (const place of publication.patches) if (graph.successors(place.key).length === 0) remaining.add(place.key);
  // The newest first: whether a patch remains decides about those that it replaces.
  const byAge = [...publication.patches].sort((a, b) => releasedAt(b) - releasedAt(a));
  for (const place of byAge) {
    const successors = graph.successors(place.key);
    if (successors.length === 0) continue;
    const by = successors.filter((key) => remaining.has(key));
    // Patches that supersede each other: none of them is certainly the later one.
    const isInCycle = successors.some((key) => graph.successors(key).includes(place.key));
    const untested = isInCycle ? null : graph.untestedProducts(place, by);
    const names = by.map((key) => graph.nameOf(key));
    if (untested === null) {
      kept.push({ place, by: names });
      remaining.add(place.key);
    } else {
      dropped.push({ place, by: names, untested });
    }
  }
  return { dropped, kept };
}

function releasedAt({ entry }: PatchPlace): number {
  return instantOf(entry.value('released') ?? '') ?? 0;
}

/** Which patches replace which, and what they say about products. */
class Graph {
  private readonly replacedBy = new Map<string, Set<string>>();
  private readonly names = new Map<string, string>();
  /** By patch, then by product. */
  private readonly accepted = new Map<string, Map<string, 'tested' | 'untested'>>();

  constructor(publication: Publication, added: readonly AddedPatch[]) {
    const { identity } = publication;
    for (const { entry, vendor, id, key, products } of publication.patches) {
      this.names.set(key, id);
      for (const other of entry.values('supersedes')) this.add(patchKey(identity, vendor.name, other), key);
      for (const other of entry.values('superseded-by')) this.add(key, patchKey(identity, vendor.name, other));
      this.accepted.set(key, acceptedIn(products));
    }
    for (const { key, id, supersedes, products } of added) {
      this.names.set(key, id);
      for (const other of supersedes) this.add(other, key);
      this.accepted.set(key, new Map([...products].map((product) => [product, 'untested'])));
    }
  }

  nameOf(key: string): string {
    return this.names.get(key)!;
  }

  /** The patches that replace a patch, directly or through others, as far as they are listed. */
  successors(key: string): string[] {
    const seen = new Set([key]);
    // The loop also visits what it adds to the set.
    for (const next of seen) for (const by of this.replacedBy.get(next) ?? []) seen.add(by);
    return [...seen].filter((other) => other !== key && this.names.has(other));
  }

  /**
   * The number of products that a patch can be installed on and no replacement has been tested for; `null` where a product has no
   * replacement at all.
   */
  untestedProducts({ products }: PatchPlace, by: readonly string[]): number | null {
    let untested = 0;
    for (const { entry, cells } of products) {
      for (const { key } of cells) {
        const found = by.map((other) => this.accepted.get(other)?.get(key)).filter((state) => state !== undefined);
        if (found.length === 0) return null;
        if (!found.includes('tested') && isInstallable(entry)) untested++;
      }
    }
    return untested;
  }

  private add(key: string, by: string): void {
    if (key !== by) this.replacedBy.set(key, (this.replacedBy.get(key) ?? new Set<string>()).add(by));
  }
}

/** The products for which a patch is not refused. A contradiction between two entries is refused. */
function acceptedIn(products: readonly ProductPlace[]): Map<string, 'tested' | 'untested'> {
  const accepted = new Map<string, 'tested' | 'untested'>();
  const refused = new Set<string>();
  for (const { entry, cells } of products) {
    const caution = cautionOf(entry.vocabulary.state(entry.value('state') ?? '')?.id ?? null);
    for (const { key } of cells) {
      if (caution >= REFUSED) refused.add(key);
      else accepted.set(key, isInstallable(entry) ? 'tested' : 'untested');
    }
  }
  for (const key of refused) accepted.delete(key);
  return accepted;
}

function isInstallable(entry: ProductPlace['entry']): boolean {
  const state = entry.vocabulary.state(entry.value('state') ?? '');
  return state !== undefined && canBeInstalled(state.id);
}

/** The patches that were released more than a number of months before a day. @param published xs:dateTime */
export function olderThan(publication: Publication, months: number, published: string): PatchPlace[] {
  const limit = new Date(instantOf(published) ?? 0);
  limit.setUTCMonth(limit.getUTCMonth() - months);
  return publication.patches.filter(({ entry }) => {
    const released = instantOf(entry.value('released') ?? '');
    return released !== null && released < limit.getTime();
  });
}
