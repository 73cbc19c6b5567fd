/** The beginning of a file, of which nothing else is read to decide whether it is a VPC file. */
import { closeSync, openSync, readSync } from 'node:fs';
import { headOf } from '../workspace/recognition';
import { decode, withProblems } from '../xml/decode';
import type { XmlTree } from '../xml/tree';
import type { FoundFile } from './folders';

/** The first bytes of a file. Throws as `node:fs` does. */
export function firstBytes(path: string, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  const file = openSync(path, 'r');
  try {
    return buffer.subarray(0, readSync(file, buffer, 0, length, 0));
  } finally {
    closeSync(file);
  }
}

/**
 * The beginning of a file up to at least the start tag of its root. Problems of its encoding are left to those who read all of it.
 * Throws as `node:fs` does.
 * @param last see {@link headOf}
 */
export function readHead({ path, size }: FoundFile, last: string | null = null): XmlTree {
  return headOf((length) => withProblems(decode(firstBytes(path, length))).text, size, last);
}
