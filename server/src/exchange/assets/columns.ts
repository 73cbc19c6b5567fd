/** The columns of an asset owner's lists, in English and German. */
import { HEADS } from '../apply/longColumns';

/** A column of a list of assets. */
export type AssetColumn = 'asset' | 'zone' | 'supplier' | 'product' | 'version' | 'platform';

const ASSET = [
  ...['asset', 'assetid', 'assetname', 'assettag', 'host', 'hostname', 'computer', 'computername', 'machine', 'node'],
  ...['device', 'geraet', 'rechner', 'rechnername', 'maschine', 'anlage', 'anlagenteil', 'betriebsmittel', 'station'],
];

/** Accepted heads, as in `headsIn`. */
export const ASSET_HEADS: Readonly<Record<AssetColumn, readonly string[]>> = {
  asset: ASSET,
  zone: ['zone', 'securityzone', 'area', 'cell', 'segment', 'sicherheitszone', 'bereich', 'zelle', 'netzsegment'],
  supplier: [...HEADS.supplier, 'vendor', 'manufacturer', 'hersteller'],
  product: [...HEADS.product, 'software', 'application', 'anwendung'],
  version: HEADS.version,
  platform: HEADS.platform,
};

/** A column of a list of installed patches. */
export type InstalledColumn = 'asset' | 'vendor' | 'patch' | 'date';

export const INSTALLED_HEADS: Readonly<Record<InstalledColumn, readonly string[]>> = {
  asset: ASSET,
  vendor: HEADS.vendor,
  patch: [...HEADS.patch, 'id'],
  date: [
    ...['date', 'installed', 'installedon', 'installdate', 'installationdate'],
    ...['datum', 'installiert', 'installiertam', 'installationsdatum'],
  ],
};
