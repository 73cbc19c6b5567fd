import type { Unreadable } from '../../input';
import type { FileReport } from '../../reporters/reporter';

/** What came of one file, in plain values: it may come from another thread. */
export interface Outcome {
  readonly result: FileReport | Unreadable;
  /** What else there is to be said, a line each. */
  readonly notes: readonly string[];
  /** The rooms that had a say, beyond well-formedness; left out where nothing was checked. */
  readonly rooms?: readonly ('xsd' | 'vpc')[];
  /** What was mended, or would be. */
  readonly mended?: Mended;
}

/** A document that was mended. */
export interface Mended {
  /** How many problems are gone. */
  readonly fixed: number;
  /** As a unified diff, where it was only tried. */
  readonly diff?: string;
  /** The text, where the document is standard input. */
  readonly text?: Uint8Array;
}
