import type { Range } from '../vpc/fact';
import type { StateId } from '../vpc/roles';
import type { GovernedDocument } from './document';
import { identifiersOf } from './meant';

/** A state in the text that the vocabulary knows. */
export interface StateToken extends Range {
  readonly state: StateId;
}

/**
 * The states in `[start, end)`, in document order; each on one line.
 * @param start what stands before it costs no look at it, so a screenful costs a screenful
 */
export function stateTokens(document: GovernedDocument, start: number, end: number): StateToken[] {
  const tokens: StateToken[] = [];
  for (const { patch } of identifiersOf(document)?.patches(start, end) ?? []) {
    for (const { entry, at } of patch.entry.entries('product')) {
      const place = patch.at + at;
      if (place >= end || place + entry.node.width <= start) continue;
      const fact = entry.fact('state');
      const state = fact && entry.vocabulary.state(fact.value);
      if (!fact || !state) continue;
      const range = { start: place + fact.range.start, end: place + fact.range.end };
      const isInside = range.start < end && range.end > start;
      if (isInside && !/[\r\n]/.test(document.tree.slice(range.start, range.end)))
        tokens.push({ ...range, state: state.id });
    }
  }
  return tokens;
}
