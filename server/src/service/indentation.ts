import { ancestors, childrenBehind, contentStart, isPlacedElement, type Placed } from '../xml/locate';
import type { ElementNode } from '../xml/nodes';
import type { XmlTree } from '../xml/tree';

/** The blanks in front of what stands at an offset; `null` where anything else stands in front of it on its line. */
export function indentationAt(tree: XmlTree, offset: number): string | null {
  const { character } = tree.positionAt(offset);
  const before = tree.slice(offset - character, offset);
  return /^[ \t]*$/.test(before) ? before : null;
}

/** One level of indentation as a document has it around an element; `null` where nothing is indented. */
export function indentUnit(tree: XmlTree, near: Placed<ElementNode> | null): string | null {
  if (near === null) return null;
  for (const element of [near, ...ancestors(near)]) {
    const outer = indentationAt(tree, element.offset);
    const first = firstChild(element);
    const inner = first && indentationAt(tree, first.offset);
    if (outer !== null && inner !== null && inner.length > outer.length && inner.startsWith(outer)) {
      return inner.slice(outer.length);
    }
  }
  return null;
}

function firstChild(element: Placed<ElementNode>): Placed | null {
  for (const child of childrenBehind(element, contentStart(element))) if (isPlacedElement(child)) return child;
  return null;
}
