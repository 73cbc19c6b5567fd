/** Something gathered from all entries of one role in an entry, remembered for each run of siblings. */
import { isHollow } from '../xml/hollow';
import { isList, type ContentNode, type ListNode } from '../xml/nodes';
import { pausePoint } from '../xml/pause';
import type { Container } from './roles';
import type { ContainerIn, Entry } from './model';

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
   */
  constructor(
    private readonly of: (entry: Entry) => readonly T[],
    private readonly shift: (item: T, by: number) => T = (item) => item,
  ) {}

  /** All items of the entries of a role in `parent`, in document order; places count from the parent's start. */
  from<C extends Container>(parent: Entry<C>, role: ContainerIn<C>): readonly T[] {
    return this.shifted(this.gather(parent, role, parent.node.content), parent.node.openWidth);
  }

  private gather<C extends Container>(
    parent: Entry<C>,
    role: ContainerIn<C>,
    content: ContentNode | null,
  ): readonly T[] {
    if (content === null) return [];
    if (!isList(content)) {
      const entry = parent.child(role, content);
      return entry === null ? [] : this.of(entry);
    }
    const { reader, scope } = parent;
    const known = this.remembered.get(content);
    if (known?.reader === reader && known.scope === scope && known.role === role) return known.items;
    const items: T[] = [];
    let at = 0;
    for (const item of itemsOf(content, parent.vocabulary.nameOf(parent.container, role))) {
      for (const gathered of this.gather(parent, role, item)) items.push(this.shift(gathered, at));
      at += item.width;
    }
    this.remembered.set(content, { reader, scope, role, items });
    pausePoint();
    return items;
  }

  private shifted(items: readonly T[], by: number): readonly T[] {
    return items.map((item) => this.shift(item, by));
  }
}

/** The items of a list; of a hollow one, only where it may hold elements of that name, and for one look at them. */
function itemsOf(list: ListNode, name: string | undefined): readonly ContentNode[] {
  if (!isHollow(list)) return list.items;
  return name !== undefined && list.mayHold(name) ? [list.glance()] : [];
}
