import type { Range } from '../findings';

/** What would be renamed. Offsets count from the document's start. */
export interface RenameTarget {
  readonly start: number;
  readonly end: number;
  /** What the user starts from. */
  readonly placeholder: string;
  /** Other files of the workspace may mean the same. */
  readonly acrossFiles: boolean;
}

/** A text that takes another's place. */
export interface RenameEdit {
  /** `null`: the document itself. */
  readonly uri: string | null;
  readonly range: Range;
  readonly text: string;
}

/** What comes of a rename. */
export type RenameOutcome =
  | { readonly kind: 'edits'; readonly edits: readonly RenameEdit[] }
  /** English template with `{0}`-style places: why not, and what to do. */
  | { readonly kind: 'refused'; readonly message: string; readonly args: readonly string[] };
