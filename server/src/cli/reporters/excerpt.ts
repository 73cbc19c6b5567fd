import type { Range } from '../../service/findings';

/** A source line with the range under it marked. */
export interface Excerpt {
  /** The line's number, from 1. */
  readonly gutter: string;
  readonly line: string;
  /** Spaces and `^`, to be printed below `line`. */
  readonly underline: string;
}

/** Columns that an excerpt takes at most: a file may be one single line. */
const MAX_WIDTH = 110;
/** What is shown of the line before the range at least, where the line must be cut. */
const LEAD = 30;

/**
 * The excerpt of a range's first line. A range without width gets one `^`; one of several lines is marked to the end of
 * its first line.
 * @param text the whole line without its line break
 */
export function excerpt({ start, end }: Range, text: string): Excerpt {
  const from = Math.min(start.character, text.length);
  const to = end.line > start.line ? text.length : Math.min(end.character, text.length);
  const cutLeft = text.length > MAX_WIDTH && from > LEAD ? from - LEAD : 0;
  const cutRight = Math.min(text.length, cutLeft + MAX_WIDTH);
  const left = cutLeft > 0 ? '…' : '';
  const right = cutRight < text.length ? '…' : '';
  const before = cells(left + text.slice(cutLeft, from));
  const marked = cells(text.slice(from, Math.min(to, cutRight)));
  return {
    gutter: String(start.line + 1),
    line: shown(left + text.slice(cutLeft, cutRight) + right),
    underline: ' '.repeat(before) + '^'.repeat(Math.max(1, marked)),
  };
}

/** One printable character for each that would move the cursor: tabs become spaces, so that the marks stay below. */
function shown(text: string): string {
  return text
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '·')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '·');
}

/** Scripts whose characters take two cells of a terminal. */
const WIDE = /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Emoji_Presentation}|[！-｠]/u;

/** How many cells of a terminal a text takes. Combining marks take none. */
function cells(text: string): number {
  let count = 0;
  for (const character of text) count += /\p{Mark}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return count;
}
