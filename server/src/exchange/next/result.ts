/** What making the next edition gives. */
import type { TextEdit } from '../../xml/reparse';
import type { ImportProblem } from '../problem';

/** The next edition. */
export interface NextEdition {
  /** Edits of the edition that make the next one; `null` where it cannot be made: a problem says why. */
  readonly edits: readonly TextEdit[] | null;
  /** By the filename convention; `null` where the publication lacks a value for it. */
  readonly fileName: string | null;
  readonly problems: readonly ImportProblem[];
}
