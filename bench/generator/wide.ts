/** Small files with many products: the largest matrices. */
import type { Draft } from '../../server/src/domain/publicationText';
import type { Vocabulary } from '../../server/src/domain/vocabulary';
import { fileOf, type GeneratedFile } from './file';
import { publicationWith } from './publication';

const PLATFORMS = 25;
/** Product entries of a patch, each with its own state. */
const ENTRIES = 2;

/**
 * A file whose matrix has no empty cell. The same arguments give the same file.
 * @param products a multiple of 50: each entry names several versions on 25 platforms
 */
export function wideFile(
  patches: number,
  products: number,
  vocabulary: Vocabulary,
  schema: string | null = null,
): GeneratedFile {
  const publication = publicationWith(patches, vocabulary);
  const platform = Array.from({ length: PLATFORMS }, (_, index) => `Windows Server 20${10 + index}`);
  const versions = Array.from({ length: products / PLATFORMS / ENTRIES }, (_, index) => `${index + 1}.0`);
  const widened = (patch: Draft<'patch'>): Draft<'patch'> => ({
    ...patch,
    product: patch.product!.slice(0, ENTRIES).map((product, index) => ({
      ...product,
      'product-id': `Northwind Unit ${index + 1}`,
      'product-version': versions,
      platform,
    })),
  });
  const vendors = publication['patch-vendor']!.map((vendor) => ({ ...vendor, patch: vendor.patch!.map(widened) }));
  return fileOf({ ...publication, 'patch-vendor': vendors }, vocabulary, schema);
}
