/** Checks files in several threads. Each runs this program and receives one file at a time. */
import { parentPort, workerData, Worker } from 'node:worker_threads';
import { internalError } from '../../fileBudget';
import { STANDARD_INPUT } from '../../files';
import { threadWrites } from '../../temporaryFiles';
import { Environment } from '../../environment';
import { useLanguageOf } from '../../language';
import { CommandError, type ExitCode, type Io, type Bundled, THREAD } from '../../io';
import { check, stopped } from './check';
import type { LintOptions } from './options';
import type { Outcome } from './report';
import { localize } from '../../language';

/** The data that a thread is started with. */
export interface LintTask {
  readonly options: LintOptions;
  /** All files named in the run. */
  readonly run: readonly string[];
  readonly cwd: string;
}

/** A thread's answer: the outcome of a file, or an error that ends the command. */
interface Answer {
  readonly outcome?: Outcome;
  readonly refusal?: { readonly message: string; readonly exitCode: ExitCode };
}

/** How many files can be requested ahead of the next report; their outcomes wait in memory. */
const MAX_AHEAD = 64;

/**
 * The outcome of each file, in their order.
 * @param program the file to start in each thread; there it must call {@link serve}
 */
export async function* lintInThreads(
  files: readonly string[],
  threads: number,
  { options, run }: Pick<LintTask, 'options' | 'run'>,
  program: string,
  { cwd }: Io,
): AsyncGenerator<Outcome> {
  const task: LintTask = { options, run, cwd };
  const started = (): Thread => new Thread(startThread(program, task));
  const workers = new Set(Array.from({ length: threads }, started));
  const idle = [...workers];
  const waiting: ((thread: Thread) => void)[] = [];
  const release = (thread: Thread): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(thread);
    else next(thread);
  };
  const ask = async (file: string): Promise<Outcome> => {
    if (options.fix && file !== STANDARD_INPUT) threadWrites(file);
    const thread = idle.pop() ?? (await new Promise<Thread>((resolve) => waiting.push(resolve)));
    try {
      const outcome = await thread.check(file);
      release(thread);
      return outcome;
    } catch (error) {
      if (error instanceof CommandError) throw error;
      // The thread has ended, for want of memory for example: another one checks the other files.
      workers.delete(thread);
      const next = started();
      workers.add(next);
      release(next);
      return stopped(file, internalError(error), options, { cwd });
    }
  };
  const asked: Promise<Outcome>[] = [];
  try {
    for (let index = 0; index < files.length; index++) {
      while (asked.length < files.length && asked.length < index + MAX_AHEAD) {
        const outcome = ask(files[asked.length]!);
        // An error is thrown where the outcome is awaited; until then it is not an unhandled rejection.
        outcome.catch(() => undefined);
        asked.push(outcome);
      }
      yield await asked[index]!;
      asked[index] = undefined!;
    }
  } finally {
    await Promise.all(Array.from(workers, (thread) => thread.end()));
  }
}

class Thread {
  private settle: { resolve: (outcome: Outcome) => void; reject: (error: Error) => void } | undefined;
  private failure: Error | undefined;

  constructor(private readonly worker: Worker) {
    worker.on('message', (answer: Answer) => this.take(answer));
    worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => this.fail(new Error(localize('a thread ended with {0}', String(code)))));
  }

  check(file: string): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      if (this.failure === undefined) this.worker.postMessage(file);
      else reject(this.failure);
    });
  }

  private take({ outcome, refusal }: Answer): void {
    if (outcome !== undefined) this.settle?.resolve(outcome);
    else if (refusal !== undefined) this.settle?.reject(new CommandError(refusal.message, refusal.exitCode));
  }

  async end(): Promise<void> {
    this.settle = undefined;
    await this.worker.terminate();
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.settle?.reject(this.failure);
  }
}

/** Checks the files that the main thread requests. */
export function serve(bundled: Bundled, io: Io): void {
  // The main thread has said what there is to say about the language.
  useLanguageOf(io);
  const { options, run, cwd } = workerData as LintTask;
  const here = { ...io, cwd };
  const environment = Environment.create(options, bundled, here, true).then((created) => {
    created.setRunFiles(run);
    return created;
  });
  // An error is thrown where the environment is awaited; until then it is not an unhandled rejection.
  environment.catch(() => undefined);
  const answer = async (file: string): Promise<Answer> => {
    try {
      return { outcome: await check(file, options, await environment, here) };
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return { refusal: { message: error.message, exitCode: error.exitCode } };
    }
  };
  parentPort!.on('message', (file: string) => void answer(file).then((message) => parentPort!.postMessage(message)));
}

/**
 * Starts this program in another thread.
 * @param program the file to start
 * @param task structured data; it is `workerData` there
 */
export function startThread(program: string, task: object): Worker {
  return new Worker(program, { workerData: task, argv: [THREAD] });
}
