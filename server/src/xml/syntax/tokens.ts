import type { SyntaxNode } from '../nodes';
import { isElement, isList, NodeFlag, NodeKind } from '../nodes';
import type { XmlTree } from '../tree';

/** A leaf or a tag with its range, as needed for an incremental parse. */
export interface TokenPlace {
  readonly start: number;
  readonly end: number;
  readonly isText: boolean;
  /** Whether text inserted directly after it does not change it, because it ends with a delimiter of its own. */
  readonly isDefinite: boolean;
}

/** The token with the character before `offset`; null at the document's start. */
export function tokenBefore(tree: XmlTree, offset: number): TokenPlace | null {
  return offset <= 0 || tree.content === null ? null : tokenAt(tree.content, 0, offset - 1);
}

/** The token with the character after `offset`; null at the document's end. */
export function tokenAfter(tree: XmlTree, offset: number): TokenPlace | null {
  return offset >= tree.length || tree.content === null ? null : tokenAt(tree.content, 0, offset);
}

/** The token with the character at `at`, which is in `node`. */
function tokenAt(node: SyntaxNode, start: number, at: number): TokenPlace {
  for (;;) {
    if (isList(node)) {
      const { items }: { items: readonly SyntaxNode[] } = node;
      let index = 0;
      while (start + items[index]!.width <= at) start += items[index++]!.width;
      node = items[index]!;
    } else if (!isElement(node)) {
      return {
        start,
        end: start + node.width,
        isText: node.kind === NodeKind.Text,
        isDefinite: node.kind !== NodeKind.Text && (node.flags & NodeFlag.Problem) === 0,
      };
    } else {
      const openEnd = start + node.openWidth;
      const closeStart = start + node.width - node.closeWidth;
      if (at < openEnd) {
        return { start, end: openEnd, isText: false, isDefinite: (node.flags & NodeFlag.Unfinished) === 0 };
      }
      if (at >= closeStart) {
        const isDefinite = (node.flags & NodeFlag.EndTagUnfinished) === 0;
        return { start: closeStart, end: start + node.width, isText: false, isDefinite };
      }
      node = node.content!;
      start = openEnd;
    }
  }
}
