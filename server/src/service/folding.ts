import { countLines } from '../xml/syntax/lines';
import { children, isElement, NodeFlag, NodeKind, startTagText, textOf, type ContentNode } from '../xml/nodes';
import type { ChildNode, ElementNode } from '../xml/nodes';
import type { XmlTree } from '../xml/tree';

/** Lines that may be folded into the first of them; from 0, both inclusive. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: 'comment' | 'region';
}

/** A content that is still to be walked, and the line it starts on. */
interface Rest {
  readonly content: ContentNode;
  readonly line: number;
}

/**
 * What may be folded: elements (their end tags stay visible), comments, CDATA sections, a DOCTYPE, and what stands
 * between `<!-- #region -->` and `<!-- #endregion -->` among the same siblings.
 * @param limit how many ranges at most; outer ones come before inner ones
 */
export function foldingRanges(tree: XmlTree, limit: number): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const queue: Rest[] = tree.content === null ? [] : [{ content: tree.content, line: 0 }];
  for (let next = 0; next < queue.length && ranges.length < limit; next++) {
    const { content, line } = queue[next]!;
    foldLevel(content, line, ranges, queue);
  }
  return ranges.slice(0, limit).sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

function foldLevel(content: ContentNode, firstLine: number, ranges: FoldingRange[], queue: Rest[]): void {
  const regions: number[] = [];
  let line = firstLine;
  for (const node of children(content)) {
    if (node.kind === NodeKind.Comment) {
      const marker = regionMarker(node);
      if (marker === 'start') regions.push(line);
      const startLine = marker === 'end' ? regions.pop() : undefined;
      if (startLine !== undefined) add(ranges, { startLine, endLine: line + node.breaks, kind: 'region' });
    }
    if (node.breaks > 0 && node.kind !== NodeKind.Text) {
      add(ranges, rangeOf(node, line));
      if (isElement(node) && node.content !== null && node.content.breaks > 0) {
        queue.push({ content: node.content, line: line + tagBreaks(node) });
      }
    }
    line += node.breaks;
  }
}

function rangeOf(node: ChildNode, line: number): FoldingRange {
  const lastLine = line + node.breaks;
  if (node.kind === NodeKind.Comment) return { startLine: line, endLine: lastLine, kind: 'comment' };
  // The last line of an element holds its end tag, or, where that is missing, the tag that ended it.
  return { startLine: line, endLine: isElement(node) ? lastLine - 1 : lastLine };
}

function add(ranges: FoldingRange[], range: FoldingRange): void {
  if (range.endLine > range.startLine) ranges.push(range);
}

function regionMarker(node: ChildNode): 'start' | 'end' | null {
  const word = /^<!--\s*#(region|endregion)\b/.exec(textOf(node))?.[1];
  return word === undefined ? null : word === 'region' ? 'start' : 'end';
}

/** Line breaks in an element's start tag. */
function tagBreaks(element: ElementNode): number {
  if ((element.flags & NodeFlag.TagBreaks) === 0) return 0;
  const text = startTagText(element);
  const count = { breaks: 0, tail: 0 };
  countLines(text, 0, text.length, count);
  return count.breaks;
}
