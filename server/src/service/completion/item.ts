import type { Description } from '../describe';
import type { Localize } from '../localize';
import { occurrenceWords } from '../occurrence';
import type { Clock } from '../clock';

/** What an item is, for its icon. */
export type CompletionKind =
  'element' | 'row' | 'closingTag' | 'attribute' | 'value' | 'date' | 'identifier' | 'type' | 'entity' | 'markup';

/** One thing that completion offers. Offsets count from the document's start. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Short facts beside the label. */
  readonly detail: string;
  /** Markdown, made when it is asked for; `''` for none. */
  readonly documentation: () => string;
  /** What `text` replaces: on one line, and the place asked about in it. */
  readonly start: number;
  readonly end: number;
  /** What the editor compares with what is typed in the range. */
  readonly filterText: string;
  readonly text: string;
  /** `text` is a snippet with tab stops. */
  readonly isSnippet: boolean;
  /** The document is not complete without it. */
  readonly required: boolean;
  /** Characters that take the item and stand behind it. */
  readonly commit?: readonly string[];
  /** Edits elsewhere that belong to it. */
  readonly edits?: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** What is offered at a place, in the order in which it is to be shown. */
export interface CompletionList {
  readonly items: readonly CompletionItem[];
  /** There is more: whoever shows the list asks again when more has been typed. */
  readonly isIncomplete: boolean;
}

/** What the items are made for. */
export interface CompletionOptions {
  /** The editor understands snippets. */
  readonly snippets: boolean;
  readonly clock: Clock;
}

/** Nothing to say. */
export const SILENT = (): string => '';

/** What stands beside the label of an element or attribute: its type, and how often it may stand there. */
export function detailOf({ typeName, occurrence }: Description, localize: Localize): string {
  const words = occurrence === null ? '' : occurrenceWords(occurrence, localize);
  return [typeName, words].filter((part) => part !== '').join(' · ');
}
