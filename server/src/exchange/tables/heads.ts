/** Finds the columns of tables by their heads, in any spelling. */
import { placeIn, textAt, type TableRow, type TableSheet } from './sheets';

const SPELLINGS: ReadonlyMap<string, string> = new Map(Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }));

/** The name of a column without case, spaces and punctuation; `ü` and `ue` are the same. */
export function comparableHead(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => SPELLINGS.get(letter)!)
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The columns of a row of heads. */
export interface Heads<Column extends string> {
  /** From 0. */
  readonly index: Readonly<Partial<Record<Column, number>>>;
  /** Columns with several heads that fit, by their places from 0. */
  readonly ambiguous: readonly { readonly column: Column; readonly at: readonly number[] }[];
  /** Columns that the configuration names with a head that is not there. */
  readonly missing: readonly { readonly column: Column; readonly head: string }[];
}

/**
 * Reads a row as heads.
 * @param accepted the heads of each column, compared by {@link comparableHead}
 * @param named by the configuration: they go before what is guessed
 */
export function headsIn<Column extends string>(
  { cells }: TableRow,
  accepted: Readonly<Record<Column, readonly string[]>>,
  named: Readonly<Partial<Record<Column, string>>>,
): Heads<Column> {
  const index = new Map<Column, number>();
  const ambiguous: { column: Column; at: readonly number[] }[] = [];
  const missing: { column: Column; head: string }[] = [];
  const configured = new Map(Object.entries(named) as [Column, string][]);
  const taken = new Set([...configured.values()].map(comparableHead));
  for (const [column, heads] of Object.entries(accepted) as [Column, readonly string[]][]) {
    const head = configured.get(column);
    const fits = (text: string): boolean => {
      const own = comparableHead(text);
      return head === undefined ? heads.includes(own) && !taken.has(own) : own === comparableHead(head);
    };
    const at = cells.filter(({ text }) => fits(text)).map((cell) => cell.column);
    if (at.length > 1) ambiguous.push({ column, at });
    if (at.length > 0) index.set(column, at[0]!);
    else if (head !== undefined) missing.push({ column, head });
  }
  return { index: Object.fromEntries(index) as Partial<Record<Column, number>>, ambiguous, missing };
}

/** How many columns were found. */
export function countOf({ index }: Pick<Heads<string>, 'index'>): number {
  return Object.keys(index).length;
}

/** How the columns of a sheet were found: `patch = A1 "KB-Nummer", state = C1 "Ergebnis"`. */
export function foundColumns(sheet: TableSheet, row: TableRow, { index }: Pick<Heads<string>, 'index'>): string {
  return Object.entries(index)
    .map(([column, at]) => `${column} = ${placeIn(sheet, row.number, at!)} "${textAt(row, at!)}"`)
    .join(', ');
}

/** How many heads a message lists. */
const MAX_HEADS = 12;

/**
 * Why heads cannot be read, and what can be done: an English template and its arguments.
 * @param lacking the columns that are needed and not there; at least one, where none is ambiguous or missing
 */
export function unclearHeads<Column extends string>(
  sheet: TableSheet,
  row: TableRow,
  { ambiguous, missing }: Heads<Column>,
  lacking: readonly string[],
): { readonly message: string; readonly args: readonly string[] } {
  const place = (column: number): string => `${placeIn(sheet, row.number, column)} "${textAt(row, column)}"`;
  const [twice] = ambiguous;
  if (twice !== undefined) {
    const message = 'Several columns can be "{0}": {1}. Name one in vpc.config.json: {2}.';
    return { message, args: [twice.column, twice.at.map(place).join(', '), setting(twice.column)] };
  }
  const shown = row.cells.slice(0, MAX_HEADS).map(({ column }) => place(column));
  const cells = [...shown, ...(row.cells.length > MAX_HEADS ? ['…'] : [])].join(', ');
  const [absent] = missing;
  if (absent !== undefined) {
    const message = 'The configuration names the column "{0}", which is not there. Cells: {1}.';
    return { message, args: [absent.head, cells] };
  }
  const message = 'Missing columns: {0}. Cells: {1}. Name them in vpc.config.json: {2}.';
  return { message, args: [lacking.join(', '), cells, setting(lacking[0]!)] };
}

function setting(column: string): string {
  return `"tables": { "columns": { "${column}": "…" } }`;
}
