/** The elements around a place, so many that most documents are seen whole and a huge one costs no more than they do. */
import { contentStart, type Placed } from '../../xml/locate';
import { isElement, isList, type ContentNode, type ElementNode } from '../../xml/nodes';

/** How many elements are looked at on each side of the place, on each level of the document. */
const MOST_ELEMENTS = 1_000;

/** What is told of each element: the node, and that of its parent. */
export type Visit = (node: ElementNode, parent: ElementNode) => void;

/** No place. */
const NOWHERE = -1;

/**
 * The elements around an offset in the content of `parent`: before it, nearest siblings first, each with what it holds;
 * then those behind it; then the same around the parent, itself included. Those that the offset is in are left out.
 * @param but a child of `parent` that is left out, too: it is known by its place, as elements that are written the same may
 *   be one node
 */
export function forEachNearby(
  parent: Placed<ElementNode> | null,
  offset: number,
  but: Placed<ElementNode> | null,
  visit: Visit,
): void {
  let at = offset;
  const except = but?.offset ?? NOWHERE;
  for (let around = parent; around !== null; around = around.parent) {
    const { node } = around;
    const start = contentStart(around);
    before(node.content, start, at, { parent: node, except, left: MOST_ELEMENTS, visit });
    behind(node.content, start, at, { parent: node, except, left: MOST_ELEMENTS, visit });
    if (around.parent !== null) visit(node, around.parent.node);
    at = around.offset;
  }
}

interface Walk {
  readonly parent: ElementNode;
  /** Where the child starts that is left out. */
  readonly except: number;
  left: number;
  readonly visit: Visit;
}

/** The elements of a content that end at a place or before it, nearest first. */
function before(content: ContentNode | null, start: number, place: number, walk: Walk): void {
  if (content === null || start >= place || walk.left <= 0) return;
  let at = start + content.width;
  if (!isList(content)) {
    if (isElement(content) && at <= place) child(content, at - content.width, walk);
    return;
  }
  for (let index = content.items.length - 1; index >= 0; index--) {
    at -= content.items[index]!.width;
    before(content.items[index]!, at, place, walk);
  }
}

/** The elements of a content that start at a place or behind it. */
function behind(content: ContentNode | null, start: number, place: number, walk: Walk): void {
  if (content === null || start + content.width <= place || walk.left <= 0) return;
  if (!isList(content)) {
    if (isElement(content) && start >= place) child(content, start, walk);
    return;
  }
  for (const item of content.items) {
    behind(item, start, place, walk);
    start += item.width;
  }
}

function child(node: ElementNode, at: number, walk: Walk): void {
  if (at === walk.except) inside(node.content, node, walk);
  else inElement(node, walk.parent, walk);
}

function inElement(node: ElementNode, parent: ElementNode, walk: Walk): void {
  if (walk.left-- <= 0) return;
  walk.visit(node, parent);
  inside(node.content, node, walk);
}

function inside(content: ContentNode | null, parent: ElementNode, walk: Walk): void {
  if (content === null || walk.left <= 0) return;
  if (isElement(content)) inElement(content, parent, walk);
  else if (isList(content)) for (const item of content.items) inside(item, parent, walk);
}
