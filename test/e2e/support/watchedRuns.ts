import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { FuzzOutcome, FuzzTask } from './fuzzWorker';

/** A longer run is killed and counts as endless. A run takes a fraction of a second; the limit allows for busy machines. */
export const RUN_LIMIT_MS = 60_000;

/** Runs the command line in another process, which is killed if a run takes too long. */
export class WatchedRuns {
  private process: ChildProcess | null = null;

  /** @throws Error if the run does not end in time, or ends the process */
  async run(task: FuzzTask): Promise<FuzzOutcome> {
    const process = (this.process ??= await started());
    const outcome = await new Promise<FuzzOutcome | Error>((resolve) => {
      const timer = setTimeout(() => settle(new Error(`it has not ended after ${RUN_LIMIT_MS} ms`)), RUN_LIMIT_MS);
      const settle = (result: FuzzOutcome | Error): void => {
        clearTimeout(timer);
        process.removeAllListeners();
        resolve(result);
      };
      process.once('message', (message) => settle(message as FuzzOutcome));
      process.once('exit', (code, signal) => settle(new Error(`its process ended with ${code ?? signal}`)));
      process.send(task);
    });
    if (!(outcome instanceof Error)) return outcome;
    this.process = null;
    process.kill('SIGKILL');
    throw outcome;
  }

  async end(): Promise<void> {
    const { process } = this;
    if (process === null) return;
    process.send('end');
    await once(process, 'exit');
  }
}

/** Starts the process and waits for a first run, which takes longer than the limit because the sources are compiled. */
async function started(): Promise<ChildProcess> {
  const execArgv = ['--import', 'tsx'];
  const process = fork(join(__dirname, 'fuzzWorker.ts'), { execArgv, serialization: 'advanced' });
  process.send({ args: ['lint', '-'], name: 'a.xml', input: Buffer.from('<a/>') } satisfies FuzzTask);
  await once(process, 'message');
  return process;
}
