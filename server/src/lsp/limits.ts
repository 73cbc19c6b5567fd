/** What is given up for very large files, step by step, so that the editor stays quick and the server alive. */
import type { Localize } from '../service/localize';

/** How much of a document is looked at. */
export type Care =
  /** Everything. */
  | 'full'
  /** No rules, and nothing that needs a look at the whole file: outline, folding, colours of states. */
  | 'schema'
  /** Well-formedness only. */
  | 'xml'
  /** The text is not read. */
  | 'none';

/**
 * From so many UTF-16 units on less is done. VS Code itself gives extensions no file beyond 50 million; other editors do.
 * At the first limit a tree takes about half a gigabyte with all that is remembered of it.
 */
export const LIMITS = { schema: 24_000_000, xml: 64_000_000, none: 128_000_000 } as const;

/** How much is done for a document of so many UTF-16 units. */
export function careFor(length: number): Care {
  if (length >= LIMITS.none) return 'none';
  if (length >= LIMITS.xml) return 'xml';
  return length >= LIMITS.schema ? 'schema' : 'full';
}

/** One sentence on what is not done, for the user. */
export function reductionMessage(care: Exclude<Care, 'full'>, name: string, localize: Localize): string {
  switch (care) {
    case 'schema':
      return localize(
        '{0} is very large: its XML and its schema are checked, rules, outline and folding are switched off.',
        name,
      );
    case 'xml':
      return localize('{0} is too large to be checked against a schema: only its XML is checked.', name);
    case 'none':
      return localize('{0} is too large for the editor. "vpc lint" checks it on the command line.', name);
  }
}
