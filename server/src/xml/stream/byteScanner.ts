import { Class, highLength, NAME_BYTE, SPACE, TEXT_CLASS, VALUE_CLASS } from './byteClasses';
import { ByteNames } from './byteNames';
import { hashed } from './byteTable';
import { referenceEnd, startsWith } from './byteReferences';
import { ByteWindow } from './byteWindow';
import type { ByteWords } from './byteWords';

/** What the scanner of bytes found. */
export const ByteToken = {
  /** The bytes read so far end inside a token: {@link ByteScanner.refill}, and ask again. */
  More: 0,
  End: 1,
  /** Something that is not well-formed, or that only the parser understands. The scanner stays in front of it. */
  Doubtful: 2,
  StartTag: 3,
  EmptyElementTag: 4,
  EndTag: 5,
  /** White space only. */
  Blank: 6,
  /** Characters and references to characters and predefined entities. */
  Text: 7,
  Comment: 8,
  CData: 9,
  ProcessingInstruction: 10,
} as const;
export type ByteToken = (typeof ByteToken)[keyof typeof ByteToken];

/** Bits of {@link ByteScanner.textFlags} and of an attribute's flags: why a value is not what its bytes are. */
export const ValueFlag = {
  Reference: 1,
  /** A CR, and in attributes a tab or LF too. */
  NeedsNormalising: 2,
} as const;

/** Numbers that each attribute takes in {@link ByteScanner.attributes}: name, start and end of the value, its flags. */
export const ATTRIBUTE_SIZE = 4;
/** A tag with more attributes is left to the parser. */
const MOST_ATTRIBUTES = 64;
/** Deeper nesting is left to the parser, which has a limit of its own. */
const MOST_OPEN = 256;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE_BYTE = 0x20;
const BANG = 0x21;
const DASH = 0x2d;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const CLOSE_BRACKET = 0x5d;

const CDATA_START = new TextEncoder().encode('<![CDATA[');

/**
 * Cuts the bytes of a UTF-8 document into tokens and makes sure that each is well-formed as it goes, nesting included; no
 * string is made. It is an acceptor: what it is not sure of it calls doubtful, and the parser is asked.
 *
 * One object, whose fields tell of the last token. Places are indexes into `bytes`, valid until the next refill;
 * {@link place} makes a place in the document of one. Line breaks and UTF-16 units are counted on the way.
 */
export class ByteScanner extends ByteWindow {
  kind: ByteToken = ByteToken.End;
  /** The name of a tag, as a number of {@link names}. */
  name = -1;
  /** Whether the tag's name or one of its attributes' has a prefix. */
  isPrefixed = false;
  textFlags = 0;
  /** Of the last text: equal ones have equal hashes. */
  textHash = 0;
  /** Where in the document it started. */
  textPlace = -1;
  attributeCount = 0;
  readonly attributes = new Int32Array(MOST_ATTRIBUTES * ATTRIBUTE_SIZE);
  /** How many elements are open behind the last token. */
  depth = 0;
  /** The names of the open elements, from the root. */
  readonly open = new Int32Array(MOST_OPEN);
  /** Line breaks in front of `end`, from where counting began. */
  breaks = 0;
  /** Where the line at `end` starts, in the units of {@link units}. */
  lineStart = 0;
  readonly names = new ByteNames();

  /** By how much there are fewer UTF-16 units than bytes in front of `end`. */
  #deficit = 0;
  #savedBreaks = 0;
  #savedLineStart = 0;
  #savedDeficit = 0;

  /** UTF-16 units in front of the last token, a tag; counted as {@link units}. */
  get startUnits(): number {
    return this.base + this.start - this.#savedDeficit;
  }

  /** UTF-16 units in front of `end`, counted from anywhere: only differences say something. */
  get units(): number {
    return this.base + this.end - this.#deficit;
  }

  /** Goes on at a place of the document, in the content of elements that are open there. Counting goes on from anywhere. */
  seek(place: number, depth: number): void {
    this.moveTo(place);
    this.depth = depth;
    this.#deficit = 0;
    this.lineStart = place;
  }

  /** Whether those bytes stand behind the last token. */
  isFollowedBy(expected: ByteWords): boolean {
    return this.end + expected.length <= this.limit && expected.areAt(this.view, this.end);
  }

  /**
   * Tells of a tag that is known to stand there, as if it had been read just now.
   * @param start index of its first byte; what stands between it and the last token is ASCII without line breaks
   */
  tell({ kind, name }: Pick<ByteScanner, 'kind' | 'name'>, start: number, end: number): void {
    this.kind = kind;
    this.name = name;
    this.start = start;
    this.end = end;
    this.#savedDeficit = this.#deficit;
    if (kind === ByteToken.StartTag) this.open[this.depth++] = name;
    else if (kind === ByteToken.EndTag) this.depth--;
  }

  /** Counts line breaks in what was told of. @param lineStart the index behind the last one */
  countBreaks(count: number, lineStart: number): void {
    if (count === 0) return;
    this.breaks += count;
    this.lineStart = this.base + lineStart - this.#deficit;
  }

  /** Steps to the next token. */
  next(): ByteToken {
    return (this.kind = this.#next());
  }

  #next(): ByteToken {
    const i = this.end;
    this.start = i;
    const c = this.bytes[i]!;
    if (c !== LESS) return i < this.limit ? this.#text(i) : this.isLast ? ByteToken.End : ByteToken.More;
    this.#savedBreaks = this.breaks;
    this.#savedLineStart = this.lineStart;
    this.#savedDeficit = this.#deficit;
    const next = this.bytes[i + 1]!;
    if (next === SLASH) return this.#endTag(i);
    if (NAME_BYTE[next] === 1) return this.#startTag(i);
    if (next === BANG) return this.#declaration(i);
    if (next === QUESTION) return this.#instruction(i);
    return this.#stopped(i + 1);
  }

  /** What a token is that the scanner could not read on at `at`. */
  #stopped(at: number): ByteToken {
    return at >= this.limit && !this.isLast ? ByteToken.More : ByteToken.Doubtful;
  }

  /** The same, for tokens in which something was counted. */
  #undone(at: number): ByteToken {
    this.breaks = this.#savedBreaks;
    this.lineStart = this.#savedLineStart;
    this.#deficit = this.#savedDeficit;
    return this.#stopped(at);
  }

  #text(start: number): ByteToken {
    const { bytes } = this;
    let breaks = this.breaks;
    let lineStart = this.lineStart;
    let deficit = this.#deficit;
    let flags = 0;
    let at = start;
    for (; ; at++) {
      const c = bytes[at]!;
      if (c === SPACE_BYTE || c === TAB) continue;
      if (c === LF) {
        breaks++;
        lineStart = this.base + at + 1 - deficit;
      } else break;
    }
    const blankEnd = at;
    let hash = blankEnd - start;
    scanning: for (;;) {
      let c = bytes[at]!;
      while (TEXT_CLASS[c] === Class.Plain) {
        hash = hashed(hash, c);
        c = bytes[++at]!;
      }
      switch (TEXT_CLASS[c]) {
        case Class.LessThan:
          break scanning;
        case Class.LineFeed:
          breaks++;
          at++;
          lineStart = this.base + at - deficit;
          break;
        case Class.CarriageReturn:
          if (bytes[at + 1] !== LF) {
            if (at + 1 >= this.limit && !this.isLast) return ByteToken.More;
            breaks++;
            lineStart = this.base + at + 1 - deficit;
          }
          flags |= ValueFlag.NeedsNormalising;
          at++;
          break;
        case Class.High: {
          const length = highLength(bytes, at);
          if (at + length > this.limit || length === 0) return this.#stopped(at + 4);
          deficit += length === 2 ? 1 : 2;
          at += length;
          break;
        }
        case Class.Ampersand: {
          const end = referenceEnd(bytes, at);
          if (end < 0) return this.#stopped(-end);
          flags |= ValueFlag.Reference;
          at = end;
          break;
        }
        case Class.GreaterThan:
          if (at - 2 >= start && bytes[at - 1] === CLOSE_BRACKET && bytes[at - 2] === CLOSE_BRACKET) {
            return ByteToken.Doubtful;
          }
          at++;
          break;
        default:
          if (at < this.limit) return ByteToken.Doubtful;
          if (!this.isLast) return ByteToken.More;
          break scanning;
      }
    }
    this.end = at;
    this.breaks = breaks;
    this.lineStart = lineStart;
    this.#deficit = deficit;
    this.textFlags = flags;
    this.textHash = hash;
    this.textPlace = this.base + start;
    return at === blankEnd ? ByteToken.Blank : ByteToken.Text;
  }

  #startTag(start: number): ByteToken {
    const { bytes } = this;
    let at = start + 1;
    let hash = 0;
    let c = bytes[at]!;
    while (NAME_BYTE[c] === 1) {
      hash = hashed(hash, c);
      c = bytes[++at]!;
    }
    if (at >= this.limit) return this.#stopped(at);
    const name = this.names.intern(bytes, start + 1, at, hash);
    if (name < 0 || this.depth >= MOST_OPEN) return ByteToken.Doubtful;
    this.name = name;
    this.isPrefixed = this.names.isPrefixed[name] === 1;
    this.attributeCount = 0;
    if (this.names.hasHigh) this.#countHigh(start + 1, at);
    if (c === GREATER) {
      this.end = at + 1;
      this.open[this.depth++] = name;
      return ByteToken.StartTag;
    }
    return this.#restOfStartTag(at);
  }

  #restOfStartTag(nameEnd: number): ByteToken {
    const { bytes, attributes } = this;
    let count = 0;
    let at = nameEnd;
    for (;;) {
      const from = at;
      at = this.#spaces(at);
      const c = bytes[at]!;
      if (c === GREATER) {
        this.end = at + 1;
        this.open[this.depth++] = this.name;
        this.attributeCount = count;
        return ByteToken.StartTag;
      }
      if (c === SLASH) {
        if (bytes[at + 1] !== GREATER) return this.#undone(at + 1);
        this.end = at + 2;
        this.attributeCount = count;
        return ByteToken.EmptyElementTag;
      }
      if (at === from || count === MOST_ATTRIBUTES) return this.#undone(at);
      const end = this.#attribute(at, count);
      if (end < 0) return this.#undone(-end);
      for (let other = 0; other < count; other++) {
        if (attributes[other * ATTRIBUTE_SIZE] === attributes[count * ATTRIBUTE_SIZE]) return this.#undone(0);
      }
      count++;
      at = end;
    }
  }

  /** Reads an attribute (41); where it ends, or minus the place that was reached. */
  #attribute(start: number, index: number): number {
    const { bytes, attributes } = this;
    let at = start;
    let hash = 0;
    let c = bytes[at]!;
    while (NAME_BYTE[c] === 1) {
      hash = hashed(hash, c);
      c = bytes[++at]!;
    }
    if (at >= this.limit) return -at;
    const name = this.names.intern(bytes, start, at, hash);
    if (name < 0) return -start;
    if (this.names.isPrefixed[name] === 1) this.isPrefixed = true;
    if (this.names.hasHigh) this.#countHigh(start, at);
    at = this.#spaces(at);
    if (bytes[at] !== EQUALS) return -at;
    at = this.#spaces(at + 1);
    const quote = bytes[at] === 0x22 ? Class.DoubleQuote : bytes[at] === 0x27 ? Class.Apostrophe : -1;
    if (quote < 0) return -at;
    const valueStart = at + 1;
    const valueEnd = this.#value(valueStart, quote);
    if (valueEnd < 0) return valueEnd;
    const slot = index * ATTRIBUTE_SIZE;
    attributes[slot] = name;
    attributes[slot + 1] = valueStart;
    attributes[slot + 2] = valueEnd;
    attributes[slot + 3] = this.textFlags;
    return valueEnd + 1;
  }

  /** Reads an attribute's value (10); where its closing quote stands, or minus the place that was reached. */
  #value(start: number, quote: number): number {
    const { bytes } = this;
    let flags = 0;
    let at = start;
    for (;;) {
      while (VALUE_CLASS[bytes[at]!] === Class.Plain) at++;
      const found = VALUE_CLASS[bytes[at]!]!;
      if (found === quote) {
        this.textFlags = flags;
        return at;
      }
      switch (found) {
        case Class.LineFeed:
        case Class.CarriageReturn:
          if (at + 1 >= this.limit) return -(at + 1);
          this.#breakAt(at);
          flags |= ValueFlag.NeedsNormalising;
          at++;
          break;
        case Class.Tab:
          flags |= ValueFlag.NeedsNormalising;
          at++;
          break;
        case Class.High: {
          const length = highLength(bytes, at);
          if (at + length > this.limit || length === 0) return -(at + 4);
          this.#deficit += length === 2 ? 1 : 2;
          at += length;
          break;
        }
        case Class.Ampersand: {
          const end = referenceEnd(bytes, at);
          if (end < 0) return end;
          flags |= ValueFlag.Reference;
          at = end;
          break;
        }
        case Class.DoubleQuote:
        case Class.Apostrophe:
          at++;
          break;
        default:
          return -at;
      }
    }
  }

  /** Behind the white space at `at`. */
  #spaces(at: number): number {
    const { bytes } = this;
    for (; SPACE[bytes[at]!] === 1; at++) {
      const c = bytes[at]!;
      if (c === LF || c === CR) this.#breakAt(at);
    }
    return at;
  }

  /** Counts the line break whose byte stands at `at`; the CR of a CR LF is none. */
  #breakAt(at: number): void {
    if (this.bytes[at] === CR && this.bytes[at + 1] === LF) return;
    this.breaks++;
    this.lineStart = this.base + at + 1 - this.#deficit;
  }

  #endTag(start: number): ByteToken {
    const { bytes } = this;
    if (this.depth === 0) return ByteToken.Doubtful;
    const name = this.open[this.depth - 1]!;
    let at = start + 2 + this.names.lengthOf(name);
    if (at >= this.limit) return this.#stopped(at);
    if (!this.names.isAt(name, bytes, start + 2)) return ByteToken.Doubtful;
    if (this.names.hasHigh) this.#countHigh(start + 2, at);
    if (bytes[at] !== GREATER) {
      at = this.#spaces(at);
      if (bytes[at] !== GREATER) return this.#undone(at);
    }
    this.name = name;
    this.end = at + 1;
    this.depth--;
    return ByteToken.EndTag;
  }

  #declaration(start: number): ByteToken {
    const { bytes } = this;
    if (bytes[start + 2] === DASH) return this.#comment(start);
    if (startsWith(bytes, start, CDATA_START)) return this.#cdata(start);
    return this.#stopped(start + CDATA_START.length);
  }

  /** (15) */
  #comment(start: number): ByteToken {
    const { bytes } = this;
    if (bytes[start + 3] !== DASH) return this.#stopped(start + 3);
    for (let at = start + 4; ; at++) {
      at = this.#until(DASH, at);
      if (at < 0) return this.#undone(-at);
      if (bytes[at + 1] !== DASH) {
        if (at + 1 >= this.limit) return this.#undone(at + 1);
        continue;
      }
      if (bytes[at + 2] !== GREATER) return this.#undone(at + 2);
      this.end = at + 3;
      return ByteToken.Comment;
    }
  }

  /** (18) */
  #cdata(start: number): ByteToken {
    const { bytes } = this;
    for (let at = start + CDATA_START.length; ; at++) {
      at = this.#until(CLOSE_BRACKET, at);
      if (at < 0) return this.#undone(-at);
      if (at + 2 >= this.limit) return this.#undone(at + 2);
      if (bytes[at + 1] !== CLOSE_BRACKET || bytes[at + 2] !== GREATER) continue;
      this.end = at + 3;
      return ByteToken.CData;
    }
  }

  /** (16), but for targets that look like `xml` or have a colon. */
  #instruction(start: number): ByteToken {
    const { bytes } = this;
    let at = start + 2;
    let hash = 0;
    for (; NAME_BYTE[bytes[at]!] === 1; at++) hash = hashed(hash, bytes[at]!);
    if (at >= this.limit) return this.#stopped(at);
    const target = this.names.intern(bytes, start + 2, at, hash);
    if (target < 0 || /^xml$|:/i.test(this.names.texts[target]!)) return ByteToken.Doubtful;
    if (this.names.hasHigh) this.#countHigh(start + 2, at);
    if (SPACE[bytes[at]!] !== 1 && bytes[at] !== QUESTION) return this.#undone(at);
    if (bytes[at] === QUESTION && bytes[at + 1] !== GREATER) return this.#undone(at + 1);
    for (; ; at++) {
      at = this.#until(QUESTION, at);
      if (at < 0) return this.#undone(-at);
      if (at + 1 >= this.limit) return this.#undone(at + 1);
      if (bytes[at + 1] !== GREATER) continue;
      this.end = at + 2;
      return ByteToken.ProcessingInstruction;
    }
  }

  /** Where `stop`, an ASCII byte, stands next; minus the place that was reached where characters before it are doubtful. */
  #until(stop: number, from: number): number {
    const { bytes } = this;
    for (let at = from; ;) {
      const c = bytes[at]!;
      if (c === stop) return at;
      switch (TEXT_CLASS[c]) {
        case Class.LineFeed:
        case Class.CarriageReturn:
          if (at + 1 >= this.limit) return -(at + 1);
          this.#breakAt(at);
          at++;
          break;
        case Class.High: {
          const length = highLength(bytes, at);
          if (at + length > this.limit || length === 0) return -(at + 4);
          this.#deficit += length === 2 ? 1 : 2;
          at += length;
          break;
        }
        case Class.Illegal:
          return -at;
        default:
          at++;
      }
    }
  }

  /** Counts the characters of a name that are not ASCII: it was read as such, so they are whole. */
  #countHigh(from: number, to: number): void {
    const { bytes } = this;
    for (let at = from; at < to; at++) {
      if (bytes[at]! < 0x80) continue;
      const length = highLength(bytes, at);
      this.#deficit += length === 2 ? 1 : 2;
      at += length - 1;
    }
  }
}
