/** Where to go on behind bytes that are not well-formed. A guess: what comes of a wrong one costs time, nothing else. */
import { readBytes, type ByteSource } from '../../xml/stream/source';

const LF = 0x0a;
const LESS = 0x3c;
/** How far back a line's start is looked for. */
const WIDEST_INDENT = 256;
/** How much is looked through at once. */
const CHUNK = 1 << 16;

/** How many blanks stand between the line's start and `place`; -1 where something else does. */
export function indentAt(source: ByteSource, place: number): number {
  const from = Math.max(0, place - WIDEST_INDENT);
  const bytes = readBytes(source, from, place);
  for (let i = bytes.length - 1; i >= 0; i--) {
    if (bytes[i] === LF) return bytes.length - 1 - i;
    if (bytes[i] !== 0x20 && bytes[i] !== 0x09) return -1;
  }
  return from === 0 ? bytes.length : -1;
}

/** The place behind `from` where the start tag of an element of that name stands, as far indented; -1 for none. */
export function nextStartTag(source: ByteSource, from: number, name: string, indent: number): number {
  const tag = new TextEncoder().encode(`<${name}`);
  for (let at = from; at < source.size; at += CHUNK) {
    const bytes = readBytes(source, at, at + CHUNK + tag.length + 1);
    for (let i = bytes.indexOf(LESS); i >= 0 && i < CHUNK; i = bytes.indexOf(LESS, i + 1)) {
      const isTag = tag.every((byte, index) => bytes[i + index] === byte) && isDelimiter(bytes[i + tag.length]);
      if (isTag && (indent < 0 || indentAt(source, at + i) === indent)) return at + i;
    }
  }
  return -1;
}

function isDelimiter(byte: number | undefined): boolean {
  return byte !== undefined && ' \t\r\n/>'.includes(String.fromCharCode(byte));
}
