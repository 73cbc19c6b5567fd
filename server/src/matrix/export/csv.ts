/** A matrix as CSV for spreadsheets: a line for each patch, a column for each product, and states in the cells. */
import { columnNames } from '../columns';
import { editionOf } from '../matrix';
import { hasChanged, type Row } from '../row';
import {
  dayOf,
  ENGLISH,
  factText,
  patchFieldHead,
  patchFieldText,
  statedBy,
  stateText,
  TEXTS,
  type ExportOptions,
  type Translate,
} from './texts';
import { supersedersOf } from '../supersedence';
import { cellsOf, type View } from '../view';
import { inertText } from '../../xml/escape';

export interface CsvOptions extends ExportOptions {
  /** Default: comma. Spreadsheets in locales with a decimal comma expect a semicolon. */
  readonly separator?: ',' | ';' | '\t' | undefined;
}

/** The start of a text that spreadsheets evaluate as a formula; the full-width characters only some of them. */
const FORMULA = /^\s*[=+\-@\t\r]|^\s*[\uFF1D\uFF0B\uFF0D\uFF20]/;
/** The same after a character that separates fields somewhere, with the quotation marks that would be taken away there. */
const INNER_FORMULA = /([;,|\t\r\n]["'\s]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/**
 * Writes the table (RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8). Contradictory states are written
 * in one cell, separated by ` / `, changed ones with an arrow, and what must be known with a state is in brackets. Dates and
 * restarts of statements are left to the other formats.
 * @returns the text in pieces
 */
export function* matrixCsv(
  view: View,
  { translate = ENGLISH, separator = ',', fields = [] }: CsvOptions = {},
): Generator<string, void, undefined> {
  const { matrix, columns, rows } = view;
  const compares = matrix.older !== null;
  const heads = (
    ['vendor', 'patch', 'patchTitle', 'type', 'severity', 'released', 'targets', 'supersededBy', 'statedBy'] as const
  ).map((key) => translate(TEXTS[key]));
  const names = columnNames(columns);
  const products = columns.map((column, index) => {
    const edition = editionOf(column, matrix);
    return edition === null ? names[index]! : `${names[index]} [${translate(TEXTS[edition])}]`;
  });
  const line = (values: readonly string[]): string =>
    `${values.map((value) => csvField(value, separator)).join(separator)}\r\n`;
  const more = fields.map((each) => patchFieldHead(each, translate));
  yield `\uFEFF${line([...heads, ...more, ...(compares ? [translate(TEXTS.change)] : []), ...products])}`;
  for (const row of rows) {
    yield line([
      ...[row.vendor, row.id, row.title, row.type],
      ...[factText(row, 'severity'), factText(row, 'released', dayOf), row.targets.join('; ')],
      ...[supersedersOf(row, matrix).join('; '), statedBy(row, matrix).join('; ')],
      ...fields.map((each) => patchFieldText(row, each, translate)),
      ...(compares ? [changeText(row, translate)] : []),
      ...cellsOf(row, view).map((cell) => stateText(cell, matrix.sources, translate)),
    ]);
  }
}

/** The change of a patch as a whole, for a column of its own; empty where there is none. */
export function changeText(row: Row, translate: Translate): string {
  if (row.edition !== null) return translate(TEXTS[row.edition]);
  return hasChanged(row) ? translate(TEXTS.changed) : '';
}

/**
 * A value as one field. It stays text in a spreadsheet, also in one that separates fields by another character than the file does:
 * that one takes what follows its separator in a value for the start of a field, and a line break for the end of a row.
 */
export function csvField(value: string, separator: string): string {
  const text = inertText(value);
  const safe = (FORMULA.test(text) ? `'${text}` : text).replace(INNER_FORMULA, "$1'");
  return /["\r\n]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
