/** Patches and products as plain data, for tooltips, lists and rules. */
import type { Field } from '../field';
import { IncrementalCollector } from '../incrementalCollector';
import type { Entry } from '../model';
import { EntryMemo } from '../memo';

/** A product under a patch. Values as they are written in the file; `''` where there is none. */
export interface ProductRecord {
  readonly id: string;
  readonly versions: readonly string[];
  readonly platforms: readonly string[];
  readonly state: string;
  readonly stateDate: string;
  /** Whether the patch needs a restart on it. */
  readonly reboot: string;
}

/** A patch. Values as they are written in the file; `''` where there is none. */
export interface PatchRecord {
  readonly id: string;
  /** The first title. */
  readonly title: string;
  readonly type: string;
  readonly severity: string;
  readonly released: string;
  readonly products: readonly ProductRecord[];
}

const patches = new EntryMemo<Entry<'patch'>, PatchRecord>((patch) => readPatch(patch));
const products = new EntryMemo<Entry<'product'>, ProductRecord>((product) => readProduct(product));
const productLists = new EntryMemo<Entry<'patch'>, readonly ProductRecord[]>((patch) =>
  productRecordsIn.from(patch, 'product'),
);

/** The record of a patch; memoised with the entry. */
export function patchRecord(patch: Entry<'patch'>): PatchRecord {
  return patches.of(patch);
}

function readPatch(patch: Entry<'patch'>): PatchRecord {
  let [id, title, type, severity, released] = ['', '', '', '', ''];
  patch.forEachField((field) => {
    switch (field.role) {
      case 'patch-id':
        id ||= field.value;
        break;
      case 'title':
        title ||= field.value;
        break;
      case 'patch-type':
        type ||= field.value;
        break;
      case 'severity':
        severity ||= field.value;
        break;
      case 'released':
        released ||= field.value;
        break;
      default:
    }
  });
  return { id, title, type, severity, released, products: productsIn(patch) };
}

/** The records of the products under a patch, in document order; memoised with the entry. */
export function productsIn(patch: Entry<'patch'>): readonly ProductRecord[] {
  return productLists.of(patch);
}

const productRecordsIn = new IncrementalCollector<ProductRecord>((product) => [
  sharedRecord(product as Entry<'product'>),
]);

/** The record of a product under a patch; memoised with the entry. */
export function productRecord(product: Entry<'product'>): ProductRecord {
  return products.of(product);
}

const NONE: readonly string[] = [];

/** The record of a product; one object for all entries that are known to be equal. */
function sharedRecord(product: Entry<'product'>): ProductRecord {
  const { shared } = product;
  return shared === null ? readProduct(product) : ((shared.memo ??= readProduct(product)) as ProductRecord);
}

function readProduct(product: Entry<'product'>): ProductRecord {
  let [id, state, stateDate, reboot] = ['', '', '', ''];
  const versions: Field[] = [];
  const platforms: Field[] = [];
  product.forEachField((field) => {
    switch (field.role) {
      case 'product-id':
        id ||= field.value;
        break;
      case 'product-version':
        if (field.value !== '') versions.push(field);
        break;
      case 'platform':
        if (field.value !== '') platforms.push(field);
        break;
      case 'state':
        state ||= field.value;
        break;
      case 'state-date':
        stateDate ||= field.value;
        break;
      case 'reboot':
        reboot ||= field.value;
        break;
      default:
    }
  });
  return { id, versions: valuesOf(versions), platforms: valuesOf(platforms), state, stateDate, reboot };
}

/** Most lists have one value, and then equal lists are one object. */
function valuesOf([first, ...others]: readonly Field[]): readonly string[] {
  if (first === undefined) return NONE;
  if (others.length === 0) return first.interned?.list ?? [first.value];
  return [first.value, ...others.map(({ value }) => value)];
}
