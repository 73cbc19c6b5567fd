/**
 * Which occurrences of a value, in any spelling, name the same symbol.
 *
 * A patch's identifier is unique within its vendor. A reference resolves to the patch of the same vendor, in the same file
 * first, otherwise to another patch of the file, otherwise to one of another file. A product belongs to its supplier, a
 * version to its product, a bulletin to its vendor; all other symbols are identified by the value alone.
 */
import type { Identity } from '../identity';
import type { FieldRole } from '../roles';
import { productRecord } from './records';
import type { Identifier } from './identifiers';
import { patchIdOf, supplierOf, vendorIdOf } from './identifiers';
import type { IdentifierUse } from './kinds';

/** An identifier without its tree: all that decides which symbol it names. `''` where there is no such enclosing entry. */
export interface SymbolOccurrence extends IdentifierUse {
  readonly role: FieldRole;
  readonly value: string;
  readonly supplier: string;
  readonly vendor: string;
  readonly patch: string;
  readonly product: string;
}

/** An identifier as plain data. */
export function symbolOccurrenceOf(identifier: Identifier): SymbolOccurrence {
  const { kind, defines, role, value, publication, vendor, patch, product } = identifier;
  return {
    kind,
    defines,
    role,
    value,
    supplier: supplierOf(publication.entry),
    vendor: vendor === null ? '' : vendorIdOf(vendor.entry),
    patch: patch === null ? '' : patchIdOf(patch.entry),
    product: product === null ? '' : productRecord(product.entry).id,
  };
}

/**
 * The occurrences of a symbol.
 * @param asked an occurrence of the symbol, in the first file
 * @param files all occurrences of the value of `asked` as the same kind, in any spelling, file by file; the file of `asked` is
 * the first
 * @param identity compares suppliers, vendors and products
 * @returns the same files in the same order, each with its occurrences of the symbol
 */
export function sameSymbol<N extends SymbolOccurrence>(
  asked: SymbolOccurrence,
  files: readonly (readonly N[])[],
  identity: Identity,
): N[][] {
  const definedIn = files.map((file) =>
    file.filter(({ defines }) => defines).map(({ vendor }) => identity.vendor(vendor)),
  );
  const anywhere = definedIn.flat();
  const scopeOf = (occurrence: SymbolOccurrence, file: number): string => {
    switch (occurrence.kind) {
      case 'patch':
        return occurrence.defines
          ? identity.vendor(occurrence.vendor)
          : vendorReferredTo(identity.vendor(occurrence.vendor), definedIn[file] ?? [], anywhere);
      case 'bulletin':
        return identity.vendor(occurrence.vendor);
      case 'product':
        return identity.supplier(occurrence.supplier);
      case 'version':
        // A key contains no line break, so it separates the two.
        return `${identity.supplier(occurrence.supplier)}\n${identity.product(occurrence.product)}`;
      default:
        return '';
    }
  };
  const scope = scopeOf(asked, 0);
  return files.map((file, index) => file.filter((occurrence) => scopeOf(occurrence, index) === scope));
}

/** The key of the vendor of the patch that a reference resolves to. */
function vendorReferredTo(own: string, inFile: readonly string[], anywhere: readonly string[]): string {
  const candidates = inFile.length > 0 ? inFile : anywhere;
  return candidates.includes(own) ? own : (candidates[0] ?? own);
}
