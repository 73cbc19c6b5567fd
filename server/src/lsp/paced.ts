import { attempt } from '../xml/pause';
import type { Runtime } from './runtime';

/** So long may work hold the event loop; a keystroke waits no longer. */
const SLICE_MS = 15;

/**
 * Does long work a slice at a time, so that one document does not keep the others, or a cancellation, waiting.
 * @param work remembers what it has done (see `xml/pause.ts`); it is begun again for each slice
 * @param isWanted asked after each slice
 * @returns `null` where it was not wanted any more
 */
export async function paced<T>(
  runtime: Pick<Runtime, 'yieldTurn'>,
  work: () => T,
  isWanted: () => boolean,
): Promise<{ readonly result: T } | null> {
  while (isWanted()) {
    const isOver = sliceEnds();
    const done = attempt(work, isOver);
    if (done !== null) return done;
    await runtime.yieldTurn();
  }
  return null;
}

/** A new slice: tells when it is over. */
export function sliceEnds(): () => boolean {
  const end = performance.now() + SLICE_MS;
  return () => performance.now() > end;
}
