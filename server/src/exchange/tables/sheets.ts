/** Tables as sheets of rows, whose cells have the addresses that spreadsheets show. */
import { addressOf } from './address';
import type { TableProblem } from './tableText';

/** What a cell holds in a spreadsheet. CSV has texts only. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'error';

/** A cell that is not empty. */
export interface TableCell {
  /** From 0. */
  readonly column: number;
  /**
   * Without whitespace around it. A date is `2026-03-10`, with a time `2026-03-10T14:30:00`; a boolean `true` or `false`. Of a formula:
   * its last result.
   */
  readonly text: string;
  readonly kind: CellKind;
}

/** A row that is not empty. */
export interface TableRow {
  /** As spreadsheets count, from 1; in CSV, the first line of the row in the file. */
  readonly number: number;
  /** By ascending column. */
  readonly cells: readonly TableCell[];
}

/** A sheet; it is read when its rows are asked for. */
export interface TableSheet {
  /** Empty for CSV. */
  readonly name: string;
  readonly isHidden: boolean;
  /**
   * Calls a function with each row that is not empty, by ascending number, until it returns false. Throws a {@link TableFault} where
   * the sheet is damaged or too large.
   */
  forEachRow(visit: (row: TableRow) => boolean | void): void;
  /** All rows at once; fewer fit than {@link forEachRow} can read. */
  rows(): readonly TableRow[];
}

/** A table file. */
export interface TableFile {
  readonly kind: 'csv' | 'xlsx';
  /** In their order; of CSV, one. */
  readonly sheets: readonly TableSheet[];
  /** A note on how the bytes were understood. */
  readonly problem: TableProblem | null;
}

/** The place of a cell for messages: `Matrix!D7`; of CSV `D7`. @param row from 1 @param column from 0 */
export function placeIn({ name }: Pick<TableSheet, 'name'>, row: number, column: number): string {
  const address = addressOf(row, column);
  if (name === '') return address;
  return `${/^[\p{L}\p{N}_]+$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`}!${address}`;
}

/** The text of a cell; empty where there is none. @param column from 0 */
export function textAt({ cells }: TableRow, column: number): string {
  return cells.find((cell) => cell.column === column)?.text ?? '';
}
