/**
 * Which of the places that name the same value mean the same thing.
 *
 * A patch's identifier is unique within its vendor. A reference to one means the patch of the same vendor, in the same
 * file first, else what else the file defines, else what another file defines. A product belongs to its supplier, a version
 * to its product, a bulletin to its vendor; everything else is known by its value alone.
 */
import type { FactRole } from '../roles';
import { productFacts } from './facts';
import type { Identifier } from './identifiers';
import { patchIdOf, supplierOf, vendorIdOf } from './identifiers';
import type { IdentifierUse } from './kinds';

/** An identifier out of its tree: what it takes to know what it means. `''` where it does not stand in such an entry. */
export interface Naming extends IdentifierUse {
  readonly role: FactRole;
  readonly value: string;
  readonly supplier: string;
  readonly vendor: string;
  readonly patch: string;
  readonly product: string;
}

/** What an identifier means, as plain values. */
export function namingOf(identifier: Identifier): Naming {
  const { kind, defines, role, value, publication, vendor, patch, product } = identifier;
  return {
    kind,
    defines,
    role,
    value,
    supplier: supplierOf(publication.entry),
    vendor: vendor === null ? '' : vendorIdOf(vendor.entry),
    patch: patch === null ? '' : patchIdOf(patch.entry),
    product: product === null ? '' : productFacts(product.entry).id,
  };
}

/**
 * The places that mean the same as one of them.
 * @param asked one of `files`' items, or one that stands in its first file
 * @param files all places that name the value of `asked` as the same kind, file by file; that of `asked` comes first
 * @returns the same files in the same order, each with those of its places that mean the same
 */
export function meantAlike<N extends Naming>(asked: Naming, files: readonly (readonly N[])[]): N[][] {
  const definedIn = files.map((file) => file.filter(({ defines }) => defines).map(({ vendor }) => vendor));
  const anywhere = definedIn.flat();
  const scopeOf = (naming: Naming, file: number): string => {
    switch (naming.kind) {
      case 'patch':
        return naming.defines ? naming.vendor : vendorMeant(naming.vendor, definedIn[file] ?? [], anywhere);
      case 'bulletin':
        return naming.vendor;
      case 'product':
        return naming.supplier;
      case 'version':
        // A line break stands in no identifier, so it keeps the two apart.
        return `${naming.supplier}\n${naming.product}`;
      default:
        return '';
    }
  };
  const scope = scopeOf(asked, 0);
  return files.map((file, index) => file.filter((naming) => scopeOf(naming, index) === scope));
}

/** The vendor whose patch a reference means. */
function vendorMeant(own: string, inFile: readonly string[], anywhere: readonly string[]): string {
  const candidates = inFile.length > 0 ? inFile : anywhere;
  return candidates.includes(own) ? own : (candidates[0] ?? own);
}
