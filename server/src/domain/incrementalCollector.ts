/** Items collected from all child entries of an entry: a flatMap that is memoised with the list nodes. */
import { isElement, isLeaf, isList, NodeFlag, type ContentNode, type ListNode } from '../xml/nodes';
import { CONTAINER_IN, type Container } from './roles';
import type { ContainerIn, Entry, PlacedEntry } from './model';
import { yieldPoint } from '../xml/task';

const NOTHING: readonly never[] = [];

/** A collector of items of any type, for callers that read entries one at a time. */
export interface ItemCollector {
  /** Adds the items of one entry that starts at `at` to `items`; their offsets count from where `at` counts from. */
  collect(entry: Entry, at: number, items: unknown[]): void;
  /** Records the items of a list. */
  memoise(list: ListNode, collected: Memoised<unknown>): void;
}

/** The items of a list, and what they depend on besides the list. */
interface Memoised<T> extends Pick<Entry, 'reader' | 'scope'> {
  readonly role: Container;
  readonly items: readonly T[];
}

/**
 * Collects items of type `T`. They are memoised with the list nodes of the children, with offsets that count from the list's
 * start, so that an edit collects only from the list nodes on its path again.
 */
export class IncrementalCollector<T> implements ItemCollector {
  private readonly memo = new WeakMap<ListNode, Memoised<T>>();

  /**
   * @param of the items of one entry, with offsets that count from its element's start
   * @param shift the same item with `by` added to its offsets; left out for items without offsets
   */
  constructor(
    private readonly of: (entry: Entry) => readonly T[],
    private readonly shift: ((item: T, by: number) => T) | null = null,
  ) {}

  /** All items of the child entries of a role, in document order; offsets count from the parent's start. */
  from<C extends Container>({ origin: parent }: Entry<C>, role: ContainerIn<C>): readonly T[] {
    if (parent.isTransient) {
      const items: T[] = [];
      for (const { entry, at } of parent.entries(role)) this.collect(entry, at, items);
      return items;
    }
    return this.shifted(this.itemsIn(parent, role, parent.node.content), parent.node.openWidth);
  }

  /** All items of the child entries, in document order; offsets count from the parent's start. */
  fromChildren(parent: Entry): readonly T[] {
    const role = CONTAINER_IN[parent.container];
    return role === null ? [] : this.from(parent, role as ContainerIn<Container>);
  }

  /** See {@link ItemCollector.collect}. */
  collect(entry: Entry, at: number, items: T[]): void {
    this.add(this.of(entry), at, items);
  }

  /**
   * The entry that an item was collected from; `at` counts from the parent's start. Costs only the path to it. `null`: there
   * is no such item.
   * @param index of the item in the result of `from`; each entry must give exactly one item
   */
  locate<C extends Container, R extends ContainerIn<C>>(
    { origin: parent }: Entry<C>,
    role: R,
    index: number,
  ): PlacedEntry<R> | null {
    const { content, openWidth } = parent.node;
    return this.find(parent, role, content, openWidth, index);
  }

  private find<C extends Container, R extends ContainerIn<C>>(
    parent: Entry<C>,
    role: R,
    content: ContentNode | null,
    at: number,
    index: number,
  ): PlacedEntry<R> | null {
    if (content === null) return null;
    if (!isList(content)) {
      const entry = parent.child(role, content);
      return entry && { entry, at };
    }
    for (const item of itemsOf(content, parent.vocabulary.nameOf(parent.container, role))) {
      const count = this.count(parent, role, item);
      if (index < count) return this.find(parent, role, item, at, index);
      index -= count;
      at += item.width;
    }
    return null;
  }

  private count<C extends Container>(parent: Entry<C>, role: ContainerIn<C>, content: ContentNode): number {
    if (!isList(content)) return parent.child(role, content) === null ? 0 : 1;
    const known = this.memo.get(content);
    if (known?.reader === parent.reader && known.scope === parent.scope && known.role === role) {
      return known.items.length;
    }
    let count = 0;
    for (const item of itemsOf(content, parent.vocabulary.nameOf(parent.container, role))) {
      count += this.count(parent, role, item);
    }
    return count;
  }

  /** Keeps the items of a list that the caller has collected entry by entry. */
  memoise(list: ListNode, collected: Memoised<T>): void {
    this.memo.set(list, collected);
  }

  private itemsIn<C extends Container>(
    parent: Entry<C>,
    role: ContainerIn<C>,
    content: ContentNode | null,
  ): readonly T[] {
    if (content === null || isLeaf(content)) return NOTHING;
    if (!isList(content)) {
      const entry = parent.child(role, content);
      return entry === null ? NOTHING : this.of(entry);
    }
    const { reader, scope } = parent;
    const known = this.memo.get(content);
    if (known?.reader === reader && known.scope === scope && known.role === role) return known.items;
    const items = this.itemsInList(parent, role, content);
    this.memo.set(content, { reader, scope, role, items });
    yieldPoint();
    return items;
  }

  /** Concatenates whole lists instead of pushing items: after each edit, the list of all siblings is built again. */
  private itemsInList<C extends Container>(parent: Entry<C>, role: ContainerIn<C>, list: ListNode): readonly T[] {
    const parts: (readonly T[])[] = [];
    const name = parent.vocabulary.nameOf(parent.container, role);
    let at = 0;
    for (const item of itemsOf(list, name)) {
      if (mayHold(item, name)) {
        const found = this.itemsIn(parent, role, item);
        if (found.length > 0) parts.push(at === 0 ? found : this.shifted(found, at));
      }
      at += item.width;
    }
    if (parts.length < 2) return parts[0] ?? NOTHING;
    return ([] as T[]).concat(...parts);
  }

  private add(found: readonly T[], at: number, items: T[]): void {
    const { shift } = this;
    for (const item of found) items.push(shift === null ? item : shift(item, at));
  }

  private shifted(items: readonly T[], by: number): readonly T[] {
    const { shift } = this;
    return shift === null ? items : items.map((item) => shift(item, by));
  }
}

/** Whether an item of a list is, or may hold, an element of a local name, without reading its content. */
function mayHold(item: ContentNode, name: string | undefined): boolean {
  if (isLeaf(item)) return false;
  return !isElement(item) || item.name === name || (item.flags & NodeFlag.Prefixed) !== 0;
}

/** The items of a list for one pass over them; empty where it holds no element of that name. */
function itemsOf(list: ListNode, name: string | undefined): readonly ContentNode[] {
  return name === undefined || !list.mayHoldElement(name) ? NOTHING : list.transientItems();
}
