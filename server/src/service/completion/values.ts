import type { CompletionKind, CompletionList, CompletionOptions } from './item';
import { SILENT } from './item';
import { dateProposals } from './dates';
import { hashProposals } from './hashes';
import { identifierProposals } from './identifiers';
import { instanceProposals } from './instanceValues';
import { languageProposals } from './languages';
import type { ValuePlace } from './valuePlace';
import type { GovernedDocument } from '../document';
import type { Localize } from '../localize';
import { plain } from '../markdown';

/** A value to offer. */
export interface Proposal {
  readonly value: string;
  readonly kind: CompletionKind;
  readonly detail: string;
  readonly documentation: () => string;
}

/**
 * The values that may stand at a place, each with its meaning.
 * @param typed what stands in front of the cursor
 */
export function valueItems(
  document: GovernedDocument,
  place: ValuePlace,
  typed: string,
  options: CompletionOptions,
  localize: Localize,
): CompletionList {
  const closed = closedProposals(place);
  const identifiers = identifierProposals(document, place, typed, localize);
  const proposals = [
    ...closed,
    ...instanceProposals(document, place),
    ...dateProposals(document, place, options.clock, localize),
    ...languageProposals(document, place, localize),
    ...hashProposals(document, place),
    ...identifiers.proposals,
  ];
  const seen = new Set<string>();
  const { start, end, written, takes, terminator } = place;
  const items = proposals
    .filter(({ value }) => !seen.has(value) && seen.add(value) && takes(value))
    .map(({ value, kind, detail, documentation }) => ({
      label: value,
      kind,
      detail,
      documentation,
      start,
      end,
      filterText: written(value),
      text: written(value),
      isSnippet: false,
      required: false,
      // Where nothing else may stand, what ends the value takes it.
      ...(closed.length > 0 && { commit: [terminator] }),
    }));
  return { items, isIncomplete: identifiers.isIncomplete };
}

/** The values that a type or the tables enumerate: nothing else may stand there. */
function closedProposals({ description: { values, name, fixed } }: ValuePlace): Proposal[] {
  if (fixed !== null) return [{ value: fixed, kind: 'value', detail: name, documentation: SILENT }];
  return values.map(({ value, meaning }) => ({
    value,
    kind: 'value',
    detail: name,
    documentation: () => plain(meaning),
  }));
}
