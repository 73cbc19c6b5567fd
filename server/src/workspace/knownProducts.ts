/** Suppliers and products in the VPC files of a workspace, as suggestions for a new file. */
import type { PublicationRecord } from './workspaceIndex';

/** A product in one version on one platform; these are empty where a file does not name them. */
export interface KnownProduct {
  readonly id: string;
  readonly version: string;
  readonly platform: string;
}

export interface KnownProducts {
  /** The supplier of the latest publication comes first. */
  readonly suppliers: readonly string[];
  /** Sorted by name, without duplicates. */
  readonly products: readonly KnownProduct[];
}

/** A longer list is of no use to choose from. */
const MAX_PRODUCTS = 1_000;

/** @param files latest publication first */
export function knownProducts(files: readonly PublicationRecord[]): KnownProducts {
  const suppliers = new Map<string, string>();
  for (const { supplier, identity } of files) {
    const key = identity.supplier(supplier);
    if (key !== '' && !suppliers.has(key)) suppliers.set(key, supplier);
  }
  const products = new Map<string, KnownProduct>();
  for (const { key, product } of productsIn(files)) {
    if (!products.has(key)) products.set(key, product);
    if (products.size === MAX_PRODUCTS) break;
  }
  const order = (a: KnownProduct, b: KnownProduct): number =>
    compare(a.id, b.id) || compare(a.version, b.version) || compare(a.platform, b.platform);
  return { suppliers: [...suppliers.values()], products: [...products.values()].sort(order) };
}

/** Of several spellings, that of the latest publication comes first. */
function* productsIn(
  files: readonly PublicationRecord[],
): Generator<{ readonly key: string; readonly product: KnownProduct }, void, undefined> {
  for (const file of files) {
    for (const value of file.values('product')) {
      for (const { productRecord } of file.named('product', value)) {
        if (productRecord === null) continue;
        for (const version of orEmpty(productRecord.versions)) {
          for (const platform of orEmpty(productRecord.platforms)) {
            const { identity } = file;
            const keys = [identity.product(value), identity.version(version), identity.version(platform)];
            yield { key: keys.join('\n'), product: { id: value, version, platform } };
          }
        }
      }
    }
  }
}

function orEmpty(values: readonly string[]): readonly string[] {
  return values.length === 0 ? [''] : values;
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
