/** What release documents and advisories say: the patches of vendors, as one model for all formats. */
import type { PatchTypeId, SeverityId } from '../../domain/roles';
import type { ImportProblem } from '../problem';

/** A release document or an advisory. Lists are sorted and without duplicates, unless a field says otherwise. */
export interface Release {
  /** Its own identifier: `2026-Feb`, `ICSA-24-158-02`. */
  readonly id: string;
  readonly title: string;
  /** In the order of the document. */
  readonly patches: readonly ReleasedPatch[];
  /** The names of all products in the document. */
  readonly products: readonly string[];
  /** What became no patch, in the order of the document. */
  readonly leftOut: readonly LeftOut[];
}

/** A patch that a vendor has released. */
export interface ReleasedPatch {
  /** Who made it: `Microsoft`. */
  readonly vendor: string;
  /** `KB5002718` */
  readonly id: string;
  /** Where the document has one; `null`: it is made from the facts. */
  readonly title: string | null;
  readonly type: PatchTypeId | null;
  /** The highest severity of its vulnerabilities for the products that it patches. */
  readonly severity: SeverityId | null;
  /** xs:dateTime, UTC. */
  readonly released: string;
  /** As {@link released}; `null`: it has not been revised since. */
  readonly revised: string | null;
  /** CVE numbers. */
  readonly vulnerabilities: readonly string[];
  /** The advisories that it fixes, which have no CVE number. */
  readonly bulletins: readonly string[];
  /** Names of the products that it patches, as the document has them. */
  readonly targets: readonly string[];
  readonly supersedes: readonly string[];
  readonly informationUrl: string | null;
  readonly downloadUrls: readonly string[];
  /** Whether a restart is needed; `null` where the document does not say, or contradicts itself. */
  readonly restart: boolean | null;
  /** The kind of update in words: `Security Update`, `Monthly Rollup`; empty where there is none. */
  readonly kind: string;
  /** What the document says about products of the vendor itself. */
  readonly statements: readonly ReleasedStatement[];
}

/** A state that a vendor gives a patch of its own for a product of its own. */
export interface ReleasedStatement {
  readonly product: string;
  /** As the document names it, which can be a range: `>=2.9|<=4.1`; empty for all. */
  readonly version: string;
  readonly state: 'released' | 'not-applicable';
}

/** Parts of a document that became no patch, by what they are. */
export interface LeftOut {
  /** As the document calls them: `Click to Run`. */
  readonly what: string;
  readonly count: number;
}

/** A document that was read. */
export interface ReadRelease {
  /** `null` where the document cannot be read; a problem says why. */
  readonly release: Release | null;
  readonly problems: readonly ImportProblem[];
}
