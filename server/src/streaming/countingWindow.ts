import { ByteWindow, type ByteSource } from './byteSource';
import { Class, highLength, SPACE, TEXT_CLASS } from './byteSyntax';

const LF = 0x0a;
const CR = 0x0d;

/**
 * A window that counts line breaks and UTF-16 units on the way. Its scanner saves the counts at the start of a token and restores
 * them where it stays before the token after all. Text, which is most of a document, is counted by the scanner's own loop.
 */
export class CountingWindow extends ByteWindow {
  /** The number of line breaks before `end`, from an arbitrary start: only differences matter. */
  breaks = 0;
  /** Where the line of `end` starts, in the units of {@link units}. */
  lineStart = 0;
  /** How many more bytes than UTF-16 units there are before `end`. */
  protected deficit = 0;

  #savedBreaks = 0;
  #savedLineStart = 0;
  #savedDeficit = 0;

  override open(source: ByteSource, chunk: number): void {
    super.open(source, chunk);
    this.breaks = this.lineStart = this.deficit = 0;
  }

  /** {@link units} before the current token, which is a tag. */
  get startUnits(): number {
    return this.base + this.start - this.#savedDeficit;
  }

  /** The number of UTF-16 units before `end`, from an arbitrary start: only differences matter. */
  get units(): number {
    return this.base + this.end - this.deficit;
  }

  /** Counts the line breaks before and in accepted tags. @param lineStart the index after the last one */
  countBreaks(count: number, lineStart: number): void {
    if (count === 0) return;
    this.breaks += count;
    this.lineStart = this.base + lineStart - this.deficit;
  }

  /** Keeps the counts as those before the token that starts. */
  protected saveCounts(): void {
    this.#savedBreaks = this.breaks;
    this.#savedLineStart = this.lineStart;
    this.#savedDeficit = this.deficit;
  }

  /** Sets the counts to those before the token. */
  protected restoreCounts(): void {
    this.breaks = this.#savedBreaks;
    this.lineStart = this.#savedLineStart;
    this.deficit = this.#savedDeficit;
  }

  /** Starts anew at a place of the document. */
  protected restartCounts(place: number): void {
    this.deficit = 0;
    this.lineStart = place;
  }

  /** The index after the whitespace at `at`. */
  protected skipSpaces(at: number): number {
    const { bytes } = this;
    for (; SPACE[bytes[at]!] === 1; at++) {
      const c = bytes[at]!;
      if (c === LF || c === CR) this.countBreak(at);
    }
    return at;
  }

  /** Counts the line break at `at`; the CR of a CR LF is not counted. */
  protected countBreak(at: number): void {
    if (this.bytes[at] === CR && this.bytes[at + 1] === LF) return;
    this.breaks++;
    this.lineStart = this.base + at + 1 - this.deficit;
  }

  /** The index of the next `stop`, an ASCII byte; negated, the index reached where a character before it is doubtful. */
  protected skipTo(stop: number, from: number): number {
    const { bytes } = this;
    for (let at = from; ;) {
      const c = bytes[at]!;
      if (c === stop) return at;
      switch (TEXT_CLASS[c]) {
        case Class.LineFeed:
        case Class.CarriageReturn:
          if (at + 1 >= this.limit) return -(at + 1);
          this.countBreak(at);
          at++;
          break;
        case Class.High: {
          const end = this.skipHigh(at);
          if (end < 0) return end;
          at = end;
          break;
        }
        case Class.Illegal:
          return -at;
        default:
          at++;
      }
    }
  }

  /** The index after the non-ASCII character at `at`; negated, the index reached where it is doubtful. */
  protected skipHigh(at: number): number {
    const length = highLength(this.bytes, at);
    if (at + length > this.limit || length === 0) return -(at + 4);
    this.deficit += length === 2 ? 1 : 2;
    return at + length;
  }

  /** Counts the non-ASCII characters of a name, which is known to be valid. */
  protected countName(from: number, to: number): void {
    const { bytes } = this;
    for (let at = from; at < to; at++) {
      if (bytes[at]! < 0x80) continue;
      const length = highLength(bytes, at);
      this.deficit += length === 2 ? 1 : 2;
      at += length - 1;
    }
  }
}
