import type { XmlTree } from '../xml/tree';
import { tagNamesAt } from './tagNames';

/** The names of both tags of the element whose tag name an offset stands in: what is typed in one is typed in both. */
export function linkedRanges(tree: XmlTree, offset: number): readonly { start: number; end: number }[] {
  const names = tagNamesAt(tree, offset);
  return names?.close ? [names.open, names.close] : [];
}
