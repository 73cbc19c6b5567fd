/** What can be done about a problem, as data; the service makes code actions of it, the command line writes it. */
import type { Problem } from '../../xml/problem';
import type { TextEdit } from '../../xml/reparse';
import { escapeText } from '../escape';

/** One thing that can be done about a problem. */
export interface Fix {
  /** English template with `{0}`-style places for `args`. */
  readonly title: string;
  readonly args: readonly string[];
  /** It really removes the problem, and needs no thinking: may be applied without asking. At most one of a problem's. */
  readonly preferred: boolean;
  readonly change: FixChange;
}

/** An edit of a fix; what is put in may have places that only a person can fill. */
export interface FixEdit extends TextEdit {
  /** The same text as a snippet (LSP, "Snippet Syntax") with a tab stop at each place, for editors that can. */
  readonly snippet?: string;
}

export type FixChange =
  | { readonly kind: 'edit'; readonly edits: readonly FixEdit[] }
  /** A new last segment for the file's path. */
  | { readonly kind: 'rename-file'; readonly fileName: string };

/** A fix that replaces a problem's range by plain text. */
export function replacement(problem: Problem, text: string, preferred: boolean): Fix {
  const { start, end } = problem;
  return edited('Replace by "{0}"', [text], preferred, [{ start, end, text: escapeText(text) }]);
}

/** A fix that edits the document. */
export function edited(title: string, args: readonly string[], preferred: boolean, edits: readonly TextEdit[]): Fix {
  return { title, args, preferred, change: { kind: 'edit', edits } };
}
