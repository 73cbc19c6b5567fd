import { isElement, isList, NodeFlag, type ContentNode } from '../xml/nodes';

/** How many elements lack an end tag, and how many end tags an element. Only what is broken is looked at. */
export function unbalancedIn(content: ContentNode | null): number {
  if (content === null || (content.flags & NodeFlag.Problem) === 0) return 0;
  if (isList(content)) return content.items.reduce((sum, item) => sum + unbalancedIn(item), 0);
  const own = (content.flags & NodeFlag.Unbalanced) !== 0 ? 1 : 0;
  return isElement(content) ? own + unbalancedIn(content.content) : own;
}
