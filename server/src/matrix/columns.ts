/** The columns of the matrix: products of a supplier, in their versions on their platforms. */
import { columnName } from '../domain/columnName';
import type { Identity } from '../domain/identity';
import { compareNaturally } from '../domain/naturalOrder';
import type { Vocabulary } from '../domain/vocabulary';
import { detached, interned } from '../xml/strings';

/** A product in one version on one platform, as written in a file; both are empty where a statement applies to all. */
export interface ProductName {
  readonly product: string;
  readonly version: string;
  readonly platform: string;
}

/** A product of a supplier. Different spellings of a column have equal keys. */
export interface Column extends ProductName {
  /** Unique in the matrix, and stable between sessions: supplier, product, version and platform as they are compared. */
  readonly key: string;
  readonly supplier: string;
}

export { columnName };

type ByPlatform = Map<string, ProductName>;
type ByVersion = Map<string, ByPlatform>;

/** The products that a vocabulary's documents name, interned: thousands of patches name the same few products. */
const names = new WeakMap<Vocabulary, Map<string, ByVersion>>();

/** The name of a product; the same object in one vocabulary. Called for each statement, so the look-up builds no string. */
export function productName(vocabulary: Vocabulary, product: string, version: string, platform: string): ProductName {
  const known = names.get(vocabulary)?.get(product)?.get(version)?.get(platform);
  if (known !== undefined) return known;
  // The names stay, and must not keep the texts of files alive.
  const name = { product: detached(product), version: detached(version), platform: detached(platform) };
  const byProduct = getOrAdd(names, vocabulary, () => new Map<string, ByVersion>());
  const byVersion = getOrAdd(byProduct, name.product, (): ByVersion => new Map<string, ByPlatform>());
  getOrAdd(byVersion, name.version, (): ByPlatform => new Map<string, ProductName>()).set(name.platform, name);
  return name;
}

/** The columns of a supplier, with one spelling of its name. */
export class SupplierColumns {
  private readonly columns = new Map<ProductName, Column>();

  constructor(
    /** The supplier as it is compared. */
    readonly key: string,
    /** The supplier as it is shown. */
    readonly name: string,
    private readonly identity: Identity,
  ) {}

  /** The column of a product; the same object for the same product. */
  of(product: ProductName): Column {
    return getOrAdd(this.columns, product, () => {
      const name = this.identity.shown('products', product.product);
      const key = interned(JSON.stringify([this.key, ...productKey(product, this.identity)]));
      return { key, supplier: this.name, product: name, version: product.version, platform: product.platform };
    });
  }
}

/** A product without its supplier, as it is compared: product, version, platform. */
export function productKey({ product, version, platform }: ProductName, identity: Identity): [string, string, string] {
  return [identity.product(product), identity.version(version), identity.platform(platform)];
}

/** The key of the supplier in the key of a column. */
export function supplierKeyOf(column: string): string {
  return (JSON.parse(column) as [supplier: string])[0];
}

const suppliers = new WeakMap<Identity, Map<string, SupplierColumns>>();

/**
 * The columns of a supplier; the same object for the same spelling in one vocabulary.
 * @param name as written; empty: no supplier
 * @param file tells files without a supplier apart: they need not be of the same one
 */
export function supplierColumns({ identity }: Vocabulary, name: string, file: string): SupplierColumns {
  const known = getOrAdd(suppliers, identity, () => new Map<string, SupplierColumns>());
  const key = identity.supplier(name);
  const shown = identity.shown('suppliers', name);
  return key === ''
    ? getOrAdd(known, `\n${file}`, () => new SupplierColumns(`\n${file}`, shown, identity))
    : getOrAdd(known, name, () => new SupplierColumns(key, shown, identity));
}

interface MapLike<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

/** The value of a key; added where it is missing. */
function getOrAdd<Key, Value>(map: MapLike<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** Compares columns in the order in which they are shown: natural order of supplier, product, version and platform. */
export function byColumn(a: Omit<Column, 'key'>, b: Omit<Column, 'key'>): number {
  return (
    compareNaturally(a.supplier, b.supplier) ||
    compareNaturally(a.product, b.product) ||
    compareNaturally(a.version, b.version) ||
    compareNaturally(a.platform, b.platform)
  );
}

/** The names of columns; with their suppliers where there are several: `Acme: Historian 5`. */
export function columnNames(columns: readonly Column[]): string[] {
  const isShared = new Set(columns.map(({ supplier }) => supplier)).size < 2;
  return columns.map((column) =>
    isShared || column.supplier === '' ? columnName(column) : `${column.supplier}: ${columnName(column)}`,
  );
}
