/** Results that are memoised with the list nodes of an entry's children, or with entries. */
import { isElement, isList, type ContentNode, type ElementNode, type ListNode } from '../xml/nodes';
import { advanceOver, contentStartOf, positionFrom, type Position } from '../xml/tree';
import type { Entry } from './model';
import { yieldPoint } from '../xml/task';

/** A result and what it depends on besides its node. */
interface Memoised<T> extends Pick<Entry, 'container' | 'reader' | 'scope'> {
  readonly result: T;
}

/** The result of a list node (or single child), its start, counted from the start of the entry's element, and its width. */
export interface PlacedResult<T> {
  readonly result: T;
  readonly at: number;
  /** Where it starts, if the entry's element were at the start of the document. */
  readonly start: Position;
  readonly width: number;
}

/** A place that moves. */
interface Place {
  line: number;
  character: number;
}

/**
 * Memoises a `T` for each innermost list node of an entry's children, which holds a few dozen of them. An edit recomputes
 * only the list node on its path; a query visits all list nodes, but not all children.
 * For one flat list, use `IncrementalCollector`.
 */
export class ListMemo<T> {
  private readonly memo = new WeakMap<ElementNode | ListNode, Memoised<T>>();
  private readonly lazyMemo = new WeakMap<ListNode, Memoised<readonly PlacedResult<T>[]>>();

  /** @param compute the result of a list node (or single child) of `parent`; its offsets count from the start of `node` */
  constructor(private readonly compute: (parent: Entry, node: ContentNode) => T) {}

  /** The results for an entry, in document order. */
  *of(parent: Entry): Generator<PlacedResult<T>, void, undefined> {
    const { node } = parent;
    yield* this.within(parent, node.content, node.openWidth, contentStartOf(node, { line: 0, character: 0 }));
  }

  /** @param place of the content; it is moved */
  private *within(
    parent: Entry,
    content: ContentNode | null,
    at: number,
    place: Place,
  ): Generator<PlacedResult<T>, void, undefined> {
    if (content === null) return;
    if (isList(content) && content.isLazy) {
      for (const part of this.ofLazyList(parent, content))
        yield { ...part, at: at + part.at, start: positionFrom(place, part.start) };
    } else if (isList(content) && content.height > 1) {
      for (const item of content.items) {
        yield* this.within(parent, item, at, { ...place });
        at += item.width;
        advanceOver(item, place);
      }
    } else if (isList(content) || isElement(content)) {
      yield { result: this.ofNode(parent, content), at, start: place, width: content.width };
    }
  }

  /** The results in a lazy list; their places count from its start. Its items are not kept. */
  private ofLazyList(parent: Entry, list: ListNode): readonly PlacedResult<T>[] {
    const { container, reader, scope } = parent;
    const known = this.lazyMemo.get(list);
    if (known?.container === container && known.reader === reader && known.scope === scope) return known.result;
    const result: PlacedResult<T>[] = [];
    const place = { line: 0, character: 0 };
    let at = 0;
    for (const item of list.transientItems()) {
      result.push(...this.within(parent, item, at, { ...place }));
      at += item.width;
      advanceOver(item, place);
    }
    this.lazyMemo.set(list, { container, reader, scope, result });
    return result;
  }

  private ofNode(parent: Entry, node: ElementNode | ListNode): T {
    const { container, reader, scope } = parent;
    const known = this.memo.get(node);
    if (known?.container === container && known.reader === reader && known.scope === scope) return known.result;
    const result = this.compute(parent, node);
    this.memo.set(node, { container, reader, scope, result });
    yieldPoint();
    return result;
  }
}

/** Memoises a `T` with each entry. Of transient entries, only the last result is kept. */
export class EntryMemo<E extends Entry, T> {
  private readonly byEntry = new WeakMap<Entry, T>();
  private last: { readonly entry: Entry; readonly result: T } | null = null;

  constructor(private readonly compute: (entry: E) => T) {}

  of(entry: E): T {
    if (entry.isTransient) {
      if (this.last?.entry !== entry) this.last = { entry, result: this.compute(entry) };
      return this.last.result;
    }
    let result = this.byEntry.get(entry);
    if (result === undefined) this.byEntry.set(entry, (result = this.compute(entry)));
    return result;
  }
}
