import type { CompletionList, CompletionOptions, Proposal } from './item';
import { NO_DOCUMENTATION } from './item';
import { dateProposals } from './dates';
import { hashProposals } from './hashes';
import { identifierProposals } from './identifiers';
import { languageProposals } from './languages';
import type { ValuePlace } from './valuePlace';
import type { GovernedDocument } from '../../workspace/document';
import { plain } from '../support/markdown';
import type { Localize } from '../../xml/problem';
import { instanceProposals } from './instanceAttributes';
import { referenceProposals } from './keyReferences';

/**
 * The known values for a place, each with its meaning.
 * @param typed the text of the value before the cursor
 */
export function valueItems(
  document: GovernedDocument,
  place: ValuePlace,
  typed: string,
  options: CompletionOptions,
  localize: Localize,
): CompletionList {
  const closed = closedProposals(place, localize);
  const identifiers = identifierProposals(document, place, typed, localize);
  const references = referenceProposals(document, place, typed, localize);
  const proposals = [
    ...closed,
    ...instanceProposals(document, place, localize),
    ...dateProposals(document, place, options.clock, localize),
    ...languageProposals(document, place, localize),
    ...hashProposals(document, place),
    ...identifiers.proposals,
    ...references.proposals,
  ];
  // A value that is selected in an editor is whole before the cursor: all others are offered in its place.
  const isWhole = closed.some(({ value }) => value === typed.trim());
  const seen = new Set<string>();
  const { start, end, markupFor, accepts, terminator } = place;
  const items = proposals
    .filter(({ value }) => !seen.has(value) && seen.add(value) && accepts(value) && references.accepts(value))
    .map(({ value, kind, detail, documentation }) => ({
      label: value,
      kind,
      detail,
      documentation,
      start,
      end,
      filterText: isWhole ? markupFor(typed) : markupFor(value),
      text: markupFor(value),
      isSnippet: false,
      required: false,
      // Where only these values are allowed, the character that ends the value accepts the item.
      ...(closed.length > 0 && { commit: [terminator] }),
    }));
  return { items, isIncomplete: identifiers.isIncomplete || references.isIncomplete };
}

/** The fixed value, or the values that the type or the element tables enumerate: no others are allowed. */
function closedProposals({ description: { values, name, fixed } }: ValuePlace, localize: Localize): Proposal[] {
  if (fixed !== null) return [{ value: fixed, kind: 'value', detail: name, documentation: NO_DOCUMENTATION }];
  return values.map(({ value, meaning }) => ({
    value,
    kind: 'value',
    detail: name,
    documentation: () => plain(localize(meaning)),
  }));
}
