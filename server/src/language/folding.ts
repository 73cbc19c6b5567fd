import { countLines } from '../xml/syntax/lines';
import {
  forEachChild,
  isElement,
  NodeFlag,
  NodeKind,
  startTagText,
  type ContentNode,
  textOf,
  type ChildNode,
} from '../xml/nodes';
import type { ElementNode } from '../xml/nodes';
import type { XmlTree } from '../xml/tree';
import { resumable, yieldPoint, type Task } from '../xml/task';

/** Lines that can be folded into the first of them; from 0, both inclusive. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: 'comment' | 'region';
}

/** The ranges of a content without those of its elements' contents; lines count from its first line. */
interface Level {
  readonly ranges: readonly FoldingRange[];
  readonly inner: readonly { readonly content: ContentNode; readonly line: number }[];
}

/** Levels between two time slices: each takes a few microseconds. */
const LEVELS_PER_STEP = 200;

/**
 * The ranges that can be folded: elements (their end tags stay visible), comments, adjacent comments of one line each, CDATA
 * sections, a DOCTYPE, and what is between `<!-- #region -->` and `<!-- #endregion -->` among the same siblings. After an edit,
 * only the levels on its path are read again.
 * @param limit maximum number of ranges; outer ranges are kept before inner ones
 * @returns by first line, outer before inner
 */
export function foldingRanges({ content }: XmlTree, limit: number): Task<FoldingRange[]> {
  return resumable(() => (content === null ? [] : folded(content, limit)), LEVELS_PER_STEP);
}

function folded(content: ContentNode, limit: number): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const queue: { content: ContentNode; line: number }[] = [{ content, line: 0 }];
  for (let next = 0; next < queue.length && ranges.length < limit; next++) {
    const { content: current, line } = queue[next]!;
    const level = next === 0 ? levelOf(current, true) : knownLevelOf(current);
    for (const range of level.ranges) ranges.push(line === 0 ? range : moved(range, line));
    for (const inner of level.inner) queue.push({ content: inner.content, line: line + inner.line });
  }
  ranges.length = Math.min(ranges.length, limit);
  return ranges.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

const levels = new WeakMap<ContentNode, Level>();

function knownLevelOf(content: ContentNode): Level {
  let level = levels.get(content);
  if (level === undefined) {
    level = levelOf(content, false);
    levels.set(content, level);
    yieldPoint();
  }
  return level;
}

function levelOf(content: ContentNode, isDocument: boolean): Level {
  const ranges: FoldingRange[] = [];
  const inner: { content: ContentNode; line: number }[] = [];
  const regions: number[] = [];
  // In an element, the first line has the start tag on it.
  const comments = new AdjacentComments(ranges, isDocument ? -1 : 0);
  let line = 0;
  forEachChild(content, 0, (node) => {
    const marker = regionMarker(node);
    if (marker === 'start') regions.push(line);
    const startLine = marker === 'end' ? regions.pop() : undefined;
    if (startLine !== undefined) add(ranges, { startLine, endLine: line + node.breaks, kind: 'region' });
    comments.next(node, line, marker !== null);
    if (node.breaks > 0 && node.kind !== NodeKind.Text) {
      add(ranges, rangeOf(node, line));
      if (isElement(node) && node.content !== null && node.content.breaks > 0) {
        inner.push({ content: node.content, line: line + tagBreaks(node) });
      }
    }
    line += node.breaks;
  });
  comments.end();
  return { ranges, inner };
}

function moved(range: FoldingRange, by: number): FoldingRange {
  return { ...range, startLine: range.startLine + by, endLine: range.endLine + by };
}

/** Comments of one line each on consecutive lines, which fold as one. */
class AdjacentComments {
  private first = -1;
  private last = -1;

  /** @param occupied last line that holds something else: a comment on it is not folded */
  constructor(
    private readonly ranges: FoldingRange[],
    private occupied: number,
  ) {}

  next(node: ChildNode, line: number, isMarker: boolean): void {
    if (node.kind === NodeKind.Text && (node.flags & NodeFlag.Whitespace) !== 0 && node.breaks <= 1) return;
    const isLine = node.kind === NodeKind.Comment && node.breaks === 0 && !isMarker && line > this.occupied;
    if (!isLine || (this.last >= 0 && line > this.last + 1)) this.end();
    if (!isLine) {
      this.occupied = line + node.breaks;
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
  // The last line of an element holds its end tag or, where that is missing, the tag that closed it.
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

/** Whether a comment starts a region, `<!-- #region … -->`, or ends one, `<!-- #endregion -->`; `null` for any other node. */
export function regionMarker(node: ChildNode): 'start' | 'end' | null {
  if (node.kind !== NodeKind.Comment) return null;
  const word = /^<!--\s*#(region|endregion)\b/.exec(textOf(node))?.[1];
  return word === undefined ? null : word === 'region' ? 'start' : 'end';
}

export function isRegionMarker(node: ChildNode): boolean {
  return regionMarker(node) !== null;
}
