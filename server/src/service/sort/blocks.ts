/**
 * What moves with an entry when entries are sorted: the comments on the lines right above it and behind it on its own line.
 * The blanks between two such blocks stay where they are, so that only blocks change places.
 */
import { breaksIn } from '../format/blanks';
import { isRegionMarker } from '../regions';
import { forEachChild, isElement, NodeFlag, NodeKind, textOf, type ChildNode, type ElementNode } from '../../xml/nodes';

/** An entry with its comments, as offsets from the start of the element that it stands in. */
export interface Block {
  readonly start: number;
  readonly end: number;
  /** The entry's own element. */
  readonly node: ElementNode;
}

/**
 * The blocks of an element, in runs: entries are sorted within a run only. A run ends at an element of another kind, at a
 * processing instruction, at characters, at a region marker, and at a comment that a blank line sets off as a heading.
 * @param isEntry whether a child element is one of those to be sorted
 */
export function runsOf(parent: ElementNode, isEntry: (child: ElementNode) => boolean): Block[][] {
  const runs: Block[][] = [[]];
  /** Comments since the last block or the run's start: they belong to the entry that follows, if one does. */
  let pending = -1;
  /** The blanks before the child: `null` before the first. */
  let gap = '';
  const endRun = (): void => {
    if (runs.at(-1)!.length > 0) runs.push([]);
    pending = -1;
  };
  forEachChild(parent.content, parent.openWidth, (child, at) => {
    if (isBlank(child)) {
      gap = textOf(child);
      if (pending >= 0 && breaksIn(gap).length > 1) endRun();
      return;
    }
    const run = runs.at(-1)!;
    const last = run.at(-1);
    if (isElement(child) && isEntry(child)) {
      run.push({ start: pending < 0 ? at : pending, end: at + child.width, node: child });
      pending = -1;
    } else if (child.kind !== NodeKind.Comment || isRegionMarker(child)) {
      endRun();
    } else if (pending < 0 && last !== undefined && last.end + gap.length === at && breaksIn(gap).length === 0) {
      run[run.length - 1] = { ...last, end: at + child.width };
    } else if (pending < 0) {
      pending = at;
    }
    gap = '';
  });
  return runs.filter((run) => run.length > 1);
}

function isBlank(node: ChildNode): boolean {
  return node.kind === NodeKind.Text && (node.flags & NodeFlag.Blank) !== 0;
}
