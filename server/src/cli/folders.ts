/**
 * The one walk through folders: for the arguments of a command and for the other files that rules use. Synchronous, because rules
 * are. Symbolic links are not followed: what they lead to is found at its own place, or the user names it.
 */
import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { IGNORED_FOLDERS } from '../workspace/fileLimits';
import { reason } from './write';
import { localize } from './language';

/** What a search could not tell of, or left out. */
export interface WalkNote {
  /**
   * - `unreadable`: a file or folder that could not be read;
   * - `skipped`: one that is left out on purpose: a symbolic link, a device, a file that is named like a VPC file and is none;
   * - `limit`: the search ended before it had seen all.
   */
  readonly kind: 'unreadable' | 'skipped' | 'limit';
  /** Absolute. */
  readonly path: string;
  /** A sentence without the path; what to do at its end. */
  readonly message: string;
}

/** A folder that was read. */
export interface VisitedFolder {
  /** Absolute, or as the start of the walk was given. */
  readonly path: string;
  /** Names of the regular files. */
  readonly files: readonly string[];
  /** Names of symbolic links, devices and the like. */
  readonly others: readonly string[];
}

/** A file that was found. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * The folders below a folder, itself first, outer ones before inner ones; those that tools fill are left out.
 * @param isVisited whether a folder in a visited one is visited
 * @param maxFolders the walk ends with a note after this many folders
 * @param note receives what could not be read
 */
export function* foldersBelow(
  start: string,
  isVisited: (folder: string) => boolean,
  maxFolders: number,
  note: (note: WalkNote) => void,
): Generator<VisitedFolder, void, undefined> {
  const folders = [start];
  let isLimited = false;
  // An array yields what is added to it while it is read.
  for (const path of folders) {
    const entries = entriesOf(path, note);
    if (entries === null) continue;
    for (const entry of entries) {
      const inner = join(path, entry.name);
      if (!entry.isDirectory() || IGNORED_FOLDERS.includes(entry.name) || !isVisited(inner)) continue;
      if (folders.length < maxFolders) folders.push(inner);
      else if (!isLimited) {
        isLimited = true;
        note(limitReached(start, maxFolders, 'folders'));
      }
    }
    yield {
      path,
      files: entries.filter((entry) => entry.isFile()).map(({ name }) => name),
      others: entries.filter((entry) => !entry.isFile() && !entry.isDirectory()).map(({ name }) => name),
    };
  }
}

/** The note that a search ended early. */
export function limitReached(path: string, limit: number, what: 'folders' | 'files'): WalkNote {
  const template =
    what === 'files'
      ? 'More than {0} files: the others were not searched. Name folders further down.'
      : 'More than {0} folders: the others were not searched. Name folders further down.';
  return { kind: 'limit', path, message: localize(template, String(limit)) };
}

/** The note for a file or folder that could not be read. */
export function unreadable(path: string, error: unknown): WalkNote {
  return { kind: 'unreadable', path, message: localize('Cannot be read: {0}.', reason(error)) };
}

/** A file by its path; `null` if there is none. */
export function fileAt(path: string): FoundFile | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? { path, size: stats.size } : null;
}

/** Like {@link fileAt} for a file that was found; notes an error. */
export function foundAt(path: string, note: (note: WalkNote) => void): FoundFile | null {
  try {
    return fileAt(path);
  } catch (error) {
    note(unreadable(path, error));
    return null;
  }
}

/** What is at a path, or where the link there leads; `none` for a broken link. */
export function kindAt(path: string): 'file' | 'folder' | 'special' | 'none' {
  try {
    const stats = statSync(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'special';
  } catch {
    // Why it leads nowhere makes no difference: it is not followed in any case.
    return 'none';
  }
}

/** What is in a folder, by name; `null` if it cannot be read, which is noted unless it was deleted meanwhile. */
function entriesOf(folder: string, note: (note: WalkNote) => void): Dirent[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') note(unreadable(folder, error));
    return null;
  }
}
