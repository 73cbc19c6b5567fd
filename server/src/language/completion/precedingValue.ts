import { entitiesOf } from '../../xml/entities';
import { childrenBefore, contentEnd, isPlacedElement, type Placed } from '../../xml/locate';
import { isLeaf, type ElementNode } from '../../xml/nodes';
import { attributesOf } from '../../xml/tags';
import { attributeValue, contentValue } from '../../xml/values';
import type { GovernedDocument } from '../../workspace/document';
import type { ValuePlace } from './valuePlace';

/** Siblings that are searched for one with the same name. */
const MAX_SIBLINGS = 32;

/**
 * The value of the same attribute or element in the preceding entry: in the preceding sibling of the same name, otherwise in
 * the preceding sibling of the parent. `null` if there is none.
 */
export function precedingValue({ tree }: GovernedDocument, { element, attribute }: ValuePlace): string | null {
  const entities = entitiesOf(tree);
  const { name } = element.node;
  for (const before of precedingElements(element, name)) {
    if (attribute === null) {
      const isSimple = before.node.content !== null && isLeaf(before.node.content);
      const value = isSimple ? contentValue(before.node, entities).trim() : '';
      if (value !== '') return value;
    } else {
      const namesake = attributesOf(before.node).find((other) => other.name === attribute.name);
      if (namesake !== undefined) return attributeValue(namesake, entities);
    }
  }
  return null;
}

function* precedingElements(element: Placed<ElementNode>, name: string): Generator<Placed<ElementNode>, void> {
  const { parent } = element;
  const isNamesake = (node: ElementNode): boolean => node.name === name;
  if (parent === null) return;
  yield* precedingSiblings(parent, element.offset, isNamesake);
  if (parent.parent === null) return;
  for (const entry of precedingSiblings(parent.parent, parent.offset, (node) => node.name === parent.node.name)) {
    yield* precedingSiblings(entry, contentEnd(entry), isNamesake);
  }
}

/** The elements before an offset that match, nearest first; only {@link MAX_SIBLINGS} siblings are searched. */
export function* precedingSiblings(
  parent: Placed<ElementNode>,
  offset: number,
  matches: (node: ElementNode) => boolean,
): Generator<Placed<ElementNode>, void, undefined> {
  let left = MAX_SIBLINGS;
  for (const sibling of childrenBefore(parent, offset)) {
    if (!isPlacedElement(sibling)) continue;
    if (matches(sibling.node)) yield sibling;
    if (--left === 0) return;
  }
}
