/** Which patch of a file an identifier means. */
import { patchAt, REFERENCE_ROLES, type PatchIndex, type ReferenceRole, type VendorDigest } from '../digest';
import { Conclusion, indexed, referAlike } from '../conclusion';
import { shiftedRange, type Range } from '../../fact';
import type { Entry } from '../../model';
import { Reading } from '../reading';

/** The patches of a file by their identifiers: those of the same vendor come first. */
class PatchLookup {
  private known: readonly ReadonlyMap<string, number>[] | null = null;

  constructor(private readonly vendors: readonly VendorDigest[]) {}

  /** Made when somebody looks something up: most edits ask for nothing. */
  private get byVendor(): readonly ReadonlyMap<string, number>[] {
    return (this.known ??= this.vendors.map(byId));
  }

  /** @param vendor index of the vendor whose patch refers to it */
  find(vendor: number, id: string): PatchIndex | undefined {
    const own = this.byVendor[vendor]!.get(id);
    if (own !== undefined) return { vendor, patch: own };
    for (let other = 0; other < this.byVendor.length; other++) {
      const patch = this.byVendor[other]!.get(id);
      if (patch !== undefined) return { vendor: other, patch };
    }
    return undefined;
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

/** The patches of a vendor by their identifiers. */
function byId({ patches }: VendorDigest): ReadonlyMap<string, number> {
  const own = new Map<string, number>();
  // From the last one on, so that the first of several stays.
  for (let patch = patches.length - 1; patch >= 0; patch--) own.set(patches[patch]!.id, patch);
  own.delete('');
  return own;
}

const lookups = new WeakMap<readonly VendorDigest[], PatchLookup>();

/** The lookup of a list of vendors; made once for all rules. */
export function lookupIn(vendors: readonly VendorDigest[]): PatchLookup {
  let lookup = lookups.get(vendors);
  if (lookup === undefined) lookups.set(vendors, (lookup = new PatchLookup(vendors)));
  return lookup;
}

/** What one patch says of another. */
export interface Reference {
  readonly index: PatchIndex;
  readonly role: ReferenceRole;
  readonly id: string;
  /** The patch that is meant; `undefined` where the file describes none. */
  readonly other: PatchIndex | undefined;
}

const references = new Conclusion<readonly Reference[]>(referAlike, (vendors) => lookedUp(vendors));

/** All references of a list of vendors, patch by patch, each once a role; looked up once for all rules. */
export function referencesIn(vendors: readonly VendorDigest[]): readonly Reference[] {
  return references.from(vendors);
}

function lookedUp(vendors: readonly VendorDigest[]): Reference[] {
  const lookup = lookupIn(vendors);
  const found: Reference[] = [];
  for (const { digest, index } of indexed(vendors)) {
    if (digest.references.key === '') continue;
    for (const role of REFERENCE_ROLES) {
      const ids = digest.references[role];
      for (let at = 0; at < ids.length; at++) {
        const id = ids[at]!;
        if (ids.indexOf(id) === at) found.push({ index, role, id, other: lookup.find(index.vendor, id) });
      }
    }
  }
  return found;
}

/** Where a patch refers to another; counts from the publication's start. */
export function referenceRange(
  publication: Entry<'publication'>,
  index: PatchIndex,
  role: ReferenceRole,
  id: string,
): Range {
  const { entry, at } = patchAt(publication, index);
  return shiftedRange(entry.facts(role).find(({ value }) => value === id)!.range, at);
}

/** Where a patch's identifier stands; counts from the publication's start. */
export function patchIdRange(publication: Entry<'publication'>, index: PatchIndex): Range {
  const { entry, at } = patchAt(publication, index);
  const id = new Reading(entry).fact('patch-id') ?? entry.fact('patch-id')!;
  return shiftedRange(id.range, at);
}

/** Whether two patches are the same one. */
export function isSamePatch(a: PatchIndex, b: PatchIndex): boolean {
  return a.vendor === b.vendor && a.patch === b.patch;
}
