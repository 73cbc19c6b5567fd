/** What each file of a run can take: whatever goes wrong with one ends the work on it, and the others are read. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { begin, BudgetExceeded, within, type Budget } from '../xml/budget';
import { STANDARD_INPUT } from './files';
import { CommandError, ExitCode } from './io';
import { localize } from './language';

/**
 * Seconds for any file, and for each further MB: ordinary files take less than a second, and 20 MB of a large one a second. A machine
 * can be ten times as slow as the one where that was measured.
 */
const MIN_SECONDS = 30;
const SECONDS_PER_MB = 1;
/** Seconds for any other file that is read for a rule, where the user waits for the file that is checked. */
const MIN_SECONDS_BESIDE = 5;

/** The part of the heap that can be in use: V8 ends the process, and so all other files, where it is full. */
const MAX_HEAP = 0.9;
/** Questions in a row with a full heap: before that, it can be full of what is no longer used. */
const MIN_FULL = 3;

/** What one file can take from now on. */
export class FileBudget implements Budget {
  private knownLimit: number | null = null;
  private readonly start = process.uptime();
  /** From the first question on: most files are done before it, and asking takes as long as a few calls of the disk. */
  private cpuStart: number | null = null;
  /** What other budgets have used within this one. Of their processor time, too: it is hardly ever more. */
  private others = 0;
  private full = 0;

  /** @param bytes of the file; a function is called when that is needed, which for most files it is not */
  constructor(
    private readonly bytes: number | (() => number),
    private readonly minSeconds = MIN_SECONDS,
  ) {}

  private get limit(): number {
    if (this.knownLimit === null) {
      const bytes = typeof this.bytes === 'number' ? this.bytes : this.bytes();
      this.knownLimit = this.minSeconds + (bytes / 1024 / 1024) * SECONDS_PER_MB;
    }
    return this.knownLimit;
  }

  /** For a file that is read because of another one. */
  static beside(bytes: number): FileBudget {
    return new FileBudget(bytes, MIN_SECONDS_BESIDE);
  }

  get seconds(): number {
    return Math.round(this.time);
  }

  private get time(): number {
    return process.uptime() - this.start - this.others;
  }

  /** Of all threads, since the process began. Time in which the machine worked for others does not count. */
  private get cpu(): number {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6 - this.others;
  }

  suspend(): () => void {
    const before = process.uptime();
    return () => {
      this.others += process.uptime() - before;
    };
  }

  exceeded(): 'time' | 'memory' | null {
    const start = (this.cpuStart ??= this.cpu);
    const { time } = this;
    if (time > this.minSeconds && time > this.limit && this.cpu - start > this.limit) return 'time';
    const { used_heap_size: used, heap_size_limit: size } = getHeapStatistics();
    this.full = used > size * MAX_HEAP ? this.full + 1 : 0;
    return this.full >= MIN_FULL ? 'memory' : null;
  }

  /** Why the work on a file ended, in a few words. */
  reasonOf(error: unknown): string {
    if (error instanceof BudgetExceeded) {
      return error.limit === 'time'
        ? localize('stopped after {0} s: the file takes too long', String(this.seconds))
        : localize('stopped after {0} s: the file takes too much memory', String(this.seconds));
    }
    // Limits of the engine: the depth of calls, the length of texts and the size of tables.
    if (error instanceof RangeError) return localize('stopped after {0} s: {1}', String(this.seconds), error.message);
    return internalError(error);
  }
}

/** An error of this program in one line, with the place in the program for those who correct it. */
export function internalError(error: unknown): string {
  if (!(error instanceof Error)) return localize('internal error: {0}', String(error));
  const [, place] = /\n +at .*?([^\\/(]+:\d+:\d+)\)?(?:\n|$)/.exec(error.stack ?? '') ?? [];
  return localize('internal error: {0}', place === undefined ? error.message : `${error.message} (${basename(place)})`);
}

/**
 * Works on one file of a run, within its budget. Files are worked on one after another.
 * @param file absolute, `-` for standard input
 * @param failed what there is instead where the work ended early, by the reason in a few words
 * @returns rejects only with a {@link CommandError}: what the user has to correct ends the run
 */
export async function withinFile<T>(file: string, work: () => Promise<T>, failed: (reason: string) => T): Promise<T> {
  const budget = new FileBudget(() => (file === STANDARD_INPUT ? 0 : sizeOf(file)));
  const end = begin(budget);
  try {
    return await work();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    return failed(budget.reasonOf(error));
  } finally {
    end();
  }
}

/**
 * Works on all files of a run together, within the budgets of all of them: small files can have much to do with each other.
 * Throws a {@link CommandError} where that is used up.
 */
export function withinFiles<T>(files: readonly string[], work: () => T): T {
  const budget = new FileBudget(files.reduce((sum, file) => sum + sizeOf(file), 0));
  try {
    return within(budget, work);
  } catch (error) {
    if (!(error instanceof BudgetExceeded || error instanceof RangeError)) throw error;
    throw new CommandError(
      localize('{0}. Name fewer files, or a folder further down', budget.reasonOf(error)),
      ExitCode.Failure,
    );
  }
}

/** Synchronous, because nothing else is done meanwhile: the way to another thread and back takes ten times as long. */
function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    // Reading it reports why.
    return 0;
  }
}
