/**
 * The gate: decides which files are read and written on disk, for the command line and the server. Configurations, schemas, links
 * and names can come from a hostile repository; what they lead to must be a regular file in a folder that the user works in.
 */
import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { elsewhere, noFile, outside, type Refusal } from '../workspace/fileAccess';
import { isDeviceName } from '../workspace/location';

/** The path of a file: URI; `null` for any other URI, and for escapes that are no text or mean separators. */
export function localPath(uri: string): string | null {
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}

/** Whether a path leads to a device by its name: `\\\\.\\…`, `\\\\?\\…`, `NUL` in any folder. The others are found by looking. */
export function isDevicePath(path: string, platform = process.platform): boolean {
  if (path.includes('\0')) return true;
  if (platform !== 'win32') return false;
  return /^[\\/]{2}[.?]/.test(path) || path.split(/[\\/]/).some(isDeviceName);
}

/** Whether a path leads to another computer: looking there would already send it the user's name. */
export function isNetworkPath(path: string, platform = process.platform): boolean {
  return platform === 'win32' && /^[\\/]{2}/.test(path);
}

/**
 * Why a file must not be read or written; `null` where it can be, whether it exists or not.
 * @param path absolute
 * @param within absolute paths of the folders that it must be in after all links are followed; `null`: the user has named it
 */
export async function refusalOf(path: string, within: readonly string[] | null): Promise<Refusal | null> {
  if (isDevicePath(path)) return elsewhere(path);
  // A workspace can be on another computer.
  if (within !== null && isNetworkPath(path) && !within.some((folder) => isIn(path, folder))) return elsewhere(path);
  const real = await realPathOf(path);
  if (within !== null && !(await isWithin(real, within))) {
    return outside(real === path ? path : `${path} -> ${real}`, within);
  }
  const stats = await stat(real).catch(() => null);
  return stats === null || stats.isFile() ? null : noFile(path);
}

/** Whether a path is a folder or below it. Both without links. */
export function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Whether a real path is in one of the folders. */
async function isWithin(real: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    if (isIn(real, await realPathOf(folder))) return true;
  }
  return false;
}

/** The path without links; for a file that does not exist, that of the nearest folder that does, and the rest. */
async function realPathOf(path: string): Promise<string> {
  const rest: string[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      return join(await realpath(folder), ...rest);
    } catch {
      if (dirname(folder) === folder) return path;
      rest.unshift(basename(folder));
    }
  }
}

/**
 * Why a file that was read must not be written in place; `null` where it can be. A link in the current folder can be from others,
 * and `*` of a shell names it like any file: what it leads to is written only where the user names that. A pipe would wait.
 * @param file absolute, by a path that the user has named or that a search has found below one
 */
export async function writeRefusal(file: string, cwd: string): Promise<Omit<Refusal, 'kind'> | null> {
  const real = await realPathOf(file);
  if (!(await isWithin(real, [isIn(file, cwd) ? cwd : dirname(file)]))) {
    return { message: 'a link leads out of the folder. Name {0} instead', args: [real] };
  }
  return (await refusalOf(file, null)) === null ? null : { message: 'it is not a regular file', args: [] };
}

/** Without waiting: a pipe would wait for a writer, and it is refused. Both are missing on Windows, which has no such files. */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/**
 * The bytes of a regular file; `null` where {@link refusalOf} refuses it. Throws as `node:fs` does where it cannot be read.
 * Parameters as there.
 */
export async function readThroughGate(path: string, within: readonly string[] | null): Promise<Uint8Array | null> {
  if ((await refusalOf(path, within)) !== null) return null;
  const file = await open(await realPathOf(path), READ_FLAGS);
  try {
    // What is open can be another file than the one that was looked at.
    return (await file.stat()).isFile() ? await file.readFile() : null;
  } finally {
    await file.close();
  }
}
