/** The code table of this room: one row for each kind of problem in XML itself. */
import { DTD_CODES } from './codes/dtd';
import { NAMESPACE_CODES } from './codes/namespaces';
import { REFERENCE_CODES } from './codes/references';
import { STRUCTURE_CODES, ENCODING_CODES } from './codes/structure';
import { TAG_CODES } from './codes/tags';
import type { Problem, CodeEntry } from './problem';

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

/** What a problem can have besides its range. */
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

/** Receives the problems that a check finds: the arguments of {@link xmlProblem}. The check says what the offsets count from. */
export type XmlReport = (...problem: Parameters<typeof xmlProblem>) => void;

/** The same receiver for a check whose offsets count from `by`, and that reports no related places. */
export function reportAt(report: XmlReport, by: number): XmlReport {
  return (code, start, end, args) => report(code, start + by, end + by, args);
}
