/** Applies all safe fixes: for `source.fixAll.vpc` and for `vpc lint --fix`. */
import type { Problem } from '../../xml/problem';
import { diagnostics } from '../diagnostics';
import type { GovernedDocument } from '../../workspace/document';
import { candidatesFor, fixesOf, hasName, type FixName } from './fixes';
import { EditComposer } from './editComposer';
import type { Candidate, FixEdit } from './fix';
import { dryRun, unannounced, type DryRunResult } from './dryRun';
import { resumable, type Task } from '../../xml/task';

export interface FixAllResult {
  /** Edits of the original document, in document order; none touches another. Empty where no fix applies. */
  readonly edits: readonly FixEdit[];
  /** The document after the edits. */
  readonly document: GovernedDocument;
  /** The problems that the edits removed. */
  readonly fixed: readonly Problem[];
  readonly remaining: readonly Problem[];
}

export interface FixAllOptions {
  /** Only problems with this code are fixed; all if omitted. */
  readonly code?: string;
  /** The fix that the user has chosen, for each problem that has it; left out: the fixes that need no decision. */
  readonly fix?: FixName;
  /** The number of checks of the document, after which the run ends with what it has. */
  readonly budget?: number;
  /** The number of rounds over the remaining problems: a fix can reveal problems with further fixes. */
  readonly rounds?: number;
}

const DEFAULT_BUDGET = 500;
const DEFAULT_ROUNDS = 10;

/**
 * Applies the preferred fix of each problem that has one, until none remains. What is applied removes problems and adds none, but for what the rule of a chosen fix announces;
 * other fixes are left out. Files are not renamed.
 *
 * The fixes of one round are verified together, which costs one check if all are clean. Otherwise they are verified in
 * halves, so that a wrong fix costs the logarithm of their number.
 */
export function* fixAll(
  document: GovernedDocument,
  { code, fix, budget = DEFAULT_BUDGET, rounds = DEFAULT_ROUNDS }: FixAllOptions = {},
): Task<FixAllResult> {
  const run = new FixAllRun(document, yield* resumable(() => diagnostics(document)), fix, budget);
  for (let round = 0; round < rounds && (yield* run.round(code)); round++);
  return run.result();
}

/** The edits of a fix, and the problem that it removes. */
interface Planned {
  readonly problem: Problem;
  readonly edits: readonly FixEdit[];
}

class FixAllRun {
  #document: GovernedDocument;
  #problems: readonly Problem[];
  readonly #composer: EditComposer;
  readonly #length: number;
  readonly #fixed: Problem[] = [];
  /** The keys of problems whose fix is not clean: they are not tried again. */
  readonly #rejected = new Set<string>();

  constructor(
    document: GovernedDocument,
    problems: readonly Problem[],
    private readonly chosen: FixName | undefined,
    private budget: number,
  ) {
    this.#document = document;
    this.#problems = problems;
    this.#length = document.tree.length;
    this.#composer = new EditComposer(this.#length);
  }

  /** Applies the fixes that do not overlap. @returns whether there were any */
  *round(code: string | undefined): Task<boolean> {
    const planned = yield* this.#plan(code);
    return planned.length > 0 && (yield* this.#try(planned));
  }

  result(): FixAllResult {
    const edits = this.#composer.edits(this.#length);
    return { edits, document: this.#document, fixed: this.#fixed, remaining: this.#problems };
  }

  /** One fix for each problem that has one, in document order; a fix that overlaps an earlier one is left out. */
  *#plan(code: string | undefined): Task<Planned[]> {
    const planned: Planned[] = [];
    let lastEnd = -1;
    for (const problem of this.#problems) {
      if ((code !== undefined && problem.code !== code) || this.#rejected.has(this.#keyOf(problem))) continue;
      yield;
      const edits = yield* this.#editsFor(problem);
      if (edits === null) continue;
      const start = Math.min(...edits.map((edit) => edit.start));
      if (start <= lastEnd) continue;
      planned.push({ problem, edits });
      lastEnd = Math.max(...edits.map((edit) => edit.end));
    }
    return planned;
  }

  /** The edits of the chosen fix, or of the preferred one. For one that is preferred only if alone, the others need dry runs. */
  *#editsFor(problem: Problem): Task<readonly FixEdit[] | null> {
    const candidates = candidatesFor(problem, this.#document);
    const { chosen } = this;
    if (chosen !== undefined) {
      const found = candidates.find((candidate) => hasName(candidate, chosen));
      return found === undefined ? null : editsOf(found);
    }
    const safe = candidates.find(({ preferred }) => preferred === true);
    if (safe !== undefined) return editsOf(safe);
    if (!candidates.some(({ preferred }) => preferred === 'alone') || --this.budget < 0) return null;
    const [best] = yield* fixesOf(problem, this.#document, this.#problems);
    return best?.preferred ? editsOf(best) : null;
  }

  *#try(planned: readonly Planned[]): Task<boolean> {
    if (planned.length === 0 || --this.budget < 0) return false;
    const edits = planned.flatMap((plan) => plan.edits);
    const result = yield* dryRun(this.#document, this.#problems, { kind: 'edit', edits });
    const removed = new Set(result.removed);
    // A fix that was chosen does here what it does for one problem. All are of one code then.
    const added = this.chosen === undefined ? result.added : unannounced(result.added, planned[0]!.problem);
    if (added.length === 0 && planned.every(({ problem }) => removed.has(problem))) {
      this.#accept(result, edits);
      return true;
    }
    if (planned.length === 1) {
      this.#rejected.add(this.#keyOf(planned[0]!.problem));
      return false;
    }
    // The later half first: the offsets of the earlier half stay valid.
    const middle = planned.length >> 1;
    const later = yield* this.#try(planned.slice(middle));
    const before = later ? this.#replanned(planned.slice(0, middle)) : planned.slice(0, middle);
    return (yield* this.#try(before)) || later;
  }

  /** The same plans with the problems of the current document, which have the same ranges but are other objects. */
  #replanned(planned: readonly Planned[]): Planned[] {
    return planned.flatMap(({ problem, edits }) => {
      const now = this.#problems.find(
        (other) => other.code === problem.code && other.start === problem.start && other.end === problem.end,
      );
      return now === undefined ? [] : [{ problem: now, edits }];
    });
  }

  #accept({ document, problems, removed }: DryRunResult, edits: readonly FixEdit[]): void {
    this.#composer.apply(edits);
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
