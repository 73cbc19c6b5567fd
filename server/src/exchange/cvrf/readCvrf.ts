/** Reads a security release document (CVRF 1.1, ICASI) as a release. */
import type { ImportProblem } from '../problem';
import type { ReadRelease } from '../releases/release';
import { readReleaseDocument } from './document';
import { patchesOf, type ReleasedPatches } from './patches';

/**
 * The release that a document describes: a patch for each KB number.
 * @param source the bytes of the document, or its text where it never was bytes
 */
export function readCvrf(source: string | Uint8Array): ReadRelease {
  const { document, problems } = readReleaseDocument(source);
  if (document === null) return { release: null, problems };
  const { id, title, products } = document;
  const { patches, leftOut, unknownProducts } = patchesOf(document);
  const release = { id, title, patches, products: [...new Set(products.values())], leftOut };
  return { release, problems: [...problems, ...unknownProducts.map(unknownProduct)] };
}

/** How many patches a message lists. */
const MAX_PATCHES = 5;

function unknownProduct({ id, patches }: ReleasedPatches['unknownProducts'][number]): ImportProblem {
  const shown = [...patches.slice(0, MAX_PATCHES), ...(patches.length > MAX_PATCHES ? ['…'] : [])].join(', ');
  return {
    severity: 'warning',
    file: 'release document',
    line: null,
    message: 'Unknown product "{0}" ({1}). Check which products these patches are for.',
    args: [id, shown],
  };
}
