/** What the VPC files of a workspace name that a new file may need: who publishes, and which products they have. */
import type { PublicationFacts } from './workspaceIndex';

/** A product in one version on one platform; empty where a file says nothing of it. */
export interface KnownProduct {
  readonly id: string;
  readonly version: string;
  readonly platform: string;
}

export interface KnownProducts {
  /** Who published last first. */
  readonly suppliers: readonly string[];
  /** By name, each once. */
  readonly products: readonly KnownProduct[];
}

/** More than these nobody looks through. */
const MOST_PRODUCTS = 1_000;

/** @param files those published last first */
export function knownProducts(files: readonly PublicationFacts[]): KnownProducts {
  const suppliers = new Set(files.map(({ supplier }) => supplier).filter((supplier) => supplier !== ''));
  const products = new Map<string, KnownProduct>();
  for (const product of productsIn(files)) {
    products.set(JSON.stringify(product), product);
    if (products.size === MOST_PRODUCTS) break;
  }
  const order = (a: KnownProduct, b: KnownProduct): number =>
    compare(a.id, b.id) || compare(a.version, b.version) || compare(a.platform, b.platform);
  return { suppliers: [...suppliers], products: [...products.values()].sort(order) };
}

function* productsIn(files: readonly PublicationFacts[]): Generator<KnownProduct, void, undefined> {
  for (const file of files) {
    for (const value of file.values('product')) {
      for (const { productFacts } of file.named('product', value)) {
        if (productFacts === null) continue;
        for (const version of orNone(productFacts.versions)) {
          for (const platform of orNone(productFacts.platforms)) yield { id: value, version, platform };
        }
      }
    }
  }
}

function orNone(values: readonly string[]): readonly string[] {
  return values.length === 0 ? [''] : values;
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
