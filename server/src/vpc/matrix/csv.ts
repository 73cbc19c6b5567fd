/** A matrix as CSV for spreadsheets: a line a patch, a column a product, the state where they meet. */
import { columnName } from './columns';
import { editionOf } from './matrix';
import { hasChanged, type Row } from './row';
import { dayOf, ENGLISH, stateText, TEXTS, type ExportOptions, type Translate } from './texts';
import { cellsOf, type View } from './view';

export interface CsvOptions extends ExportOptions {
  /** Default: comma. Spreadsheets of countries that write decimals with a comma expect a semicolon. */
  readonly separator?: ',' | ';' | '\t' | undefined;
}

/** A spreadsheet takes a text that starts so for a formula and runs it; of the second line, some do. */
const FORMULA = /^\s*[=+\-@\t\r]|^\s*[\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * Writes the table (RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8). Contradicting states stand in
 * one cell with ` / ` between them, changed ones with an arrow; dates, restarts and restrictions are left to the other formats.
 * @returns the text in pieces
 */
export function* matrixCsv(
  view: View,
  { translate = ENGLISH, separator = ',' }: CsvOptions = {},
): Generator<string, void, undefined> {
  const { matrix, columns, rows } = view;
  const compares = matrix.older !== null;
  const heads = (['vendor', 'patch', 'patchTitle', 'type', 'severity', 'released', 'targets'] as const).map((key) =>
    translate(TEXTS[key]),
  );
  const products = columns.map((column) => {
    const edition = editionOf(column, matrix);
    return edition === null ? columnName(column) : `${columnName(column)} [${translate(TEXTS[edition])}]`;
  });
  const line = (values: readonly string[]): string =>
    `${values.map((value) => field(value, separator)).join(separator)}\r\n`;
  yield `\uFEFF${line([...heads, ...(compares ? [translate(TEXTS.change)] : []), ...products])}`;
  for (const row of rows) {
    yield line([
      ...[row.vendor, row.id, row.title, row.type, row.severity, dayOf(row.released), row.targets.join('; ')],
      ...(compares ? [changeText(row, translate)] : []),
      ...cellsOf(row, view).map(stateText),
    ]);
  }
}

/** What a comparison says of a patch as a whole. */
export function changeText(row: Row, translate: Translate): string {
  if (row.edition !== null) return translate(TEXTS[row.edition]);
  return hasChanged(row) ? translate(TEXTS.changed) : '';
}

function field(value: string, separator: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /["\r\n]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
