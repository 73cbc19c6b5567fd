/** Several threads check files: this program once more in each, asked for one file after the other. */
import { parentPort, workerData, type Worker } from 'node:worker_threads';
import type { Bundled } from '../../bundled';
import { Environment } from '../../environment';
import { CommandError, type ExitCode, type Io } from '../../io';
import { startThread } from '../../thread';
import { check } from './check';
import type { LintOptions } from './options';
import type { Outcome } from './outcome';

/** What a thread is started with. */
export interface LintTask {
  readonly kind: 'lint';
  readonly options: LintOptions;
  /** The files that are named in the run. */
  readonly run: readonly string[];
  readonly cwd: string;
}

/** What a thread answers: what came of a file, or why the command is to stop. */
interface Answer {
  readonly outcome?: Outcome;
  readonly refusal?: { readonly message: string; readonly exitCode: ExitCode };
}

/** So many files may be done before an earlier one is: their reports wait in memory. */
const AHEAD = 64;

/**
 * What comes of each file, in their order.
 * @param program the file to start in each thread; there it is to call {@link serve}
 */
export async function* shared(
  files: readonly string[],
  threads: number,
  { options, run }: Pick<LintTask, 'options' | 'run'>,
  program: string,
  { cwd }: Io,
): AsyncGenerator<Outcome> {
  const task: LintTask = { kind: 'lint', options, run, cwd };
  const workers = Array.from({ length: threads }, () => new Thread(startThread(program, task)));
  const idle = [...workers];
  const waiting: ((thread: Thread) => void)[] = [];
  const free = (thread: Thread): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(thread);
    else next(thread);
  };
  const ask = async (file: string): Promise<Outcome> => {
    const thread = idle.pop() ?? (await new Promise<Thread>((resolve) => waiting.push(resolve)));
    try {
      return await thread.check(file);
    } finally {
      free(thread);
    }
  };
  const asked: Promise<Outcome>[] = [];
  try {
    for (let index = 0; index < files.length; index++) {
      while (asked.length < files.length && asked.length < index + AHEAD) {
        const outcome = ask(files[asked.length]!);
        // Whoever awaits it hears of a failure; until then it is nobody's.
        outcome.catch(() => undefined);
        asked.push(outcome);
      }
      yield await asked[index]!;
      asked[index] = undefined!;
    }
  } finally {
    await Promise.all(workers.map((thread) => thread.end()));
  }
}

class Thread {
  private settle: { resolve: (outcome: Outcome) => void; reject: (error: Error) => void } | undefined;
  private failure: Error | undefined;

  constructor(private readonly worker: Worker) {
    worker.on('message', (answer: Answer) => this.take(answer));
    worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => this.fail(new Error(`a thread ended with ${code}`)));
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

/** Checks what the main thread asks for. */
export function serve(bundled: Bundled, io: Io): void {
  const { options, run, cwd } = workerData as LintTask;
  const here = { ...io, cwd };
  const environment = Environment.create(options, bundled, here).then((created) => {
    created.introduce(run);
    return created;
  });
  // Whoever awaits it hears of a failure; until then it is nobody's.
  environment.catch(() => undefined);
  const answer = async (file: string): Promise<Answer> => {
    try {
      return { outcome: await check(file, options, await environment, here) };
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return { refusal: { message: error.message, exitCode: error.exitCode } };
    }
  };
  parentPort!.on('message', (file: string) => void answer(file).then((given) => parentPort!.postMessage(given)));
}
