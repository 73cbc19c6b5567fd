/**
 * What a workbook of the matrix remembers of its export, so that changed cells are known from unchanged ones, also where the file has
 * changed meanwhile: on a hidden sheet the text of each cell by patch and product, and beside each line of the details a
 * fingerprint of its values. Both are kept by names, not by places, so that rows can be sorted and columns moved.
 */
import { TableFault } from '../tables/fault';
import { textAt, type TableFile, type TableSheet } from '../tables/sheets';
import type { SheetSpec, WrittenCell } from '../tables/xlsx/write/sheet';
import { NO_EXTRAS } from '../tables/xlsx/write/sheet';
import { cellText } from '../tables/xlsx/write/texts';

/** The name of the hidden sheet. */
export const RECORD_SHEET = 'vpc-export';
/** Whose first cell says that the sheet is ours. */
const SIGNATURE = 'vpc-tools matrix 1';
/** The head of the column with fingerprints, on the sheet of details. */
export const FINGERPRINT_HEAD = 'vpc-fingerprint';

/** A product as a record names it. */
export type RecordedColumn = readonly [supplier: string, product: string, version: string, platform: string];

/** What was exported. */
export interface ExportRecord {
  /** The names of the sheets with cells and with details. */
  readonly matrixSheet: string;
  readonly detailsSheet: string;
  readonly columns: readonly RecordedColumn[];
  /** By vendor and identifier of the patch, as {@link recordKey} joins them: the text of each cell, parallel to the columns. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/** The key of a patch in a record. */
export function recordKey(vendor: string, id: string): string {
  return JSON.stringify([vendor, id]);
}

/** Collects the texts of cells while a matrix is written. */
export class ExportRecorder {
  private readonly texts = new Map<string, number>([['', 0]]);
  private readonly rows: { readonly vendor: string; readonly id: string; readonly codes: string }[] = [];

  constructor(
    private readonly matrixSheet: string,
    private readonly detailsSheet: string,
    private readonly columns: readonly RecordedColumn[],
  ) {}

  /** @param cells the text of each cell, parallel to the columns */
  add(vendor: string, id: string, cells: readonly string[]): void {
    const codes = cells.map((text) => {
      let code = this.texts.get(text);
      if (code === undefined) this.texts.set(text, (code = this.texts.size));
      return code.toString(36);
    });
    this.rows.push({ vendor, id, codes: codes.join(',') });
  }

  /** The hidden sheet; to be written after the cells were added. */
  sheet(): SheetSpec {
    return { name: RECORD_SHEET, hidden: 'very', widths: [], rows: this.lines(), after: NO_EXTRAS };
  }

  private *lines(): Generator<WrittenCell[], void, undefined> {
    const line = (...values: readonly string[]): WrittenCell[] => values.map((value, column) => ({ column, value }));
    yield line(SIGNATURE);
    yield line('sheets', this.matrixSheet, this.detailsSheet);
    for (const column of this.columns) yield line('column', ...column);
    for (const text of this.texts.keys()) yield line('text', text);
    for (const { vendor, id, codes } of this.rows) yield line('row', vendor, id, ...pieces(codes));
  }
}

/** A cell holds 32,767 characters, and 16,384 columns have more codes. */
const PIECE = 30_000;

function pieces(codes: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < codes.length; at += PIECE) parts.push(codes.slice(at, at + PIECE));
  return parts;
}

/** The record in a workbook; `null` where it has none, or one that is not understood: then the file itself is compared with. */
export function recordIn({ sheets }: TableFile): ExportRecord | null {
  const sheet = sheets.find(({ name }) => name === RECORD_SHEET);
  try {
    return sheet === undefined ? null : recordOf(sheet);
  } catch (error) {
    if (error instanceof TableFault) return null;
    throw error;
  }
}

function recordOf(sheet: TableSheet): ExportRecord | null {
  let names: readonly [string, string] | null = null;
  let isSound = true;
  const columns: RecordedColumn[] = [];
  const texts: string[] = [];
  const rows = new Map<string, readonly string[]>();
  let isOurs = false;
  sheet.forEachRow((row) => {
    const [kind, one, two, three, four] = [0, 1, 2, 3, 4].map((column) => textAt(row, column)) as Five;
    if (!isOurs) return (isOurs = kind === SIGNATURE);
    if (kind === 'sheets') names = [one, two];
    else if (kind === 'column') columns.push([one, two, three, four]);
    else if (kind === 'text') texts.push(one);
    else if (kind === 'row') {
      const codes = row.cells.filter(({ column }) => column >= FIRST_CODES).map(({ text }) => text);
      const joined = codes.join('');
      const cells = joined === '' ? [] : joined.split(',').map((code) => texts[parseInt(code, 36)]);
      isSound = cells.length === columns.length && !cells.includes(undefined);
      rows.set(recordKey(one, two), cells as string[]);
    }
    return isSound;
  });
  if (names === null || !isSound) return null;
  return { matrixSheet: names[0], detailsSheet: names[1], columns, rows };
}

type Five = [string, string, string, string, string];

/** The column from which on a row has the codes of its cells. */
const FIRST_CODES = 3;

/** The values of a statement that can be changed in a line of the details. */
export interface LineStatement {
  /** As written in the file. */
  readonly state: string;
  /** As written in the file; its day counts. Empty: none. */
  readonly date: string;
  readonly restart: boolean | null;
  readonly restrictions: readonly string[];
  readonly comments: readonly string[];
}

/** The day of a date; any other text unchanged. */
const DAY = /^-?\d{4,}-\d\d-\d\d/;

/** The values as a line shows them, in the order of their fingerprint: state, date, restart, restriction, comment. */
export function lineValues({ state, date, restart, restrictions, comments }: LineStatement): string[] {
  const text = (values: readonly string[]): string => cellText(values.join('\n')).text.replace(/\r\n?/g, '\n').trim();
  return [
    text([state]),
    DAY.exec(date)?.[0] ?? text([date]),
    restart === null ? '' : String(restart),
    text(restrictions),
    text(comments),
  ];
}

/** A fingerprint of the values of a line: 53 bits of a hash that is no secret, since who changes it can change the line as well. */
export function fingerprintOf(values: readonly string[]): string {
  const text = JSON.stringify(values);
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36);
}
