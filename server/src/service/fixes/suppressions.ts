/** Fixes of comments that suppress problems. */
import { nearest } from '../../vpc/rules/nearest';
import type { XmlTree } from '../../xml/tree';
import { DOCUMENT_CODES, isSuppressible } from '../suppression/codes';
import { SUPPRESSION_WORDS, suppressionsIn, type NamedCode, type Suppression } from '../suppression/comments';
import { editing, type FixEdit, type FixMaker, type FixRequest } from './fix';
import { lineStartOf } from './lines';

/** Removes a comment that suppresses nothing, or of a comment the code that does. */
export const removeSuppression: FixMaker = (request) => {
  const { suppression, named } = placeOf(request);
  if (suppression === null) return [];
  return named === null ? [removing(suppression, request.tree)] : removingCode(suppression, named, request, true);
};

/** Takes a code out that cannot be suppressed; the comment goes with its last code. */
export const removeCode: FixMaker = (request) => {
  const { suppression, named } = placeOf(request);
  if (suppression?.kind == null || named === null) return [];
  return removingCode(suppression, named, request, false);
};

/** Writes the word or the code that was meant. */
export const correctWord: FixMaker = (request) => {
  const { suppression, named } = placeOf(request);
  if (suppression === null) return [];
  const place = named ?? suppression.word;
  const known = suppression.kind === null ? SUPPRESSION_WORDS : DOCUMENT_CODES.filter(isSuppressible);
  return nearest(place.code, known)
    .slice(0, 1)
    .map((word) => editing('Replace by "{0}"', [word], [{ start: place.start, end: place.end, text: word }], 'alone'));
};

/** The comment that a problem is about, and the code in it; `named` is `null` where it is about all of the comment. */
function placeOf({ tree, problem }: FixRequest): { suppression: Suppression | null; named: NamedCode | null } {
  const suppression =
    suppressionsIn(tree).find(({ start, end }) => start <= problem.start && problem.end <= end) ?? null;
  const named = suppression?.codes.find(({ start, end }) => start === problem.start && end === problem.end) ?? null;
  return { suppression, named };
}

function removing(suppression: Suppression, tree: XmlTree) {
  return editing('Remove the comment', [], [removal(suppression, tree)], true);
}

/** All of the comment; with its line where nothing else stands on it. */
function removal({ start, end }: Suppression, tree: XmlTree): FixEdit {
  const lineStart = lineStartOf(tree, start);
  const { line } = tree.positionAt(end);
  const nextLine = line + 1 < tree.lineCount ? tree.lineStart(line + 1) : -1;
  const isAlone =
    nextLine >= 0 && /^[ \t]*$/.test(tree.slice(lineStart, start)) && /^\s*$/.test(tree.slice(end, nextLine));
  return isAlone ? { start: lineStart, end: nextLine, text: '' } : { start, end, text: '' };
}

function removingCode(suppression: Suppression, { code, start, end }: NamedCode, { tree }: FixRequest, sure: boolean) {
  const { codes, word } = suppression;
  if (codes.length === 1) return [editing('Remove the comment', [], [removal(suppression, tree)], sure)];
  const index = codes.findIndex((other) => other.start === start);
  // With what separates it from the code before it; of the first one, from the code behind it.
  const edit =
    index > 0 ? { start: codes[index - 1]!.end, end, text: '' } : { start: word.end, end: codes[1]!.start, text: ' ' };
  return [editing('Remove "{0}" from the comment', [code], [edit], sure)];
}
