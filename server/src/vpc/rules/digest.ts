/**
 * What the rules about a whole publication know of each patch: short, plain and without places, so that it is held for
 * every patch of a large document and compared in no time.
 */
import { instantOf, isZoneless } from '../dateTime';
import { Gathering } from '../gather';
import { productsIn } from '../identifiers/facts';
import { Memory } from '../memory';
import type { Entry, PlacedEntry } from '../model';
import { own } from '../../xml/own';
import { namingOf, type Names } from './naming';
import { stateDatesIn } from './time/stateDates';
import { Reading } from './reading';

/** The roles by which a patch refers to others. */
export const REFERENCE_ROLES = ['supersedes', 'superseded-by', 'prerequisite'] as const;
export type ReferenceRole = (typeof REFERENCE_ROLES)[number];

/** Which patches a patch refers to. */
export interface References extends Readonly<Record<ReferenceRole, readonly string[]>> {
  readonly key: string;
}

/** When something was, in milliseconds since 1970; -Infinity where nothing is said. */
export interface Times {
  readonly released: number;
  /** The latest date of a state. */
  readonly latestState: number;
  /** The latest date of all. */
  readonly latest: number;
  /** How many dates have no time zone. */
  readonly zoneless: number;
}

/** How many products of a patch are in which state. */
export interface Progress {
  readonly products: number;
  readonly available: number;
  readonly inTest: number;
}

export interface PatchDigest {
  /** `''` where there is none. */
  readonly id: string;
  readonly references: References;
  readonly names: Names;
  readonly times: Times;
  readonly progress: Progress;
}

export interface VendorDigest {
  /** `''` where there is none. */
  readonly id: string;
  readonly patches: readonly PatchDigest[];
  /** The latest date of all patches. */
  readonly latest: number;
  /** How many dates have no time zone. */
  readonly zoneless: number;
  /** How many patches list no product, and how many list some that are all merely available. */
  readonly empty: number;
  readonly waiting: number;
}

/** Whether all products that a patch lists are merely available. */
export function isWaiting({ progress: { products, available } }: PatchDigest): boolean {
  return products > 0 && available === products;
}

/** So that a rule need not ask every patch where none has what it looks for. */
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

const patchDigests = new Gathering<PatchDigest>((patch) => [digests.of(patch as Entry<'patch'>)], undefined, ['patch']);

const vendorDigests = new Gathering<VendorDigest>(
  (vendor) => {
    let id = '';
    for (const { role, value } of vendor.headFacts()) if (role === 'vendor-id' && id === '') id = own(value);
    const patches = patchDigests.from(vendor as Entry<'patch-vendor'>, 'patch');
    return [{ id, patches, ...summaryOf(patches) }];
  },
  undefined,
  ['patch-vendor'],
);

const vendors = new WeakMap<Entry, readonly VendorDigest[]>();

/**
 * The patches of a publication; the same list for the same version of it. After an edit, only what stands on its path is
 * read again.
 */
export function vendorsIn({ origin }: Entry<'publication'>): readonly VendorDigest[] {
  let found = vendors.get(origin);
  if (found === undefined) vendors.set(origin, (found = vendorDigests.from(origin, 'patch-vendor')));
  return found;
}

/** A patch by its vendor's and its own index in {@link vendorsIn}. */
export interface PatchIndex {
  readonly vendor: number;
  readonly patch: number;
}

/** The entry of a vendor; its place counts from the publication's start. */
export function vendorAt(publication: Entry<'publication'>, index: number): PlacedEntry<'patch-vendor'> {
  return vendorDigests.locate(publication, 'patch-vendor', index)!;
}

/** The entry of a patch; its place counts from the publication's start. */
export function patchAt(publication: Entry<'publication'>, { vendor, patch }: PatchIndex): PlacedEntry<'patch'> {
  const outer = vendorAt(publication, vendor);
  const { entry, at } = patchDigests.locate(outer.entry, 'patch', patch)!;
  return { entry, at: outer.at + at };
}

/** Where one patch of a run is edited, those beside it are as they were. */
const digests = new Memory<Entry<'patch'>, PatchDigest>((patch) => digestOf(patch));

function digestOf(entry: Entry<'patch'>): PatchDigest {
  const patch = new Reading(entry);
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
    id: own(patch.filled('patch-id')?.value ?? ''),
    references: referencesOf(patch),
    names: namingOf(patch).names,
    times: {
      released,
      latestState: states.latest,
      latest: Math.max(latest, states.latest),
      zoneless: zoneless + states.zoneless,
    },
    progress: { products: products.length, available, inTest },
  };
}

/** When a patch was released and revised. */
function ownDates(patch: Entry<'patch'>): Pick<Times, 'released' | 'latest' | 'zoneless'> {
  const first = patch.filled('released')?.value ?? '';
  const released = later(-Infinity, first);
  let latest = released;
  let zoneless = isZoneless(first) ? 1 : 0;
  for (const { value } of patch.facts('revised')) {
    latest = later(latest, value);
    if (isZoneless(value)) zoneless++;
  }
  return { released, latest, zoneless };
}

/** The later of an instant and a date. */
function later(instant: number, date: string): number {
  return date === '' ? instant : Math.max(instant, instantOf(date) ?? instant);
}

const NOBODY: readonly string[] = [];
const NO_REFERENCES: References = { key: '', supersedes: NOBODY, 'superseded-by': NOBODY, prerequisite: NOBODY };

function referencesOf(patch: Entry<'patch'>): References {
  const supersedes = valuesOf(patch, 'supersedes');
  const by = valuesOf(patch, 'superseded-by');
  const prerequisite = valuesOf(patch, 'prerequisite');
  if (supersedes.length + by.length + prerequisite.length === 0) return NO_REFERENCES;
  const key = `${supersedes.join('\n')}\n\n${by.join('\n')}\n\n${prerequisite.join('\n')}`;
  return { key, supersedes, 'superseded-by': by, prerequisite };
}

function valuesOf(patch: Entry<'patch'>, role: ReferenceRole): readonly string[] {
  const facts = patch.facts(role);
  return facts.length === 0 ? NOBODY : facts.filter(({ value }) => value !== '').map(({ value }) => own(value));
}
