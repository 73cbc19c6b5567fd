import { patchRecord, type PatchRecord } from '../domain/identifiers/records';
import { publicationOf, type Entry } from '../domain/model';
import { CONTAINERS, IDENTIFIER_OF, type Container } from '../domain/roles';
import type { GovernedDocument } from '../workspace/document';
import type { Range } from '../workspace/diagnostic';
import { entitiesOf, type Entities } from '../xml/entities';
import { rootElement } from '../xml/locate';
import { isElement, isList, type ContentNode, type ElementNode } from '../xml/nodes';
import { startTagOf } from '../xml/tags';
import { resumable, yieldPoint, type Task } from '../xml/task';
import { advanceOver, contentStartOf, positionFrom, type Position } from '../xml/tree';
import { contentValue } from '../xml/values';

/** One item of the outline. */
export interface OutlineItem {
  /** Its identifier or, where it has none, the element's name. */
  readonly name: string;
  /** A state or a value, shortened. */
  readonly detail: string;
  /** Its role in the vocabulary; `element` for none. */
  readonly kind: Container | 'element';
  /** The element. */
  readonly range: Range;
  /** The element's name in its start tag. */
  readonly nameRange: Range;
  readonly children: readonly OutlineItem[];
}

/** The outline of a document. */
export interface Outline {
  readonly roots: readonly OutlineItem[];
  /** There are more elements than the limit allows: the deepest levels are left out. */
  readonly limited: boolean;
}

/** An element, and the entry that it is, if any. */
interface Source {
  readonly node: ElementNode;
  readonly entry: Entry | null;
}

/** Which elements are shown. */
interface Extent {
  /** The levels, the root's included. */
  readonly levels: number;
  /** The most children of the root. */
  readonly breadth: number;
  /** Whether elements are shown that are no entries. */
  readonly withValues: boolean;
}

/** An item, and what it depends on besides its element. The items of an element that has not moved are those of the text before. */
interface Memoised extends Pick<Extent, 'levels' | 'withValues'> {
  readonly entry: Entry | null;
  readonly entities: Entities;
  readonly item: OutlineItem;
}

/** In UTF-16 units: an outline is narrow. */
const MAX_DETAIL_LENGTH = 60;

/**
 * A publication with more elements is shown by its entries alone: editors ask for the outline after each edit, and nobody looks
 * for the dates of thousands of products in it.
 */
const MAX_WITH_VALUES = 1_000;

/** Items between two time slices: each takes a few microseconds. */
const ITEMS_PER_STEP = 100;

/**
 * The elements of a document as a tree; of a long publication, the patch vendors, patches and products. A file with too many
 * loses its deepest levels and keeps its patches. After an edit, only the items on its path and those that moved are made anew.
 * @param limit maximum number of items
 */
export function* outline({ tree, vocabulary }: GovernedDocument, limit: number): Task<Outline> {
  const root = rootElement(tree);
  if (root === null) return { roots: [], limited: false };
  const entry = vocabulary && (publicationOf(tree, vocabulary)?.entry ?? null);
  const source = { node: root.node, entry };
  const withValues = entry === null || !hasMoreElements(root.node.content, MAX_WITH_VALUES);
  const { limited, ...extent } = yield* extentOf(source, withValues, limit);
  const builder = new Builder(entitiesOf(tree), extent);
  const start = tree.positionAt(root.offset);
  const item = yield* resumable(() => builder.item(source, start, extent.levels), ITEMS_PER_STEP);
  return { roots: [item], limited };
}

function hasMoreElements(content: ContentNode | null, count: number): boolean {
  const waiting = [content];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === null) continue;
    if (isList(next)) waiting.push(...next.items);
    else if (isElement(next)) {
      if (count-- === 0) return true;
      waiting.push(next.content);
    }
  }
  return false;
}

/** As many levels as fit; of the level below the root, a part is shown rather than nothing. */
function* extentOf(root: Source, withValues: boolean, limit: number): Task<Extent & { readonly limited: boolean }> {
  let [level, levels, room]: [readonly Source[], number, number] = [[root], 1, limit - 1];
  for (;;) {
    const next: (readonly Source[])[] = [];
    let count = 0;
    for (const source of level) {
      const shown = shownIn(source, withValues);
      count += shown.length;
      if (shown.length > 0) next.push(shown);
      if (count > room) {
        const isPart = levels === 1;
        return { levels: isPart ? 2 : levels, breadth: isPart ? room : Infinity, withValues, limited: true };
      }
      yield;
    }
    if (count === 0) return { levels, breadth: Infinity, withValues, limited: false };
    levels++;
    // Products have no entries in them.
    if (!withValues && next[0]![0]!.entry?.container === 'product')
      return { levels, breadth: Infinity, withValues, limited: false };
    room -= count;
    level = next.flat();
  }
}

/** A child that is shown. */
interface Shown extends Source {
  /** Its position, as if its parent were at the start of the document. */
  readonly start: Position;
}

/** The children of an element that are shown, and what they depend on besides it. */
interface Children extends Pick<Extent, 'withValues'> {
  readonly entry: Entry | null;
  readonly shown: readonly Shown[];
}

const childrenOf = new WeakMap<ElementNode, Children>();

/** The children of an element that are shown, in document order. */
function shownIn({ node, entry }: Source, withValues: boolean): readonly Shown[] {
  const known = childrenOf.get(node);
  if (known?.entry === entry && known.withValues === withValues) return known.shown;
  const inner = entry === null ? undefined : CONTAINERS[CONTAINERS.indexOf(entry.container) + 1];
  const entries = inner === undefined ? [] : (entry as Entry<'patch'>).entries(inner as 'product');
  const shown: Shown[] = [];
  const place = contentStartOf(node, { line: 0, character: 0 });
  let [at, next] = [node.openWidth, 0];
  const walk = (content: ContentNode): void => {
    while (next < entries.length && entries[next]!.at < at) next++;
    const nextAt = entries[next]?.at ?? Infinity;
    if (isList(content) && (withValues || nextAt < at + content.width)) return content.items.forEach(walk);
    if (isElement(content) && (withValues || nextAt === at)) {
      shown.push({ node: content, entry: nextAt === at ? entries[next]!.entry : null, start: { ...place } });
    }
    advanceOver(content, place);
    at += content.width;
  };
  if (node.content !== null && (withValues || entries.length > 0)) walk(node.content);
  childrenOf.set(node, { entry, withValues, shown });
  return shown;
}

const memo = new WeakMap<ElementNode, Memoised>();

class Builder {
  constructor(
    private readonly entities: Entities,
    private readonly extent: Extent,
  ) {}

  /** @param start of the element @param levels that are shown, its own included */
  item(source: Source, start: Position, levels: number): OutlineItem {
    const { node, entry } = source;
    const { entities, extent } = this;
    const { withValues, breadth } = extent;
    const known = memo.get(node);
    if (
      known?.entry === entry &&
      known.entities === entities &&
      known.levels === levels &&
      known.withValues === withValues &&
      known.item.range.start.line === start.line &&
      known.item.range.start.character === start.character &&
      breadth === Infinity
    )
      return known.item;
    const { nameStart, nameEnd } = startTagOf(node);
    const item: OutlineItem = {
      ...(entry === null ? describeElement(node, entities) : describeEntry(entry)),
      range: { start, end: endOf(node, start) },
      nameRange: { start: shifted(start, nameStart), end: shifted(start, nameEnd) },
      children: levels === 1 ? [] : this.children(source, start, levels - 1),
    };
    memo.set(node, { entry, entities, levels, withValues, item });
    yieldPoint();
    return item;
  }

  private children(source: Source, start: Position, levels: number): OutlineItem[] {
    const { withValues, breadth } = this.extent;
    const shown = shownIn(source, withValues);
    return (shown.length > breadth ? shown.slice(0, breadth) : shown).map((child) =>
      this.item(child, positionFrom(start, child.start), levels),
    );
  }
}

function endOf(node: ElementNode, start: Position): Position {
  const place = { ...start };
  advanceOver(node, place);
  return place;
}

/** A position in the first line of an element. */
function shifted({ line, character }: Position, by: number): Position {
  return { line, character: character + by };
}

type Description = Pick<OutlineItem, 'name' | 'detail' | 'kind'>;

function describeElement(node: ElementNode, entities: Entities): Description {
  return { name: node.name, detail: shortened(contentValue(node, entities)), kind: 'element' };
}

function describeEntry(entry: Entry): Description {
  const { container, node } = entry;
  const id = (entry as Entry<'patch'>).value(IDENTIFIER_OF[container] as 'patch-id') ?? node.name;
  const name = container === 'product' ? [id, ...(entry as Entry<'product'>).values('product-version')].join(' ') : id;
  return { name, detail: shortened(detailOf(entry)), kind: container };
}

function detailOf(entry: Entry): string {
  switch (entry.container) {
    case 'publication':
      return (entry as Entry<'publication'>).value('supplier') ?? '';
    case 'patch-vendor':
      return '';
    case 'patch':
      return patchDetail(patchRecord(entry as Entry<'patch'>));
    case 'product':
      return (entry as Entry<'product'>).value('state') ?? '';
  }
}

/** `3 Approved, 1 In Test`, in the order of their first occurrences. */
function stateCounts({ products }: PatchRecord): string {
  const counts = new Map<string, number>();
  for (const { state } of products) if (state !== '') counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
}

/** States come first, so that only the title is cut where the line is too long. */
function patchDetail(patch: PatchRecord): string {
  return [stateCounts(patch), patch.title].filter((part) => part !== '').join(' · ');
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MAX_DETAIL_LENGTH ? line : `${line.slice(0, MAX_DETAIL_LENGTH - 1)}…`;
}
