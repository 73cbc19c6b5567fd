import { entitiesOf } from '../../xml/entities';
import { childrenBefore, contentEnd, isPlacedElement, type Placed } from '../../xml/locate';
import { isLeaf, type ElementNode } from '../../xml/nodes';
import { attributesOf } from '../../xml/tags';
import { attributeValue, contentValue } from '../../xml/values';
import type { GovernedDocument } from '../document';
import type { ValuePlace } from './valuePlace';

/** How many siblings are looked at for the one before. */
const MOST_SIBLINGS = 32;

/**
 * What the same attribute or element says in the entry before: in the sibling before of the same name, else in the one
 * before the parent. `null` where there is none.
 */
export function valueAbove({ tree }: GovernedDocument, { element, attribute }: ValuePlace): string | null {
  const entities = entitiesOf(tree);
  const { name } = element.node;
  for (const before of elementsAbove(element, name)) {
    if (attribute === null) {
      const isPlain = before.node.content !== null && isLeaf(before.node.content);
      const value = isPlain ? contentValue(before.node, entities).trim() : '';
      if (value !== '') return value;
    } else {
      const same = attributesOf(before.node).find((other) => other.name === attribute.name);
      if (same !== undefined) return attributeValue(same, entities);
    }
  }
  return null;
}

function* elementsAbove(element: Placed<ElementNode>, name: string): Generator<Placed<ElementNode>, void> {
  const { parent } = element;
  const isNamesake = (node: ElementNode): boolean => node.name === name;
  if (parent === null) return;
  yield* namesakesBefore(parent, element.offset, isNamesake);
  if (parent.parent === null) return;
  for (const entry of namesakesBefore(parent.parent, parent.offset, (node) => node.name === parent.node.name)) {
    yield* namesakesBefore(entry, contentEnd(entry), isNamesake);
  }
}

/** The elements in front of an offset that are of some kind, nearest first; too far away ones are left out. */
export function* namesakesBefore(
  parent: Placed<ElementNode>,
  offset: number,
  isOne: (node: ElementNode) => boolean,
): Generator<Placed<ElementNode>, void, undefined> {
  let left = MOST_SIBLINGS;
  for (const sibling of childrenBefore(parent, offset)) {
    if (!isPlacedElement(sibling)) continue;
    if (isOne(sibling.node)) yield sibling;
    if (--left === 0) return;
  }
}
