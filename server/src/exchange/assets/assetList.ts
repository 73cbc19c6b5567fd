/** Reads the list of an asset owner's assets: what runs where. */
import { normalisedName, normalisedVersion } from '../../domain/identity';
import type { TableColumns } from '../../workspace/configuration/file';
import { ASSET_HEADS } from './columns';
import { readList, type ListProblem } from './rows';

/** A product on an asset: one row of the list. */
export interface ListedAsset {
  readonly asset: string;
  /** Empty where the list does not say. */
  readonly zone: string;
  /** Whose product it is; empty where the list does not say. */
  readonly supplier: string;
  readonly product: string;
  /** Empty: unknown. */
  readonly version: string;
  /** What it runs on; empty: unknown. */
  readonly platform: string;
  /** The cell of the asset, for messages. */
  readonly at: string;
}

/** A list of assets. */
export interface AssetList {
  /** In the order of the list, each once; empty where the list has an error. */
  readonly assets: readonly ListedAsset[];
  readonly problems: readonly ListProblem[];
}

/**
 * Reads a list of assets with the columns asset, zone, supplier, product, version, platform, of which asset and product must be
 * there; other columns are ignored. An asset with several products has several rows. With an error, nothing is taken from the list.
 * @param bytes of the file: XLSX (all sheets that have the columns), or CSV in any encoding
 * @param columns heads that the configuration names
 */
export function readAssetList(bytes: Uint8Array, columns: TableColumns = {}): AssetList {
  const found = new Map<string, ListedAsset>();
  const zones = new Map<string, ListedAsset>();
  const problems = readList(bytes, ASSET_HEADS, ['asset', 'product'], columns, (row) => {
    const [asset, product] = [row.text('asset'), row.text('product')];
    if (asset === '') return row.report('error', 'asset', 'Missing asset. Fill in its name.');
    if (product === '') return row.report('error', 'product', 'Missing product. Name what runs on "{0}".', asset);
    const values = { zone: row.text('zone'), supplier: row.text('supplier') };
    const [version, platform] = [row.text('version'), row.text('platform')];
    const damaged = [asset, product, version, platform, ...Object.values(values)].find((text) =>
      text.includes('\uFFFD'),
    );
    if (damaged !== undefined) {
      return row.report('error', 'asset', 'Character lost (U+FFFD) in "{0}". Save the list as UTF-8.', damaged);
    }
    const listed: ListedAsset = { asset, ...values, product, version, platform, at: row.at('asset') };
    const key = keyOf(listed);
    const earlier = found.get(key);
    if (earlier !== undefined) return row.report('warning', 'asset', 'The same as {0}; ignored.', earlier.at);
    found.set(key, listed);
    if (listed.zone === '') return;
    const known = zones.get(normalisedName(asset));
    if (known === undefined) zones.set(normalisedName(asset), listed);
    else if (normalisedName(known.zone) !== normalisedName(listed.zone)) {
      row.report('warning', 'zone', 'In {0}, the zone of this asset is "{1}"; that one is used.', known.at, known.zone);
    }
  });
  const hasError = problems.some(({ severity }) => severity === 'error');
  if (!hasError && found.size === 0) {
    problems.push({ severity: 'error', at: '', message: 'The list has no assets.', args: [] });
  }
  return { assets: hasError ? [] : [...found.values()], problems };
}

/** Equal for rows that say the same. */
function keyOf({ asset, supplier, product, version, platform }: ListedAsset): string {
  const names = [asset, supplier, product, platform].map(normalisedName);
  return JSON.stringify([...names, normalisedVersion(version)]);
}
