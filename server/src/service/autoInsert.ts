import { isPlacedElement, locate, contentStart, type Placed } from '../xml/locate';
import { NodeKind, startTagText, type ElementNode } from '../xml/nodes';
import { reparse } from '../xml/reparse';
import { endTagOf } from '../xml/tags';
import type { XmlTree } from '../xml/tree';
import { unbalancedIn } from './balance';
import { indentOf } from './format/blanks';

/** What is inserted by itself: a snippet in place of `[start, end)`. */
export interface AutoInsert {
  readonly start: number;
  readonly end: number;
  readonly snippet: string;
}

/**
 * The end tag that a character just typed calls for: `>` that ends a start tag brings it behind the cursor, `/` behind `<`
 * is completed to it. Nothing where the end tag stands there already.
 * @param offset behind the character
 */
export function autoInsert(tree: XmlTree, offset: number, character: '>' | '/'): AutoInsert | null {
  return character === '>' ? behindStartTag(tree, offset) : behindSlash(tree, offset);
}

function behindStartTag(tree: XmlTree, offset: number): AutoInsert | null {
  const element = locate(tree, offset - 1);
  if (element === null || !isPlacedElement(element) || contentStart(element) !== offset) return null;
  const { node } = element;
  if (node.kind === NodeKind.EmptyElement || !startTagText(node).endsWith('>')) return null;
  if (!isMissing(tree, offset, node.name)) return null;
  // No character of a name means anything in a snippet.
  return { start: offset, end: offset, snippet: `$0</${node.name}>` };
}

function behindSlash(tree: XmlTree, offset: number): AutoInsert | null {
  const closed = locate(tree, offset - 1);
  if (closed === null || !isPlacedElement(closed)) return null;
  const { name } = closed.node;
  const tag = endTagOf(closed.node);
  const tagStart = closed.offset + tag.start;
  if (closed.node.closeWidth === 0 || tag.name !== '' || tagStart !== offset - 2) return null;
  if (!isMissing(reparse(tree, { start: tagStart, end: offset, text: '' }), tagStart, name)) return null;
  const closing = tree.slice(offset, offset + 1) === '>' ? name : `${name}>`;
  return lineOf(tree, closed, tagStart, closing, offset);
}

/** Whether an end tag at an offset would mend something: where it stands already, it would be one too many. */
function isMissing(tree: XmlTree, offset: number, name: string): boolean {
  const closed = reparse(tree, { start: offset, end: offset, text: `</${name}>` });
  return unbalancedIn(closed.content) < unbalancedIn(tree.content);
}

/** The end tag completed; where it begins a line, it is indented as the line is that its start tag begins. */
function lineOf(
  tree: XmlTree,
  element: Placed<ElementNode>,
  tagStart: number,
  closing: string,
  offset: number,
): AutoInsert {
  const [own, opening] = [tagStart, element.offset].map((at) => {
    const start = at - tree.positionAt(at).character;
    return { start, text: tree.slice(start, at) };
  }) as [Line, Line];
  const isAlone = own.text.trim() === '' && opening.text.trim() === '' && own.start !== opening.start;
  if (!isAlone || own.text === opening.text) return { start: offset, end: offset, snippet: closing };
  return { start: own.start, end: offset, snippet: `${indentOf(opening.text)}</${closing}` };
}

/** A line up to a place in it. */
interface Line {
  readonly start: number;
  readonly text: string;
}
