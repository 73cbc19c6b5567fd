/** Problems of imported files. */
import type { Localize, Severity } from '../xml/problem';

/** A problem of an imported file. */
export interface ImportProblem {
  readonly severity: Severity;
  /** The file that has the problem. */
  readonly file: 'release document' | 'product list' | 'edition';
  /** Which of several files, as the caller names it. */
  readonly name?: string | undefined;
  /** From 1; `null` where the problem concerns the whole file. */
  readonly line: number | null;
  /** English template with placeholders (`{0}`) for `args`. */
  readonly message: string;
  readonly args: readonly ImportArg[];
}

/** What fills a placeholder: a text as it is, or texts that are translated themselves and listed. */
export type ImportArg = string | readonly ImportText[];

/** A part of a message. */
export interface ImportText {
  readonly message: string;
  readonly args: readonly ImportArg[];
}

/** A message in a language. */
export function importText({ message, args }: ImportText, localize: Localize): string {
  const texts = args.map((arg) =>
    typeof arg === 'string' ? arg : arg.map((text) => importText(text, localize)).join(', '),
  );
  return localize(message, ...texts);
}
