import { type Charset, type DecodedText, replacementRanges } from './charset';

/** UTF-8. */
export function utf8(): Charset {
  return {
    name: 'UTF-8',
    bytesPerUnit: 1,
    decode: decodeUtf8,
    encode: (text) => (/\p{Surrogate}/u.test(text) ? null : new TextEncoder().encode(text)),
  };
}

function decodeUtf8(bytes: Uint8Array): DecodedText {
  const { text, invalid } = decodePart(bytes);
  // A U+FFFD in the file itself is not invalid: where there is one, the parts between them are decoded separately.
  return invalid.length > 0 && indexOfReplacement(bytes, 0) >= 0 ? decodeParts(bytes) : { text, invalid };
}

function decodePart(bytes: Uint8Array): DecodedText {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return { text, invalid: text.includes('\uFFFD') ? replacementRanges(text) : [] };
}

function decodeParts(bytes: Uint8Array): DecodedText {
  const invalid: { start: number; end: number }[] = [];
  let text = '';
  for (let from = 0; ;) {
    const at = indexOfReplacement(bytes, from);
    const part = decodePart(bytes.subarray(from, at < 0 ? bytes.length : at));
    for (const { start, end } of part.invalid) invalid.push({ start: start + text.length, end: end + text.length });
    text += part.text;
    if (at < 0) return { text, invalid };
    text += '\uFFFD';
    from = at + 3;
  }
}

/** The offset of the next U+FFFD, encoded in UTF-8, from `from` on; -1 for none. */
function indexOfReplacement(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xef, from); at >= 0; at = bytes.indexOf(0xef, at + 1)) {
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) return at;
  }
  return -1;
}

/** How many UTF-16 units are made into a string at once: the number of arguments of a call is limited. */
const CHUNK = 8192;

/** UTF-16 in one byte order. Lone surrogates are kept: they are illegal characters of the text, not invalid bytes. */
export function utf16(name: string, isLittleEndian: boolean): Charset {
  return {
    name,
    bytesPerUnit: 2,
    decode: (bytes) => decodeUtf16(bytes, isLittleEndian),
    encode(text) {
      const bytes = new Uint8Array(text.length * 2);
      const view = new DataView(bytes.buffer);
      for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), isLittleEndian);
      return bytes;
    },
  };
}

function decodeUtf16(bytes: Uint8Array, isLittleEndian: boolean): DecodedText {
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
