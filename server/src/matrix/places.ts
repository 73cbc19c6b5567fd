/** Maps rows and cells of the matrix to places in the documents, and back. The cost is that of the path to the place. */
import { ancestors, isPlacedElement, locate } from '../xml/locate';
import type { XmlTree } from '../xml/tree';
import type { PlacedEntry } from '../domain/model';
import {
  digestOf,
  patchDigests,
  productCount,
  productsIn,
  vendorName,
  vendorsOf,
  type PatchDigest,
  type VendorDigest,
} from './digest';
import type { ProductName } from './columns';
import { patchKey } from './names';
import type { Matrix } from './matrix';
import { columnsFor, type Row } from './row';

/** A document of a matrix. */
export interface MatrixDocument {
  readonly publication: PlacedEntry<'publication'>;
  readonly matrix: Matrix;
  /** Index into {@link Matrix.sources}. */
  readonly source: number;
}

/** A patch of a publication. Offsets count in the document. */
export interface FoundPatch {
  readonly vendor: PlacedEntry<'patch-vendor'>;
  readonly patch: PlacedEntry<'patch'>;
}

/** The patches of a publication that a row consists of, in document order. */
export function patchesOf({ publication, matrix }: MatrixDocument, row: Row): FoundPatch[] {
  const vendors = publication.entry.entries('patch-vendor');
  // A patch without an identifier is identified by its digest object.
  const matches = (vendor: string, digest: PatchDigest): boolean =>
    digest.id === ''
      ? row.parts.some(({ patch }) => patch === digest)
      : patchKey(vendor, digest.id, matrix.vocabulary) === row.key;
  return vendorsOf(publication.entry).flatMap((found, index) => {
    const placed = vendors[index];
    return placed === undefined
      ? []
      : patchesIn({ entry: placed.entry, at: publication.at + placed.at }, found, (digest) =>
          matches(found.vendor, digest),
        );
  });
}

/** The first patch of a publication with a statement in a column; `null` where there is none. @param column its key */
export function firstPatchWith(document: MatrixDocument, column: string): FoundPatch | null {
  const { publication } = document;
  const vendors = publication.entry.entries('patch-vendor');
  const all = vendorsOf(publication.entry);
  for (const [index, placed] of vendors.entries()) {
    const vendor = { entry: placed.entry, at: publication.at + placed.at };
    const position = all[index]?.patches.findIndex(({ products }) => isIn(products, column, document)) ?? -1;
    const patch = position < 0 ? null : patchDigests.locate(vendor.entry, 'patch', position);
    if (patch !== null) return { vendor, patch: { entry: patch.entry, at: vendor.at + patch.at } };
  }
  return null;
}

function patchesIn(
  vendor: PlacedEntry<'patch-vendor'>,
  { patches }: VendorDigest,
  matches: (digest: PatchDigest) => boolean,
): FoundPatch[] {
  return patches.flatMap((digest, position): FoundPatch[] => {
    const patch = matches(digest) ? patchDigests.locate(vendor.entry, 'patch', position) : null;
    return patch === null ? [] : [{ vendor, patch: { entry: patch.entry, at: vendor.at + patch.at } }];
  });
}

/**
 * The entry of a patch, or of one of its statements, in a publication that can have been read again since; `null` where it is not there any
 * more. Offsets count in the document.
 * @param statement its index in the digest; `null`: the patch itself
 */
export function entryOf(
  { entry, at }: PlacedEntry<'publication'>,
  digest: PatchDigest,
  statement: number | null,
): PlacedEntry<'patch'> | PlacedEntry<'product'> | null {
  const vendors = entry.entries('patch-vendor');
  const content = JSON.stringify(digest);
  for (const [index, { patches }] of vendorsOf(entry).entries()) {
    const isIt = (patch: PatchDigest): boolean =>
      patch === digest || (patch.id === digest.id && JSON.stringify(patch) === content);
    const position = patches.findIndex(isIt);
    const vendor = vendors[index];
    const found = position < 0 || vendor === undefined ? null : patchDigests.locate(vendor.entry, 'patch', position);
    if (found === null) continue;
    const patch = { entry: found.entry, at: at + vendor!.at + found.at };
    if (statement === null) return patch;
    // A statement for several versions or platforms is several of the digest.
    const products = patch.entry
      .entries('product')
      .flatMap((product) => Array<typeof product>(productCount(product.entry)).fill(product));
    const product = products[statement];
    return product === undefined ? patch : { entry: product.entry, at: patch.at + product.at };
  }
  return null;
}

/** The product entries of a patch for a column, in document order. Offsets count in the document. @param column its key */
export function productsOf(
  { entry, at }: PlacedEntry<'patch'>,
  column: string,
  document: MatrixDocument,
): PlacedEntry<'product'>[] {
  return entry
    .entries('product')
    .filter((product) => isIn(productsIn(product.entry), column, document))
    .map((product) => ({ entry: product.entry, at: at + product.at }));
}

function isIn(products: readonly ProductName[], column: string, document: MatrixDocument): boolean {
  return products.some((product) => keysOf(product, document).includes(column));
}

function keysOf(product: ProductName, { matrix, source }: MatrixDocument): string[] {
  return columnsFor(product, source, matrix).map(({ key }) => key);
}

/** The row and the columns at a place in a document, by key. */
export interface MatrixPlace {
  readonly row: string;
  /** Several where a statement names several versions or platforms; empty outside a product. */
  readonly columns: readonly string[];
}

/**
 * The row and the columns at an offset in a document (in UTF-16 units); `null` outside patches.
 * @param document with the publication of the tree
 */
export function placeAt(tree: XmlTree, document: MatrixDocument, offset: number): MatrixPlace | null {
  const { publication, matrix } = document;
  const found = locate(tree, offset);
  if (found === null) return null;
  const path = [...ancestors(found)].reverse();
  if (isPlacedElement(found)) path.push(found);
  const [root, vendorNode, patchNode, productNode] = path;
  if (root?.node !== publication.entry.node || vendorNode === undefined || patchNode === undefined) return null;
  const vendor = publication.entry.child('patch-vendor', vendorNode.node);
  const patch = vendor?.child('patch', patchNode.node) ?? null;
  if (vendor === null || patch === null) return null;
  const product = productNode === undefined ? null : patch.child('product', productNode.node);
  const row = rowWith(vendorName(vendor), digestOf(patch), matrix);
  if (row === null) return null;
  return { row, columns: product === null ? [] : productsIn(product).flatMap((name) => keysOf(name, document)) };
}

function rowWith(vendor: string, digest: PatchDigest, matrix: Matrix): string | null {
  if (digest.id !== '') return patchKey(vendor, digest.id, matrix.vocabulary);
  for (const { key, parts } of matrix.rows.values()) if (parts.some(({ patch }) => patch === digest)) return key;
  return null;
}
