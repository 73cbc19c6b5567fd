import type { Vocabulary } from '../vpc/vocabulary';
import type { SchemaSource } from '../xsd';

/** What ships with the command line. */
export interface Bundled {
  readonly version: string;
  readonly schema: SchemaSource;
  readonly vocabulary: Vocabulary;
}
