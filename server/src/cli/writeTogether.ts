/** Writing several files of a folder: all or none. */
import { closeSync, openSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { lstat, mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { keepAttributes } from './attributes';
import { beginPending, endPending, removeLeftOvers, temporaryName } from './temporaryFiles';
import { reason, refuseUnwritable, syncFolder, WriteError } from './write';
import { localize } from './language';

/** A file to write; `contents` is `null` for one to remove. */
export interface WantedFile {
  /** Without folders. */
  readonly name: string;
  readonly contents: Uint8Array | null;
}

/** A file that is ready to be renamed to its place. */
interface ReadyFile extends WantedFile {
  readonly target: string;
  readonly temporary: string;
  /** The bytes before; `null` for a new file. */
  readonly before: Uint8Array | null;
}

/**
 * Writes files so that an error leaves the folder as it was: all are written under temporary names, then renamed in the given
 * order. A process that is killed between two of these leaves the first ones new and the last ones old: a file that vouches for
 * others comes last. Missing folders are created. Throws a {@link WriteError}.
 * @param folder absolute
 * @param shown the folder as messages name it
 */
export async function writeTogether(folder: string, shown: string, files: readonly WantedFile[]): Promise<void> {
  const ready: ReadyFile[] = [];
  let current = shown;
  let created: string | undefined;
  try {
    created = await mkdir(folder, { recursive: true });
    removeLeftOvers(folder);
    for (const file of files) {
      current = join(shown, file.name);
      ready.push(await prepared(file, folder));
    }
    current = replaceAll(ready, shown);
    await syncFolder(folder);
  } catch (error) {
    const failed = error instanceof ReplaceError ? error : null;
    for (const { temporary } of ready) rmSync(temporary, { force: true });
    if (created !== undefined) removeEmpty(folder, created);
    throw new WriteError(failed?.path ?? current, reason(failed?.cause ?? error));
  } finally {
    for (const { temporary } of ready) await endPending(temporary);
  }
}

async function prepared(file: WantedFile, folder: string): Promise<ReadyFile> {
  const target = join(folder, file.name);
  const temporary = join(folder, temporaryName());
  const old = await lstat(target).catch(() => null);
  if (old !== null && !old.isFile()) throw new Error(localize('is not a regular file'));
  if (old !== null) refuseUnwritable(target, old);
  const ready = { ...file, target, temporary, before: old === null ? null : await readFile(target) };
  if (file.contents === null) return ready;
  beginPending(temporary);
  try {
    closeSync(openSync(temporary, 'wx', old === null ? undefined : 0o600));
    const handle = await open(temporary, 'r+');
    try {
      if (old !== null) await keepAttributes(target, temporary, handle, old);
      await handle.writeFile(file.contents);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    rmSync(temporary, { force: true });
    await endPending(temporary);
    throw error;
  }
  return ready;
}

/** A file that could not be replaced; those before it have been restored. */
class ReplaceError extends Error {
  constructor(
    readonly path: string,
    override readonly cause: unknown,
  ) {
    super(path);
  }
}

/** Synchronous, so that no signal is handled in between. @returns the folder as messages name it */
function replaceAll(files: readonly ReadyFile[], shown: string): string {
  for (const [index, { name, contents, target, temporary }] of files.entries()) {
    try {
      if (contents === null) rmSync(target, { force: true });
      else renameSync(temporary, target);
    } catch (error) {
      for (const done of files.slice(0, index).reverse()) restore(done);
      throw new ReplaceError(join(shown, name), error);
    }
  }
  return shown;
}

function restore({ target, temporary, before }: ReadyFile): void {
  if (before === null) return rmSync(target, { force: true });
  writeFileSync(temporary, before);
  renameSync(temporary, target);
}

/** Removes folders that this run has created, from the inner to the outer one. */
function removeEmpty(folder: string, outermost: string): void {
  try {
    for (let path = folder; path.length >= outermost.length; path = dirname(path)) rmdirSync(path);
  } catch {
    // Another program has put something there.
  }
}
