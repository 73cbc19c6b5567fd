import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getHeapStatistics } from 'node:v8';
import type { GovernedDocument } from '../workspace/document';
import { bytesSource, MemoryLimitError, openStream, readBytes, streamedTree, type ByteSource } from '../streaming';
import { decode, withProblems, type FileEncoding } from '../xml/decode';
import { BudgetExceeded } from '../xml/budget';
import { parse } from '../xml/parser';
import type { Problem } from '../xml/problem';
import type { XmlTree } from '../xml/tree';
import { displayPath, STANDARD_INPUT } from './files';
import { noteInput } from './inputs';
import type { Io } from './io';
import { reason } from './write';
import { localize } from './language';

/** A document that was read. */
export interface Input {
  /** As {@link displayPath} shows it. */
  readonly path: string;
  readonly uri: string;
  /** The last segment of the path; `null` for standard input without a name. */
  readonly fileName: string | null;
  readonly tree: XmlTree;
  /** Problems of the encoding: a command that reports no problems of the document says so by `encodingFault`. */
  readonly problems: readonly Problem[];
}

/** A document that was read completely, with its encoding to write it back. */
export interface ReadInput extends Input, FileEncoding {
  readonly bytes: Uint8Array;
}

/** A document that could not be read, and why. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
  /** It was read, but its check took more than its budget. */
  readonly isStopped?: boolean;
}

/** The limit of the JavaScript engine, in UTF-16 units. */
const MAX_STRING_LENGTH = 2 ** 29 - 24;
/** Heap for each byte of a loaded document, in bytes: 10 were measured, including the tree and its memoised data. */
const HEAP_PER_BYTE = 12;
/** Heap for each byte of a streamed document, in bytes: 1 was measured, for a file full of patches. */
const HEAP_PER_STREAMED_BYTE = 2;
/** Offsets are signed 32-bit integers. */
const MAX_FILE_SIZE = 2 ** 31 - 1;

let heapLimit = 0;

/** The memory that this thread can have, in bytes. Asking for it takes as long as opening a file. */
function maxHeap(): number {
  return (heapLimit ||= getHeapStatistics().heap_size_limit);
}

/** How many bytes a document can have to be loaded into memory. */
function maxLoaded(): number {
  return Math.min(MAX_STRING_LENGTH, Math.floor(maxHeap() / HEAP_PER_BYTE));
}

/** How many bytes a document can have to be streamed. */
function maxStreamed(): number {
  return Math.min(MAX_FILE_SIZE, Math.floor(maxHeap() / HEAP_PER_STREAMED_BYTE));
}

const noText = (): string => localize('not a text file');

function tooLargeToLoad(bytes: number): string {
  return tooLarge('too large to load into memory: {0}, the limit is {1}', bytes, maxLoaded());
}

/** The reason for a document that is too large, with the remedy if there is one. @param what a template for its size and the limit */
function tooLarge(what: string, bytes: number, max: number): string {
  const [size, limit] = [bytes, max].map((count) => `${Math.round(count / 1024 / 1024)} MB`);
  const reason = localize(what, size!, limit!);
  return max >= MAX_STRING_LENGTH
    ? reason
    : localize('{0}; NODE_OPTIONS=--max-old-space-size=8192 raises the memory limit of Node', reason);
}

/**
 * Reads and parses a file, or standard input.
 * @param file absolute path, `-` for standard input
 * @param inputName file name for standard input
 */
export async function readInput(file: string, inputName: string | undefined, io: Io): Promise<ReadInput | Unreadable> {
  const { path } = identityOf(file, inputName, io);
  if (file !== STANDARD_INPUT) noteInput(file, io);
  try {
    const bytes = file === STANDARD_INPUT ? await io.readInput() : await readFileWhole(file);
    return typeof bytes === 'string' ? { path, reason: bytes } : parsed(bytes, file, inputName, io);
  } catch (error) {
    if (isLimit(error)) throw error;
    return { path, reason: reason(error) };
  }
}

function parsed(bytes: Uint8Array, file: string, inputName: string | undefined, io: Io): ReadInput | Unreadable {
  return parsedAs(bytes, identityOf(file, inputName, io));
}

/** Parses the bytes of a document that are not, or not any more, those of its file. */
export function parsedAs(
  bytes: Uint8Array,
  identity: Pick<Input, 'path' | 'uri' | 'fileName'>,
): ReadInput | Unreadable {
  if (isBinary(bytes)) return { path: identity.path, reason: noText() };
  if (bytes.length > maxLoaded()) return { path: identity.path, reason: tooLargeToLoad(bytes.length) };
  const decoded = decode(bytes);
  const { text, problems } = withProblems(decoded);
  const { encoding, bom } = decoded;
  return { ...identity, encoding, bom, problems, bytes, tree: parse(text) };
}

function identityOf(file: string, inputName: string | undefined, io: Io): Pick<Input, 'path' | 'uri' | 'fileName'> {
  const isInput = file === STANDARD_INPUT;
  const path = shownPath(file, inputName, io);
  const fileName = isInput ? (inputName === undefined ? null : basename(inputName)) : basename(file);
  return { path, uri: pathToFileURL(isInput ? inputPath(inputName, io) : file).href, fileName };
}

/** A file as messages name it. Parameters as of {@link readInput}. */
export function shownPath(file: string, inputName: string | undefined, io: Pick<Io, 'cwd'>): string {
  return file === STANDARD_INPUT ? (inputName ?? UNNAMED) : displayPath(file, io);
}

/** The name of standard input without `--stdin-filename`. */
const UNNAMED = '<stdin>';

/** The path for standard input, absolute. */
export function inputPath(name: string | undefined, { cwd }: Pick<Io, 'cwd'>): string {
  return resolve(cwd, name ?? UNNAMED);
}

/** A document of which enough was read to find its schema and vocabulary. */
export interface OpenInput extends Omit<Input, 'problems'> {
  /** The document, or its beginning up to at least the start tag of the root. */
  readonly tree: XmlTree;
  /** Whether the tree can be used after {@link close}: its text is in memory. */
  readonly isInMemory: boolean;
  /** All of the document. The tree of a streamed one contains the parts with schema problems and reads other parts again on demand. */
  whole(governed: GovernedDocument): Promise<Pick<Input, 'tree' | 'problems'> | Unreadable>;
  /** Closes the file; the tree must not be used after that. */
  close(): void;
}

/** Documents of at least this many bytes are streamed. */
const MIN_ALWAYS_STREAMED = 1 << 20;
/** From this many bytes on, streaming is faster than loading unless the whole document is read again later. */
const MIN_STREAMED = 1 << 15;

/**
 * Opens a file, or standard input; parameters as of {@link readInput}.
 * @param isReadAgain whether the whole document will be read again after it was checked
 */
export async function openInput(
  file: string,
  inputName: string | undefined,
  io: Io,
  isReadAgain = true,
): Promise<OpenInput | Unreadable> {
  const identity = identityOf(file, inputName, io);
  try {
    if (file === STANDARD_INPUT) {
      const bytes = await io.readInput();
      const stream = streamed({ source: bytesSource(bytes), close: nothing }, identity);
      return stream ?? loaded(parsed(bytes, file, inputName, io));
    }
    const { size } = statSync(file);
    if (size > maxStreamed())
      return { path: identity.path, reason: tooLarge('too large: {0}, the limit is {1}', size, maxStreamed()) };
    if (size < MIN_STREAMED || (size < MIN_ALWAYS_STREAMED && isReadAgain)) {
      return loaded(await readInput(file, inputName, io));
    }
    if (size >= MIN_ALWAYS_STREAMED)
      return streamed(openFile(file), identity) ?? loaded(await readInput(file, inputName, io));
    const bytes = readFileSync(file);
    return streamed({ source: bytesSource(bytes), close: nothing }, identity) ?? loaded(parsedAs(bytes, identity));
  } catch (error) {
    if (isLimit(error)) throw error;
    return { path: identity.path, reason: reason(error) };
  }
}

/** Whether reading ended at a limit of the budget or of the engine: the caller says so. */
function isLimit(error: unknown): boolean {
  return error instanceof BudgetExceeded || error instanceof RangeError;
}

function loaded(input: Input | Unreadable): OpenInput | Unreadable {
  return isUnreadable(input)
    ? input
    : { ...input, isInMemory: true, whole: () => Promise.resolve(input), close: nothing };
}

/** A file that is read on demand. */
interface OpenFile {
  readonly source: ByteSource;
  readonly close: () => void;
}

/** Opens a file. Throws as `node:fs` does. */
function openFile(path: string): OpenFile {
  const descriptor = openSync(path, 'r');
  const { size } = fstatSync(descriptor);
  return {
    source: { size, read: (at, target) => readSync(descriptor, target, 0, target.length, at) },
    close: () => closeSync(descriptor),
  };
}

/** `null` if the document is small or cannot be streamed; the file is then closed. */
function streamed(
  { source, close }: OpenFile,
  identity: Pick<Input, 'path' | 'uri' | 'fileName'>,
): OpenInput | Unreadable | null {
  const isLarge = source.size >= MIN_STREAMED;
  const isText = isLarge && !isBinary(readBytes(source, 0, SAMPLE));
  const opened = isText ? openStream(source, maxLoaded()) : null;
  if (opened === null) {
    close();
    return isLarge && !isText ? { path: identity.path, reason: noText() } : null;
  }
  const { body, head } = opened;
  const read = ({ schema, vocabulary }: GovernedDocument): Pick<Input, 'tree' | 'problems'> | Unreadable => {
    try {
      const { tree, problems } = streamedTree(body, { schema, vocabulary }, { maxHeld: maxLoaded() });
      return { tree, problems: [...opened.problems, ...problems] };
    } catch (error) {
      if (!(error instanceof MemoryLimitError)) throw error;
      const what = 'too many problems to stream; the part to load into memory is too large: {0}, the limit is {1}';
      return { path: identity.path, reason: tooLarge(what, error.bytes, maxLoaded()) };
    }
  };
  const whole = (governed: GovernedDocument): Promise<Pick<Input, 'tree' | 'problems'> | Unreadable> =>
    Promise.resolve(governed).then(read);
  return { ...identity, tree: head, isInMemory: close === nothing, whole, close };
}

function nothing(): void {
  // A document in memory needs no closing.
}

export function isUnreadable(input: object): input is Unreadable {
  return 'reason' in input;
}

/** The bytes of a file, or why it cannot be read. */
async function readFileWhole(file: string): Promise<Uint8Array | string> {
  const stats = statSync(file);
  if (stats.isCharacterDevice() || stats.isBlockDevice()) return localize('is a device');
  const { size } = stats;
  if (size > maxLoaded()) return tooLargeToLoad(size);
  // Synchronous, because nothing else is done meanwhile; a pipe could have to be waited for.
  return stats.isFile() ? readFileSync(file) : readFile(file);
}

/** How many bytes at the start of a file are searched for signs of a binary file. */
const SAMPLE = 8192;

/** No text contains two NUL bytes in a row: in UTF-16, each pair has at most one. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  for (let at = sample.indexOf(0); at >= 0; at = sample.indexOf(0, at + 1)) if (sample[at + 1] === 0) return true;
  return false;
}
