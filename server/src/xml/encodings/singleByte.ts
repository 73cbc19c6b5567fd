import { type Charset, replacementRanges } from './charset';
/** How many UTF-16 units are made into a string at once: the number of arguments of a call is limited. */
const CHUNK = 8192;

const ASCII = Array.from({ length: 0x80 }, (_, byte) => byte);
const LATIN_1 = Array.from({ length: 0x100 }, (_, byte) => byte);
/** The unit of a byte that is no character. */
const INVALID = 0xfffd;
/** The characters of windows-1252 for bytes 128 to 159, which are control characters in ISO-8859-1. Five bytes are none: they show that a text is in another encoding. */
const WINDOWS = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ';

/** ISO-8859-1: each byte is a code point (the WHATWG encoding of that name, which browsers use, is windows-1252). */
export function latin1(): Charset {
  return singleByte('ISO-8859-1', LATIN_1);
}

/** US-ASCII: bytes from 128 on are invalid. */
export function usAscii(): Charset {
  return singleByte('US-ASCII', ASCII);
}

/** windows-1252, which some versions of Node decode as ISO-8859-1. */
export function windows1252(): Charset {
  return singleByte('windows-1252', [
    ...ASCII,
    ...Array.from(WINDOWS, (character) => character.charCodeAt(0)),
    ...LATIN_1.slice(0xa0),
  ]);
}

/** @param units the UTF-16 unit of each byte, U+FFFD for an invalid one; higher bytes are invalid */
function singleByte(name: string, units: readonly number[]): Charset {
  const bytesOf = new Map(units.map((unit, byte) => [unit, byte]));
  bytesOf.delete(INVALID);
  return {
    name,
    bytesPerUnit: 1,
    decode(bytes) {
      const parts: string[] = [];
      for (let from = 0; from < bytes.length; from += CHUNK) {
        const chunk = Uint16Array.from(bytes.subarray(from, from + CHUNK), (byte) => units[byte] ?? INVALID);
        parts.push(String.fromCharCode(...chunk));
      }
      const text = parts.join('');
      return { text, invalid: replacementRanges(text) };
    },
    encode(text) {
      const bytes = new Uint8Array(text.length);
      for (let i = 0; i < text.length; i++) {
        const byte = bytesOf.get(text.charCodeAt(i));
        if (byte === undefined) return null;
        bytes[i] = byte;
      }
      return bytes;
    },
  };
}
