/** Fixes as data: the language service turns them into code actions, the command line applies them. */
import type { Problem } from '../xml/problem';
import type { TextEdit } from '../xml/reparse';
import type { Markup, PlainText } from '../xml/markup';
import { escapeText } from '../xml/escape';
import type { Range } from '../domain/field';

/** One way to fix a problem. */
export interface Fix {
  /** English template with placeholders such as `{0}` for `args`. */
  readonly title: string;
  readonly args: readonly string[];
  /** Removes the problem and needs no decision, so it can be applied without asking. At most one for each problem. */
  readonly preferred: boolean;
  readonly change: FixChange;
}

/** An edit of a fix; its text can have gaps that only the user can fill. */
export interface FixEdit extends TextEdit {
  /** The same text as a snippet (LSP, "Snippet Syntax") with a tab stop at each gap, for editors that support it. */
  readonly snippet?: string;
}

export type FixChange =
  | { readonly kind: 'edit'; readonly edits: readonly FixEdit[] }
  /** A new last segment for the file's path. */
  | { readonly kind: 'rename-file'; readonly fileName: string };

/** A fix that replaces the value in a problem's range. */
export function replaceValue(problem: Problem, value: PlainText, preferred: boolean): Fix {
  return edited('Replace with "{0}"', [value], preferred, [valueEdit(problem, value)]);
}

/** An edit that replaces an element's content with a value, which it escapes. */
export function valueEdit({ start, end }: Range, value: PlainText): TextEdit {
  return { start, end, text: escapeText(value) };
}

/** An edit that writes markup taken from the document, without escaping it. */
export function markupEdit({ start, end }: Range, markup: Markup): TextEdit {
  return { start, end, text: markup };
}

/** A fix that edits the document. */
export function edited(title: string, args: readonly string[], preferred: boolean, edits: readonly TextEdit[]): Fix {
  return { title, args, preferred, change: { kind: 'edit', edits } };
}
