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

type ByPlatform = Map<string, Column>;
type ByVersion = Map<string, ByPlatform>;

/** Columns of a vocabulary's documents by product: thousands of patches name the same few, and share them. */
const known = new WeakMap<Vocabulary, Map<string, ByVersion>>();

/** The column of a product; of the same vocabulary, the same object. It is asked for each cell: no key is put together. */
export function columnOf(vocabulary: Vocabulary, product: string, version: string, platform: string): Column {
  const byProduct = remembered(known, vocabulary, () => new Map<string, ByVersion>());
  const byVersion = remembered(byProduct, product, (): ByVersion => new Map<string, ByPlatform>());
  const byPlatform = remembered(byVersion, version, (): ByPlatform => new Map<string, Column>());
  return remembered(byPlatform, platform, () => ({
    key: JSON.stringify([product, version, platform]),
    ...{ product, version, platform },
  }));
}

interface Remembered<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

/** What is remembered under a key; made where nothing is. */
function remembered<Key, Value>(memory: Remembered<Key, Value>, key: Key, make: () => Value): Value {
  let value = memory.get(key);
  if (value === undefined) memory.set(key, (value = make()));
  return value;
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
