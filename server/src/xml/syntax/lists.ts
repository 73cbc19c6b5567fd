import { isHollow } from '../hollow';
import type { ContentNode } from '../nodes';
import { INHERITED_FLAGS, isList, ListNode, NodeFlag } from '../nodes';

/** How many items one list holds at most. */
export const MAX_ITEMS = 64;
/** How full lists are packed when they are built at once: room is left for insertions. */
const PACKED_ITEMS = 48;
/** A run shorter than this joins its neighbour instead of becoming a list of its own. */
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
 * The content made of `pieces` in order: nothing, the one child itself, or a balanced tree of lists.
 * Pieces may be children and lists of any height mixed (a reparse hands over what it could keep);
 * lists that need no change are kept by identity. Takes time in proportion to the pieces, not to what is in them.
 * @param count how many of the pieces count
 */
export function contentOf(pieces: readonly ContentNode[], count = pieces.length): ContentNode | null {
  if (count === 0) return null;
  if (count === 1) return pieces[0]!;
  let nodes: readonly ContentNode[] = pieces.slice(0, count);
  if (count <= MAX_ITEMS && !nodes.some(isList)) return listOf(nodes);
  for (let height = 0; nodes.length > 1; height++) nodes = raised(nodes, height);
  return nodes[0]!;
}

/** Packs each run of nodes of `height` into lists of the next height; higher nodes stay, or take in a short run beside them. */
function raised(nodes: readonly ContentNode[], height: number): ContentNode[] {
  const result: ContentNode[] = [];
  let run: ContentNode[] = [];
  const endRun = (next: ContentNode | null): boolean => {
    if (run.length === 0) return false;
    const last = result.at(-1);
    let taken = false;
    if (run.length < MIN_ITEMS && last !== undefined && isJoinable(last, height + 1)) {
      result.pop();
      pack([...(last as ListNode).items, ...run], result);
    } else if (run.length < MIN_ITEMS && next !== null && isJoinable(next, height + 1)) {
      pack([...run, ...(next as ListNode).items], result);
      taken = true;
    } else {
      pack(run, result);
    }
    run = [];
    return taken;
  };
  for (const node of nodes) {
    if (heightOf(node) === height) run.push(node);
    else if (!endRun(node)) result.push(node);
  }
  endRun(null);
  return result;
}

/** Whether a list is one of that height whose items may get neighbours. */
function isJoinable(node: ContentNode, height: number): boolean {
  return heightOf(node) === height && !isHollow(node);
}

/** Appends lists of `items` to `result`: one where they fit, else several of about equal size. */
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
