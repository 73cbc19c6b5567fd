import type { Severity } from '../problem';

/** One row of the room's code table. */
export interface CodeEntry {
  readonly severity: Severity;
  /** English template with `{0}`-style places: what is wrong, why, and what to do about it. */
  readonly message: string;
  /** The clause that is broken: of XML 1.0 (5th edition), or with `NS` in front of Namespaces in XML 1.0 (3rd edition). */
  readonly clause: string;
  /** A document with this one mistake, the reported range in `[[…]]`; absent where the mistake is one of bytes. */
  readonly example?: string;
}
