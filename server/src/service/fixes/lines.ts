/** How elements stand on their lines: so that what is moved, removed or put in leaves the layout as a person would. */
import { contentEnd, contentStart, isPlacedElement, placedChildren, type Placed } from '../../xml/locate';
import { NodeFlag, NodeKind, type ElementNode } from '../../xml/nodes';
import type { XmlTree } from '../../xml/tree';
import type { FixEdit } from './fix';

/** A stretch of a document. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Longer lines are not read to find out what stands beside an element. */
const LONGEST_LINE = 10_000;

/** The offset at which the line of an offset starts. */
export function lineStartOf(tree: XmlTree, offset: number): number {
  return tree.lineStart(tree.positionAt(offset).line);
}

/** The white space at the start of the line of an offset. */
export function indentAt(tree: XmlTree, offset: number): string {
  const start = lineStartOf(tree, offset);
  return /^[ \t]*/.exec(tree.slice(start, Math.min(offset, start + LONGEST_LINE)))![0];
}

/** The line break that the document uses. */
export function lineBreakOf(tree: XmlTree): string {
  if (tree.lineCount === 1) return '\n';
  const second = tree.lineStart(1);
  return tree.slice(second - 2, second) === '\r\n' ? '\r\n' : tree.slice(second - 1, second);
}

/** What an element takes up: its whole lines where nothing else stands on them, else just itself. */
export function linesOf(tree: XmlTree, { offset, node }: Placed): Stretch {
  const own = { start: offset, end: offset + node.width };
  const start = lineStartOf(tree, own.start);
  if (start === 0 || own.start - start > LONGEST_LINE || tree.slice(start, own.start).trim() !== '') return own;
  const rest = /^[ \t]*(\r\n|\r|\n|$)/.exec(tree.slice(own.end, own.end + LONGEST_LINE));
  return rest === null || rest[1] === '' ? own : { start, end: own.end + rest[0].length };
}

/** Whether an element has lines of its own. */
export function isOnOwnLines(tree: XmlTree, element: Placed): boolean {
  return linesOf(tree, element).end > element.offset + element.node.width;
}

/** Takes an element out, with its lines. */
export function takingOut(tree: XmlTree, element: Placed): FixEdit {
  return { ...linesOf(tree, element), text: '' };
}

/** Puts the text of an element in front of or behind another one: on lines of its own where that one has them. */
export function puttingBeside(tree: XmlTree, text: string, other: Placed, side: 'before' | 'behind'): FixEdit {
  const { start, end } = linesOf(tree, other);
  const isLines = isOnOwnLines(tree, other);
  const at = side === 'before' ? start : end;
  const lines = `${indentAt(tree, other.offset)}${text}${lineBreakOf(tree)}`;
  return { start: at, end: at, text: isLines ? lines : text };
}

/** The text of an element as it is to stand on a line with another indentation. */
export function reindented(tree: XmlTree, { offset, node }: Placed, indent: string): string {
  const text = tree.slice(offset, offset + node.width);
  const old = indentAt(tree, offset);
  if (old === indent || !text.includes('\n') || /<!\[CDATA\[|<!--/.test(text)) return text;
  return text.replace(/(\r\n|\r|\n)([ \t]*)(?=<)/g, (line, eol: string, blanks: string) =>
    blanks.startsWith(old) ? eol + indent + blanks.slice(old.length) : line,
  );
}

/** One level of indentation, as the children of an element have it. */
export function unitIn(tree: XmlTree, parent: Placed<ElementNode>): string {
  const own = indentAt(tree, parent.offset);
  for (const around of [parent, parent.parent]) {
    const child = around === null ? undefined : firstMarkup(around);
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

/** The first child that is no text: an element, or a comment that is laid out like one. */
function firstMarkup(parent: Placed<ElementNode>): Placed | undefined {
  for (const child of placedChildren(parent)) if (child.node.kind !== NodeKind.Text) return child;
  return undefined;
}

/** Whether nothing but white space stands in front of an element on its line. */
export function startsLine(tree: XmlTree, { offset }: Placed): boolean {
  const start = lineStartOf(tree, offset);
  return offset - start <= LONGEST_LINE && tree.slice(start, offset).trim() === '';
}

/** Whether the children of an element stand on lines of their own, as far as one can tell. */
export function isLaidOut(parent: Placed<ElementNode>): boolean {
  const { content } = parent.node;
  if (content !== null && (content.kind !== NodeKind.Text || (content.flags & NodeFlag.Blank) === 0)) {
    return firstElement(parent) === undefined ? content.breaks > 0 : parent.node.breaks > 0;
  }
  return content !== null ? content.breaks > 0 : parent.parent === null || parent.parent.node.breaks > 0;
}

/** Where more can be put at the end of an element's content, in front of its end tag, and what must stand around it. */
export interface EndPlace extends Stretch {
  readonly before: string;
  readonly behind: string;
  /** Of the new line; of the element's own line where its content stands on one line. */
  readonly indent: string;
  /** The element's own indentation. */
  readonly own: string;
  readonly onLines: boolean;
}

/** The place at the end of an element's content; one that is written `<a/>` is opened for it. */
export function endPlace(tree: XmlTree, parent: Placed<ElementNode>): EndPlace {
  const own = indentAt(tree, parent.offset);
  const onLines = isLaidOut(parent);
  const indent = onLines ? own + unitIn(tree, parent) : own;
  const eol = lineBreakOf(tree);
  const lead = onLines ? eol + indent : '';
  const last = onLines ? eol + own : '';
  const shape = { indent, own, onLines };
  if (parent.node.kind === NodeKind.EmptyElement) {
    const end = parent.offset + parent.node.width;
    const slash = /\s*\/?>?$/.exec(tree.slice(parent.offset, end))![0].length;
    return { start: end - slash, end, before: `>${lead}`, behind: `${last}</${parent.node.name}>`, ...shape };
  }
  const from = contentStart(parent);
  const end = contentEnd(parent);
  const tail = /\s*$/.exec(tree.slice(Math.max(from, end - LONGEST_LINE), end))![0];
  const start = end - tail.length;
  if (onLines && !/[\r\n]/.test(tail)) return { start, end, before: lead, behind: last, ...shape };
  return { start, end: start, before: lead, behind: '', ...shape };
}

/** Puts something at the end of an element's content. @param write its text, further lines indented as the first is */
export function puttingAtEnd(tree: XmlTree, parent: Placed<ElementNode>, write: (indent: string) => string): FixEdit {
  const { start, end, before, behind, indent } = endPlace(tree, parent);
  return { start, end, text: before + write(indent) + behind };
}
