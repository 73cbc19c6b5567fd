import { patchFacts, type PatchFacts } from '../vpc/identifiers/facts';
import { publicationOf, type Entry, type PlacedEntry } from '../vpc/model';
import { CONTAINERS, IDENTIFIER_OF, type Container } from '../vpc/roles';
import { entitiesOf, type Entities } from '../xml/entities';
import { rootElement } from '../xml/locate';
import { finished } from '../xml/pause';
import { forEachChild, isElement, type ElementNode } from '../xml/nodes';
import { startTagOf } from '../xml/tags';
import { contentValue } from '../xml/values';
import type { GovernedDocument } from './document';

/** One line of the outline. Offsets count from the document's start. */
export interface OutlineItem {
  /** What tells it from its siblings: an identifier where there is one, else the element's name. */
  readonly name: string;
  /** What matters about it, short: a state, a value. */
  readonly detail: string;
  /** What it is to the domain; `element` for what plays no part there. */
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

/** An element that waits for its level's turn. */
interface Pending {
  readonly node: ElementNode;
  readonly offset: number;
  readonly entry: Entry | null;
  readonly siblings: OutlineItem[];
}

/** Longest detail, in UTF-16 units. */
const DETAIL_LENGTH = 60;

/**
 * The elements of a document as a tree. It grows level by level, so that a file with too many elements loses its deepest
 * levels and keeps its patches and products.
 * @param limit how many elements at most
 */
export function outline(document: GovernedDocument, limit: number): Outline {
  return finished(outlineInSteps(document, limit));
}

/** The same for whoever lets others have their turn: yields between elements. */
export function* outlineInSteps(document: GovernedDocument, limit: number): Generator<void, Outline, undefined> {
  const entities = entitiesOf(document.tree);
  const roots: OutlineItem[] = [];
  let level = firstLevel(document, roots);
  let room = limit;
  while (level.length > 0) {
    const fits = level.length <= room;
    // Right below the root, a part of the level is better than nothing.
    const isTop = room >= limit - 1;
    if (!fits && !isTop) return { roots, limited: true };
    const shown = fits ? level : level.slice(0, room);
    room -= shown.length;
    level = yield* nextLevel(shown, entities, room);
    if (!fits) return { roots, limited: true };
  }
  return { roots, limited: false };
}

/** Puts a level into the outline; gives the one below it, or its beginning where it is larger than `room`. */
function* nextLevel(
  level: readonly Pending[],
  entities: Entities,
  room: number,
): Generator<void, Pending[], undefined> {
  const next: Pending[] = [];
  for (const pending of level) {
    const children = place(pending, entities);
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

/** Puts an element into the outline; gives the list for its children's items. */
function place({ node, offset, entry, siblings }: Pending, entities: Entities): OutlineItem[] {
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
      return patchDetail(patchFacts(entry as Entry<'patch'>));
    case 'product':
      return (entry as Entry<'product'>).value('state') ?? '';
  }
}

/** `3 Approved, 1 In Test`, in the order in which the states first stand there. */
function stateCounts({ products }: PatchFacts): string {
  const counts = new Map<string, number>();
  for (const { state } of products) if (state !== '') counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
}

/** What testing said first: where the line is too long, the title is cut. */
function patchDetail(facts: PatchFacts): string {
  return [stateCounts(facts), facts.title].filter((part) => part !== '').join(' · ');
}

/** The containers one level down: each container holds those of the next kind. */
function childEntries(entry: Entry): readonly PlacedEntry[] {
  const inner = CONTAINERS[CONTAINERS.indexOf(entry.container) + 1];
  return inner === undefined ? [] : (entry as Entry<'patch'>).entries(inner as 'product');
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= DETAIL_LENGTH ? line : `${line.slice(0, DETAIL_LENGTH - 1)}…`;
}
