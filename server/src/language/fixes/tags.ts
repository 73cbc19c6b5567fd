/** Fixes of malformed tags, independent of a schema. */
import { spacedTagAt } from '../../xml/checks/spacedTags';
import { contextAt } from '../../xml/context';
import { isPlacedElement, locate, type Placed } from '../../xml/locate';
import { children, isElement, NodeKind, textOf, type ElementNode } from '../../xml/nodes';
import { endTagOf, startTagOf, type Attribute } from '../../xml/tags';
import { appendingFix, editFix, elementAtTag, type FixMaker, type FixRequest } from './fix';
import { isInvisible } from './invisible';
import { indentAt, lineBreakOf, startsLine } from './lines';

/** Inserts the end tag where the element probably ends; `/>` if it contains only whitespace. */
export const closeElement: FixMaker = function* (request) {
  const element = elementAtTag(request);
  const { problem, tree } = request;
  if (element === null) return;
  const { node, offset } = element;
  const { name } = node;
  const probableEnd = problem.related?.[0]?.start ?? offset + node.width;
  const hasElements = node.content !== null && [...children(node.content)].some(isElement);
  const onOwnLine =
    hasElements && startsLine(tree, element) && tree.positionAt(probableEnd).line > tree.positionAt(offset).line;
  const tag = onOwnLine ? `${lineBreakOf(tree)}${indentAt(tree, offset)}</${name}>` : `</${name}>`;
  const isWhitespace = node.content === null || textOf(node.content).trim() === '';
  const isCertain = !hasElements && !isWhitespace;
  yield editFix(
    'Close "{0}" here',
    [name],
    [{ start: probableEnd, end: probableEnd, text: tag }],
    isCertain || 'alone',
  );
  // The element probably contains only the text on the line of its start tag.
  const line = /^[^<\r\n]*/.exec(tree.slice(offset + node.openWidth, offset + node.openWidth + 10_000))![0];
  const lineEnd = offset + node.openWidth + line.trimEnd().length;
  if (line.trim() !== '') {
    yield editFix('Close "{0}" after its text', [name], [{ start: lineEnd, end: lineEnd, text: `</${name}>` }]);
  }
  if (!isWhitespace) return;
  const tagEnd = offset + node.openWidth;
  yield editFix(
    'Replace with the empty element "{0}"',
    [`<${name}/>`],
    [{ start: tagEnd - 1, end: tagEnd, text: '/>' }],
  );
};

/** Removes the whitespace between `<` and the name of a start tag; preferred if the rest of its element follows. */
export const removeSpaceBeforeName: FixMaker = function* ({ tree, problem: { start } }) {
  const tag = spacedTagAt(tree, start);
  if (tag === null) return;
  const at = start + '<'.length;
  const rest = tree.slice(at, at + 10_000);
  const isElement = rest.includes(`</${tag.name}>`) || /^[^<>]*\/>/.test(rest);
  const edit = { start: at, end: at + tag.space.length, text: '' };
  yield editFix('Remove the space', [], [edit], isElement);
};

/** Changes the name of one tag to that of the other. */
export const matchTags: FixMaker = function* ({ tree, problem }) {
  const context = contextAt(tree, problem.start);
  if (context.kind !== 'endTagName' || context.element === null) return;
  const { node, offset } = context.element;
  const { name: endName } = endTagOf(node);
  const edit = { start: problem.start, end: problem.end, text: node.name };
  yield editFix('Replace with "{0}"', [`</${node.name}>`], [edit], 'alone');
  const start = { start: offset + 1, end: offset + 1 + node.name.length, text: endName };
  yield editFix('Change the start tag to "{0}"', [`<${endName}>`], [start], 'alone');
};

/** Removes an end tag without start tag. */
export const removeEndTag: FixMaker = function* ({ tree, problem, marked }) {
  const close = /^[^<>]*>?/.exec(tree.slice(problem.end, problem.end + 1_000))![0].length;
  const start = problem.start - 2;
  // After an equal end tag it is a duplicate; otherwise its start tag can be missing instead.
  const isDuplicate = tree
    .slice(Math.max(0, start - 1_000), start)
    .trimEnd()
    .endsWith(`</${marked}>`);
  yield editFix('Remove "{0}"', [`</${marked}>`], [{ start, end: problem.end + close, text: '' }], isDuplicate);
};

/** Inserts the name of the open element into a nameless end tag. */
export const nameEndTag: FixMaker = function* ({ tree, problem }) {
  const found = locate(tree, problem.start);
  const element = found !== null && isPlacedElement(found) ? found : null;
  if (element === null) return;
  const { name } = element.node;
  yield editFix('Replace with "{0}"', [`</${name}>`], [{ start: problem.end, end: problem.end, text: name }], true);
};

/** Inserts the missing `>` of a start tag, after its last attribute. */
export const endStartTag: FixMaker = function* (request) {
  const element = elementAtTag(request);
  if (element === null) return;
  const { node, offset } = element;
  const tag = startTagOf(node);
  const whole = tag.attributes.filter(({ kind }) => kind === 'Attribute');
  const end = offset + (whole.at(-1)?.end ?? tag.nameEnd);
  const isClosed = node.closeWidth > 0;
  for (const text of isClosed ? ['>', '/>'] : ['/>', '>', `></${node.name}>`]) {
    yield editFix('Insert "{0}" at the end of the tag', [text], [{ start: end, end, text }], text === '>' || 'alone');
  }
  // The missing `>` made the text after it part of the name: `<atext</a>`.
  const { name: endName } = endTagOf(node);
  if (endName !== '' && endName !== node.name && node.name.startsWith(endName)) {
    const at = offset + 1 + endName.length;
    yield editFix('Insert "{0}" at the end of the tag', ['>'], [{ start: at, end: at, text: '>' }], true);
  }
};

/** Removes what is not allowed in a tag and the whitespace before it; preferred for stray punctuation, and if it cannot be seen. */
export const removeFromTag: FixMaker = function* ({ tree, problem: { start, end }, marked }) {
  const before = tree.slice(Math.max(0, start - 1_000), start);
  const whitespace = before.length - before.trimEnd().length;
  const needsSpace = /^[^\s/>?]/.test(tree.slice(end, end + 1));
  const edit = { start: start - whitespace, end, text: needsSpace ? ' ' : '' };
  if (needsSpace && isInvisible(marked)) yield editFix('Replace with a space', [], [edit], true);
  else yield editFix('Remove "{0}"', [marked], [edit], /^[,;.'"|]+$/.test(marked) || isInvisible(marked));
};

/** Adds an empty value to an attribute without value. */
export const addValue: FixMaker = function* ({ tree, problem: { start, end }, marked }) {
  const context = contextAt(tree, start);
  if (context.kind !== 'attributeName') return;
  const { attribute, element } = context;
  const to = Math.max(end, element.offset + attribute.end);
  const edit = { start, end: to, text: `${marked}=""`, snippet: `${marked}="$1"` };
  yield editFix('Add a value to "{0}"', [marked], [edit]);
};

/** Adds the quotes around a value, or the opening one if it has the other. */
export const quoteValue: FixMaker = function* ({ problem: { start, end }, marked }) {
  const quote = /["']$/.exec(marked)?.[0];
  const text = quote === undefined ? `"${marked.replaceAll('"', '&quot;')}"` : `${quote}${marked}`;
  yield editFix('Add quotes around the value', [], [{ start, end, text }], true);
};

/** Inserts the closing quote of a value: at its end or after its first word. */
export const closeQuote: FixMaker = function* ({ problem: { start, end }, marked }) {
  const quote = marked[0]!;
  const trimmed = start + marked.trimEnd().length;
  const offsets = [
    end,
    trimmed,
    start + /^\S*/.exec(marked)![0].length,
    start + 1 + /^[\w.:/#-]*/.exec(marked.slice(1))![0].length,
  ];
  for (const at of new Set(offsets)) {
    yield editFix('Insert the closing quote here', [], [{ start: at, end: at, text: quote }], at === end);
  }
};

/** Removes one of two attributes with the same name. If their values are equal, no information is lost. */
export const removeDuplicateAttribute: FixMaker = function* (request) {
  const { tree, problem } = request;
  const context = contextAt(tree, problem.start);
  if (context.kind !== 'attributeName') return;
  const { element, attribute } = context;
  const first = startTagOf(element.node).attributes.find(
    ({ nameStart }) => element.offset + nameStart === problem.related?.[0]?.start,
  );
  const isCopy = first?.rawValue === attribute.rawValue;
  yield editFix('Remove the second attribute', [], [removalOfAttribute(request, element, attribute)], isCopy);
  if (first !== undefined && !isCopy)
    yield editFix('Remove the first attribute', [], [removalOfAttribute(request, element, first)]);
};

function removalOfAttribute({ tree }: FixRequest, { offset }: Placed<ElementNode>, { nameStart, end }: Attribute) {
  const before = tree.slice(offset, offset + nameStart);
  const whitespace = before.length - before.trimEnd().length;
  return { start: offset + nameStart - whitespace, end: offset + end, text: '' };
}

/** Moves a second root element to the end of the first one. */
export const moveIntoRoot: FixMaker = function* (request) {
  const { tree } = request;
  const element = elementAtTag(request);
  const root = element === null ? null : firstElementBefore(request, element);
  if (element === null || root?.node.kind !== NodeKind.Element) return;
  const at = root.offset + root.node.width - root.node.closeWidth;
  const text = tree.slice(element.offset, element.offset + element.node.width);
  const line = startsLine(tree, root) ? `  ${text}${lineBreakOf(tree)}` : text;
  const removal = { start: element.offset, end: element.offset + element.node.width, text: '' };
  yield editFix('Move into "{0}"', [root.node.name], [{ start: at, end: at, text: line }, removal]);
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

/** Removes a second root element. */
export const removeRootSibling: FixMaker = function* (request) {
  const element = elementAtTag(request);
  if (element === null) return;
  const { offset, node } = element;
  yield editFix('Remove "{0}"', [node.name], [{ start: offset, end: offset + node.width, text: '' }]);
};

/** Inserts the missing `>` of an end tag. */
export const endEndTag = appendingFix('Insert "{0}" here', '>', true);
