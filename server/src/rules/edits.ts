/** Edits that insert or remove children of entries, for fixes: they keep the layout. */
import { isPlacedElement, locate, placedChildren, type Placed } from '../xml/locate';
import { localName } from '../xml/namespaces';
import type { ElementNode } from '../xml/nodes';
import type { TextEdit } from '../xml/reparse';
import type { XmlTree } from '../xml/tree';
import { escapeText } from '../xml/escape';
import { vocabularyStyle } from '../domain/publicationText';
import type { Container, FieldRoleIn } from '../domain/roles';
import type { RuleDocument } from './rule';

/** The innermost element at an offset: for a problem's start, the element whose value or name the problem is about. */
export function elementAt(tree: XmlTree, offset: number): Placed<ElementNode> | null {
  const found = locate(tree, offset);
  if (found === null) return null;
  return isPlacedElement(found) ? found : found.parent;
}

/** UTF-16 units that are searched for a line break and indentation: no file is indented deeper. */
const MAX_INDENT = 400;

/** The line break and indentation before an offset; `''` where other text precedes it in its line. */
export function indentOf(tree: XmlTree, offset: number): string {
  return /(?:\r\n|\r|\n)[ \t]*$/.exec(tree.slice(Math.max(0, offset - MAX_INDENT), offset))?.[0] ?? '';
}

/** Removes an element, with its line where nothing else is in it. */
export function removal(tree: XmlTree, { offset, node }: Placed<ElementNode>): TextEdit {
  const end = offset + node.width;
  const indent = indentOf(tree, offset);
  const isLast = /^[ \t]*(?:\r|\n|$)/.test(tree.slice(end, end + MAX_INDENT));
  return { start: isLast ? offset - indent.length : offset, end, text: '' };
}

/**
 * Inserts a field into an entry's element, at its position in the vocabulary's order; `null` where the vocabulary has no
 * such field.
 */
export function insertion<C extends Container>(
  { tree, vocabulary }: RuleDocument,
  parent: Placed<ElementNode>,
  container: C,
  role: FieldRoleIn<C>,
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
    const first = /^(?:\r\n|\r|\n)[ \t]*/.exec(tree.slice(at, at + MAX_INDENT))?.[0] ?? '';
    return { start: at, end: at, text: first + text };
  }
  const end = before.offset + before.node.width;
  return { start: end, end, text: indentOf(tree, before.offset) + text };
}
