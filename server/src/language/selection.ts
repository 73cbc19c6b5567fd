/** Expanding a selection: from a word in a value to the whole document. */
import { contextAt } from '../xml/context';
import { contentEnd, contentStart, isPlacedElement, locate, type Placed } from '../xml/locate';
import { forEachChild, NodeFlag, NodeKind, textOf, type ChildNode, type ElementNode } from '../xml/nodes';
import { endTagOf, startTagOf } from '../xml/tags';
import type { XmlTree } from '../xml/tree';

/** A half-open range of offsets in the document. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The ranges around an offset, innermost first, each larger than the one before: word, value, value with quotes, attribute,
 * tag, content, element, whole lines of the element with the comments above it, adjacent siblings of the same name, content
 * of the parent, and so on. Costs the depth of the tree and the siblings at each level.
 */
export function selectionRanges(tree: XmlTree, offset: number): readonly Range[] {
  const ranges: Range[] = [];
  const add = (range: Range): void => {
    const last = ranges.at(-1);
    const holds = range.start <= offset && offset <= range.end && range.start < range.end;
    const grows =
      last === undefined || (range.start <= last.start && range.end >= last.end && sizeOf(range) > sizeOf(last));
    if (holds && grows) ranges.push(range);
  };
  const found = nodeAt(tree, offset);
  addToken(tree, offset, found, add);
  for (let placed = found; placed !== null; placed = placed.parent) {
    if (isPlacedElement(placed)) addElement(tree, placed, offset, add);
    else if (placed.node.kind !== NodeKind.Text) addNode(tree, placed, add);
  }
  add({ start: 0, end: tree.length });
  return ranges;
}

function sizeOf({ start, end }: Range): number {
  return end - start;
}

/** The node at an offset; between two nodes, the one before if the one after is whitespace. */
function nodeAt(tree: XmlTree, offset: number): Placed | null {
  const after = locate(tree, offset);
  if (offset === 0 || after === null || !isWhitespace(after.node)) return after;
  const before = locate(tree, offset - 1);
  return before !== null && !isWhitespace(before.node) ? before : after;
}

function isWhitespace(node: ChildNode): boolean {
  return node.kind === NodeKind.Text && (node.flags & NodeFlag.Whitespace) !== 0;
}

/** The word, the text or the attribute at an offset. */
function addToken(tree: XmlTree, offset: number, found: Placed | null, add: (range: Range) => void): void {
  const context = contextAt(tree, offset);
  if (context.kind === 'text' || context.kind === 'attributeValue' || context.kind === 'comment') {
    addWord(tree, offset, context, add);
  }
  if (context.kind !== 'comment' && context.kind !== 'cdata') add(context);
  if (context.kind === 'attributeName' || context.kind === 'attributeValue') {
    const { attribute, element } = context;
    const end = element.offset + attribute.end;
    // A value that is not closed has no quote after it.
    if (context.kind === 'attributeValue' && context.quoted)
      add({ start: context.start - 1, end: Math.min(context.end + 1, end) });
    add({ start: element.offset + attribute.nameStart, end });
    const { attributes } = startTagOf(element.node);
    add({ start: element.offset + attributes[0]!.nameStart, end: element.offset + attributes.at(-1)!.end });
  }
  if (found !== null && !isPlacedElement(found)) addInner(found, add);
}

/** The characters around an offset up to the next whitespace. */
function addWord(tree: XmlTree, offset: number, { start, end }: Range, add: (range: Range) => void): void {
  const from = Math.max(start, offset - MAX_WORD_LENGTH);
  const to = Math.min(end, offset + MAX_WORD_LENGTH);
  const before = /\S*$/.exec(tree.slice(from, offset))![0];
  const after = /^\S*/.exec(tree.slice(offset, to))![0];
  add({ start: offset - before.length, end: offset + after.length });
}

/** In UTF-16 units: bounds the work where a text has no whitespace. */
const MAX_WORD_LENGTH = 256;

/** The content of a comment, CDATA section or processing instruction. */
function addInner({ node, offset }: Placed, add: (range: Range) => void): void {
  const delimiters: Partial<Record<ChildNode['kind'], readonly [number, number]>> = {
    [NodeKind.Comment]: [4, 3],
    [NodeKind.CData]: [9, 3],
    [NodeKind.ProcessingInstruction]: [2, 2],
  };
  const widths = delimiters[node.kind];
  if (widths === undefined || (node.flags & NodeFlag.Unfinished) !== 0) return;
  const text = textOf(node).slice(widths[0], -widths[1]);
  const start = offset + widths[0] + text.length - text.trimStart().length;
  add({ start, end: start + text.trim().length });
  add({ start: offset + widths[0], end: offset + node.width - widths[1] });
}

function addElement(tree: XmlTree, element: Placed<ElementNode>, offset: number, add: (range: Range) => void): void {
  const { node } = element;
  const start = contentStart(element);
  const end = contentEnd(element);
  if (offset < start) add({ start: element.offset, end: start });
  else if (offset > end) add({ start: end, end: element.offset + endTagOf(node).end });
  if (offset >= start && offset <= end) {
    addTrimmed(tree, { start, end }, add);
    add({ start, end });
  }
  addNode(tree, element, add);
}

/** A content without leading and trailing whitespace. */
function addTrimmed(tree: XmlTree, { start, end }: Range, add: (range: Range) => void): void {
  const first = locate(tree, start);
  const last = locate(tree, end - 1);
  if (start === end || first === null || last === null) return;
  const from = isWhitespace(first.node) ? first.offset + first.node.width : start;
  const to = isWhitespace(last.node) ? last.offset : end;
  if (from < to) add({ start: from, end: to });
}

/** A node, then its whole lines with the comments above it, then the adjacent siblings of the same name. */
function addNode(tree: XmlTree, placed: Placed, add: (range: Range) => void): void {
  const end = placed.offset + placed.node.width;
  add({ start: placed.offset, end });
  if (!isPlacedElement(placed) || placed.parent === null) return;
  const siblings = siblingsOf(placed, placed.parent);
  const index = siblings.findIndex(({ offset }) => offset === placed.offset);
  const { name } = placed.node;
  const isSame = ({ node }: Sibling): boolean => 'name' in node && node.name === name;
  const isComment = ({ node }: Sibling): boolean => node.kind === NodeKind.Comment;
  const commented = firstAdjacent(siblings, index, isComment);
  add(wholeLines(tree, { start: siblings[commented]!.offset, end }));
  const first = firstAdjacent(siblings, index, (sibling) => isSame(sibling) || isComment(sibling));
  let last = index;
  for (let i = index + 1; i < siblings.length && (isSame(siblings[i]!) || isComment(siblings[i]!)); i++) {
    // Comments after the last element belong to what follows them.
    if (isSame(siblings[i]!)) last = i;
  }
  const group = { start: siblings[first]!.offset, end: siblings[last]!.offset + siblings[last]!.node.width };
  add(group);
  add(wholeLines(tree, group));
}

interface Sibling {
  readonly node: ChildNode;
  readonly offset: number;
}

function siblingsOf(placed: Placed, parent: Placed<ElementNode>): readonly Sibling[] {
  const siblings: Sibling[] = [];
  forEachChild(parent.node.content, contentStart(parent), (node, offset) => {
    if (!isWhitespace(node) || offset === placed.offset) siblings.push({ node, offset });
  });
  return siblings;
}

/** The index of the first sibling such that it and all up to `index` belong. */
function firstAdjacent(siblings: readonly Sibling[], index: number, belongs: (sibling: Sibling) => boolean): number {
  let first = index;
  while (first > 0 && belongs(siblings[first - 1]!)) first--;
  return first;
}

/** The range with its indentation and line break, where nothing else is on its lines; else the range as it is. */
function wholeLines(tree: XmlTree, { start, end }: Range): Range {
  const lineStart = start - tree.positionAt(start).character;
  if (tree.slice(lineStart, start).trim() !== '') return { start, end };
  const rest = /^[ \t]*(\r\n|\r|\n|$)/.exec(tree.slice(end, end + MAX_WORD_LENGTH));
  return rest === null ? { start, end } : { start: lineStart, end: end + rest[0].length };
}
