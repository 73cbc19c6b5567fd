/** A worksheet as XML, in pieces. */
import { escapeAttribute, escapeText } from '../../../../xml/escape';
import { addressOf, columnLetters } from '../../address';
import { serialOf } from '../serials';
import type { CellRange, ConditionalRule, SheetExtras, SheetSpec, WrittenCell } from './sheet';
import type { Styles } from './styles';
import type { SharedTexts } from './texts';

/** What the sheets of a workbook share. */
export interface Shared {
  readonly styles: Styles;
  readonly texts: SharedTexts;
}

/** The part of a sheet. @param isFirst whether it is the one that is shown first */
export function* sheetXml(spec: SheetSpec, shared: Shared, isFirst: boolean): Generator<string, void, undefined> {
  yield `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${viewXml(spec, isFirst)}${columnsXml(spec, shared.styles)}<sheetData>`;
  const columns: string[] = [];
  let row = 0;
  for (const cells of spec.rows) {
    row++;
    if (cells.length === 0) {
      yield '';
      continue;
    }
    let xml = `<row r="${row}"${heightXml(cells, spec.widths)}>`;
    for (const cell of cells) xml += cellXml(cell, row, columns, shared);
    yield `${xml}</row>`;
  }
  yield `</sheetData>${extrasXml(spec.after(), shared.styles)}</worksheet>`;
}

/** In points: that of a line, and the most that spreadsheets allow for a row. */
const LINE_HEIGHT = 15;
const MAX_HEIGHT = 409;
/** How much of its width a column uses for letters: the rest is for those that are wider than a digit. */
const USED_WIDTH = 0.9;

/** The height that the wrapped texts of a row take, estimated: LibreOffice shows one line of each without it. */
function heightXml(cells: readonly WrittenCell[], widths: SheetSpec['widths']): string {
  let lines = 1;
  for (const { column, value, style } of cells) {
    const width = widths[column];
    if (style?.wrap !== true || typeof value !== 'string' || typeof width !== 'number') continue;
    lines = Math.max(lines, linesOf(value, width * USED_WIDTH));
  }
  return lines === 1 ? '' : ` ht="${Math.min(lines * LINE_HEIGHT, MAX_HEIGHT)}"`;
}

function linesOf(text: string, width: number): number {
  let lines = 0;
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf('\n', start);
    const length = (end < 0 ? text.length : end) - start;
    lines += Math.max(1, Math.ceil(length / width));
    if (end < 0) break;
    start = end + 1;
  }
  return lines;
}

function cellXml(
  { column, value, style }: WrittenCell,
  row: number,
  columns: string[],
  { styles, texts }: Shared,
): string {
  const letters = (columns[column] ??= columnLetters(column));
  const serial = typeof value === 'object' && 'day' in value ? serialOf(value.day) : null;
  if (serial !== null) return `<c r="${letters}${row}" s="${styles.indexOf(style, false)}"><v>${serial}</v></c>`;
  if (typeof value === 'object' && 'number' in value) {
    return `<c r="${letters}${row}" s="${styles.indexOf(style, false)}"><v>${value.number}</v></c>`;
  }
  const text = texts.of(typeof value === 'string' ? value : value.day);
  const index = styles.indexOf(style, text.isLikeFormula);
  if (text.index < 0) return `<c r="${letters}${row}" s="${index}"/>`;
  return `<c r="${letters}${row}" s="${index}" t="s"><v>${text.index}</v></c>`;
}

function viewXml({ frozen }: SheetSpec, isFirst: boolean): string {
  const selected = isFirst ? ' tabSelected="1"' : '';
  if (frozen === undefined) return `<sheetViews><sheetView${selected} workbookViewId="0"/></sheetViews>`;
  const { rows, columns } = frozen;
  const pane = columns === 0 ? 'bottomLeft' : 'bottomRight';
  const split = `${columns > 0 ? ` xSplit="${columns}"` : ''} ySplit="${rows}"`;
  const first = addressOf(rows + 1, columns);
  return `<sheetViews><sheetView${selected} workbookViewId="0"><pane${split} topLeftCell="${first}" activePane="${pane}" state="frozen"/><selection pane="${pane}" activeCell="${first}" sqref="${first}"/></sheetView></sheetViews>`;
}

function columnsXml({ widths, styles: looks = [] }: SheetSpec, styles: Styles): string {
  if (widths.length === 0) return '';
  const columns = widths.map((width, index) => {
    const size = width === 'hidden' ? 'width="0" hidden="1"' : `width="${width}"`;
    const style = looks[index] === undefined ? '' : ` style="${styles.indexOf(looks[index], false)}"`;
    return `<col min="${index + 1}" max="${index + 1}" ${size} customWidth="1"${style}/>`;
  });
  return `<cols>${columns.join('')}</cols>`;
}

/** A range as `A1:B2`. */
export function rangeText({ fromRow, toRow, fromColumn, toColumn }: CellRange): string {
  return `${addressOf(fromRow, fromColumn)}:${addressOf(toRow, toColumn)}`;
}

/** In the order of the schema (ECMA-376-1, 18.3.1.99). */
function extrasXml({ filter, conditional, choices = [] }: SheetExtras, styles: Styles): string {
  const parts: string[] = [];
  if (filter !== undefined) parts.push(`<autoFilter ref="${rangeText(filter)}"/>`);
  if (conditional !== undefined) {
    const { range, rules } = conditional;
    const first = addressOf(range.fromRow, range.fromColumn);
    const xml = rules.map((rule, index) => ruleXml(rule, first, styles.conditionalIndex(rule.style), index + 1));
    parts.push(`<conditionalFormatting sqref="${rangeText(range)}">${xml.join('')}</conditionalFormatting>`);
  }
  if (choices.length > 0) {
    // A warning, not an error: a state with a mark, such as a restriction, is none of the list.
    const xml = choices.map(
      ({ range, source, message }) =>
        `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" error="${escapeAttribute(message)}" sqref="${rangeText(range)}"><formula1>${escapeText(source)}</formula1></dataValidation>`,
    );
    parts.push(`<dataValidations count="${choices.length}">${xml.join('')}</dataValidations>`);
  }
  // Versions are texts that look like numbers.
  parts.push('<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>');
  return parts.join('');
}

function ruleXml({ kind, text }: ConditionalRule, first: string, look: number, priority: number): string {
  const value = escapeAttribute(text);
  const quoted = escapeText(`"${text.replaceAll('"', '""')}"`);
  if (kind === 'begins') {
    return `<cfRule type="beginsWith" dxfId="${look}" priority="${priority}" operator="beginsWith" stopIfTrue="1" text="${value}"><formula>LEFT(${first},LEN(${quoted}))=${quoted}</formula></cfRule>`;
  }
  return `<cfRule type="containsText" dxfId="${look}" priority="${priority}" operator="containsText" stopIfTrue="1" text="${value}"><formula>NOT(ISERROR(FIND(${quoted},${first})))</formula></cfRule>`;
}
