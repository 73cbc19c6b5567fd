import type { Problem } from '../xml/problem';
import { diagnostics } from './diagnostics';
import type { GovernedDocument } from './document';
import { fixesOf, type Fix } from './fixes';

/** A fix, and the problem that it removes. */
export interface CodeAction {
  readonly fix: Fix;
  readonly problem: Problem;
}

/**
 * What can be done about the problems that a range touches, in order of the problems. The problems are found anew (what
 * did not change is remembered), so nothing has to be carried through the editor and back.
 */
export function codeActions(document: GovernedDocument, start: number, end: number): CodeAction[] {
  return diagnostics(document)
    .filter((problem) => problem.start <= end && problem.end >= start)
    .flatMap((problem) => fixesOf(problem, document).map((fix) => ({ fix, problem })));
}
