/**
 * The character classes of XML 1.0, 5th edition, for scanners that walk UTF-16 units.
 *
 * ASCII characters are looked up in a table, all others go to the code-point predicates of `xmlchars`.
 */
import { isChar, isNameChar, isNameStartChar } from 'xmlchars/xml/1.0/ed5';

/** Production [2] Char. Takes a code point; a lone surrogate is no Char. */
export const isXmlChar: (codePoint: number) => boolean = isChar;

const NAME_START = 1;
const NAME = 2;
/** For each ASCII unit, whether it can start a Name and whether it can occur in one (productions [4] and [4a]). */
const ASCII = Uint8Array.from({ length: 0x80 }, (_, unit) => {
  return (isNameStartChar(unit) ? NAME_START : 0) | (isNameChar(unit) ? NAME : 0);
});

/** Whether a UTF-16 unit is white space: production [3] S. */
export function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

/** The end of the white space that starts at `pos`; `pos` itself where there is none. */
export function skipSpace(source: string, pos: number): number {
  while (pos < source.length && isSpace(source.charCodeAt(pos))) pos++;
  return pos;
}

/** The range of a text without leading and trailing white space; both offsets are the text's length where it is white space only. */
export function trimmedRange(text: string): { start: number; end: number } {
  const start = skipSpace(text, 0);
  let end = text.length;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** Whether a Name (production [5]) starts at `pos`. */
export function isNameStartAt(source: string, pos: number): boolean {
  if (pos >= source.length) return false;
  const unit = source.charCodeAt(pos);
  return unit < 0x80 ? (ASCII[unit]! & NAME_START) !== 0 : isNameStartChar(source.codePointAt(pos)!);
}

/** The end of the Name (production [5]) that starts at `pos`; `pos` itself where none starts. */
export function scanName(source: string, pos: number): number {
  return isNameStartAt(source, pos) ? scanNmtoken(source, pos) : pos;
}

/** The end of the Nmtoken (production [7]) that starts at `pos`; `pos` itself where none starts. */
export function scanNmtoken(source: string, pos: number): number {
  while (pos < source.length) {
    const unit = source.charCodeAt(pos);
    if (unit < 0x80) {
      if ((ASCII[unit]! & NAME) === 0) break;
      pos++;
    } else {
      const codePoint = source.codePointAt(pos)!;
      if (!isNameChar(codePoint)) break;
      pos += codePoint > 0xffff ? 2 : 1;
    }
  }
  return pos;
}

const ILLEGAL =
  '[\\0-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]';
const ILLEGAL_CHARACTER = new RegExp(ILLEGAL);
/** One class without context, three times as fast: most texts have none of these. */
const SUSPECT = /[\0-\x08\x0B\x0C\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/;
const ILLEGAL_RANGES = new RegExp(`(?:${ILLEGAL})+`, 'g');

/** Whether a text has a character that XML does not allow: production [2], lone surrogates included. */
export function hasIllegalCharacter(text: string): boolean {
  return SUSPECT.test(text) && ILLEGAL_CHARACTER.test(text);
}

/** The ranges of adjacent illegal characters in a text: half-open, in UTF-16 units. */
export function illegalRanges(text: string): { start: number; end: number }[] {
  if (!hasIllegalCharacter(text)) return [];
  return Array.from(text.matchAll(ILLEGAL_RANGES), ({ index, 0: match }) => ({
    start: index,
    end: index + match.length,
  }));
}
