/** The layout of elements on lines, so that elements are moved, removed and inserted as a person would do it. */
import { contentEnd, contentStart, isPlacedElement, placedChildren, type Placed } from '../../xml/locate';
import { NodeFlag, NodeKind, type ElementNode } from '../../xml/nodes';
import type { XmlTree } from '../../xml/tree';
import type { FixEdit } from './fix';

/** A range of a document: offsets in UTF-16 units, half-open. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** In UTF-16 units; longer lines are not searched for what else is on the line of an element. */
const MAX_LINE_LENGTH = 10_000;

/** The offset at which the line of an offset starts. */
export function lineStartOf(tree: XmlTree, offset: number): number {
  return tree.lineStart(tree.positionAt(offset).line);
}

/** The indentation of the line of an offset. */
export function indentAt(tree: XmlTree, offset: number): string {
  const start = lineStartOf(tree, offset);
  return /^[ \t]*/.exec(tree.slice(start, Math.min(offset, start + MAX_LINE_LENGTH)))![0];
}

/** The line break of the document: its first one. */
export function lineBreakOf(tree: XmlTree): string {
  if (tree.lineCount === 1) return '\n';
  const second = tree.lineStart(1);
  return tree.slice(second - 2, second) === '\r\n' ? '\r\n' : tree.slice(second - 1, second);
}

/** The range of an element: its whole lines if nothing else is on them, else the element alone. */
export function linesOf(tree: XmlTree, { offset, node }: Placed): TextRange {
  const own = { start: offset, end: offset + node.width };
  const start = lineStartOf(tree, own.start);
  if (start === 0 || own.start - start > MAX_LINE_LENGTH || tree.slice(start, own.start).trim() !== '') return own;
  const rest = /^[ \t]*(\r\n|\r|\n|$)/.exec(tree.slice(own.end, own.end + MAX_LINE_LENGTH));
  return rest === null || rest[1] === '' ? own : { start, end: own.end + rest[0].length };
}

/** Whether an element has lines of its own. */
export function isOnOwnLines(tree: XmlTree, element: Placed): boolean {
  return linesOf(tree, element).end > element.offset + element.node.width;
}

/** The edit that removes an element, with its lines if nothing else is on them. */
export function removalOf(tree: XmlTree, element: Placed): FixEdit {
  return { ...linesOf(tree, element), text: '' };
}

/** The edit that inserts the text of an element before or after another one: on its own lines if the other one has them. */
export function insertionBeside(tree: XmlTree, text: string, other: Placed, side: 'before' | 'after'): FixEdit {
  const { start, end } = linesOf(tree, other);
  const onLines = isOnOwnLines(tree, other);
  const at = side === 'before' ? start : end;
  const lines = `${indentAt(tree, other.offset)}${text}${lineBreakOf(tree)}`;
  return { start: at, end: at, text: onLines ? lines : text };
}

/** The text of an element for a line with another indentation; with comments or CDATA sections it is not changed. */
export function reindented(tree: XmlTree, { offset, node }: Placed, indent: string): string {
  const text = tree.slice(offset, offset + node.width);
  const old = indentAt(tree, offset);
  if (old === indent || !text.includes('\n') || /<!\[CDATA\[|<!--/.test(text)) return text;
  return text.replace(/(\r\n|\r|\n)([ \t]*)(?=<)/g, (line, eol: string, own: string) =>
    own.startsWith(old) ? eol + indent + own.slice(old.length) : line,
  );
}

/** One level of indentation, taken from the children of an element or of its parent; two spaces or a tab by default. */
export function indentUnitIn(tree: XmlTree, parent: Placed<ElementNode>): string {
  const own = indentAt(tree, parent.offset);
  for (const around of [parent, parent.parent]) {
    const child = around === null ? undefined : firstNonText(around);
    if (around === null || child === undefined || !startsLine(tree, child)) continue;
    const outer = around === parent ? own : indentAt(tree, around.offset);
    const inner = indentAt(tree, child.offset);
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return own.startsWith('\t') ? '\t' : '  ';
}

function firstElement(parent: Placed<ElementNode>): Placed<ElementNode> | undefined {
  for (const child of placedChildren(parent)) if (isPlacedElement(child)) return child;
  return undefined;
}

/** The first child that is not text: an element, or a comment that is laid out like one. */
function firstNonText(parent: Placed<ElementNode>): Placed | undefined {
  for (const child of placedChildren(parent)) if (child.node.kind !== NodeKind.Text) return child;
  return undefined;
}

/** Whether only whitespace precedes an element on its line. */
export function startsLine(tree: XmlTree, { offset }: Placed): boolean {
  const start = lineStartOf(tree, offset);
  return offset - start <= MAX_LINE_LENGTH && tree.slice(start, offset).trim() === '';
}

/** Whether the children of an element are on their own lines, or would be, judging by the lines around it. */
export function hasContentOnLines(parent: Placed<ElementNode>): boolean {
  const { content } = parent.node;
  if (content !== null && (content.kind !== NodeKind.Text || (content.flags & NodeFlag.Whitespace) === 0)) {
    return firstElement(parent) === undefined ? content.breaks > 0 : parent.node.breaks > 0;
  }
  return content !== null ? content.breaks > 0 : parent.parent === null || parent.parent.node.breaks > 0;
}

/** A place to insert at the end of an element's content, and the text that must surround the insertion. */
export interface EndInsertion extends TextRange {
  readonly before: string;
  readonly after: string;
  /** The indentation of the new line; that of the element's line if its content is on one line. */
  readonly indent: string;
  /** The indentation of the element. */
  readonly elementIndent: string;
  readonly onLines: boolean;
}

/** The place to insert at the end of an element's content; `<a/>` becomes `<a>` and `</a>`. */
export function endInsertion(tree: XmlTree, parent: Placed<ElementNode>): EndInsertion {
  const elementIndent = indentAt(tree, parent.offset);
  const onLines = hasContentOnLines(parent);
  const indent = onLines ? elementIndent + indentUnitIn(tree, parent) : elementIndent;
  const eol = lineBreakOf(tree);
  const lead = onLines ? eol + indent : '';
  const last = onLines ? eol + elementIndent : '';
  const shape = { indent, elementIndent, onLines };
  if (parent.node.kind === NodeKind.EmptyElement) {
    const end = parent.offset + parent.node.width;
    const slash = /\s*\/?>?$/.exec(tree.slice(parent.offset, end))![0].length;
    return { start: end - slash, end, before: `>${lead}`, after: `${last}</${parent.node.name}>`, ...shape };
  }
  const from = contentStart(parent);
  const end = contentEnd(parent);
  const tail = /\s*$/.exec(tree.slice(Math.max(from, end - MAX_LINE_LENGTH), end))![0];
  const start = end - tail.length;
  if (onLines && !/[\r\n]/.test(tail)) return { start, end, before: lead, after: last, ...shape };
  return { start, end: start, before: lead, after: '', ...shape };
}

/** The edit that inserts at the end of an element's content. @param write the text; `indent` is for its further lines */
export function insertionAtEnd(tree: XmlTree, parent: Placed<ElementNode>, write: (indent: string) => string): FixEdit {
  const { start, end, before, after, indent } = endInsertion(tree, parent);
  return { start, end, text: before + write(indent) + after };
}
