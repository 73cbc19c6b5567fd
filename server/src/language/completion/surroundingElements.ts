/** Visits the elements around an offset: all of most documents, and a bounded number of large ones. */
import { contentStart, type Placed } from '../../xml/locate';
import { isElement, isList, type ContentNode, type ElementNode } from '../../xml/nodes';

/** Visited elements on each side of the offset, for each ancestor. */
const MAX_ELEMENTS = 1_000;

export type Visit = (node: ElementNode, parent: ElementNode) => void;

const NO_OFFSET = -1;

/**
 * Visits the elements around an offset in the content of `parent`: the preceding siblings with their descendants, nearest
 * first, then the following ones, then the parent and the elements around it in the same way, up to the root. The root
 * is left out.
 * @param excluded a child of `parent` that is not visited itself; compared by offset, as equal elements can share one node
 */
export function visitSurroundingElements(
  parent: Placed<ElementNode> | null,
  offset: number,
  excluded: Placed<ElementNode> | null,
  visit: Visit,
): void {
  let at = offset;
  const excludedOffset = excluded?.offset ?? NO_OFFSET;
  for (let around = parent; around !== null; around = around.parent) {
    const { node } = around;
    const start = contentStart(around);
    visitPreceding(node.content, start, at, { parent: node, excludedOffset, remaining: MAX_ELEMENTS, visit });
    visitFollowing(node.content, start, at, { parent: node, excludedOffset, remaining: MAX_ELEMENTS, visit });
    if (around.parent !== null) visit(node, around.parent.node);
    at = around.offset;
  }
}

interface Walk {
  readonly parent: ElementNode;
  /** The offset of the child that is not visited itself. */
  readonly excludedOffset: number;
  remaining: number;
  readonly visit: Visit;
}

/** Visits the elements of a content that end at or before `limit`, nearest first. */
function visitPreceding(content: ContentNode | null, start: number, limit: number, walk: Walk): void {
  if (content === null || start >= limit || walk.remaining <= 0) return;
  let at = start + content.width;
  if (!isList(content)) {
    if (isElement(content) && at <= limit) visitChild(content, at - content.width, walk);
    return;
  }
  for (let index = content.items.length - 1; index >= 0; index--) {
    at -= content.items[index]!.width;
    visitPreceding(content.items[index]!, at, limit, walk);
  }
}

/** Visits the elements of a content that start at or after `limit`. */
function visitFollowing(content: ContentNode | null, start: number, limit: number, walk: Walk): void {
  if (content === null || start + content.width <= limit || walk.remaining <= 0) return;
  if (!isList(content)) {
    if (isElement(content) && start >= limit) visitChild(content, start, walk);
    return;
  }
  for (const item of content.items) {
    visitFollowing(item, start, limit, walk);
    start += item.width;
  }
}

function visitChild(node: ElementNode, at: number, walk: Walk): void {
  if (at === walk.excludedOffset) visitContent(node.content, node, walk);
  else visitElement(node, walk.parent, walk);
}

function visitElement(node: ElementNode, parent: ElementNode, walk: Walk): void {
  if (walk.remaining-- <= 0) return;
  walk.visit(node, parent);
  visitContent(node.content, node, walk);
}

function visitContent(content: ContentNode | null, parent: ElementNode, walk: Walk): void {
  if (content === null || walk.remaining <= 0) return;
  if (isElement(content)) visitElement(content, parent, walk);
  else if (isList(content)) for (const item of content.items) visitContent(item, parent, walk);
}
