/** Code actions that insert a comment to suppress a problem. */
import type { FixEdit } from '../../rules/fixes';
import { contextAt } from '../../xml/context';
import { rootElement } from '../../xml/locate';
import type { Problem } from '../../xml/problem';
import type { XmlTree } from '../../xml/tree';
import type { GovernedDocument } from '../../workspace/document';
import type { Fix } from './fixes';
import { indentAt, lineBreakOf, lineStartOf } from './lines';
import { isCleanFix, dryRun } from './dryRun';
import { isSuppressible } from '../../workspace/suppression/codes';
import { suppressionsIn, type Suppression } from '../../workspace/suppression/comments';
import type { Task } from '../../xml/task';

/**
 * The actions that suppress a problem for its line and for the file. None of them is preferred; each has been verified.
 * @param problems all problems of the document
 */
export function* suppressionFixes(
  problem: Problem,
  document: GovernedDocument,
  problems: readonly Problem[],
): Task<Fix[]> {
  const { code } = problem;
  if (!isSuppressible(code)) return [];
  const { tree } = document;
  const candidates = [
    { title: 'Suppress {0} for this line', edit: suppressLine(tree, problem) },
    { title: 'Suppress {0} in this file', edit: suppressInFile(tree, code) },
  ];
  const clean: Fix[] = [];
  for (const { title, edit } of candidates) {
    yield;
    if (edit === null) continue;
    const change = { kind: 'edit', edits: [edit] } as const;
    const result = yield* dryRun(document, problems, change);
    if (isCleanFix(result, problem, change)) clean.push({ title, args: [code], preferred: false, change });
  }
  return clean;
}

/** The comment before the line; `null` where no comment can be inserted, inside a tag for example. */
function suppressLine(tree: XmlTree, { code, start }: Problem): FixEdit | null {
  const { line } = tree.positionAt(start);
  const above = suppressionsIn(tree).find(
    ({ kind, end }) => kind === 'next-line' && tree.positionAt(end).line === line - 1,
  );
  if (above !== undefined) return addCode(above, code);
  const lineStart = lineStartOf(tree, start);
  if (line === 0 || contextAt(tree, lineStart).kind !== 'text') return null;
  return insertion(lineStart, `${indentAt(tree, start)}<!-- vpc-disable-next-line ${code} -->${lineBreakOf(tree)}`);
}

/** The comment before the root element. */
function suppressInFile(tree: XmlTree, code: string): FixEdit | null {
  const known = suppressionsIn(tree).find(({ kind, codes }) => kind === 'file' && codes.length > 0);
  if (known !== undefined) return addCode(known, code);
  const root = rootElement(tree);
  return root && insertion(root.offset, `<!-- vpc-disable-file ${code} -->${lineBreakOf(tree)}`);
}

/** `null` for a comment without codes: it suppresses all of them. */
function addCode({ codes }: Suppression, code: string): FixEdit | null {
  const last = codes.at(-1);
  return last === undefined ? null : insertion(last.end, ` ${code}`);
}

function insertion(start: number, text: string): FixEdit {
  return { start, end: start, text };
}
