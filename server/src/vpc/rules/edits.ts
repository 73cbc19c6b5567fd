/** Edits of whole children of entries, for fixes: the layout around them is kept. */
import { isPlacedElement, locate, placedChildren, type Placed } from '../../xml/locate';
import { localName } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import type { TextEdit } from '../../xml/reparse';
import type { XmlTree } from '../../xml/tree';
import { escapeText } from '../escape';
import { vocabularyStyle } from '../exchange/write';
import type { Container, FactRoleIn } from '../roles';
import type { RuleDocument } from './rule';

/** The innermost element at an offset: the child whose value or name a finding marks. */
export function elementAt(tree: XmlTree, offset: number): Placed<ElementNode> | null {
  const found = locate(tree, offset);
  if (found === null) return null;
  return isPlacedElement(found) ? found : found.parent;
}

/** Blanks and a line end in front of an element are looked for so far back: no file is indented deeper. */
const FARTHEST = 400;

/** The line end and the blanks in front of a place; `''` where something else stands in its line. */
export function indentOf(tree: XmlTree, offset: number): string {
  return /(?:\r\n|\r|\n)[ \t]*$/.exec(tree.slice(Math.max(0, offset - FARTHEST), offset))?.[0] ?? '';
}

/** Takes an element away, with its line where nothing else stands in it. */
export function removal(tree: XmlTree, { offset, node }: Placed<ElementNode>): TextEdit {
  const end = offset + node.width;
  const indent = indentOf(tree, offset);
  const isLast = /^[ \t]*(?:\r|\n|$)/.test(tree.slice(end, end + FARTHEST));
  return { start: isLast ? offset - indent.length : offset, end, text: '' };
}

/**
 * Puts a child with a plain value into an entry's element, where the vocabulary's order has it; `null` where the
 * vocabulary has no such child.
 */
export function insertion<C extends Container>(
  { tree, vocabulary }: RuleDocument,
  parent: Placed<ElementNode>,
  container: C,
  role: FactRoleIn<C>,
  value: string,
): TextEdit | null {
  const name = vocabulary.nameOf(container, role);
  if (name === undefined) return null;
  const order = vocabularyStyle(vocabulary).order(vocabulary.profile.containers[container].element);
  const rank = (element: Placed<ElementNode>) => order.indexOf(localName(element.node.name));
  let before: Placed<ElementNode> | null = null;
  for (const child of placedChildren(parent)) {
    if (!isPlacedElement(child)) continue;
    if (rank(child) > order.indexOf(name)) break;
    before = child;
  }
  const prefix = parent.node.name.slice(0, parent.node.name.indexOf(':') + 1);
  const text = `<${prefix}${name}>${escapeText(value)}</${prefix}${name}>`;
  if (before === null) {
    const at = parent.offset + parent.node.openWidth;
    const first = /^(?:\r\n|\r|\n)[ \t]*/.exec(tree.slice(at, at + FARTHEST))?.[0] ?? '';
    return { start: at, end: at, text: first + text };
  }
  const end = before.offset + before.node.width;
  return { start: end, end, text: indentOf(tree, before.offset) + text };
}
