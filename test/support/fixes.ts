/** Fixes of a problem as text. */
import { render } from '../../server/src/xml/problem';
import type { Problem } from '../../server/src/xml/problem';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { diagnostics } from '../../server/src/language/diagnostics';
import { fixesOf, type Fix } from '../../server/src/language/fixes/fixes';
import { edited } from './cursor';
import { runToCompletion } from '../../server/src/xml/task';

/** The text after a fix; the new name of the file if it renames the file. */
export function resultOf({ change }: Fix, text: string): string {
  return change.kind === 'edit' ? edited(text, change.edits) : change.fileName;
}

/** Each fix of a problem: `title => text after it`, with `*` before the preferred one. */
export function offered(problem: Problem, document: GovernedDocument): string[] {
  const text = document.tree.text();
  return runToCompletion(fixesOf(problem, document)).map(
    (fix) => `${fix.preferred ? '* ' : ''}${render(fix.title, fix.args)} => ${resultOf(fix, text)}`,
  );
}

/** The only problem of a document, or the only one of a code. */
export function onlyProblem(document: GovernedDocument, code?: string): Problem {
  const problems = diagnostics(document).filter((problem) => code === undefined || problem.code === code);
  if (problems.length !== 1) {
    const found = problems.map((problem) => `${problem.code} ${document.tree.slice(problem.start, problem.end)}`);
    throw new Error(`There must be one problem, and there are: ${found.join(', ') || 'none'}`);
  }
  return problems[0]!;
}
