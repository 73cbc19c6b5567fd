import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CommandError, ExitCode, type Io } from './io';

/**
 * Writes a file so that a crash leaves the old or the new one, never half of it: a temporary file in the same folder
 * takes the old one's place. Missing folders are made.
 * @param path relative to the current folder or absolute
 */
export async function writeFileAtomically(path: string, contents: string | Uint8Array, { cwd }: Io): Promise<void> {
  const target = resolve(cwd, path);
  const temporary = join(dirname(target), `.vpc-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await mkdir(dirname(target), { recursive: true });
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(contents);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new CommandError(`Cannot write ${path}: ${reason(error)}`, ExitCode.Failure);
  }
}

/** To the file where one is named, else to standard output. */
export async function emit(text: string, output: string | undefined, io: Io): Promise<void> {
  if (output === undefined) io.out.write(text);
  else await writeFileAtomically(output, text, io);
}

/** A file system error in a few words. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const known: Record<string, string> = {
    ENOENT: 'no such file',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'it is a folder',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  };
  return (code && known[code]) ?? (error instanceof Error ? error.message : String(error));
}
