/**
 * The walk over a document that says which blanks are to change.
 *
 * It goes through the text once, from its start to its end, and knows at each node how far the line that the node stands on
 * is indented: by the layout where the blanks before it are laid out, else as it was. What is inside something that is
 * left alone is laid out against that.
 */
import {
  endTagText,
  forEachChild,
  isElement,
  isList,
  NodeFlag,
  NodeKind,
  startTagText,
  textOf,
  type ChildNode,
  type ContentNode,
  type ElementNode,
} from '../../xml/nodes';
import type { TextEdit } from '../../xml/reparse';
import type { XmlTree } from '../../xml/tree';
import type { GovernedElement } from '../../xsd';
import { breaksIn, hasBreak, indentOf, lastLine, smallestEdit } from './blanks';
import { Holds, shapeOf, type ContentShapes } from './contentShape';
import type { FormatOptions } from './options';
import { endTagGap, startTagGaps, type Gap } from './tagLayout';

/** So many nodes between two turns of the caller. */
const STEP = 256;

/** Whose content is laid out. */
interface Level {
  readonly content: ContentNode | null;
  /** Where the content starts and ends. */
  readonly start: number;
  readonly end: number;
  /** Of the lines that the children begin. */
  readonly indent: string;
  /** Of the line that the end tag begins. */
  readonly endIndent: string;
  /** What governs the element; the document has none. */
  readonly governed: GovernedElement | null;
  readonly isDocument: boolean;
}

export class Layout {
  readonly edits: TextEdit[] = [];
  private readonly eol: string;
  /** Some token was read by looking far ahead on its line: no line is split or joined then, or it would be read otherwise. */
  private readonly keepsLines: boolean;
  /** The line that the walk is on: its indentation, or where it starts in the text as it is. */
  private line: string | number = 0;
  private steps = 0;

  /** @param range only what lies in it is changed */
  constructor(
    private readonly tree: XmlTree,
    private readonly shapes: ContentShapes,
    private readonly options: FormatOptions,
    private readonly range: { readonly start: number; readonly end: number },
  ) {
    this.eol = firstBreak(tree.content) ?? '\n';
    this.keepsLines = ((tree.content?.flags ?? 0) & NodeFlag.Fragile) !== 0;
  }

  /** Walks the document; yields now and then, so that the caller can let others take their turn. */
  *document(): Generator<void, void, undefined> {
    const { content, length } = this.tree;
    const level = { content, start: 0, end: length, indent: '', endIndent: '', governed: null, isDocument: true };
    yield* isFrozen(content) ? this.frozen(level) : this.level(level);
  }

  /** Lays out the children of a level, which are elements, comments and processing instructions for the most part. */
  private *level(level: Level): Generator<void, void, undefined> {
    const { indent, isDocument } = level;
    // A value that an author wrote on one line, comments and all, stays on it.
    if (!isDocument && shapeOf(level.content) === 0 && (level.content?.breaks ?? 0) === 0) {
      if (level.content?.kind === NodeKind.Text) this.replace(level.start, textOf(level.content), '');
      return;
    }
    const { nodes, start, previous } = this.nodesIn(level);
    let at = start;
    let before = previous;
    let gap = '';
    let isFirst = start === level.start;
    for (const node of nodes) {
      if (isBlank(node)) {
        gap = textOf(node);
        at += node.width;
        continue;
      }
      const gapStart = at - gap.length;
      const isKept =
        (before !== null && isSolid(before)) || isSolid(node) || staysOnLine(node, gap, isFirst && isDocument);
      const isPlaced = !isKept && this.replace(gapStart, gap, this.gapBefore(gap, indent, isFirst && isDocument));
      if (!isPlaced) this.pass(gapStart, gap);
      if (isElement(node)) yield* this.element(node, at, isPlaced ? indent : null, level.governed);
      else this.passNode(node, at);
      at += node.width;
      before = node;
      gap = '';
      isFirst = false;
      if (++this.steps % STEP === 0) yield;
    }
    if (at < level.end) return;
    const isKept = before !== null && isSolid(before);
    const after = isDocument ? this.endOfDocument(gap, before === null) : this.gapBefore(gap, level.endIndent, false);
    if (isKept || !this.replace(at - gap.length, gap, after)) this.pass(at - gap.length, gap);
  }

  /** @param indent of the element where it begins a line that is laid out; `null` where it stands as it stood */
  private *element(
    node: ElementNode,
    offset: number,
    indent: string | null,
    parent: GovernedElement | null,
  ): Generator<void, void, undefined> {
    const { content } = node;
    const contentStart = offset + node.openWidth;
    const contentEnd = offset + node.width - node.closeWidth;
    const isSound = node.kind === NodeKind.Element && (node.flags & BROKEN_TAGS) === 0 && !isFrozen(content);
    const isPlaced = indent !== null && (isSound || node.kind === NodeKind.EmptyElement);
    const own = indent ?? this.lineIndent();
    this.tag(offset, startTagText(node), isPlaced ? startTagGaps(node, own, this.eol, this.options) : []);
    if (content !== null) {
      const inner = { content, start: contentStart, end: contentEnd, indent: own + this.options.unit, endIndent: own };
      if (!mayHoldBlanks(content) || !this.touches(contentStart, contentEnd)) {
        this.passNode(content, contentStart);
      } else {
        const governed = this.shapes.governed(parent, node);
        const level = { ...inner, governed, isDocument: false };
        if (!this.shapes.isElementOnly(node, governed)) this.passNode(content, contentStart);
        else if (isSound) yield* this.level(level);
        else yield* this.frozen(level);
      }
    }
    if (node.closeWidth > 0) {
      const gap = isPlaced ? endTagGap(node) : null;
      this.tag(
        contentEnd,
        endTagText(node),
        gap === null ? [] : [{ ...gap, start: gap.start - (contentEnd - offset) }],
      );
    }
  }

  /** Leaves a level as it is, since it is not sure what belongs to it, and lays out what its sound elements hold. */
  private *frozen({ content, start, governed }: Level): Generator<void, void, undefined> {
    const nodes: { readonly node: ChildNode; readonly at: number }[] = [];
    forEachChild(content, start, (node, at) => nodes.push({ node, at }));
    for (const { node, at } of nodes) {
      if (isElement(node)) yield* this.element(node, at, null, governed);
      else this.passNode(node, at);
      if (++this.steps % STEP === 0) yield;
    }
  }

  private gapBefore(gap: string, indent: string, isStart: boolean): string {
    if (isStart) return '';
    const { maxBlankLines } = this.options;
    const breaks = breaksIn(gap).slice(0, 1 + maxBlankLines);
    return (breaks.length === 0 ? this.eol : breaks.join('')) + indent;
  }

  private endOfDocument(gap: string, isEmpty: boolean): string {
    const { insertFinalNewline, trimFinalNewlines, maxBlankLines } = this.options;
    const breaks = breaksIn(gap).slice(0, trimFinalNewlines ? 1 : 1 + maxBlankLines);
    return breaks.length === 0 && insertFinalNewline && !isEmpty ? this.eol : breaks.join('');
  }

  /**
   * Puts `after` in place of the blanks at `start`.
   * @returns false where they must stay: outside the range, or where lines must not be split or joined
   */
  private replace(start: number, before: string, after: string): boolean {
    if (this.keepsLines && hasBreak(before) !== hasBreak(after)) return false;
    const end = start + before.length;
    if (end > this.range.end) return false;
    if (end === this.range.end && end < this.tree.length && hasBreak(before) && lastLine(before) === '') {
      // The range ends where a line starts: that line is not in it.
      if (start >= this.range.start) this.edit(start, before, after.slice(0, after.length - lastLine(after).length));
      return false;
    }
    if (start < this.range.start) {
      // The range begins on the line: what stands before it stays, the indentation behind it is laid out.
      const rest = lastLine(before);
      if (!hasBreak(before) || end - rest.length < this.range.start) return false;
      start = end - rest.length;
      before = rest;
      this.line = after = lastLine(after);
    } else if (hasBreak(after) || start === 0) {
      this.line = lastLine(after);
    }
    this.edit(start, before, after);
    return true;
  }

  private edit(start: number, before: string, after: string): void {
    const edit = smallestEdit(start, before, after);
    if (edit !== null) this.edits.push(edit);
  }

  /** Goes over a tag and lays out the blanks in it. */
  private tag(offset: number, text: string, gaps: readonly Gap[]): void {
    if (gaps.length === 0 || !this.contains(offset, offset + text.length)) return this.pass(offset, text);
    let laidOut = '';
    let at = 0;
    for (const gap of gaps) {
      const { start, before, after } = gap;
      const isReplaced = !this.keepsLines || hasBreak(before) === hasBreak(after);
      if (isReplaced) this.edit(offset + start, before, after);
      laidOut += text.slice(at, start) + (isReplaced ? after : before);
      at = start + before.length;
    }
    laidOut += text.slice(at);
    if (hasBreak(laidOut)) this.line = indentOf(lastLine(laidOut));
  }

  /** Goes over a text that stays as it is. */
  private pass(offset: number, text: string): void {
    if (hasBreak(text)) this.line = offset + text.length - lastLine(text).length;
  }

  private passNode(node: ContentNode, offset: number): void {
    if (node.breaks > 0) this.line = offset + node.width - node.tail;
  }

  /** The indentation of the line that the walk is on. */
  private lineIndent(): string {
    if (typeof this.line === 'number') this.line = indentOf(this.tree.slice(this.line, this.line + LONGEST_INDENT));
    return this.line;
  }

  private contains(start: number, end: number): boolean {
    return start >= this.range.start && end <= this.range.end;
  }

  private touches(start: number, end: number): boolean {
    return start <= this.range.end && end >= this.range.start;
  }

  /** The children of a level that the range touches; `start` is where they start, `previous` what stands before them. */
  private nodesIn({ content, start }: Level): { nodes: ChildNode[]; start: number; previous: ChildNode | null } {
    const nodes: ChildNode[] = [];
    let skipped: ContentNode | null = null;
    let first = start;
    const collect = (node: ContentNode, at: number): void => {
      if (!isList(node)) return void nodes.push(node);
      for (const item of node.items) {
        if (at > this.range.end) return;
        if (at + item.width >= this.range.start) {
          collect(item, at);
        } else {
          this.passNode(item, at);
          skipped = item;
          first = at + item.width;
        }
        at += item.width;
      }
    };
    if (content !== null) collect(content, start);
    return { nodes, start: first, previous: skipped && lastChild(skipped) };
  }
}

function lastChild(node: ContentNode): ChildNode {
  return isList(node) ? lastChild(node.items.at(-1)!) : node;
}

/** More of a line's start is not looked at. */
const LONGEST_INDENT = 1_024;

/** Tags that end where something else begins: the blanks behind them may be theirs. */
const BROKEN_TAGS = NodeFlag.Unfinished | NodeFlag.EndTagUnfinished;

/** Whether it is not sure which of the siblings in a content belong to it. */
function isFrozen(content: ContentNode | null): boolean {
  return content !== null && (content.flags & NodeFlag.Unbalanced) !== 0;
}

/** Whether the blanks around a child are left alone: characters, and what is broken so that blanks may change it. */
function isSolid(node: ChildNode): boolean {
  if (isElement(node)) return (node.flags & (BROKEN_TAGS | NodeFlag.HoldsUnbalanced)) !== 0;
  return shapeOf(node) === Holds.Characters || (node.flags & NodeFlag.Unfinished) !== 0;
}

/** Whether a child stays where it is: a comment behind something on its line; at a document's start, what may be a declaration. */
function staysOnLine(node: ChildNode, gap: string, isStart: boolean): boolean {
  if (isStart) return node.kind === NodeKind.ProcessingInstruction;
  return node.kind === NodeKind.Comment && !hasBreak(gap);
}

function isBlank(node: ChildNode): boolean {
  return node.kind === NodeKind.Text && (node.flags & NodeFlag.Blank) !== 0;
}

/** Whether there is anything to lay out in a content; a value alone is the most of all contents. */
function mayHoldBlanks(content: ContentNode): boolean {
  return content.kind !== NodeKind.Text || (content.flags & NodeFlag.Blank) !== 0;
}

/** The first line break of a text as it is written. */
function firstBreak(content: ContentNode | null): string | undefined {
  if (content === null || content.breaks === 0) return undefined;
  if (isList(content)) return firstBreak(content.items.find(({ breaks }) => breaks > 0)!);
  if (!isElement(content)) return breaksIn(textOf(content))[0];
  return breaksIn(startTagText(content))[0] ?? firstBreak(content.content) ?? breaksIn(endTagText(content))[0];
}
