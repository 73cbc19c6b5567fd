/**
 * Where an element ends whose end tag is missing: one slip must read as one slip, and leave its neighbours alone.
 *
 * No name means anything here (names live in schemas); what is left are the end tags that match nothing, and how the
 * author laid the lines out. Nothing outside the element's own siblings is looked at: an edit elsewhere changes nothing.
 */
import { isSpace } from '../characters';
import type { ChildNode, ContentNode, LeafNode } from '../nodes';
import { isElement, isList, NodeFlag, NodeKind } from '../nodes';
import type { Tag } from './tag';

/** An unclosed element, and what has been read since its start tag. */
export interface OpenElement {
  readonly tag: Tag;
  /** All that followed up to where it was found unclosed. Lists are replaced by their items as far as they are read. */
  readonly pieces: ContentNode[];
  /** Columns of white space before its start tag; -1 where the tag is not the first on its line. */
  readonly indent: number;
  /** Whether it stands deeper than its parent, so that indentation tells something. */
  readonly isIndented: boolean;
  readonly isRoot: boolean;
}

/** The element takes `pieces[0, cut)`; the stray end tag at `cut`, if given, ends it; the rest goes to its parent. */
export interface End {
  readonly cut: number;
  readonly endTag: LeafNode | null;
}

/**
 * Decides where an unclosed element ends. In this order, walking its pieces:
 * a stray end tag is its misspelt end tag; an element that begins a line no deeper than this one is a sibling of it;
 * an element right behind text on one line follows a text-only element; where indentation tells nothing, an element of
 * the same name is a sibling. Else it takes all. The root keeps everything but what a stray end tag leaves blank.
 */
export function endOfUnclosed(open: OpenElement): End {
  const { pieces, isRoot } = open;
  let behindText = -1;
  for (let i = 0; i < pieces.length; i++) {
    const piece = childAt(pieces, i);
    if (piece.kind === NodeKind.StrayEndTag) {
      if (!isRoot || isRestEmpty(pieces, i + 1)) return { cut: i, endTag: piece };
    } else if (isElement(piece) && !isRoot) {
      const column = indentBehind(pieces, i, open.tag);
      if (column >= 0) {
        if (behindText >= 0) return { cut: behindText, endTag: null };
        const isSibling = open.indent < 0 || (open.isIndented && column <= open.indent);
        if (isSibling) return { cut: i > 0 && isBlankText(pieces[i - 1]!) ? i - 1 : i, endTag: null };
      } else if (behindText < 0 && i > 0 && pieces[i - 1]!.kind === NodeKind.Text && !isBlankText(pieces[i - 1]!)) {
        behindText = i;
      }
      if (piece.name === open.tag.name && !(open.isIndented && open.indent >= 0)) {
        return { cut: behindText >= 0 ? behindText : i, endTag: null };
      }
    }
  }
  return { cut: behindText >= 0 ? behindText : pieces.length, endTag: null };
}

/** The child at `pieces[i]`, a list there being replaced by its items. */
function childAt(pieces: ContentNode[], i: number): ChildNode {
  let piece = pieces[i]!;
  while (isList(piece)) {
    pieces.splice(i, 1, ...piece.items);
    piece = pieces[i]!;
  }
  return piece;
}

function isBlankText(node: ContentNode): boolean {
  return node.kind === NodeKind.Text && (node.flags & NodeFlag.Blank) !== 0;
}

function isRestEmpty(pieces: ContentNode[], from: number): boolean {
  for (let i = from; i < pieces.length; i++) {
    const piece = childAt(pieces, i);
    const isEmpty =
      isBlankText(piece) || piece.kind === NodeKind.Comment || piece.kind === NodeKind.ProcessingInstruction;
    if (!isEmpty) return false;
  }
  return true;
}

/**
 * The columns of white space between the last line break and `pieces[count]`; -1 where something else stands there.
 * @param behind the start tag before the pieces; null for the document's start
 */
export function indentBehind(pieces: readonly ContentNode[], count: number, behind: Tag | null): number {
  if (count === 0)
    return behind === null ? 0 : trailingIndent(behind.source, behind.start, behind.start + behind.width);
  const last = pieces[count - 1]!;
  const indent = trailingIndentOf(last);
  if (indent >= 0) return indent;
  // The first line of a document has no break before it.
  return count === 1 && behind === null && isBlankText(last) ? last.width : -1;
}

function trailingIndentOf(node: ContentNode): number {
  if (isList(node)) return trailingIndentOf(node.items.at(-1)!);
  if (!isElement(node)) return trailingIndent(node.source, node.start, node.start + node.width);
  if (node.closeWidth > 0) return trailingIndent(node.closeSource, node.closeStart, node.closeStart + node.closeWidth);
  if (node.content !== null) return trailingIndentOf(node.content);
  return trailingIndent(node.source, node.start, node.start + node.openWidth);
}

/** The white space behind the last line break of `source[start, end)`, if nothing but white space follows it; else -1. */
function trailingIndent(source: string, start: number, end: number): number {
  for (let i = end - 1; i >= start; i--) {
    const c = source.charCodeAt(i);
    if (c === 10 || c === 13) return end - 1 - i;
    if (!isSpace(c)) return -1;
  }
  return -1;
}
