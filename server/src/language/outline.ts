import { patchRecord, type PatchRecord } from '../domain/identifiers/records';
import { publicationOf, type Entry, type PlacedEntry } from '../domain/model';
import { CONTAINERS, IDENTIFIER_OF, type Container } from '../domain/roles';
import { entitiesOf, type Entities } from '../xml/entities';
import { rootElement } from '../xml/locate';
import { forEachChild, isElement, type ElementNode } from '../xml/nodes';
import { startTagOf } from '../xml/tags';
import { contentValue } from '../xml/values';
import type { GovernedDocument } from '../workspace/document';
import type { Task } from '../xml/task';

/** One item of the outline. Offsets count from the document's start. */
export interface OutlineItem {
  /** Its identifier or, where it has none, the element's name. */
  readonly name: string;
  /** A state or a value, shortened. */
  readonly detail: string;
  /** Its role in the vocabulary; `element` for none. */
  readonly kind: Container | 'element';
  readonly start: number;
  readonly end: number;
  /** The element's name in its start tag. */
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly children: readonly OutlineItem[];
}

/** The outline of a document. */
export interface Outline {
  readonly roots: readonly OutlineItem[];
  /** There are more elements than the limit allows: the deepest levels are left out. */
  readonly limited: boolean;
}

/** An element of the next level. */
interface Pending {
  readonly node: ElementNode;
  readonly offset: number;
  readonly entry: Entry | null;
  readonly siblings: OutlineItem[];
}

/** In UTF-16 units: an outline is narrow. */
const MAX_DETAIL_LENGTH = 60;

/**
 * The elements of a document as a tree. It is built level by level, so that a file with too many elements loses its deepest
 * levels and keeps its patches and products.
 * @param limit maximum number of elements
 */
export function* outline(document: GovernedDocument, limit: number): Task<Outline> {
  const entities = entitiesOf(document.tree);
  const roots: OutlineItem[] = [];
  let level = firstLevel(document, roots);
  let room = limit;
  while (level.length > 0) {
    const fits = level.length <= room;
    // Of the level below the root, a part is shown rather than nothing.
    const isTop = room >= limit - 1;
    if (!fits && !isTop) return { roots, limited: true };
    const shown = fits ? level : level.slice(0, room);
    room -= shown.length;
    level = yield* nextLevel(shown, entities, room);
    if (!fits) return { roots, limited: true };
  }
  return { roots, limited: false };
}

/** Adds a level to the outline. @returns the level below it; only its beginning where it is larger than `room` */
function* nextLevel(level: readonly Pending[], entities: Entities, room: number): Task<Pending[]> {
  const next: Pending[] = [];
  for (const pending of level) {
    const children = addItem(pending, entities);
    if (next.length <= room) addChildren(pending, children, next);
    yield;
  }
  return next;
}

function firstLevel({ tree, vocabulary }: GovernedDocument, siblings: OutlineItem[]): Pending[] {
  const root = rootElement(tree);
  if (root === null) return [];
  const entry = vocabulary && (publicationOf(tree, vocabulary)?.entry ?? null);
  return [{ node: root.node, offset: root.offset, entry, siblings }];
}

/** Adds an element to the outline. @returns the list for its children's items */
function addItem({ node, offset, entry, siblings }: Pending, entities: Entities): OutlineItem[] {
  const children: OutlineItem[] = [];
  const { nameStart, nameEnd } = startTagOf(node);
  siblings.push({
    ...(entry === null ? describeElement(node, entities) : describeEntry(entry)),
    start: offset,
    end: offset + node.width,
    nameStart: offset + nameStart,
    nameEnd: offset + nameEnd,
    children,
  });
  return children;
}

function addChildren({ node, offset, entry }: Pending, siblings: OutlineItem[], next: Pending[]): void {
  const entries = entry === null ? [] : childEntries(entry);
  const entryAt = new Map(entries.map((child) => [offset + child.at, child.entry]));
  forEachChild(node.content, offset + node.openWidth, (child, at) => {
    if (isElement(child)) next.push({ node: child, offset: at, entry: entryAt.get(at) ?? null, siblings });
  });
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

/** The entries one level down: each container holds those of the next kind. */
function childEntries(entry: Entry): readonly PlacedEntry[] {
  const inner = CONTAINERS[CONTAINERS.indexOf(entry.container) + 1];
  return inner === undefined ? [] : (entry as Entry<'patch'>).entries(inner as 'product');
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MAX_DETAIL_LENGTH ? line : `${line.slice(0, MAX_DETAIL_LENGTH - 1)}…`;
}
