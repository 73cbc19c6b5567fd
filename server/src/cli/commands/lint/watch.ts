import { watch as watchFolder, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CONFIG_FILE } from '../../../workspace/configuration/file';
import { Environment } from '../../environment';
import { fileAt } from '../../folders';
import { globOf } from '../../globs';
import { CommandError, ExitCode, type Bundled, type Io } from '../../io';
import type { LintOptions } from './options';
import { note } from '../../noteLines';
import { localize } from '../../language';

/** Editors write a file in several steps: a run starts after this time without a change, in milliseconds. */
const SETTLE_TIME = 150;
/** Paths that a run writes itself, or that nobody edits. */
const IGNORED = /(?:^|[\\/])(?:\.git|node_modules)(?:[\\/]|$)|\.tmp$/;

/** Which files a run with these options reads, apart from those that are named. */
export class WatchedRun {
  readonly #written: ReadonlySet<string>;
  readonly #named: ReadonlySet<string>;

  constructor(
    private readonly options: LintOptions,
    private readonly bundled: Bundled,
    private readonly io: Io,
  ) {
    const absolute = (path: string): string => resolve(io.cwd, path);
    const { reports, schema, profile, config, baseline } = options;
    this.#written = new Set(reports.flatMap(({ output }) => (output === undefined ? [] : absolute(output))));
    const named = [schema, profile, config, baseline].filter((path) => typeof path === 'string');
    this.#named = new Set(named.map(absolute));
  }

  /** Whether a file is a VPC file or a part of their configuration, and not a report of the run. @param path absolute */
  async reads(path: string): Promise<boolean> {
    const name = basename(path);
    if (IGNORED.test(path) || this.#written.has(path)) return false;
    if (name === CONFIG_FILE || this.#named.has(path) || name.toLowerCase().endsWith('.xsd')) return true;
    try {
      // Anew each time: the configuration says which files are VPC files, and can have changed.
      const environment = await Environment.create(this.options, this.bundled, this.io);
      const { profileUri, baselineUri } = await environment.configured(pathToFileURL(path).href);
      if ([profileUri, baselineUri].includes(pathToFileURL(path).href)) return true;
      if (!(await environment.canBeVpc(dirname(path)))(name)) return false;
      const file = fileAt(path);
      return file === null || (await environment.recognise(file)).recognition !== 'other';
    } catch (error) {
      // The run reports a configuration that cannot be used, and a file that cannot be read.
      if (error instanceof CommandError || (error as NodeJS.ErrnoException).code !== undefined) return true;
      throw error;
    }
  }
}

/**
 * Runs at once and after each change of the files, until {@link Io.stopped}.
 * @param reads whether a run reads a file that was found in a folder
 */
export async function watchFiles(
  args: readonly string[],
  run: () => Promise<ExitCode>,
  reads: (path: string) => Promise<boolean>,
  io: Io,
): Promise<ExitCode> {
  const { stopped } = io;
  const changes = new Changes();
  const watchers = await watched(args.length === 0 ? ['.'] : args, changes, reads, io);
  const stop = (): void => changes.stop();
  stopped?.addEventListener('abort', stop);
  try {
    do {
      if (io.out.isTerminal) io.out.write('\u001b[2J\u001b[H');
      await attempt(run, io);
      note(localize('watching for changes; press Ctrl+C to stop'), io);
    } while (await changes.next());
    return ExitCode.Clean;
  } finally {
    stopped?.removeEventListener('abort', stop);
    for (const watcher of watchers) watcher.close();
  }
}

/** Runs once and prints a usage error: the next change may correct it. */
async function attempt(run: () => Promise<ExitCode>, io: Io): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    note(error.message, io);
  }
}

/** Watches folders recursively, and the folder of each file, because editors replace files. */
async function watched(
  args: readonly string[],
  changes: Changes,
  reads: (path: string) => Promise<boolean>,
  { cwd }: Io,
): Promise<FSWatcher[]> {
  const watchers: FSWatcher[] = [];
  for (const arg of args) {
    const path = resolve(cwd, arg);
    const stats = await stat(path).catch(() => null);
    const isFolder = stats?.isDirectory() ?? false;
    const glob = stats === null ? globOf(arg) : null;
    const folder = isFolder ? path : glob !== null ? resolve(cwd, glob.folder) : dirname(path);
    const name = isFolder || glob !== null ? null : basename(path);
    const listener = (_: string, file: string | null): void => {
      if (file === null || file === name) changes.happened();
      else if (name === null) void reads(join(folder, file)).then((isRead) => isRead && changes.happened());
    };
    watchers.push(watchFolder(folder, { recursive: name === null }, listener).on('error', () => changes.happened()));
  }
  return watchers;
}

/** Waits for the next change; several changes within {@link SETTLE_TIME} are one. */
class Changes {
  private timer: NodeJS.Timeout | undefined;
  private isDue = false;
  private isStopped = false;
  private wake: () => void = () => undefined;

  happened(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isDue = true;
      this.wake();
    }, SETTLE_TIME);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.isStopped = true;
    this.wake();
  }

  /** @returns false after {@link stop} */
  async next(): Promise<boolean> {
    if (!this.isDue && !this.isStopped) await new Promise<void>((resolve) => (this.wake = resolve));
    this.isDue = false;
    return !this.isStopped;
  }
}
