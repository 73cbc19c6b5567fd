import { ByteToken, type ByteScanner } from './byteScanner';
import { ByteWords } from './byteTable';
import type { DfaState, DfaTransition, OpenTypes } from './compiledTypes';
import type { CachedTag } from './markupCache';

const LF = 0x0a;
const CR = 0x0d;
/** Longer markup is not cached, in bytes: it is hardly ever repeated. */
const MAX_LENGTH = 256;

/** Records markup: receives the tags as they are read. */
export class MarkupRecorder {
  #markupCache: DfaTransition['markupCache'] | null = null;
  /** A place in the document, in bytes. */
  #start = 0;
  /** The depth of the element of the value before the markup. */
  #depth = 0;
  #up = 1;
  #before: DfaState | null = null;
  #tags: CachedTag[] = [];
  #breaks = 0;

  constructor(
    private readonly scanner: ByteScanner,
    private readonly openTypes: OpenTypes,
  ) {}

  /** Starts at the end tag of a value, the scanner's current token. @param depth of the value's element */
  begin({ markupCache }: DfaTransition, depth: number): void {
    if (!markupCache.isRecording) return this.stop();
    const { scanner } = this;
    this.#markupCache = markupCache;
    this.#start = scanner.place(scanner.start);
    this.#depth = depth;
    this.#up = 1;
    this.#before = this.openTypes.states[depth - 1]!;
    this.#tags = [];
    this.#breaks = scanner.breaks;
    this.#tag(ByteToken.EndTag, depth);
  }

  /** Stops: something was read that is not cached. */
  stop(): void {
    this.#markupCache = null;
  }

  /** Adds the end tag of another element. */
  leave(depth: number): void {
    // Two levels end often: a value and the entry around it. More are not worth caching.
    if (this.#markupCache === null || this.#tags.length > 1 || depth !== this.#depth - 1) return this.stop();
    this.#up = 2;
    this.#before = this.openTypes.states[depth - 1]!;
    this.#tag(ByteToken.EndTag, depth);
  }

  /** Adds a start tag, whose type and state are set. @param value the transition by its element, where that holds a value */
  enter(depth: number, value: DfaTransition | null): void {
    if (this.#markupCache === null) return;
    this.#tag(ByteToken.StartTag, depth);
    if (value !== null) this.#finish(depth, value);
  }

  #tag(kind: CachedTag['kind'], depth: number): void {
    const { scanner } = this;
    const start = scanner.place(scanner.start) - this.#start;
    const end = scanner.place(scanner.end) - this.#start;
    if (end > MAX_LENGTH || scanner.isPrefixed) return this.stop();
    this.#tags.push({ kind, name: scanner.name, depth: depth - this.#depth, start, end });
  }

  #finish(depth: number, value: DfaTransition): void {
    const markupCache = this.#markupCache;
    this.stop();
    if (markupCache === null) return;
    const { bytes, end, breaks } = this.scanner;
    const length = this.scanner.place(end) - this.#start;
    // The window has moved on, and the start is gone.
    if (end < length) return;
    const markup = bytes.slice(end - length, end);
    // Each byte must be one character, and each LF one line break: then nothing has to be counted again.
    if (markup.some((byte, index) => byte >= 0x80 || (byte === CR && markup[index + 1] !== LF))) return;
    const { types, states } = this.openTypes;
    const stem = this.#depth - this.#up;
    markupCache.add({
      bytes: new ByteWords(markup),
      tags: this.#tags,
      up: this.#up,
      before: this.#before!,
      after: { types: types.slice(stem, depth + 1), states: states.slice(stem, depth + 1) },
      value,
      breaks: breaks - this.#breaks,
      lineStart: markup.lastIndexOf(LF) + 1,
    });
  }
}
