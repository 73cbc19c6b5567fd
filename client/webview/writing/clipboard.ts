/** Cells as text of a spreadsheet and back: tab-separated values, and HTML with colours for copying. */
import type { MatrixState } from '../../../server/src/lsp/protocol/index';
import type { CellValue } from './changes';
import { stateNamed } from './states';

/** Cells of a clipboard: lines of texts. */
export type Block = readonly (readonly string[])[];

/** The block as tab-separated values. Cells with tabs, quotes or line breaks are quoted, as spreadsheets do. */
export function tsvOf(block: Block): string {
  const quoted = (text: string): string => (/[\t"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return block.map((line) => line.map(quoted).join('\t')).join('\n');
}

/** A cell with its colours as CSS values. */
export interface ColouredCell {
  readonly text: string;
  readonly back: string;
  readonly fore: string;
}

/** The block as an HTML table. Texts are escaped: they come from files. */
export function htmlOf(block: readonly (readonly ColouredCell[])[]): string {
  const cell = ({ text, back, fore }: ColouredCell): string =>
    `<td style="background-color:${escaped(back)};color:${escaped(fore)}">${escaped(text)}</td>`;
  return `<table>${block.map((line) => `<tr>${line.map(cell).join('')}</tr>`).join('')}</table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Reads tab-separated values: quoted cells can have tabs and line breaks. A line break at the end is no further line. */
export function blockOf(text: string): Block {
  const lines: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"' ? /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y : null;
    if (quoted !== null) quoted.lastIndex = at;
    const match = quoted?.exec(text);
    const plain = /[^\t\r\n]*/y;
    plain.lastIndex = at;
    const whole = match?.[0] ?? plain.exec(text)![0];
    lines.at(-1)!.push(match ? match[1]!.replaceAll('""', '"') : whole);
    at += whole.length;
    const separator = /\t|\r\n?|\n/y;
    separator.lastIndex = at;
    const found = separator.exec(text)?.[0] ?? '';
    at += found.length;
    if (found === '\t') {
      if (at === text.length) lines.at(-1)!.push('');
    } else if (found !== '' && at < text.length) lines.push([]);
  }
  return lines;
}

/** What a pasted text means for a cell. */
export type PastedCell =
  /** An empty text: the cell stays as it is. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'value'; readonly value: CellValue }
  /** Its word is not a state, or its date is not a day. */
  | { readonly kind: 'no state' | 'no date'; readonly text: string };

/**
 * Reads a state, with a date after it or in a second line: `Approved 2026-02-02`, `Freigegeben\n02.02.2026`, with or without a time
 * and brackets. @param usual the date of a state without one; `undefined`: none
 */
export function pastedCell(text: string, states: readonly MatrixState[], usual: string | undefined): PastedCell {
  const whole = text.replace(/\s+/g, ' ').trim();
  if (whole === '') return { kind: 'nothing' };
  const plain = stateNamed(states, whole);
  if (plain !== undefined)
    return { kind: 'value', value: { state: plain.value, ...(usual !== undefined && { date: usual }) } };
  const [, word = '', written] = /^(.*?)[ ,;(]+([\d.\-/]+)(?:[T ][\d:.]+(?:Z|[+-]\d\d:\d\d)?)?\)?$/.exec(whole) ?? [];
  const state = stateNamed(states, word);
  if (state === undefined || written === undefined) return { kind: 'no state', text: whole };
  const date = dayIn(written);
  return date === null ? { kind: 'no date', text: whole } : { kind: 'value', value: { state: state.value, date } };
}

/** The day of `2026-02-01` or `1.2.2026`, as `yyyy-MM-dd`; `null`: not a day. `1/2/2026` has two meanings and is none. */
function dayIn(text: string): string | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [year, month, day] = iso
    ? [iso[1]!, iso[2]!, iso[3]!]
    : german
      ? [german[3]!, german[2]!.padStart(2, '0'), german[1]!.padStart(2, '0')]
      : ['', '', ''];
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  // The parser takes 31 February for 3 March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? null : date;
}
