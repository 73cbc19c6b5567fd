import type { Entities } from '../dtd/declarations';
import { namedReferences } from './entityReferences';
import type { ChildNode, ContentNode, ElementNode, ListNode } from '../nodes';
import { isElement, isList, NodeFlag, NodeKind, textOf } from '../nodes';
import { WORTH_REMEMBERING } from '../checks/remembering';
import { attributesOf } from '../tags';

/** Characters that the entity references of one document may stand for, all together. */
export const EXPANSION_BUDGET = 2_000_000;

/** A reference in a node, counted from the node's start, and how many characters it stands for. */
interface SizedReference {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

const totals = new WeakMap<ListNode, { entities: Entities; total: number }>();

/** How many characters the references to declared entities in a node stand for. */
export function expansionOf(node: ContentNode, entities: Entities): number {
  if ((node.flags & NodeFlag.EntityReference) === 0 || entities.lengths.size === 0) return 0;
  if (!isList(node) || node.width < WORTH_REMEMBERING) return sumOf(node, entities);
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
 * The first reference in a node with which the budget is used up, counted from the node's start; null where it suffices.
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

/** The nodes directly in a node; of an element, its content as a whole. */
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

/** The references that stand in a node itself: a reference, or those in an element's attributes. */
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
