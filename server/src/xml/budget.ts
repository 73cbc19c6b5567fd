/**
 * A budget of time and memory for work on one document: a hostile one must not stop a program that has others to check.
 *
 * Loops whose length a document or schema decides call {@link checkpoint}. It costs nothing to speak of, and ends the work by
 * {@link BudgetExceeded} where the budget of the running {@link within} is used up. The core has neither clock nor heap: the
 * caller says what a budget is.
 */

/** What was used up. */
export type BudgetLimit = 'time' | 'memory';

/** What a piece of work can use. */
export interface Budget {
  /** What is used up; `null` while the work can go on. Called every few milliseconds. */
  exceeded(): BudgetLimit | null;
  /** Another budget begins within this one: what is used from now on is the other's. @returns goes on with this one */
  suspend?(): () => void;
}

/** Ends work whose budget is used up. What has been memoised before stays correct. */
export class BudgetExceeded extends Error {
  constructor(readonly limit: BudgetLimit) {
    super(`budget exceeded: ${limit}`);
    this.name = 'BudgetExceeded';
  }
}

/** Checkpoints between two questions to the budget: 1 to 10 ms of work, where asking takes less than 1 µs. */
const CHECKPOINTS_PER_QUESTION = 4096;

/** The budgets of the work that runs; the last one holds. */
const running: Budget[] = [];
let checkpointsLeft = CHECKPOINTS_PER_QUESTION;

/**
 * Called in loops whose length the input decides.
 * @param cost how many times as long as usual the next round takes, where its length is the input's, too
 * @throws {@link BudgetExceeded} where the budget is used up
 */
export function checkpoint(cost = 1): void {
  if ((checkpointsLeft -= cost) > 0) return;
  checkpointsLeft = CHECKPOINTS_PER_QUESTION;
  const limit = running.at(-1)?.exceeded() ?? null;
  if (limit !== null) throw new BudgetExceeded(limit);
}

/** Runs synchronous work within a budget; without one, in that of the caller. @throws {@link BudgetExceeded} */
export function within<T>(budget: Budget | null, work: () => T): T {
  if (budget === null) return work();
  const end = begin(budget);
  try {
    return work();
  } finally {
    end();
  }
}

/**
 * Begins a budget for a sequence of asynchronous work; the caller does nothing else meanwhile. Where others do, they get this
 * budget too, but it never holds after its end, in whichever order several end.
 * @returns ends it
 */
export function begin(budget: Budget): () => void {
  const resume = running.at(-1)?.suspend?.();
  running.push(budget);
  return () => {
    const at = running.lastIndexOf(budget);
    if (at < 0) return;
    running.splice(at, 1);
    resume?.();
  };
}
