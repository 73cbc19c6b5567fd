import { BudgetExceeded, within, type Budget, type BudgetLimit } from '../xml/budget';
import type { Task } from '../xml/task';
import type { Runtime } from './runtime';

/** How long a task can block the event loop, and so the longest time that a keystroke waits for it. */
const SLICE_MS = 15;
/** Like {@link SLICE_MS}, for work that no request waits for. */
export const BACKGROUND_SLICE_MS = 4;

/**
 * How long the server computes for one question about one document. A document of the greatest length takes a few seconds on a
 * slow machine; what takes longer is stopped, because other documents get less time as long as it runs.
 */
const DOCUMENT_BUDGET_MS = 60_000;

/** How long a slice can block the event loop before the question is given up: no other document is answered meanwhile. */
const MAX_SLICE_MS = 10_000;

/** What time slicing needs of the environment. */
type Turns = Pick<Runtime, 'yieldTurn'> & Partial<Pick<Runtime, 'documentBudgetMs'>>;

/**
 * Like {@link runInSlices}, for a question about one document.
 * @throws BudgetExceeded it took too long
 */
export function runForDocument<T>(
  runtime: Turns,
  task: Task<T>,
  isWanted: () => boolean,
  sliceMs = SLICE_MS,
): Promise<{ readonly result: T } | null> {
  return runInSlices(runtime, task, isWanted, sliceMs, new DocumentBudget(runtime.documentBudgetMs));
}

/** The time that the slices of a question take together; what the others do meanwhile does not count. */
class DocumentBudget implements Budget {
  private spentMs = 0;
  private startedAt = 0;

  constructor(private readonly totalMs = DOCUMENT_BUDGET_MS) {}

  exceeded(): BudgetLimit | null {
    const sliceMs = performance.now() - this.startedAt;
    return sliceMs > MAX_SLICE_MS || this.spentMs + sliceMs > this.totalMs ? 'time' : null;
  }

  /** Runs a slice. @throws BudgetExceeded in it, or after it */
  run<T>(slice: () => T | null): T | null {
    this.startedAt = performance.now();
    const result = within(this, slice);
    // What has ended is an answer, however long it took.
    if (result === null && this.exceeded() !== null) throw new BudgetExceeded('time');
    this.spentMs += performance.now() - this.startedAt;
    return result;
  }
}

/**
 * Runs a task in time slices. Between two slices the event loop runs, so that a newer edit, a cancellation or another
 * document does not wait for the end of the task.
 * @param isWanted called before each slice and at the end; `false` cancels
 * @param sliceMs length of a slice in milliseconds
 * @param budget of all slices together
 * @throws BudgetExceeded they took longer
 * @returns `null` if cancelled, even where the task has ended
 */
export async function runInSlices<T>(
  runtime: Pick<Runtime, 'yieldTurn'>,
  task: Task<T>,
  isWanted: () => boolean,
  sliceMs = SLICE_MS,
  budget: DocumentBudget | null = null,
): Promise<{ readonly result: T } | null> {
  while (isWanted()) {
    const slice = (): { readonly result: T } | null => runSlice(task, performance.now() + sliceMs);
    const done = budget === null ? slice() : budget.run(slice);
    if (done !== null) return isWanted() ? done : null;
    await runtime.yieldTurn();
  }
  return null;
}

/** @returns `null` if the deadline passed first */
function runSlice<T>(task: Task<T>, deadline: number): { readonly result: T } | null {
  do {
    const step = task.next();
    if (step.done === true) return { result: step.value };
  } while (performance.now() <= deadline);
  return null;
}
