import type { GovernedDocument } from '../workspace/document';
import { rangeOf, type Range } from '../workspace/diagnostic';
import { identifierAt, findOccurrences } from './occurrences';
import type { Task } from '../xml/task';
import type { XmlTree } from '../xml/tree';
import { tagNamesAt } from '../xml/tags';

/** An occurrence of the symbol or tag name at an offset. */
export interface Highlight {
  readonly range: Range;
  /** `tag`: a tag name; `defines`: the symbol is described there; `refers`: it is only referred to. */
  readonly kind: 'tag' | 'defines' | 'refers';
}

/**
 * The occurrences in the document of the identifier at an offset, or the names in both tags of the element whose tag name is
 * there; `null` for neither.
 */
export function* highlights(document: GovernedDocument, offset: number): Task<Highlight[] | null> {
  const { tree } = document;
  const tags = tagHighlights(tree, offset);
  if (tags.length > 0) return tags.map((tag) => ({ range: rangeOf(tree, tag), kind: 'tag' }));
  const identifier = identifierAt(document, offset);
  if (identifier === null) return null;
  return (yield* findOccurrences(document, identifier))
    .filter(({ uri }) => uri === null)
    .map(({ range, defines }) => ({ range, kind: defines ? 'defines' : 'refers' }));
}

/** The tag name at an offset and that of the matching tag; empty where there is none. */
export function tagHighlights(tree: XmlTree, offset: number): readonly { start: number; end: number }[] {
  const names = tagNamesAt(tree, offset);
  if (names === null) return [];
  return names.close === null ? [names.open] : [names.open, names.close];
}

/** The names of both tags of the element whose tag name is at an offset, for linked editing; empty for none. */
export function linkedRanges(tree: XmlTree, offset: number): readonly { start: number; end: number }[] {
  const names = tagNamesAt(tree, offset);
  return names?.close ? [names.open, names.close] : [];
}
