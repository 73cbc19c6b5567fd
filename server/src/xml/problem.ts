/** How bad a problem is, as the Problems view and `vpc lint` name it. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A second place that explains a problem, in the same document unless `uri` says otherwise. */
export interface RelatedPlace {
  /** UTF-16 offsets, half-open. */
  readonly start: number;
  readonly end: number;
  /** English template with `{0}`-style places for `args`. */
  readonly message: string;
  readonly args: readonly string[];
  readonly uri?: string;
}

/**
 * One mistake in a document, as data: nothing parses its message.
 * The code decides range, message and fixes in the code table of the room that reports it.
 */
export interface Problem {
  /** `xml/…`, `xsd/…` (named after the XSD specification's rule) or `vpc/…`. */
  readonly code: string;
  readonly severity: Severity;
  /** UTF-16 offsets into the document, half-open. */
  readonly start: number;
  readonly end: number;
  /** English template with `{0}`-style places; {@link render} fills it, a translation may replace it. */
  readonly message: string;
  readonly args: readonly string[];
  /** What a fix needs besides the range, by name (for example `expected`: names that may stand here). */
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
  readonly related?: readonly RelatedPlace[];
}

/** Fills a template's `{0}`, `{1}`, … with `args`. A place without an argument stays as it is. */
export function render(template: string, args: readonly string[]): string {
  return template.replace(/\{(\d+)\}/g, (place, index: string) => args[Number(index)] ?? place);
}

/** The same problem `by` UTF-16 units further on: remembered problems are kept relative to their node. */
export function shifted(problem: Problem, by: number): Problem {
  if (by === 0) return problem;
  const related = problem.related?.map((place) =>
    place.uri === undefined ? { ...place, start: place.start + by, end: place.end + by } : place,
  );
  return { ...problem, start: problem.start + by, end: problem.end + by, ...(related && { related }) };
}
