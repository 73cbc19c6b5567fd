/**
 * Characters that cannot be seen: which they are, what they are called, and how a message shows them.
 *
 * They look like nothing or like a plain space, so that two texts look the same and are not. Where the spelling of a language
 * or an emoji needs one, it belongs to what is seen, and is not counted.
 */

/** Format characters and controls, without those that separate lines and words. */
export const INVISIBLE =
  /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]/gu;

/** Spaces other than the plain one; Unicode, `White_Space` without what XML takes as white space. */
const SPACE = '\\p{Zs}\\p{Zl}\\p{Zp}\\u000B\\u000C\\u0085';

/** Scripts in which a joiner between two letters is spelling: Persian `می‌خواهم`. */
const CURSIVE = '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Nko}\\p{Script=Mongolian}';
/** Scripts in which a joiner after a sign is spelling, at the end of a word too: Malayalam `ന്‍`. */
const INDIC =
  '\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}' +
  '\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}';
const PICTURE = '\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\uFE0E\\uFE0F]?';

/** What is seen with the help of such characters: emoji, keycaps, flags of regions, joined letters, variants of letters. */
const SEEN = [
  '\\u{1F3F4}[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{3,6}\\u{E007F}',
  `${PICTURE}(?:\\u200D${PICTURE})*`,
  '[0-9#*]\\uFE0F\\u20E3',
  `(?<=[${CURSIVE}])[\\u200C\\u200D](?=[${CURSIVE}])`,
  `(?<=[${INDIC}])[\\u200C\\u200D]`,
  '(?<=\\p{Script=Han})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]',
  '(?<=\\p{Script=Mongolian})[\\u180B-\\u180D\\u180F]',
].join('|');

/** Format characters of Arabic, Syriac and Kaithi that are seen: they enclose the numbers after them. */
const ENCLOSING = '\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2\\u{110BD}\\u{110CD}';

/** U+2800 and U+FFFC have a glyph that is empty. Half of a surrogate pair has none. */
const HIDDEN =
  `(?![ ${ENCLOSING}])[\\p{Default_Ignorable_Code_Point}\\p{Cf}${SPACE}` +
  '\\u0000-\\u0008\\u000E-\\u001F\\u007F-\\u009F\\u2800\\uFFFC\\p{Cs}]';

const CANDIDATE = new RegExp(HIDDEN, 'u');
const SCANNED = new RegExp(`${SEEN}|(${HIDDEN})`, 'gu');
const IS_SPACE = new RegExp(`^[${SPACE}]$`, 'u');
const VISIBLE_ASCII = /^[\t\n\r -~]*$/;

/** A character that cannot be seen. */
export interface Hidden {
  /** Half-open, in UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  readonly character: string;
  /** Whether it is a kind of space: a plain space can replace it. */
  readonly isSpace: boolean;
}

/** The characters of a text that cannot be seen, in their order; plain spaces, tabs and line breaks of XML are none. */
export function hiddenIn(text: string): readonly Hidden[] {
  if (VISIBLE_ASCII.test(text) || !CANDIDATE.test(text)) return NONE;
  return Array.from(text.matchAll(SCANNED)).flatMap(({ index, 1: character }) =>
    character === undefined
      ? []
      : [{ start: index, end: index + character.length, character, isSpace: IS_SPACE.test(character) }],
  );
}

const NONE: readonly Hidden[] = [];

/** The text with a plain space for each kind of space, and without the other characters that cannot be seen. */
export function visibleText(text: string): string {
  return replaced(text, ({ isSpace }) => (isSpace ? ' ' : ''));
}

/** The text as a message shows it, with the code point of each character that cannot be seen: `[U+200B]KB5078752`. */
export function shown(text: string): string {
  return replaced(text, ({ character }) => `[${codePointOf(character)}]`);
}

function replaced(text: string, by: (hidden: Hidden) => string): string {
  const hidden = hiddenIn(text);
  if (hidden.length === 0) return text;
  let result = '';
  let done = 0;
  for (const found of hidden) {
    result += text.slice(done, found.start) + by(found);
    done = found.end;
  }
  return result + text.slice(done);
}

/** The code point of a character: `U+200B`. */
export function codePointOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The code point of a character with its name in Unicode, where that is known here: `U+200B (zero width space)`. */
export function characterName(character: string): string {
  const name = NAMES.get(character.codePointAt(0)!);
  return name === undefined ? codePointOf(character) : `${codePointOf(character)} (${name})`;
}

/** The characters that occur in practice: copied from web pages, word processors, PDF files and terminals. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x0b, 'line tabulation'],
  [0x0c, 'form feed'],
  [0x1b, 'escape'],
  [0x7f, 'delete'],
  [0x85, 'next line'],
  [0xa0, 'no-break space'],
  [0xad, 'soft hyphen'],
  [0x034f, 'combining grapheme joiner'],
  [0x061c, 'Arabic letter mark'],
  [0x180e, 'Mongolian vowel separator'],
  [0x2002, 'en space'],
  [0x2003, 'em space'],
  [0x2007, 'figure space'],
  [0x2008, 'punctuation space'],
  [0x2009, 'thin space'],
  [0x200a, 'hair space'],
  [0x200b, 'zero width space'],
  [0x200c, 'zero width non-joiner'],
  [0x200d, 'zero width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x2028, 'line separator'],
  [0x2029, 'paragraph separator'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202c, 'pop directional formatting'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x202f, 'narrow no-break space'],
  [0x205f, 'medium mathematical space'],
  [0x2060, 'word joiner'],
  [0x2066, 'left-to-right isolate'],
  [0x2067, 'right-to-left isolate'],
  [0x2068, 'first strong isolate'],
  [0x2069, 'pop directional isolate'],
  [0x3000, 'ideographic space'],
  [0x3164, 'Hangul filler'],
  [0xfe0f, 'variation selector-16'],
  [0xfeff, 'zero width no-break space'],
  [0xfffc, 'object replacement character'],
]);
