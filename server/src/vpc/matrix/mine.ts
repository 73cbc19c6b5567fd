/** Which columns are of products that the reader has: an asset owner runs a few of all that suppliers speak of. */
import type { ListedProduct } from '../exchange/productList';
import type { Column } from './columns';

/** What people say they have. */
export interface MyProducts {
  /** `product`, `product version` or `product version platform`, as people write it. */
  readonly names: readonly string[];
  /** Of a list with a column for each. */
  readonly listed: readonly Pick<ListedProduct, 'id' | 'version' | 'platform'>[];
}

/**
 * The keys of the columns that are the reader's. Names are compared without case and superfluous blanks. Who names no
 * version has all of them, and what holds for all versions holds for each of them; the same with platforms.
 */
export function myColumns(columns: readonly Column[], { names, listed }: MyProducts): ReadonlySet<string> {
  const products = new Map<string, Column[]>();
  for (const column of columns) {
    const product = plain(column.product);
    products.set(product, [...(products.get(product) ?? []), column]);
  }
  const mine = new Set<string>();
  for (const { id, version, platform } of listed) {
    for (const column of products.get(plain(id)) ?? []) {
      if (agrees(column.version, plain(version)) && agrees(column.platform, plain(platform))) mine.add(column.key);
    }
  }
  for (const name of names.map(plain)) {
    const product = longestProduct(name, products);
    if (product === null) continue;
    const rest = name.slice(product.length).trim();
    for (const column of products.get(product)!) if (isMeant(column, rest)) mine.add(column.key);
  }
  return mine;
}

/** The product that a name begins with: of `Batch` and `Batch Server`, `batch server 2` means the second. */
function longestProduct(name: string, products: ReadonlyMap<string, unknown>): string | null {
  for (let end = name.length; end > 0; end = name.lastIndexOf(' ', end - 1)) {
    if (products.has(name.slice(0, end))) return name.slice(0, end);
  }
  return null;
}

/** Whether what stands behind the product means a column: a version, a version and a platform, or nothing. */
function isMeant({ version, platform }: Column, rest: string): boolean {
  if (rest === '' || version === '') return true;
  const own = plain(version);
  if (rest === own) return true;
  return rest.startsWith(`${own} `) && agrees(platform, rest.slice(own.length + 1).replace(/^\((.*)\)$/, '$1'));
}

function agrees(own: string, wanted: string): boolean {
  return own === '' || wanted === '' || plain(own) === wanted;
}

function plain(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}
