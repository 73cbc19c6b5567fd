/** The columns of the matrix: products in their versions on their platforms. */
import { compareNaturally } from '../order';
import type { Vocabulary } from '../vocabulary';

/** A product in one version on one platform; both are empty where statements hold for all. */
export interface Column {
  /** Tells it from all others, in every session. */
  readonly key: string;
  readonly product: string;
  readonly version: string;
  readonly platform: string;
}

/** Columns of a vocabulary's documents: thousands of patches name the same few, and share them. */
const known = new WeakMap<Vocabulary, Map<string, Column>>();

/** The column of a product; of the same vocabulary, the same object. */
export function columnOf(vocabulary: Vocabulary, product: string, version: string, platform: string): Column {
  const columns = known.get(vocabulary) ?? new Map<string, Column>();
  known.set(vocabulary, columns);
  const key = JSON.stringify([product, version, platform]);
  const column = columns.get(key) ?? { key, product, version, platform };
  columns.set(key, column);
  return column;
}

/** The order in which columns are shown. */
export function byColumn(a: Omit<Column, 'key'>, b: Omit<Column, 'key'>): number {
  return (
    compareNaturally(a.product, b.product) ||
    compareNaturally(a.version, b.version) ||
    compareNaturally(a.platform, b.platform)
  );
}

/** `Northwind Batch 8.2 (Windows Server 2022)` */
export function columnName({ product, version, platform }: Omit<Column, 'key'>): string {
  return [product, version, platform && `(${platform})`].filter(Boolean).join(' ');
}
