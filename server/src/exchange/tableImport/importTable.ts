/** Creates a publication from a table of patches and results, as people keep them in spreadsheets. */
import type { TableColumns } from '../../workspace/configuration/file';
import type { GovernedDocument } from '../../workspace/document';
import { english } from '../../xml/problem';
import { importReleases, type ImportedReleases, type ImportOptions } from '../releases/importReleases';
import { TableFault } from '../tables/fault';
import { headedSheets, isClear, type HeadedSheet } from '../tables/headedSheets';
import { countOf, foundColumns, unclearHeads } from '../tables/heads';
import type { TableFile } from '../tables/sheets';
import { problemOf } from '../tables/tableFile';
import type { Reason } from '../write/change';
import { editedText } from '../write/children';
import { writeChanges } from '../write/write';
import { IMPORT_HEADS, lackingIn, type ImportColumn } from './columns';
import { PatchRows, type RowProblem } from './rows';

/** What the import needs besides the table. */
export interface TableImportOptions extends ImportOptions {
  /** The patch vendor of rows that name none; empty: each row must. */
  readonly vendor: string;
  /** The heads of columns that the configuration names. */
  readonly columns: TableColumns;
  /** The name of the sheet; left out: the only one that fits. */
  readonly sheet?: string | undefined;
  /** The title of the publication: the name of the table. */
  readonly title: string;
  /** A text as a document of the schema that the new file follows. */
  readonly govern: (text: string) => GovernedDocument;
}

/** The result of an import. */
export interface ImportedTable extends Pick<ImportedReleases, 'fileName' | 'summary'> {
  /** The file; `null` where something does not fit. */
  readonly text: string | null;
  /** What does not fit; each with the place of its cell, empty for the whole table. */
  readonly problems: readonly RowProblem[];
  /** How the columns were found; empty where they were not. */
  readonly columns: string;
}

const NOTHING = { title: '', patches: 0, vulnerabilities: 0, products: 0 };

/**
 * Imports a table with a patch or a result in each row. Patches are made as from a release document; where the table has a column
 * for products, their rows give the statements, else the product list does. With a problem, nothing is imported.
 */
export function importTable(table: TableFile, options: TableImportOptions): ImportedTable {
  try {
    const found = sheetOf(table, options);
    if ('message' in found) return refused([found], '');
    return imported(found, options);
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    const { line, message, args } = problemOf(error);
    return refused([{ at: line === null ? '' : String(line), message, args }], '');
  }
}

function refused(problems: readonly RowProblem[], columns: string): ImportedTable {
  return { text: null, fileName: null, summary: NOTHING, problems, columns };
}

type FoundSheet = HeadedSheet<ImportColumn>;

function imported({ sheet, row, heads }: FoundSheet, options: TableImportOptions): ImportedTable {
  const { vocabulary, vendor, title, published, govern } = options;
  const columns = foundColumns(sheet, row, heads);
  const rows = new PatchRows(sheet, heads, vendor, vocabulary);
  sheet.forEachRow((each) => {
    if (each.number > row.number) rows.read(each);
  });
  const { patches } = rows;
  if (rows.problems.length > 0) return refused(rows.problems, columns);
  if (patches.length === 0) return refused([{ at: '', message: 'The table has no patches.', args: [] }], columns);
  const hasProducts = heads.index.product !== undefined;
  const release = {
    id: published.slice(0, 'yyyy-mm'.length),
    title,
    patches,
    products: patches.flatMap(({ targets }) => targets),
    leftOut: [],
  };
  const made = importReleases([release], { ...options, products: hasProducts ? [] : options.products });
  const changes = rows.statements.map(({ change }) => change);
  // All dates are those of the table: none is that of the clock.
  const clock = { instant: Date.parse(published), offset: 0 };
  const { edits, notDone, counts } = writeChanges(govern(made.text), changes, { clock });
  if (notDone.length > 0) {
    const placed = notDone.map(({ change, reason }): RowProblem => {
      const at = rows.statements[changes.indexOf(change)]!.at;
      return { at, ...sentenceOf(reason) };
    });
    return refused(placed, columns);
  }
  return {
    text: editedText(made.text, 0, edits),
    fileName: made.fileName,
    summary: { ...made.summary, products: made.summary.products + counts.added },
    problems: [],
    columns,
  };
}

/** A reason with what caused it, as one sentence. */
function sentenceOf({ message, args, cause }: Reason): Omit<RowProblem, 'at'> {
  return { message, args: cause === undefined ? args : [...args, english(cause.message, ...cause.args)] };
}

/** The sheet to read, or why it cannot be told. */
function sheetOf({ sheets }: TableFile, { sheet: wanted, columns }: TableImportOptions): FoundSheet | RowProblem {
  const shown = sheets.filter(({ isHidden }) => !isHidden);
  const named = wanted === undefined ? shown : shown.filter(({ name }) => isSame(name, wanted));
  if (named.length === 0) {
    const names = shown.map(({ name }) => `"${name}"`).join(', ');
    return { at: '', message: 'No sheet "{0}". Sheets: {1}.', args: [wanted ?? '', names] };
  }
  const found = headedSheets({ sheets: named }, IMPORT_HEADS, columns);
  const sound = found.filter((each) => isClear(each) && lackingIn(each.heads).length === 0);
  const [only, ...others] = sound;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    const names = sound.map(({ sheet }) => `"${sheet.name}"`).join(', ');
    return { at: '', message: 'Several sheets can be imported: {0}. Name one with --sheet.', args: [names] };
  }
  const [best] = found.sort((a, b) => countOf(b.heads) - countOf(a.heads));
  if (best === undefined) return { at: '', message: 'The table is empty.', args: [] };
  return { at: '', ...unclearHeads(best.sheet, best.row, best.heads, lackingIn(best.heads)) };
}

function isSame(name: string, wanted: string): boolean {
  return name.trim().toLowerCase() === wanted.trim().toLowerCase();
}
