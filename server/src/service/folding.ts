import { finished } from '../xml/pause';
import { countLines } from '../xml/syntax/lines';
import { children, isElement, NodeFlag, NodeKind, startTagText, type ContentNode } from '../xml/nodes';
import type { ChildNode, ElementNode } from '../xml/nodes';
import type { XmlTree } from '../xml/tree';
import { regionMarker } from './regions';

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
  readonly isDocument: boolean;
}

/**
 * What may be folded: elements (their end tags stay visible), comments and runs of them, CDATA sections, a DOCTYPE, and what stands
 * between `<!-- #region -->` and `<!-- #endregion -->` among the same siblings.
 * @param limit how many ranges at most; outer ones come before inner ones
 */
export function foldingRanges(tree: XmlTree, limit: number): FoldingRange[] {
  return finished(foldingRangesInSteps(tree, limit));
}

/** The same for whoever lets others have their turn: yields between nodes. */
export function* foldingRangesInSteps(tree: XmlTree, limit: number): Generator<void, FoldingRange[], undefined> {
  const ranges: FoldingRange[] = [];
  const queue: Rest[] = tree.content === null ? [] : [{ content: tree.content, line: 0, isDocument: true }];
  for (let next = 0; next < queue.length && ranges.length < limit; next++) {
    yield* foldLevel(queue[next]!, ranges, queue, limit);
  }
  return ranges.slice(0, limit).sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

function* foldLevel(
  { content, line: firstLine, isDocument }: Rest,
  ranges: FoldingRange[],
  queue: Rest[],
  limit: number,
): Generator<void, void, undefined> {
  const regions: number[] = [];
  const comments = new CommentRun(ranges, isDocument ? -1 : firstLine);
  let line = firstLine;
  for (const node of children(content)) {
    const marker = regionMarker(node);
    if (marker === 'start') regions.push(line);
    const startLine = marker === 'end' ? regions.pop() : undefined;
    if (startLine !== undefined) add(ranges, { startLine, endLine: line + node.breaks, kind: 'region' });
    comments.next(node, line, marker !== null);
    if (node.breaks > 0 && node.kind !== NodeKind.Text) {
      add(ranges, rangeOf(node, line));
      if (isElement(node) && node.content !== null && node.content.breaks > 0) {
        queue.push({ content: node.content, line: line + tagBreaks(node), isDocument: false });
      }
    }
    line += node.breaks;
    if (ranges.length >= limit) return;
    yield;
  }
  comments.end();
}

/** Comments of one line each on lines right below each other, which fold as one. */
class CommentRun {
  private first = -1;
  private last = -1;

  /** @param taken the last line on which something else stands: it is no line of comments alone */
  constructor(
    private readonly ranges: FoldingRange[],
    private taken: number,
  ) {}

  next(node: ChildNode, line: number, isMarker: boolean): void {
    if (node.kind === NodeKind.Text && (node.flags & NodeFlag.Blank) !== 0 && node.breaks <= 1) return;
    const isLine = node.kind === NodeKind.Comment && node.breaks === 0 && !isMarker && line > this.taken;
    if (!isLine || (this.last >= 0 && line > this.last + 1)) this.end();
    if (!isLine) {
      this.taken = line + node.breaks;
      return;
    }
    if (this.first < 0) this.first = line;
    this.last = line;
  }

  end(): void {
    if (this.first >= 0) add(this.ranges, { startLine: this.first, endLine: this.last, kind: 'comment' });
    this.first = this.last = -1;
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

/** Line breaks in an element's start tag. */
function tagBreaks(element: ElementNode): number {
  if ((element.flags & NodeFlag.TagBreaks) === 0) return 0;
  const text = startTagText(element);
  const count = { breaks: 0, tail: 0 };
  countLines(text, 0, text.length, count);
  return count.breaks;
}
