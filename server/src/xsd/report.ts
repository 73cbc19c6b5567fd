/** Collects the problems that reading and resolving schema documents reports. */
import type { SchemaProblem } from './api';
import { SCHEMA_CODES, type SchemaCode } from './codes/schemaCodes';
import type { SchemaPlace } from './components';
import { MAX_PROBLEMS } from './limits';

/**
 * Reports one problem in a schema document.
 * @param args the arguments of the message
 * @param related a second place that explains the problem
 */
export type ReportSchemaProblem = (
  code: SchemaCode,
  place: SchemaPlace,
  args?: readonly string[],
  related?: SchemaPlace | null,
) => void;

/** Collects problems, each once: a chameleon document is read once per namespace, with the same problems. */
export class SchemaProblems {
  readonly #problems = new Map<string, SchemaProblem>();
  #isFull = false;

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

  /** Adds a problem. After {@link MAX_PROBLEMS}, one says that there are more; limits are reported all the same. */
  add(problem: SchemaProblem): void {
    const isLimit = problem.code.startsWith('xsd/limit.');
    const key = [problem.uri, problem.start, problem.end, problem.code].join(' ');
    if (this.#problems.has(key)) return;
    if (isLimit || this.#problems.size < MAX_PROBLEMS) this.#problems.set(key, problem);
    else if (!this.#isFull) {
      this.#isFull = true;
      this.report('limit.problems', { uri: problem.uri, start: problem.start, end: problem.end }, [
        String(MAX_PROBLEMS),
      ]);
    }
  }

  /** Sorted by document, in the given order, and offset. */
  sorted(documents: readonly string[]): SchemaProblem[] {
    const rank = new Map(documents.map((uri, index) => [uri, index]));
    return [...this.#problems.values()].sort(
      (a, b) => (rank.get(a.uri) ?? 0) - (rank.get(b.uri) ?? 0) || a.start - b.start || a.end - b.end,
    );
  }
}
