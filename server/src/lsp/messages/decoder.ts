/**
 * Reads messages of any length without holding the event loop for long: what is long in a message is the text of a document,
 * and that is read a piece at a time.
 */
import type { ContentTypeDecoder } from 'vscode-languageserver/node';
import { sliceEnds } from '../paced';
import type { Runtime } from '../runtime';

/** Messages up to so many bytes are read in one piece: it takes 25 ms at most, and half as long as in pieces. */
const READ_AT_ONCE = 12_000_000;
const PIECE = 500_000;
/** In front of the text of `textDocument/didOpen`, and of the whole text in `textDocument/didChange`. */
const KEY = '"text"';
/** Stands for the text while the rest of the message is read; with more of the sign behind it where the message holds it itself. */
const TEXT_COMES_HERE = 'vpc:text';
const SIGN = '~';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const LETTER_U = 0x75;
const BLANKS = [0x20, 0x09, 0x0a, 0x0d];

/** Gives the same as `JSON.parse`. */
export function pacedDecoder(runtime: Pick<Runtime, 'yieldTurn'>, atOnce = READ_AT_ONCE): ContentTypeDecoder {
  return {
    name: 'application/json',
    decode: async (bytes) => {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return (
        buffer.length > atOnce ? await decodeLong(buffer, runtime, atOnce) : JSON.parse(buffer.toString())
      ) as never;
    },
  };
}

async function decodeLong(buffer: Buffer, runtime: Pick<Runtime, 'yieldTurn'>, atOnce: number): Promise<unknown> {
  const start = textStart(buffer);
  const text = start < 0 ? null : await readText(buffer, start, runtime);
  // No message of which most is one text: it is read as any other.
  if (text === null || buffer.length - (text.end - start) > atOnce) return JSON.parse(buffer.toString());
  // To put the pieces together was a piece of work itself.
  await runtime.yieldTurn();
  const [before, behind] = [buffer.toString('utf8', 0, start), buffer.toString('utf8', text.end)];
  let mark = TEXT_COMES_HERE;
  while (before.includes(mark) || behind.includes(mark)) mark += SIGN;
  return JSON.parse(before + mark + behind, (key, value: unknown) =>
    key === 'text' && value === mark ? text.text : value,
  );
}

/** Where the text begins, behind its quote; -1 where there is none. Inside of a string, quotes are written otherwise. */
function textStart(buffer: Buffer): number {
  const passBlanks = (from: number): number => {
    let at = from;
    while (BLANKS.includes(buffer[at]!)) at++;
    return at;
  };
  for (let at = buffer.indexOf(KEY); at >= 0; at = buffer.indexOf(KEY, at + 1)) {
    const colon = passBlanks(at + KEY.length);
    if (buffer[colon] !== COLON) continue;
    const quote = passBlanks(colon + 1);
    if (buffer[quote] === QUOTE) return quote + 1;
  }
  return -1;
}

interface Text {
  readonly text: string;
  /** Where its closing quote stands. */
  readonly end: number;
}

/** @returns `null` where it is no JSON */
async function readText(buffer: Buffer, start: number, runtime: Pick<Runtime, 'yieldTurn'>): Promise<Text | null> {
  const pieces: string[] = [];
  let isOver = sliceEnds();
  for (let from = start; from < buffer.length;) {
    const cut = cutNear(buffer, from, from + PIECE);
    const piece = unquoted(buffer.toString('utf8', from, cut));
    if (piece === null) {
      const end = closingQuote(buffer, from, cut);
      const last = end < 0 ? null : unquoted(buffer.toString('utf8', from, end));
      return last === null ? null : { text: [...pieces, last].join(''), end };
    }
    pieces.push(piece);
    from = cut;
    if (!isOver()) continue;
    await runtime.yieldTurn();
    isOver = sliceEnds();
  }
  return null;
}

/** @returns `null` where it is no content of a string: it goes beyond the end, say */
function unquoted(content: string): string | null {
  try {
    return JSON.parse(`"${content}"`) as string;
  } catch {
    // Who asks looks for the reason.
    return null;
  }
}

/** A place near to another one that is inside of no character and of no escape. */
function cutNear(buffer: Buffer, from: number, near: number): number {
  if (near >= buffer.length) return buffer.length;
  let cut = near;
  // An escape is at most six bytes long: `\u00e4`.
  for (let at = near - 1; at >= Math.max(from, near - 6); at--) {
    if (buffer[at] !== BACKSLASH || !isEscape(buffer, at, from)) continue;
    cut = Math.max(cut, at + (buffer[at + 1] === LETTER_U ? 6 : 2));
    break;
  }
  while (isContinuation(buffer[cut]!)) cut++;
  return Math.min(cut, buffer.length);
}

/** Whether a backslash is not itself escaped. @param from no escape goes across this place */
function isEscape(buffer: Buffer, at: number, from: number): boolean {
  let first = at;
  while (first > from && buffer[first - 1] === BACKSLASH) first--;
  return (at - first) % 2 === 0;
}

/** Of a character in several bytes, all but the first. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function closingQuote(buffer: Buffer, from: number, to: number): number {
  for (let at = buffer.indexOf(QUOTE, from); at >= 0 && at < to; at = buffer.indexOf(QUOTE, at + 1)) {
    if (at === from || buffer[at - 1] !== BACKSLASH || !isEscape(buffer, at - 1, from)) return at;
  }
  return -1;
}
