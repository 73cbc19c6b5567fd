import type { Description } from '../describe';
import type { Localize } from '../localize';
import { occurrenceWords } from '../occurrence';

/** One thing that completion offers. Offsets count from the document's start. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: 'element' | 'closingTag' | 'attribute' | 'value';
  /** Short facts beside the label. */
  readonly detail: string;
  /** Markdown; `''` for none. */
  readonly documentation: string;
  /** What `text` replaces. */
  readonly start: number;
  readonly end: number;
  /** What the editor compares with what is typed in the range. */
  readonly filterText: string;
  readonly text: string;
  /** `text` is a snippet with tab stops. */
  readonly isSnippet: boolean;
  /** The document is not complete without it. */
  readonly required: boolean;
  /** Edits elsewhere that belong to it. */
  readonly edits?: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** What stands beside the label of an element or attribute: its type, and how often it may stand there. */
export function detailOf({ typeName, occurrence }: Description, localize: Localize): string {
  const words = occurrence === null ? '' : occurrenceWords(occurrence, localize);
  return [typeName, words].filter((part) => part !== '').join(' · ');
}

/** What the items are made for. */
export interface CompletionOptions {
  /** The editor understands snippets. */
  readonly snippets: boolean;
}
