/**
 * The columns that the asset owner's own files speak about. They name products without a supplier: a statement belongs to the
 * column of the same product, version and platform; where several suppliers have such a column, to all of them.
 */
import type { Vocabulary } from '../domain/vocabulary';
import { productKey, type Column, type ProductName, type SupplierColumns } from './columns';
import type { VendorDigest } from './digest';
import type { EditionTable } from './editionTable';
import type { Note } from './notes';
import type { MatrixSource } from './sources';

export interface OwnerColumns {
  /** The columns of a product; that of the owner where no supplier has such a product. */
  of(product: ProductName, owner: SupplierColumns): readonly Column[];
  readonly notes: readonly Note[];
  /** Equal for equal columns. */
  readonly key: string;
}

const NO_COLUMNS: OwnerColumns = { of: (product, owner) => [owner.of(product)], notes: [], key: '' };

/** @param given parallel to the statuses */
export function ownerColumnsOf(
  given: readonly MatrixSource[],
  { statuses }: EditionTable,
  vocabulary: Vocabulary,
): OwnerColumns {
  if (!statuses.some(({ isOwner }) => isOwner)) return NO_COLUMNS;
  const { identity } = vocabulary;
  const keyOf = (product: ProductName): string => JSON.stringify(productKey(product, identity));
  const byProduct = new Map<string, Map<string, Column>>();
  for (const [index, { vendors }] of given.entries()) {
    const { isOwner, supplier } = statuses[index]!;
    if (isOwner) continue;
    for (const product of productsOf(vendors)) {
      const key = keyOf(product);
      const columns = byProduct.get(key) ?? new Map<string, Column>();
      const column = supplier.of(product);
      if (!columns.has(column.key)) columns.set(column.key, column);
      byProduct.set(key, columns);
    }
  }
  const notes: Note[] = [];
  const told = new Set<string>();
  for (const [index, { source, vendors }] of given.entries()) {
    if (!statuses[index]!.isOwner) continue;
    for (const product of productsOf(vendors)) {
      const key = keyOf(product);
      const columns = [...(byProduct.get(key)?.values() ?? [])];
      if (columns.length < 2 || told.has(key)) continue;
      told.add(key);
      notes.push({
        kind: 'ambiguous-edition',
        message:
          'Several suppliers have a product "{0}" ({1}): the statements of this file are shown with all of them.',
        args: [
          [product.product, product.version].filter(Boolean).join(' '),
          columns.map(({ supplier }) => supplier).join(', '),
        ],
        path: source.path,
        isFailure: false,
      });
    }
  }
  return {
    of(product, owner) {
      const columns = byProduct.get(keyOf(product));
      return columns === undefined ? [owner.of(product)] : [...columns.values()];
    },
    notes,
    key: JSON.stringify([...byProduct].map(([key, columns]) => [key, [...columns.keys()]])),
  };
}

const productSets = new WeakMap<readonly VendorDigest[], ReadonlySet<ProductName>>();

/** The products of a publication; memoised with its digests. */
function productsOf(vendors: readonly VendorDigest[]): ReadonlySet<ProductName> {
  let products = productSets.get(vendors);
  if (products === undefined) {
    products = new Set(vendors.flatMap(({ patches }) => patches.flatMap((patch) => patch.products)));
    productSets.set(vendors, products);
  }
  return products;
}
