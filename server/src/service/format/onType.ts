import { locate, isPlacedElement, type Placed } from '../../xml/locate';
import { NodeFlag, NodeKind, type ElementNode } from '../../xml/nodes';
import type { TextEdit } from '../../xml/reparse';
import type { GovernedDocument } from '../document';
import { indentOf, smallestEdit } from './blanks';
import { ContentShapes, Holds, shapeOf } from './contentShape';
import { format } from './format';
import type { FormatOptions } from './options';

/**
 * What to lay out when a character has been typed: the element whose end tag a `>` has finished, the indentation of a new line.
 * @param offset behind the character
 */
export function* formatOnType(
  document: GovernedDocument,
  offset: number,
  character: string,
  options: FormatOptions,
): Generator<void, readonly TextEdit[], undefined> {
  if (character === '\n') return indentLine(document, offset, options);
  const element = closedAt(document, offset);
  return element === null ? [] : yield* format(document, options, { start: element.offset, end: offset });
}

/** The element whose end tag ends at an offset. */
function closedAt({ tree }: GovernedDocument, offset: number): Placed<ElementNode> | null {
  const found = locate(tree, offset - 1);
  if (found === null || !isPlacedElement(found) || found.node.kind !== NodeKind.Element) return null;
  return found.offset + found.node.width === offset ? found : null;
}

/** Indents a new line by the depth of what it stands in; where its blanks may be a value, it is left alone. */
function indentLine(document: GovernedDocument, offset: number, { unit }: FormatOptions): readonly TextEdit[] {
  const { tree } = document;
  const lineStart = offset - tree.positionAt(offset).character;
  const found = locate(tree, lineStart - 1);
  if (found?.node.kind !== NodeKind.Text || (found.node.flags & NodeFlag.Blank) === 0) return [];
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
  const shapes = new ContentShapes(tree, schema);
  const path: Placed<ElementNode>[] = [];
  for (let at: Placed<ElementNode> | null = element; at !== null; at = at.parent) path.unshift(at);
  const governed = path.reduce(
    (outer: ReturnType<ContentShapes['governed']>, { node }) => shapes.governed(outer, node),
    null,
  );
  return shapes.isElementOnly(element.node, governed) && (shapeOf(element.node.content) & Holds.Characters) === 0;
}
