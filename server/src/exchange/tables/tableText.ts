/**
 * Decodes a table (CSV) whose bytes do not say their encoding. Spreadsheets write UTF-8 with or without a byte order mark,
 * UTF-16, and where nothing else is chosen the code page of the system, which is windows-1252 in Western Europe and America.
 */
import { charsetOf, UTF_16_BE, UTF_16_LE, UTF_8 } from '../../xml/encodings/registry';
import type { Charset } from '../../xml/encodings/charset';
import { decode } from '../../xml/decode';
import { lineAt } from '../lines';

/** A problem of the bytes; at most one for a file, since a wrong guess damages every line. */
export interface TableProblem {
  readonly severity: 'error' | 'info';
  /** From 1; `null` for the whole file. */
  readonly line: number | null;
  /** English template with placeholders (`{0}`) for `args`. */
  readonly message: string;
  readonly args: readonly string[];
}

/** The text of a table, without a byte order mark. */
export type TableText =
  /** @param problem a note on how the bytes were understood */
  | { readonly text: string; readonly problem: TableProblem | null }
  /** It cannot be told what the bytes mean. */
  | { readonly text: null; readonly problem: TableProblem };

const WINDOWS_1252 = charsetOf('windows-1252')!;
/** Control characters that no table has. */
const CONTROL = /[\0-\x08\x0e-\x1f\x7f-\x9f]/;

/** Decodes the bytes of a table: UTF-8, UTF-16, or windows-1252, which is noted. Never throws. */
export function decodeTable(bytes: Uint8Array): TableText {
  const { encoding, bom } = decode(bytes.subarray(0, 4));
  if (bom) return decodedAs(charsetOf(encoding)!, bytes.subarray(encoding === UTF_8.name ? 3 : 2));
  const utf16 = unmarkedUtf16(bytes);
  if (utf16 !== null) return decodedAs(utf16, bytes);
  const { text, invalid } = UTF_8.decode(bytes);
  const [first] = invalid;
  if (first === undefined) return checked(text, UTF_8.name, null);
  // Accented letters of windows-1252 are rarely valid UTF-8: where much of the text is, it is damaged UTF-8.
  const valid = text.match(/[^\0-\x7f\uFFFD]/gu) ?? [];
  const damaged = invalid.reduce((sum, { start, end }) => sum + end - start, 0);
  if (valid.length >= damaged) return unreadable(lineAt(text, first.start), UTF_8.name);
  const message = 'Not valid UTF-8; read as {0}. Save the file as "CSV UTF-8" if names look wrong.';
  const note = { severity: 'info', line: null, message, args: [WINDOWS_1252.name] } as const;
  return decodedAs(WINDOWS_1252, bytes, note);
}

function decodedAs(charset: Charset, bytes: Uint8Array, note: TableProblem | null = null): TableText {
  const { text, invalid } = charset.decode(bytes);
  const [first] = invalid;
  if (first !== undefined) return unreadable(lineAt(text, first.start), charset.name);
  return checked(text, charset.name, note);
}

function checked(text: string, encoding: string, problem: TableProblem | null): TableText {
  const at = text.search(CONTROL);
  if (at < 0) return { text, problem };
  const message =
    'Unknown encoding: read as {0}, this line has control characters. Save the file as "CSV UTF-8" and check its names.';
  return { text: null, problem: { severity: 'error', line: lineAt(text, at), message, args: [encoding] } };
}

function unreadable(line: number, encoding: string): TableText {
  const message =
    'Unknown encoding: the bytes of this line are not valid {0}. Save the file as "CSV UTF-8" and check its names.';
  return { text: null, problem: { severity: 'error', line, message, args: [encoding] } };
}

/** How many bytes are searched for zeros. */
const SAMPLE = 4096;
/** In UTF-16, separators, line breaks and digits have a zero byte: at least one unit in this number. */
const UNITS_FOR_A_ZERO = 16;
/** At least this ratio of zeros in high bytes to those in low ones: few characters have a low byte of zero. */
const ZEROS_HIGH_TO_LOW = 8;

/** UTF-16 without a byte order mark, recognised by the zeros in every other byte; `null` for anything else. */
function unmarkedUtf16(bytes: Uint8Array): Charset | null {
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]!++;
  });
  const [even, odd] = zeros as [number, number];
  const isHigh = (high: number, low: number): boolean =>
    high > 0 && high * UNITS_FOR_A_ZERO >= sample.length / 2 && high >= low * ZEROS_HIGH_TO_LOW;
  if (isHigh(odd, even)) return UTF_16_LE;
  return isHigh(even, odd) ? UTF_16_BE : null;
}
