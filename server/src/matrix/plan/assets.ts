/** The assets of a plan with their products and installed patches, as they are compared. */
import { normalisedName } from '../../domain/identity';
import { addTo } from '../../domain/multimap';
import type { Vocabulary } from '../../domain/vocabulary';
import type { ListedAsset } from '../../exchange/assets/assetList';
import type { InstalledPatch } from '../../exchange/assets/installedList';
import { nearest } from '../../xml/nearest';
import type { Matrix } from '../matrix';
import { patchKey } from '../names';
import type { Note } from '../notes';

/** An asset. */
export interface Asset {
  /** As in the list. */
  readonly name: string;
  /** The first zone that the list gives; empty for none. */
  readonly zone: string;
  readonly products: readonly ListedAsset[];
  /** By key of the row: the patches that are installed. */
  readonly installed: ReadonlyMap<string, InstalledPatch>;
  /** Installed patches that no file names. */
  readonly unknown: readonly InstalledPatch[];
}

/** The assets, and notes on what does not fit. */
export interface Assets {
  /** In the order of the list. */
  readonly assets: readonly Asset[];
  readonly notes: readonly Note[];
}

/** @param path of the list of installed patches, for notes */
export function assetsOf(
  listed: readonly ListedAsset[],
  installed: readonly InstalledPatch[],
  { rows, vocabulary }: Pick<Matrix, 'rows' | 'vocabulary'>,
  path: string,
): Assets {
  const products = new Map<string, ListedAsset[]>();
  for (const asset of listed) addTo(products, normalisedName(asset.asset), asset);
  const patches = new Map<string, InstalledPatch[]>();
  const notes: Note[] = [];
  for (const patch of installed) {
    const key = normalisedName(patch.asset);
    if (products.has(key)) addTo(patches, key, patch);
    else notes.push(unknownAsset(patch, [...products.values()], path));
  }
  const keysOf = rowKeys(rows, vocabulary);
  const assets = [...products].map(([key, own]): Asset => {
    const found = new Map<string, InstalledPatch>();
    const unknown = new Map<string, InstalledPatch>();
    for (const patch of patches.get(key) ?? []) {
      const keys = keysOf(patch);
      for (const row of keys) found.set(row, earlier(found.get(row), patch));
      if (keys.length > 0) continue;
      const name = patchKey(patch.vendor, patch.patch, vocabulary);
      unknown.set(name, earlier(unknown.get(name), patch));
    }
    return {
      name: own[0]!.asset,
      zone: own.find(({ zone }) => zone !== '')?.zone ?? '',
      products: own,
      installed: found,
      unknown: [...unknown.values()],
    };
  });
  return { assets, notes };
}

/** Of two rows about one patch, the one with the earlier date. */
function earlier(known: InstalledPatch | undefined, patch: InstalledPatch): InstalledPatch {
  if (known === undefined || known.date === '') return patch;
  return patch.date !== '' && patch.date < known.date ? patch : known;
}

/** The rows that an installed patch can be. Without a vendor, those of all vendors that have the identifier. */
function rowKeys(rows: Matrix['rows'], vocabulary: Vocabulary): (patch: InstalledPatch) => readonly string[] {
  const vendors = new Map<string, string>();
  for (const { vendor } of rows.values()) vendors.set(vocabulary.identity.vendor(vendor), vendor);
  return ({ vendor, patch }) => {
    const possible = vendor === '' ? [...vendors.values()] : [vendor];
    return possible.map((name) => patchKey(name, patch, vocabulary)).filter((key) => rows.has(key));
  };
}

function unknownAsset(
  { asset, patch, at }: InstalledPatch,
  products: readonly (readonly ListedAsset[])[],
  path: string,
): Note {
  const [near] = nearest(
    asset,
    products.map(([first]) => first!.asset),
  );
  const note = { kind: 'left-out', path, isFailure: false } as const;
  if (near === undefined) {
    return { ...note, message: '{0}: {1} on "{2}", which is not in the list of assets.', args: [at, patch, asset] };
  }
  const message = '{0}: {1} on "{2}", which is not in the list of assets. The nearest name is "{3}".';
  return { ...note, message, args: [at, patch, asset, near] };
}
