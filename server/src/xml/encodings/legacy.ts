import { type Charset, replacementRanges } from './charset';
/** The encodings in which the bytes of a character depend on those before it: they cannot be encoded by a table. */
const STATEFUL: ReadonlySet<string> = new Set(['iso-2022-jp']);

/** An encoding of the platform's TextDecoder (windows-1252, Shift_JIS, GBK, …); null for an unknown name. */
export function legacyCharset(name: string): Charset | null {
  const decoder = decoderFor(name);
  if (decoder === null) return null;
  return {
    name,
    bytesPerUnit: 1,
    decode(bytes) {
      const text = decoder.decode(bytes);
      return { text, invalid: replacementRanges(text) };
    },
    encode: (text) => (STATEFUL.has(decoder.encoding) ? null : encodeWith(tableOf(decoder), text)),
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
 * The bytes of each character, as a number of one or two bytes. The platform has no TextEncoder for these encodings, so
 * that the table is made by decoding all single bytes and pairs of bytes, once for each encoding.
 */
function tableOf(decoder: Decoder): ReadonlyMap<string, number> {
  const known = tables.get(decoder.encoding);
  if (known !== undefined) return known;
  const table = new Map<string, number>();
  const add = (bytes: readonly number[], value: number): boolean => {
    const text = decoder.decode(Uint8Array.from(bytes));
    const isOne = Array.from(text).length === 1 && text !== '\uFFFD';
    if (isOne && !table.has(text)) table.set(text, value);
    return isOne;
  };
  for (let byte = 0; byte < 0x100; byte++) {
    if (add([byte], byte)) continue;
    for (let second = 0x40; second < 0xff; second++) add([byte, second], byte * 0x100 + second);
  }
  tables.set(decoder.encoding, table);
  return table;
}

function encodeWith(table: ReadonlyMap<string, number>, text: string): Uint8Array | null {
  const bytes: number[] = [];
  for (const character of text) {
    const value = table.get(character);
    if (value === undefined) return null;
    if (value > 0xff) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}
