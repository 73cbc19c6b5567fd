/** Reads lists of an asset owner: tables with a row of heads, from all sheets that fit. */
import type { TableColumns } from '../../workspace/configuration/file';
import { headedSheets, isClear, type HeadedSheet } from '../tables/headedSheets';
import { countOf, unclearHeads } from '../tables/heads';
import { placeIn, type TableCell } from '../tables/sheets';
import { TableFault } from '../tables/fault';
import { problemOf, readTable } from '../tables/tableFile';

/** A problem of a list. Of one with an error, nothing is used: what is missing in a plan would look as if nothing were to be done. */
export interface ListProblem {
  readonly severity: 'error' | 'warning' | 'info';
  /** The cell or line: `Sheet1!B7`, `12`; empty for the whole list. */
  readonly at: string;
  /** English template with placeholders (`{0}`) for `args`. */
  readonly message: string;
  readonly args: readonly string[];
}

/** A row of a list by its columns. */
export interface ListRow<Column extends string> {
  /** The text of a column; empty where there is none. */
  text(column: Column): string;
  cell(column: Column): TableCell | undefined;
  /** The place of a column's cell for messages: `Sheet1!B7`. */
  at(column: Column): string;
  report(severity: ListProblem['severity'], column: Column, message: string, ...args: readonly string[]): void;
}

/**
 * Reads the rows of a list.
 * @param bytes of the file: XLSX, or CSV in any encoding
 * @param accepted the heads of each column
 * @param needed the columns without which a sheet is not read
 * @param visit called for each row after the heads that is not empty in all columns
 * @returns the problems
 */
export function readList<Column extends keyof TableColumns>(
  bytes: Uint8Array,
  accepted: Readonly<Record<Column, readonly string[]>>,
  needed: readonly NoInfer<Column>[],
  columns: TableColumns,
  visit: (row: ListRow<Column>) => void,
): ListProblem[] {
  const problems: ListProblem[] = [];
  const report: ReportProblem = (severity, at, message, args) => problems.push({ severity, at, message, args });
  try {
    const { table, problem } = readTable(bytes);
    const general = table === null ? problem : table.problem;
    if (general !== null) report(general.severity, lineText(general.line), general.message, general.args);
    if (table === null) return problems;
    const found = headedSheets(table, accepted, namedOf(accepted, columns));
    const lacking = ({ heads }: HeadedSheet<Column>): Column[] =>
      needed.filter((column) => heads.index[column] === undefined);
    const fitting = found.filter((each) => lacking(each).length === 0);
    const unclear = fitting.filter((each) => !isClear(each));
    for (const { sheet, row, heads } of unclear) {
      const { message, args } = unclearHeads(sheet, row, heads, []);
      report('error', '', message, args);
    }
    if (fitting.length === 0) {
      const [best] = found.sort((a, b) => countOf(b.heads) - countOf(a.heads));
      const { message, args } =
        best === undefined
          ? { message: 'The table is empty.', args: [] }
          : unclearHeads(best.sheet, best.row, best.heads, lacking(best));
      report('error', '', message, args);
    }
    if (problems.every(({ severity }) => severity !== 'error')) {
      for (const sheet of fitting) forEachRow(sheet, report, visit);
    }
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    const { severity, line, message, args } = problemOf(error);
    report(severity, lineText(line), message, args);
  }
  return problems;
}

type ReportProblem = (severity: ListProblem['severity'], at: string, message: string, args: readonly string[]) => void;

/** The heads that the configuration names for columns of this list. */
function namedOf<Column extends keyof TableColumns>(
  accepted: Readonly<Record<Column, readonly string[]>>,
  columns: TableColumns,
): Partial<Record<Column, string>> {
  const own = Object.entries(columns).filter(([column]) => Object.hasOwn(accepted, column));
  return Object.fromEntries(own) as Partial<Record<Column, string>>;
}

function forEachRow<Column extends string>(
  { sheet, row: head, heads }: HeadedSheet<Column>,
  report: ReportProblem,
  visit: (row: ListRow<Column>) => void,
): void {
  const places = new Map(Object.entries<number | undefined>(heads.index) as [Column, number][]);
  sheet.forEachRow(({ number, cells }) => {
    if (number <= head.number) return;
    const cell = (column: Column): TableCell | undefined => cells.find((each) => each.column === places.get(column));
    const at = (column: Column): string => placeIn(sheet, number, places.get(column) ?? 0);
    const text = (column: Column): string => (cell(column)?.text ?? '').replace(/\s+/g, ' ');
    if ([...places.keys()].every((column) => text(column) === '')) return;
    visit({
      text,
      cell,
      at,
      report: (severity, column, message, ...args) => report(severity, at(column), message, args),
    });
  });
}

function lineText(line: number | null): string {
  return line === null || line === 0 ? '' : String(line);
}
