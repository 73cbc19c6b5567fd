/**
 * Digests: what the rules about a whole publication need of each patch. They are small and hold no offsets, so that they are
 * kept for every patch of a large document and compare fast.
 */
import { instantOf, isZoneless } from '../domain/dateTime';
import { IncrementalCollector } from '../domain/incrementalCollector';
import { productsIn, type ProductRecord } from '../domain/identifiers/records';
import type { Identity } from '../domain/identity';
import type { Entry, PlacedEntry } from '../domain/model';
import { detached } from '../xml/strings';
import { analyseNames, type PatchNames } from './patchNames';
import { stateDatesIn } from './time/stateDates';
import { CachedEntry } from './cachedEntry';
import { EntryMemo } from '../domain/memo';

/** The roles by which a patch refers to others. */
export const REFERENCE_ROLES = ['supersedes', 'superseded-by', 'prerequisite'] as const;
export type ReferenceRole = (typeof REFERENCE_ROLES)[number];

/** The identifiers of the patches that a patch refers to. */
export interface References extends Readonly<Record<ReferenceRole, readonly string[]>> {
  /** Equal for equal references; `''` where there are none. */
  readonly key: string;
}

/** Dates in milliseconds since 1970; -Infinity where there is none. */
export interface Times {
  readonly released: number;
  /** The latest date of a state. */
  readonly latestState: number;
  /** The latest of all dates. */
  readonly latest: number;
  /** The number of dates without a time zone. */
  readonly zoneless: number;
}

/** The numbers of products of a patch, in all and by state. */
export interface Progress {
  readonly products: number;
  readonly available: number;
  readonly inTest: number;
}

export interface PatchDigest {
  /** `''` where there is none. */
  readonly id: string;
  readonly references: References;
  readonly names: PatchNames;
  readonly times: Times;
  readonly progress: Progress;
  /**
   * The records of its products where the entries of a streamed document share all of them: then they hold nothing else of it, and
   * the document need not be read again for them. `null` otherwise: see `productsIn`.
   */
  readonly products: readonly ProductRecord[] | null;
}

export interface VendorDigest {
  /** `''` where there is none. */
  readonly id: string;
  readonly patches: readonly PatchDigest[];
  /** The latest date of all patches. */
  readonly latest: number;
  /** The number of dates without a time zone. */
  readonly zoneless: number;
  /** The numbers of patches without products, and of those whose products are all only available. */
  readonly empty: number;
  readonly waiting: number;
}

/** Whether a patch lists products, and all of them are only available. */
export function isWaiting({ progress: { products, available } }: PatchDigest): boolean {
  return products > 0 && available === products;
}

/** Totals that let a rule skip a vendor without visiting its patches. */
function summaryOf(patches: readonly PatchDigest[]): Omit<VendorDigest, 'id' | 'patches'> {
  let [latest, zoneless, empty, waiting] = [-Infinity, 0, 0, 0];
  for (const digest of patches) {
    if (digest.times.latest > latest) latest = digest.times.latest;
    zoneless += digest.times.zoneless;
    if (digest.progress.products === 0) empty++;
    else if (isWaiting(digest)) waiting++;
  }
  return { latest, zoneless, empty, waiting };
}

export const patchDigests = new IncrementalCollector<PatchDigest>((patch) => [digests.of(patch as Entry<'patch'>)]);

export const vendorDigests = new IncrementalCollector<VendorDigest>((vendor) => {
  let id = '';
  for (const { role, value } of vendor.headFields()) if (role === 'vendor-id' && id === '') id = detached(value);
  const patches = patchDigests.from(vendor as Entry<'patch-vendor'>, 'patch');
  return [{ id, patches, ...summaryOf(patches) }];
});

const vendors = new WeakMap<Entry, readonly VendorDigest[]>();
const identities = new WeakMap<readonly VendorDigest[], Identity>();

/**
 * The digests of a publication's patches by vendor; the same list for the same version of it. An edit reads only its path
 * again.
 */
export function vendorsIn({ origin }: Entry<'publication'>): readonly VendorDigest[] {
  let found = vendors.get(origin);
  if (found === undefined) {
    found = vendorDigests.from(origin, 'patch-vendor');
    const { identity } = origin.vocabulary;
    // Digests hold names as they are written: two vocabularies can share a list.
    if ((identities.get(found) ?? identity) !== identity) found = [...found];
    identities.set(found, identity);
    vendors.set(origin, found);
  }
  return found;
}

/** Compares the names in the digests of a publication. @param vendors of {@link vendorsIn} */
export function identityOf(vendors: readonly VendorDigest[]): Identity {
  return identities.get(vendors)!;
}

/** A patch by its vendor's index in {@link vendorsIn} and its own index in the vendor. */
export interface PatchIndex {
  readonly vendor: number;
  readonly patch: number;
}

/** The entry of a vendor; `at` counts from the publication's start. */
export function vendorAt(publication: Entry<'publication'>, index: number): PlacedEntry<'patch-vendor'> {
  return vendorDigests.locate(publication, 'patch-vendor', index)!;
}

/** The entry of a patch; `at` counts from the publication's start. */
export function patchAt(publication: Entry<'publication'>, { vendor, patch }: PatchIndex): PlacedEntry<'patch'> {
  const outer = vendorAt(publication, vendor);
  const { entry, at } = patchDigests.locate(outer.entry, 'patch', patch)!;
  return { entry, at: outer.at + at };
}

/** The collector memoises lists; this memoises each patch, so that an edit keeps the digests of its siblings. */
const digests = new EntryMemo<Entry<'patch'>, PatchDigest>((patch) => {
  const { shared } = patch;
  if (shared === null) return digestOf(patch);
  // Another object each time: what is memoised with a digest can depend on its vendor.
  return { ...((shared.memo ??= digestOf(patch)) as PatchDigest) };
});

function digestOf(entry: Entry<'patch'>): PatchDigest {
  const patch = new CachedEntry(entry);
  const { released, latest, zoneless } = ownDates(patch);
  const { vocabulary } = patch;
  const products = productsIn(entry);
  const states = stateDatesIn(entry);
  let [available, inTest] = [0, 0];
  for (const { state } of products) {
    const id = vocabulary.state(state)?.id;
    if (id === 'available') available++;
    else if (id === 'in-test') inTest++;
  }
  return {
    id: detached(patch.filled('patch-id')?.value ?? ''),
    references: referencesOf(patch),
    names: analyseNames(patch).names,
    times: {
      released,
      latestState: states.latest,
      latest: Math.max(latest, states.latest),
      zoneless: zoneless + states.zoneless,
    },
    progress: { products: products.length, available, inTest },
    products: isShared(entry) ? products : null,
  };
}

function isShared(patch: Entry<'patch'>): boolean {
  return patch.isTransient && patch.entries('product').every(({ entry }) => entry.shared !== null);
}

/** The dates of a patch without those of its products. */
function ownDates(patch: Entry<'patch'>): Pick<Times, 'released' | 'latest' | 'zoneless'> {
  const first = patch.filled('released')?.value ?? '';
  const released = later(-Infinity, first);
  let latest = released;
  let zoneless = isZoneless(first) ? 1 : 0;
  for (const { value } of patch.fields('revised')) {
    latest = later(latest, value);
    if (isZoneless(value)) zoneless++;
  }
  return { released, latest, zoneless };
}

/** The later of an instant and a date. */
function later(instant: number, date: string): number {
  return date === '' ? instant : Math.max(instant, instantOf(date) ?? instant);
}

const NO_IDS: readonly string[] = [];
const NO_REFERENCES: References = { key: '', supersedes: NO_IDS, 'superseded-by': NO_IDS, prerequisite: NO_IDS };

function referencesOf(patch: Entry<'patch'>): References {
  const supersedes = valuesOf(patch, 'supersedes');
  const by = valuesOf(patch, 'superseded-by');
  const prerequisite = valuesOf(patch, 'prerequisite');
  if (supersedes.length + by.length + prerequisite.length === 0) return NO_REFERENCES;
  const key = `${supersedes.join('\n')}\n\n${by.join('\n')}\n\n${prerequisite.join('\n')}`;
  return { key, supersedes, 'superseded-by': by, prerequisite };
}

function valuesOf(patch: Entry<'patch'>, role: ReferenceRole): readonly string[] {
  const fields = patch.fields(role);
  return fields.length === 0 ? NO_IDS : fields.filter(({ value }) => value !== '').map(({ value }) => detached(value));
}
