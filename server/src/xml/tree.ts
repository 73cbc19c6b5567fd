import type { Markup } from './markup';
import type { Interner } from './syntax/interner';
import { afterBreak } from './syntax/lines';
import { isElement, isList, NodeFlag, type ContentNode, type ElementNode, type SyntaxNode } from './nodes';

/** A position as in LSP: 0-based line, 0-based UTF-16 unit in the line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * One version of a document. The tree holds the text: there is no second copy of it, and no line table.
 * Offsets count UTF-16 units from the document's start; those outside the text are moved to its nearest end.
 */
export class XmlTree {
  constructor(
    /** Prolog, root element and all that follows; null for an empty text. */
    readonly content: ContentNode | null,
    /** Shared by all versions of this document; for the parser only. */
    readonly interner: Interner,
  ) {}

  /** Length of the text in UTF-16 units. */
  get length(): number {
    return this.content?.width ?? 0;
  }

  /** Number of lines; 1 for an empty text. */
  get lineCount(): number {
    return (this.content?.breaks ?? 0) + 1;
  }

  /** The whole text. */
  text(): Markup {
    return this.slice(0, this.length);
  }

  /** The text of `[start, end)`. Takes time proportional to its length and the tree's depth. */
  slice(start: number, end: number): Markup {
    if (this.content === null || end <= start) return '' as Markup;
    const parts: string[] = [];
    collect(this.content, 0, Math.max(0, start), Math.min(end, this.length), parts);
    return (parts.length === 1 ? parts[0]! : parts.join('')) as Markup;
  }

  /** The position of an offset. Takes time proportional to the tree's depth. */
  positionAt(offset: number): Position {
    if (this.content === null || offset <= 0) return { line: 0, character: 0 };
    const place = { line: 0, character: 0 };
    advance(this.content, Math.min(offset, this.length), place);
    return place;
  }

  /** The positions of many offsets, which must not decrease; faster than one by one where they are close together. */
  positionsOf(offsets: readonly number[]): Position[] {
    return positionsIn(this.content, offsets);
  }

  /** The offset of a position; the end of the line for a character after it. Takes time proportional to the tree's depth. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount) return this.length;
    const start = this.lineStart(position.line);
    const end = position.line + 1 < this.lineCount ? this.beforeBreak(this.lineStart(position.line + 1)) : this.length;
    return Math.min(start + Math.max(0, position.character), end);
  }

  /** The start of line `line`, which must exist. */
  lineStart(line: number): number {
    return line === 0 || this.content === null ? 0 : findBreak(this.content, line);
  }

  /** The start of the line break that ends at `lineStart`. */
  private beforeBreak(lineStart: number): number {
    return lineStart - (this.slice(lineStart - 2, lineStart) === '\r\n' ? 2 : 1);
  }
}

/** A part of a node: a piece of text or another node. With it, the functions below need not know about tags. */
type Part = { source: string; start: number; width: number } | SyntaxNode;

function partsOf(node: SyntaxNode): readonly Part[] {
  if (isList(node)) {
    const text = node.lazyText();
    return text === null ? node.items : [{ source: text, start: 0, width: node.width }];
  }
  if (!isElement(node)) return [{ source: node.source, start: node.start, width: node.width }];
  const parts: Part[] = [{ source: node.source, start: node.start, width: node.openWidth }];
  if (node.content !== null) parts.push(node.content);
  if (node.closeWidth > 0) parts.push({ source: node.closeSource, start: node.closeStart, width: node.closeWidth });
  return parts;
}

function isNode(part: Part): part is SyntaxNode {
  return 'kind' in part;
}

function collect(node: SyntaxNode, offset: number, start: number, end: number, texts: string[]): void {
  for (const part of partsOf(node)) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, part.width);
    if (from < to) {
      if (isNode(part)) collect(part, offset, start, end, texts);
      else texts.push(part.source.slice(part.start + from, part.start + to));
    }
    offset += part.width;
    if (offset >= end) return;
  }
}

/** Moves `place`, a position at the start of a node, to its end. */
export function advanceOver(node: SyntaxNode, place: { line: number; character: number }): void {
  place.line += node.breaks;
  place.character = node.breaks > 0 ? node.tail : place.character + node.width;
}

/** The position of the content of an element. @param start position of the element */
export function contentStartOf(element: ElementNode, start: Position): { line: number; character: number } {
  const { flags, openWidth, source } = element;
  if ((flags & NodeFlag.TagBreaks) === 0) return { line: start.line, character: start.character + openWidth };
  const place = { ...start };
  advanceText(source, element.start, openWidth, place);
  return place;
}

/** A position that counts from `start`, as one of the document. */
export function positionFrom(start: Position, { line, character }: Position): Position {
  return { line: start.line + line, character: line > 0 ? character : start.character + character };
}

/** The positions of offsets in a node, which must not decrease; both count from the start of the node. `null`: an empty text. */
export function positionsIn(node: SyntaxNode | null, offsets: readonly number[]): Position[] {
  const finder = new PositionFinder(offsets);
  if (node !== null) finder.pass(node, 0);
  return finder.finish();
}

/** Goes through a tree and finds the positions of offsets, which must not decrease. */
class PositionFinder {
  private readonly place = { line: 0, character: 0 };
  private readonly positions: Position[] = [];
  private next = 0;

  constructor(private readonly offsets: readonly number[]) {}

  /** Moves over a node that starts at `at`. An offset at its end is left for what comes after. */
  pass(node: SyntaxNode, at: number): void {
    const { place } = this;
    if (!(this.offsets[this.next]! < at + node.width)) advanceOver(node, place);
    else if (isList(node)) {
      const text = node.lazyText();
      if (text !== null) return this.passText(text, 0, node.width, at);
      for (const item of node.items) {
        this.pass(item, at);
        at += item.width;
      }
    } else if (isElement(node)) {
      this.passText(node.source, node.start, node.openWidth, at);
      at += node.openWidth;
      if (node.content !== null) {
        this.pass(node.content, at);
        at += node.content.width;
      }
      if (node.closeWidth > 0) this.passText(node.closeSource, node.closeStart, node.closeWidth, at);
    } else this.passText(node.source, node.start, node.width, at);
  }

  /** The positions, with those that are left: of offsets at the end of the text, or beyond it. */
  finish(): Position[] {
    while (this.next < this.offsets.length) this.found();
    return this.positions;
  }

  private passText(source: string, start: number, width: number, at: number): void {
    let from = 0;
    for (let offset = this.offsets[this.next]!; offset < at + width; offset = this.offsets[this.next]!) {
      const to = Math.max(from, offset - at);
      advanceText(source, start + from, to - from, this.place);
      this.found();
      from = to;
    }
    advanceText(source, start + from, width - from, this.place);
  }

  private found(): void {
    this.next++;
    this.positions.push({ ...this.place });
  }
}

/** Moves `place` over the first `length` UTF-16 units of a node. */
function advance(node: SyntaxNode, length: number, place: { line: number; character: number }): void {
  for (const part of partsOf(node)) {
    if (length <= 0) return;
    if (isNode(part)) {
      if (length >= part.width) advanceOver(part, place);
      else advance(part, length, place);
    } else {
      advanceText(part.source, part.start, Math.min(length, part.width), place);
    }
    length -= part.width;
  }
}

/** Longer texts are searched for line breaks by the engine, which is faster. In UTF-16 units. */
const LONG_TEXT = 1024;

function advanceText(source: string, start: number, length: number, place: { line: number; character: number }): void {
  const end = start + length;
  if (length >= LONG_TEXT && advanceLines(source.slice(start, end), place)) return;
  for (let i = start; i < end; i++) {
    const c = source.charCodeAt(i);
    // Of a CR LF, the LF is the line break, also where the text ends between the two.
    const isBreak = c === 10 || (c === 13 && source.charCodeAt(i + 1) !== 10);
    if (isBreak) {
      place.line++;
      place.character = 0;
    } else {
      place.character++;
    }
  }
}

/** Moves `place` over a text, if its only line breaks are LF. @returns whether it has */
function advanceLines(text: string, place: { line: number; character: number }): boolean {
  if (text.includes('\r')) return false;
  let from = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
    place.line++;
    place.character = 0;
    from = at + 1;
  }
  place.character += text.length - from;
  return true;
}

/** The offset after the `count`-th line break of a node, which must have at least `count`. */
function findBreak(node: SyntaxNode, count: number): number {
  let offset = 0;
  for (const part of partsOf(node)) {
    if (isNode(part)) {
      if (count <= part.breaks) return offset + findBreak(part, count);
      count -= part.breaks;
    } else {
      const end = part.start + part.width;
      const at = afterBreak(part.source, part.start, end, count);
      if (at.left === 0) return offset + at.offset - part.start;
      count = at.left;
    }
    offset += part.width;
  }
  return offset;
}
