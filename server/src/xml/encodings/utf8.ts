import type { Charset, DecodedText } from './charset';
import { replacements } from './replacements';

/** UTF-8. */
export function utf8(): Charset {
  return {
    name: 'UTF-8',
    bytesPerUnit: 1,
    decode,
    encode: (text) => (/\p{Surrogate}/u.test(text) ? null : new TextEncoder().encode(text)),
  };
}

function decode(bytes: Uint8Array): DecodedText {
  const { text, invalid } = decodeStretch(bytes);
  // A U+FFFD that was written as such is no mistake: only where there is one, each stretch between two is read alone.
  return invalid.length > 0 && indexOfReplacement(bytes, 0) >= 0 ? decodeStretches(bytes) : { text, invalid };
}

function decodeStretch(bytes: Uint8Array): DecodedText {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return { text, invalid: text.includes('\uFFFD') ? replacements(text) : [] };
}

function decodeStretches(bytes: Uint8Array): DecodedText {
  const invalid: { start: number; end: number }[] = [];
  let text = '';
  for (let from = 0; ;) {
    const at = indexOfReplacement(bytes, from);
    const stretch = decodeStretch(bytes.subarray(from, at < 0 ? bytes.length : at));
    for (const { start, end } of stretch.invalid) invalid.push({ start: start + text.length, end: end + text.length });
    text += stretch.text;
    if (at < 0) return { text, invalid };
    text += '\uFFFD';
    from = at + 3;
  }
}

/** Where the bytes of U+FFFD itself stand. */
function indexOfReplacement(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xef, from); at >= 0; at = bytes.indexOf(0xef, at + 1)) {
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) return at;
  }
  return -1;
}
