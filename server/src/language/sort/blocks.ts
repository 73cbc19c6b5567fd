/**
 * What moves with an entry when entries are sorted: the comments on the lines directly above it and after it on its own line.
 * The whitespace between two such blocks stays where it is, so that only blocks change places.
 */
import { breaksIn } from '../format/whitespace';
import { forEachChild, isElement, NodeFlag, NodeKind, textOf, type ChildNode, type ElementNode } from '../../xml/nodes';
import { isRegionMarker } from '../folding';

/** An entry with its comments; offsets count from the start of the parent element. */
export interface Block {
  readonly start: number;
  readonly end: number;
  /** The entry's own element. */
  readonly node: ElementNode;
}

/**
 * The blocks of an element, in groups: entries are sorted within a group only. A group ends at another element, a processing
 * instruction, text, a region marker, and a comment that an empty line separates from the next entry as a heading.
 * @param isEntry whether a child element is one of those to be sorted
 * @returns groups of at least two blocks
 */
export function sortableGroups(parent: ElementNode, isEntry: (child: ElementNode) => boolean): Block[][] {
  const groups: Block[][] = [[]];
  /** Start of the comments since the last block or the group's start: they belong to the next entry, if one follows; -1 for none. */
  let pending = -1;
  /** The whitespace before the child. */
  let gap = '';
  const endGroup = (): void => {
    if (groups.at(-1)!.length > 0) groups.push([]);
    pending = -1;
  };
  forEachChild(parent.content, parent.openWidth, (child, at) => {
    if (isWhitespace(child)) {
      gap = textOf(child);
      if (pending >= 0 && breaksIn(gap).length > 1) endGroup();
      return;
    }
    const group = groups.at(-1)!;
    const last = group.at(-1);
    if (isElement(child) && isEntry(child)) {
      group.push({ start: pending < 0 ? at : pending, end: at + child.width, node: child });
      pending = -1;
    } else if (child.kind !== NodeKind.Comment || isRegionMarker(child)) {
      endGroup();
    } else if (pending < 0 && last !== undefined && last.end + gap.length === at && breaksIn(gap).length === 0) {
      group[group.length - 1] = { ...last, end: at + child.width };
    } else if (pending < 0) {
      pending = at;
    }
    gap = '';
  });
  return groups.filter((group) => group.length > 1);
}

function isWhitespace(node: ChildNode): boolean {
  return node.kind === NodeKind.Text && (node.flags & NodeFlag.Whitespace) !== 0;
}
