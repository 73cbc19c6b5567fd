/** The parent's side of the probe. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** What a process says of itself. */
export interface Insight {
  /** Milliseconds for which the event loop was held at most since the last question. */
  readonly held: number;
  /** Bytes of the heap and of buffers beside it; what is garbage counts unless it was collected. */
  readonly heap: number;
}

/** The same program, with the probe in it; it has to be started with an `ipc` channel. */
export function probed([node, ...rest]: readonly string[]): string[] {
  return [node!, '--expose-gc', '--require', join(__dirname, 'probe.cjs'), ...rest];
}

/** Asks. @param collect collects the garbage first, so that the heap is what is held */
export function insight(child: ChildProcess, collect: boolean): Promise<Insight> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.send({ collect }, (error) => error && reject(error));
  });
}
