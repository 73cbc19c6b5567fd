/** Which patch of a file an identifier means. */
import type { PatchIndex, ReferenceRole, VendorDigest } from '../digest';
import { patchAt } from '../digest';
import { shiftedRange, type Range } from '../../fact';
import type { Entry } from '../../model';
import { Reading } from '../reading';

/** The patches of a file by their identifiers: those of the same vendor come first. */
export class PatchLookup {
  private readonly byVendor: readonly ReadonlyMap<string, PatchIndex>[];
  private readonly anywhere = new Map<string, PatchIndex>();

  constructor(private readonly vendors: readonly VendorDigest[]) {
    this.byVendor = vendors.map(({ patches }, vendor) => {
      const own = new Map<string, PatchIndex>();
      patches.forEach(({ id }, patch) => {
        if (id === '') return;
        const index = { vendor, patch };
        if (!own.has(id)) own.set(id, index);
        if (!this.anywhere.has(id)) this.anywhere.set(id, index);
      });
      return own;
    });
  }

  /** @param vendor index of the vendor whose patch refers to it */
  find(vendor: number, id: string): PatchIndex | undefined {
    return this.byVendor[vendor]!.get(id) ?? this.anywhere.get(id);
  }

  digest({ vendor, patch }: PatchIndex): VendorDigest['patches'][number] {
    return this.vendors[vendor]!.patches[patch]!;
  }
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
  return shiftedRange(new Reading(entry).fact('patch-id')!.range, at);
}

/** Whether two patches are the same one. */
export function isSamePatch(a: PatchIndex, b: PatchIndex): boolean {
  return a.vendor === b.vendor && a.patch === b.patch;
}
