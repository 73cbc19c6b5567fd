/** The elements around a place, so many that most documents are seen whole and a huge one costs no more than they do. */
import { childrenBefore, childrenBehind, isPlacedElement, placedChildren, type Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';

/** How many elements are looked at on each side of the place, on each level of the document. */
const MOST_ELEMENTS = 1_500;

/**
 * The elements around an offset in the content of `parent`: before it, nearest siblings first, each with what it holds;
 * then those behind it; then the same around the parent.
 */
export function* nearby(parent: Placed<ElementNode> | null, offset: number): Generator<Placed<ElementNode>, void> {
  let at = offset;
  for (let element = parent; element !== null; element = element.parent) {
    yield* elementsIn(childrenBefore(element, at), { left: MOST_ELEMENTS });
    yield* elementsIn(childrenBehind(element, at), { left: MOST_ELEMENTS });
    yield element;
    at = element.offset;
  }
}

function* elementsIn(
  siblings: Iterable<Placed>,
  budget: { left: number },
): Generator<Placed<ElementNode>, void, undefined> {
  for (const sibling of siblings) {
    if (budget.left <= 0) return;
    if (!isPlacedElement(sibling)) continue;
    budget.left--;
    yield sibling;
    yield* elementsIn(placedChildren(sibling), budget);
  }
}
