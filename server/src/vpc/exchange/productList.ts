/** A supplier's products from a CSV file: one product, version and platform a line. */
import { CsvError, parse, type InfoRecord } from 'csv-parse/browser/esm/sync';
import type { ImportProblem } from './problem';

/** One line of a product list. */
export interface ListedProduct {
  readonly id: string;
  /** Empty where the result will hold for all versions. */
  readonly version: string;
  /** Empty where the result will hold for all platforms. */
  readonly platform: string;
  /** 1-based line of the file. */
  readonly line: number;
}

type Column = 'id' | 'version' | 'platform';

/** What people call the columns; compared without case, blanks and punctuation. */
const COLUMN_NAMES: Readonly<Record<Column, readonly string[]>> = {
  id: ['id', 'product', 'productid', 'productname', 'name'],
  version: ['version', 'productversion', 'release'],
  platform: ['platform', 'os', 'operatingsystem'],
};

const SEPARATORS = [',', ';', '\t'] as const;

/**
 * Reads a product list. Its first line names the columns (id, version, platform; the last two may be missing, others are
 * ignored); the separator is a comma, a semicolon or a tab; values may be quoted; a byte order mark is taken off.
 * @returns what could be read, and a problem for each line that could not
 */
export function readProductList(csv: string): { products: ListedProduct[]; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const report = (severity: ImportProblem['severity'], line: number | null, message: string, ...args: string[]) =>
    problems.push({ severity, file: 'product list', line, message, args });
  const rows = records(csv, report);
  const [header, ...lines] = rows;
  if (header === undefined) {
    if (problems.length === 0)
      report(
        'error',
        null,
        'The product list is empty. Its first line names the columns: {0}.',
        'id, version, platform',
      );
    return { products: [], problems };
  }
  const columns = columnsOf(header.values);
  if (columns.id === undefined) {
    report(
      'error',
      header.line,
      'No column is named "id". The first line must name the columns: {0}.',
      'id, version, platform',
    );
    return { products: [], problems };
  }
  const products = new Map<string, ListedProduct>();
  for (const { values, line } of lines) {
    const cell = (column: Column) => values[columns[column] ?? -1] ?? '';
    const product = { id: cell('id'), version: cell('version'), platform: cell('platform'), line };
    const key = JSON.stringify([product.id, product.version, product.platform]);
    const earlier = products.get(key);
    if (product.id === '')
      report('error', line, 'This line has no product id. Fill the column "{0}".', header.values[columns.id]!);
    else if (earlier !== undefined)
      report('warning', line, 'This line repeats line {0} and is left out.', String(earlier.line));
    else products.set(key, product);
  }
  return { products: [...products.values()], problems };
}

interface CsvRecord {
  readonly values: readonly string[];
  readonly line: number;
}

function records(
  csv: string,
  report: (severity: 'error', line: number, message: string, ...args: string[]) => void,
): CsvRecord[] {
  try {
    const parsed = parse(csv, {
      bom: true,
      delimiter: separatorOf(csv),
      relax_column_count: true,
      // a product may be a 19" panel
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      info: true,
    }) as unknown as { record: string[]; info: InfoRecord }[];
    return parsed.map(({ record, info }) => ({ values: record, line: info.lines - breaksIn(record) }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    report(
      'error',
      line,
      'The quotes of this line do not pair up: a quoted value ends with a quote, and a quote inside it is doubled.',
    );
    return [];
  }
}

/** A record is counted at its last line; people look for its first. */
function breaksIn(record: readonly string[]): number {
  return record.join('').split('\n').length - 1;
}

/** The separator that the first line has most of. */
function separatorOf(csv: string): string {
  const firstLine = /^[^\r\n]*/.exec(csv.trimStart())![0];
  const count = (separator: string) => firstLine.split(separator).length;
  return [...SEPARATORS].sort((a, b) => count(b) - count(a))[0]!;
}

function columnsOf(header: readonly string[]): Partial<Record<Column, number>> {
  const plain = header.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''));
  const find = (column: Column) => {
    const index = plain.findIndex((name) => COLUMN_NAMES[column].includes(name));
    return index < 0 ? {} : { [column]: index };
  };
  return { ...find('id'), ...find('version'), ...find('platform') };
}
