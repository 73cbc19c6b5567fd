/** Resolves references between patches of a file. */
import { checkpoint } from '../../xml/budget';
import {
  identityOf,
  patchAt,
  REFERENCE_ROLES,
  type PatchIndex,
  type ReferenceRole,
  type VendorDigest,
} from '../digest';
import { DerivedQuery, indexedPatches, hasSameReferences } from '../derivedQuery';
import { shiftedRange, type Range } from '../../domain/field';
import type { Identity } from '../../domain/identity';
import type { Entry } from '../../domain/model';
import { CachedEntry } from '../cachedEntry';

/** The patches of a file by identifier, in any spelling; those of the same vendor take precedence. */
class PatchLookup {
  private maps: readonly ReadonlyMap<string, number>[] | null = null;
  private readonly identity: Identity;

  constructor(private readonly vendors: readonly VendorDigest[]) {
    this.identity = identityOf(vendors);
  }

  /** Built at the first lookup: after most edits there is none. */
  private get byVendor(): readonly ReadonlyMap<string, number>[] {
    return (this.maps ??= this.vendors.map((vendor) => byKey(vendor, this.identity)));
  }

  /** The patch with an identifier. @param vendor index of the vendor of the patch that refers to it */
  find(vendor: number, id: string): PatchIndex | undefined {
    const key = this.key(vendor, id);
    const own = this.byVendor[vendor]!.get(key);
    if (own !== undefined) return { vendor, patch: own };
    checkpoint(this.byVendor.length);
    for (let other = 0; other < this.byVendor.length; other++) {
      const patch = this.byVendor[other]!.get(key);
      if (patch !== undefined) return { vendor: other, patch };
    }
    return undefined;
  }

  /** The key of an identifier as patches of a vendor write it. @param vendor its index */
  key(vendor: number, id: string): string {
    return this.identity.patch(this.vendors[vendor]!.id, id);
  }

  /** Whether no two patches of a vendor have the same identifier. */
  isUnique(vendor: number): boolean {
    const { patches } = this.vendors[vendor]!;
    const named = patches.reduce((count, { id }) => (id === '' ? count : count + 1), 0);
    return this.byVendor[vendor]!.size === named;
  }

  digest({ vendor, patch }: PatchIndex): VendorDigest['patches'][number] {
    return this.vendors[vendor]!.patches[patch]!;
  }
}

/** The patches of a vendor by the keys of their identifiers. */
function byKey({ id: vendor, patches }: VendorDigest, identity: Identity): ReadonlyMap<string, number> {
  const own = new Map<string, number>();
  // Backwards, so that of several patches with the same identifier the first one remains.
  for (let patch = patches.length - 1; patch >= 0; patch--) {
    const { id } = patches[patch]!;
    if (id !== '') own.set(identity.patch(vendor, id), patch);
  }
  return own;
}

const lookups = new WeakMap<readonly VendorDigest[], PatchLookup>();

/** The lookup of a list of vendors; created once for all rules. */
export function lookupIn(vendors: readonly VendorDigest[]): PatchLookup {
  let lookup = lookups.get(vendors);
  if (lookup === undefined) lookups.set(vendors, (lookup = new PatchLookup(vendors)));
  return lookup;
}

/** A reference from one patch to another. */
export interface Reference {
  readonly index: PatchIndex;
  readonly role: ReferenceRole;
  readonly id: string;
  /** The patch that it refers to; `undefined` where the file does not describe it. */
  readonly other: PatchIndex | undefined;
}

const references = new DerivedQuery<readonly Reference[]>(hasSameReferences, (vendors) => resolved(vendors));

/** All references of a list of vendors, patch by patch, without duplicates in a role; resolved once for all rules. */
export function referencesIn(vendors: readonly VendorDigest[]): readonly Reference[] {
  return references.get(vendors);
}

function resolved(vendors: readonly VendorDigest[]): Reference[] {
  const lookup = lookupIn(vendors);
  const found: Reference[] = [];
  for (const { digest, index } of indexedPatches(vendors)) {
    if (digest.references.key === '') continue;
    for (const role of REFERENCE_ROLES) {
      const seen = new Set<string>();
      for (const id of digest.references[role]) {
        if (seen.size === seen.add(lookup.key(index.vendor, id)).size) continue;
        found.push({ index, role, id, other: lookup.find(index.vendor, id) });
      }
    }
  }
  return found;
}

/** The range of a patch's reference to another; counts from the publication's start. */
export function referenceRange(
  publication: Entry<'publication'>,
  index: PatchIndex,
  role: ReferenceRole,
  id: string,
): Range {
  const { entry, at } = patchAt(publication, index);
  return shiftedRange(entry.fields(role).find(({ value }) => value === id)!.range, at);
}

/** The range of a patch's identifier; counts from the publication's start. */
export function patchIdRange(publication: Entry<'publication'>, index: PatchIndex): Range {
  const { entry, at } = patchAt(publication, index);
  const id = new CachedEntry(entry).field('patch-id') ?? entry.field('patch-id')!;
  return shiftedRange(id.range, at);
}

/** Whether two patches are the same one. */
export function isSamePatch(a: PatchIndex, b: PatchIndex): boolean {
  return a.vendor === b.vendor && a.patch === b.patch;
}
