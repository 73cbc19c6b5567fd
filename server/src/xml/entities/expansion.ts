import type { Entities, GeneralEntity } from '../dtd/declarations';
import { type ChildNode, type ContentNode, type ElementNode, type ListNode, MEMO_MIN_WIDTH } from '../nodes';
import { isElement, isList, NodeFlag, NodeKind, textOf } from '../nodes';
import { attributesOf } from '../tags';
import { namedReferences } from '../syntax/references';
import { parse } from '../parser';
import type { XmlTree } from '../tree';

/** The limit of entity expansion: how many UTF-16 units the references of one document can expand to in all. */
export const EXPANSION_BUDGET = 2_000_000;

/** A reference in a node, with its range from the node's start, and the length of its expansion. */
interface SizedReference {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

const totals = new WeakMap<ListNode, { entities: Entities; total: number }>();

/** How many UTF-16 units the references to declared entities in a node expand to. */
export function expansionOf(node: ContentNode, entities: Entities): number {
  if ((node.flags & NodeFlag.EntityReference) === 0 || entities.lengths.size === 0) return 0;
  if (!isList(node) || node.width < MEMO_MIN_WIDTH) return sumOf(node, entities);
  const known = totals.get(node);
  if (known?.entities === entities) return known.total;
  const total = sumOf(node, entities);
  totals.set(node, { entities, total });
  return total;
}

function sumOf(node: ContentNode, entities: Entities): number {
  let total = 0;
  if (isList(node)) {
    for (const item of node.items) total += expansionOf(item, entities);
    return total;
  }
  for (const { length } of ownReferences(node, entities)) total += length;
  return isElement(node) && node.content !== null ? total + expansionOf(node.content, entities) : total;
}

/**
 * The first reference in a node that exceeds the budget, its range from the node's start; null where the budget suffices.
 */
export function budgetBreach(node: ContentNode, entities: Entities): { start: number; end: number } | null {
  return breachIn(node, entities, EXPANSION_BUDGET);
}

function breachIn(node: ContentNode, entities: Entities, budget: number): { start: number; end: number } | null {
  if (expansionOf(node, entities) <= budget) return null;
  let left = budget;
  for (const { start, end, length } of isList(node) ? [] : ownReferences(node, entities)) {
    left -= length;
    if (left < 0) return { start, end };
  }
  for (const { node: part, offset } of partsOf(node)) {
    const breach = breachIn(part, entities, left);
    if (breach !== null) return { start: offset + breach.start, end: offset + breach.end };
    left -= expansionOf(part, entities);
  }
  return null;
}

/** The nodes directly in a node: the items of a list, the content of an element. */
function* partsOf(node: ContentNode): Generator<{ node: ContentNode; offset: number }, void, undefined> {
  if (isList(node)) {
    let offset = 0;
    for (const item of node.items) {
      yield { node: item, offset };
      offset += item.width;
    }
  } else if (isElement(node) && node.content !== null) {
    yield { node: node.content, offset: node.openWidth };
  }
}

/** The references in a node itself: the node, if it is a reference, or those in an element's attributes. */
function* ownReferences(node: ChildNode, entities: Entities): Generator<SizedReference, void, undefined> {
  if (isElement(node)) yield* attributeReferences(node, entities);
  else if (node.kind === NodeKind.Reference) {
    yield { start: 0, end: node.width, length: entities.lengths.get(textOf(node).slice(1, -1)) ?? 0 };
  }
}

function* attributeReferences(element: ElementNode, entities: Entities): Generator<SizedReference, void, undefined> {
  for (const { valueStart, rawValue } of attributesOf(element)) {
    for (const { name, start, end } of namedReferences(rawValue)) {
      yield { start: valueStart + start, end: valueStart + end, length: entities.lengths.get(name) ?? 0 };
    }
  }
}

const trees = new WeakMap<GeneralEntity, XmlTree>();

/** The replacement text of an internal entity, parsed as content; memoised with the entity. */
export function replacementTree(entity: GeneralEntity): XmlTree {
  let tree = trees.get(entity);
  if (tree === undefined) {
    tree = parse(entity.replacement ?? '');
    trees.set(entity, tree);
  }
  return tree;
}

/** The internal entity that a reference to `name` includes; null where it cannot be expanded. */
export function expandedEntity(name: string, entities: Entities): GeneralEntity | null {
  const entity = entities.general.get(name);
  if (entity?.replacement == null || !entities.isExpanding || entities.recursive.has(name)) return null;
  return entity;
}
