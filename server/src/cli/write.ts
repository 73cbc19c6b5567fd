import { rmSync, type Stats } from 'node:fs';
import { mkdir, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CommandError, ExitCode, type Io } from './io';

/** Temporary files that wait to take the place of others. */
const pending = new Set<string>();

/** Removes what an interrupted run would leave behind. */
export function removePending(): void {
  for (const file of pending) rmSync(file, { force: true });
  pending.clear();
}

/**
 * Writes a file so that a crash leaves the old or the new one, never half of it: a temporary file in the same folder
 * takes the old one's place and its mode. Links are followed, missing folders are made, and what is no file (a pipe, a
 * device) is written to as it is.
 * @param path relative to the current folder or absolute
 * @param before what the file held when it was read; another content is not overwritten
 */
export async function writeFileAtomically(
  path: string,
  contents: string | Uint8Array | Iterable<string>,
  { cwd }: Pick<Io, 'cwd'>,
  before?: Uint8Array,
): Promise<void> {
  try {
    const named = resolve(cwd, path);
    const target = await realpath(named).catch(() => named);
    const old = await stat(target).catch(() => null);
    if (old === null || old.isFile()) await replace(target, contents, old, before);
    else await writeFile(target, contents);
  } catch (error) {
    throw new CommandError(`Cannot write ${path}: ${reason(error)}`, ExitCode.Failure);
  }
}

async function replace(
  target: string,
  contents: string | Uint8Array | Iterable<string>,
  old: Stats | null,
  before: Uint8Array | undefined,
): Promise<void> {
  const temporary = join(dirname(target), `.vpc-${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`);
  try {
    await mkdir(dirname(target), { recursive: true });
    const file = await open(temporary, 'wx');
    pending.add(temporary);
    try {
      await writeFile(file, contents);
      if (old !== null) await file.chmod(old.mode & 0o7777);
      await file.sync();
    } finally {
      await file.close();
    }
    if (before !== undefined && !(await readFile(target)).equals(before)) {
      throw new Error('it was changed by somebody else in the meantime; run the command again');
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    pending.delete(temporary);
  }
}

/** To the file where one is named, else to standard output; a text in pieces may be longer than a string can be. */
export async function emit(text: string | Iterable<string>, output: string | undefined, io: Io): Promise<void> {
  const pieces = typeof text === 'string' ? [text] : text;
  if (output !== undefined) return writeFileAtomically(output, pieces, io);
  for (const piece of pieces) if (piece !== '') io.out.write(piece);
}

/** A file system error in a few words. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const known: Record<string, string> = {
    ENOENT: 'no such file',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of its path is no folder',
    ELOOP: 'its symbolic links go round in circles',
    ENAMETOOLONG: 'its name is too long',
    EMFILE: 'too many files are open',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  };
  return (code && known[code]) ?? (error instanceof Error ? error.message : String(error));
}
