/** Reads a list of products from a table, CSV or XLSX: one product, version and platform per line. */
import { normalisedName, normalisedVersion, type Identity } from '../../domain/identity';
import { readCsv, type CsvRow } from '../tables/csv';
import { TableFault } from '../tables/fault';
import type { TableRow } from '../tables/sheets';
import { problemOf, readTable } from '../tables/tableFile';
import type { ImportProblem } from '../problem';
import { productColumns, type ProductColumn, type ProductColumns } from './productColumns';
import { decodeTable } from '../tables/tableText';
import { isZip } from '../tables/xlsx/zip';

/** One line of a product list. */
export interface ListedProduct {
  readonly id: string;
  /** Empty for all versions. */
  readonly version: string;
  /** Empty for all platforms. */
  readonly platform: string;
  /** Whose product it is; empty where the list does not say. */
  readonly supplier: string;
  /** The software in it besides its platform: `SQL Server 2019`; `null` where the list does not say. */
  readonly components: readonly string[] | null;
  /** The line in the file, from 1. */
  readonly line: number;
}

/** A product list that was read. */
export interface ProductList {
  /** The products of all valid lines, each once. */
  readonly products: ListedProduct[];
  readonly problems: ImportProblem[];
}

const COLUMNS = 'id, version, platform';
/** The columns in whose values a damaged character would name another product. */
const CHECKED: readonly ProductColumn[] = ['id', 'version', 'platform', 'supplier', 'components'];
/** The value of `components` for a product that contains nothing besides its platform. */
const NOTHING = '-';

/**
 * Reads a product list. Its first line names the columns (id, version, platform, supplier, components, in English or German; all
 * but the first are optional, others are ignored); without known names, the columns are found by position, which is noted. The
 * separator of CSV is a comma, a semicolon, a tab, or that of a line `sep=;` before; values can be quoted. Components are separated by
 * semicolons or `|`; `-` is none.
 * @param source the bytes of the file (XLSX, or CSV: see {@link decodeTable}), or its text where it never was bytes
 * @returns the products of all valid lines, and a problem for each other line; none where the encoding cannot be told
 */
export function readProductList(source: string | Uint8Array): ProductList {
  const reader = new ProductListReader();
  if (typeof source !== 'string' && isZip(source)) {
    reader.readWorkbook(source);
    return { products: reader.products, problems: reader.problems };
  }
  const decoded = typeof source === 'string' ? { text: source, problem: null } : decodeTable(source);
  const { problem } = decoded;
  if (problem !== null) reader.report(problem.severity, problem.line, problem.message, ...problem.args);
  if (decoded.text !== null) reader.read(decoded.text);
  return { products: reader.products, problems: reader.problems };
}

class ProductListReader {
  readonly problems: ImportProblem[] = [];
  readonly #byKey = new Map<string, ListedProduct>();
  /** The lines with U+FFFD, and the first value that has it. */
  readonly #damaged: { readonly line: number; readonly value: string }[] = [];

  get products(): ListedProduct[] {
    return [...this.#byKey.values()];
  }

  report(severity: ImportProblem['severity'], line: number | null, message: string, ...args: string[]): void {
    this.problems.push({ severity, file: 'product list', line, message, args });
  }

  read(text: string): void {
    const csv = readCsv(text);
    if (csv.rows === null) {
      const message = 'Unbalanced quotes. A quoted value must end with a quote, and quotes inside it must be doubled.';
      return this.report('error', csv.line, message);
    }
    this.#readRows(csv.rows);
  }

  /** Reads the first sheet that is shown. */
  readWorkbook(bytes: Uint8Array): void {
    const { table, problem } = readTable(bytes);
    if (table === null) return this.report(problem.severity, problem.line, problem.message, ...problem.args);
    const sheet = table.sheets.find(({ isHidden }) => !isHidden);
    try {
      this.#readRows((sheet?.rows() ?? []).map(rowOf));
    } catch (error) {
      if (!(error instanceof TableFault)) throw error;
      const { line, message, args } = problemOf(error);
      this.report('error', line, message, ...args);
    }
  }

  #readRows(rows: readonly CsvRow[]): void {
    const [header, ...others] = rows;
    if (header === undefined) {
      const message = 'The product list is empty. The first line must name the columns: {0}.';
      return this.report('error', null, message, COLUMNS);
    }
    const columns = productColumns(header.values);
    if (columns.index.id === undefined) {
      const message = 'Missing column "id". The first line must name the columns: {0}.';
      return this.report('error', header.line, message, COLUMNS);
    }
    this.#noteColumns(header, columns);
    for (const row of columns.isNamed ? others : rows) this.#add(row, header, columns.index);
    this.#reportDamaged();
  }

  #noteColumns({ line, values }: CsvRow, { index, isNamed, alternatives }: ProductColumns): void {
    if (!isNamed) {
      const message = 'No known column name; columns are read by position: {0}. Name them in the first line.';
      this.report('warning', line, message, COLUMNS);
    }
    if (alternatives.length > 0) {
      const message = 'Several columns can name the product; "{0}" is used. Not used: {1}.';
      this.report('info', line, message, values[index.id!]!, alternatives.join(', '));
    }
  }

  #add({ values, line, hasBreaks }: CsvRow, header: CsvRow, index: ProductColumns['index']): void {
    const cell = (column: ProductColumn): string => values[index[column] ?? -1] ?? '';
    const checked = CHECKED.map(cell) as [string, string, string, string, string];
    const [id, version, platform, supplier, components] = checked;
    const damaged = checked.find((value) => value.includes('\uFFFD'));
    const names = [id, platform, supplier].map(normalisedName);
    const key = JSON.stringify([...names, normalisedVersion(version)]);
    const earlier = this.#byKey.get(key);
    if (hasBreaks) this.report('info', line, 'A value has a line break, which is read as a space.');
    if (id === '') {
      this.report('error', line, 'Missing product identifier. Fill in the column "{0}".', header.values[index.id!]!);
    } else if (damaged !== undefined) {
      this.#damaged.push({ line, value: damaged });
    } else if (earlier !== undefined) {
      this.report('warning', line, 'Duplicate of line {0}; this line is ignored.', String(earlier.line));
    } else {
      this.#byKey.set(key, { id, version, platform, supplier, components: componentsIn(components), line });
    }
  }

  /** One problem for all lines: where one character was lost by a wrong encoding, all were. */
  #reportDamaged(): void {
    const [first, ...others] = this.#damaged;
    if (first === undefined) return;
    const { line, value } = first;
    if (others.length === 0) {
      const message = 'Character lost (U+FFFD) in "{0}". Write the value again, and save the file as UTF-8.';
      return this.report('error', line, message, value);
    }
    const message = 'Characters lost (U+FFFD) in "{0}" and on {1} other lines. Export the list again, as UTF-8.';
    this.report('error', line, message, value, String(others.length));
  }
}

/** A row of a sheet like one of CSV. */
function rowOf({ number, cells }: TableRow): CsvRow {
  const values: string[] = [];
  for (const { column, text } of cells) values[column] = text.replace(/\s+/g, ' ');
  return { values: Array.from(values, (value) => value ?? ''), line: number, hasBreaks: false };
}

function componentsIn(value: string): string[] | null {
  if (value === '') return null;
  if (value === NOTHING) return [];
  return value
    .split(/[;|]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/**
 * The products of one supplier in a list: those whose line names it, or none. Others would be published as its own.
 * @param identity compares the names of suppliers
 * @returns the list with a problem for the lines that are left out
 */
export function ofSupplier(list: ProductList, supplier: string, identity: Pick<Identity, 'supplier'>): ProductList {
  const key = identity.supplier(supplier);
  const isOther = (product: ListedProduct): boolean =>
    product.supplier !== '' && identity.supplier(product.supplier) !== key;
  const others = list.products.filter(isOther);
  const [first] = others;
  if (first === undefined) return list;
  const message = '"{0}" is not the supplier "{1}": lines of other suppliers are ignored ({2}).';
  const problem: ImportProblem = {
    severity: 'warning',
    file: 'product list',
    line: first.line,
    message,
    args: [first.supplier, supplier, String(others.length)],
  };
  return { products: list.products.filter((product) => !isOther(product)), problems: [...list.problems, problem] };
}
