import { TreeBuilder } from './syntax/builder';
import { MAX_DEPTH } from './syntax/depth';
import type { ContentNode, ElementNode } from './nodes';
import { isElement, isList, NodeFlag, NodeKind } from './nodes';
import { parse } from './parser';
import { Scanner } from './syntax/scanner';
import { closeTagOf, closeTagOfLeaf, isStartTagLeaf, openTagOf, openTagOfLeaf } from './syntax/tag';
import { tokenBefore, tokenAfter } from './syntax/tokens';
import { XmlTree } from './tree';

/** An edit that replaces `[start, end)` of a document by `text`. */
export interface TextEdit {
  /** UTF-16 offsets in the document before the edit. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** By how many UTF-16 units the scanned text is extended after a scan that reached its end; each further time, twice as many. */
const MIN_EXTENSION = 64;

/** Texts without a character of a delimiter or a quote: they cannot change where a fragile token (NodeFlag.Fragile) ends. */
const INERT = /^[\w \t.,:;()+]*$/;
/** How many UTF-16 units around an edit must be inert, too: the longest closing delimiter has three. */
const MARGIN = 3;

/**
 * The tree after an edit: equal to `parse` of the new text, and sharing with the old tree all nodes that did not change.
 *
 * Only the tokens that the edit touches are scanned again. The builder of a fresh parse combines them with the nodes before
 * and after them; balanced elements and lists are reused as a whole. So the cost of an edit depends on its
 * surroundings and the depth of the tree, not on the size of the document.
 * @param edit offsets outside the document are moved to its nearest end
 */
export function reparse(tree: XmlTree, edit: TextEdit): XmlTree {
  const start = Math.min(Math.max(edit.start, 0), tree.length);
  const end = Math.min(Math.max(edit.end, start), tree.length);
  if (start === end && edit.text === '') return tree;
  if (tree.content === null || (start === 0 && end === tree.length)) return parse(edit.text);

  const region = touchedBy(tree, start, end);
  for (let extension = MIN_EXTENSION; ; extension *= 2) {
    const source = tree.slice(region.start, start) + edit.text + tree.slice(end, region.end);
    const builder = new TreeBuilder(tree.interner);
    const reuse = new SubtreeReuse(builder);
    reuse.pushBefore(tree.content, 0, region.start);
    if (reuse.hasFragileToken && !isInert(tree, start, end, edit.text))
      return parse(textAfter(tree, start, end, edit.text));
    const scanner = new Scanner(source, region.start === 0, tree.interner);
    while (scanner.next()) builder.token(scanner);
    if (scanner.reachedEnd && region.end < tree.length) {
      region.end = endOfTokens(tree, region.end + extension);
      continue;
    }
    new SubtreeReuse(builder).pushAfter(tree.content, 0, region.end);
    return new XmlTree(builder.finish(), tree.interner);
  }
}

/** The range of tokens that an edit of `[start, end)` can change; it starts and ends between tokens. */
function touchedBy(tree: XmlTree, start: number, end: number): { start: number; end: number } {
  const region = { start, end };
  // A token without a closing delimiter of its own can continue into the text that now follows it.
  for (let token = tokenBefore(tree, start); token !== null; token = tokenBefore(tree, region.start)) {
    if (token.end === region.start && token.isDefinite) break;
    region.start = token.start;
  }
  const token = tokenAfter(tree, end);
  if (token !== null && (token.start < end || token.isText)) region.end = endOfTokens(tree, token.end);
  if (region.start <= 1) {
    // An XML declaration is recognised only at the document's start or after a byte order mark.
    region.start = 0;
    region.end = endOfTokens(tree, region.end + 1);
  }
  return region;
}

/** The first end of a token at or after `offset` that no text follows: adjacent texts become one token. */
function endOfTokens(tree: XmlTree, offset: number): number {
  if (offset >= tree.length) return tree.length;
  const token = tokenAfter(tree, offset - 1);
  let end = token === null ? tree.length : token.end;
  for (let next = tokenAfter(tree, end); next?.isText; next = tokenAfter(tree, end)) end = next.end;
  return end;
}

function isInert(tree: XmlTree, start: number, end: number, text: string): boolean {
  const around = tree.slice(start - MARGIN, start) + tree.slice(end, end + MARGIN);
  return INERT.test(around) && INERT.test(text) && INERT.test(tree.slice(start, end));
}

function textAfter(tree: XmlTree, start: number, end: number, text: string): string {
  return tree.slice(0, start) + text + tree.slice(end, tree.length);
}

/** How far a node can reach into the depth while it is parsed. */
interface Reach {
  /** How many elements are open at once in the node at most, itself included. */
  readonly height: number;
  /** How many elements without an end tag it holds as siblings: until their end is inferred, the nodes after them are in them. */
  readonly unclosed: number;
}

const FLAT: Reach = { height: 0, unclosed: 0 };
const reaches = new WeakMap<ContentNode, Reach>();

/** An upper bound; memoised with nodes that hold elements. */
function reachOf(node: ContentNode): Reach {
  if (!isList(node) && (!isElement(node) || node.kind === NodeKind.EmptyElement)) return FLAT;
  let reach = reaches.get(node);
  if (reach === undefined) {
    reach = isList(node) ? reachOfAll(node.items) : reachOfElement(node);
    if (isList(node) || reach.height > 1) reaches.set(node, reach);
  }
  return reach;
}

function reachOfElement({ content, flags }: ElementNode): Reach {
  return { height: 1 + heightOf(content), unclosed: (flags & NodeFlag.Unbalanced) !== 0 ? 1 : 0 };
}

function reachOfAll(items: readonly ContentNode[]): Reach {
  let height = 0;
  let unclosed = 0;
  for (const item of items) {
    const reach = reachOf(item);
    height = Math.max(height, reach.height);
    unclosed += reach.unclosed;
  }
  return { height, unclosed };
}

/** How many elements a content opens inside each other at most. */
function heightOf(content: ContentNode | null): number {
  if (content === null) return 0;
  const { height, unclosed } = reachOf(content);
  return height + unclosed;
}

/** A node with one of these flags can depend on the nodes around it. */
const OPEN_FLAGS = NodeFlag.Unbalanced | NodeFlag.HoldsUnbalanced | NodeFlag.HoldsStrayEndTag;

/** Passes the nodes of an older tree to a builder. */
class SubtreeReuse {
  /** Whether a reused token has `NodeFlag.Fragile`. */
  hasFragileToken = false;
  /** How many elements were open around the current node in the older tree. */
  private oldDepth = 0;

  constructor(private readonly builder: TreeBuilder) {}

  /** Passes the parts of `node`, which starts at `offset`, that end at or before `limit`. */
  pushBefore(node: ContentNode, offset: number, limit: number): void {
    if (offset >= limit) return;
    if (offset + node.width <= limit) return this.push(node);
    if (isList(node)) {
      for (const item of node.items) {
        this.pushBefore(item, offset, limit);
        offset += item.width;
      }
    } else if (isElement(node)) {
      this.open(node);
      if (node.content !== null) this.pushBefore(node.content, offset + node.openWidth, limit);
      this.oldDepth--;
    }
  }

  /** Passes the parts of `node`, which starts at `offset`, that start at or after `limit`. */
  pushAfter(node: ContentNode, offset: number, limit: number): void {
    if (offset >= limit) return this.push(node);
    if (offset + node.width <= limit) return;
    if (isList(node)) {
      for (const item of node.items) {
        this.pushAfter(item, offset, limit);
        offset += item.width;
      }
    } else if (isElement(node)) {
      this.oldDepth++;
      if (node.content !== null) this.pushAfter(node.content, offset + node.openWidth, limit);
      this.close(node);
    }
  }

  /**
   * Passes a node: as a whole where no tag in it can match a tag outside and none becomes too deep, else its tags and leaves one
   * by one.
   */
  private push(node: ContentNode): void {
    if ((node.flags & OPEN_FLAGS) === 0 && this.fits(node)) {
      this.checkFragile(node.flags);
      this.builder.push(node);
    } else if (isList(node)) {
      for (const item of node.items) this.push(item);
    } else if (isElement(node)) {
      this.open(node);
      if (node.content !== null) this.push(node.content);
      this.close(node);
    } else {
      this.checkFragile(node.flags);
      if (isStartTagLeaf(node)) this.builder.open(openTagOfLeaf(node));
      else this.builder.close(closeTagOfLeaf(node));
    }
  }

  /** Whether the elements in a node stay within {@link MAX_DEPTH}. They do where no more elements are open than before. */
  private fits(node: ContentNode): boolean {
    const { openElements } = this.builder;
    if (openElements <= this.oldDepth) return true;
    const height = heightOf(node);
    return height === 0 || openElements + height <= MAX_DEPTH;
  }

  private open(element: ElementNode): void {
    this.oldDepth++;
    const tag = openTagOf(element);
    this.checkFragile(tag.flags);
    this.builder.open(tag);
  }

  private close(element: ElementNode): void {
    this.oldDepth--;
    const tag = closeTagOf(element);
    if (tag === null) return;
    this.checkFragile(tag.flags);
    this.builder.close(tag);
  }

  private checkFragile(flags: number): void {
    if ((flags & NodeFlag.Fragile) !== 0) this.hasFragileToken = true;
  }
}
