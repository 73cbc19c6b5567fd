/**
 * What the rules about a whole publication know of each patch: short, plain and without places, so that it is held for
 * every patch of a large document and compared in no time.
 */
import { instantOf, parseDateTime } from '../dateTime';
import { Gathering } from '../gather';
import { patchFacts, type PatchFacts } from '../identifiers/facts';
import type { Entry, PlacedEntry } from '../model';
import type { Vocabulary } from '../vocabulary';
import { Reading } from './reading';

/** The roles by which a patch refers to others. */
export const REFERENCE_ROLES = ['supersedes', 'superseded-by', 'prerequisite'] as const;
export type ReferenceRole = (typeof REFERENCE_ROLES)[number];

/** Which patches a patch refers to. */
export interface References extends Readonly<Record<ReferenceRole, readonly string[]>> {
  readonly key: string;
}

/** What a patch names besides patches; patches that name the same share one object. */
export interface Names {
  readonly targets: readonly string[];
  readonly products: readonly { readonly id: string; readonly version: string }[];
  readonly platforms: readonly string[];
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

const patchDigests = new Gathering<PatchDigest>((patch) => [digestOf(patch as Entry<'patch'>)], undefined, ['patch']);

const vendorDigests = new Gathering<VendorDigest>(
  (vendor) => {
    let id = '';
    vendor.forEachHeadFact((fact) => {
      if (fact.role === 'vendor-id' && id === '') id = own(fact.value);
    });
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

const digests = new WeakMap<Entry, PatchDigest>();

/** Remembered with the entry: where one patch of a run is edited, those beside it are as they were. */
function digestOf(entry: Entry<'patch'>): PatchDigest {
  let digest = digests.get(entry);
  if (digest === undefined) digests.set(entry, (digest = madeOf(entry)));
  return digest;
}

function madeOf(entry: Entry<'patch'>): PatchDigest {
  const patch = new Reading(entry);
  const facts = patchFacts(entry);
  const dates = [facts.released, ...patch.values('revised')];
  const states = facts.products.map(({ stateDate }) => stateDate);
  const released = latestOf([facts.released]);
  const latestState = latestOf(states);
  return {
    id: own(facts.id),
    references: referencesOf(patch),
    names: namesOf(patch, facts),
    times: {
      released,
      latestState,
      latest: Math.max(latestState, latestOf(dates)),
      zoneless: dates.filter(isZoneless).length + states.filter(isZoneless).length,
    },
    progress: progressOf(facts, patch.vocabulary),
  };
}

/** Whether a date is one and has no time zone. */
export function isZoneless(value: string): boolean {
  return value !== '' && parseDateTime(value)?.zone === '';
}

function latestOf(values: readonly string[]): number {
  let latest = -Infinity;
  for (const value of values) latest = Math.max(latest, value === '' ? latest : (instantOf(value) ?? latest));
  return latest;
}

const NO_REFERENCES: References = { key: '', supersedes: [], 'superseded-by': [], prerequisite: [] };

function referencesOf(patch: Entry<'patch'>): References {
  const found: Record<ReferenceRole, readonly string[]> = { supersedes: [], 'superseded-by': [], prerequisite: [] };
  for (const role of REFERENCE_ROLES) found[role] = patch.values(role).map(own);
  const { supersedes, prerequisite } = found;
  if (supersedes.length + found['superseded-by'].length + prerequisite.length === 0) return NO_REFERENCES;
  const key = REFERENCE_ROLES.map((role) => found[role].join('\n')).join('\n\n');
  return { key, ...found };
}

/** Hundreds of patches name the same products and targets. */
const MOST_NAMES = 4_096;
const namesByKey = new Map<string, Names>();

function namesOf(patch: Entry<'patch'>, facts: PatchFacts): Names {
  const products = new Map<string, { id: string; version: string }>();
  for (const { id, versions } of facts.products) {
    for (const version of versions.length === 0 ? [''] : versions) products.set(`${id}\n${version}`, { id, version });
  }
  const targets = [...new Set(patch.values('target'))].sort();
  const platforms = [...new Set(facts.products.flatMap((product) => product.platforms))];
  const key = own([...targets, '', ...platforms, '', ...products.keys()].join('\n\n'));
  let names = namesByKey.get(key);
  if (names === undefined) {
    if (namesByKey.size >= MOST_NAMES) namesByKey.clear();
    names = {
      targets: targets.map(own),
      platforms: platforms.map(own),
      products: [...products.values()].map(({ id, version }) => ({ id: own(id), version: own(version) })),
    };
    namesByKey.set(key, names);
  }
  return names;
}

function progressOf({ products }: PatchFacts, vocabulary: Vocabulary): Progress {
  let available = 0;
  let inTest = 0;
  for (const { state } of products) {
    const id = vocabulary.state(state)?.id;
    if (id === 'available') available++;
    else if (id === 'in-test') inTest++;
  }
  return { products: products.length, available, inTest };
}

/** A copy: what is cut out of a text would keep all of it alive. */
function own(text: string): string {
  return ` ${text}`.slice(1);
}
