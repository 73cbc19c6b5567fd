import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '../xml/stream/source';

/** A file whose bytes are read as they are asked for. */
export interface OpenFile {
  readonly source: ByteSource;
  readonly close: () => void;
}

/** Opens a file. Throws as `node:fs` does. */
export function openFile(path: string): OpenFile {
  const descriptor = openSync(path, 'r');
  const { size } = fstatSync(descriptor);
  return {
    source: { size, read: (at, target) => readSync(descriptor, target, 0, target.length, at) },
    close: () => closeSync(descriptor),
  };
}
