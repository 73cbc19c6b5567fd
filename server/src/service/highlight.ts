import { finished } from '../xml/pause';
import type { GovernedDocument } from './document';
import { rangeOf, type Range } from './findings';
import { tagHighlights } from './highlight/tag';
import { identifierAt, placesMeantInSteps } from './meant';

/** A place in the document that belongs to what stands at an offset. */
export interface Highlight {
  readonly range: Range;
  /** `tag`: a name in a tag; `defines`: something is described there; `refers`: it is only referred to. */
  readonly kind: 'tag' | 'defines' | 'refers';
}

/**
 * What belongs to what stands at an offset: the places in the document that mean the same as an identifier, the names in
 * both tags of an element; `null` where nothing there has fellows.
 */
export function highlights(document: GovernedDocument, offset: number): Highlight[] | null {
  return finished(highlightsInSteps(document, offset));
}

/** The same for whoever lets others have their turn. */
export function* highlightsInSteps(
  document: GovernedDocument,
  offset: number,
): Generator<void, Highlight[] | null, undefined> {
  const { tree } = document;
  const tags = tagHighlights(tree, offset);
  if (tags.length > 0) return tags.map((tag) => ({ range: rangeOf(tree, tag), kind: 'tag' }));
  const asked = identifierAt(document, offset);
  if (asked === null) return null;
  return (yield* placesMeantInSteps(document, asked))
    .filter(({ uri }) => uri === null)
    .map(({ range, defines }) => ({ range, kind: defines ? 'defines' : 'refers' }));
}
