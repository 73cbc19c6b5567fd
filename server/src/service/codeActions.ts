import { finished, inSteps } from '../xml/pause';
import type { Problem } from '../xml/problem';
import { diagnostics } from './diagnostics';
import type { GovernedDocument } from './document';
import { fixesInSteps, type Fix } from './fixes';
import { suppressionsFor } from './suppression/actions';

/** A fix, and the problem that it removes. */
export interface CodeAction {
  readonly fix: Fix;
  readonly problem: Problem;
}

/** All sure fixes of one kind of problem, offered beside the fix of one of them. */
export interface FixAllOfKind {
  readonly code: string;
  /** How many problems of the kind there are. */
  readonly count: number;
  readonly problem: Problem;
}

/** What can be done in a range. */
export interface CodeActions {
  readonly fixes: readonly CodeAction[];
  readonly ofKind: readonly FixAllOfKind[];
  /** Comments that keep problems from being reported. */
  readonly suppressions: readonly CodeAction[];
}

/** In a range with more problems, the first of them are answered for: nobody reads a longer list. */
const MOST_PROBLEMS = 16;
/** For so many of them suppressing is offered: it is what is least often wanted. */
const MOST_SUPPRESSED = 4;

/**
 * What can be done about the problems that a range touches, in order of the problems. The problems are found anew (what
 * did not change is remembered), so nothing has to be carried through the editor and back.
 */
export function codeActions(document: GovernedDocument, start: number, end: number): CodeActions {
  return finished(codeActionsInSteps(document, start, end));
}

/** The same for whoever lets others have their turn: yields between trials. */
export function* codeActionsInSteps(
  document: GovernedDocument,
  start: number,
  end: number,
): Generator<void, CodeActions, undefined> {
  const problems = yield* inSteps(() => diagnostics(document));
  const touched = problems.filter((problem) => problem.start <= end && problem.end >= start).slice(0, MOST_PROBLEMS);
  const fixes: CodeAction[] = [];
  for (const problem of touched) {
    for (const fix of yield* fixesInSteps(problem, document, problems)) fixes.push({ fix, problem });
  }
  const suppressions: CodeAction[] = [];
  for (const problem of touched.slice(0, MOST_SUPPRESSED)) {
    for (const fix of yield* suppressionsFor(problem, document, problems)) suppressions.push({ fix, problem });
  }
  return { fixes, ofKind: kindsOf(fixes, problems), suppressions };
}

/** The kinds of problems of which a sure fix is offered here, and which there are more of. */
function kindsOf(fixes: readonly CodeAction[], problems: readonly Problem[]): FixAllOfKind[] {
  const kinds = new Map<string, Problem>();
  for (const { fix, problem } of fixes) {
    if (fix.preferred && fix.change.kind === 'edit' && !kinds.has(problem.code)) kinds.set(problem.code, problem);
  }
  return [...kinds].flatMap(([code, problem]) => {
    const count = problems.filter((other) => other.code === code).length;
    return count > 1 ? [{ code, count, problem }] : [];
  });
}

/** The fix that was offered under a title for a problem, made anew; `null` where it is not offered any more. Yields. */
export function* fixOffered(
  document: GovernedDocument,
  wanted: Pick<Problem, 'code' | 'start' | 'end'>,
  title: string,
  args: readonly string[],
): Generator<void, Fix | null, undefined> {
  const problems = yield* inSteps(() => diagnostics(document));
  const problem = problems.find(
    ({ code, start, end }) => code === wanted.code && start === wanted.start && end === wanted.end,
  );
  if (problem === undefined) return null;
  const isOffered = (fix: Fix): boolean => fix.title === title && fix.args.join('\n') === args.join('\n');
  return (
    (yield* fixesInSteps(problem, document, problems)).find(isOffered) ??
    (yield* suppressionsFor(problem, document, problems)).find(isOffered) ??
    null
  );
}
