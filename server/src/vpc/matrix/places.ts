/** Where in the documents a cell or a row of the matrix stands, and which of them a place belongs to. Costs the path. */
import { ancestors, isPlacedElement, locate } from '../../xml/locate';
import type { XmlTree } from '../../xml/tree';
import type { PlacedEntry } from '../model';
import {
  columnsIn,
  digestOf,
  patchDigests,
  vendorName,
  vendorsOf,
  type PatchDigest,
  type VendorDigest,
} from './digest';
import { rowKey } from './grouping';
import type { Matrix } from './matrix';
import type { Row } from './row';

/** A patch of a publication; its place counts in the document. */
export interface FoundPatch {
  readonly vendor: PlacedEntry<'patch-vendor'>;
  readonly patch: PlacedEntry<'patch'>;
}

/** The patches of a publication that a row is made from, in the order of the file. */
export function patchesOf(publication: PlacedEntry<'publication'>, { vendor, id, parts }: Row): FoundPatch[] {
  const vendors = publication.entry.entries('patch-vendor');
  // A patch without a name is known by what was read of it.
  const isMeant = (digest: PatchDigest): boolean =>
    id === '' ? parts.some(({ patch }) => patch === digest) : digest.id === id;
  return vendorsOf(publication.entry).flatMap((found, index) => {
    const placed = found.vendor === vendor ? vendors[index] : undefined;
    return placed === undefined
      ? []
      : patchesIn({ entry: placed.entry, at: publication.at + placed.at }, found, isMeant);
  });
}

/** The first patch of a publication that is spoken of beside a column; `null` where there is none. */
export function firstPatchWith(publication: PlacedEntry<'publication'>, column: string): FoundPatch | null {
  const vendors = publication.entry.entries('patch-vendor');
  const all = vendorsOf(publication.entry);
  for (const [index, placed] of vendors.entries()) {
    const vendor = { entry: placed.entry, at: publication.at + placed.at };
    const position = all[index]?.patches.findIndex(({ columns }) => columns.some(({ key }) => key === column)) ?? -1;
    const patch = position < 0 ? null : patchDigests.locate(vendor.entry, 'patch', position);
    if (patch !== null) return { vendor, patch: { entry: patch.entry, at: vendor.at + patch.at } };
  }
  return null;
}

function patchesIn(
  vendor: PlacedEntry<'patch-vendor'>,
  { patches }: VendorDigest,
  isMeant: (digest: PatchDigest) => boolean,
): FoundPatch[] {
  return patches.flatMap((digest, position): FoundPatch[] => {
    const patch = isMeant(digest) ? patchDigests.locate(vendor.entry, 'patch', position) : null;
    return patch === null ? [] : [{ vendor, patch: { entry: patch.entry, at: vendor.at + patch.at } }];
  });
}

/** The entries of a patch that speak of a column, in the order of the file; places count in the document. */
export function productsOf({ entry, at }: PlacedEntry<'patch'>, column: string): PlacedEntry<'product'>[] {
  return entry
    .entries('product')
    .filter((product) => columnsIn(product.entry).some(({ key }) => key === column))
    .map((product) => ({ entry: product.entry, at: at + product.at }));
}

/** What of the matrix a place belongs to, by keys. */
export interface MatrixPlace {
  readonly row: string;
  /** Several where a statement names several versions or platforms; none outside a product. */
  readonly columns: readonly string[];
}

/**
 * The row and the columns that an offset of a document belongs to; `null` outside patches.
 * @param publication that of the tree, which the matrix was made with
 */
export function placeAt(
  tree: XmlTree,
  publication: PlacedEntry<'publication'>,
  offset: number,
  matrix: Matrix,
): MatrixPlace | null {
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
  return row === null ? null : { row, columns: product === null ? [] : columnsIn(product).map(({ key }) => key) };
}

function rowWith(vendor: string, digest: PatchDigest, matrix: Matrix): string | null {
  if (digest.id !== '') return rowKey(vendor, digest.id);
  for (const { key, parts } of matrix.rows.values()) if (parts.some(({ patch }) => patch === digest)) return key;
  return null;
}
