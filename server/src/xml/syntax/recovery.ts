/**
 * Error recovery: infers where an element without an end tag ends, so that one error is reported as one problem and does
 * not affect the siblings.
 *
 * Element names have no meaning here (only schemas know them). The evidence is end tags without a start tag and the
 * indentation. Only the element's content so far is used, so that an edit elsewhere does not change the result.
 */
import { checkpoint } from '../budget';
import { isSpace } from '../characters';
import type { ChildNode, ContentNode, LeafNode } from '../nodes';
import { isElement, isList, NodeFlag, NodeKind } from '../nodes';
import type { Tag } from './tag';

/** An unclosed element, and the nodes after its start tag. */
export interface OpenElement {
  readonly tag: Tag;
  /** The nodes up to the place where it turned out to be unclosed. Lists are replaced by their items as far as they are read. */
  readonly pieces: ContentNode[];
  /** UTF-16 units of white space before its start tag; -1 where the tag is not the first on its line. */
  readonly indent: number;
  /** Whether it is indented deeper than its parent, so that indentation is evidence. */
  readonly isIndented: boolean;
  readonly isRoot: boolean;
}

/** The content is `pieces[0, cut)`, followed by `endTag` at `cut` unless it is null; the rest belongs to the parent. */
export interface InferredEnd {
  readonly cut: number;
  readonly endTag: LeafNode | null;
}

/**
 * Infers where an unclosed element ends. For each piece, these rules apply in order:
 * - an end tag without a start tag is the misspelt end tag of this element;
 * - an element that starts a line and is not indented deeper than this one is its sibling;
 * - an element directly after text, on the same line, is a sibling: this element has only text;
 * - where indentation is no evidence, an element of the same name is a sibling.
 * Otherwise all pieces are its content. The root element ends only at an end tag with no more content after it.
 */
export function inferElementEnd(open: OpenElement): InferredEnd {
  const { pieces, isRoot } = open;
  let afterText = -1;
  for (let i = 0; i < pieces.length; i++) {
    checkpoint();
    const piece = childAt(pieces, i);
    if (piece.kind === NodeKind.StrayEndTag) {
      if (!isRoot || isRestInsignificant(pieces, i + 1)) return { cut: i, endTag: piece };
    } else if (isElement(piece) && !isRoot) {
      const column = indentAfter(pieces, i, open.tag);
      if (column >= 0) {
        if (afterText >= 0) return { cut: afterText, endTag: null };
        const isSibling = open.indent < 0 || (open.isIndented && column <= open.indent);
        if (isSibling) return { cut: i > 0 && isWhitespaceText(pieces[i - 1]!) ? i - 1 : i, endTag: null };
      } else if (afterText < 0 && i > 0 && pieces[i - 1]!.kind === NodeKind.Text && !isWhitespaceText(pieces[i - 1]!)) {
        afterText = i;
      }
      if (piece.name === open.tag.name && !(open.isIndented && open.indent >= 0)) {
        return { cut: afterText >= 0 ? afterText : i, endTag: null };
      }
    }
  }
  return { cut: afterText >= 0 ? afterText : pieces.length, endTag: null };
}

/** The child at `pieces[i]`. A list there is replaced by its items. */
function childAt(pieces: ContentNode[], i: number): ChildNode {
  let piece = pieces[i]!;
  while (isList(piece)) {
    pieces.splice(i, 1, ...piece.items);
    piece = pieces[i]!;
  }
  return piece;
}

function isWhitespaceText(node: ContentNode): boolean {
  return node.kind === NodeKind.Text && (node.flags & NodeFlag.Whitespace) !== 0;
}

function isRestInsignificant(pieces: ContentNode[], from: number): boolean {
  for (let i = from; i < pieces.length; i++) {
    const piece = childAt(pieces, i);
    const isEmpty =
      isWhitespaceText(piece) || piece.kind === NodeKind.Comment || piece.kind === NodeKind.ProcessingInstruction;
    if (!isEmpty) return false;
  }
  return true;
}

/**
 * The indentation of the node after the first `count` pieces: the UTF-16 units of white space between the last line break
 * and the node; -1 where it is not the first on its line.
 * @param startTag the tag before the pieces; null for the document's start
 */
export function indentAfter(pieces: readonly ContentNode[], count: number, startTag: Tag | null): number {
  if (count === 0)
    return startTag === null ? 0 : trailingIndent(startTag.source, startTag.start, startTag.start + startTag.width);
  const last = pieces[count - 1]!;
  const indent = trailingIndentOf(last);
  if (indent >= 0) return indent;
  // The first line of a document has no line break before it.
  return count === 1 && startTag === null && isWhitespaceText(last) ? last.width : -1;
}

function trailingIndentOf(node: ContentNode): number {
  if (isList(node)) return trailingIndentOf(node.items.at(-1)!);
  if (!isElement(node)) return trailingIndent(node.source, node.start, node.start + node.width);
  if (node.closeWidth > 0) return trailingIndent(node.closeSource, node.closeStart, node.closeStart + node.closeWidth);
  if (node.content !== null) return trailingIndentOf(node.content);
  return trailingIndent(node.source, node.start, node.start + node.openWidth);
}

/** The length of the white space after the last line break of `source[start, end)`; -1 where anything else follows it. */
function trailingIndent(source: string, start: number, end: number): number {
  for (let i = end - 1; i >= start; i--) {
    const c = source.charCodeAt(i);
    if (c === 10 || c === 13) return end - 1 - i;
    if (!isSpace(c)) return -1;
  }
  return -1;
}
