/** Slips in tags: of XML as such, whatever the schema says. */
import { contextAt } from '../../xml/context';
import { isPlacedElement, locate, type Placed } from '../../xml/locate';
import { children, isElement, NodeKind, textOf, type ElementNode } from '../../xml/nodes';
import { endTagOf, startTagOf, type Attribute } from '../../xml/tags';
import { appending, editing, taggedElement, type FixMaker, type FixRequest } from './fix';
import { indentAt, lineBreakOf, startsLine } from './lines';

/** An end tag where the element seems to end, or, where nothing but blanks is in it, `/>`. */
export const closeElement: FixMaker = function* (request) {
  const element = taggedElement(request);
  const { problem, tree } = request;
  if (element === null) return;
  const { node, offset } = element;
  const { name } = node;
  const place = problem.related?.[0]?.start ?? offset + node.width;
  const hasElements = node.content !== null && [...children(node.content)].some(isElement);
  const onOwnLine =
    hasElements && startsLine(tree, element) && tree.positionAt(place).line > tree.positionAt(offset).line;
  const tag = onOwnLine ? `${lineBreakOf(tree)}${indentAt(tree, offset)}</${name}>` : `</${name}>`;
  const isBlank = node.content === null || textOf(node.content).trim() === '';
  const isSure = !hasElements && !isBlank;
  yield editing('Close "{0}" here', [name], [{ start: place, end: place, text: tag }], isSure || 'alone');
  // Text that ends on the line of the start tag: what stands behind it belongs to others.
  const line = /^[^<\r\n]*/.exec(tree.slice(offset + node.openWidth, offset + node.openWidth + 10_000))![0];
  const lineEnd = offset + node.openWidth + line.trimEnd().length;
  if (line.trim() !== '') {
    yield editing('Close "{0}" at the end of its text', [name], [{ start: lineEnd, end: lineEnd, text: `</${name}>` }]);
  }
  if (!isBlank) return;
  const tagEnd = offset + node.openWidth;
  yield editing('Write "{0}" without content', [`<${name}/>`], [{ start: tagEnd - 1, end: tagEnd, text: '/>' }]);
};

/** One of two tags gets the name of the other. */
export const matchTags: FixMaker = function* ({ tree, problem }) {
  const context = contextAt(tree, problem.start);
  if (context.kind !== 'endTagName' || context.element === null) return;
  const { node, offset } = context.element;
  const { name: endName } = endTagOf(node);
  const edit = { start: problem.start, end: problem.end, text: node.name };
  yield editing('Write "{0}"', [`</${node.name}>`], [edit], 'alone');
  const start = { start: offset + 1, end: offset + 1 + node.name.length, text: endName };
  yield editing('Write "{0}" in the start tag', [`<${endName}>`], [start], 'alone');
};

/** The whole end tag away, with the blanks of its line. */
export const removeEndTag: FixMaker = function* ({ tree, problem, marked }) {
  const close = /^[^<>]*>?/.exec(tree.slice(problem.end, problem.end + 1_000))![0].length;
  const start = problem.start - 2;
  // Written twice, one of the two is too many; else its start tag may be what is missing.
  const isDouble = tree
    .slice(Math.max(0, start - 1_000), start)
    .trimEnd()
    .endsWith(`</${marked}>`);
  yield editing('Remove "{0}"', [`</${marked}>`], [{ start, end: problem.end + close, text: '' }], isDouble);
};

/** The name of the element that ends here. */
export const nameEndTag: FixMaker = function* ({ tree, problem }) {
  const found = locate(tree, problem.start);
  const element = found !== null && isPlacedElement(found) ? found : null;
  if (element === null) return;
  const { name } = element.node;
  yield editing('Write "{0}"', [`</${name}>`], [{ start: problem.end, end: problem.end, text: name }], true);
};

/** The `>` that a start tag lacks: behind its last attribute. */
export const endStartTag: FixMaker = function* (request) {
  const element = taggedElement(request);
  if (element === null) return;
  const { node, offset } = element;
  const tag = startTagOf(node);
  const whole = tag.attributes.filter(({ kind }) => kind === 'Attribute');
  const end = offset + (whole.at(-1)?.end ?? tag.nameEnd);
  const isClosed = node.closeWidth > 0;
  for (const text of isClosed ? ['>', '/>'] : ['/>', '>', `></${node.name}>`]) {
    yield editing('Write "{0}" at the end of the tag', [text], [{ start: end, end, text }], text === '>' || 'alone');
  }
  // The name has run into the text behind it.
  const { name: endName } = endTagOf(node);
  if (endName !== '' && endName !== node.name && node.name.startsWith(endName)) {
    const at = offset + 1 + endName.length;
    yield editing('Write "{0}" at the end of the tag', ['>'], [{ start: at, end: at, text: '>' }], true);
  }
};

/** What does not belong in a tag away, with the blanks in front of it; commas and the like mean nothing there. */
export const removeFromTag: FixMaker = function* ({ tree, problem: { start, end }, marked }) {
  const before = tree.slice(Math.max(0, start - 1_000), start);
  const blanks = before.length - before.trimEnd().length;
  const needsBlank = /^[^\s/>?]/.test(tree.slice(end, end + 1));
  const edit = { start: start - blanks, end, text: needsBlank ? ' ' : '' };
  yield editing('Remove "{0}"', [marked], [edit], /^[,;.'"|]+$/.test(marked));
};

/** An attribute without value: a place for it, or none of it. */
export const giveValue: FixMaker = function* ({ tree, problem: { start, end }, marked }) {
  const context = contextAt(tree, start);
  if (context.kind !== 'attributeName') return;
  const { attribute, element } = context;
  const to = Math.max(end, element.offset + attribute.end);
  const edit = { start, end: to, text: `${marked}=""`, snippet: `${marked}="$1"` };
  yield editing('Give "{0}" a value', [marked], [edit]);
};

/** Quotes around a value; where one of them stands there, the other. */
export const quoteValue: FixMaker = function* ({ problem: { start, end }, marked }) {
  const quote = /["']$/.exec(marked)?.[0];
  const text = quote === undefined ? `"${marked.replaceAll('"', '&quot;')}"` : `${quote}${marked}`;
  yield editing('Put the value in quotes', [], [{ start, end, text }], true);
};

/** The quote that a value lacks at its end: there, or behind its first word. */
export const closeQuote: FixMaker = function* ({ problem: { start, end }, marked }) {
  const quote = marked[0]!;
  const trimmed = start + marked.trimEnd().length;
  const places = [
    end,
    trimmed,
    start + /^\S*/.exec(marked)![0].length,
    start + 1 + /^[\w.:/#-]*/.exec(marked.slice(1))![0].length,
  ];
  for (const at of new Set(places)) {
    yield editing('Write the closing quote here', [], [{ start: at, end: at, text: quote }], at === end);
  }
};

/** The second of two attributes of one name away, or the first one. Where both say the same, nothing is lost. */
export const removeDouble: FixMaker = function* (request) {
  const { tree, problem } = request;
  const context = contextAt(tree, problem.start);
  if (context.kind !== 'attributeName') return;
  const { element, attribute } = context;
  const first = startTagOf(element.node).attributes.find(
    ({ nameStart }) => element.offset + nameStart === problem.related?.[0]?.start,
  );
  const isCopy = first?.rawValue === attribute.rawValue;
  yield editing('Remove the second one', [], [without(request, element, attribute)], isCopy);
  if (first !== undefined && !isCopy) yield editing('Remove the first one', [], [without(request, element, first)]);
};

function without({ tree }: FixRequest, { offset }: Placed<ElementNode>, { nameStart, end }: Attribute) {
  const before = tree.slice(offset, offset + nameStart);
  const blanks = before.length - before.trimEnd().length;
  return { start: offset + nameStart - blanks, end: offset + end, text: '' };
}

/** Into the root element, at its end. */
export const moveIntoRoot: FixMaker = function* (request) {
  const { tree } = request;
  const element = taggedElement(request);
  const root = element === null ? null : firstElementBefore(request, element);
  if (element === null || root?.node.kind !== NodeKind.Element) return;
  const at = root.offset + root.node.width - root.node.closeWidth;
  const text = tree.slice(element.offset, element.offset + element.node.width);
  const unit = startsLine(tree, root) ? `  ${text}${lineBreakOf(tree)}` : text;
  const cut = { start: element.offset, end: element.offset + element.node.width, text: '' };
  yield editing('Move into "{0}"', [root.node.name], [{ start: at, end: at, text: unit }, cut]);
};

function firstElementBefore({ tree }: FixRequest, element: Placed<ElementNode>): Placed<ElementNode> | null {
  for (let at = 0; at < element.offset;) {
    const found = locate(tree, at);
    if (found === null) return null;
    if (isPlacedElement(found)) return found.offset < element.offset ? found : null;
    at = found.offset + found.node.width;
  }
  return null;
}

/** An element beside the root, away. */
export const removeRootSibling: FixMaker = function* (request) {
  const element = taggedElement(request);
  if (element === null) return;
  const { offset, node } = element;
  yield editing('Remove "{0}"', [node.name], [{ start: offset, end: offset + node.width, text: '' }]);
};

/** The `>` behind the name of an end tag. */
export const endEndTag = appending('Write "{0}" here', '>', true);
