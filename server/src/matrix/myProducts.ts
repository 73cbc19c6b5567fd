/** Finds the columns of the reader's products: an asset owner runs few of all the products that suppliers list. */
import { addTo } from '../domain/multimap';
import type { Identity } from '../domain/identity';
import type { ListedProduct } from '../exchange/products/productList';
import { nearest } from '../xml/nearest';
import { columnName, type Column } from './columns';
import type { Note } from './notes';

/** The reader's products. */
export interface MyProducts {
  /** `product`, `product version` or `product version platform`, as typed. */
  readonly names: readonly string[];
  /** From a product list. */
  readonly listed: readonly (Pick<ListedProduct, 'id' | 'version' | 'platform'> & { readonly supplier?: string })[];
}

/** The columns of the reader's products. */
export interface MyColumns {
  /** The keys of the columns. */
  readonly keys: ReadonlySet<string>;
  /** A note for each product that no column matches. */
  readonly notes: readonly Note[];
}

/**
 * The columns that match the reader's products, compared as names. A product without a version matches all versions, and a
 * column without a version matches each version; the same holds for platforms and suppliers.
 */
export function myColumns(columns: readonly Column[], { names, listed }: MyProducts, identity: Identity): MyColumns {
  const products = new Map<string, Column[]>();
  for (const column of columns) addTo(products, identity.product(column.product), column);
  const keys = new Set<string>();
  const notes: Note[] = [];
  const take = (asked: string, found: readonly Column[], sameProduct: readonly Column[]): void => {
    for (const { key } of found) keys.add(key);
    if (found.length === 0) notes.push(unmatchedNote(asked, sameProduct, columns));
  };
  const matches = (own: string, wanted: string): boolean => own === '' || wanted === '' || own === wanted;
  for (const { id, version, platform, supplier = '' } of listed) {
    const sameProduct = products.get(identity.product(id)) ?? [];
    const found = sameProduct.filter(
      (column) =>
        matches(identity.version(column.version), identity.version(version)) &&
        matches(identity.platform(column.platform), identity.platform(platform)) &&
        (supplier === '' || identity.supplier(column.supplier) === identity.supplier(supplier)),
    );
    const named = columnName({ product: id, version, platform });
    take(supplier === '' ? named : `${supplier}: ${named}`, found, sameProduct);
  }
  for (const name of names.filter((text) => text.trim() !== '')) {
    // `batch server 2` is the product `Batch Server` and not `Batch`.
    const split = partsOf(name).find(([product]) => products.has(identity.product(product)));
    const [product, rest] = split ?? ['', ''];
    const sameProduct = products.get(identity.product(product)) ?? [];
    const wanted = identity.version(rest);
    take(
      name,
      sameProduct.filter((column) => matchesRest(column, wanted, identity)),
      sameProduct,
    );
  }
  return { keys, notes };
}

/** The ways to split a name into a product and the rest, the longest product first. */
function partsOf(name: string): [product: string, rest: string][] {
  const words = name.trim().split(/\s+/);
  return words.map((_, index) => {
    const end = words.length - index;
    return [words.slice(0, end).join(' '), words.slice(end).join(' ')];
  });
}

/** Whether the rest of a name after the product matches a column. It is empty, a version, or a version and a platform. */
function matchesRest({ version, platform }: Column, rest: string, identity: Identity): boolean {
  if (rest === '' || version === '') return true;
  const own = identity.version(version);
  if (rest === own) return true;
  const wanted = identity.platform(rest.slice(own.length + 1));
  return rest.startsWith(`${own} `) && (platform === '' || wanted === identity.platform(platform));
}

/** @param sameProduct the columns of the product in other versions, on other platforms or of another supplier */
function unmatchedNote(asked: string, sameProduct: readonly Column[], columns: readonly Column[]): Note {
  const named = (list: readonly Column[]): string[] => [...new Set(list.map(columnName))];
  const near = sameProduct.length > 0 ? named(sameProduct) : nearest(asked, named(columns));
  const note = { kind: 'unmatched-product', isFailure: false } as const;
  if (near.length === 0) return { ...note, message: 'No supplier speaks of "{0}".', args: [asked] };
  return {
    ...note,
    message: 'No supplier speaks of "{0}". The nearest names are: {1}.',
    args: [asked, near.slice(0, MAX_NAMES).join(', ')],
  };
}

const MAX_NAMES = 3;
