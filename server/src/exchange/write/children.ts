/** The child elements of an element with the whitespace around them, to insert and remove children as the file is laid out. */
import { childrenBefore, placedChildren, isPlacedElement, type Placed } from '../../xml/locate';
import { NodeFlag, NodeKind, textOf, type ChildNode, type ElementNode } from '../../xml/nodes';
import type { TextEdit } from '../../xml/reparse';

/** A child element. Offsets are UTF-16 units from the document's start. */
export interface Child {
  readonly element: Placed<ElementNode>;
  readonly start: number;
  readonly end: number;
  /** The whitespace directly before it. */
  readonly lead: string;
  /** Where something is inserted after it: its end, or that of comments that follow on its line. */
  readonly after: number;
}

/** How the children of an element are laid out: the whitespace before each of them and before the end tag. */
export interface Layout {
  readonly lead: string;
  readonly closing: string;
}

/** The child elements, in document order. */
export function childrenOf(parent: Placed<ElementNode>): Child[] {
  const found: { child: Child; isOpen: boolean; comments: number }[] = [];
  let lead = '';
  for (const placed of placedChildren(parent)) {
    const { node, offset } = placed;
    const end = offset + node.width;
    const last = found.at(-1);
    if (isPlacedElement(placed)) {
      if (last !== undefined) last.isOpen = false;
      const child = { element: placed, start: offset, end, lead, after: end };
      found.push({ child, isOpen: true, comments: end });
    } else if (last?.isOpen === true) {
      // A comment belongs to the element before it only where nothing else follows on the line.
      if (node.kind === NodeKind.Comment && node.breaks === 0) last.comments = end;
      else if (!isWhitespace(node)) last.isOpen = false;
      else if (node.breaks > 0) {
        last.child = { ...last.child, after: last.comments };
        last.isOpen = false;
      }
    }
    lead = isWhitespace(node) ? textOf(node) : '';
  }
  return found.map(({ child }) => child);
}

function isWhitespace(node: ChildNode): boolean {
  return node.kind === NodeKind.Text && (node.flags & NodeFlag.Whitespace) !== 0;
}

/** The edit that removes an element with the whitespace before it; comments stay. */
export function removalOf(element: Placed<ElementNode>): TextEdit {
  const { offset, node } = element;
  return { start: offset - leadOf(element).length, end: offset + node.width, text: '' };
}

const LAST_LINE = /(?:\r\n|\r|\n)[ \t]*$/;

/** The line break and indentation at the end of whitespace; `null` where it has no line break. */
function lastLine(whitespace: string): string | null {
  return LAST_LINE.exec(whitespace)?.[0] ?? null;
}

/** The whitespace to write before a new child: a line of its own where other children have one. @param index among the children */
export function leadAt(children: readonly Child[], index: number): string {
  const nearest = [children[index - 1], children[index], ...children];
  for (const child of nearest) {
    const line = child === undefined ? null : lastLine(child.lead);
    if (line !== null) return line;
  }
  return children[index - 1]?.lead ?? '';
}

/** The edit that inserts a child. @param index among the children, of which there must be one; @param text without whitespace around */
export function insertionOf(children: readonly Child[], index: number, text: string): TextEdit {
  const lead = leadAt(children, index);
  const before = children[index - 1];
  if (before !== undefined) return { start: before.after, end: before.after, text: lead + text };
  const { start } = children[0]!;
  return { start, end: start, text: text + lead };
}

/** The layout of an existing element's children; `null` where it has none. */
export function layoutOf(element: Placed<ElementNode>): Layout | null {
  const [first] = childrenOf(element);
  if (first === undefined) return null;
  let closing = '';
  for (const { node } of placedChildren(element)) closing = isWhitespace(node) ? textOf(node) : '';
  return { lead: lastLine(first.lead) ?? first.lead, closing: lastLine(closing) ?? closing };
}

/**
 * The layout of the children of a new element, as in another element that is laid out like it.
 * @param lead the whitespace before the new element
 * @param model an element of the same kind; `null`: the file has none
 * @param unit one level of indentation, where there is no model
 */
export function layoutLike(lead: string, model: Placed<ElementNode> | null, unit: string): Layout {
  if (lastLine(lead) === null) return { lead: '', closing: '' };
  const inside = model === null ? null : layoutOf(model);
  if (inside === null) return { lead: lead + unit, closing: lead };
  const own = unitBetween(leadOf(model!), inside.lead);
  const isOnLine = lastLine(inside.closing) !== null;
  return { lead: own === null ? inside.lead : lead + own, closing: isOnLine ? lead : inside.closing };
}

/** One level of indentation: what a child has more than its parent. @param lead the whitespace before the child */
export function indentationUnit(parent: Placed<ElementNode>, lead: string): string {
  return unitBetween(leadOf(parent), lead) ?? '  ';
}

/** What is indented more in the second line than in the first; `null` where that cannot be told, or the second is no line. */
function unitBetween(outer: string, inner: string): string | null {
  const [first, second] = [indentationIn(outer), indentationIn(inner)];
  if (second === null || lastLine(inner) === null) return null;
  const from = first ?? '';
  return second.length > from.length && second.startsWith(from) ? second.slice(from.length) : null;
}

function indentationIn(whitespace: string): string | null {
  return lastLine(whitespace)?.replace(/^[\r\n]+/, '') ?? null;
}

/** The whitespace before an element. Costs the path to it: there can be tens of thousands of siblings. */
function leadOf({ parent, offset }: Placed<ElementNode>): string {
  if (parent === null) return '';
  const [before] = childrenBefore(parent, offset);
  return before !== undefined && isWhitespace(before.node) ? textOf(before.node) : '';
}

/** Sorted edits; those that touch are one. @param edits none overlaps another; of several at one place, in the wanted order */
export function joined(edits: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last?.end !== edit.start) result.push(edit);
    else result[result.length - 1] = { start: last.start, end: edit.end, text: last.text + edit.text };
  }
  return result;
}

/** A text after edits. @param edits as from {@link joined}; their offsets count from where `at` counts from @param at offset of the text */
export function editedText(text: string, at: number, edits: readonly TextEdit[]): string {
  let done = 0;
  let result = '';
  for (const edit of edits) {
    result += text.slice(done, edit.start - at) + edit.text;
    done = edit.end - at;
  }
  return result + text.slice(done);
}
