/** Finds the columns of a product list by their names, in English and German. */
import { comparableHead } from '../tables/heads';

/** A column of a product list. */
export type ProductColumn = 'id' | 'version' | 'platform' | 'supplier' | 'components';

/** Where the columns are. */
export interface ProductColumns {
  /** By index, from 0. */
  readonly index: Readonly<Partial<Record<ProductColumn, number>>>;
  /** Whether the first row names the columns; otherwise they are found by position. */
  readonly isNamed: boolean;
  /** Columns that could be the product as well as the one that is used, as written. */
  readonly alternatives: readonly string[];
}

/** Accepted names, compared by {@link comparableHead}. Of several columns for a product, the one that is earlier here is used. */
const NAMES: Readonly<Record<ProductColumn, readonly string[]>> = {
  id: [
    ...['productid', 'productidentifier', 'produktid', 'produktkennung', 'id', 'kennung'],
    ...['product', 'produkt', 'productname', 'produktname', 'produktbezeichnung', 'name', 'bezeichnung'],
  ],
  version: ['version', 'productversion', 'produktversion', 'versionsnummer', 'softwareversion', 'release'],
  platform: ['platform', 'os', 'operatingsystem', 'plattform', 'betriebssystem', 'zielsystem'],
  supplier: ['supplier', 'vendor', 'manufacturer', 'lieferant', 'hersteller', 'anbieter'],
  components: [
    ...['components', 'component', 'contains', 'software', 'installedsoftware'],
    ...['komponenten', 'komponente', 'bestandteile', 'enthaelt', 'installiertesoftware'],
  ],
};

const POSITIONS: ProductColumns['index'] = { id: 0, version: 1, platform: 2 };

/** The columns of a list. @param header its first row; where no value of it is a known name, columns are found by position */
export function productColumns(header: readonly string[]): ProductColumns {
  const names = header.map(comparableHead);
  const index: Partial<Record<ProductColumn, number>> = {};
  for (const column of Object.keys(NAMES) as ProductColumn[]) {
    const found = NAMES[column].map((name) => names.indexOf(name)).find((at) => at >= 0);
    if (found !== undefined) index[column] = found;
  }
  if (Object.keys(index).length === 0) return { index: POSITIONS, isNamed: false, alternatives: [] };
  const isProduct = (name: string, at: number) => at !== index.id && NAMES.id.includes(name);
  return { index, isNamed: true, alternatives: header.filter((_, at) => isProduct(names[at]!, at)) };
}
