/** Fixes of characters that cannot be seen or that XML does not allow. They keep all that can be seen. */
import { visibleText, hiddenIn } from '../../xml/invisible';
import { editFix, type FixMaker } from './fix';
import type { TextRange } from './lines';
import type { XmlTree } from '../../xml/tree';

/** Whether nothing of a text can be seen. */
export function isInvisible(text: string): boolean {
  return visibleText(text).trim() === '';
}

/** A space for characters that XML does not allow; nothing beside other whitespace and at the ends of a value. */
export const replaceIllegal: FixMaker = ({ tree, problem, marked }) =>
  // Half of a surrogate pair was a part of a character that could be seen.
  /\p{Cs}/u.test(marked) ? [removal(problem)] : [spaceFix(tree, problem)];

/**
 * The character of two references that are the halves of a surrogate pair, as programs for UTF-16 write it; a space for a
 * control. XML 1.0, 4.1, WFC: Legal Character.
 */
export const illegalReference: FixMaker = ({ tree, problem, marked }) => {
  const { start, end } = problem;
  const code = codeOf(marked);
  const before = REFERENCE_BEFORE.exec(tree.slice(Math.max(0, start - MAX_REFERENCE), start))?.[0] ?? '';
  const after = REFERENCE_AFTER.exec(tree.slice(end, end + MAX_REFERENCE))?.[0] ?? '';
  for (const [high, low, range] of [
    [code, codeOf(after), { start, end: end + after.length }],
    [codeOf(before), code, { start: start - before.length, end }],
  ] as const) {
    if (!(high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff)) continue;
    const character = String.fromCharCode(high, low);
    return [editFix('Replace with "{0}"', [character], [{ ...range, text: character }], true)];
  }
  return [code < 0x20 ? spaceFix(tree, problem) : removal(problem)];
};

/** The longest reference that is searched for: `&#x0000D83D;` has leading zeros. */
const MAX_REFERENCE = 16;
const REFERENCE_BEFORE = /&#(?:x[0-9a-f]+|\d+);$/i;
const REFERENCE_AFTER = /^&#(?:x[0-9a-f]+|\d+);/i;

/** The code point of a character reference; `NaN` for any other text. */
function codeOf(reference: string): number {
  const [, hex, decimal] = /^&#(?:x([0-9a-f]+)|(\d+));$/i.exec(reference) ?? [];
  return hex === undefined ? Number(decimal) : parseInt(hex, 16);
}

function removal({ start, end }: TextRange) {
  return editFix('Remove it', [], [{ start, end, text: '' }]);
}

function spaceFix(tree: XmlTree, { start, end }: TextRange) {
  const before = tree.slice(Math.max(0, start - 1), start);
  const after = tree.slice(end, end + 1);
  const isBetween = /[^\s>"']/.test(before) && /[^\s<>"']/.test(after);
  return isBetween
    ? editFix('Replace with a space', [], [{ start, end, text: ' ' }], true)
    : editFix('Remove it', [], [{ start, end, text: '' }], true);
}

/** Plain spaces for text between elements of which nothing can be seen. */
export const plainSpaces: FixMaker = function* ({ tree, problem: { start, end }, marked }) {
  const text = marked.replace(/&#(?:x[0-9a-f]+|\d+);/gi, (reference) => String.fromCodePoint(codeOf(reference)));
  if (hiddenIn(text).length === 0 || !isInvisible(text)) return;
  // A reference after the marked text belongs to the same text.
  const rest = tree.slice(end, end + MAX_REFERENCE).startsWith('&');
  if (!rest) yield editFix('Replace with plain spaces', [], [{ start, end, text: visibleText(text) }], true);
};
