/** A matrix as CSV for spreadsheets: a line a patch, a column a product, the state where they meet. */
import type { Column, Matrix, Result } from './matrix';
import { dayOf, ENGLISH, TEXTS, type ExportOptions } from './texts';

/** A spreadsheet takes a text that starts so for a formula and runs it. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Writes the table (RFC 4180, with a byte order mark so that Excel reads it as UTF-8). Contradicting states stand in one
 * cell with ` / ` between them; dates, restarts and restrictions are left to the other formats.
 */
export function matrixCsv({ columns, groups }: Matrix, { translate = ENGLISH }: ExportOptions = {}): string {
  const heads = (['vendor', 'patch', 'patchTitle', 'severity', 'released'] as const).map((key) =>
    translate(TEXTS[key], []),
  );
  const lines = groups.flatMap(({ vendor, rows }) =>
    rows.map((row) => [
      vendor,
      row.id,
      row.title,
      row.severity,
      dayOf(row.released),
      ...columns.map((_, index) => states(row.cells.get(index))),
    ]),
  );
  const table = [[...heads, ...columns.map(columnName)], ...lines];
  return `\uFEFF${table.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;
}

/** `Northwind Batch 8.2 (Windows Server 2022)` */
export function columnName({ product, version, platform }: Column): string {
  return [product, version, platform && `(${platform})`].filter(Boolean).join(' ');
}

/** The different states of a cell; empty where nothing is said. */
export function states(results: readonly Result[] | undefined): string {
  return [...new Set((results ?? []).map(({ state }) => state))].join(' / ');
}

function field(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
