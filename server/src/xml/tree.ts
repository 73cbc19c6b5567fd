import type { Interner } from './syntax/interner';
import { afterBreak } from './syntax/lines';
import type { ContentNode, SyntaxNode } from './nodes';
import { isElement, isList } from './nodes';

/** A place as LSP has it: 0-based line, 0-based UTF-16 unit in it. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * One version of a document. The tree is the text: nothing else holds it, and no line table is kept.
 * Offsets count UTF-16 units from the document's start; what lies outside the text is taken to its nearest end.
 */
export class XmlTree {
  constructor(
    /** Prolog, root element and what follows it; null for an empty text. */
    readonly content: ContentNode | null,
    /** What all versions of this document share; for the parser alone. */
    readonly interner: Interner,
  ) {}

  /** Length of the text in UTF-16 units. */
  get length(): number {
    return this.content?.width ?? 0;
  }

  /** Number of lines; an empty text has one. */
  get lineCount(): number {
    return (this.content?.breaks ?? 0) + 1;
  }

  /** The whole text. */
  text(): string {
    return this.slice(0, this.length);
  }

  /** The text of `[start, end)`, in time proportional to its length and the tree's depth. */
  slice(start: number, end: number): string {
    if (this.content === null || end <= start) return '';
    const parts: string[] = [];
    collect(this.content, 0, Math.max(0, start), Math.min(end, this.length), parts);
    return parts.length === 1 ? parts[0]! : parts.join('');
  }

  /** The position of an offset, in time proportional to the tree's depth. */
  positionAt(offset: number): Position {
    if (this.content === null || offset <= 0) return { line: 0, character: 0 };
    const place = { line: 0, character: 0 };
    advance(this.content, Math.min(offset, this.length), place);
    return place;
  }

  /** The offset of a position, in time proportional to the tree's depth; a column behind a line's end is its end. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount) return this.length;
    const start = this.lineStart(position.line);
    const end = position.line + 1 < this.lineCount ? this.beforeBreak(this.lineStart(position.line + 1)) : this.length;
    return Math.min(start + Math.max(0, position.character), end);
  }

  /** The offset at which line `line` starts; the line must exist. */
  lineStart(line: number): number {
    return line === 0 || this.content === null ? 0 : findBreak(this.content, line);
  }

  /** Where the line break that ends at `lineStart` begins. */
  private beforeBreak(lineStart: number): number {
    return lineStart - (this.slice(lineStart - 2, lineStart) === '\r\n' ? 2 : 1);
  }
}

/** The parts of a node in order, each either text or another node: so that the walks below need not know of tags. */
type Part = { source: string; start: number; width: number } | SyntaxNode;

function partsOf(node: SyntaxNode): readonly Part[] {
  if (isList(node)) return node.items;
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

/** Moves `place` over the first `length` units of a node. */
function advance(node: SyntaxNode, length: number, place: { line: number; character: number }): void {
  for (const part of partsOf(node)) {
    if (length <= 0) return;
    if (isNode(part)) {
      if (length >= part.width) {
        place.line += part.breaks;
        place.character = part.breaks > 0 ? part.tail : place.character + part.width;
      } else {
        advance(part, length, place);
      }
    } else {
      advanceText(part.source, part.start, Math.min(length, part.width), place);
    }
    length -= part.width;
  }
}

function advanceText(source: string, start: number, length: number, place: { line: number; character: number }): void {
  const end = start + length;
  for (let i = start; i < end; i++) {
    const c = source.charCodeAt(i);
    // The LF of a CR LF ends the line even if the text asked for stops between the two.
    const isBreak = c === 10 || (c === 13 && source.charCodeAt(i + 1) !== 10);
    if (isBreak) {
      place.line++;
      place.character = 0;
    } else {
      place.character++;
    }
  }
}

/** The offset behind the `count`-th line break of a node, which has so many. */
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
