/** Fixes of suppression comments. */
import { nearest } from '../../xml/nearest';
import type { XmlTree } from '../../xml/tree';
import { DOCUMENT_CODES, isSuppressible } from '../../workspace/suppression/codes';
import {
  SUPPRESSION_WORDS,
  suppressionsIn,
  type NamedCode,
  type Suppression,
} from '../../workspace/suppression/comments';
import { editFix, type FixEdit, type FixMaker, type FixRequest } from './fix';
import { lineStartOf } from './lines';

/** Removes a comment that suppresses nothing, or the code in it that suppresses nothing; preferred unless a reason is lost. */
export const removeSuppression: FixMaker = (request) => {
  const { suppression, named } = suppressionAt(request);
  if (suppression === null) return [];
  return named === null
    ? [removeCommentFix(suppression, request.tree)]
    : removeCodeFixes(suppression, named, request, true);
};

/** Removes a code that cannot be suppressed; with its last code, the comment is removed. */
export const removeCode: FixMaker = (request) => {
  const { suppression, named } = suppressionAt(request);
  if (suppression?.kind == null || named === null) return [];
  return removeCodeFixes(suppression, named, request, false);
};

/** Replaces a misspelt keyword or code with the most similar known one. */
export const correctWord: FixMaker = (request) => {
  const { suppression, named } = suppressionAt(request);
  if (suppression === null) return [];
  const wrong = named ?? suppression.word;
  const known = suppression.kind === null ? SUPPRESSION_WORDS : DOCUMENT_CODES.filter(isSuppressible);
  return nearest(wrong.code, known)
    .slice(0, 1)
    .map((word) =>
      editFix('Replace with "{0}"', [word], [{ start: wrong.start, end: wrong.end, text: word }], 'alone'),
    );
};

/** The comment with a problem, and the code in it that has it; `named` is `null` where the whole comment has it. */
function suppressionAt({ tree, problem }: FixRequest): { suppression: Suppression | null; named: NamedCode | null } {
  const suppression =
    suppressionsIn(tree).find(({ start, end }) => start <= problem.start && problem.end <= end) ?? null;
  const named = suppression?.codes.find(({ start, end }) => start === problem.start && end === problem.end) ?? null;
  return { suppression, named };
}

function removeCommentFix(suppression: Suppression, tree: XmlTree) {
  return editFix('Remove the comment', [], [commentRemoval(suppression, tree)], suppression.reason === '');
}

/** Removes the whole comment, with its line if nothing else is on it. */
function commentRemoval({ start, end }: Suppression, tree: XmlTree): FixEdit {
  const lineStart = lineStartOf(tree, start);
  const { line } = tree.positionAt(end);
  const nextLine = line + 1 < tree.lineCount ? tree.lineStart(line + 1) : -1;
  const isAlone =
    nextLine >= 0 && /^[ \t]*$/.test(tree.slice(lineStart, start)) && /^\s*$/.test(tree.slice(end, nextLine));
  return isAlone ? { start: lineStart, end: nextLine, text: '' } : { start, end, text: '' };
}

function removeCodeFixes(
  suppression: Suppression,
  { code, start, end }: NamedCode,
  { tree }: FixRequest,
  isPreferred: boolean,
) {
  const { codes, word } = suppression;
  if (codes.length === 1) {
    const isSafe = isPreferred && suppression.reason === '';
    return [editFix('Remove the comment', [], [commentRemoval(suppression, tree)], isSafe)];
  }
  const index = codes.findIndex((other) => other.start === start);
  // Removed with the separator before it; the first code, with the separator after it.
  const edit =
    index > 0 ? { start: codes[index - 1]!.end, end, text: '' } : { start: word.end, end: codes[1]!.start, text: ' ' };
  return [editFix('Remove "{0}" from the comment', [code], [edit], isPreferred)];
}
