import { contextAt } from '../xml/context';
import { isPlacedElement, locate, contentStart, type Placed } from '../xml/locate';
import { NodeKind, startTagText, type ElementNode } from '../xml/nodes';
import { reparse } from '../xml/reparse';
import { endTagOf } from '../xml/tags';
import type { XmlTree } from '../xml/tree';
import { indentOf } from './format/whitespace';
import { unbalancedIn } from '../xml/wellFormedness';

/** An automatic insertion: a snippet that replaces `[start, end)`. */
export interface AutoInsert {
  readonly start: number;
  readonly end: number;
  readonly snippet: string;
}

/**
 * The end tag for a character that was just typed: a `>` that ends a start tag inserts it after the cursor, a `/` after `<` is
 * completed to it; an `=` after the name of an attribute gets quotes. `null` where the element already has its end tag, the
 * attribute a value.
 * @param offset after the character
 */
export function autoInsert(tree: XmlTree, offset: number, character: '>' | '/' | '='): AutoInsert | null {
  if (character === '=') return afterEquals(tree, offset);
  return character === '>' ? afterStartTag(tree, offset) : afterSlash(tree, offset);
}

function afterEquals(tree: XmlTree, offset: number): AutoInsert | null {
  const context = contextAt(tree, offset);
  if (context.kind !== 'attributeValue' || context.quoted) return null;
  const { attribute, element } = context;
  if (element.offset + attribute.nameEnd !== offset - 1 || !isEmptyValue(tree, offset)) return null;
  return { start: offset, end: offset, snippet: '"$0"' };
}

/** Whether no value follows: whitespace, the end of the tag, or the next attribute. */
function isEmptyValue(tree: XmlTree, offset: number): boolean {
  return /^(?:\s*(?:\/?>|$)|\s+(?:[^\s=<>"']+\s*=|<))/.test(tree.slice(offset, offset + MAX_AFTER));
}

/** In UTF-16 units: no more is read to find out what follows. */
const MAX_AFTER = 1_000;

function afterStartTag(tree: XmlTree, offset: number): AutoInsert | null {
  const element = locate(tree, offset - 1);
  if (element === null || !isPlacedElement(element) || contentStart(element) !== offset) return null;
  const { node } = element;
  if (node.kind === NodeKind.EmptyElement || !startTagText(node).endsWith('>')) return null;
  if (!isMissing(tree, offset, node.name)) return null;
  // No name character has a meaning in snippet syntax, so the name needs no escape.
  return { start: offset, end: offset, snippet: `$0</${node.name}>` };
}

function afterSlash(tree: XmlTree, offset: number): AutoInsert | null {
  const closed = locate(tree, offset - 1);
  if (closed === null || !isPlacedElement(closed)) return null;
  const { name } = closed.node;
  const tag = endTagOf(closed.node);
  const tagStart = closed.offset + tag.start;
  if (closed.node.closeWidth === 0 || tag.name !== '' || tagStart !== offset - 2) return null;
  if (!isMissing(reparse(tree, { start: tagStart, end: offset, text: '' }), tagStart, name)) return null;
  const closing = tree.slice(offset, offset + 1) === '>' ? name : `${name}>`;
  return completedTag(tree, closed, tagStart, closing, offset);
}

/** Whether an end tag at an offset would fix something: a second end tag would not. */
function isMissing(tree: XmlTree, offset: number, name: string): boolean {
  const closed = reparse(tree, { start: offset, end: offset, text: `</${name}>` });
  return unbalancedIn(closed.content) < unbalancedIn(tree.content);
}

/** Completes an end tag; where it begins a line, it gets the indentation of the line that its start tag begins. */
function completedTag(
  tree: XmlTree,
  element: Placed<ElementNode>,
  tagStart: number,
  closing: string,
  offset: number,
): AutoInsert {
  const lineUpTo = (at: number): Line => {
    const start = at - tree.positionAt(at).character;
    return { start, text: tree.slice(start, at) };
  };
  const [own, opening] = [lineUpTo(tagStart), lineUpTo(element.offset)];
  const isAlone = own.text.trim() === '' && opening.text.trim() === '' && own.start !== opening.start;
  if (!isAlone || own.text === opening.text) return { start: offset, end: offset, snippet: closing };
  return { start: own.start, end: offset, snippet: `${indentOf(opening.text)}</${closing}` };
}

/** The part of a line before an offset. */
interface Line {
  readonly start: number;
  readonly text: string;
}
