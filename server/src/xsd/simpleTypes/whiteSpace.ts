/** Whitespace normalization by the whiteSpace facet (Datatypes 4.3.6). */
import { isSpace, skipSpace } from '../../xml/characters';
import type { WhiteSpace } from './types';

const NEEDS_REPLACING = /[\t\n\r]/;
const NEEDS_COLLAPSING = /^ | $|[\t\n\r]| {2}/;

/** A text normalized by the facet; the same string if it is unchanged. */
export function normalized(text: string, whiteSpace: WhiteSpace): string {
  if (whiteSpace === 'preserve') return text;
  if (whiteSpace === 'replace') return NEEDS_REPLACING.test(text) ? text.replace(/[\t\n\r]/g, ' ') : text;
  return NEEDS_COLLAPSING.test(text) ? trimmed(text).replace(/[ \t\n\r]+/g, ' ') : text;
}

/** The ranges of the items in the text of a list. */
export function* itemsOf(text: string): Generator<{ readonly start: number; readonly end: number }> {
  let start = skipSpace(text, 0);
  while (start < text.length) {
    let end = start;
    while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
    yield { start, end };
    start = skipSpace(text, end);
  }
}

/** The range of a text without surrounding whitespace; empty, at offset 0, if there is nothing else. */
export function trimmedRange(text: string): { readonly start: number; readonly end: number } {
  const start = skipSpace(text, 0);
  if (start === text.length) return { start: 0, end: 0 };
  let end = text.length;
  while (isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function trimmed(text: string): string {
  const { start, end } = trimmedRange(text);
  return text.slice(start, end);
}
