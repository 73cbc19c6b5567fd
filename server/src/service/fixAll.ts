/** All that can be mended without asking, in one go: for `source.fixAll.vpc`, and for the command line. */
import { finished, inSteps } from '../xml/pause';
import type { Problem } from '../xml/problem';
import { diagnostics } from './diagnostics';
import type { GovernedDocument } from './document';
import { candidatesFor, fixesInSteps } from './fixes';
import { Composed } from './fixes/composed';
import type { Candidate, FixEdit } from './fixes/fix';
import { trial, type Outcome } from './fixes/trial';

/** What mending came to. */
export interface FixAllResult {
  /** Edits of the document as it was; in order, none touches another. Empty where nothing could be done. */
  readonly edits: readonly FixEdit[];
  /** The document behind them. */
  readonly document: GovernedDocument;
  /** The problems that are gone. */
  readonly fixed: readonly Problem[];
  /** Those that are left. */
  readonly left: readonly Problem[];
}

export interface FixAllOptions {
  /** Problems of this code alone; left out: all. */
  readonly code?: string;
  /** How often the document may be checked again before what is done by then has to do. */
  readonly budget?: number;
}

const BUDGET = 500;
/** Passes over all that is left: what one mends may let another be mended. */
const MOST_ROUNDS = 10;

/**
 * Applies the preferred fix of each problem that has one, until none is left. A fix that turns out to bring a problem is
 * not applied; what is applied takes problems away and brings none. Files are not renamed.
 *
 * The fixes of one round are tried together: where they are good, that costs one check. Where they are not, they are
 * tried by halves, so that a bad one costs the logarithm of their number.
 */
export function fixAll(document: GovernedDocument, options: FixAllOptions = {}): FixAllResult {
  return finished(fixAllInSteps(document, options));
}

/** The same for whoever lets others have their turn: yields now and then. */
export function* fixAllInSteps(
  document: GovernedDocument,
  { code, budget = BUDGET }: FixAllOptions = {},
): Generator<void, FixAllResult, undefined> {
  const mending = new Mending(document, yield* inSteps(() => diagnostics(document)), budget);
  for (let round = 0; round < MOST_ROUNDS && (yield* mending.round(code)); round++);
  return mending.result();
}

/** A fix and the problem that it is for. */
interface Planned {
  readonly problem: Problem;
  readonly edits: readonly FixEdit[];
}

type Steps<T> = Generator<void, T, undefined>;

class Mending {
  #document: GovernedDocument;
  #problems: readonly Problem[];
  readonly #composed: Composed;
  readonly #length: number;
  readonly #fixed: Problem[] = [];
  /** Problems whose fix was no good, by code and text: they are not tried again. */
  readonly #given = new Set<string>();

  constructor(
    document: GovernedDocument,
    problems: readonly Problem[],
    private budget: number,
  ) {
    this.#document = document;
    this.#problems = problems;
    this.#length = document.tree.length;
    this.#composed = new Composed(this.#length);
  }

  /** Mends what can be mended at once; whether anything could. */
  *round(code: string | undefined): Steps<boolean> {
    const planned = yield* this.#plan(code);
    return planned.length > 0 && (yield* this.#try(planned));
  }

  result(): FixAllResult {
    const edits = this.#composed.edits(this.#length);
    return { edits, document: this.#document, fixed: this.#fixed, left: this.#problems };
  }

  /** One fix for each problem that has a sure one, as far as they leave each other alone. */
  *#plan(code: string | undefined): Steps<Planned[]> {
    const planned: Planned[] = [];
    let done = -1;
    for (const problem of this.#problems) {
      if ((code !== undefined && problem.code !== code) || this.#given.has(this.#keyOf(problem))) continue;
      yield;
      const edits = yield* this.#sureEdits(problem);
      if (edits === null) continue;
      const start = Math.min(...edits.map((edit) => edit.start));
      if (start <= done) continue;
      planned.push({ problem, edits });
      done = Math.max(...edits.map((edit) => edit.end));
    }
    return planned;
  }

  /** The edits of the preferred fix. One that is preferred only where it is alone has to be tried against the others. */
  *#sureEdits(problem: Problem): Steps<readonly FixEdit[] | null> {
    const candidates = candidatesFor(problem, this.#document);
    const sure = candidates.find(({ preferred }) => preferred === true);
    if (sure !== undefined) return editsOf(sure);
    if (!candidates.some(({ preferred }) => preferred === 'alone') || --this.budget < 0) return null;
    const [best] = yield* fixesInSteps(problem, this.#document, this.#problems);
    return best?.preferred ? editsOf(best) : null;
  }

  *#try(planned: readonly Planned[]): Steps<boolean> {
    if (planned.length === 0 || --this.budget < 0) return false;
    const edits = planned.flatMap((plan) => plan.edits);
    const outcome = yield* trial(this.#document, this.#problems, { kind: 'edit', edits });
    const removed = new Set(outcome.removed);
    if (outcome.added.length === 0 && planned.every(({ problem }) => removed.has(problem))) {
      this.#accept(outcome, edits);
      return true;
    }
    if (planned.length === 1) {
      this.#given.add(this.#keyOf(planned[0]!.problem));
      return false;
    }
    // The later half first: the places of the earlier one stay as they are.
    const middle = planned.length >> 1;
    const later = yield* this.#try(planned.slice(middle));
    const before = later ? this.#again(planned.slice(0, middle)) : planned.slice(0, middle);
    return (yield* this.#try(before)) || later;
  }

  /** The same plans for the document as it is now: their problems are others, at the same places. */
  #again(planned: readonly Planned[]): Planned[] {
    return planned.flatMap(({ problem, edits }) => {
      const now = this.#problems.find(
        (other) => other.code === problem.code && other.start === problem.start && other.end === problem.end,
      );
      return now === undefined ? [] : [{ problem: now, edits }];
    });
  }

  #accept({ document, problems, removed }: Outcome, edits: readonly FixEdit[]): void {
    this.#composed.apply(edits);
    this.#document = document;
    this.#problems = problems;
    this.#fixed.push(...removed);
  }

  #keyOf({ code, start, end }: Problem): string {
    return `${code} ${this.#document.tree.slice(start, end)} ${start}`;
  }
}

function editsOf({ change }: Pick<Candidate, 'change'>): readonly FixEdit[] | null {
  return change.kind === 'edit' && change.edits.length > 0 ? change.edits : null;
}
