import type { Range } from '../domain/field';
import type { StateId } from '../domain/roles';
import type { GovernedDocument } from '../workspace/document';
import { identifiersOf } from './occurrences';

/** A state of the vocabulary in the text. */
export interface SemanticToken extends Range {
  readonly state: StateId;
}

/** The states in `[start, end)`, in document order; each on one line. Costs the range, not what is before it. */
export function semanticTokens(document: GovernedDocument, start: number, end: number): SemanticToken[] {
  const tokens: SemanticToken[] = [];
  for (const { patch } of identifiersOf(document)?.patches(start, end) ?? []) {
    for (const { entry, at } of patch.entry.entries('product')) {
      const offset = patch.at + at;
      if (offset >= end || offset + entry.node.width <= start) continue;
      const fact = entry.field('state');
      const state = fact && entry.vocabulary.state(fact.value);
      if (!fact || !state) continue;
      const range = { start: offset + fact.range.start, end: offset + fact.range.end };
      const isInside = range.start < end && range.end > start;
      if (isInside && !/[\r\n]/.test(document.tree.slice(range.start, range.end)))
        tokens.push({ ...range, state: state.id });
    }
  }
  return tokens;
}
