import { locate, isPlacedElement, type Placed } from '../xml/locate';
import type { ElementNode } from '../xml/nodes';
import { endTagOf, startTagOf } from '../xml/tags';
import type { XmlTree } from '../xml/tree';

/** The names in an element's tags, as offsets in the document. */
export interface TagNames {
  readonly element: Placed<ElementNode>;
  readonly open: { readonly start: number; readonly end: number };
  /** `null` for an empty-element tag, and where the end tag is missing or has another name. */
  readonly close: { readonly start: number; readonly end: number } | null;
}

/** The names of the element in one of whose tag names an offset stands, their ends included; `null` elsewhere. */
export function tagNamesAt(tree: XmlTree, offset: number): TagNames | null {
  return namesAround(tree, offset, offset) ?? namesAround(tree, offset - 1, offset);
}

/** The names of the element at `at`, where `offset` stands in one of them. */
function namesAround(tree: XmlTree, at: number, offset: number): TagNames | null {
  const element = at < 0 ? null : locate(tree, at);
  if (element === null || !isPlacedElement(element)) return null;
  const { node } = element;
  const startTag = startTagOf(node);
  const endTag = endTagOf(node);
  const open = { start: element.offset + startTag.nameStart, end: element.offset + startTag.nameEnd };
  const close = { start: element.offset + endTag.nameStart, end: element.offset + endTag.nameEnd };
  const hasClose = node.closeWidth > 0 && endTag.name === node.name;
  const holds = (range: { start: number; end: number }): boolean => range.start <= offset && offset <= range.end;
  return holds(open) || (hasClose && holds(close)) ? { element, open, close: hasClose ? close : null } : null;
}
