import type { Fix, FixEdit } from '../vpc/rules/fixes';
import { finished } from '../xml/pause';
import type { Problem } from '../xml/problem';
import { diagnostics } from './diagnostics';
import type { GovernedDocument } from './document';
import { requestFor, type Candidate } from './fixes/fix';
import { makersFor } from './fixes/table';
import { isGood, trial } from './fixes/trial';

export type { Fix, FixEdit };

/** More than anyone reads. */
const MOST_OFFERED = 6;
/** How many proposals are tried for one problem. */
const MOST_TRIED = 24;

/**
 * What can be done about a problem, made from the document as it is now; best first, at most one preferred. Each was tried:
 * it removes the problem and brings no other, but for a place that it leaves for the person to fill in.
 * @param problems all problems of the document, where they are known
 */
export function fixesOf(problem: Problem, document: GovernedDocument, problems = diagnostics(document)): Fix[] {
  return finished(fixesInSteps(problem, document, problems));
}

/** The same for whoever lets others have their turn: yields between trials. */
export function* fixesInSteps(
  problem: Problem,
  document: GovernedDocument,
  problems: readonly Problem[],
): Generator<void, Fix[], undefined> {
  const own = problems.find((other) => isSame(other, problem));
  if (own === undefined) return [];
  return preferredFirst(yield* goodOnes(candidatesFor(own, document), own, document, problems));
}

function* goodOnes(
  candidates: readonly Candidate[],
  problem: Problem,
  document: GovernedDocument,
  problems: readonly Problem[],
): Generator<void, Candidate[], undefined> {
  const good: Candidate[] = [];
  for (const candidate of candidates.slice(0, MOST_TRIED)) {
    yield;
    const { change, oneOf } = candidate;
    if (oneOf !== undefined && good.some((other) => other.oneOf === oneOf)) continue;
    if (isGood(yield* trial(document, problems, change), problem, change)) good.push(candidate);
    if (good.length === MOST_OFFERED) break;
  }
  return good;
}

/**
 * Whether there is a fix that needs no decision, as `source.fixAll.vpc` applies it. It is not tried here: a report asks
 * this of each of thousands of problems.
 */
export function isSurelyFixable(problem: Problem, document: GovernedDocument): boolean {
  return candidatesFor(problem, document).some(({ preferred }) => preferred === true);
}

/** What could be done about a problem, untried; each change once. */
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
function preferredFirst(good: readonly Candidate[]): Fix[] {
  const best = good.find(({ preferred }) => preferred === true) ?? (good.length === 1 ? good[0] : undefined);
  const chosen = best?.preferred === false ? undefined : best;
  const others = good.filter((candidate) => candidate !== chosen).map((other) => offered(other, false));
  return chosen === undefined ? others : [offered(chosen, true), ...others];
}

function offered({ title, args, change }: Candidate, preferred: boolean): Fix {
  return { title, args, preferred, change };
}
