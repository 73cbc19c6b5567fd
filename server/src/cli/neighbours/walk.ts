/** Which files may be beside those of a run. Walked in one go: a rule waits for the answer. */
import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { IGNORED_FOLDERS, INDEXED_EXTENSION, MOST_FILES, MOST_FOLDERS } from '../../service/workspaceFiles';

/** A file that was found. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * The XML files in a folder, those of outer folders first. Links are not followed, and what cannot be read is passed over.
 * @param isDeep whether the folders in it are looked into too
 */
export function xmlFilesIn(folder: string, isDeep: boolean): FoundFile[] {
  const folders = [folder];
  const found: FoundFile[] = [];
  for (let next = 0; next < folders.length && found.length < MOST_FILES; next++) {
    for (const entry of entriesOf(folders[next]!)) {
      const path = join(folders[next]!, entry.name);
      if (isDeep && entry.isDirectory() && !IGNORED_FOLDERS.includes(entry.name) && folders.length < MOST_FOLDERS) {
        folders.push(path);
      }
      if (entry.isFile() && entry.name.toLowerCase().endsWith(INDEXED_EXTENSION) && found.length < MOST_FILES) {
        const file = fileAt(path);
        if (file !== null) found.push(file);
      }
    }
  }
  return found;
}

/** A file by its path; `null` where there is none. */
export function fileAt(path: string): FoundFile | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? { path, size: stats.size } : null;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Another user's folder, or one that is gone by now: nobody asked for it by name.
    return [];
  }
}
