import type { Interner } from './interner';
import { contentOf } from './lists';
import type { ContentNode, ElementKind } from '../nodes';
import { ElementNode, INHERITED_FLAGS, LeafNode, NodeFlag, NodeKind, START_TAG_FLAGS } from '../nodes';
import { MAX_DEPTH } from './depth';
import { inferElementEnd, indentAfter } from './recovery';
import { type Scanner, TokenKind } from './scanner';
import { closeTagOf, closeTagOfLeaf, openTagOf, tagAt, type Tag } from './tag';

/** An open element: its start tag and the content so far. The lowest frame is that of the document. */
class Frame implements Tag {
  name = '';
  source = '';
  start = 0;
  width = 0;
  breaks = 0;
  tail = 0;
  flags = 0;
  /** The content: the first {@link count} items. The array is reused without being emptied. */
  readonly pieces: ContentNode[] = [];
  count = 0;

  /** Copies a tag, because it may be the scanner, whose fields change with the next token. */
  assign(tag: Tag): void {
    this.name = tag.name;
    this.source = tag.source;
    this.start = tag.start;
    this.width = tag.width;
    this.breaks = tag.breaks;
    this.tail = tag.tail;
    this.flags = tag.flags;
  }
}

/**
 * Builds a tree from tokens and from nodes of an older tree, both in document order.
 *
 * Tags are matched by a stack of open elements. An end tag that matches none of them becomes a leaf. Where an element turns
 * out to be unclosed (at an ancestor's end tag, or at the end of the text), recovery.ts infers its most probable end, which
 * may be one of those leaves. A complete, balanced element pushed as a whole has the same effect as its tokens: nothing
 * in it can match anything outside. Therefore, an incremental parse equals a fresh one.
 */
export class TreeBuilder {
  /** Frames are reused; those above `depth` are empty. */
  private readonly frames: Frame[] = [new Frame()];
  private depth = 0;
  /** How many elements are open beyond {@link MAX_DEPTH}; their tags are leaves. */
  private tooDeep = 0;

  constructor(private readonly interner: Interner) {}

  /** The number of open elements. */
  get openElements(): number {
    return this.depth + this.tooDeep;
  }

  private get top(): Frame {
    return this.frames[this.depth]!;
  }

  /** Adds the scanner's last token. */
  token(scanner: Scanner): void {
    switch (scanner.kind) {
      case TokenKind.Leaf:
        return this.push(leafOf(scanner, this.interner));
      case TokenKind.StartTag:
        return this.open(scanner);
      case TokenKind.EmptyElementTag:
        return this.push(emptyElement(scanner));
      case TokenKind.EndTag:
        return this.close(scanner);
      case TokenKind.PlainElement:
        return this.plainElement(scanner);
    }
  }

  /** Adds a child or a list of children. */
  push(node: ContentNode): void {
    const { top } = this;
    top.pieces[top.count++] = node;
  }

  /** Adds a start tag. */
  open(tag: Tag): void {
    if (this.depth === MAX_DEPTH) {
      this.tooDeep++;
      return this.push(tagLeaf(NodeKind.TooDeepTag, tag));
    }
    this.depth++;
    (this.frames[this.depth] ??= new Frame()).assign(tag);
  }

  /** Adds an end tag. One without a name (`</`, `</>`) closes the innermost open element. */
  close(tag: Tag): void {
    if (this.tooDeep > 0) {
      this.tooDeep--;
      return this.push(tagLeaf(NodeKind.TooDeepTag, tag));
    }
    const { name } = tag;
    const isTop = this.depth > 0 && (name === this.top.name || name === '');
    if (!isTop) {
      const match = this.matching(name);
      if (match === 0) return this.push(tagLeaf(NodeKind.StrayEndTag, tag));
      while (this.depth > match) this.closeUnclosed();
    }
    const open = this.top;
    const kind = name === open.name ? NodeKind.Element : NodeKind.MismatchedElement;
    this.closeAs(element(kind, open, contentOf(open.pieces, open.count), tag));
  }

  /** Adds `<name>text</name>`. Elements of the same text can be the same node. */
  private plainElement(scanner: Scanner): void {
    const { name, source, start, end, nameEnd, textEnd, flags, hash } = scanner;
    const textStart = nameEnd + 1;
    if (this.depth === MAX_DEPTH) {
      this.open(tagAt(name, source, start, textStart - start, flags));
      this.push(new LeafNode(NodeKind.Text, 0, textEnd - textStart, 0, textEnd - textStart, source, textStart));
      this.close(tagAt(name, source, textEnd, end - textEnd, 0));
      return;
    }
    const { elements } = this.interner;
    let node = elements.of(name, source, textStart, textEnd, hash);
    if (node === null) elements.add((node = plainElement(scanner)), source, textStart, textEnd, hash);
    this.push(node);
  }

  /** Ends all open elements. @returns the document's content; the builder cannot be used afterwards */
  finish(): ContentNode | null {
    while (this.depth > 0) this.closeUnclosed();
    return contentOf(this.top.pieces, this.top.count);
  }

  /** The depth of the innermost open element with a name; 0 where there is none. */
  private matching(name: string): number {
    let depth = this.depth;
    while (depth > 0 && this.frames[depth]!.name !== name) depth--;
    return depth;
  }

  private closeUnclosed(): void {
    const open = this.top;
    const pieces = open.pieces.slice(0, open.count);
    const indent = this.indentAt(this.depth);
    const isRoot = this.depth === 1;
    const isIndented = !isRoot && indent > this.indentAt(this.depth - 1);
    const { cut, endTag } = inferElementEnd({ tag: open, pieces, indent, isIndented, isRoot });
    const rest = pieces.splice(cut);
    if (endTag === null) {
      this.closeAs(element(NodeKind.UnclosedElement, open, contentOf(pieces), null));
    } else {
      rest.shift();
      this.closeAs(element(NodeKind.MismatchedElement, open, contentOf(pieces), closeTagOfLeaf(endTag)));
    }
    for (const piece of rest) this.push(piece);
  }

  /** The indentation of the open element at `depth`: the last content of its parent is the text before its start tag. */
  private indentAt(depth: number): number {
    const parent = this.frames[depth - 1]!;
    return indentAfter(parent.pieces, parent.count, depth === 1 ? null : parent);
  }

  private closeAs(node: ElementNode): void {
    this.top.count = 0;
    this.depth--;
    this.push(node);
  }
}

/** The flags that an element inherits from its tags. */
const TAG_FLAGS =
  INHERITED_FLAGS |
  NodeFlag.Unfinished |
  NodeFlag.Attributes |
  NodeFlag.Declares |
  NodeFlag.TagBreaks |
  NodeFlag.EndTagUnfinished;

function element(kind: ElementKind, open: Tag, content: ContentNode | null, close: Tag | null): ElementNode {
  let flags = (open.flags & TAG_FLAGS) | (open.flags << START_TAG_FLAGS);
  let { width, breaks, tail } = open;
  if (content !== null) {
    flags |= content.flags & INHERITED_FLAGS;
    if ((content.flags & NodeFlag.Unbalanced) !== 0) flags |= NodeFlag.HoldsUnbalanced;
    width += content.width;
    breaks += content.breaks;
    tail = content.breaks > 0 ? content.tail : tail + content.width;
  }
  if (kind !== NodeKind.Element) flags |= NodeFlag.Problem | NodeFlag.Unbalanced;
  if (kind === NodeKind.MismatchedElement) flags |= NodeFlag.HoldsStrayEndTag;
  if (close !== null) {
    flags |= close.flags & TAG_FLAGS;
    if ((close.flags & NodeFlag.Fragile) !== 0) flags |= NodeFlag.EndTagFragile;
    width += close.width;
    breaks += close.breaks;
    tail = close.breaks > 0 ? close.tail : tail + close.width;
  }
  const { name, source, start } = open;
  return new ElementNode(
    kind,
    flags,
    width,
    breaks,
    tail,
    source,
    start,
    open.width,
    name,
    content,
    close?.source ?? source,
    close?.start ?? start,
    close?.width ?? 0,
  );
}

/** The same element with another content. */
export function withContent(node: ElementNode, content: ContentNode | null): ElementNode {
  return element(node.kind, openTagOf(node), content, closeTagOf(node));
}

function emptyElement(tag: Tag): ElementNode {
  const { name, source, start, width, breaks, tail } = tag;
  const flags = (tag.flags & TAG_FLAGS) | (tag.flags << START_TAG_FLAGS);
  const kind = NodeKind.EmptyElement;
  return new ElementNode(kind, flags, width, breaks, tail, source, start, width, name, null, source, start, 0);
}

/** The scanner's last token, `<name>text</name>`, as the element that its three tokens would give. */
function plainElement({ name, source, start, end, nameEnd, textEnd, flags }: Scanner): ElementNode {
  const openWidth = nameEnd + 1 - start;
  const textWidth = textEnd - nameEnd - 1;
  const text = new LeafNode(NodeKind.Text, 0, textWidth, 0, textWidth, source, nameEnd + 1);
  const elementFlags = (flags & TAG_FLAGS) | (flags << START_TAG_FLAGS);
  const width = end - start;
  const kind = NodeKind.Element;
  return new ElementNode(
    kind,
    elementFlags,
    width,
    0,
    width,
    source,
    start,
    openWidth,
    name,
    text,
    source,
    textEnd,
    end - textEnd,
  );
}

/** The scanner's last token as a leaf; white space is shared. */
function leafOf(scanner: Scanner, interner: Interner): LeafNode {
  const { source, start, end, flags, breaks, tail } = scanner;
  if (flags === NodeFlag.Whitespace) return interner.whitespace(source, start, end, breaks, tail);
  return new LeafNode(scanner.leafKind, flags, end - start, breaks, tail, source, start);
}

/** A tag as a leaf: it opens or closes no element. Its flags show that this depends on the nodes around it. */
function tagLeaf(kind: typeof NodeKind.StrayEndTag | typeof NodeKind.TooDeepTag, tag: Tag): LeafNode {
  const flags = tag.flags | NodeFlag.Problem | NodeFlag.Unbalanced | NodeFlag.HoldsStrayEndTag;
  return new LeafNode(
    kind,
    flags | (tag.flags << START_TAG_FLAGS),
    tag.width,
    tag.breaks,
    tag.tail,
    tag.source,
    tag.start,
  );
}
