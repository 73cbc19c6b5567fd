/** The code table of this room: each mistake in XML as such has one row here. */
import { DTD_CODES } from './codes/dtd';
import { ENCODING_CODES } from './codes/encoding';
import type { CodeEntry } from './codes/entry';
import { NAMESPACE_CODES } from './codes/namespaces';
import { REFERENCE_CODES } from './codes/references';
import { STRUCTURE_CODES } from './codes/structure';
import { TAG_CODES } from './codes/tags';
import type { Problem } from './problem';

export type { CodeEntry };

/** Every `xml/…` code with its severity, message, clause and example. */
export const XML_CODES = {
  ...STRUCTURE_CODES,
  ...TAG_CODES,
  ...REFERENCE_CODES,
  ...NAMESPACE_CODES,
  ...DTD_CODES,
  ...ENCODING_CODES,
} satisfies Record<`xml/${string}`, CodeEntry>;

/** A code of this room. */
export type XmlCode = keyof typeof XML_CODES;

/** What a problem may carry besides its place. */
export type ProblemDetails = Pick<Problem, 'data' | 'related'>;

/**
 * A problem of this room, with severity and message from the table.
 * @param args fill the `{0}`, `{1}`, … of the code's message
 */
export function xmlProblem(
  code: XmlCode,
  start: number,
  end: number,
  args: readonly string[] = [],
  details?: ProblemDetails,
): Problem {
  const { severity, message } = XML_CODES[code];
  return { code, severity, start, end, message, args, ...details };
}

/** Where a check puts what it finds: the arguments of {@link xmlProblem}, offsets in the frame that the check counts in. */
export type XmlReport = (...problem: Parameters<typeof xmlProblem>) => void;

/** The same sink for a check that counts from `by` on, and reports no related places. */
export function reportAt(report: XmlReport, by: number): XmlReport {
  return (code, start, end, args) => report(code, start + by, end + by, args);
}
