/** Files on disk, in Node only. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { URI } from 'vscode-uri';
import { localPath, refusalOf } from '../disk/gate';
import { elsewhere, noFile, refusalByName, type Refusal } from '../workspace/fileAccess';
import { IGNORED_FOLDERS, MAX_FOLDERS } from '../workspace/fileLimits';
import type { FoundFile } from './protocol';
import { MAX_URI_LENGTH } from './uris';

/** The decision of `Runtime.refusal` in Node: by the disk for files, by name for the file systems of the client. */
export async function refusal(uri: string, within: readonly string[] | null): Promise<Refusal | null> {
  if (!uri.startsWith('file:')) return refusalByName(uri, within);
  if (uri.length > MAX_URI_LENGTH) return noFile(uri);
  const path = localPath(uri);
  return path === null ? elsewhere(uri) : refusalOf(path, within && foldersOf(within));
}

/** The paths of those folders that are on this computer. */
export function foldersOf(uris: readonly string[]): string[] {
  return uris.flatMap((uri) => localPath(uri) ?? []);
}

/**
 * The files in a folder and its subfolders with an extension, whatever its case; breadth first. Links are not followed.
 * @param uri of the folder
 * @param most maximum number of files
 * @param onUnreadable receives each folder that cannot be read
 */
export async function filesBelow(
  uri: string,
  extension: string,
  most: number,
  onUnreadable: (folder: string, error: unknown) => void,
): Promise<FoundFile[]> {
  const top = pathOf(uri, onUnreadable);
  const folders = top === null ? [] : [top];
  const found: FoundFile[] = [];
  for (let next = 0; next < folders.length && found.length < most; next++) {
    for (const entry of await entriesOf(folders[next]!, onUnreadable)) {
      const path = join(folders[next]!, entry.name);
      if (entry.isDirectory() && !IGNORED_FOLDERS.includes(entry.name) && folders.length < MAX_FOLDERS)
        folders.push(path);
      if (entry.isFile() && entry.name.toLowerCase().endsWith(extension) && found.length < most) {
        const size = await sizeOf(path);
        if (size !== null) found.push({ uri: URI.file(path).toString(), size });
      }
    }
  }
  return found;
}

/** The path of a folder; `null` for one on another computer, or with characters that no path has. */
function pathOf(uri: string, onUnreadable: (folder: string, error: unknown) => void): string | null {
  try {
    return fileURLToPath(uri);
  } catch (error) {
    onUnreadable(uri, error);
    return null;
  }
}

async function entriesOf(folder: string, onUnreadable: (folder: string, error: unknown) => void): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    onUnreadable(folder, error);
    return [];
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    // Deleted meanwhile.
    return null;
  }
}
