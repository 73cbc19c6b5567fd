/** Something made of each run of siblings in an entry, remembered with the run and never merged. */
import { isHollow, type HollowList } from '../xml/hollow';
import { isElement, isList, type ContentNode, type ElementNode, type ListNode } from '../xml/nodes';
import { pausePoint } from '../xml/pause';
import type { Entry } from './model';

/** What a run came to, and under which circumstances. */
interface Remembered<T> extends Pick<Entry, 'container' | 'reader' | 'scope'> {
  readonly made: T;
}

/** What a run came to, where the run starts, counted from the start of the entry's element, and how wide it is. */
export interface PlacedRun<T> {
  readonly made: T;
  readonly at: number;
  readonly width: number;
}

/**
 * Remembers a `T` for each run of at most some dozens of children. After an edit only the run on its path is made again;
 * a question is asked of each run, which costs as many steps as there are runs and not as there are children.
 * Where the answer should be one flat list, `Gathering` gives it.
 */
export class Runs<T> {
  private readonly remembered = new WeakMap<ElementNode | ListNode, Remembered<T>>();
  private readonly rememberedHollow = new WeakMap<HollowList, Remembered<readonly PlacedRun<T>[]>>();

  /** @param make what a run of the entry's children comes to, with places that count from the run's start */
  constructor(private readonly make: (parent: Entry, run: ContentNode) => T) {}

  /** The runs of an entry, in document order. */
  *of(parent: Entry): Generator<PlacedRun<T>, void, undefined> {
    yield* this.within(parent, parent.node.content, parent.node.openWidth);
  }

  private *within(parent: Entry, content: ContentNode | null, at: number): Generator<PlacedRun<T>, void, undefined> {
    if (content === null) return;
    if (isHollow(content)) {
      for (const run of this.hollow(parent, content)) yield { ...run, at: at + run.at };
    } else if (isList(content) && content.height > 1) {
      for (const item of content.items) {
        yield* this.within(parent, item, at);
        at += item.width;
      }
    } else if (isList(content) || isElement(content)) {
      yield { made: this.run(parent, content), at, width: content.width };
    }
  }

  /** The runs of a hollow list, with places that count from its start; its nodes are not kept. */
  private hollow(parent: Entry, list: HollowList): readonly PlacedRun<T>[] {
    const { container, reader, scope } = parent;
    const known = this.rememberedHollow.get(list);
    if (known?.container === container && known.reader === reader && known.scope === scope) return known.made;
    const made = [...this.within(parent, list.glance(), 0)];
    this.rememberedHollow.set(list, { container, reader, scope, made });
    return made;
  }

  private run(parent: Entry, run: ElementNode | ListNode): T {
    const { container, reader, scope } = parent;
    const known = this.remembered.get(run);
    if (known?.container === container && known.reader === reader && known.scope === scope) return known.made;
    const made = this.make(parent, run);
    this.remembered.set(run, { container, reader, scope, made });
    pausePoint();
    return made;
  }
}
