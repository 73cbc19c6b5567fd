/** The temporary files that a run writes before it renames them, and those that a killed run has left. */
import { lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';

/** Temporary files that have not been renamed yet. */
const pending = new Set<string>();

/** Folders in which other threads of this process can be writing. */
const threadFolders = new Set<string>();

/** Names of processes count on one machine; a folder can be on a drive of several. */
const HOST = crc32(hostname()).toString(16).padStart(8, '0');
const NAME = /^\.vpc-(?:([0-9a-f]{8})-)?(\d+)-[0-9a-z]+\.tmp$/;
/** No write takes as long, in milliseconds: after that, a file of another machine or of a reused number is left over, too. */
const MAX_AGE = 24 * 60 * 60 * 1000;

/** A new name in a folder. */
export function temporaryName(): string {
  return `.vpc-${HOST}-${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`;
}

/** Signals that end a run. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let isListening = false;

/**
 * Listens to signals while there is something to remove. At any other time the system ends the process, also in the middle of long
 * work, during which no listener would be called.
 */
function listen(): void {
  if (isListening) return;
  isListening = true;
  for (const signal of SIGNALS) process.on(signal, endBy);
}

/** Removes temporary files, then ends by the signal. */
function endBy(signal: NodeJS.Signals): void {
  removePending();
  stopListening();
  process.kill(process.pid, signal);
}

function stopListening(): void {
  isListening = false;
  for (const signal of SIGNALS) process.off(signal, endBy);
}

/** Records a temporary file that is about to be created. */
export function beginPending(file: string): void {
  pending.add(file);
  listen();
}

/** Records that a temporary file has been renamed or removed. */
export async function endPending(file: string): Promise<void> {
  pending.delete(file);
  // The listener is called for a signal in the next turn of the event loop, or in the one after it.
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  if (isListening && pending.size === 0 && threadFolders.size === 0) stopListening();
}

/** Tells that another thread of this process can replace a file from now on. @param file absolute */
export function threadWrites(file: string): void {
  listen();
  try {
    threadFolders.add(dirname(realpathSync(file)));
  } catch {
    // A file that cannot be reached is not written either.
  }
}

/** Removes the temporary files of this process, which is about to end. */
export function removePending(): void {
  for (const file of pending) rmSync(file, { force: true });
  pending.clear();
  for (const folder of threadFolders) removeThose(folder, (host, pid) => host === HOST && pid === process.pid);
}

const searched = new Set<string>();

/** Removes what runs that were killed have left in a folder. It is searched once. */
export function removeLeftOvers(folder: string): void {
  if (searched.has(folder)) return;
  searched.add(folder);
  removeThose(folder, (host, pid, path) => (host === HOST && !isRunning(pid)) || isOld(path));
}

function removeThose(
  folder: string,
  isRemoved: (host: string | undefined, pid: number, path: string) => boolean,
): void {
  for (const name of namesIn(folder)) {
    const [, host, pid] = NAME.exec(name) ?? [];
    const path = join(folder, name);
    if (pid !== undefined && isRemoved(host, Number(pid), path)) rmSync(path, { force: true });
  }
}

/** A folder that one may write to need not be readable: then nothing can be found there. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM' || code === 'ENOENT') return [];
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs for another user.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function isOld(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > MAX_AGE;
}
