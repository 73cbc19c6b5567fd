import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { streamedTree } from '../service/streaming';
import type { Vocabulary } from '../vpc/vocabulary';
import { decode } from '../xml/decode';
import { parse } from '../xml/parser';
import type { Problem } from '../xml/problem';
import { openStream } from '../xml/stream/opening';
import { bytesSource, readBytes } from '../xml/stream/source';
import type { XmlTree } from '../xml/tree';
import type { Schema } from '../xsd';
import { openFile, type OpenFile } from './fileSource';
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
  const { path } = identityOf(file, inputName, io);
  try {
    const bytes = file === STANDARD_INPUT ? await io.readInput() : await readFileWhole(file);
    return typeof bytes === 'string' ? { path, reason: bytes } : parsed(bytes, file, inputName, io);
  } catch (error) {
    return { path, reason: reason(error) };
  }
}

function parsed(bytes: Uint8Array, file: string, inputName: string | undefined, io: Io): Input | Unreadable {
  const identity = identityOf(file, inputName, io);
  if (isBinary(bytes)) return { path: identity.path, reason: 'it is not a text file' };
  const { text, problems } = decode(bytes);
  return { ...identity, tree: parse(text), problems };
}

function identityOf(file: string, inputName: string | undefined, io: Io): Pick<Input, 'path' | 'uri' | 'fileName'> {
  const isInput = file === STANDARD_INPUT;
  const path = isInput ? (inputName ?? '<stdin>') : displayPath(file, io);
  const fileName = isInput ? (inputName === undefined ? null : basename(inputName)) : basename(file);
  return { path, uri: pathToFileURL(isInput ? path : file).href, fileName };
}

/** A document of which enough was read to tell what governs it. */
export interface OpenInput extends Omit<Input, 'problems'> {
  /** The document, or its beginning with the root's start tag. */
  readonly tree: XmlTree;
  /** All of the document. Of a large one, the tree holds what is wrong by a schema, and reads again what else is asked for. */
  whole(schema: Schema | null, vocabulary: Vocabulary | null): Pick<Input, 'tree' | 'problems'>;
  /** Nothing more is asked of the tree. */
  close(): void;
}

/** From so many bytes on a document is streamed; a smaller one is quickly held. */
export const STREAMED_SIZE = 1 << 20;

/** Opens a file, or standard input; parameters as of {@link readInput}. */
export async function openInput(file: string, inputName: string | undefined, io: Io): Promise<OpenInput | Unreadable> {
  const identity = identityOf(file, inputName, io);
  try {
    if (file === STANDARD_INPUT) {
      const bytes = await io.readInput();
      return (
        streamed({ source: bytesSource(bytes), close: nothing }, identity) ?? held(parsed(bytes, file, inputName, io))
      );
    }
    const { size } = await stat(file);
    const open = size < STREAMED_SIZE ? null : openFile(file);
    return (open && streamed(open, identity)) ?? held(await readInput(file, inputName, io));
  } catch (error) {
    return { path: identity.path, reason: reason(error) };
  }
}

function held(input: Input | Unreadable): OpenInput | Unreadable {
  return isUnreadable(input) ? input : { ...input, whole: () => input, close: nothing };
}

/** `null` where the document is small or not of a kind that can be streamed; the file is closed then. */
function streamed({ source, close }: OpenFile, identity: Pick<Input, 'path' | 'uri' | 'fileName'>): OpenInput | null {
  const isText = source.size >= STREAMED_SIZE && !isBinary(readBytes(source, 0, SAMPLE));
  const stream = isText ? openStream(source) : null;
  if (stream === null) {
    close();
    return null;
  }
  const { body, head, problems: ofHead } = stream;
  const whole: OpenInput['whole'] = (schema, vocabulary) => {
    const { tree, problems } = streamedTree(body, schema, vocabulary);
    return { tree, problems: [...ofHead, ...problems] };
  };
  return { ...identity, tree: head, whole, close };
}

function nothing(): void {
  // What is in memory need not be closed.
}

export function isUnreadable(input: object): input is Unreadable {
  return 'reason' in input;
}

/** The bytes of a file, or why it cannot be read. */
async function readFileWhole(file: string): Promise<Uint8Array | string> {
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
