import type { Identifier, Identifiers } from '../domain/identifiers/identifiers';
import { patchRecord } from '../domain/identifiers/records';
import { contextAt } from '../xml/context';
import type { XmlTree } from '../xml/tree';
import type { GovernedDocument } from '../workspace/document';
import { identifiersOf, patchOf } from './occurrences';
import type { Localize } from '../xml/problem';

/** A label that the editor shows in the text. */
export interface InlayHint {
  /** Where it is shown, from the document's start. */
  readonly offset: number;
  readonly label: string;
  /** The whole text where the label is shortened, else `''`. */
  readonly tooltip: string;
}

/** In UTF-16 units: a longer label pushes the text around it off the screen. */
const MAX_TITLE_LENGTH = 60;

/**
 * Hints after patch identifiers in `[start, end)`: the number of products after a patch's own identifier, the title after a
 * reference to another patch. Costs the identifiers in the range, not the file.
 */
export function inlayHints(document: GovernedDocument, start: number, end: number, localize: Localize): InlayHint[] {
  const identifiers: Identifiers | null = identifiersOf(document);
  if (identifiers === null) return [];
  const hints: InlayHint[] = [];
  for (const found of identifiers.inPatches(start, end)) {
    if (found.kind !== 'patch') continue;
    const { label, tooltip } = found.defines ? coverage(found, localize) : title(found, document);
    if (label !== '') hints.push({ offset: offsetAfter(found, document.tree), label, tooltip });
  }
  return hints;
}

type HintText = Pick<InlayHint, 'label' | 'tooltip'>;

function coverage({ patch }: Identifier, localize: Localize): HintText {
  const count = patch === null ? 0 : patchRecord(patch.entry).products.length;
  const label = count === 1 ? localize('1 product') : localize('{0} products', String(count));
  return { label, tooltip: '' };
}

function title(found: Identifier, document: GovernedDocument): HintText {
  const whole = (patchOf(document, found)?.title ?? '').replace(/\s+/g, ' ');
  if (whole.length <= MAX_TITLE_LENGTH) return { label: whole, tooltip: '' };
  return { label: `${whole.slice(0, MAX_TITLE_LENGTH - 1).trimEnd()}…`, tooltip: whole };
}

/** After the element that holds the identifier, if it has an end tag: before that, the hint would look like part of the value. */
function offsetAfter({ start, end }: Identifier, tree: XmlTree): number {
  const { element } = contextAt(tree, start);
  return element === null || element.node.closeWidth === 0 ? end : element.offset + element.node.width;
}
