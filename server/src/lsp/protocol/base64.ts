/** Bytes in messages: JSON has no type for them, and a text would hide what is wrong with their encoding. RFC 4648, 4. */

/** How many bytes are converted at once: the number of arguments of a call is limited. */
const CHUNK = 8192;

/** Bytes in base64. */
export function base64Of(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += CHUNK) {
    parts.push(String.fromCharCode(...bytes.subarray(from, from + CHUNK)));
  }
  return btoa(parts.join(''));
}

/** The bytes of a text in base64. Throws a `DOMException` where it is not base64. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
