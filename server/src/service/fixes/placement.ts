/** Elements that stand in the wrong place, or that have none. */
import { contextAt } from '../../xml/context';
import { escapeText } from '../../vpc/escape';
import { contentEnd, contentStart, isPlacedElement, placedChildren, type Placed } from '../../xml/locate';
import { isElement, NodeKind, textOf, type ElementNode } from '../../xml/nodes';
import { startTagOf } from '../../xml/tags';
import { Template } from '../completion/template';
import { localName } from '../elementNames';
import { dataText, editing, taggedElement, type FixMaker, type FixRequest } from './fix';
import { indentAt, puttingAtEnd, puttingBeside, reindented, takingOut } from './lines';

/** How many siblings are looked through for one that is alike. */
const MOST_COMPARED = 256;

/** To the place where it belongs: beside the sibling that the problem names. */
export const moveToPlace: FixMaker = function* (request) {
  const element = taggedElement(request);
  const { problem, tree } = request;
  const place = problem.related?.[0];
  const side = problem.data?.before !== undefined ? 'before' : problem.data?.behind !== undefined ? 'behind' : null;
  if (element === null || place === undefined || side === null) return;
  const context = contextAt(tree, place.start);
  if (context.kind !== 'tagName') return;
  const text = reindented(tree, element, indentAt(tree, context.element.offset));
  const title = side === 'before' ? 'Move in front of "{0}"' : 'Move behind "{0}"';
  const edits = [takingOut(tree, element), puttingBeside(tree, text, context.element, side)];
  yield editing(title, [context.element.node.name], edits, true);
};

/** Into the sibling in front of it: somebody closed that one too early. */
export const moveIntoPrevious: FixMaker = function* (request) {
  const element = taggedElement(request);
  const previous = element === null ? null : siblingBefore(element, request);
  if (element === null || previous === null) return;
  const { tree } = request;
  const put = puttingAtEnd(tree, previous, (indent) => reindented(tree, element, indent));
  yield editing('Move into "{0}"', [previous.node.name], [put, takingOut(tree, element)]);
};

/** Behind the element that it stands in: somebody closed that one too late. */
export const moveOut: FixMaker = function* (request) {
  const element = taggedElement(request);
  const { tree } = request;
  const parent = element?.parent;
  if (!element || !parent?.parent) return;
  const text = reindented(tree, element, indentAt(tree, parent.offset));
  const edits = [takingOut(tree, element), puttingBeside(tree, text, parent, 'behind')];
  yield editing('Move behind "{0}"', [parent.node.name], edits);
};

/** Away with it. Where a sibling says the very same, nothing is lost. */
export const removeElement: FixMaker = function* (request) {
  const element = taggedElement(request);
  if (element?.parent == null) return;
  const isCopy = hasTwin(element);
  yield editing('Remove "{0}"', [element.node.name], [takingOut(request.tree, element)], isCopy);
};

/** The tags away, what stands between them stays. */
export const unwrap: FixMaker = function* (request) {
  const element = taggedElement(request);
  if (element?.parent == null || element.node.closeWidth === 0) return;
  const { offset, node } = element;
  const end = offset + node.width;
  const edits = [
    { start: offset, end: offset + node.openWidth, text: '' },
    { start: end - node.closeWidth, end, text: '' },
  ];
  yield editing('Remove the tags of "{0}" and keep what is between them', [node.name], edits);
};

/** Without content: the element around what may not stand in it. */
export const emptyParent: FixMaker = function* (request) {
  const context = contextAt(request.tree, request.problem.start);
  const element = context.kind === 'tagName' ? context.element.parent : context.parent;
  if (element?.node.kind !== NodeKind.Element) return;
  yield emptied(element, 'Empty "{0}"');
};

/** Without content: the element that is marked itself. */
export const emptyElement: FixMaker = function* (request) {
  const element = taggedElement(request);
  if (element?.node.kind === NodeKind.Element) yield emptied(element, 'Empty "{0}"');
};

function emptied({ node, offset }: Placed<ElementNode>, title: string) {
  const open = offset + node.openWidth;
  return editing(title, [node.name], [{ start: open - 1, end: offset + node.width, text: '/>' }]);
}

function siblingBefore(element: Placed<ElementNode>, { tree }: FixRequest): Placed<ElementNode> | null {
  let before: Placed<ElementNode> | null = null;
  for (const child of placedChildren(element.parent ?? tree)) {
    if (child.offset >= element.offset) break;
    if (isPlacedElement(child)) before = child;
  }
  return before;
}

/** Whether one of the nearest siblings is the same, letter by letter. */
function hasTwin({ node, parent, offset }: Placed<ElementNode>): boolean {
  if (parent === null) return false;
  const text = textOf(node);
  let compared = 0;
  for (const child of placedChildren(parent)) {
    if (!isElement(child.node) || child.offset === offset || child.node.width !== node.width) continue;
    if (++compared > MOST_COMPARED) return false;
    if (textOf(child.node) === text) return true;
  }
  return false;
}

/** An attribute away, with the blank in front of it. */
export const removeAttribute: FixMaker = function* ({ tree, problem }) {
  const context = contextAt(tree, problem.start);
  if (context.kind !== 'attributeName' && context.kind !== 'attributeValue') return;
  const { element, attribute } = context;
  const from = element.offset + attribute.nameStart;
  const blanks = /\s*$/.exec(tree.slice(Math.max(element.offset, from - 1_000), from))![0].length;
  const edit = { start: from - blanks, end: element.offset + attribute.end, text: '' };
  yield editing('Remove the attribute "{0}"', [attribute.name], [edit]);
};

/** All attributes away that an element of a plain value cannot have. */
export const removeAllAttributes: FixMaker = function* (request) {
  const element = taggedElement(request);
  if (element === null) return;
  const others = startTagOf(element.node).attributes.filter(({ name }) => !/^xmlns(:|$)/.test(name));
  if (others.length < 2) return;
  const edits = others.map(({ nameStart, end }) => {
    const before = request.tree.slice(element.offset, element.offset + nameStart);
    const blanks = before.length - before.trimEnd().length;
    return { start: element.offset + nameStart - blanks, end: element.offset + end, text: '' };
  });
  yield editing('Remove all attributes of "{0}"', [element.node.name], edits);
};

/** The `xsi:nil` of an element away: then its content may stay. */
export const removeNil: FixMaker = function* (request) {
  const element = taggedElement(request);
  if (element === null) return;
  const attribute = startTagOf(element.node).attributes.find(({ name }) => localName(name) === 'nil');
  if (attribute === undefined) return;
  const before = request.tree.slice(element.offset, element.offset + attribute.nameStart);
  const start = element.offset + before.trimEnd().length;
  const edit = { start, end: element.offset + attribute.end, text: '' };
  yield editing('Remove the attribute "{0}"', [attribute.name], [edit]);
  // Without it the element needs a value, which only the person knows.
  const { node, offset } = element;
  if (node.content !== null) return;
  const tag = request.tree.slice(offset, offset + node.openWidth).replace(/\s*\/?>$/, '');
  const bare = tag.slice(0, edit.start - offset) + tag.slice(edit.end - offset);
  const behind = `</${node.name}>`;
  const whole = { start: offset, end: offset + node.width, text: `${bare}>${behind}` };
  const snippet = new Template({ snippets: true, indent: null }).literal(`${bare}>`).place().literal(behind).toString();
  yield editing('Give "{0}" a value', [node.name], [{ ...whole, snippet }]);
};

/** The fixed text in the place of the elements that stand there. */
export const fixContent: FixMaker = function* (request) {
  const element = taggedElement(request);
  const value = dataText(request.problem, 'expected');
  if (element === null || value === undefined || element.node.closeWidth === 0) return;
  const edit = { start: contentStart(element), end: contentEnd(element), text: escapeText(value) };
  yield editing('Replace the content by "{0}"', [value], [edit]);
};
