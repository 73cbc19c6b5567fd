/**
 * Writes XLSX workbooks (ECMA-376), one sheet after the other, so that a large one never is in memory whole. The parts are our own:
 * `write-excel-file` knows no hidden sheets and no lists of choices, and takes all rows at once. `fflate` makes the archive.
 * The same sheets give the same bytes: no part has a time, and all files in the archive have the earliest one.
 */
import type * as Fflate from '../fflate';
import { escapeAttribute, escapeText } from '../../../../xml/escape';
import { columnLetters } from '../../address';
import type { CellRange, SheetExtras, SheetSpec } from './sheet';
import { sheetXml, type Shared } from './sheetXml';
import { Styles } from './styles';
import { SharedTexts } from './texts';

/** In UTF-16 units: enough to compress well, and a few milliseconds of work. */
const PIECE = 256 * 1024;
/** From 0 to 9. Level 6 takes 2.5 times as long, and saves 6 % (500,000 statements). */
const LEVEL = 4;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What was lost because a workbook cannot hold it. */
export interface Losses {
  /** Texts that are longer than a cell can hold. */
  readonly cutTexts: number;
}

/**
 * Writes a workbook.
 * @param sheets are written in this order
 * @param order their names in the order in which they are shown; left out: the same
 * @param losses receives what was cut before the last sheet is written, so that it can tell of it
 * @returns the bytes in pieces; an empty piece after some milliseconds of work
 */
export function* writeWorkbook(
  sheets: readonly SheetSpec[],
  order: readonly string[] = sheets.map(({ name }) => name),
  losses: (losses: Losses) => void = () => undefined,
): Generator<Uint8Array, void, undefined> {
  const shared: Shared = { styles: new Styles(), texts: new SharedTexts() };
  const archive = new Archive();
  const filters = new Map<string, CellRange>();
  for (const [index, spec] of sheets.entries()) {
    if (index === sheets.length - 1) losses({ cutTexts: shared.texts.cut });
    const kept = (): SheetExtras => {
      const extras = spec.after();
      if (extras.filter !== undefined) filters.set(spec.name, extras.filter);
      return extras;
    };
    yield* archive.file(
      `xl/worksheets/sheet${index + 1}.xml`,
      sheetXml({ ...spec, after: kept }, shared, spec.name === order[0]),
    );
  }
  yield* archive.file('xl/sharedStrings.xml', shared.texts.xml());
  yield* archive.file('xl/styles.xml', [shared.styles.xml()]);
  yield* archive.file('xl/workbook.xml', [workbookXml(sheets, order, filters)]);
  yield* archive.file('xl/_rels/workbook.xml.rels', [relationsXml(sheets.length)]);
  yield* archive.file('_rels/.rels', [
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ]);
  yield* archive.file('[Content_Types].xml', [typesXml(sheets.length)]);
  yield archive.end();
}

/** Collects the files of an archive. */
class Archive {
  private pieces: Uint8Array[] = [];
  private readonly encoder = new TextEncoder();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded with the first workbook
  private readonly fflate = require('../fflate') as typeof Fflate;
  private readonly zip = new this.fflate.Zip((error, piece) => {
    if (error !== null) throw error;
    this.pieces.push(piece);
  });

  *file(name: string, xml: Iterable<string>): Generator<Uint8Array, void, undefined> {
    const file = new this.fflate.ZipDeflate(name, { level: LEVEL });
    // The archive has the local time; its format has no earlier year.
    file.mtime = new Date(1980, 0, 1);
    this.zip.add(file);
    let waiting: string[] = [HEAD];
    let length = 0;
    for (const piece of xml) {
      waiting.push(piece);
      length += piece.length;
      if (length < PIECE) continue;
      file.push(this.encoder.encode(waiting.join('')));
      [waiting, length] = [[], 0];
      yield this.taken();
    }
    file.push(this.encoder.encode(waiting.join('')), true);
    yield this.taken();
  }

  end(): Uint8Array {
    this.zip.end();
    return this.taken();
  }

  private taken(): Uint8Array {
    const bytes = joined(this.pieces);
    this.pieces = [];
    return bytes;
  }
}

/** Pieces as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function workbookXml(
  sheets: readonly SheetSpec[],
  order: readonly string[],
  filters: ReadonlyMap<string, CellRange>,
): string {
  const shown = order.map((name) => sheets.findIndex((spec) => spec.name === name));
  const list = shown.map((index) => {
    const { name, hidden } = sheets[index]!;
    const state = hidden === undefined ? '' : ' state="veryHidden"';
    return `<sheet name="${escapeAttribute(name)}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });
  // Programs that sort and filter expect this name beside the filter itself.
  const names = order.flatMap((name, index) => {
    const range = filters.get(name);
    return range === undefined
      ? []
      : [
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escapeText(`${quotedName(name)}!${absolute(range)}`)}</definedName>`,
        ];
  });
  const defined = names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
  return `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${list.join('')}</sheets>${defined}</workbook>`;
}

/** The name of a sheet in a formula. */
export function quotedName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** A range that does not move when a formula is copied: `$A$1:$B$2`. */
export function absolute({ fromRow, toRow, fromColumn, toColumn }: CellRange): string {
  return `$${columnLetters(fromColumn)}$${fromRow}:$${columnLetters(toColumn)}$${toRow}`;
}

function relationsXml(sheets: number): string {
  const parts = Array.from({ length: sheets }, (_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`]);
  parts.push(['sharedStrings', 'sharedStrings.xml'], ['styles', 'styles.xml']);
  const list = parts.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function typesXml(sheets: number): string {
  const list = Array.from({ length: sheets }, (_, index) => [`worksheets/sheet${index + 1}`, 'worksheet']);
  list.push(['workbook', 'sheet.main'], ['sharedStrings', 'sharedStrings'], ['styles', 'styles']);
  const overrides = list.map(
    ([part, type]) => `<Override PartName="/xl/${part}.xml" ContentType="${SHEET_TYPE}.${type}+xml"/>`,
  );
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}
