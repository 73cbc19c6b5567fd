/** Reads the XML parts of a workbook, piece by piece. The namespaces of the two editions of the format differ, so names are local ones. */
import { Parser } from 'saxen';
import { checkpoint } from '../../../xml/budget';
import { UTF_8 } from '../../../xml/encodings/registry';
import { TableFault } from '../fault';
import { damaged, type ZipArchive } from './zip';

/** What a reader of a part receives. */
export interface PartHandler {
  /** @param attribute the decoded value of an attribute by its local name, or by `prefix:name` with any prefix; `undefined`: none */
  open(name: string, attribute: (name: string) => string | undefined): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Worksheets have six levels. */
const MAX_DEPTH = 100;
/** Text between two tags, in UTF-16 units: a cell has at most 32,767. The parser searches all of it again with each piece. */
const MAX_TOKEN = 1_000_000;

/** Reads a part of an archive. Throws a {@link TableFault} where it is missing, not well-formed XML, or nested too deeply. */
export function readPart(archive: ZipArchive, name: string, handler: PartHandler): void {
  let [depth, waiting, isFirst] = [0, 0, true];
  let rest: Uint8Array = new Uint8Array();
  const parser = new Parser();
  parser.on('openTag', (tag, attributes, decode) => {
    checkpoint();
    waiting = 0;
    if (++depth > MAX_DEPTH) throw damaged();
    handler.open(localName(tag), (wanted) => attributeOf(attributes(), wanted, decode));
  });
  parser.on('closeTag', (tag) => {
    waiting = 0;
    depth--;
    handler.close?.(localName(tag));
  });
  parser.on('text', (text, decode) => handler.text?.(decode(text)));
  parser.on('cdata', (text) => handler.text?.(text));
  // A document type can define entities; no program writes one here.
  parser.on('attention', () => {
    throw damaged();
  });
  const write = (piece: string): void => {
    waiting += piece.length;
    if (waiting > MAX_TOKEN + piece.length) throw damaged();
    parser.write(piece);
  };
  try {
    archive.read(name, (bytes) => {
      // The only other encoding that the format allows (ECMA-376-2, 6.1.4); spreadsheet programs do not write it.
      if (isFirst && bytes[0] !== 0x3c && bytes[0] !== 0xef) throw new TableFault(NOT_UTF_8, [name]);
      const joined = rest.length === 0 ? bytes : concatenated(rest, bytes);
      const end = wholeCharacters(joined);
      rest = joined.slice(end);
      const text = decoded(joined.subarray(0, end));
      write(isFirst ? text.replace(/^\uFEFF/, '') : text);
      isFirst = false;
    });
    write(decoded(rest));
    parser.end();
  } catch (error) {
    throw isOwn(error) ? error : damaged();
  }
  if (depth !== 0) throw damaged();
}

function concatenated(one: Uint8Array, other: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(one.length + other.length);
  bytes.set(one);
  bytes.set(other, one.length);
  return bytes;
}

/** The length of bytes without a character at their end of which some are missing. RFC 3629, 3. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function decoded(bytes: Uint8Array): string {
  const { text, invalid } = UTF_8.decode(bytes);
  if (invalid.length > 0) throw damaged();
  return text;
}

const NOT_UTF_8 = 'Part "{0}" of the XLSX file is not UTF-8. Save the file in a spreadsheet program.';

/** The parser and the decoder throw `Error` and `TypeError` for what they do not understand. */
function isOwn(error: unknown): boolean {
  return !(error instanceof Error) || (error.constructor !== Error && error.constructor !== TypeError);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attributeOf(
  attributes: Readonly<Record<string, string>> | true,
  wanted: string,
  decode: (text: string) => string,
): string | undefined {
  if (attributes === true) return undefined;
  if (wanted.startsWith(PREFIX)) {
    const name = wanted.slice(PREFIX.length);
    const found = Object.entries(attributes).find(([key]) => key.includes(':') && localName(key) === name);
    return found && decode(found[1]);
  }
  if (!Object.hasOwn(attributes, wanted)) return undefined;
  // eslint-disable-next-line own/no-prototype-lookup -- Object.hasOwn was asked
  return decode(attributes[wanted]!);
}

const PREFIX = 'prefix:';
