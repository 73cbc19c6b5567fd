/** Finds the columns of a table with one result a line by their heads, in English and German. */
import type { TableColumns } from '../../workspace/configuration/file';
import { headsIn, type Heads } from '../tables/heads';
import type { TableRow } from '../tables/sheets';

/** The columns of such a table. `vendor` is that of the patch, `supplier` that of the product. */
export type LongColumn = Extract<
  keyof TableColumns,
  | ('patch' | 'vendor' | 'supplier' | 'product' | 'version' | 'platform')
  | ('state' | 'date' | 'comment' | 'restriction' | 'restart')
>;

/** The columns with the values of a statement. */
export const VALUE_COLUMNS = ['state', 'date', 'comment', 'restriction', 'restart'] as const;

/** Accepted heads, compared as in {@link headsIn}. */
export const HEADS: Readonly<Record<LongColumn, readonly string[]>> = {
  patch: [
    ...['patch', 'patchid', 'patchidentifier', 'patchnumber', 'patchname', 'patchkennung', 'patchnummer'],
    ...['kb', 'kbid', 'kbnumber', 'kbnummer', 'kbarticle', 'kbartikel', 'update', 'updateid', 'hotfix', 'hotfixid'],
  ],
  vendor: ['vendor', 'patchvendor', 'hersteller', 'patchhersteller', 'vendorofpatch', 'herstellerdespatches'],
  supplier: ['supplier', 'productsupplier', 'lieferant', 'anbieter', 'produkthersteller', 'productvendor'],
  product: [
    ...['product', 'productid', 'productidentifier', 'productname', 'system'],
    ...['produkt', 'produktid', 'produktkennung', 'produktname', 'produktbezeichnung'],
  ],
  version: ['version', 'productversion', 'produktversion', 'versionsnummer', 'softwareversion', 'release'],
  platform: ['platform', 'os', 'operatingsystem', 'plattform', 'betriebssystem', 'zielsystem'],
  state: [
    ...['state', 'status', 'patchstate', 'patchstatus', 'result', 'testresult', 'approval', 'approvalstatus'],
    ...['zustand', 'ergebnis', 'testergebnis', 'freigabe', 'freigabestatus', 'bewertung'],
  ],
  date: [
    ...['date', 'statedate', 'statusdate', 'dateofstate', 'testdate', 'testedon', 'approvaldate'],
    ...['datum', 'statusdatum', 'zustandsdatum', 'testdatum', 'freigabedatum', 'getestetam', 'datumdesstatus'],
  ],
  comment: ['comment', 'comments', 'remark', 'remarks', 'kommentar', 'kommentare', 'bemerkung', 'bemerkungen'],
  restriction: ['restriction', 'restrictions', 'einschraenkung', 'einschraenkungen', 'auflage', 'auflagen'],
  restart: ['restart', 'reboot', 'restartrequired', 'rebootrequired', 'neustart', 'neustarterforderlich'],
};

/** The columns of a row of heads. */
export type LongHeads = Heads<LongColumn>;

/** Reads a row as heads. @param named by the configuration: they go before what is guessed */
export function longHeads(row: TableRow, named: TableColumns): LongHeads {
  return headsIn(row, HEADS, named);
}

/** Whether heads are enough to apply a table. */
export function isComplete({ index }: LongHeads): boolean {
  return lacking({ index }).length === 0;
}

/** The columns that are needed and not there. */
export function lacking({ index }: Pick<LongHeads, 'index'>): string[] {
  const missing: string[] = (['patch', 'product'] as const).filter((column) => index[column] === undefined);
  const hasValue = VALUE_COLUMNS.some((column) => index[column] !== undefined);
  return hasValue ? missing : [...missing, 'state'];
}
