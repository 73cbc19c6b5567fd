import type { Range } from '../../workspace/diagnostic';

/** What a rename would change. Offsets count from the document's start. */
export interface RenameTarget {
  readonly start: number;
  readonly end: number;
  /** The text that the user edits. */
  readonly placeholder: string;
  /** Other files of the workspace can have occurrences. */
  readonly acrossFiles: boolean;
}

/** A replacement of a range. */
export interface RenameEdit {
  /** `null`: the document itself. */
  readonly uri: string | null;
  readonly range: Range;
  readonly text: string;
  /** Only the author knows whether this place means the same: to be confirmed. Left out: no. */
  readonly isDoubtful?: boolean;
}

/** The result of a rename. */
export type RenameOutcome =
  | { readonly kind: 'edits'; readonly edits: readonly RenameEdit[] }
  /** `message` is an English template with `{0}`-style places for `args`. */
  | { readonly kind: 'refused'; readonly message: string; readonly args: readonly string[] };
