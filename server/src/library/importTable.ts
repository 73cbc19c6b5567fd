import { schemaStyle } from '../domain/publicationText';
import { REFERENCE_VOCABULARY } from '../domain/referenceVocabulary';
import type { ApplyProblem } from '../exchange/apply/applied';
import { faultProblem } from '../exchange/apply/apply';
import { importTable as makeFromTable } from '../exchange/tableImport/importTable';
import { readTable } from '../exchange/tables/tableFile';
import type { TableColumns } from '../workspace/configuration/file';
import { english } from '../xml/problem';
import { opened } from './governed';
import { listedProduct, startOfToday, type ImportedFile, type ImportOptions } from './importRelease';

/** How {@link importTable} reads a table. */
export interface TableImportOptions extends Omit<ImportOptions, 'format' | 'notContained'> {
  /** The patch vendor of rows that name none. */
  readonly vendor?: string;
  /** The name of the sheet; default: the only one that fits. */
  readonly sheet?: string;
  /** The heads of columns, where they have other names than the tools know. */
  readonly columns?: TableColumns;
  /** The title of the publication; default: none. */
  readonly title?: string;
}

/** What {@link importTable} made. */
export interface ImportedTable extends Pick<ImportedFile, 'text' | 'fileName' | 'summary'> {
  /** What does not fit: then `text` is `null`. `at` is the place of a cell, empty for the whole table. */
  readonly problems: readonly { readonly at: string; readonly message: string }[];
}

/**
 * Makes a publication out of a table of patches and results (CSV or XLSX), as `vpc import table` does.
 * @example importTable(Buffer.from('patch,vendor,title\nKB1,Microsoft,Update'), { supplier: 'Northwind' }).summary.patches // 1
 */
export function importTable(table: Uint8Array, options: TableImportOptions): ImportedTable {
  const { products = [], schema, vocabulary = REFERENCE_VOCABULARY, published = startOfToday() } = options;
  const told = ({ at, message, args }: ApplyProblem) => ({ at, message: english(message, ...args) });
  const read = readTable(table);
  if (read.table === null) {
    const summary = { title: '', patches: 0, vulnerabilities: 0, products: 0 };
    return { text: null, fileName: null, summary, problems: [told(faultProblem(read.problem))] };
  }
  const { text, fileName, summary, problems } = makeFromTable(read.table, {
    ...{ supplier: options.supplier, products: products.map(listedProduct), vocabulary, published },
    ...{
      vendor: options.vendor ?? '',
      columns: options.columns ?? {},
      sheet: options.sheet,
      title: options.title ?? '',
    },
    ...(schema && { style: schemaStyle(schema, vocabulary) }),
    govern: (made) => opened(made, { vocabulary, ...(schema && { schema }) }),
  });
  return { text, fileName, summary, problems: problems.map(told) };
}
