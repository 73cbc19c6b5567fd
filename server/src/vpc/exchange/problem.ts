/** What importing says about the files that it was given. */
import type { Severity } from '../../xml/problem';

/** One thing that is wrong, or that somebody should know, about an imported file. */
export interface ImportProblem {
  readonly severity: Severity;
  /** Which of the two files it is about. */
  readonly file: 'release document' | 'product list';
  /** 1-based; `null` where it is about the file as a whole. */
  readonly line: number | null;
  /** English template with `{0}`-style places. */
  readonly message: string;
  readonly args: readonly string[];
}
