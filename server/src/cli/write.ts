/** Writing files: whole or not at all, and to no file that the run reads. */
import { accessSync, closeSync, constants, openSync, type Stats } from 'node:fs';
import { mkdir, open, readFile, realpath, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { keepAttributes } from './attributes';
import { refuseInput } from './outputs';
import type { Note } from '../matrix/notes';
import { CommandError, ExitCode, usageError, type Io } from './io';
import { reason } from './reason';
import { beginPending, endPending, removeLeftOvers, temporaryName } from './temporaryFiles';
import { localize } from './language';

export { reason };

/** A file that could not be written, and why. */
export class WriteError extends CommandError {
  constructor(
    path: string,
    readonly reason: string,
  ) {
    super(localize('Cannot write {0}: {1}', path, reason), ExitCode.Failure);
  }
}

/**
 * Writes a file so that a crash leaves the old or the new content, never a part: a temporary file in the same folder is
 * renamed. It gets mode, owner, access control list and extended attributes of the old one; a file that is read-only, has
 * several hard links or an owner that cannot be kept is not written. Links are followed, missing folders are created; pipes
 * and devices are written to directly. Throws a {@link WriteError} if that fails.
 * @param path relative to the current folder or absolute
 * @param before the content when the file was read; if it has changed since, it is not overwritten
 */
export async function writeFileAtomically(
  path: string,
  contents: string | Uint8Array | Iterable<string | Uint8Array>,
  { cwd }: Pick<Io, 'cwd'>,
  before?: Uint8Array,
): Promise<void> {
  try {
    const absolute = resolve(cwd, path);
    const target = await realpath(absolute).catch(() => absolute);
    const old = await stat(target).catch(() => null);
    if (old === null || old.isFile()) await replace(target, contents, old, before);
    else await writeFile(target, contents);
  } catch (error) {
    throw new WriteError(path, reason(error));
  }
}

async function replace(
  target: string,
  contents: string | Uint8Array | Iterable<string | Uint8Array>,
  old: Stats | null,
  before: Uint8Array | undefined,
): Promise<void> {
  if (old !== null) refuseUnwritable(target, old);
  const folder = dirname(target);
  const temporary = join(folder, temporaryName());
  try {
    await mkdir(folder, { recursive: true });
    removeLeftOvers(folder);
    beginPending(temporary);
    // Until it has the mode of the old one, nobody else can read it.
    closeSync(openSync(temporary, 'wx', old === null ? undefined : 0o600));
    const file = await open(temporary, 'r+');
    try {
      if (old !== null) await keepAttributes(target, temporary, file, old);
      await writeFile(file, contents);
      await file.sync();
    } finally {
      await file.close();
    }
    if (before !== undefined && !(await readFile(target)).equals(before)) {
      throw new Error(localize('the file was changed in the meantime; run the command again'));
    }
    await rename(temporary, target);
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await endPending(temporary);
  }
}

/** Throws for a file that its owner has protected from writing: replacing it needs no permission for the file itself. */
export function refuseUnwritable(target: string, { mode, nlink }: Stats): void {
  // The bits themselves: an administrator is never denied access.
  if ((mode & 0o222) === 0) throw new Error(localize('the file is read-only'));
  accessSync(target, constants.W_OK);
  if (nlink > 1) {
    throw new Error(
      `it has ${nlink} hard links, of which only this one would change; replace it by a copy of itself first`,
    );
  }
}

/** Makes a rename last through a loss of power, where the system can do that. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(folder, 'r');
  } catch (error) {
    // Windows opens no folders, and a folder that can be written to need not be readable.
    if (['EISDIR', 'EPERM', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return;
    throw error;
  }
  try {
    await handle.sync();
  } catch (error) {
    // File systems without it, some network drives, say so.
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EBADF'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Writes to the file `output`, or to standard output, as fast as its reader takes it; a text in pieces can be longer than a string.
 * Throws a usage error for an output that the run has read.
 */
export async function emit(
  text: string | Iterable<string | Uint8Array>,
  output: string | undefined,
  io: Io,
): Promise<void> {
  const pieces = typeof text === 'string' ? [text] : text;
  if (output !== undefined && output !== '-') {
    refuseInput(output, io);
    return writeFileAtomically(output, pieces, io);
  }
  for (const piece of pieces) {
    if (piece.length === 0) continue;
    io.out.write(piece);
    await io.out.drained?.();
  }
}

/**
 * Like {@link emit}, for a writer that says at its end what the format has no room for.
 * @returns its notes
 */
export async function emitNoting(
  writer: Generator<string | Uint8Array, readonly Note[] | void, undefined>,
  output: string | undefined,
  io: Io,
): Promise<readonly Note[]> {
  let notes: readonly Note[] = [];
  function* pieces(): Generator<string | Uint8Array, void, undefined> {
    notes = (yield* writer) ?? [];
  }
  await emit(pieces(), output, io);
  return notes;
}

/** Throws a usage error where bytes would be written to a terminal. */
export function refuseTerminal(output: string | undefined, { out }: Io): void {
  if ((output === undefined || output === '-') && out.isTerminal) {
    throw usageError(localize('A terminal cannot show XLSX. Name a file with --output'));
  }
}
