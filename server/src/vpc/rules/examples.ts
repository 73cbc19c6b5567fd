/** Short forms for the examples of rules: what an example does not speak of is filled in. */
import type { Draft } from '../draft';
import type { Example } from './rule';

const PUBLICATION = { published: '2026-02-18T09:00:00Z', supplier: 'Northwind Process Systems' } as const;
const PATCH = { 'patch-id': 'KB5075906', title: 'Update', released: '2026-02-10T08:00:00Z' } as const;
const PRODUCT = { 'product-id': 'Northwind Batch', state: 'In Test' } as const;

/** An example about what the publication itself says. */
export function publicationExample(title: string, publication: Draft<'publication'>, fileName?: string): Example {
  const vendors = [{ 'vendor-id': 'Microsoft' }];
  return {
    title,
    publication: { ...PUBLICATION, 'patch-vendor': vendors, ...publication },
    ...(fileName !== undefined && { fileName }),
  };
}

/** An example about one patch vendor and its patches. */
export function vendorExample(title: string, patches: readonly Draft<'patch'>[]): Example {
  const filled = patches.map((patch) => ({ ...PATCH, ...patch }));
  return publicationExample(title, { 'patch-vendor': [{ 'vendor-id': 'Microsoft', patch: filled }] });
}

/** An example about one patch. */
export function patchExample(title: string, patch: Draft<'patch'>): Example {
  return vendorExample(title, [patch]);
}

/** An example about one product under a patch. */
export function productExample(title: string, product: Draft<'product'>): Example {
  return patchExample(title, { product: [{ ...PRODUCT, ...product }] });
}
