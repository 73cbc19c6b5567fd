/** Something gathered from all entries of one role in an entry, remembered for each run of siblings. */
import { glancedItems, isHollow } from '../xml/hollow';
import { isElement, isLeaf, isList, NodeFlag, type ContentNode, type ListNode } from '../xml/nodes';
import { pausePoint } from '../xml/pause';
import { CONTAINER_IN, type Container } from './roles';
import type { ContainerIn, Entry, PlacedEntry } from './model';
import { StreamedEntry } from './stream/streamedEntry';

const NOTHING: readonly never[] = [];

/** See the constructor of {@link Gathering}. */
const AHEAD = new Map<Container, readonly Gathering<unknown>[]>();

/** What is gathered from entries of a role while a large document is read. */
export function gatheredAhead(role: Container): readonly Gathering<unknown>[] {
  return AHEAD.get(role) ?? [];
}

/** The items of a list, and under which circumstances they are those. */
interface Remembered<T> extends Pick<Entry, 'reader' | 'scope'> {
  readonly role: Container;
  readonly items: readonly T[];
}

/**
 * Gathers items of type `T`. After an edit only the runs of siblings on its path are gathered again; the others are
 * remembered with their list nodes, with places that count from the list's start.
 */
export class Gathering<T> {
  private readonly remembered = new WeakMap<ListNode, Remembered<T>>();

  /**
   * @param of the items of one entry, with places that count from its element's start
   * @param shift the same item with its places that much further on; left out for items without places
   * @param ahead the entries to gather from while a large document is read, so that it need not be read again; items are
   *   plain data then
   */
  constructor(
    private readonly of: (entry: Entry) => readonly T[],
    private readonly shift: ((item: T, by: number) => T) | null = null,
    ahead: readonly Container[] = [],
  ) {
    for (const role of ahead) AHEAD.set(role, [...gatheredAhead(role), this as Gathering<unknown>]);
  }

  /** All items of the entries of a role in `parent`, in document order; places count from the parent's start. */
  from<C extends Container>({ origin: parent }: Entry<C>, role: ContainerIn<C>): readonly T[] {
    if (parent instanceof StreamedEntry) {
      const items: T[] = [];
      for (const { entry, at } of parent.entries(role)) this.collect(entry, at, items);
      return items;
    }
    return this.shifted(this.gather(parent, role, parent.node.content), parent.node.openWidth);
  }

  /** All items of the entries in `parent`, whatever their role; places count from the parent's start. */
  below(parent: Entry): readonly T[] {
    const role = CONTAINER_IN[parent.container];
    return role === null ? [] : this.from(parent, role as ContainerIn<Container>);
  }

  /** Adds the items of one entry that starts at `at`. */
  collect(entry: Entry, at: number, items: T[]): void {
    this.add(this.of(entry), at, items);
  }

  /**
   * The entry that an item was gathered from; its place counts from the parent's start. Costs the way to it.
   * @param index of the item in what `from` gives; each entry must give one item
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
    const known = this.remembered.get(content);
    if (known?.reader === parent.reader && known.scope === parent.scope && known.role === role) {
      return known.items.length;
    }
    let count = 0;
    for (const item of itemsOf(content, parent.vocabulary.nameOf(parent.container, role))) {
      count += this.count(parent, role, item);
    }
    return count;
  }

  /** Takes word of the items of a list, which were gathered in another way. */
  remember(list: ListNode, gathered: Remembered<T>): void {
    this.remembered.set(list, gathered);
  }

  private gather<C extends Container>(
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
    const known = this.remembered.get(content);
    if (known?.reader === reader && known.scope === scope && known.role === role) return known.items;
    const items = this.inList(parent, role, content);
    this.remembered.set(content, { reader, scope, role, items });
    pausePoint();
    return items;
  }

  /** In one row: after a key, that of all siblings is made again, so it is made of whole parts. */
  private inList<C extends Container>(parent: Entry<C>, role: ContainerIn<C>, list: ListNode): readonly T[] {
    const parts: (readonly T[])[] = [];
    const name = parent.vocabulary.nameOf(parent.container, role);
    let at = 0;
    for (const item of itemsOf(list, name)) {
      if (mayBe(item, name)) {
        const found = this.gather(parent, role, item);
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

/** Whether an item of a list is, or may hold, an element of a local name; told at a glance. */
function mayBe(item: ContentNode, name: string | undefined): boolean {
  if (isLeaf(item)) return false;
  return !isElement(item) || item.name === name || (item.flags & NodeFlag.Prefixed) !== 0;
}

/** The items of a list; of a hollow one, only where it may hold elements of that name, and for one look at them. */
function itemsOf(list: ListNode, name: string | undefined): readonly ContentNode[] {
  return isHollow(list) && (name === undefined || !list.mayHold(name)) ? [] : glancedItems(list);
}
