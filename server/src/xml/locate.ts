import type { ChildNode, ContentNode, ElementNode } from './nodes';
import { isElement, isList } from './nodes';
import type { XmlTree } from './tree';

/** A green node with its offset and parent in one version of a document. */
export interface Placed<N extends ChildNode = ChildNode> {
  readonly node: N;
  /** UTF-16 units from the document's start. */
  readonly offset: number;
  /** The parent element; null for the root element, and before and after it. */
  readonly parent: Placed<ElementNode> | null;
}

/** Whether a placed node is an element. */
export function isPlacedElement(placed: Placed): placed is Placed<ElementNode> {
  return isElement(placed.node);
}

/** The start of an element's content: the end of its start tag. */
export function contentStart(element: Placed<ElementNode>): number {
  return element.offset + element.node.openWidth;
}

/** The end of an element's content: the start of its end tag, or the end of the element where it has none. */
export function contentEnd(element: Placed<ElementNode>): number {
  return element.offset + element.node.width - element.node.closeWidth;
}

/** The children of an element or of the document, each with its offset, in document order. */
export function* placedChildren(parent: Placed<ElementNode> | XmlTree): Generator<Placed, void, undefined> {
  if ('node' in parent) yield* placedItems(parent.node.content, contentStart(parent), parent);
  else yield* placedItems(parent.content, 0, null);
}

function* placedItems(
  content: ContentNode | null,
  offset: number,
  parent: Placed<ElementNode> | null,
): Generator<Placed, void, undefined> {
  if (content === null) return;
  if (!isList(content)) {
    yield { node: content, offset, parent };
    return;
  }
  for (const item of content.items) {
    yield* placedItems(item, offset, parent);
    offset += item.width;
  }
}

/** The ancestors of a node, innermost first. */
export function* ancestors(placed: Placed): Generator<Placed<ElementNode>, void, undefined> {
  for (let element = placed.parent; element !== null; element = element.parent) yield element;
}

/** The document's first element; null where there is none. */
export function rootElement(tree: XmlTree): Placed<ElementNode> | null {
  return tree.content && firstElement(tree.content, 0);
}

function firstElement(content: ContentNode, offset: number): Placed<ElementNode> | null {
  if (isElement(content)) return { node: content, offset, parent: null };
  if (!isList(content)) return null;
  for (const item of content.items) {
    const found = firstElement(item, offset);
    if (found !== null) return found;
    offset += item.width;
  }
  return null;
}

/**
 * The innermost leaf or element that has the character after `offset`; at the end of the document, the character before
 * it. The result is an element where the offset is in one of its tags. `null` for an empty document.
 * Takes time proportional to the depth of the tree.
 */
export function locate(tree: XmlTree, offset: number): Placed | null {
  const at = Math.min(Math.max(offset, 0), tree.length - 1);
  if (at < 0) return null;
  let found: Placed | null = null;
  let content = tree.content;
  let start = 0;
  let parent: Placed<ElementNode> | null = null;
  while (content !== null) {
    const child: Placed = childAround(content, start, at, parent);
    found = child;
    if (!isPlacedElement(child) || at < contentStart(child) || at >= contentEnd(child)) break;
    parent = child;
    content = child.node.content;
    start = contentStart(child);
  }
  return found;
}

function childAround(content: ContentNode, start: number, at: number, parent: Placed<ElementNode> | null): Placed {
  let node = content;
  let offset = start;
  while (isList(node)) {
    const { items } = node;
    let index = 0;
    while (index < items.length - 1 && offset + items[index]!.width <= at) offset += items[index++]!.width;
    node = items[index]!;
  }
  return { node, offset, parent };
}

/** The children of an element that end at an offset or before it, nearest first. */
export function* childrenBefore(parent: Placed<ElementNode>, offset: number): Generator<Placed, void, undefined> {
  yield* itemsBefore(parent.node.content, contentStart(parent), offset, parent);
}

function* itemsBefore(
  content: ContentNode | null,
  start: number,
  offset: number,
  parent: Placed<ElementNode>,
): Generator<Placed, void, undefined> {
  if (content === null || start >= offset) return;
  if (!isList(content)) {
    if (start + content.width <= offset) yield { node: content, offset: start, parent };
    return;
  }
  const { items } = content;
  let at = start + content.width;
  for (let index = items.length - 1; index >= 0; index--) {
    at -= items[index]!.width;
    yield* itemsBefore(items[index]!, at, offset, parent);
  }
}

/** The children of an element that start at an offset or after it, nearest first. */
export function* childrenAfter(parent: Placed<ElementNode>, offset: number): Generator<Placed, void, undefined> {
  yield* itemsAfter(parent.node.content, contentStart(parent), offset, parent);
}

function* itemsAfter(
  content: ContentNode | null,
  start: number,
  offset: number,
  parent: Placed<ElementNode>,
): Generator<Placed, void, undefined> {
  if (content === null || start + content.width <= offset) return;
  if (!isList(content)) {
    if (start >= offset) yield { node: content, offset: start, parent };
    return;
  }
  for (const item of content.items) {
    yield* itemsAfter(item, start, offset, parent);
    start += item.width;
  }
}
