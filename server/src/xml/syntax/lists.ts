import type { ContentNode } from '../nodes';
import { INHERITED_FLAGS, isList, ListNode, NodeFlag } from '../nodes';

/** The most items of a list. */
export const MAX_ITEMS = 64;
/** The items of a new list where there are too many for one: it leaves room for insertions. */
const PACKED_ITEMS = 48;
/** Fewer nodes of one height are merged with an adjacent list instead of becoming a list of their own. */
const MIN_ITEMS = 16;

const LIST_FLAGS = INHERITED_FLAGS | NodeFlag.Unbalanced | NodeFlag.HoldsUnbalanced;

function heightOf(node: ContentNode): number {
  return isList(node) ? node.height : 0;
}

/** A list of `items`, which all have the same height; at most {@link MAX_ITEMS}. */
function listOf(items: readonly ContentNode[]): ListNode {
  let flags = 0;
  let width = 0;
  let breaks = 0;
  let tail = 0;
  let count = 0;
  for (const item of items) {
    flags |= item.flags;
    width += item.width;
    breaks += item.breaks;
    tail = item.breaks > 0 ? item.tail : tail + item.width;
    count += isList(item) ? item.count : 1;
  }
  return new ListNode(flags & LIST_FLAGS, width, breaks, tail, heightOf(items[0]!) + 1, count, items);
}

/**
 * The content that consists of `pieces` in order: null for none, a single child itself, or a balanced tree of lists.
 * Pieces can be children and lists of any height (a reparse passes the lists that it reuses); lists that need no
 * change keep their identity. Takes time proportional to the number of pieces, not to their content.
 * @param count only the first `count` pieces are used
 */
export function contentOf(pieces: readonly ContentNode[], count = pieces.length): ContentNode | null {
  if (count === 0) return null;
  if (count === 1) return pieces[0]!;
  let nodes: readonly ContentNode[] = pieces.slice(0, count);
  if (count <= MAX_ITEMS && !nodes.some(isList)) return listOf(nodes);
  for (let height = 0; nodes.length > 1; height++) nodes = raised(nodes, height);
  return nodes[0]!;
}

/** Packs adjacent nodes of `height` into lists of the next height. Higher nodes are kept, or merged with a few nodes next to them. */
function raised(nodes: readonly ContentNode[], height: number): ContentNode[] {
  const result: ContentNode[] = [];
  let pending: ContentNode[] = [];
  const packPending = (next: ContentNode | null): boolean => {
    if (pending.length === 0) return false;
    const last = result.at(-1);
    let isMerged = false;
    if (pending.length < MIN_ITEMS && last !== undefined && isJoinable(last, height + 1)) {
      result.pop();
      pack([...(last as ListNode).items, ...pending], result);
    } else if (pending.length < MIN_ITEMS && next !== null && isJoinable(next, height + 1)) {
      pack([...pending, ...(next as ListNode).items], result);
      isMerged = true;
    } else {
      pack(pending, result);
    }
    pending = [];
    return isMerged;
  };
  for (const node of nodes) {
    if (heightOf(node) === height) pending.push(node);
    else if (!packPending(node)) result.push(node);
  }
  packPending(null);
  return result;
}

/** Whether a node is a list of `height` whose items can be merged with others. */
function isJoinable(node: ContentNode, height: number): boolean {
  return isList(node) && node.height === height && !node.isLazy;
}

/** Appends `items` to `result` as one list where they fit, else as several of about equal size. */
function pack(items: readonly ContentNode[], result: ContentNode[]): void {
  if (items.length <= MAX_ITEMS) {
    result.push(listOf(items));
    return;
  }
  const parts = Math.ceil(items.length / PACKED_ITEMS);
  for (let part = 0, from = 0; part < parts; part++) {
    const to = Math.round(((part + 1) * items.length) / parts);
    result.push(listOf(items.slice(from, to)));
    from = to;
  }
}
