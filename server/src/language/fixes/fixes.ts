import { checkpoint } from '../../xml/budget';
import type { Fix, FixEdit } from '../../rules/fixes';
import type { Problem } from '../../xml/problem';
import { diagnostics } from '../diagnostics';
import type { GovernedDocument } from '../../workspace/document';
import { requestFor, type Candidate } from './fix';
import { makersFor } from './table';
import { bringsOnlyRules, isCleanFix, dryRun } from './dryRun';
import { resumable, type Task } from '../../xml/task';

export type { Fix, FixEdit };

/** What a fix does, by its title and arguments: fixes of several problems can do the same. */
export type FixName = Pick<Fix, 'title' | 'args'>;

/** Whether a fix does what another one does. */
export function hasName(fix: FixName, { title, args }: FixName): boolean {
  return fix.title === title && fix.args.length === args.length && fix.args.every((arg, index) => arg === args[index]);
}

/** Longer lists are not read. */
const MAX_FIXES = 6;
/** Each dry run validates the document again. */
const MAX_DRY_RUNS = 24;

/**
 * The fixes of a problem in the current document; best first, at most one preferred. Each has been verified: it removes the
 * problem and adds none, except in values that it leaves to be filled in.
 * @param problems all problems of the document; computed if omitted
 * @returns empty where the document does not have the problem any more
 */
export function* fixesOf(problem: Problem, document: GovernedDocument, problems?: readonly Problem[]): Task<Fix[]> {
  const all = problems ?? (yield* resumable(() => diagnostics(document)));
  const own = all.find((other) => isSame(other, problem));
  if (own === undefined) return [];
  return preferredFirst(yield* cleanCandidates(candidatesFor(own, document), own, document, all));
}

function* cleanCandidates(
  candidates: readonly Candidate[],
  problem: Problem,
  document: GovernedDocument,
  problems: readonly Problem[],
): Task<Candidate[]> {
  const clean: Candidate[] = [];
  const revealing = new Map<string, { readonly candidate: Candidate; readonly brought: number }>();
  for (const candidate of candidates.slice(0, MAX_DRY_RUNS)) {
    yield;
    const { change, group, decision } = candidate;
    if (group !== undefined && clean.some((other) => other.group === group)) continue;
    const result = yield* dryRun(document, problems, change);
    // What brings another problem is a decision, though the rule announces it.
    const preferred = candidate.preferred !== false && result.added.length > 0 ? false : candidate.preferred;
    if (isCleanFix(result, problem, change)) clean.push({ ...candidate, preferred });
    else if (decision !== undefined && bringsOnlyRules(result, problem)) {
      const brought = result.added.length;
      if (brought < (revealing.get(decision)?.brought ?? Infinity)) revealing.set(decision, { candidate, brought });
    }
    if (clean.length === MAX_FIXES) break;
  }
  for (const [decision, { candidate }] of revealing) {
    if (!clean.some((other) => other.decision === decision)) clean.push({ ...candidate, preferred: false });
  }
  return clean.slice(0, MAX_FIXES);
}

/** The search for a fix reads the tag or element of the problem, which can be as long as the document. */
const COST = 512;

/**
 * Whether there is a fix that needs no decision, as `source.fixAll.vpc` applies it. There is no dry run: a report asks this
 * for each of thousands of problems.
 */
export function hasSafeFix(problem: Problem, document: GovernedDocument): boolean {
  checkpoint(COST);
  const request = requestFor(problem, document);
  // Candidates are made one by one: those after the first safe one can have the text of half the document.
  for (const maker of makersFor(problem.code)) {
    for (const { preferred } of maker(request)) {
      if (preferred === true) return true;
    }
  }
  return false;
}

/** The candidates for a problem, not verified; each change once. */
export function candidatesFor(problem: Problem, document: GovernedDocument): Candidate[] {
  const request = requestFor(problem, document);
  const seen = new Set<string>();
  return makersFor(problem.code)
    .flatMap((maker) => [...maker(request)])
    .filter(({ change }) => {
      const key = JSON.stringify(change);
      return !seen.has(key) && seen.add(key);
    });
}

function isSame(a: Problem, b: Problem): boolean {
  return a === b || (a.code === b.code && a.start === b.start && a.end === b.end);
}

/** The preferred one first, the others in their order. */
function preferredFirst(clean: readonly Candidate[]): Fix[] {
  const best = clean.find(({ preferred }) => preferred === true) ?? (clean.length === 1 ? clean[0] : undefined);
  const chosen = best?.preferred === false ? undefined : best;
  const others = clean.filter((candidate) => candidate !== chosen).map((other) => toFix(other, false));
  return chosen === undefined ? others : [toFix(chosen, true), ...others];
}

function toFix({ title, args, change }: Candidate, preferred: boolean): Fix {
  return { title, args, preferred, change };
}
