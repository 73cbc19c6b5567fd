import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getHeapStatistics } from 'node:v8';
import type { GovernedDocument } from '../service/document';
import { SurveyFollower, type SharedSurvey } from '../service/sharedSurvey';
import { surveyOf, treeOf, type StreamedDocument } from '../service/streaming';
import { decode, type Decoded } from '../xml/decode';
import { parse } from '../xml/parser';
import type { Problem } from '../xml/problem';
import { TooMuchToHold } from '../xml/stream/assemble';
import { openStream, type OpenedStream } from '../xml/stream/opening';
import { bytesSource, readBytes } from '../xml/stream/source';
import type { XmlTree } from '../xml/tree';
import type { MarkBatch } from '../vpc/stream/markBatches';
import type { RunFacts } from '../vpc/stream/collector';
import type { Surveyed } from '../xsd/stream/surveyed';
import { SHARED_SIZE } from './sharedSize';
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

/** Strings of the JavaScript engine end here, in UTF-16 units. */
const LONGEST_STRING = 2 ** 29 - 24;
/** What a byte that is held takes of the heap, in bytes: 10 were measured, the tree and what is remembered with it included. */
const HEAP_PER_BYTE = 12;
/** What a byte that is streamed takes at most: 1 was measured, in a file full of patches. */
const HEAP_PER_STREAMED_BYTE = 2;
/** Offsets end here. */
const LONGEST_FILE = 2 ** 31 - 1;

/** So many bytes of a document can be held. */
function mostHeld(): number {
  return Math.min(LONGEST_STRING, Math.floor(getHeapStatistics().heap_size_limit / HEAP_PER_BYTE));
}

function mostStreamed(): number {
  return Math.min(LONGEST_FILE, Math.floor(getHeapStatistics().heap_size_limit / HEAP_PER_STREAMED_BYTE));
}

const NO_TEXT = 'it is not a text file';

function tooLargeToHold(bytes: number): string {
  return tooLarge('it is too large to be held as a whole:', bytes, mostHeld());
}

/** Why a document is too large, and the way out. */
function tooLarge(what: string, bytes: number, most: number): string {
  const [size, limit] = [bytes, most].map((count) => `${Math.round(count / 1024 / 1024)} MB`);
  const way = most >= LONGEST_STRING ? '' : '; NODE_OPTIONS=--max-old-space-size=8192 lets Node take more memory';
  return `${what} ${size}, and ${limit} is the most${way}`;
}

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
  if (isBinary(bytes)) return { path: identity.path, reason: NO_TEXT };
  if (bytes.length > mostHeld()) return { path: identity.path, reason: tooLargeToHold(bytes.length) };
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
  whole(governed: GovernedDocument): Promise<Pick<Input, 'tree' | 'problems'> | Unreadable>;
  /** Nothing more is asked of the tree. */
  close(): void;
}

/** A large document that is open. */
export interface OpenStream extends OpenedStream {
  /** As the service wants it. */
  governed(by: GovernedDocument): StreamedDocument;
}

/** From so many bytes on a document is streamed. */
const STREAMED_SIZE = 1 << 20;
/** From so many on it takes less time to be streamed than to be held, unless somebody asks for all of it again. */
const STREAMED_FASTER = 1 << 15;
/** Has a file surveyed elsewhere; see `Helper.survey`. */
export type SurveyElsewhere = (take: (batch: MarkBatch) => void) => Promise<SharedSurvey | null>;

/** A survey under way elsewhere. What comes of it waits until it is known what governs the document. */
class Followed {
  private readonly waiting: MarkBatch[] = [];
  private follower: SurveyFollower | null = null;
  private readonly survey: Promise<SharedSurvey | null>;
  /** What went wrong: whoever waits is told of it, and not whoever sends. */
  private failure: Error | null = null;

  constructor(start: SurveyElsewhere) {
    this.survey = start((batch) => this.take(batch));
  }

  private take(batch: MarkBatch): void {
    const { parts, numbers, bytes } = batch;
    // Its buffers are used again as soon as it is taken.
    if (this.follower === null) this.waiting.push({ parts, numbers: numbers.slice(), bytes: bytes.slice() });
    else if (this.failure === null) this.pass(batch, this.follower);
  }

  private pass(batch: MarkBatch, follower: SurveyFollower): void {
    try {
      follower.take(batch);
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }

  /** `null` where it could not be done elsewhere. */
  async of(document: StreamedDocument): Promise<Surveyed<RunFacts> | null> {
    const follower = new SurveyFollower(document);
    this.follower = follower;
    for (const batch of this.waiting.splice(0)) follower.take(batch);
    const survey = await this.survey;
    if (this.failure !== null) throw this.failure;
    return survey && follower.finish(survey);
  }
}

/**
 * Opens a file, or standard input; parameters as of {@link readInput}.
 * @param isAskedAgain whether somebody will ask for all of the document when it has been checked
 * @param elsewhere has the file surveyed elsewhere if it is large; `null` where nobody can
 */
export async function openInput(
  file: string,
  inputName: string | undefined,
  io: Io,
  elsewhere: SurveyElsewhere | null = null,
  isAskedAgain: () => boolean = () => true,
): Promise<OpenInput | Unreadable> {
  const identity = identityOf(file, inputName, io);
  try {
    if (file === STANDARD_INPUT) {
      const bytes = await io.readInput();
      const stream = streamed({ source: bytesSource(bytes), close: nothing }, identity, null);
      return stream ?? held(parsed(bytes, file, inputName, io));
    }
    const { size } = await stat(file);
    if (size > mostStreamed())
      return { path: identity.path, reason: tooLarge('it is too large:', size, mostStreamed()) };
    if (size < STREAMED_FASTER || (size < STREAMED_SIZE && isAskedAgain())) {
      return held(await readInput(file, inputName, io));
    }
    const followed = size < SHARED_SIZE || elsewhere === null ? null : new Followed(elsewhere);
    return streamed(openFile(file), identity, followed) ?? held(await readInput(file, inputName, io));
  } catch (error) {
    return { path: identity.path, reason: reason(error) };
  }
}

function held(input: Input | Unreadable): OpenInput | Unreadable {
  return isUnreadable(input) ? input : { ...input, stream: null, whole: () => Promise.resolve(input), close: nothing };
}

/**
 * `null` where the document is small or not of a kind that can be streamed; the file is closed then.
 * @param followed its survey, where that is under way elsewhere
 */
function streamed(
  { source, close }: OpenFile,
  identity: Pick<Input, 'path' | 'uri' | 'fileName'>,
  followed: Followed | null,
): OpenInput | Unreadable | null {
  const isLarge = source.size >= STREAMED_FASTER;
  const isText = isLarge && !isBinary(readBytes(source, 0, SAMPLE));
  const opened = isText ? openStream(source) : null;
  if (opened === null) {
    close();
    return isLarge && !isText ? { path: identity.path, reason: NO_TEXT } : null;
  }
  const { body, head } = opened;
  const documentOf = ({ schema, vocabulary }: GovernedDocument): StreamedDocument => {
    return { source: body, head, schema, vocabulary };
  };
  const whole = async (governed: GovernedDocument): Promise<Pick<Input, 'tree' | 'problems'> | Unreadable> => {
    const document = documentOf(governed);
    const segments = (await followed?.of(document)) ?? surveyOf(document);
    try {
      const { tree, problems } = treeOf(document, segments, mostHeld());
      return { tree, problems: [...opened.problems, ...problems] };
    } catch (error) {
      if (!(error instanceof TooMuchToHold)) throw error;
      const what = 'too much of it has mistakes or cannot be streamed, and would have to be held:';
      return { path: identity.path, reason: tooLarge(what, error.bytes, mostHeld()) };
    }
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
  if (size > mostHeld()) return tooLargeToHold(size);
  return readFile(file);
}

/** How much of a file is looked at for bytes that no text has. */
const SAMPLE = 8192;

/** Two NUL bytes in a row stand in no text: UTF-16 has one in each pair at most. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  return sample.some((byte, index) => byte === 0 && sample[index + 1] === 0);
}
