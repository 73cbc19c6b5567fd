/** Finds the columns of a table with one result a line by their heads, in English and German. */
import { TABLE_COLUMNS, type TableColumns } from '../../workspace/configuration/file';
import { comparableHead } from '../tables/heads';
import type { TableRow } from '../tables/sheets';

/** The columns of such a table. `vendor` is that of the patch, `supplier` that of the product. */
export type LongColumn = (typeof TABLE_COLUMNS)[number];

/** The columns with the values of a statement. */
export const VALUE_COLUMNS = ['state', 'date', 'comment', 'restriction', 'restart'] as const;

/** Accepted heads, compared by {@link comparableHead}. */
const HEADS: Readonly<Record<LongColumn, readonly string[]>> = {
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
export interface LongHeads {
  /** From 0. */
  readonly index: Readonly<Partial<Record<LongColumn, number>>>;
  /** Columns with several heads that fit, by their places from 0. */
  readonly ambiguous: readonly { readonly column: LongColumn; readonly at: readonly number[] }[];
  /** Columns that the configuration names with a head that is not there. */
  readonly missing: readonly { readonly column: LongColumn; readonly head: string }[];
}

/** Reads a row as heads. @param named by the configuration: they go before what is guessed */
export function longHeads({ cells }: TableRow, named: TableColumns): LongHeads {
  const index: Partial<Record<LongColumn, number>> = {};
  const ambiguous: { column: LongColumn; at: readonly number[] }[] = [];
  const missing: { column: LongColumn; head: string }[] = [];
  const taken = new Set(Object.values(named).map(comparableHead));
  for (const column of TABLE_COLUMNS) {
    const head = named[column];
    const fits = (text: string): boolean => {
      const own = comparableHead(text);
      return head === undefined ? HEADS[column].includes(own) && !taken.has(own) : own === comparableHead(head);
    };
    const at = cells.filter(({ text }) => fits(text)).map((cell) => cell.column);
    if (at.length > 1) ambiguous.push({ column, at });
    if (at.length > 0) index[column] = at[0]!;
    else if (head !== undefined) missing.push({ column, head });
  }
  return { index, ambiguous, missing };
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
