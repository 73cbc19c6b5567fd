/** Walking folders, in Node only. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { URI } from 'vscode-uri';
import { IGNORED_FOLDERS, MOST_FOLDERS } from '../service/workspaceFiles';
import type { FoundFile } from './protocol';

/**
 * The files below a folder whose names end in an extension, letter case aside; those of outer folders first. Links are
 * not followed, and what cannot be read is passed over.
 * @param uri of the folder
 * @param most so many files at most
 */
export async function filesBelow(uri: string, extension: string, most: number): Promise<FoundFile[]> {
  const folders = [fileURLToPath(uri)];
  const found: FoundFile[] = [];
  for (let next = 0; next < folders.length && found.length < most; next++) {
    for (const entry of await entriesOf(folders[next]!)) {
      const path = join(folders[next]!, entry.name);
      if (entry.isDirectory() && !IGNORED_FOLDERS.includes(entry.name) && folders.length < MOST_FOLDERS)
        folders.push(path);
      if (entry.isFile() && entry.name.toLowerCase().endsWith(extension) && found.length < most) {
        const size = await sizeOf(path);
        if (size !== null) found.push({ uri: URI.file(path).toString(), size });
      }
    }
  }
  return found;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // Another user's folder, or one that is gone by now: nobody asked for it by name.
    return [];
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    // Gone by now.
    return null;
  }
}
