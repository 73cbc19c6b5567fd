import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decode } from '../xml/decode';
import { parse } from '../xml/parser';
import type { Problem } from '../xml/problem';
import type { XmlTree } from '../xml/tree';
import { displayPath, STANDARD_INPUT } from './files';
import type { Io } from './io';
import { reason } from './write';

/** A document that was read. */
export interface Input {
  /** For people: see {@link displayPath}. */
  readonly path: string;
  readonly uri: string;
  /** The last segment of the path; `null` for standard input without a name. */
  readonly fileName: string | null;
  readonly tree: XmlTree;
  /** What is wrong with the bytes, before they are text. */
  readonly problems: readonly Problem[];
}

/** A document that could not be read, and why. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

/** Strings of the JavaScript engine end here (2^29 - 24 UTF-16 units). */
const MOST_BYTES = 512 * 1024 * 1024 - 24;

/**
 * Reads and parses a file, or standard input.
 * @param file absolute path, `-` for standard input
 * @param inputName what standard input would be called
 */
export async function readInput(file: string, inputName: string | undefined, io: Io): Promise<Input | Unreadable> {
  const isInput = file === STANDARD_INPUT;
  const path = isInput ? (inputName ?? '<stdin>') : displayPath(file, io);
  try {
    const bytes = isInput ? await io.readInput() : await readBytes(file);
    if (typeof bytes === 'string') return { path, reason: bytes };
    if (isBinary(bytes)) return { path, reason: 'it is not a text file' };
    const { text, problems } = decode(bytes);
    const fileName = isInput ? (inputName === undefined ? null : basename(inputName)) : basename(file);
    return { path, uri: pathToFileURL(isInput ? path : file).href, fileName, tree: parse(text), problems };
  } catch (error) {
    return { path, reason: reason(error) };
  }
}

export function isUnreadable(input: Input | Unreadable): input is Unreadable {
  return 'reason' in input;
}

/** The bytes of a file, or why it cannot be read. */
async function readBytes(file: string): Promise<Uint8Array | string> {
  const { size } = await stat(file);
  if (size > MOST_BYTES) return `it has ${Math.round(size / 1024 / 1024)} MB, and 512 MB is the most that can be read`;
  return readFile(file);
}

/** How much of a file is looked at for bytes that no text has. */
const SAMPLE = 8192;

/** Two NUL bytes in a row stand in no text: UTF-16 has one in each pair at most. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  return sample.some((byte, index) => byte === 0 && sample[index + 1] === 0);
}
