import type { Identifier, Identifiers } from '../vpc/identifiers/identifiers';
import { patchFacts } from '../vpc/identifiers/facts';
import { contextAt } from '../xml/context';
import type { XmlTree } from '../xml/tree';
import type { GovernedDocument } from './document';
import type { Localize } from './localize';
import { identifiersOf, patchMeant } from './meant';

/** A few words that the editor shows in the text, without their being part of it. */
export interface InlayHint {
  /** Where they are shown; counts from the document's start. */
  readonly offset: number;
  readonly label: string;
  /** More about it; `''` where the label says all. */
  readonly tooltip: string;
}

/** Longest title, in UTF-16 units: it stands in the text. */
const TITLE_LENGTH = 60;

/**
 * What cannot be seen where an identifier stands: beside that of another patch its title, beside a patch's own how many
 * products it covers.
 * @param start only hints of identifiers in `[start, end)` are made; their number is what the answer costs
 */
export function inlayHints(document: GovernedDocument, start: number, end: number, localize: Localize): InlayHint[] {
  const identifiers: Identifiers | null = identifiersOf(document);
  if (identifiers === null) return [];
  const hints: InlayHint[] = [];
  for (const found of identifiers.inPatches(start, end)) {
    if (found.kind !== 'patch') continue;
    const { label, tooltip } = found.defines ? coverage(found, localize) : title(found, document);
    if (label !== '') hints.push({ offset: behind(found, document.tree), label, tooltip });
  }
  return hints;
}

type Words = Pick<InlayHint, 'label' | 'tooltip'>;

function coverage({ patch }: Identifier, localize: Localize): Words {
  const count = patch === null ? 0 : patchFacts(patch.entry).products.length;
  const label = count === 1 ? localize('1 product') : localize('{0} products', String(count));
  return { label, tooltip: '' };
}

function title(found: Identifier, document: GovernedDocument): Words {
  const whole = (patchMeant(document, found)?.title ?? '').replace(/\s+/g, ' ');
  if (whole.length <= TITLE_LENGTH) return { label: whole, tooltip: '' };
  return { label: `${whole.slice(0, TITLE_LENGTH - 1).trimEnd()}…`, tooltip: whole };
}

/** Behind the element that holds it, where it has its end tag: within, the hint would look like a part of the value. */
function behind({ start, end }: Identifier, tree: XmlTree): number {
  const { element } = contextAt(tree, start);
  return element === null || element.node.closeWidth === 0 ? end : element.offset + element.node.width;
}
