import { attempt } from '../xml/pause';
import type { Runtime } from './runtime';

/** So long may work hold the event loop; a keystroke waits no longer. */
const SLICE_MS = 15;
/** The same for work that nobody waits for: a keystroke that comes meanwhile hardly notices. */
export const BACKGROUND_SLICE_MS = 4;

/**
 * Does long work a slice at a time, so that one document does not keep the others, or a cancellation, waiting.
 * @param work remembers what it has done (see `xml/pause.ts`); it is begun again for each slice
 * @param isWanted asked after each slice
 * @param slice how long one may be, in milliseconds
 * @returns `null` where it was not wanted any more
 */
export async function paced<T>(
  runtime: Pick<Runtime, 'yieldTurn'>,
  work: () => T,
  isWanted: () => boolean,
  slice = SLICE_MS,
): Promise<{ readonly result: T } | null> {
  while (isWanted()) {
    const isOver = sliceEnds(slice);
    const done = attempt(work, isOver);
    if (done !== null) return done;
    await runtime.yieldTurn();
  }
  return null;
}

/**
 * The same for work that knows by itself where it may be interrupted.
 * @param work yields there
 */
export async function inSlices<T>(
  runtime: Pick<Runtime, 'yieldTurn'>,
  work: Generator<void, T, undefined>,
  isWanted: () => boolean,
): Promise<{ readonly result: T } | null> {
  let isOver = sliceEnds();
  for (;;) {
    const step = work.next();
    if (step.done === true) return { result: step.value };
    if (!isOver()) continue;
    await runtime.yieldTurn();
    if (!isWanted()) return null;
    isOver = sliceEnds();
  }
}

/** A new slice: tells when it is over. */
export function sliceEnds(slice = SLICE_MS): () => boolean {
  const end = performance.now() + slice;
  return () => performance.now() > end;
}
