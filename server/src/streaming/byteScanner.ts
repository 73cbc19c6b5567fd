import { hashed } from '../xml/syntax/elementInterner';
import { Class, highLength, NAME_BYTE, referenceEnd, SPACE, startsWith, TEXT_CLASS, VALUE_CLASS } from './byteSyntax';
import type { ByteSource } from './byteSource';
import { ByteNames, type ByteWords } from './byteTable';
import { CountingWindow } from './countingWindow';

/** The kinds of tokens. */
export const ByteToken = {
  /** The window ends inside a token: {@link ByteScanner.refill} it and ask again. */
  More: 0,
  End: 1,
  /** Something ill-formed, or that only the parser can read. The scanner stays before it. */
  Doubtful: 2,
  StartTag: 3,
  EmptyElementTag: 4,
  EndTag: 5,
  /** Whitespace only. */
  Whitespace: 6,
  /** Characters and references to characters and predefined entities. */
  Text: 7,
  Comment: 8,
  CData: 9,
  ProcessingInstruction: 10,
} as const;
export type ByteToken = (typeof ByteToken)[keyof typeof ByteToken];

/** Bits of {@link ByteScanner.textFlags} and of an attribute's flags: why a value differs from its bytes. */
export const ValueFlag = {
  Reference: 1,
  /** It has a CR, or in an attribute a tab or LF. */
  NeedsNormalising: 2,
} as const;

/** How many numbers an attribute has in {@link ByteScanner.attributes}: its name, start and end of its value, its flags. */
export const ATTRIBUTE_SIZE = 4;
/** Tags with more attributes are left to the parser. */
const MAX_ATTRIBUTES = 64;
/** Deeper nesting is left to the parser, which has a limit of its own. */
const MAX_OPEN = 256;
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
 * Cuts the bytes of a UTF-8 document into tokens and checks that each is well-formed and properly nested, without making
 * strings. It only accepts: everything else is `Doubtful`, and the parser decides.
 *
 * The fields describe the current token. Positions are indexes into `bytes`, valid until the next refill; {@link place}
 * converts one to a place in the document.
 */
export class ByteScanner extends CountingWindow {
  kind: ByteToken = ByteToken.End;
  /** The name of a tag, as a number of {@link names}. */
  name = -1;
  /** Whether the tag's name or one of its attributes' has a prefix. */
  isPrefixed = false;
  textFlags = 0;
  /** Of the last text: equal texts have equal hashes. */
  textHash = 0;
  /** Where in the document it started. */
  textPlace = -1;
  attributeCount = 0;
  readonly attributes = new Int32Array(MAX_ATTRIBUTES * ATTRIBUTE_SIZE);
  /** How many elements are open after the current token. */
  depth = 0;
  /** The names of the open elements, from the root. */
  readonly openNames = new Int32Array(MAX_OPEN);
  /** Numbers stay the same from one document to the next. */
  readonly names = new ByteNames();

  override open(source: ByteSource, chunk: number): void {
    super.open(source, chunk);
    this.kind = ByteToken.End;
    this.depth = this.attributeCount = this.textFlags = 0;
    // A place in the last document can be one in this one, too.
    this.textPlace = -1;
  }

  /** Continues at a place of the document where the first `depth` elements of {@link openNames} are open. Counts start anew. */
  seek(place: number, depth: number): void {
    this.moveTo(place);
    this.restartCounts(place);
    this.depth = depth;
  }

  /** Whether these bytes follow the current token. */
  isFollowedBy(expected: ByteWords): boolean {
    return this.end + expected.length <= this.limit && expected.areAt(this.view, this.end);
  }

  /**
   * Makes a tag that is known to be there the current token.
   * @param start index of its first byte; since the last token there are only ASCII characters (line breaks: see {@link countBreaks})
   */
  accept({ kind, name }: Pick<ByteScanner, 'kind' | 'name'>, start: number, end: number): void {
    this.kind = kind;
    this.name = name;
    this.start = start;
    this.end = end;
    this.saveCounts();
    if (kind === ByteToken.StartTag) this.openNames[this.depth++] = name;
    else if (kind === ByteToken.EndTag) this.depth--;
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
    this.saveCounts();
    const next = this.bytes[i + 1]!;
    if (next === SLASH) return this.#endTag(i);
    if (NAME_BYTE[next] === 1) return this.#startTag(i);
    if (next === BANG) return this.#declaration(i);
    if (next === QUESTION) return this.#instruction(i);
    return this.#stopped(i + 1);
  }

  /** The kind of a token that the scanner could not read further than `at`. */
  #stopped(at: number): ByteToken {
    return at >= this.limit && !this.isLast ? ByteToken.More : ByteToken.Doubtful;
  }

  /** The same, where counts have changed since the token's start: they are reset. */
  #undone(at: number): ByteToken {
    this.restoreCounts();
    return this.#stopped(at);
  }

  #text(start: number): ByteToken {
    const { bytes } = this;
    let breaks = this.breaks;
    let lineStart = this.lineStart;
    let deficit = this.deficit;
    let flags = 0;
    let at = start;
    for (; ; at++) {
      const c = bytes[at]!;
      if (c === SPACE_BYTE || c === TAB) continue;
      if (c === CR) {
        flags = ValueFlag.NeedsNormalising;
        if (bytes[at + 1] === LF) continue;
        if (at + 1 >= this.limit && !this.isLast) return ByteToken.More;
      } else if (c !== LF) break;
      breaks++;
      lineStart = this.base + at + 1 - deficit;
    }
    const whitespaceEnd = at;
    let hash = whitespaceEnd - start;
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
    this.deficit = deficit;
    this.textFlags = flags;
    this.textHash = hash;
    this.textPlace = this.base + start;
    return at === whitespaceEnd ? ByteToken.Whitespace : ByteToken.Text;
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
    if (name < 0 || this.depth >= MAX_OPEN) return ByteToken.Doubtful;
    this.name = name;
    this.isPrefixed = this.names.isPrefixed[name] === 1;
    this.attributeCount = 0;
    if (this.names.hasHigh) this.countName(start + 1, at);
    if (c === GREATER) {
      this.end = at + 1;
      this.openNames[this.depth++] = name;
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
      at = this.skipSpaces(at);
      const c = bytes[at]!;
      if (c === GREATER) {
        this.end = at + 1;
        this.openNames[this.depth++] = this.name;
        this.attributeCount = count;
        return ByteToken.StartTag;
      }
      if (c === SLASH) {
        if (bytes[at + 1] !== GREATER) return this.#undone(at + 1);
        this.end = at + 2;
        this.attributeCount = count;
        return ByteToken.EmptyElementTag;
      }
      if (at === from || count === MAX_ATTRIBUTES) return this.#undone(at);
      const end = this.#attribute(at, count);
      if (end < 0) return this.#undone(-end);
      for (let other = 0; other < count; other++) {
        if (attributes[other * ATTRIBUTE_SIZE] === attributes[count * ATTRIBUTE_SIZE]) return this.#undone(0);
      }
      count++;
      at = end;
    }
  }

  /** Reads an attribute (41). @returns where it ends; negated, the index reached where it is doubtful */
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
    if (this.names.hasHigh) this.countName(start, at);
    at = this.skipSpaces(at);
    if (bytes[at] !== EQUALS) return -at;
    at = this.skipSpaces(at + 1);
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

  /** Reads an attribute's value (10). @returns the index of the closing quote; negated, the index reached where it is doubtful */
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
          this.countBreak(at);
          flags |= ValueFlag.NeedsNormalising;
          at++;
          break;
        case Class.Tab:
          flags |= ValueFlag.NeedsNormalising;
          at++;
          break;
        case Class.High: {
          const end = this.skipHigh(at);
          if (end < 0) return end;
          at = end;
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

  #endTag(start: number): ByteToken {
    const { bytes } = this;
    if (this.depth === 0) return ByteToken.Doubtful;
    const name = this.openNames[this.depth - 1]!;
    let at = start + 2 + this.names.lengthOf(name);
    if (at >= this.limit) return this.#stopped(at);
    if (!this.names.isAt(name, bytes, start + 2)) return ByteToken.Doubtful;
    if (this.names.hasHigh) this.countName(start + 2, at);
    if (bytes[at] !== GREATER) {
      at = this.skipSpaces(at);
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
      at = this.skipTo(DASH, at);
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
      at = this.skipTo(CLOSE_BRACKET, at);
      if (at < 0) return this.#undone(-at);
      if (at + 2 >= this.limit) return this.#undone(at + 2);
      if (bytes[at + 1] !== CLOSE_BRACKET || bytes[at + 2] !== GREATER) continue;
      this.end = at + 3;
      return ByteToken.CData;
    }
  }

  /** (16), without targets that look like `xml` or have a colon. */
  #instruction(start: number): ByteToken {
    const { bytes } = this;
    let at = start + 2;
    let hash = 0;
    for (; NAME_BYTE[bytes[at]!] === 1; at++) hash = hashed(hash, bytes[at]!);
    if (at >= this.limit) return this.#stopped(at);
    const target = this.names.intern(bytes, start + 2, at, hash);
    if (target < 0 || /^xml$|:/i.test(this.names.texts[target]!)) return ByteToken.Doubtful;
    if (this.names.hasHigh) this.countName(start + 2, at);
    if (SPACE[bytes[at]!] !== 1 && bytes[at] !== QUESTION) return this.#undone(at);
    if (bytes[at] === QUESTION && bytes[at + 1] !== GREATER) return this.#undone(at + 1);
    for (; ; at++) {
      at = this.skipTo(QUESTION, at);
      if (at < 0) return this.#undone(-at);
      if (at + 1 >= this.limit) return this.#undone(at + 1);
      if (bytes[at + 1] !== GREATER) continue;
      this.end = at + 2;
      return ByteToken.ProcessingInstruction;
    }
  }
}
