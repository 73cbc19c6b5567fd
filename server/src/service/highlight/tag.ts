import type { XmlTree } from '../../xml/tree';
import { tagNamesAt } from '../tagNames';

/** The tag names to mark where the cursor stands in one: its own and that of the matching tag; empty elsewhere. */
export function tagHighlights(tree: XmlTree, offset: number): readonly { start: number; end: number }[] {
  const names = tagNamesAt(tree, offset);
  if (names === null) return [];
  return names.close === null ? [names.open] : [names.open, names.close];
}
