/** Where a file names patch vendors, products, platforms and targets, and how often. */
import { addTo } from '../../domain/multimap';
import { shiftedRange, type Field, type Range } from '../../domain/field';
import type { Entry } from '../../domain/model';
import { CachedEntry } from '../cachedEntry';
import { indexedPatches } from '../derivedQuery';
import { patchAt, vendorAt, type PatchIndex, type VendorDigest } from '../digest';
import type { PatchNames } from '../patchNames';

/** Names that are written by hand. */
export const NAME_ROLES = ['vendor-id', 'product-id', 'platform', 'target'] as const;
export type NameRole = (typeof NAME_ROLES)[number];

/** The ranges of a name in some patches; they count from the publication's start. */
export function rangesOf(
  publication: Entry<'publication'>,
  role: NameRole,
  name: string,
  patches: readonly PatchIndex[],
): Range[] {
  return patches.flatMap((index) => {
    if (role === 'vendor-id') {
      const { entry, at } = vendorAt(publication, index.vendor);
      return rangesIn(new CachedEntry(entry).fields('vendor-id'), name, at);
    }
    const { entry, at } = patchAt(publication, index);
    if (role === 'target') return rangesIn(entry.fields('target'), name, at);
    return entry.entries('product').flatMap((product) => rangesIn(product.entry.fields(role), name, at + product.at));
  });
}

function rangesIn(fields: readonly Field[], name: string, at: number): Range[] {
  return fields.filter(({ value }) => value === name).map(({ range }) => shiftedRange(range, at));
}

/** The number of patches that use a spelling, and the first of them. */
export interface Use {
  count: number;
  readonly first: PatchIndex;
}
export type Uses = Map<string, Use>;

/** The spellings of a role in the order of their first occurrence. */
export function usesOf(role: NameRole, vendors: readonly VendorDigest[]): Uses {
  const uses: Uses = new Map<string, Use>();
  const use = (name: string, first: PatchIndex, count: number): void => {
    const known = uses.get(name);
    if (known === undefined) uses.set(name, { count, first });
    else known.count += count;
  };
  if (role === 'vendor-id') {
    vendors.forEach(({ id }, vendor) => {
      if (id !== '') use(id, { vendor, patch: 0 }, 1);
    });
  } else {
    for (const [names, { first, count }] of groupsIn(vendors))
      for (const name of namedIn(names)[role]) use(name, first, count);
  }
  return uses;
}

const groups = new WeakMap<readonly VendorDigest[], ReadonlyMap<PatchNames, Use>>();

/** Patches grouped by their names: hundreds have the same. */
function groupsIn(vendors: readonly VendorDigest[]): ReadonlyMap<PatchNames, Use> {
  const known = groups.get(vendors);
  if (known !== undefined) return known;
  const found = new Map<PatchNames, Use>();
  for (const { digest, index } of indexedPatches(vendors)) {
    const group = found.get(digest.names);
    if (group === undefined) found.set(digest.names, { count: 1, first: index });
    else group.count++;
  }
  groups.set(vendors, found);
  return found;
}

/** The patches that use a spelling; for vendors, the index of each. */
export function patchesWith(role: NameRole, name: string, vendors: readonly VendorDigest[]): readonly PatchIndex[] {
  return patchesByName(role, new Set([name]), vendors).get(name) ?? [];
}

/** Like {@link patchesWith}, for many spellings at once. */
export function patchesByName(
  role: NameRole,
  names: ReadonlySet<string>,
  vendors: readonly VendorDigest[],
): ReadonlyMap<string, readonly PatchIndex[]> {
  const found = new Map<string, PatchIndex[]>();
  if (role === 'vendor-id') {
    for (const [vendor, { id }] of vendors.entries()) if (names.has(id)) addTo(found, id, { vendor, patch: 0 });
    return found;
  }
  for (const { digest, index } of indexedPatches(vendors)) {
    for (const name of common(namedIn(digest.names)[role], names)) addTo(found, name, index);
  }
  return found;
}

/** What two sets have in common, in the time that the smaller one takes. */
function* common(a: ReadonlySet<string>, b: ReadonlySet<string>): Generator<string> {
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a];
  for (const item of fewer) if (more.has(item)) yield item;
}

const namedByNames = new WeakMap<PatchNames, Readonly<Record<Exclude<NameRole, 'vendor-id'>, ReadonlySet<string>>>>();

function namedIn(names: PatchNames) {
  let named = namedByNames.get(names);
  if (named === undefined) {
    const products = new Set(names.products.map(({ id }) => id).filter((id) => id !== ''));
    named = { 'product-id': products, platform: new Set(names.platforms), target: new Set(names.targets) };
    namedByNames.set(names, named);
  }
  return named;
}
