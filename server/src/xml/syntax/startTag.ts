import { isNameStartAt, isSpace, scanName, skipSpace } from '../characters';
import { NodeFlag } from '../nodes';
import { characterOf, isPredefinedEntity, scanReference } from './references';

/** The syntax of an attribute; all but the first are errors. */
export type AttributeKind = 'Attribute' | 'AttributeWithoutValue' | 'UnquotedAttribute' | 'UnclosedAttribute';

/** Receives the parts of a start tag in order, as offsets in the source. */
export interface StartTagSink {
  /** For an attribute without a value, `valueStart` and `valueEnd` are the place where it belongs. */
  attribute(
    kind: AttributeKind,
    start: number,
    nameEnd: number,
    valueStart: number,
    valueEnd: number,
    end: number,
  ): void;
  /** Characters that belong to no attribute. */
  junk(start: number, end: number): void;
  /** The start of an attribute without white space before it. */
  missingSpace(at: number): void;
}

/** The result of {@link scanStartTag}; the scanner reuses it to save an object for each tag. */
export interface TagScan {
  end: number;
  nameEnd: number;
  /** {@link NodeFlag} bits of the tag itself. */
  flags: number;
  /** Whether it ends with `/>`. */
  isEmpty: boolean;
  /** Whether the tag could be longer if the source were longer. */
  reachedEnd: boolean;
}

/** Duplicates among more attributes are found with a set, among fewer by comparing all pairs. */
const MAX_PAIRWISE = 8;

/**
 * Reads a start tag or empty-element tag (XML 1.0 productions 40, 41, 44) whose `<` is at `start`, before a name.
 *
 * Recovery assumes the smallest error: a tag without `>` ends before the next `<`, white space included; a value without a
 * closing quote ends at the end of its line or its tag, or before the next attribute.
 * @param sink receives the attributes; null if only extent and flags are needed
 */
export function scanStartTag(source: string, start: number, result: TagScan, sink: StartTagSink | null): void {
  const nameEnd = scanName(source, start + 1);
  result.nameEnd = nameEnd;
  result.flags = hasColon(source, start + 1, nameEnd) ? NodeFlag.Prefixed : 0;
  result.isEmpty = false;
  result.reachedEnd = false;
  let reader: AttributeReader | null = null;
  let i = nameEnd;
  for (;;) {
    const spaceStart = i;
    i = skipSpace(source, i);
    if (i >= source.length) {
      result.reachedEnd = true;
      break;
    }
    const c = source.charCodeAt(i);
    if (c === 0x3e /* > */) {
      result.end = i + 1;
      return reader?.finish();
    }
    if (c === 0x2f /* / */ && source.charCodeAt(i + 1) === 0x3e) {
      result.end = i + 2;
      result.isEmpty = true;
      return reader?.finish();
    }
    if (c === 0x3c /* < */) break;
    reader ??= new AttributeReader(source, result, sink);
    i = isNameStartAt(source, i) ? reader.attribute(i, i > spaceStart) : reader.junk(i);
  }
  result.end = i;
  result.flags |= NodeFlag.Unfinished | NodeFlag.Problem;
  reader?.finish();
}

/** Reads the attributes of one tag. */
class AttributeReader {
  /** Start and end of each name so far. */
  private readonly names: number[] = [];

  constructor(
    private readonly source: string,
    private readonly result: TagScan,
    private readonly sink: StartTagSink | null,
  ) {}

  /** Reads the attribute at `start`. @returns the offset after it */
  attribute(start: number, afterSpace: boolean): number {
    const { source, result } = this;
    result.flags |= NodeFlag.Attributes;
    if (!afterSpace) {
      result.flags |= NodeFlag.Problem;
      this.sink?.missingSpace(start);
    }
    const nameEnd = scanName(source, start);
    if (hasColon(source, start, nameEnd)) result.flags |= NodeFlag.Prefixed;
    if (source.startsWith('xmlns', start)) result.flags |= NodeFlag.Prefixed | NodeFlag.Declares;
    this.names.push(start, nameEnd);
    const equals = skipSpace(source, nameEnd);
    if (source.charCodeAt(equals) !== 0x3d /* = */) return this.withoutValue(start, nameEnd, nameEnd, nameEnd);
    const open = skipSpace(source, equals + 1);
    const quote = source.charCodeAt(open);
    if (quote === 0x22 || quote === 0x27) return this.quoted(start, nameEnd, open, quote);
    return this.unquoted(start, nameEnd, equals + 1, open);
  }

  private withoutValue(start: number, nameEnd: number, at: number, end: number): number {
    this.result.flags |= NodeFlag.Problem;
    if (end >= this.source.length) this.result.reachedEnd = true;
    this.sink?.attribute('AttributeWithoutValue', start, nameEnd, at, at, end);
    return end;
  }

  private unquoted(start: number, nameEnd: number, afterEquals: number, open: number): number {
    const { source, result } = this;
    let end = open;
    for (; end < source.length; end++) {
      const c = source.charCodeAt(end);
      if (isSpace(c) || c === 0x3e || c === 0x3c || (c === 0x2f && source.charCodeAt(end + 1) === 0x3e)) break;
    }
    if (end === open || isAttributeAhead(source, open, end)) {
      return this.withoutValue(start, nameEnd, afterEquals, afterEquals);
    }
    result.flags |= NodeFlag.Problem;
    if (end >= source.length) result.reachedEnd = true;
    this.sink?.attribute('UnquotedAttribute', start, nameEnd, open, end, end);
    return end;
  }

  private quoted(start: number, nameEnd: number, open: number, quote: number): number {
    const { source, result } = this;
    let reference = false;
    let i = open + 1;
    for (; i < source.length; i++) {
      const c = source.charCodeAt(i);
      if (c === quote) break;
      if (c === 0x26 /* & */) reference = true;
      else if (c === 0x3c /* < */ && !this.isClosedOnLine(i, quote)) return this.unclosed(start, nameEnd, open);
      else if (c === 0x3c) result.flags |= NodeFlag.Problem;
    }
    if (i >= source.length) {
      result.reachedEnd = true;
      return this.unclosed(start, nameEnd, open);
    }
    const after = source.charCodeAt(i + 1);
    if (!isTagBoundary(after)) {
      // `a="x b="y"`: the quote after `b=` opens the next value; this value has no closing quote.
      const next = nextAttributeIn(source, open + 1, i);
      if (next >= 0) return this.unclosed(start, nameEnd, open, next);
    }
    if (reference) this.references(open + 1, i);
    this.sink?.attribute('Attribute', start, nameEnd, open + 1, i, i + 1);
    return i + 1;
  }

  /** Whether a value that contains the `<` at `from` has a possible closing quote on the same line. */
  private isClosedOnLine(from: number, quote: number): boolean {
    const { source } = this;
    for (let i = from; i < source.length; i++) {
      const c = source.charCodeAt(i);
      if (c === 10 || c === 13) return false;
      // After a `=`, it opens the next value.
      if (c === quote) return source.charCodeAt(i - 1) !== 0x3d && isTagBoundary(source.charCodeAt(i + 1));
    }
    this.result.reachedEnd = true;
    return false;
  }

  private unclosed(start: number, nameEnd: number, open: number, knownEnd = -1): number {
    const { source, result } = this;
    let end = knownEnd;
    if (end < 0) {
      // The closing quote was searched for up to the end of the line, possibly after this tag.
      result.flags |= NodeFlag.Fragile;
      for (end = open + 1; end < source.length; end++) {
        const c = source.charCodeAt(end);
        if (c === 0x3e || c === 0x3c || c === 10 || c === 13) break;
        if (c === 0x2f && source.charCodeAt(end + 1) === 0x3e) break;
      }
      if (end >= source.length) result.reachedEnd = true;
    }
    result.flags |= NodeFlag.Problem;
    this.sink?.attribute('UnclosedAttribute', start, nameEnd, open + 1, end, end);
    return end;
  }

  private references(start: number, end: number): void {
    const { source, result } = this;
    for (let i = source.indexOf('&', start); i >= 0 && i < end; i = source.indexOf('&', i + 1)) {
      const close = scanReference(source, i);
      if (close <= 0 || close > end) result.flags |= NodeFlag.Problem;
      else if (source.charCodeAt(i + 1) === 0x23) {
        if (characterOf(source, i, close) < 0) result.flags |= NodeFlag.Problem;
      } else if (!isPredefinedEntity(source, i + 1, close - 1)) result.flags |= NodeFlag.EntityReference;
    }
  }

  /** Reads characters that cannot start an attribute. @returns the offset after them */
  junk(start: number): number {
    const { source } = this;
    let end = start + 1;
    for (; end < source.length; end++) {
      const c = source.charCodeAt(end);
      if (isSpace(c) || c === 0x3e || c === 0x3c || (c === 0x2f && source.charCodeAt(end + 1) === 0x3e)) break;
    }
    if (end >= source.length) this.result.reachedEnd = true;
    this.result.flags |= NodeFlag.Problem;
    this.sink?.junk(start, end);
    return end;
  }

  /** Checks the tag as a whole: for duplicate attributes. */
  finish(): void {
    if (hasDuplicate(this.source, this.names)) this.result.flags |= NodeFlag.Problem;
  }
}

/** Whether two of the names at `bounds` (start, end, start, end …) are the same. */
function hasDuplicate(source: string, bounds: readonly number[]): boolean {
  if (bounds.length > 2 * MAX_PAIRWISE) {
    const names = new Set<string>();
    for (let i = 0; i < bounds.length; i += 2) names.add(source.slice(bounds[i], bounds[i + 1]));
    return 2 * names.size < bounds.length;
  }
  for (let i = 2; i < bounds.length; i += 2) {
    for (let j = 0; j < i; j += 2) {
      if (isSame(source, bounds[i]!, bounds[i + 1]!, bounds[j]!, bounds[j + 1]!)) return true;
    }
  }
  return false;
}

function isSame(source: string, start: number, end: number, other: number, otherEnd: number): boolean {
  if (end - start !== otherEnd - other) return false;
  for (let i = start; i < end; i++) if (source.charCodeAt(i) !== source.charCodeAt(other + i - start)) return false;
  return true;
}

/** Whether `c` can follow a value's closing quote. */
function isTagBoundary(c: number): boolean {
  return isSpace(c) || c === 0x3e || c === 0x2f || c === 0x3f;
}

/** The start of the white space before a final `name=` in `source[start, end)`; -1 for none. */
function nextAttributeIn(source: string, start: number, end: number): number {
  const match = /\s+[^\s=<>"'/]+\s*=\s*$/.exec(source.slice(Math.max(start, end - 256), end));
  return match === null ? -1 : Math.max(start, end - 256) + match.index;
}

/** Whether `source[start, end)` starts with `name=`, so that it is the next attribute instead of a value. */
function isAttributeAhead(source: string, start: number, end: number): boolean {
  return /^[^\s=<>"'/]+=["']/.test(source.slice(start, end));
}

function hasColon(source: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (source.charCodeAt(i) === 0x3a) return true;
  return false;
}
