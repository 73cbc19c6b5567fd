import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { isDynamicPattern } from 'tinyglobby';
import { CommandError, ExitCode, type Io } from '../../io';

/** Editors write a file in several steps: so long nothing more must happen, in milliseconds. */
const SETTLED = 150;
/** What a run may write itself, and what no one edits. */
const IGNORED = /(?:^|[\\/])(?:\.git|node_modules)(?:[\\/]|$)|\.tmp$/;

/**
 * Runs at once and whenever one of the files changes, until the user ends it.
 * @returns when {@link Io.stopped} says so
 */
export async function watching(args: readonly string[], run: () => Promise<ExitCode>, io: Io): Promise<ExitCode> {
  const { stopped } = io;
  const changes = new Changes();
  const watchers = await watched(args.length === 0 ? ['.'] : args, changes, io);
  const stop = (): void => changes.stop();
  stopped?.addEventListener('abort', stop);
  try {
    do {
      if (io.out.isTerminal) io.out.write('\u001b[2J\u001b[H');
      await attempt(run, io);
      io.err.write('vpc: watching for changes; Ctrl+C ends it\n');
    } while (await changes.next());
    return ExitCode.Clean;
  } finally {
    stopped?.removeEventListener('abort', stop);
    for (const watcher of watchers) watcher.close();
  }
}

/** What is wrong now may be right after the next change. */
async function attempt(run: () => Promise<ExitCode>, io: Io): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    io.err.write(`vpc: ${error.message}\n`);
  }
}

/** Watches folders with all below them; a file by its folder, because editors replace files. */
async function watched(args: readonly string[], changes: Changes, { cwd }: Io): Promise<FSWatcher[]> {
  const watchers: FSWatcher[] = [];
  for (const arg of args) {
    const path = resolve(cwd, arg);
    const stats = await stat(path).catch(() => null);
    const isFolder = stats?.isDirectory() ?? false;
    const isGlob = stats === null && isDynamicPattern(arg);
    const folder = isFolder ? path : isGlob ? resolve(cwd, fixedPart(arg)) : dirname(path);
    const name = isFolder || isGlob ? null : basename(path);
    const listener = (_: string, file: string | null): void => {
      if (file === null || (!IGNORED.test(file) && (name === null || file === name))) changes.happened();
    };
    watchers.push(watch(folder, { recursive: name === null }, listener).on('error', () => changes.happened()));
  }
  return watchers;
}

/** The folders that a glob names before its first pattern. */
function fixedPart(glob: string): string {
  const parts = glob.split('/');
  const first = parts.findIndex((part) => isDynamicPattern(part));
  return parts.slice(0, first).join('/') || (glob.startsWith('/') ? '/' : '.');
}

/** Lets wait for the next change; several at a time are one. */
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
    }, SETTLED);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.isStopped = true;
    this.wake();
  }

  /** @returns false where nothing more is to be done */
  async next(): Promise<boolean> {
    if (!this.isDue && !this.isStopped) await new Promise<void>((resolve) => (this.wake = resolve));
    this.isDue = false;
    return !this.isStopped;
  }
}
