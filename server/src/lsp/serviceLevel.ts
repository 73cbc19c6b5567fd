import type { Localize } from '../xml/problem';

/** Which features are on for a document: very large documents get fewer of them (graceful degradation). */
export type ServiceLevel =
  /** All features. */
  | 'full'
  /** No rules, and no feature that reads the whole file: outline, folding, colours of states. */
  | 'schema'
  /** Only well-formedness is checked. */
  | 'xml'
  /** The text is not parsed. */
  | 'none';

/**
 * Lengths in UTF-16 units from which a lower level applies. VS Code gives extensions no file above 50 million; other editors
 * do. At the first limit a tree and all that is memoised with it take about half a gigabyte.
 */
export const LIMITS = { schema: 24_000_000, xml: 64_000_000, none: 128_000_000 } as const;

/** The service level for a document. @param length in UTF-16 units */
export function serviceLevelFor(length: number): ServiceLevel {
  if (length >= LIMITS.none) return 'none';
  if (length >= LIMITS.xml) return 'xml';
  return length >= LIMITS.schema ? 'schema' : 'full';
}

/** A sentence for the user that names the features that are off. @param name of the document */
export function serviceLevelMessage(
  serviceLevel: Exclude<ServiceLevel, 'full'>,
  name: string,
  localize: Localize,
): string {
  switch (serviceLevel) {
    case 'schema':
      return localize(
        '{0} is very large: XML and schema are checked; rules, outline and folding are turned off.',
        name,
      );
    case 'xml':
      return localize('{0} is too large for schema validation: only XML well-formedness is checked.', name);
    case 'none':
      return localize('{0} is too large for the editor. Use "vpc lint" to check it.', name);
  }
}
