/**
 * The walk over a document that collects the whitespace edits.
 *
 * It visits the text once, from start to end, and knows at each node the indentation of the current line: the new one if the
 * whitespace before the node is formatted, otherwise the existing one. The content of a node that is not moved is indented
 * relative to that.
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
import type { Scope } from '../../xml/namespaces';
import type { ResolvedElement, Schema } from '../../xsd';
import type { TypeDefinition } from '../../xsd/components';
import { breaksIn, hasBreak, indentOf, lastLine, smallestEdit } from './whitespace';
import { ContentFlag, contentFlags, type ContentClassifier } from './contentClassifier';
import type { FormatOptions } from '../../workspace/configuration/formatOptions';
import { endTagGap, startTagGaps, type Gap } from './tagLayout';
import type { Task } from '../../xml/task';

/** Nodes between two yield points. */
const NODES_PER_STEP = 256;

/** A content to format. */
interface Level {
  readonly content: ContentNode | null;
  /** The range of the content in the document. */
  readonly start: number;
  readonly end: number;
  /** The indentation of lines that start with a child. */
  readonly indent: string;
  /** The indentation of the line that starts with the end tag. */
  readonly endIndent: string;
  /** The governing declaration and type of the element; `null` for the document. */
  readonly resolved: ResolvedElement | null;
  readonly isDocument: boolean;
}

/** What the format of an element depends on, besides its node. */
interface Context {
  /** Options and line break. */
  readonly settings: string;
  readonly indent: string;
  /** Of the document, the element and its content. */
  readonly schema: Schema | null;
  readonly type: TypeDefinition | null;
  readonly scope: Scope | null;
}

/** Elements in which nothing is to be changed. A document that is formatted on each save is walked only where it was edited. */
const settled = new WeakMap<ElementNode, Context>();
/** Only elements with as many lines are memoised. */
const MIN_LINES = 16;

export class Layout {
  readonly edits: TextEdit[] = [];
  private readonly eol: string;
  /** Some token was recovered by looking ahead on its line: lines must not be split or joined, or it would be parsed differently. */
  private readonly keepsLines: boolean;
  /** The current line: its new indentation, or its start in the original text. */
  private line: string | number = 0;
  private visited = 0;
  private readonly settings: string;

  /** @param range only text in it is changed */
  constructor(
    private readonly tree: XmlTree,
    private readonly classifier: ContentClassifier,
    private readonly options: FormatOptions,
    private readonly range: { readonly start: number; readonly end: number },
  ) {
    this.eol = firstBreak(tree.content) ?? '\n';
    this.settings = JSON.stringify([options, this.eol]);
    this.keepsLines = ((tree.content?.flags ?? 0) & NodeFlag.Fragile) !== 0;
  }

  /** Walks the document and fills {@link edits}. */
  *document(): Task<void> {
    const { content, length } = this.tree;
    const level = { content, start: 0, end: length, indent: '', endIndent: '', resolved: null, isDocument: true };
    yield* isUnbalanced(content) ? this.unbalanced(level) : this.level(level);
  }

  /** Formats the whitespace between the children of a level. */
  private *level(level: Level): Task<void> {
    const { indent, isDocument } = level;
    // Content without elements that is on one line stays on it, with its comments.
    if (!isDocument && contentFlags(level.content) === 0 && (level.content?.breaks ?? 0) === 0) {
      if (level.content?.kind === NodeKind.Text) this.replace(level.start, textOf(level.content), '');
      return;
    }
    const { nodes, start, previous } = this.nodesIn(level);
    let at = start;
    let before = previous;
    let gap = '';
    let isFirst = start === level.start;
    const usual = this.eol + indent;
    for (const node of nodes) {
      if (isWhitespace(node)) {
        gap = textOf(node);
        at += node.width;
        continue;
      }
      const gapStart = at - gap.length;
      const isKept =
        (before !== null && keepsSurroundingWhitespace(before)) ||
        keepsSurroundingWhitespace(node) ||
        staysOnLine(node, gap, isFirst && isDocument);
      let isPlaced = !isKept;
      // Fast path: most lines are formatted.
      if (isPlaced && gap === usual && !isDocument && gapStart >= this.range.start && at < this.range.end)
        this.line = indent;
      else if (isPlaced) isPlaced = this.replace(gapStart, gap, this.gapBefore(gap, indent, isFirst && isDocument));
      if (!isPlaced) this.skipText(gapStart, gap);
      if (hasNothingToFormat(node)) this.skipNode(node, at);
      else if (isElement(node)) yield* this.element(node, at, isPlaced ? indent : null, level.resolved);
      else this.skipNode(node, at);
      at += node.width;
      before = node;
      gap = '';
      isFirst = false;
      if (++this.visited % NODES_PER_STEP === 0) yield;
    }
    if (at < level.end) return;
    const isKept = before !== null && keepsSurroundingWhitespace(before);
    const after = isDocument ? this.endOfDocument(gap, before === null) : this.gapBefore(gap, level.endIndent, false);
    if (isKept || !this.replace(at - gap.length, gap, after)) this.skipText(at - gap.length, gap);
  }

  /** @param indent of the element if the whitespace before it was formatted; `null` if it stays in place */
  private *element(
    node: ElementNode,
    offset: number,
    indent: string | null,
    parent: ResolvedElement | null,
  ): Task<void> {
    const isMemoised =
      indent !== null &&
      node.breaks >= MIN_LINES &&
      !this.keepsLines &&
      !this.classifier.hasAttributeDefaults &&
      this.contains(offset, offset + node.width);
    if (!isMemoised) return yield* this.elementAnew(node, offset, indent, parent);
    const { settings, edits } = this;
    const resolved = this.classifier.resolved(parent, node);
    const { info, scope = null } = resolved ?? {};
    const context = { settings, indent, schema: info?.schema ?? null, type: info?.type ?? null, scope };
    const known = settled.get(node);
    if (known !== undefined && isSame(known, context)) return this.skipNode(node, offset);
    const before = edits.length;
    yield* this.elementAnew(node, offset, indent, parent);
    if (edits.length === before) settled.set(node, context);
  }

  private *elementAnew(
    node: ElementNode,
    offset: number,
    indent: string | null,
    parent: ResolvedElement | null,
  ): Task<void> {
    const { content } = node;
    const contentStart = offset + node.openWidth;
    const contentEnd = offset + node.width - node.closeWidth;
    const isWellFormed =
      node.kind === NodeKind.Element && (node.flags & UNFINISHED_TAGS) === 0 && !isUnbalanced(content);
    const isPlaced = indent !== null && (isWellFormed || node.kind === NodeKind.EmptyElement);
    const own = indent ?? this.lineIndent();
    this.tag(offset, startTagText(node), isPlaced ? startTagGaps(node, own, this.eol, this.options) : []);
    if (content !== null) {
      const inner = { content, start: contentStart, end: contentEnd, indent: own + this.options.unit, endIndent: own };
      if (!canHoldWhitespace(content) || !this.touches(contentStart, contentEnd)) {
        this.skipNode(content, contentStart);
      } else {
        const resolved = this.classifier.resolved(parent, node);
        const level = { ...inner, resolved, isDocument: false };
        if (!this.classifier.isElementOnly(node, resolved)) this.skipNode(content, contentStart);
        else if (isWellFormed) yield* this.level(level);
        else yield* this.unbalanced(level);
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

  /** Keeps a level whose tags do not match, as it is uncertain which nodes belong to it, and formats the content of its children. */
  private *unbalanced({ content, start, resolved }: Level): Task<void> {
    const nodes: { readonly node: ChildNode; readonly at: number }[] = [];
    forEachChild(content, start, (node, at) => nodes.push({ node, at }));
    for (const { node, at } of nodes) {
      if (isElement(node)) yield* this.element(node, at, null, resolved);
      else this.skipNode(node, at);
      if (++this.visited % NODES_PER_STEP === 0) yield;
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
   * Replaces the whitespace `before` at `start` by `after`.
   * @returns false where it must not change: outside the range, or where lines must not be split or joined
   */
  private replace(start: number, before: string, after: string): boolean {
    if (this.keepsLines && hasBreak(before) !== hasBreak(after)) return false;
    const end = start + before.length;
    if (end > this.range.end) return false;
    if (end === this.range.end && end < this.tree.length && hasBreak(before) && lastLine(before) === '') {
      // The range ends at the start of a line: that line is not part of it.
      if (start >= this.range.start) this.edit(start, before, after.slice(0, after.length - lastLine(after).length));
      return false;
    }
    if (start < this.range.start) {
      // The range starts within the whitespace: only the last line of the whitespace is replaced.
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

  /** Moves past a tag and formats the whitespace in it. */
  private tag(offset: number, text: string, gaps: readonly Gap[]): void {
    if (gaps.length === 0 || !this.contains(offset, offset + text.length)) return this.skipText(offset, text);
    let formatted = '';
    let at = 0;
    for (const gap of gaps) {
      const { start, before, after } = gap;
      const isReplaced = !this.keepsLines || hasBreak(before) === hasBreak(after);
      if (isReplaced) this.edit(offset + start, before, after);
      formatted += text.slice(at, start) + (isReplaced ? after : before);
      at = start + before.length;
    }
    formatted += text.slice(at);
    if (hasBreak(formatted)) this.line = indentOf(lastLine(formatted));
  }

  /** Moves past text that does not change. */
  private skipText(offset: number, text: string): void {
    if (hasBreak(text)) this.line = offset + text.length - lastLine(text).length;
  }

  private skipNode(node: ContentNode, offset: number): void {
    if (node.breaks > 0) this.line = offset + node.width - node.tail;
  }

  /** The indentation of the current line. */
  private lineIndent(): string {
    if (typeof this.line === 'number') this.line = indentOf(this.tree.slice(this.line, this.line + MAX_INDENT));
    return this.line;
  }

  private contains(start: number, end: number): boolean {
    return start >= this.range.start && end <= this.range.end;
  }

  private touches(start: number, end: number): boolean {
    return start <= this.range.end && end >= this.range.start;
  }

  /** The children of a level that touch the range; `start`: of the first of them, `previous`: the child before it. */
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
          this.skipNode(item, at);
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

function isSame(one: Context, other: Context): boolean {
  return (
    one.settings === other.settings &&
    one.indent === other.indent &&
    one.schema === other.schema &&
    one.type === other.type &&
    one.scope === other.scope
  );
}

function lastChild(node: ContentNode): ChildNode {
  return isList(node) ? lastChild(node.items.at(-1)!) : node;
}

/** In UTF-16 units; longer indentations are cut. */
const MAX_INDENT = 1_024;

/** Unfinished tags: the whitespace after them can belong to them. */
const UNFINISHED_TAGS = NodeFlag.Unfinished | NodeFlag.EndTagUnfinished;

/** Whether tags in a content do not match, so that its children can belong to another element. */
function isUnbalanced(content: ContentNode | null): boolean {
  return content !== null && (content.flags & NodeFlag.Unbalanced) !== 0;
}

/** Whether the whitespace around a child is kept: around character data, and markup that whitespace could change. */
function keepsSurroundingWhitespace(node: ChildNode): boolean {
  if (isElement(node)) return (node.flags & (UNFINISHED_TAGS | NodeFlag.HoldsUnbalanced)) !== 0;
  return contentFlags(node) === ContentFlag.CharacterData || (node.flags & NodeFlag.Unfinished) !== 0;
}

/** Whether a child stays on its line: a comment after other markup; at the document's start, a possible XML declaration. */
function staysOnLine(node: ChildNode, gap: string, isStart: boolean): boolean {
  if (isStart) return node.kind === NodeKind.ProcessingInstruction;
  return node.kind === NodeKind.Comment && !hasBreak(gap);
}

function isWhitespace(node: ChildNode): boolean {
  return node.kind === NodeKind.Text && (node.flags & NodeFlag.Whitespace) !== 0;
}

/** Whether a content can have whitespace to format. Fast path: most contents are a single text. */
function canHoldWhitespace(content: ContentNode): boolean {
  return content.kind !== NodeKind.Text || (content.flags & NodeFlag.Whitespace) !== 0;
}

/** Whether a child is `<name>text</name>` or `<name/>`: most are. */
function hasNothingToFormat(node: ChildNode): boolean {
  const { kind, flags, width } = node;
  if (kind === NodeKind.EmptyElement) return width === node.name.length + '</>'.length;
  if (kind !== NodeKind.Element || (flags & UNFINISHED_TAGS) !== 0) return false;
  const { name, openWidth, content, closeWidth } = node;
  const isShort = openWidth === name.length + '<>'.length && closeWidth === name.length + '</>'.length;
  return isShort && (content === null || !canHoldWhitespace(content));
}

/** The first line break in a content; `undefined` if it has none. */
function firstBreak(content: ContentNode | null): string | undefined {
  if (content === null || content.breaks === 0) return undefined;
  if (isList(content)) return firstBreak(content.items.find(({ breaks }) => breaks > 0)!);
  if (!isElement(content)) return breaksIn(textOf(content))[0];
  return breaksIn(startTagText(content))[0] ?? firstBreak(content.content) ?? breaksIn(endTagText(content))[0];
}
