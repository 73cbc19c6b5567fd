/** Memoised queries over all patches (in terms of salsa: derived queries). */
import { identityOf, type PatchDigest, type PatchIndex, type VendorDigest } from './digest';
import { yieldPoint } from '../xml/task';

/** Documents that are edited in turn. */
const MAX_RECENT = 4;

/**
 * Computes an `R` from the digests of all patches, again only when a part of them that it depends on changes. Any other edit
 * costs one comparison for each patch, nearly always of an object with itself.
 */
export class DerivedQuery<R> {
  private recent: { readonly vendors: readonly VendorDigest[]; readonly result: R }[] = [];

  /**
   * @param isSame whether two patches give the same result; vendors are compared by their ids
   * @param compute its result holds no offsets: an edit moves them. They are looked up when a problem is reported
   */
  constructor(
    private readonly isSame: (a: PatchDigest, b: PatchDigest) => boolean,
    private readonly compute: (vendors: readonly VendorDigest[]) => R,
  ) {}

  get(vendors: readonly VendorDigest[]): R {
    const known = this.recent.find((candidate) => this.holdsFor(candidate.vendors, vendors));
    const result = known === undefined ? this.compute(vendors) : known.result;
    this.recent = [{ vendors, result }, ...this.recent.filter((other) => other !== known)].slice(0, MAX_RECENT);
    if (known === undefined) yieldPoint();
    return result;
  }

  private holdsFor(known: readonly VendorDigest[], vendors: readonly VendorDigest[]): boolean {
    return (
      known.length === vendors.length &&
      identityOf(known) === identityOf(vendors) &&
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

/** Every patch with its index, in document order. */
export function* indexedPatches(
  vendors: readonly VendorDigest[],
): Generator<{ readonly digest: PatchDigest; readonly index: PatchIndex }, void, undefined> {
  for (let vendor = 0; vendor < vendors.length; vendor++) {
    const { patches } = vendors[vendor]!;
    for (let patch = 0; patch < patches.length; patch++) yield { digest: patches[patch]!, index: { vendor, patch } };
  }
}

/** Whether two patches have the same identifier and refer to the same patches. */
export function hasSameReferences(a: PatchDigest, b: PatchDigest): boolean {
  return a.id === b.id && a.references.key === b.references.key;
}
