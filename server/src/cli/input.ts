import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GovernedDocument } from '../service/document';
import { fromPortable, type PortablePart } from '../service/portableSurvey';
import { surveyOf, treeOf, type StreamedDocument } from '../service/streaming';
import { decode, type Decoded } from '../xml/decode';
import { parse } from '../xml/parser';
import type { Problem } from '../xml/problem';
import { openStream, type OpenedStream } from '../xml/stream/opening';
import { bytesSource, readBytes } from '../xml/stream/source';
import type { XmlTree } from '../xml/tree';
import type { Part } from '../xsd/stream/surveyed';
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

/** A document that was read whole, with what is needed to write it back. */
export interface ReadInput extends Input, Pick<Decoded, 'encoding' | 'bom'> {
  readonly bytes: Uint8Array;
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
export async function readInput(file: string, inputName: string | undefined, io: Io): Promise<ReadInput | Unreadable> {
  const { path } = identityOf(file, inputName, io);
  try {
    const bytes = file === STANDARD_INPUT ? await io.readInput() : await readFileWhole(file);
    return typeof bytes === 'string' ? { path, reason: bytes } : parsed(bytes, file, inputName, io);
  } catch (error) {
    return { path, reason: reason(error) };
  }
}

function parsed(bytes: Uint8Array, file: string, inputName: string | undefined, io: Io): ReadInput | Unreadable {
  const identity = identityOf(file, inputName, io);
  if (isBinary(bytes)) return { path: identity.path, reason: 'it is not a text file' };
  const { text, ...decoded } = decode(bytes);
  return { ...identity, ...decoded, bytes, tree: parse(text) };
}

function identityOf(file: string, inputName: string | undefined, io: Io): Pick<Input, 'path' | 'uri' | 'fileName'> {
  const isInput = file === STANDARD_INPUT;
  const path = isInput ? (inputName ?? UNNAMED) : displayPath(file, io);
  const fileName = isInput ? (inputName === undefined ? null : basename(inputName)) : basename(file);
  return { path, uri: pathToFileURL(isInput ? inputPath(inputName, io) : file).href, fileName };
}

/** What standard input is called that nobody named. */
const UNNAMED = '<stdin>';

/** Where standard input would lie if it were a file; absolute. */
export function inputPath(name: string | undefined, { cwd }: Pick<Io, 'cwd'>): string {
  return resolve(cwd, name ?? UNNAMED);
}

/** A document of which enough was read to tell what governs it. */
export interface OpenInput extends Omit<Input, 'problems'> {
  /** The document, or its beginning with the root's start tag. */
  readonly tree: XmlTree;
  /** What is streamed of it; `null` where the tree is all of it. */
  readonly stream: OpenStream | null;
  /** All of the document. Of a large one, the tree holds what is wrong by its schema, and reads again what else is asked for. */
  whole(governed: GovernedDocument): Promise<Pick<Input, 'tree' | 'problems'>>;
  /** Nothing more is asked of the tree. */
  close(): void;
}

/** A large document that is open. */
export interface OpenStream extends OpenedStream {
  /** As the service wants it. */
  governed(by: GovernedDocument): StreamedDocument;
}

/** From so many bytes on a document is streamed; a smaller one is quickly held. */
export const STREAMED_SIZE = 1 << 20;
/** From so many bytes on another thread surveys a part of it: below, it is done before that one has started. */
const SHARED_SIZE = 8 << 20;
/** The part that is done here: the other thread has to start first. */
const OWN_SHARE = 0.55;

/**
 * Opens a file, or standard input; parameters as of {@link readInput}.
 * @param survey has another thread survey a part of the file; `null` where nobody can
 */
export async function openInput(
  file: string,
  inputName: string | undefined,
  io: Io,
  survey: ((part: Part) => Promise<PortablePart | null>) | null = null,
): Promise<OpenInput | Unreadable> {
  const identity = identityOf(file, inputName, io);
  try {
    if (file === STANDARD_INPUT) {
      const bytes = await io.readInput();
      const stream = streamed({ source: bytesSource(bytes), close: nothing }, identity, null);
      return stream ?? held(parsed(bytes, file, inputName, io));
    }
    const { size } = await stat(file);
    if (size < STREAMED_SIZE) return held(await readInput(file, inputName, io));
    const share = { from: Math.floor(size * OWN_SHARE), to: size };
    const other = size < SHARED_SIZE || survey === null ? null : { from: share.from, part: survey(share) };
    return streamed(openFile(file), identity, other) ?? held(await readInput(file, inputName, io));
  } catch (error) {
    return { path: identity.path, reason: reason(error) };
  }
}

function held(input: Input | Unreadable): OpenInput | Unreadable {
  return isUnreadable(input) ? input : { ...input, stream: null, whole: () => Promise.resolve(input), close: nothing };
}

/**
 * `null` where the document is small or not of a kind that can be streamed; the file is closed then.
 * @param other the part that is surveyed elsewhere
 */
function streamed(
  { source, close }: OpenFile,
  identity: Pick<Input, 'path' | 'uri' | 'fileName'>,
  other: { readonly from: number; readonly part: Promise<PortablePart | null> } | null,
): OpenInput | null {
  const isText = source.size >= STREAMED_SIZE && !isBinary(readBytes(source, 0, SAMPLE));
  const opened = isText ? openStream(source) : null;
  if (opened === null) {
    close();
    return null;
  }
  const { body, head } = opened;
  const documentOf = ({ schema, vocabulary }: GovernedDocument): StreamedDocument => {
    return { source: body, head, schema, vocabulary };
  };
  const whole = async (governed: GovernedDocument): Promise<Pick<Input, 'tree' | 'problems'>> => {
    const document = documentOf(governed);
    const parts = [surveyOf(document, { from: 0, to: other?.from ?? body.size })];
    const portable = (await other?.part) ?? null;
    if (portable !== null) parts.push(fromPortable(document, portable));
    const { tree, problems } = treeOf(document, parts);
    return { tree, problems: [...opened.problems, ...problems] };
  };
  return { ...identity, tree: head, stream: { ...opened, governed: documentOf }, whole, close };
}

function nothing(): void {
  // What is in memory need not be closed.
}

export function isUnreadable(input: object): input is Unreadable {
  return 'reason' in input;
}

/** The bytes of a file, or why it cannot be read. */
async function readFileWhole(file: string): Promise<Uint8Array | string> {
  const stats = await stat(file);
  if (stats.isCharacterDevice() || stats.isBlockDevice()) return 'it is a device';
  const { size } = stats;
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
