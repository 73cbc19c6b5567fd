import type { Description } from '../support/describe';
import { cardinalityText } from '../support/cardinality';
import type { Clock } from '../../domain/clock';
import type { Localize } from '../../xml/problem';

/** The kind of an item, for its icon; a `row` is a complete entry modelled on a preceding one. */
export type CompletionKind =
  'element' | 'row' | 'closingTag' | 'attribute' | 'value' | 'date' | 'identifier' | 'type' | 'entity' | 'markup';

/** One item that completion offers. Offsets are UTF-16 units from the start of the document. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Short text after the label. */
  readonly detail: string;
  /** Markdown, computed on request; `''` for none. */
  readonly documentation: () => string;
  /** The range that `text` replaces: on one line, and around the offset of the request (LSP requires both). */
  readonly start: number;
  readonly end: number;
  /** The text that the editor matches with the text in the range. */
  readonly filterText: string;
  readonly text: string;
  /** Whether `text` is a snippet with tab stops. */
  readonly isSnippet: boolean;
  /** Whether the content model requires it here. */
  readonly required: boolean;
  /** Characters that accept the item and are inserted after it. */
  readonly commit?: readonly string[];
  /** Further edits outside the range. */
  readonly edits?: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** Completion items in display order. */
export interface CompletionList {
  readonly items: readonly CompletionItem[];
  /** Whether the list was cut: the client has to request it again when more is typed. */
  readonly isIncomplete: boolean;
}

export interface CompletionOptions {
  /** Whether the editor supports snippets. */
  readonly snippets: boolean;
  readonly clock: Clock;
}

export const NO_DOCUMENTATION = (): string => '';

/** The detail of an element or attribute: its type and cardinality. */
export function detailOf({ typeName, cardinality }: Description, localize: Localize): string {
  const words = cardinality === null ? '' : cardinalityText(cardinality, localize);
  return [typeName, words].filter((part) => part !== '').join(' · ');
}

export interface Proposal {
  readonly value: string;
  readonly kind: CompletionKind;
  readonly detail: string;
  readonly documentation: () => string;
}
