/** Reads the XML parts of a workbook, piece by piece. The namespaces of the two editions of the format differ, so names are local ones. */
import { Parser } from 'saxen';
import { checkpoint } from '../../../xml/budget';
import { TableFault } from '../fault';
import { damaged, type ZipArchive } from './zip';

/** What a reader of a part is told. */
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
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [depth, waiting, isFirst] = [0, 0, true];
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
      isFirst = false;
      write(decoder.decode(bytes, { stream: true }));
    });
    write(decoder.decode());
    parser.end();
  } catch (error) {
    throw isOwn(error) ? error : damaged();
  }
  if (depth !== 0) throw damaged();
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
  const name = wanted.startsWith('prefix:')
    ? Object.keys(attributes).find((key) => key.includes(':') && localName(key) === wanted.slice('prefix:'.length))
    : wanted;
  const value = name === undefined || !Object.hasOwn(attributes, name) ? undefined : attributes[name];
  return value === undefined ? undefined : decode(value);
}
