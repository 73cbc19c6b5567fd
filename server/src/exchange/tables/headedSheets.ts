/** Finds the rows of heads in the sheets of a table: people write titles and dates above them. */
import { countOf, headsIn, type Heads } from './heads';
import type { TableFile, TableRow, TableSheet } from './sheets';

/** A sheet with its row of heads. */
export interface HeadedSheet<Column extends string> {
  readonly sheet: TableSheet;
  readonly row: TableRow;
  readonly heads: Heads<Column>;
}

/** How many rows at the start of a sheet can be before its heads. */
const MAX_ROWS_BEFORE = 30;

/**
 * The sheets that are shown and not empty, each with the row at its start that names most columns.
 * @param accepted the heads of each column, as in {@link headsIn}
 * @param named by the configuration
 */
export function headedSheets<Column extends string>(
  { sheets }: Pick<TableFile, 'sheets'>,
  accepted: Readonly<Record<Column, readonly string[]>>,
  named: Readonly<Partial<Record<Column, string>>>,
): HeadedSheet<Column>[] {
  return sheets.filter(({ isHidden }) => !isHidden).flatMap((sheet) => bestRow(sheet, accepted, named) ?? []);
}

function bestRow<Column extends string>(
  sheet: TableSheet,
  accepted: Readonly<Record<Column, readonly string[]>>,
  named: Readonly<Partial<Record<Column, string>>>,
): HeadedSheet<Column> | null {
  let best: HeadedSheet<Column> | null = null;
  let count = 0;
  sheet.forEachRow((row) => {
    const heads = headsIn(row, accepted, named);
    if (best === null || countOf(heads) > countOf(best.heads)) best = { sheet, row, heads };
    return ++count < MAX_ROWS_BEFORE;
  });
  return best;
}

/** Whether the heads of a sheet are clear: no column is ambiguous, and none of those that are named is missing. */
export function isClear({ heads: { ambiguous, missing } }: Pick<HeadedSheet<string>, 'heads'>): boolean {
  return ambiguous.length === 0 && missing.length === 0;
}
