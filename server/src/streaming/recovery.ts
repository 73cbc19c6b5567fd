/** Where to continue after ill-formed bytes. It is a guess: a wrong one costs time, and does not change the result. */
import { readBytes, type ByteSource } from './byteSource';

const LF = 0x0a;
const LESS = 0x3c;
/** How far back the start of a line is searched, in bytes. */
const MAX_INDENT = 256;
/** How many bytes are searched at once. */
const CHUNK = 1 << 16;

/** How many spaces and tabs there are between the start of the line and `place`; -1 where there is anything else. */
export function indentAt(source: ByteSource, place: number): number {
  const from = Math.max(0, place - MAX_INDENT);
  const bytes = readBytes(source, from, place);
  for (let i = bytes.length - 1; i >= 0; i--) {
    if (bytes[i] === LF) return bytes.length - 1 - i;
    if (bytes[i] !== 0x20 && bytes[i] !== 0x09) return -1;
  }
  return from === 0 ? bytes.length : -1;
}

/** The place of the next start tag with that name and indentation, at `from` or later; -1 where there is none. */
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
