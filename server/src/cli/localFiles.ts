/** The files that a run reads besides its documents: configurations, profiles, schemas. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { localPath, readThroughGate, refusalOf } from '../disk/gate';
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
    if (bytes === undefined) return decoded(readThroughGate(path, within && foldersOf(within)));
    if (bytes === null) this.named.set(path, (bytes = decoded(readFile(path))));
    return bytes;
  };

  readonly refusal = async (uri: string, within: readonly string[] | null): Promise<Refusal | null> => {
    const path = localPath(uri);
    if (path === null) return elsewhere(uri);
    return this.named.has(path) ? null : refusalOf(path, within && foldersOf(within));
  };
}

function foldersOf(uris: readonly string[]): string[] {
  return uris.flatMap((uri) => localPath(uri) ?? []);
}

async function decoded(read: Promise<Uint8Array | null>): Promise<Decoded | null> {
  const bytes = await read.catch(() => null);
  return bytes && decode(bytes);
}
