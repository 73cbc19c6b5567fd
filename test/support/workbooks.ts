/** Workbooks that an independent library writes and reads (`write-excel-file`, `read-excel-file`). */
import { strToU8, unzipSync, zipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import writeExcelFile from 'write-excel-file/node';

/** A value of a cell; a date is its day, at midnight in UTC. */
export type Value = string | number | boolean | Date | null;

/** Sheets by name, each a list of rows. */
export type Sheets = Readonly<Record<string, readonly (readonly Value[])[]>>;

/** The bytes of a workbook. */
export async function workbook(sheets: Sheets): Promise<Uint8Array> {
  const cell = (value: Value): object | null => {
    if (value === null || value === '') return null;
    if (value instanceof Date) return { value, type: Date, format: 'dd.mm.yyyy' };
    return { value, type: value.constructor };
  };
  const specs = Object.entries(sheets).map(([sheet, rows]) => ({ sheet, data: rows.map((row) => row.map(cell)) }));
  return new Uint8Array(await writeExcelFile(specs as never).toBuffer());
}

/** The sheets of a workbook. */
export async function sheetsIn(bytes: Uint8Array): Promise<Record<string, Value[][]>> {
  const sheets = await readExcelFile(Buffer.from(bytes), { trim: false });
  return Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data as Value[][]]));
}

/** The workbook with other values in some cells, written anew by the independent library: only values are kept. */
export async function rewritten(
  bytes: Uint8Array,
  change: (sheets: Record<string, Value[][]>) => void = () => undefined,
): Promise<Uint8Array> {
  const sheets = await sheetsIn(bytes);
  change(sheets);
  return workbook(sheets);
}

/** The parts of a workbook as texts, by name. */
export function partsOf(bytes: Uint8Array): Record<string, string> {
  const decoder = new TextDecoder();
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, decoder.decode(part)]));
}

/** A workbook of given parts. */
export function archive(parts: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

/** The parts of a workbook with one sheet. @param sheet what is in its `worksheet` */
export function parts(sheet: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships ${RELATIONS}><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${RELATIONS}><Relationship Id="b" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet>${sheet}</worksheet>`,
    ...more,
  };
}
