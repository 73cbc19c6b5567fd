/** Fuzzes in a thread of its own, so that the main thread sees where an input never ends. */
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import type { FuzzTarget } from './target';
import { targets } from './targets';

/** Where the worker is, for the main thread. */
export interface Started {
  readonly kind: 'started';
  readonly target: string;
  readonly seed: number;
}
export interface Finished {
  readonly kind: 'finished';
  readonly target: string;
  readonly seed: number;
  readonly runs: number;
  readonly slowestMs: number;
  readonly failure: { readonly input: unknown; readonly error: string } | null;
}
export interface Job {
  readonly target: string;
  readonly seed: number;
  readonly runs: number;
}

/** An input that takes longer fails. Time of the processor: other programs run at the same time. */
const MAX_MS = 2_000;

/** The number of inputs of the batch so far; the main thread reads it. */
const progress = new Int32Array((workerData as { progress: SharedArrayBuffer }).progress);

async function batch({ name, inputs, run }: FuzzTarget, { seed, runs }: Job): Promise<Finished> {
  let count = 0;
  let slowestMs = 0;
  const property = fc.asyncProperty(inputs, async (input) => {
    const started = process.cpuUsage();
    await run(input);
    const { user, system } = process.cpuUsage(started);
    const ms = (user + system) / 1_000;
    slowestMs = Math.max(slowestMs, ms);
    Atomics.store(progress, 0, ++count);
    if (ms > MAX_MS) throw new Error(`It took ${Math.round(ms)} ms.`);
  });
  const result = await fc.check(property, { seed, numRuns: runs, interruptAfterTimeLimit: 120_000 });
  const failure =
    !result.failed || result.counterexample === null
      ? null
      : { input: result.counterexample[0], error: errorOf(result) };
  return { kind: 'finished', target: name, seed, runs: Math.max(count, result.numRuns), slowestMs, failure };
}

function errorOf({ errorInstance }: { errorInstance: unknown }): string {
  return errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
}

parentPort!.on('message', (job: Job) => {
  Atomics.store(progress, 0, 0);
  const own = targets.find(({ name }) => name === job.target)!;
  parentPort!.postMessage({ kind: 'started', target: job.target, seed: job.seed } satisfies Started);
  void batch(own, job).then((finished) => parentPort!.postMessage(finished));
});
