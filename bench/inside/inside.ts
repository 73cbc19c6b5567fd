/** The side of the parent process for probe.cjs. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** The figures of a process. */
export interface Insight {
  /** The longest time for which the event loop was blocked since the last request, in milliseconds. */
  readonly held: number;
  /** Bytes of the heap and of external buffers, including garbage that was not collected. */
  readonly heap: number;
}

/** The same command with the probe; it must be started with an `ipc` channel. */
export function probed([node, ...rest]: readonly string[]): string[] {
  return [node!, '--expose-gc', '--require', join(__dirname, 'probe.cjs'), ...rest];
}

/** Requests the figures. @param collect whether to collect garbage first */
export function insight(child: ChildProcess, collect: boolean): Promise<Insight> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.send({ collect }, (error) => error && reject(error));
  });
}
