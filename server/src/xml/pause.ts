/**
 * Long work that lets others have their turn. Work that remembers its parts can break off once it has remembered one, and
 * be begun again later: what is remembered is not done twice, so the second attempt goes on where the first one stopped.
 */

/** What breaks work off. Nothing went wrong, so where it happened need not be written down each time. */
const PAUSE = new Error('a pause');

/** Set only while {@link attempt} runs, which is synchronous: nothing else can meet it. */
let mustPause: (() => boolean) | null = null;

/** Called where a part has just been remembered, so that each attempt gets further than the one before it. */
export function pausePoint(): void {
  if (mustPause?.()) throw PAUSE;
}

/**
 * Does work that may break off.
 * @param isOver asked after each remembered part; true breaks the work off
 * @returns `null` where it broke off: to go on, attempt the same again
 */
export function attempt<T>(work: () => T, isOver: () => boolean): { readonly result: T } | null {
  const outer = mustPause;
  mustPause = isOver;
  try {
    return { result: work() };
  } catch (error) {
    if (error === PAUSE) return null;
    throw error;
  } finally {
    mustPause = outer;
  }
}

/** Does work that yields now and then in one go. */
export function finished<T>(work: Generator<void, T, undefined>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Between two yields so many parts are remembered: a few milliseconds of work. */
const PARTS_PER_STEP = 200;

/** Work that may break off, as work that yields there: for whoever has other work to do in steps around it. */
export function* inSteps<T>(work: () => T): Generator<void, T, undefined> {
  for (;;) {
    let left = PARTS_PER_STEP;
    const done = attempt(work, () => left-- <= 0);
    if (done !== null) return done.result;
    yield;
  }
}
