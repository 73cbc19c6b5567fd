/** The files that a run reads besides its documents: configurations, profiles, schemas. */
import { lstatSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isDevicePath, isNetworkPath, localPath, readThroughGate, refusalOf } from '../disk/gate';
import { elsewhere, type FileAccess, type Refusal } from '../workspace/fileAccess';
import { decode, type Decoded } from '../xml/decode';
import type { Io } from './io';

export class LocalFiles implements FileAccess {
  /**
   * The files that the user names, by absolute path: they can be anywhere, and pipes, which can be read once (`--schema <(...)`).
   */
  private readonly named = new Map<string, Promise<Decoded | null> | null>();

  /** @param named the values of options; others than text name no file */
  constructor(named: readonly (string | false | undefined)[], { cwd }: Pick<Io, 'cwd'>) {
    for (const path of named) if (typeof path === 'string') this.named.set(resolve(cwd, path), null);
  }

  readonly read = async (uri: string, within: readonly string[] | null = null): Promise<Decoded | null> => {
    const path = localPath(uri);
    if (path === null) return null;
    let bytes = this.named.get(path);
    if (bytes === undefined) {
      const folders = within && foldersOf(within);
      return isMissing(path, folders) ? null : decoded(readThroughGate(path, folders));
    }
    if (bytes === null) this.named.set(path, (bytes = decoded(readFile(path))));
    return bytes;
  };

  readonly refusal = async (uri: string, within: readonly string[] | null): Promise<Refusal | null> => {
    const path = localPath(uri);
    if (path === null) return elsewhere(uri);
    const folders = within && foldersOf(within);
    return this.named.has(path) || isMissing(path, folders) ? null : refusalOf(path, folders);
  };
}

/**
 * Whether nothing is at a path directly in one of the folders: no link leads out of them there. Each folder is asked for its
 * configuration, and few have one: asking the gate takes twenty times as long.
 */
function isMissing(path: string, within: readonly string[] | null): boolean {
  if (!within?.includes(dirname(path)) || isDevicePath(path) || isNetworkPath(path)) return false;
  try {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined;
  } catch {
    // The gate says why.
    return false;
  }
}

function foldersOf(uris: readonly string[]): string[] {
  return uris.flatMap((uri) => localPath(uri) ?? []);
}

async function decoded(read: Promise<Uint8Array | null>): Promise<Decoded | null> {
  const bytes = await read.catch(() => null);
  return bytes && decode(bytes);
}
