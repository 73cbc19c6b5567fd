import type { Problem } from '../../xml/problem';
import { diagnostics } from '../diagnostics';
import type { GovernedDocument } from '../../workspace/document';
import { candidatesFor, fixesOf, hasName, type Fix, type FixName } from './fixes';
import { suppressionFixes } from './suppressionActions';
import { resumable, type Task } from '../../xml/task';

/** A fix and the problem that it removes. */
export interface CodeAction {
  readonly fix: Fix;
  readonly problem: Problem;
}

/** One action for all problems of a code. */
export interface FixAllOfKind {
  readonly code: string;
  /** The number of problems that it is for. */
  readonly count: number;
  readonly problem: Problem;
  /** The fix that they get; `null`: each its safe fix. */
  readonly fix: FixName | null;
}

/** The code actions in a range. */
export interface CodeActions {
  readonly fixes: readonly CodeAction[];
  readonly ofKind: readonly FixAllOfKind[];
  /** Actions that insert suppression comments. */
  readonly suppressions: readonly CodeAction[];
}

/** Only the first problems of a range get actions: longer lists are not read. */
const MAX_PROBLEMS = 16;
/** Only the first of them can be suppressed: that is rarely wanted. */
const MAX_SUPPRESSION_PROBLEMS = 4;

/**
 * The code actions for the problems that touch a range, in the order of the problems. The problems are computed again
 * (unchanged nodes have memoised results), so the client does not have to send them.
 */
export function* codeActions(document: GovernedDocument, start: number, end: number): Task<CodeActions> {
  const problems = yield* resumable(() => diagnostics(document));
  const touched = problems.filter((problem) => problem.start <= end && problem.end >= start).slice(0, MAX_PROBLEMS);
  const fixes: CodeAction[] = [];
  for (const problem of touched) {
    for (const fix of yield* fixesOf(problem, document, problems)) fixes.push({ fix, problem });
  }
  const suppressions: CodeAction[] = [];
  for (const problem of touched.slice(0, MAX_SUPPRESSION_PROBLEMS)) {
    for (const fix of yield* suppressionFixes(problem, document, problems)) suppressions.push({ fix, problem });
  }
  return { fixes, ofKind: fixAllKinds(fixes, problems, document), suppressions };
}

/** Candidates are made for each problem of a kind; of more, an action would not say how many it is for. */
const MAX_OF_KIND = 1_000;

/** The codes that occur more than once: with a safe fix here, or whose best fix here would be the same for others. */
function fixAllKinds(
  fixes: readonly CodeAction[],
  problems: readonly Problem[],
  document: GovernedDocument,
): FixAllOfKind[] {
  const kinds = new Map<string, CodeAction>();
  for (const action of fixes) {
    const { fix, problem } = action;
    const known = kinds.get(problem.code)?.fix;
    const isBetter = known === undefined || (fix.preferred && !known.preferred);
    if (fix.change.kind === 'edit' && isBetter) kinds.set(problem.code, action);
  }
  return [...kinds].flatMap(([code, { fix, problem }]): FixAllOfKind[] => {
    const same = problems.filter((other) => other.code === code);
    if (fix.preferred) return same.length > 1 ? [{ code, count: same.length, problem, fix: null }] : [];
    if (same.length > MAX_OF_KIND) return [];
    const { title, args } = fix;
    const isFor = (other: Problem): boolean => candidatesFor(other, document).some((found) => hasName(found, fix));
    const count = same.filter(isFor).length;
    return count > 1 ? [{ code, count, problem, fix: { title, args } }] : [];
  });
}

/** The fix of a problem by its title, made again for the current document; `null` where it is not offered any more. */
export function* findFix(
  document: GovernedDocument,
  wanted: Pick<Problem, 'code' | 'start' | 'end'>,
  title: string,
  args: readonly string[],
): Task<Fix | null> {
  const problems = yield* resumable(() => diagnostics(document));
  const problem = problems.find(
    ({ code, start, end }) => code === wanted.code && start === wanted.start && end === wanted.end,
  );
  if (problem === undefined) return null;
  const isOffered = (fix: Fix): boolean => hasName(fix, { title, args });
  return (
    (yield* fixesOf(problem, document, problems)).find(isOffered) ??
    (yield* suppressionFixes(problem, document, problems)).find(isOffered) ??
    null
  );
}
