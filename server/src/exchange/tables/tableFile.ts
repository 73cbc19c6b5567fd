/** Reads tables as people have them: CSV or XLSX. */
import { readCsv } from './csv';
import { TableFault } from './fault';
import type { TableCell, TableFile } from './sheets';
import { decodeTable, type TableProblem } from './tableText';
import { readWorkbook } from './xlsx/workbook';
import { isZip } from './xlsx/zip';

/** A table file, or why it cannot be read. */
export type ReadTable =
  { readonly table: TableFile; readonly problem: null } | { readonly table: null; readonly problem: TableProblem };

/**
 * Reads a table. XLSX is recognised by its content, everything else is CSV in any encoding and with any separator. Never throws
 * but for a budget that is used up (`xml/budget.ts`); the rows of a sheet do, see {@link TableSheet.rows}.
 */
export function readTable(bytes: Uint8Array): ReadTable {
  try {
    return { table: isZip(bytes) ? readWorkbook(bytes) : csvTable(bytes), problem: null };
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    return { table: null, problem: problemOf(error) };
  }
}

/** A fault as a problem. */
export function problemOf({ template, args, line }: TableFault): TableProblem {
  return { severity: 'error', line, message: template, args };
}

/** The start of the files of old spreadsheet programs, and of encrypted ones ([MS-CFB], 2.2). */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

function csvTable(bytes: Uint8Array): TableFile {
  if (COMPOUND_FILE.every((byte, index) => bytes[index] === byte)) {
    throw new TableFault('An old or encrypted spreadsheet. Save it as XLSX without a password, or as "CSV UTF-8".');
  }
  const { text, problem } = decodeTable(bytes);
  if (text === null) throw new TableFault(problem.message, problem.args, problem.line);
  const csv = readCsv(text);
  if (csv.rows === null) {
    throw new TableFault(UNBALANCED, [], csv.line);
  }
  const rows = csv.rows.map(({ values, line }) => ({
    number: line,
    cells: values.flatMap((value, column): TableCell[] =>
      value === '' ? [] : [{ column, text: value, kind: 'text' }],
    ),
  }));
  return {
    kind: 'csv',
    sheets: [
      {
        name: '',
        isHidden: false,
        forEachRow: (visit) => void rows.every((row) => visit(row) !== false),
        rows: () => rows,
      },
    ],
    problem,
  };
}

const UNBALANCED = 'Unbalanced quotes. A quoted value must end with a quote, and quotes inside it must be doubled.';
