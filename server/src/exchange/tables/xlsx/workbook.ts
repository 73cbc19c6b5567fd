/**
 * Reads XLSX workbooks (ECMA-376): texts, numbers, dates and the results of formulas. Nothing is evaluated and nothing that a workbook
 * links to is opened. Our own reader on `fflate` and `saxen`, because those at hand (`read-excel-file`) unpack a whole archive
 * before they look at it, have no limits, and give neither addresses nor hidden sheets.
 */
import { placeOfAddress } from '../address';
import { TableFault } from '../fault';
import type { CellKind, TableCell, TableFile, TableRow, TableSheet } from '../sheets';
import { MAX_COLUMNS, MAX_ROWS } from './limits';
import { dateOfSerial } from './serials';
import { readForms, type NumberForm } from './styles';
import { damaged, ZipArchive } from './zip';
import { readPart } from './xmlPart';

/** Cells with a value in one sheet: 5,000 patches by 500 products are 2.5 million. A cell takes some 50 bytes. */
const MAX_CELLS = 4_000_000;
/** All different texts of a workbook, in UTF-16 units. */
const MAX_TEXTS = 200_000_000;
const MAX_SHEETS = 1000;

/** Reads the parts that all sheets share. Throws a {@link TableFault} for what is no XLSX file, damaged or too large. */
export function readWorkbook(bytes: Uint8Array): TableFile {
  const archive = new ZipArchive(bytes);
  const path = workbookPath(archive);
  const relations = relationsOf(archive, path);
  const found: { readonly name: string; readonly relation: string; readonly isHidden: boolean }[] = [];
  let is1904 = false;
  readPart(archive, path, {
    open(tag, attribute) {
      if (tag === 'workbookPr') is1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      if (tag !== 'sheet') return;
      if (found.length >= MAX_SHEETS) throw new TableFault('The workbook has too many sheets.');
      const isHidden = (attribute('state') ?? 'visible') !== 'visible';
      found.push({ name: attribute('name') ?? '', relation: attribute('prefix:id') ?? '', isHidden });
    },
  });
  const part = (kind: string): string | null => [...relations.values()].find(({ type }) => type === kind)?.path ?? null;
  let shared: Shared | null = null;
  const sharedParts = (): Shared =>
    (shared ??= {
      texts: readTexts(archive, part('sharedStrings')),
      forms: readForms(archive, part('styles')),
      is1904,
    });
  const sheets = found.flatMap(({ name, relation, isHidden }): TableSheet[] => {
    const target = relations.get(relation);
    if (target?.type !== 'worksheet') return [];
    const forEachRow: TableSheet['forEachRow'] = (visit) =>
      readSheet(archive.again(), target.path, sharedParts(), visit);
    return [{ name, isHidden, forEachRow, rows: () => allRows(forEachRow) }];
  });
  return { kind: 'xlsx', sheets, problem: null };
}

/** What the sheets of a workbook share. */
interface Shared {
  readonly texts: readonly string[];
  /** By the index of a cell's style. */
  readonly forms: readonly NumberForm[];
  readonly is1904: boolean;
}

interface Relation {
  /** The last segment of its type: `worksheet`, `styles`. */
  readonly type: string;
  readonly path: string;
}

function workbookPath(archive: ZipArchive): string {
  if (!archive.has('[Content_Types].xml')) {
    throw new TableFault('Not an XLSX file. Save it as XLSX, or as "CSV UTF-8".');
  }
  const main = [...relationsOf(archive, '').values()].find(({ type }) => type === 'officeDocument');
  if (main === undefined) throw damaged();
  if (!main.path.endsWith('.xml')) {
    throw new TableFault('A binary workbook. Save it as XLSX, or as "CSV UTF-8".');
  }
  return main.path;
}

/** What a part refers to, by identifier. What is outside of the archive is left out. @param path of the part; empty: the package */
function relationsOf(archive: ZipArchive, path: string): Map<string, Relation> {
  const slash = path.lastIndexOf('/');
  const [folder, name] = [path.slice(0, slash + 1), path.slice(slash + 1)];
  const relations = new Map<string, Relation>();
  readPart(archive, `${folder}_rels/${name}.rels`, {
    open(tag, attribute) {
      if (tag !== 'Relationship' || attribute('TargetMode') === 'External') return;
      const [id, type, target] = ['Id', 'Type', 'Target'].map((key) => attribute(key) ?? '');
      relations.set(id!, { type: type!.slice(type!.lastIndexOf('/') + 1), path: resolved(folder, target!) });
    },
  });
  return relations;
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const segments = folder.split('/').filter(Boolean);
  for (const segment of target.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

/** Counts texts, so that small files cannot become large ones. */
class TextLimit {
  private left = MAX_TEXTS;

  take({ length }: string): void {
    this.left -= length;
    if (this.left < 0) throw tooLarge();
  }
}

function tooLarge(): TableFault {
  return new TableFault('The sheet is too large: more than {0} cells, or too much text.', [String(MAX_CELLS)]);
}

function readTexts(archive: ZipArchive, path: string | null): string[] {
  const texts: string[] = [];
  if (path === null) return texts;
  const limit = new TextLimit();
  const runs = new TextRuns();
  readPart(archive, path, {
    open(tag) {
      if (tag === 'si') runs.clear();
      else runs.open(tag);
    },
    text: (text) => runs.add(text),
    close(tag) {
      runs.close(tag);
      if (tag !== 'si') return;
      const text = runs.text();
      limit.take(text);
      // An empty item takes memory, too.
      if (texts.push(text) > MAX_CELLS) throw tooLarge();
    },
  });
  return texts;
}

/** Collects the text of an item, which can be divided into runs of different fonts; readings beside it (`rPh`) do not belong to it. */
class TextRuns {
  private parts: string[] = [];
  private isText = false;
  private isReading = false;

  clear(): void {
    this.parts = [];
    [this.isText, this.isReading] = [false, false];
  }

  open(tag: string): void {
    if (tag === 'rPh') this.isReading = true;
    else if (tag === 't') this.isText = true;
  }

  add(text: string): void {
    if (this.isText && !this.isReading) this.parts.push(text);
  }

  close(tag: string): void {
    if (tag === 'rPh') this.isReading = false;
    else if (tag === 't') this.isText = false;
  }

  text(): string {
    return unescaped(this.parts.join(''));
  }
}

/** A character that XML does not allow is written as `_x0007_` (ECMA-376-1, 22.9.2.19). */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** A cell that is being read. */
interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
}

/** All rows of a sheet. */
function allRows(forEachRow: TableSheet['forEachRow']): TableRow[] {
  const rows: TableRow[] = [];
  const limit = new TextLimit();
  let count = 0;
  forEachRow((row) => {
    count += row.cells.length;
    if (count > MAX_CELLS) throw tooLarge();
    // Shared texts are counted again: there are few of them in a table that is read whole.
    for (const { text } of row.cells) limit.take(text);
    rows.push(row);
  });
  return rows;
}

/** Ends the reading of a part early. */
class Stop extends Error {
  constructor() {
    super('stopped');
    this.name = 'Stop';
  }
}

function readSheet(archive: ZipArchive, path: string, shared: Shared, visit: (row: TableRow) => boolean | void): void {
  try {
    readRows(archive, path, shared, (row) => {
      if (visit(row) === false) throw new Stop();
    });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
}

function readRows(archive: ZipArchive, path: string, shared: Shared, visit: (row: TableRow) => void): void {
  const runs = new TextRuns();
  let [row, column] = [0, 0];
  let cells: TableCell[] = [];
  let cell: OpenCell | null = null;
  let value: string[] = [];
  let isValue = false;
  readPart(archive, path, {
    open(tag, attribute) {
      if (tag === 'row') {
        // Rows and cells without a number follow the one before.
        const number = Number(attribute('r') ?? row + 1);
        if (!(Number.isInteger(number) && number > row && number <= MAX_ROWS)) throw damaged();
        [row, column, cells] = [number, 0, []];
      } else if (tag === 'c') {
        const address = attribute('r');
        const place = address === undefined ? { row, column } : placeOfAddress(address);
        if (place?.row !== row || place.column < column || place.column >= MAX_COLUMNS) throw damaged();
        column = place.column;
        cell = { column, type: attribute('t') ?? 'n', style: Number(attribute('s') ?? 0) };
        value = [];
        runs.clear();
      } else if (tag === 'v') isValue = true;
      else runs.open(tag);
    },
    text(text) {
      if (cell === null) return;
      if (isValue) value.push(text);
      else runs.add(text);
    },
    close(tag) {
      if (tag === 'v') isValue = false;
      else if (tag === 'c' && cell !== null) {
        const read = cellOf(cell, value.join(''), runs, shared);
        if (read.text !== '') cells.push(read);
        column++;
        cell = null;
      } else if (tag === 'row' && cells.length > 0) visit({ number: row, cells });
      else runs.close(tag);
    },
  });
}

const KINDS: ReadonlyMap<string, CellKind> = new Map(
  Object.entries({ b: 'boolean', e: 'error', s: 'text', str: 'text', inlineStr: 'text', d: 'date' }),
);

function cellOf({ column, type, style }: OpenCell, value: string, runs: TextRuns, shared: Shared): TableCell {
  const kind = KINDS.get(type);
  if (kind === undefined) return numberCell(column, value, shared.forms[style] ?? 'general', shared.is1904);
  const text = type === 's' ? shared.texts[Number(value)] : type === 'inlineStr' ? runs.text() : unescaped(value);
  // A text that the workbook does not have.
  if (text === undefined) throw damaged();
  if (kind === 'boolean')
    return { column, text: text.trim() === '' ? '' : text.trim() === '1' ? 'true' : 'false', kind };
  if (kind === 'date') return { column, text: isoDate(text.trim()), kind };
  return { column, text: text.trim(), kind };
}

/** A date as ISO 8601 in the form of {@link dateOfSerial}. */
function isoDate(text: string): string {
  return text.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '').replace(/(T\d\d:\d\d:\d\d)\.\d+/, '$1');
}

/** Numbers are not exact: these digits are those that spreadsheets show. */
const PRECISION = 15;

function numberCell(column: number, value: string, form: NumberForm, is1904: boolean): TableCell {
  const text = value.trim();
  const number = Number(text);
  if (text === '' || Number.isNaN(number)) return { column, text, kind: 'text' };
  if (form === 'date') {
    const date = dateOfSerial(number, is1904);
    if (date !== null) return { column, text: date, kind: 'date' };
  }
  // 8.10 is a version: where the sheet shows its zero, it counts.
  const shown =
    typeof form === 'object' ? number.toFixed(form.decimals) : String(Number(number.toPrecision(PRECISION)));
  return { column, text: shown, kind: 'number' };
}
