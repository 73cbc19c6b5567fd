/** How the parts that read and resolve schema documents hand over what they find. */
import type { SchemaProblem } from './api';
import { SCHEMA_CODES, type SchemaCode } from './codes/schemaCodes';
import type { SchemaPlace } from './components';

/**
 * Takes one mistake in a schema document.
 * @param args fill the message's places
 * @param related a second place that explains it
 */
export type ReportSchemaProblem = (
  code: SchemaCode,
  place: SchemaPlace,
  args?: readonly string[],
  related?: SchemaPlace | null,
) => void;

/** Collects problems, each once: a chameleon document is read once a namespace but its mistakes are the same. */
export class SchemaProblems {
  readonly #problems = new Map<string, SchemaProblem>();

  readonly report: ReportSchemaProblem = (code, place, args = [], related = null) => {
    const { severity, message, relatedMessage } = SCHEMA_CODES[code];
    this.add({
      code: `xsd/${code}`,
      severity,
      uri: place.uri,
      start: place.start,
      end: place.end,
      message,
      args,
      ...(related && relatedMessage !== undefined && { related: [{ ...related, message: relatedMessage, args }] }),
    });
  };

  add(problem: SchemaProblem): void {
    const key = [problem.uri, problem.start, problem.end, problem.code].join(' ');
    if (!this.#problems.has(key)) this.#problems.set(key, problem);
  }

  /** Sorted by document, in the order given, and place. */
  sorted(documents: readonly string[]): SchemaProblem[] {
    const rank = new Map(documents.map((uri, index) => [uri, index]));
    return [...this.#problems.values()].sort(
      (a, b) => (rank.get(a.uri) ?? 0) - (rank.get(b.uri) ?? 0) || a.start - b.start || a.end - b.end,
    );
  }
}
