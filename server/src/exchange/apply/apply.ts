/**
 * What a table means for a publication: the changes that its cells ask for, and what does not fit, with the address of each cell.
 * Tables are: one result a line, as test management exports them (`longTable.ts`), and what the matrix has exported as CSV or XLSX
 * (`matrixTable.ts`). Nothing is written here; all writing goes through `exchange/write`.
 */
import type { Vocabulary } from '../../domain/vocabulary';
import type { TableColumns } from '../../workspace/configuration/file';
import { TableFault } from '../tables/fault';
import { foundColumns, unclearHeads } from '../tables/heads';
import type { TableFile, TableRow, TableSheet } from '../tables/sheets';
import { problemOf } from '../tables/tableFile';
import type { TableProblem } from '../tables/tableText';
import type { Publication } from '../write/publication';
import { Findings, type Applied, type ApplyProblem } from './applied';
import { FINGERPRINT_HEAD, recordIn, type ExportRecord } from './exported';
import { isComplete, lacking, longHeads, type LongHeads } from './longColumns';
import { LongTable } from './longTable';
import { matrixHeads, MatrixTable, type MatrixHeads } from './matrixTable';
import { Statements } from './statements';

export interface ApplyOptions {
  /** The sheet to read; left out: those of an exported matrix, else the only one that fits. */
  readonly sheet?: string | undefined;
  /** Heads of columns, from the configuration. */
  readonly columns?: TableColumns | undefined;
  /** Whether the products can be those of any supplier, as in the asset owner's own files. */
  readonly anySupplier?: boolean | undefined;
}

/** What a table means, or why nothing of it can be applied. */
export type ApplyResult =
  | { readonly applied: Applied; readonly refused: null }
  | {
      readonly applied: null;
      readonly refused: ApplyProblem;
      /** `unreadable`: the table is damaged or too large; `unclear`: it cannot be told which sheet or columns are meant. */
      readonly kind: 'unreadable' | 'unclear';
    };

/** Ends the choice of sheets and columns. */
class Unclear extends Error {
  readonly problem: ApplyProblem;

  constructor(message: string, ...args: readonly string[]) {
    super(message);
    this.problem = { at: '', message, args };
  }
}

/** What the first rows of a sheet say that it is. */
type Layout =
  | { readonly kind: 'matrix'; readonly heads: MatrixHeads }
  | { readonly kind: 'long'; readonly heads: LongHeads; readonly row: TableRow }
  | { readonly kind: 'other'; readonly best: { readonly heads: LongHeads; readonly row: TableRow } | null };

interface FoundSheet {
  readonly sheet: TableSheet;
  readonly layout: Layout;
}

/** How many rows at the start of a sheet can be before its heads. */
const MAX_ROWS_BEFORE = 30;

/** What a table means for a publication. Throws only where a budget is used up (`xml/budget.ts`). */
export function applyTable(
  table: TableFile,
  publication: Publication,
  vocabulary: Vocabulary,
  options: ApplyOptions = {},
): ApplyResult {
  try {
    const chosen = chosenSheets(table, options);
    const record = table.kind === 'xlsx' ? recordIn(table) : null;
    const statements = new Statements(publication, vocabulary, options.anySupplier === true);
    const findings = new Findings();
    chosen.forEach((found, index) => readSheet(found, record, statements, findings, index === 0));
    return { applied: findings, refused: null };
  } catch (error) {
    if (error instanceof Unclear) return { applied: null, refused: error.problem, kind: 'unclear' };
    if (!(error instanceof TableFault)) throw error;
    return { applied: null, refused: faultProblem(problemOf(error)), kind: 'unreadable' };
  }
}

/** A problem of a table's bytes as one of its application. */
export function faultProblem({ line, message, args }: TableProblem): ApplyProblem {
  return { at: line === null ? '' : String(line), message, args };
}

function readSheet(
  { sheet, layout }: FoundSheet,
  record: ExportRecord | null,
  statements: Statements,
  findings: Findings,
  isFirst: boolean,
): void {
  if (layout.kind === 'other') return;
  if (layout.kind === 'long' && !isDetails(layout)) findings.columns.push(columnsLine(sheet, layout));
  const before = findings.unchanged;
  findings.unchanged = 0;
  const after = layout.kind === 'matrix' ? layout.heads.row.number : layout.row.number;
  const reader =
    layout.kind === 'matrix'
      ? new MatrixTable(sheet, layout.heads, record, statements, findings)
      : new LongTable(sheet, layout.row, layout.heads, statements, findings);
  sheet.forEachRow((row) => {
    if (row.number > after) reader.read(row);
  });
  reader.end();
  // The two sheets of a matrix have the same statements: what is changed on one of them is unchanged on the other.
  findings.unchanged = isFirst ? findings.unchanged : Math.min(findings.unchanged, before);
}

function layoutOf(sheet: TableSheet, named: TableColumns): Layout {
  const rows: TableRow[] = [];
  sheet.forEachRow((row) => rows.push(row) < MAX_ROWS_BEFORE);
  const matrix = matrixHeads(rows);
  if (matrix !== null) return { kind: 'matrix', heads: matrix };
  const all = rows.map((row) => ({ row, heads: longHeads(row, named) }));
  const count = ({ heads }: (typeof all)[number]): number => Object.keys(heads.index).length;
  const best = all.reduce<(typeof all)[number] | null>(
    (most, next) => (count(next) > (most === null ? 0 : count(most)) ? next : most),
    null,
  );
  if (best === null)
    return { kind: 'other', best: rows[0] === undefined ? null : { row: rows[0], heads: longHeads(rows[0], named) } };
  const { heads, row } = best;
  const isSound = isComplete(heads) && heads.ambiguous.length === 0 && heads.missing.length === 0;
  return isSound ? { kind: 'long', heads, row } : { kind: 'other', best };
}

/** The sheets to read. Throws {@link Unclear} where they cannot be told. */
function chosenSheets({ sheets }: TableFile, { sheet: wanted, columns = {} }: ApplyOptions): readonly FoundSheet[] {
  const named =
    wanted === undefined
      ? sheets.filter(({ isHidden }) => !isHidden)
      : sheets.filter(({ name }) => isNamed(name, wanted));
  if (named.length === 0) {
    const names = sheets
      .filter(({ isHidden }) => !isHidden)
      .map(({ name }) => `"${name}"`)
      .join(', ');
    if (wanted === undefined || names === '""') throw new Unclear('The table has no sheets.');
    throw new Unclear('No sheet "{0}". Sheets: {1}.', wanted, names);
  }
  const found = named.map((sheet) => ({ sheet, layout: layoutOf(sheet, columns) }));
  const fitting = found.filter(({ layout }) => layout.kind !== 'other');
  const exported = fitting.filter(({ layout }) => layout.kind === 'matrix' || isDetails(layout));
  // Both sheets of an exported matrix can be changed.
  if (exported.length > 0) return exported;
  const [only, ...others] = fitting;
  if (only !== undefined && others.length === 0) return [only];
  if (only !== undefined) {
    const names = fitting.map(({ sheet: { name } }) => `"${name}"`).join(', ');
    throw new Unclear('Several sheets can be applied: {0}. Name one with --sheet.', names);
  }
  throw missingColumns(found);
}

function isDetails(layout: Layout): boolean {
  return layout.kind === 'long' && layout.row.cells.some(({ text }) => text === FINGERPRINT_HEAD);
}

function isNamed(name: string, wanted: string): boolean {
  return name.trim().toLowerCase() === wanted.trim().toLowerCase();
}

/** Why no sheet fits: of the one that fits best. */
function missingColumns(found: readonly FoundSheet[]): Unclear {
  const counted = found.flatMap(({ sheet, layout }) =>
    layout.kind === 'other' && layout.best !== null ? [{ sheet, ...layout.best }] : [],
  );
  const [best] = counted.sort((a, b) => Object.keys(b.heads.index).length - Object.keys(a.heads.index).length);
  if (best === undefined) return new Unclear('The table is empty.');
  const { sheet, row, heads } = best;
  const { message, args } = unclearHeads(sheet, row, heads, lacking(heads));
  return new Unclear(message, ...args);
}

/** How the columns of a sheet were found. */
function columnsLine(sheet: TableSheet, { heads, row }: Extract<Layout, { kind: 'long' }>): ApplyProblem {
  return { at: '', message: 'Columns: {0}.', args: [foundColumns(sheet, row, heads)] };
}
