import type { Charset } from './charset';
import { replacements } from './replacements';

/** The encodings in which a character may depend on what was written before it, so that no table can write them. */
const STATEFUL: ReadonlySet<string> = new Set(['iso-2022-jp']);

/** An encoding that the platform's TextDecoder knows (windows-1252, Shift_JIS, GBK, …); null for any other name. */
export function legacyCharset(name: string): Charset | null {
  const decoder = decoderFor(name);
  if (decoder === null) return null;
  return {
    name,
    bytesPerUnit: 1,
    decode(bytes) {
      const text = decoder.decode(bytes);
      return { text, invalid: replacements(text) };
    },
    encode: (text) => (STATEFUL.has(decoder.encoding) ? null : encodeBy(tableOf(decoder), text)),
  };
}

type Decoder = InstanceType<typeof TextDecoder>;

function decoderFor(name: string): Decoder | null {
  try {
    return new TextDecoder(name, { ignoreBOM: true });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const tables = new Map<string, ReadonlyMap<string, number>>();

/**
 * The bytes of each character, as a number of one or two bytes. There is no TextEncoder for these encodings, so the
 * table is made once by decoding all bytes and pairs of bytes.
 */
function tableOf(decoder: Decoder): ReadonlyMap<string, number> {
  const known = tables.get(decoder.encoding);
  if (known !== undefined) return known;
  const table = new Map<string, number>();
  const note = (bytes: readonly number[], value: number): boolean => {
    const text = decoder.decode(Uint8Array.from(bytes));
    const isOne = Array.from(text).length === 1 && text !== '\uFFFD';
    if (isOne && !table.has(text)) table.set(text, value);
    return isOne;
  };
  for (let byte = 0; byte < 0x100; byte++) {
    if (note([byte], byte)) continue;
    for (let trail = 0x40; trail < 0xff; trail++) note([byte, trail], byte * 0x100 + trail);
  }
  tables.set(decoder.encoding, table);
  return table;
}

function encodeBy(table: ReadonlyMap<string, number>, text: string): Uint8Array | null {
  const bytes: number[] = [];
  for (const character of text) {
    const value = table.get(character);
    if (value === undefined) return null;
    if (value > 0xff) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}
