import { TreeBuilder } from './syntax/builder';
import type { ContentNode, ElementNode } from './nodes';
import { isElement, isList, NodeFlag } from './nodes';
import { parse } from './parser';
import { Scanner } from './syntax/scanner';
import { closeTagOf, closeTagOfLeaf, isStartTagLeaf, openTagOf, openTagOfLeaf } from './syntax/tag';
import { tokenBefore, tokenBehind } from './syntax/tokens';
import { XmlTree } from './tree';

/** Replaces `[start, end)` of a document by `text`. */
export interface TextEdit {
  /** UTF-16 offsets in the document before the edit. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a scan stretched over the first time when it ran into the end of what was given it; it doubles from there. */
const FIRST_STRETCH = 64;

/** Characters that cannot change where a token given up early (NodeFlag.Fragile) would have ended. */
const HARMLESS = /^[\w \t.,:;()+]*$/;
/** How far around an edit the characters must be harmless: the longest delimiter has three. */
const MARGIN = 3;

/**
 * The tree after an edit, equal to `parse` of the new text, and sharing with the old tree all that the edit leaves alone.
 *
 * Only the tokens that the edit touches are scanned again. They are put together with what stands before and behind
 * them by the same builder that a fresh parse uses; balanced elements and runs of them are handed over whole.
 * So an edit costs its surroundings and the depth of the tree, not the size of the document.
 * @param edit offsets outside the document are taken to its nearest end
 */
export function reparse(tree: XmlTree, edit: TextEdit): XmlTree {
  const start = Math.min(Math.max(edit.start, 0), tree.length);
  const end = Math.min(Math.max(edit.end, start), tree.length);
  if (start === end && edit.text === '') return tree;
  if (tree.content === null || (start === 0 && end === tree.length)) return parse(edit.text);

  const region = touchedBy(tree, start, end);
  for (let stretch = FIRST_STRETCH; ; stretch *= 2) {
    const source = tree.slice(region.start, start) + edit.text + tree.slice(end, region.end);
    const builder = new TreeBuilder(tree.interner);
    const left = new Feed(builder);
    left.before(tree.content, 0, region.start);
    if (left.wasFragile && !isHarmless(tree, start, end, edit.text))
      return parse(textAfter(tree, start, end, edit.text));
    const scanner = new Scanner(source, region.start === 0, tree.interner);
    while (scanner.next()) builder.token(scanner);
    if (scanner.reachedEnd && region.end < tree.length) {
      region.end = stretched(tree, region.end + stretch);
      continue;
    }
    new Feed(builder).behind(tree.content, 0, region.end);
    return new XmlTree(builder.finish(), tree.interner);
  }
}

/** The tokens that an edit of `[start, end)` may change, as a range that begins and ends between tokens. */
function touchedBy(tree: XmlTree, start: number, end: number): { start: number; end: number } {
  const region = { start, end };
  // Whatever is not ended by a delimiter of its own goes on into what now follows it.
  for (let token = tokenBefore(tree, start); token !== null; token = tokenBefore(tree, region.start)) {
    if (token.end === region.start && token.isDefinite) break;
    region.start = token.start;
  }
  const token = tokenBehind(tree, end);
  if (token !== null && (token.start < end || token.isText)) region.end = stretched(tree, token.end);
  if (region.start <= 1) {
    // An XML declaration is one at the document's start only, a byte order mark let alone.
    region.start = 0;
    region.end = stretched(tree, region.end + 1);
  }
  return region;
}

/** The first boundary of tokens at or behind `offset` that has no text behind it: text would grow together. */
function stretched(tree: XmlTree, offset: number): number {
  if (offset >= tree.length) return tree.length;
  const token = tokenBehind(tree, offset - 1);
  let end = token === null ? tree.length : token.end;
  for (let next = tokenBehind(tree, end); next?.isText; next = tokenBehind(tree, end)) end = next.end;
  return end;
}

function isHarmless(tree: XmlTree, start: number, end: number, text: string): boolean {
  const around = tree.slice(start - MARGIN, start) + tree.slice(end, end + MARGIN);
  return HARMLESS.test(around) && HARMLESS.test(text) && HARMLESS.test(tree.slice(start, end));
}

function textAfter(tree: XmlTree, start: number, end: number, text: string): string {
  return tree.slice(0, start) + text + tree.slice(end, tree.length);
}

/** What a node with one of these is may depend on what stands around it. */
const OPEN_FLAGS = NodeFlag.Unbalanced | NodeFlag.HoldsUnbalanced | NodeFlag.HoldsStray;

/** Hands parts of an older tree to a builder. */
class Feed {
  /** Whether one of the parts has a token that was given up early. */
  wasFragile = false;

  constructor(private readonly builder: TreeBuilder) {}

  /** Hands over all of `node`, which starts at `offset`, that ends at or before `limit`. */
  before(node: ContentNode, offset: number, limit: number): void {
    if (offset >= limit) return;
    if (offset + node.width <= limit) return this.whole(node);
    if (isList(node)) {
      for (const item of node.items) {
        this.before(item, offset, limit);
        offset += item.width;
      }
    } else if (isElement(node)) {
      this.open(node);
      if (node.content !== null) this.before(node.content, offset + node.openWidth, limit);
    }
  }

  /** Hands over all of `node`, which starts at `offset`, that starts at or behind `limit`. */
  behind(node: ContentNode, offset: number, limit: number): void {
    if (offset >= limit) return this.whole(node);
    if (offset + node.width <= limit) return;
    if (isList(node)) {
      for (const item of node.items) {
        this.behind(item, offset, limit);
        offset += item.width;
      }
    } else if (isElement(node)) {
      if (node.content !== null) this.behind(node.content, offset + node.openWidth, limit);
      this.close(node);
    }
  }

  /** Hands over a node: as it is where nothing in it can match anything outside, else piece by piece. */
  private whole(node: ContentNode): void {
    if ((node.flags & OPEN_FLAGS) === 0) {
      this.note(node.flags);
      this.builder.push(node);
    } else if (isList(node)) {
      for (const item of node.items) this.whole(item);
    } else if (isElement(node)) {
      this.open(node);
      if (node.content !== null) this.whole(node.content);
      this.close(node);
    } else {
      this.note(node.flags);
      if (isStartTagLeaf(node)) this.builder.open(openTagOfLeaf(node));
      else this.builder.close(closeTagOfLeaf(node));
    }
  }

  private open(element: ElementNode): void {
    const tag = openTagOf(element);
    this.note(tag.flags);
    this.builder.open(tag);
  }

  private close(element: ElementNode): void {
    const tag = closeTagOf(element);
    if (tag === null) return;
    this.note(tag.flags);
    this.builder.close(tag);
  }

  private note(flags: number): void {
    if ((flags & NodeFlag.Fragile) !== 0) this.wasFragile = true;
  }
}
