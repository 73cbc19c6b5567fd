/** What is told of a patch or a product wherever its identifier stands, as plain values. */
import { Gathering } from '../gather';
import type { Entry } from '../model';
import type { Container, FactRole, FactRoleIn } from '../roles';

/** A product under a patch. Values as they stand in the file; `''` where there is none. */
export interface ProductFacts {
  readonly id: string;
  readonly versions: readonly string[];
  readonly platforms: readonly string[];
  readonly state: string;
  readonly stateDate: string;
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

const patches = new WeakMap<Entry, PatchFacts>();
const products = new WeakMap<Entry, ProductFacts>();

/** What is told of a patch; remembered with it. */
export function patchFacts(patch: Entry<'patch'>): PatchFacts {
  let facts = patches.get(patch);
  if (facts === undefined) {
    const { first } = valuesOf(patch);
    facts = {
      id: first('patch-id'),
      title: first('title'),
      type: first('patch-type'),
      severity: first('severity'),
      released: first('released'),
      products: productFactsIn.from(patch, 'product'),
    };
    patches.set(patch, facts);
  }
  return facts;
}

const productFactsIn = new Gathering<ProductFacts>((product) => [productFacts(product as Entry<'product'>)]);

/** What is told of a product under a patch; remembered with the entry. */
export function productFacts(product: Entry<'product'>): ProductFacts {
  let facts = products.get(product);
  if (facts === undefined) {
    const { first, all } = valuesOf(product);
    facts = {
      id: first('product-id'),
      versions: all('product-version'),
      platforms: all('platform'),
      state: first('state'),
      stateDate: first('state-date'),
    };
    products.set(product, facts);
  }
  return facts;
}

/** The values of an entry's children by role, read in one go. Blank ones are left out. */
function valuesOf<C extends Container>(
  entry: Entry<C>,
): { readonly first: (role: FactRoleIn<C>) => string; readonly all: (role: FactRoleIn<C>) => readonly string[] } {
  const values = new Map<FactRole, string[]>();
  entry.forEachFact(({ role, value }) => {
    if (value === '') return;
    const known = values.get(role);
    if (known === undefined) values.set(role, [value]);
    else known.push(value);
  });
  return {
    first: (role) => values.get(role)?.[0] ?? '',
    all: (role) => values.get(role) ?? [],
  };
}
