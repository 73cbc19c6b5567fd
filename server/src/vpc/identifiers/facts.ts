/** What is told of a patch or a product wherever its identifier stands, as plain values. */
import type { Fact } from '../fact';
import { Gathering } from '../gather';
import { Memory } from '../memory';
import type { Entry } from '../model';
import { StreamedEntry } from '../stream/streamedEntry';

/** A product under a patch. Values as they stand in the file; `''` where there is none. */
export interface ProductFacts {
  readonly id: string;
  readonly versions: readonly string[];
  readonly platforms: readonly string[];
  readonly state: string;
  readonly stateDate: string;
  /** Whether it needs a restart. */
  readonly reboot: string;
}

/** A patch. Values as they stand in the file; `''` where there is none. */
export interface PatchFacts {
  readonly id: string;
  /** The first one. */
  readonly title: string;
  readonly type: string;
  readonly severity: string;
  readonly released: string;
  readonly products: readonly ProductFacts[];
}

const patches = new Memory<Entry<'patch'>, PatchFacts>((patch) => readPatch(patch));
const products = new Memory<Entry<'product'>, ProductFacts>((product) => readProduct(product));
const productLists = new Memory<Entry<'patch'>, readonly ProductFacts[]>((patch) =>
  productFactsIn.from(patch, 'product'),
);

/** What is told of a patch; remembered with it. */
export function patchFacts(patch: Entry<'patch'>): PatchFacts {
  return patches.of(patch);
}

function readPatch(patch: Entry<'patch'>): PatchFacts {
  let [id, title, type, severity, released] = ['', '', '', '', ''];
  patch.forEachFact((fact) => {
    switch (fact.role) {
      case 'patch-id':
        id ||= fact.value;
        break;
      case 'title':
        title ||= fact.value;
        break;
      case 'patch-type':
        type ||= fact.value;
        break;
      case 'severity':
        severity ||= fact.value;
        break;
      case 'released':
        released ||= fact.value;
        break;
      default:
    }
  });
  return { id, title, type, severity, released, products: productsIn(patch) };
}

/** What is told of the products under a patch, in their order; remembered with the patch. */
export function productsIn(patch: Entry<'patch'>): readonly ProductFacts[] {
  return productLists.of(patch);
}

const productFactsIn = new Gathering<ProductFacts>((product) => [streamedFacts(product as Entry<'product'>)]);

/** What is told of a product under a patch; remembered with the entry. */
export function productFacts(product: Entry<'product'>): ProductFacts {
  return products.of(product);
}

/** What a result holds for: the product with every version on every platform, a line each (empty where it holds for all). */
export function productKeys({ id, versions, platforms }: ProductFacts): string[] {
  return (versions.length === 0 ? [''] : versions).flatMap((version) =>
    (platforms.length === 0 ? [''] : platforms).map((platform) => [id, version, platform].join('\n')),
  );
}

const NONE: readonly string[] = [];

/** The same for all products of a streamed document that say the same. */
function streamedFacts(product: Entry<'product'>): ProductFacts {
  const saying = product instanceof StreamedEntry ? product.saying : null;
  return saying === null ? readProduct(product) : (saying.product ??= readProduct(product));
}

function readProduct(product: Entry<'product'>): ProductFacts {
  let [id, state, stateDate, reboot] = ['', '', '', ''];
  let versions = NONE;
  let platforms = NONE;
  product.forEachFact((fact) => {
    switch (fact.role) {
      case 'product-id':
        id ||= fact.value;
        break;
      case 'product-version':
        versions = withValue(versions, fact);
        break;
      case 'platform':
        platforms = withValue(platforms, fact);
        break;
      case 'state':
        state ||= fact.value;
        break;
      case 'state-date':
        stateDate ||= fact.value;
        break;
      case 'reboot':
        reboot ||= fact.value;
        break;
      default:
    }
  });
  return { id, versions, platforms, state, stateDate, reboot };
}

/** Blank ones are left out. Most lists have one value, and are the same list then. */
function withValue(values: readonly string[], { value, wording }: Fact): readonly string[] {
  if (value === '') return values;
  return values.length > 0 ? [...values, value] : (wording?.list ?? [value]);
}
