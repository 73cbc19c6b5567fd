/** What writes a comment that suppresses a problem, for somebody who knows better than the rule. */
import type { FixEdit } from '../../vpc/rules/fixes';
import { contextAt } from '../../xml/context';
import { rootElement } from '../../xml/locate';
import type { Problem } from '../../xml/problem';
import type { XmlTree } from '../../xml/tree';
import type { GovernedDocument } from '../document';
import type { Fix } from '../fixes';
import { indentAt, lineBreakOf, lineStartOf } from '../fixes/lines';
import { isGood, trial } from '../fixes/trial';
import { isSuppressible } from './codes';
import { suppressionsIn, type Suppression } from './comments';

/**
 * Comments that suppress a problem: for its line, and for the file. None of them is preferred, and each was tried. Yields
 * between trials.
 * @param problems all problems of the document
 */
export function* suppressionsFor(
  problem: Problem,
  document: GovernedDocument,
  problems: readonly Problem[],
): Generator<void, Fix[], undefined> {
  const { code } = problem;
  if (!isSuppressible(code)) return [];
  const { tree } = document;
  const proposals = [
    { title: 'Suppress {0} for this line', edit: forLine(tree, problem) },
    { title: 'Suppress {0} in this file', edit: forFile(tree, code) },
  ];
  const good: Fix[] = [];
  for (const { title, edit } of proposals) {
    yield;
    if (edit === null) continue;
    const change = { kind: 'edit', edits: [edit] } as const;
    const outcome = yield* trial(document, problems, change);
    if (isGood(outcome, problem, change)) good.push({ title, args: [code], preferred: false, change });
  }
  return good;
}

/** The comment above the line; `null` where nothing can be written there, in the middle of a tag, say. */
function forLine(tree: XmlTree, { code, start }: Problem): FixEdit | null {
  const { line } = tree.positionAt(start);
  const above = suppressionsIn(tree).find(
    ({ kind, end }) => kind === 'next-line' && tree.positionAt(end).line === line - 1,
  );
  if (above !== undefined) return withCode(above, code);
  const lineStart = lineStartOf(tree, start);
  if (line === 0 || contextAt(tree, lineStart).kind !== 'text') return null;
  return inserted(lineStart, `${indentAt(tree, start)}<!-- vpc-disable-next-line ${code} -->${lineBreakOf(tree)}`);
}

/** The comment in front of the root element. */
function forFile(tree: XmlTree, code: string): FixEdit | null {
  const known = suppressionsIn(tree).find(({ kind, codes }) => kind === 'file' && codes.length > 0);
  if (known !== undefined) return withCode(known, code);
  const root = rootElement(tree);
  return root && inserted(root.offset, `<!-- vpc-disable-file ${code} -->${lineBreakOf(tree)}`);
}

/** `null` for a comment that names no codes: it means all of them already. */
function withCode({ codes }: Suppression, code: string): FixEdit | null {
  const last = codes.at(-1);
  return last === undefined ? null : inserted(last.end, ` ${code}`);
}

function inserted(start: number, text: string): FixEdit {
  return { start, end: start, text };
}
