import type { Vocabulary } from '../vpc/vocabulary';
import type { XmlTree } from '../xml/tree';
import type { Schema } from '../xsd';
import type { Checks } from './configuration/checks';
import type { Elsewhere } from './workspaceIndex';

/** What every question of the service is asked about: one version of a document and what governs it. */
export interface GovernedDocument {
  readonly tree: XmlTree;
  /** As applied to the namespace of the document's root; `null`: well-formedness only. */
  readonly schema: Schema | null;
  /** The profile and the element tables; `null` where the document is not recognised as one of the profile's. */
  readonly vocabulary: Vocabulary | null;
  /** The last segment of the file's path; `null` where the document has no file (yet). */
  readonly fileName: string | null;
  /** The present, in milliseconds since 1970; left out: nothing is said about the future. */
  readonly now?: number | undefined;
  /** What the other files of the workspace say; left out where nobody knows others. */
  readonly elsewhere?: Elsewhere | undefined;
  /** What is looked for, and how bad it is; left out: as without a configuration. */
  readonly checks?: Checks | undefined;
}
