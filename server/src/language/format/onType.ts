import { locate, isPlacedElement, type Placed } from '../../xml/locate';
import { NodeFlag, NodeKind, type ElementNode } from '../../xml/nodes';
import type { TextEdit } from '../../xml/reparse';
import type { GovernedDocument } from '../../workspace/document';
import { indentOf, smallestEdit } from './whitespace';
import { ContentClassifier, ContentFlag, contentFlags } from './contentClassifier';
import { format } from './format';
import type { FormatOptions } from '../../workspace/configuration/formatOptions';
import type { Task } from '../../xml/task';

/**
 * The edits after a character was typed: `>` formats the element whose end tag it completes, a line break indents the line.
 * @param offset after the character
 */
export function* formatOnType(
  document: GovernedDocument,
  offset: number,
  character: string,
  options: FormatOptions,
): Task<readonly TextEdit[]> {
  if (character === '\n') return indentLine(document, offset, options);
  const element = elementClosedAt(document, offset);
  return element === null ? [] : yield* format(document, options, { start: element.offset, end: offset });
}

/** The element whose end tag ends at an offset; `null` if there is none. */
function elementClosedAt({ tree }: GovernedDocument, offset: number): Placed<ElementNode> | null {
  const found = locate(tree, offset - 1);
  if (found === null || !isPlacedElement(found) || found.node.kind !== NodeKind.Element) return null;
  return found.offset + found.node.width === offset ? found : null;
}

/** Indents a new line by the depth of its parent; not where its whitespace can be part of a value. */
function indentLine(document: GovernedDocument, offset: number, { unit }: FormatOptions): readonly TextEdit[] {
  const { tree } = document;
  const lineStart = offset - tree.positionAt(offset).character;
  const found = locate(tree, lineStart - 1);
  if (found?.node.kind !== NodeKind.Text || (found.node.flags & NodeFlag.Whitespace) === 0) return [];
  const { parent } = found;
  if (parent === null || !isElementOnly(document, parent)) return [];
  const parentLine = parent.offset - tree.positionAt(parent.offset).character;
  const indent = indentOf(tree.slice(parentLine, parent.offset));
  const gapEnd = found.offset + found.node.width;
  const before = indentOf(tree.slice(lineStart, gapEnd));
  const isBeforeEnd = lineStart + before.length === parent.offset + parent.node.width - parent.node.closeWidth;
  const edit = smallestEdit(lineStart, before, isBeforeEnd ? indent : indent + unit);
  return edit === null ? [] : [edit];
}

function isElementOnly({ tree, schema }: GovernedDocument, element: Placed<ElementNode>): boolean {
  const classifier = new ContentClassifier(tree, schema);
  const path: Placed<ElementNode>[] = [];
  for (let at: Placed<ElementNode> | null = element; at !== null; at = at.parent) path.unshift(at);
  const resolved = path.reduce(
    (outer: ReturnType<ContentClassifier['resolved']>, { node }) => classifier.resolved(outer, node),
    null,
  );
  return (
    classifier.isElementOnly(element.node, resolved) &&
    (contentFlags(element.node.content) & ContentFlag.CharacterData) === 0
  );
}
