import { isList, ListNode, NodeFlag, type ChildNode, type ContentNode } from './nodes';

/** What is known of a run of siblings without having it. Widths and breaks as in every node. */
export interface HollowSummary {
  readonly width: number;
  readonly breaks: number;
  readonly tail: number;
  /** How many children it has. */
  readonly count: number;
  /** A prefixed name stands somewhere in it. */
  readonly isPrefixed: boolean;
  /** The names of its elements as written; not those further down. */
  readonly names: ReadonlySet<string>;
}

/**
 * A run of siblings of which only a summary is held: complete, well-formed elements and what stands between them. Whoever
 * asks for its items has them read again; what is remembered with it (verdicts, facts) is there without.
 */
export class HollowList extends ListNode {
  readonly names: ReadonlySet<string>;

  /** @param read reads the content anew; called when somebody first asks for it */
  constructor(
    summary: HollowSummary,
    private readonly read: () => ContentNode,
  ) {
    const { width, breaks, tail, count, isPrefixed, names } = summary;
    super(isPrefixed ? NodeFlag.Prefixed : 0, width, breaks, tail, HEIGHT, count, NOT_READ);
    this.names = names;
    let items: readonly ContentNode[] | null = null;
    Object.defineProperty(this, 'items', { get: () => (items ??= [this.read()]), enumerable: true });
  }

  /** Its content for one look at it: nothing of it is kept. */
  glance(): ContentNode {
    return this.read();
  }

  /** Whether some child may have that local name. */
  mayHold(localName: string): boolean {
    for (const name of this.names) if (name.endsWith(localName)) return true;
    return false;
  }
}

/** Not that of a list of leaves and elements: its one item is a list or a child. */
const HEIGHT = 2;
const NOT_READ: readonly ContentNode[] = [];

/** Whether a list is hollow: then its items are not to be looked at without need. */
export function isHollow(node: ContentNode): node is HollowList {
  return node instanceof HollowList;
}

/** As `forEachChild`, but hollow lists without elements of a local name are passed over: what stands in them is none. */
export function forEachNamed(
  content: ContentNode | null,
  offset: number,
  localName: string,
  visit: (child: ChildNode, offset: number) => void,
): void {
  if (content === null) return;
  if (!isList(content)) return visit(content, offset);
  if (isHollow(content) && !content.mayHold(localName)) return;
  for (const item of content.items) {
    forEachNamed(item, offset, localName, visit);
    offset += item.width;
  }
}

/** The items of a list for one look at them: those of a hollow one are read for that alone. Whoever looks remembers. */
export function glancedItems(list: ListNode): readonly ContentNode[] {
  return isHollow(list) ? [list.glance()] : list.items;
}

/** As `children`, for one look at them. */
export function* glancedChildren(content: ContentNode | null): Generator<ChildNode, void, undefined> {
  if (content === null) return;
  if (!isList(content)) yield content;
  else for (const item of glancedItems(content)) yield* glancedChildren(item);
}
