/** Which columns of the matrix are about a product of an asset. */
import type { Identity } from '../../domain/identity';
import { addTo } from '../../domain/multimap';
import type { ListedAsset } from '../../exchange/assets/assetList';
import { nearest } from '../../xml/nearest';
import { columnName, supplierKeyOf, type Column } from '../columns';
import type { Matrix } from '../matrix';

/** What an asset runs, as a row of the list of assets says it. */
export type AssetProduct = Pick<ListedAsset, 'supplier' | 'product' | 'version' | 'platform'>;

/** The columns that are about a product. */
export interface ProductColumns {
  /** About the product for certain: version and platform are the same, or apply to all. */
  readonly certain: readonly Column[];
  /** About the product if it has the column's version or platform, which the list does not say. */
  readonly possible: readonly Column[];
  /** Those of any supplier: what the asset owner's own files say in them is about the product. */
  readonly owner: readonly Column[];
  /** The suppliers of those columns of which a latest edition says something: key and name. */
  readonly suppliers: ReadonlyMap<string, string>;
  /** The nearest products that somebody speaks of, where nobody speaks of this one. */
  readonly nearest: readonly string[];
}

/** Finds the columns of products in a matrix. */
export class ProductFinder {
  readonly #byProduct = new Map<string, Column[]>();
  /** Keys of the columns of which a supplier's latest edition says something. */
  readonly #stated = new Set<string>();
  readonly #identity: Identity;
  readonly #columns: readonly Column[];

  constructor({ columns, rows, vocabulary }: Pick<Matrix, 'columns' | 'rows' | 'vocabulary'>) {
    this.#identity = vocabulary.identity;
    for (const { columns: own, cells } of rows.values()) {
      cells.forEach(({ statements }, index) => {
        if (statements.length > 0) this.#stated.add(own[index]!.key);
      });
    }
    for (const column of columns) addTo(this.#byProduct, this.#identity.product(column.product), column);
    this.#columns = columns.filter(({ key }) => this.#stated.has(key));
  }

  columnsOf(product: AssetProduct): ProductColumns {
    const supplier = product.supplier === '' ? null : this.#identity.supplier(product.supplier);
    const named = this.#byProduct.get(this.#identity.product(product.product)) ?? [];
    const own = named.filter(({ key }) => supplier === null || supplierKeyOf(key) === supplier);
    const certain = own.filter((column) => this.#isAbout(column, product, false));
    const possible = own.filter((column) => !certain.includes(column) && this.#isAbout(column, product, true));
    const owner = named.filter((column) => this.#isAbout(column, product, true));
    const stated = [...certain, ...possible].filter(({ key }) => this.#stated.has(key));
    const suppliers = new Map(stated.map((column) => [supplierKeyOf(column.key), column.supplier]));
    return {
      certain,
      possible,
      owner,
      suppliers,
      nearest: suppliers.size > 0 ? [] : this.#nearest(product, own, named),
    };
  }

  /** @param isPossible whether what the list does not say can be what the column says */
  #isAbout(column: Column, { version, platform }: AssetProduct, isPossible: boolean): boolean {
    const identity = this.#identity;
    const fits = (said: string, own: string): boolean => said === '' || said === own || (isPossible && own === '');
    return (
      fits(identity.version(column.version), identity.version(version)) &&
      fits(identity.platform(column.platform), identity.platform(platform))
    );
  }

  #nearest(product: AssetProduct, own: readonly Column[], named: readonly Column[]): string[] {
    const shown = ({ supplier, ...column }: Column): string => `${supplier}: ${columnName(column)}`;
    const isStated = ({ key }: Column): boolean => this.#stated.has(key);
    for (const columns of [own, named]) {
      const found = columns.filter(isStated).map(shown);
      if (found.length > 0) return [...new Set(found)].slice(0, MAX_NEAREST);
    }
    const names = [...new Set(this.#columns.map((column) => column.product))];
    const similar = new Set(nearest(product.product, names));
    const found = this.#columns.filter((column) => similar.has(column.product)).map(shown);
    return [...new Set(found)].slice(0, MAX_NEAREST);
  }
}

const MAX_NEAREST = 3;
