/**
 * Time slicing: long work is a {@link Task}, a generator that yields after each part, so that other work can run in between.
 * The caller decides what happens at a yield: `runInSlices` (lsp/timeSlicing.ts) lets the event loop run,
 * {@link runToCompletion} continues at once.
 */

import { checkpoint } from './budget';

/** Long work with a result of type `T`. It can be abandoned at any yield. */
export type Task<T> = Generator<void, T, undefined>;

/** Runs a task without interruption, within the budget of the caller. */
export function runToCompletion<T>(task: Task<T>): T {
  for (;;) {
    checkpoint();
    const step = task.next();
    if (step.done === true) return step.value;
  }
}

/**
 * How many parts are computed between two yields: 2 to 6 ms of work. Fewer would cost more, because each restart walks the
 * tree again to the place of the interruption.
 */
const PARTS_PER_STEP = 25;

/** Thrown by {@link yieldPoint}, caught by {@link resumable}. It is not a failure, so that a single object is enough. */
const SUSPENDED = new Error('Suspended');

/** How many parts the running step can still compute. A step is synchronous, so that one variable is enough. */
let partsLeft = Infinity;

/**
 * Turns a recursive function that memoises its parts into a task: it is interrupted after `partsPerStep` new parts, and
 * restarted after the yield. No part is computed twice, and a direct call of the function costs nothing extra. That is
 * why the validator and the rules, which run on each keystroke, are not generators themselves.
 * @param work calls {@link yieldPoint} after each part that it memoises, and has no other side effects
 * @param partsPerStep parts between two yields; at least one
 */
export function* resumable<T>(work: () => T, partsPerStep = PARTS_PER_STEP): Task<T> {
  for (;;) {
    const step = runStep(work, partsPerStep);
    if (step !== null) return step.result;
    yield;
  }
}

/** Called directly after a part has been memoised: a task can be interrupted here. */
export function yieldPoint(): void {
  checkpoint();
  if (--partsLeft <= 0) throw SUSPENDED;
}

/** Does work that a task around it does not interrupt: where it handles errors, an interruption would be one. */
export function uninterrupted<T>(work: () => T): T {
  return runStep(work, Infinity)!.result;
}

/** @returns `null` where the work was interrupted */
function runStep<T>(work: () => T, parts: number): { readonly result: T } | null {
  const outer = partsLeft;
  partsLeft = parts;
  try {
    return { result: work() };
  } catch (error) {
    if (error === SUSPENDED) return null;
    throw error;
  } finally {
    partsLeft = outer;
  }
}
