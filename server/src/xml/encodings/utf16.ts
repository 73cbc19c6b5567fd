import type { Charset, DecodedText } from './charset';

/** How many units are made into a string at once: an argument list has its limit. */
const CHUNK = 8192;

/** UTF-16 in one order of bytes. Lone surrogates are kept: they are illegal characters of the text, not of its bytes. */
export function utf16(name: string, isLittleEndian: boolean): Charset {
  return {
    name,
    bytesPerUnit: 2,
    decode: (bytes) => decode(bytes, isLittleEndian),
    encode(text) {
      const bytes = new Uint8Array(text.length * 2);
      const view = new DataView(bytes.buffer);
      for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), isLittleEndian);
      return bytes;
    },
  };
}

function decode(bytes: Uint8Array, isLittleEndian: boolean): DecodedText {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length >> 1;
  const parts: string[] = [];
  for (let from = 0; from < length; from += CHUNK) {
    const units = new Uint16Array(Math.min(CHUNK, length - from));
    for (let i = 0; i < units.length; i++) units[i] = view.getUint16((from + i) * 2, isLittleEndian);
    parts.push(String.fromCharCode(...units));
  }
  if (bytes.length % 2 === 0) return { text: parts.join(''), invalid: [] };
  return { text: parts.join('') + '\uFFFD', invalid: [{ start: length, end: length + 1 }] };
}
