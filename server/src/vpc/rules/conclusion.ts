/** What follows from all patches together, remembered as long as nothing that it follows from has changed. */
import { pausePoint } from '../../xml/pause';
import type { PatchDigest, PatchIndex, VendorDigest } from './digest';

/** So many documents are edited by turns. */
const MOST = 4;

/**
 * Concludes an `R` from the digests of all patches. An edit that changes none of what is looked at costs one comparison a
 * patch, nearly always of one object with itself.
 */
export class Conclusion<R> {
  private recent: { readonly vendors: readonly VendorDigest[]; readonly result: R }[] = [];

  /**
   * @param isSame whether two patches are the same to what is concluded; vendors are compared by their ids
   * @param conclude has no places: those of a finding are looked up when it is reported
   */
  constructor(
    private readonly isSame: (a: PatchDigest, b: PatchDigest) => boolean,
    private readonly conclude: (vendors: readonly VendorDigest[]) => R,
  ) {}

  from(vendors: readonly VendorDigest[]): R {
    const known = this.recent.find((candidate) => this.holdsFor(candidate.vendors, vendors));
    const result = known === undefined ? this.conclude(vendors) : known.result;
    this.recent = [{ vendors, result }, ...this.recent.filter((other) => other !== known)].slice(0, MOST);
    if (known === undefined) pausePoint();
    return result;
  }

  private holdsFor(known: readonly VendorDigest[], vendors: readonly VendorDigest[]): boolean {
    return (
      known.length === vendors.length &&
      known.every((vendor, index) => {
        const other = vendors[index]!;
        return vendor === other || (vendor.id === other.id && this.areSame(vendor.patches, other.patches));
      })
    );
  }

  private areSame(known: readonly PatchDigest[], patches: readonly PatchDigest[]): boolean {
    if (known === patches) return true;
    if (known.length !== patches.length) return false;
    for (let index = 0; index < known.length; index++) {
      const [a, b] = [known[index]!, patches[index]!];
      if (a !== b && !this.isSame(a, b)) return false;
    }
    return true;
  }
}

/** Every patch with its index. */
export function* indexed(
  vendors: readonly VendorDigest[],
): Generator<{ readonly digest: PatchDigest; readonly index: PatchIndex }, void, undefined> {
  for (let vendor = 0; vendor < vendors.length; vendor++) {
    const { patches } = vendors[vendor]!;
    for (let patch = 0; patch < patches.length; patch++) yield { digest: patches[patch]!, index: { vendor, patch } };
  }
}

/** Whether two patches are called the same and refer to the same patches. */
export function referAlike(a: PatchDigest, b: PatchDigest): boolean {
  return a.id === b.id && a.references.key === b.references.key;
}
