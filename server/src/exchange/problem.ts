/** Problems of imported files. */
import type { Severity } from '../xml/problem';

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
  readonly args: readonly string[];
}
