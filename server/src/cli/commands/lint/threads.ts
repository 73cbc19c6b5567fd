/**
 * Checks files in several threads: the main one and others, each of which runs this program. They take the files from one queue and
 * send the outcomes to the main thread.
 */
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData, Worker } from 'node:worker_threads';
import { internalError } from '../../fileBudget';
import { threadWrites } from '../../temporaryFiles';
import { Environment } from '../../environment';
import { CommandError, type ExitCode, type Io, type Bundled, THREAD } from '../../io';
import { localize, useLanguageOf } from '../../language';
import type { EditionHead } from '../../siblingFiles/editionHead';
import { check, stopped } from './check';
import type { LintOptions } from './options';
import type { Outcome } from './report';
import { SharedQueue } from './sharedQueue';

/** The data that a thread is started with. */
interface ThreadData {
  readonly options: LintOptions;
  readonly cwd: string;
  /** Its number; the main thread has 0. */
  readonly thread: number;
}

/** The work of a run. */
export interface LintTask {
  /** To check. */
  readonly files: readonly string[];
  /** All files named in the run. */
  readonly run: readonly string[];
  /** See {@link Environment.heads}. */
  readonly heads: ReadonlyMap<string, EditionHead>;
  readonly defersSpellings: boolean;
}

/** The work as a thread gets it. */
interface SharedTask extends LintTask {
  readonly threads: number;
  readonly buffer: SharedArrayBuffer;
}

/** A thread's answer: the outcome of a file, or an error that ends the command. */
interface Answer {
  readonly file: number;
  readonly outcome?: Outcome;
  readonly refusal?: { readonly message: string; readonly exitCode: ExitCode };
}

/** Threads beside the main one, started before it is known what they are to do: that takes as long as finding the files. */
export class Threads {
  readonly #workers: Worker[] = [];

  /**
   * Starts the first of them.
   * @param count how many there can be
   * @param program the file to start in each thread; there it must call {@link serve}
   */
  constructor(
    private readonly count: number,
    private readonly program: string,
    private readonly options: LintOptions,
    private readonly io: Io,
  ) {
    this.#start();
  }

  #start(): void {
    const data: ThreadData = { options: this.options, cwd: this.io.cwd, thread: this.#workers.length + 1 };
    const worker = new Worker(this.program, { workerData: data, argv: [THREAD] });
    // Until it has work, it does not keep the program running.
    worker.unref();
    // One that ends before it has work is not missed.
    worker.on('error', () => undefined);
    this.#workers.push(worker);
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  /**
   * The outcome of each file, in their order.
   * @param checkHere checks a file in this thread
   */
  async *lint(task: LintTask, checkHere: (file: string) => Promise<Outcome>): AsyncGenerator<Outcome> {
    const { files } = task;
    const workers = this.#workers;
    while (workers.length < Math.min(this.count, files.length - 1)) this.#start();
    const queue = new SharedQueue(files.length, workers.length + 1);
    const shared: SharedTask = { ...task, threads: workers.length + 1, buffer: queue.buffer };
    const outcomes = new Map<number, Outcome | CommandError>();
    /** Files that this thread checks, in their order. */
    const own: number[] = [];
    let arrived = (): void => undefined;
    let next = 0;
    /** A thread has ended before its work: what it did last has failed, and its other files are checked here. */
    const ended = (thread: number, failure: Error): void => {
      const { from, to } = queue.unfinished(thread);
      const [failed, ...others] = range(from, to).filter((file) => file >= next && !outcomes.has(file));
      if (failed !== undefined) {
        outcomes.set(failed, stopped(files[failed]!, internalError(failure), this.options, this.io));
      }
      own.push(...others);
      arrived();
    };
    for (const [index, worker] of workers.entries()) {
      let failure: Error | null = null;
      worker.on('message', ({ file, outcome, refusal }: Answer) => {
        if (outcome !== undefined) outcomes.set(file, outcome);
        else if (refusal !== undefined) outcomes.set(file, new CommandError(refusal.message, refusal.exitCode));
        arrived();
      });
      worker.on('error', (error: unknown) => (failure = error instanceof Error ? error : new Error(String(error))));
      // It has ended, for want of memory for example. All its answers have arrived before this event.
      worker.on('exit', (code) =>
        ended(index + 1, failure ?? new Error(localize('a thread ended with {0}', String(code)))),
      );
      worker.ref();
      worker.postMessage(shared);
    }
    if (this.options.fix) for (const file of files) threadWrites(file);
    /** The next file for this thread; `null` where the others have all that can be checked now. */
    const take = (): number | null => {
      if (own.length === 0) {
        const taken = queue.take(0);
        if (taken === null || taken === 'ahead') return null;
        own.push(...range(taken.from, taken.to));
      }
      return own.shift() ?? null;
    };
    for (; next < files.length; next++) {
      for (let outcome = outcomes.get(next); outcome === undefined; outcome = outcomes.get(next)) {
        const file = take();
        if (file === null) await new Promise<void>((resolve) => (arrived = resolve));
        else outcomes.set(file, await checkHere(files[file]!));
        // Answers of other threads arrive in the next turn.
        await setImmediate();
      }
      const outcome = outcomes.get(next)!;
      outcomes.delete(next);
      queue.reported(next + 1);
      if (outcome instanceof CommandError) throw outcome;
      yield outcome;
    }
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** Checks files with the main thread, which says which. */
export function serve(bundled: Bundled, io: Io): void {
  // The main thread has said what there is to say about the language.
  useLanguageOf(io);
  const { options, cwd, thread } = workerData as ThreadData;
  const here = { ...io, cwd };
  const environment = Environment.create(options, bundled, here, true);
  // An error is thrown where the environment is awaited; until then it is not an unhandled rejection.
  environment.catch(() => undefined);
  const answer = (message: Answer): void => parentPort!.postMessage(message);
  const work = async ({ files, run, heads, defersSpellings, threads, buffer }: SharedTask): Promise<void> => {
    const queue = new SharedQueue(files.length, threads, buffer);
    const checked = async (file: number): Promise<void> => {
      queue.begin(thread, file);
      try {
        const created = await environment;
        if (created.siblings === null) created.setRunFiles(run, heads).defersSpellings = defersSpellings;
        answer({ file, outcome: await check(files[file]!, options, created, here) });
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        answer({ file, refusal: { message: error.message, exitCode: error.exitCode } });
      }
    };
    for (let taken = queue.take(thread); taken !== null; taken = queue.take(thread)) {
      if (taken === 'ahead') queue.wait();
      else for (let file = taken.from; file < taken.to; file++) await checked(file);
    }
    // All its files are finished; it waits to be ended.
    queue.begin(thread, files.length);
  };
  parentPort!.on('message', (task: SharedTask) => void work(task));
}
