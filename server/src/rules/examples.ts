/** Short forms for the examples of rules; what an example leaves out gets a default. */
import type { Example } from './rule';
import type { Draft } from '../domain/publicationText';

type More = Omit<Example, 'title' | 'publication'>;

const PUBLICATION = { published: '2026-02-18T09:00:00Z', supplier: 'Northwind Process Systems' } as const;
const PATCH = { 'patch-id': 'KB5075906', title: 'Update', released: '2026-02-10T08:00:00Z' } as const;
const PRODUCT = { 'product-id': 'Northwind Batch', state: 'In Test' } as const;

/** An example about the publication's own fields. */
export function publicationExample(title: string, publication: Draft<'publication'>, more: More = {}): Example {
  const vendors = [{ 'vendor-id': 'Microsoft' }];
  return { title, publication: { ...PUBLICATION, 'patch-vendor': vendors, ...publication }, ...more };
}

/** An example about one patch vendor and its patches. */
export function vendorExample(title: string, patches: readonly Draft<'patch'>[], more: More = {}): Example {
  return publicationExample(title, { 'patch-vendor': [vendor(patches)] }, more);
}

/** An example about one patch. */
export function patchExample(title: string, patch: Draft<'patch'>, more: More = {}): Example {
  return vendorExample(title, [patch], more);
}

/** An example about one product under a patch. */
export function productExample(title: string, product: Draft<'product'>, more: More = {}): Example {
  return patchExample(title, { product: [productDraft(product)] }, more);
}

/** A publication for {@link Example.previous}. */
export function earlierEdition(
  publication: Draft<'publication'>,
  patches: readonly Draft<'patch'>[] = [],
): Draft<'publication'> {
  return { ...PUBLICATION, published: '2026-01-21T09:00:00Z', 'patch-vendor': [vendor(patches)], ...publication };
}

/** A product with all required fields. */
export function productDraft(product: Draft<'product'>): Draft<'product'> {
  return { ...PRODUCT, ...product };
}

function vendor(patches: readonly Draft<'patch'>[]): Draft<'patch-vendor'> {
  return { 'vendor-id': 'Microsoft', patch: patches.map((patch) => ({ ...PATCH, ...patch })) };
}

/** A refusal with its reason. */
export const REFUSAL: Draft<'product'> = {
  state: 'Not Approved',
  comment: 'The trend display stops after the update.',
};

/** The file of Northwind Process Systems for {@link Example.suppliers} that lists the patch of a {@link productExample}. */
export function supplierFile(day: string, product: Draft<'product'>): Readonly<Record<string, Draft<'publication'>>> {
  const { publication } = productExample('', product);
  const file = { ...publication, 'document-id': 'NWP-VPC', published: `${day}T17:00:00Z` };
  return { [`Northwind-Process-Systems_VPC_${day}.xml`]: file };
}
