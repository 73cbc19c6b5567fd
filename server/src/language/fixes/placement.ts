/** Fixes of elements and attributes in a wrong place, or where none is allowed. */
import { contextAt } from '../../xml/context';
import { escapeText } from '../../xml/escape';
import { contentEnd, contentStart, isPlacedElement, placedChildren, type Placed } from '../../xml/locate';
import { isElement, NodeKind, textOf, type ElementNode } from '../../xml/nodes';
import { startTagOf } from '../../xml/tags';
import { Template } from '../completion/template';
import { dataText, editFix, elementAtTag, type FixMaker, type FixRequest } from './fix';
import { indentAt, insertionAtEnd, insertionBeside, reindented, removalOf } from './lines';
import { localName } from '../../xml/namespaces';

/** Siblings of equal length that are searched for an equal one. */
const MAX_COMPARED = 256;
/** A longer element, in UTF-16 units, is not moved out of or into another one on a guess: a million nested ones can be in each other. */
const MAX_MOVED = 256 * 1024;

/** Moves the element to the correct place: before or after the sibling that the problem names. */
export const moveToPlace: FixMaker = function* (request) {
  const element = elementAtTag(request);
  const { problem, tree } = request;
  const sibling = problem.related?.[0];
  const side = problem.data?.before !== undefined ? 'before' : problem.data?.after !== undefined ? 'after' : null;
  if (element === null || sibling === undefined || side === null) return;
  const context = contextAt(tree, sibling.start);
  if (context.kind !== 'tagName') return;
  const text = reindented(tree, element, indentAt(tree, context.element.offset));
  const title = side === 'before' ? 'Move before "{0}"' : 'Move after "{0}"';
  const edits = [removalOf(tree, element), insertionBeside(tree, text, context.element, side)];
  yield editFix(title, [context.element.node.name], edits, true);
};

/** Moves the element into the sibling before it, which was closed too early. */
export const moveIntoPrevious: FixMaker = function* (request) {
  const element = elementAtTag(request);
  const previous = element === null ? null : precedingSibling(element, request);
  if (element === null || previous === null || element.node.width > MAX_MOVED) return;
  const { tree } = request;
  const insertion = insertionAtEnd(tree, previous, (indent) => reindented(tree, element, indent));
  yield editFix('Move into "{0}"', [previous.node.name], [insertion, removalOf(tree, element)]);
};

/** Moves the element after its parent, which was closed too late. */
export const moveOut: FixMaker = function* (request) {
  const element = elementAtTag(request);
  const { tree } = request;
  const parent = element?.parent;
  if (!element || !parent?.parent || element.node.width > MAX_MOVED) return;
  const text = reindented(tree, element, indentAt(tree, parent.offset));
  const edits = [removalOf(tree, element), insertionBeside(tree, text, parent, 'after')];
  yield editFix('Move after "{0}"', [parent.node.name], edits);
};

/** Removes the element. If a sibling is equal, no information is lost. */
export const removeElement: FixMaker = function* (request) {
  const element = elementAtTag(request);
  if (element?.parent == null) return;
  const isCopy = hasDuplicateSibling(element);
  yield editFix('Remove "{0}"', [element.node.name], [removalOf(request.tree, element)], isCopy);
};

/** Removes the tags and keeps the content. */
export const unwrap: FixMaker = function* (request) {
  const element = elementAtTag(request);
  if (element?.parent == null || element.node.closeWidth === 0) return;
  const { offset, node } = element;
  const end = offset + node.width;
  const edits = [
    { start: offset, end: offset + node.openWidth, text: '' },
    { start: end - node.closeWidth, end, text: '' },
  ];
  yield editFix('Remove the tags of "{0}" and keep the content', [node.name], edits);
};

/** Removes the content of the element that contains the problem. */
export const emptyParent: FixMaker = function* (request) {
  const context = contextAt(request.tree, request.problem.start);
  const element = context.kind === 'tagName' ? context.element.parent : context.parent;
  if (element?.node.kind !== NodeKind.Element) return;
  yield emptiedFix(element, 'Remove the content of "{0}"');
};

/** Removes the content of the marked element. */
export const emptyElement: FixMaker = function* (request) {
  const element = elementAtTag(request);
  if (element?.node.kind === NodeKind.Element) yield emptiedFix(element, 'Remove the content of "{0}"');
};

function emptiedFix({ node, offset }: Placed<ElementNode>, title: string) {
  const open = offset + node.openWidth;
  return editFix(title, [node.name], [{ start: open - 1, end: offset + node.width, text: '/>' }]);
}

function precedingSibling(element: Placed<ElementNode>, { tree }: FixRequest): Placed<ElementNode> | null {
  let before: Placed<ElementNode> | null = null;
  for (const child of placedChildren(element.parent ?? tree)) {
    if (child.offset >= element.offset) break;
    if (isPlacedElement(child)) before = child;
  }
  return before;
}

/** Whether one of the first siblings has the same source text. */
function hasDuplicateSibling({ node, parent, offset }: Placed<ElementNode>): boolean {
  if (parent === null) return false;
  let text: string | null = null;
  let compared = 0;
  for (const child of placedChildren(parent)) {
    if (!isElement(child.node) || child.offset === offset || child.node.width !== node.width) continue;
    if (++compared > MAX_COMPARED) return false;
    if (textOf(child.node) === (text ??= textOf(node))) return true;
  }
  return false;
}

/** Removes an attribute and the whitespace before it. */
export const removeAttribute: FixMaker = function* ({ tree, problem }) {
  const context = contextAt(tree, problem.start);
  if (context.kind !== 'attributeName' && context.kind !== 'attributeValue') return;
  const { element, attribute } = context;
  const from = element.offset + attribute.nameStart;
  const whitespace = /\s*$/.exec(tree.slice(Math.max(element.offset, from - 1_000), from))![0].length;
  const edit = { start: from - whitespace, end: element.offset + attribute.end, text: '' };
  yield editFix('Remove attribute "{0}"', [attribute.name], [edit]);
};

/** Removes all attributes except namespace declarations from an element of a simple type. */
export const removeAllAttributes: FixMaker = function* (request) {
  const element = elementAtTag(request);
  if (element === null) return;
  const others = startTagOf(element.node).attributes.filter(({ name }) => !/^xmlns(:|$)/.test(name));
  if (others.length < 2) return;
  const edits = others.map(({ nameStart, end }) => {
    const before = request.tree.slice(element.offset, element.offset + nameStart);
    const whitespace = before.length - before.trimEnd().length;
    return { start: element.offset + nameStart - whitespace, end: element.offset + end, text: '' };
  });
  yield editFix('Remove all attributes of "{0}"', [element.node.name], edits);
};

/** Removes `xsi:nil`, so that the element can have content. */
export const removeNil: FixMaker = function* (request) {
  const element = elementAtTag(request);
  if (element === null) return;
  const attribute = startTagOf(element.node).attributes.find(({ name }) => localName(name) === 'nil');
  if (attribute === undefined) return;
  const before = request.tree.slice(element.offset, element.offset + attribute.nameStart);
  const start = element.offset + before.trimEnd().length;
  const edit = { start, end: element.offset + attribute.end, text: '' };
  yield editFix('Remove attribute "{0}"', [attribute.name], [edit]);
  // Without it the element needs a value, which is left to be filled in.
  const { node, offset } = element;
  if (node.content !== null) return;
  const tag = request.tree.slice(offset, offset + node.openWidth).replace(/\s*\/?>$/, '');
  const bare = tag.slice(0, edit.start - offset) + tag.slice(edit.end - offset);
  const endTag = `</${node.name}>`;
  const whole = { start: offset, end: offset + node.width, text: `${bare}>${endTag}` };
  const snippet = new Template({ snippets: true, indent: null })
    .literal(`${bare}>`)
    .placeholder()
    .literal(endTag)
    .toString();
  yield editFix('Add a value to "{0}"', [node.name], [{ ...whole, snippet }]);
};

/** Replaces the content with the fixed value of the element. */
export const fixContent: FixMaker = function* (request) {
  const element = elementAtTag(request);
  const value = dataText(request.problem, 'expected');
  if (element === null || value === undefined || element.node.closeWidth === 0) return;
  const edit = { start: contentStart(element), end: contentEnd(element), text: escapeText(value) };
  yield editFix('Replace the content with "{0}"', [value], [edit]);
};
