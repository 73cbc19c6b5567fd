/** What a plan decides about the patches of an asset. */
import type { Column } from '../columns';
import type { PatchDigest, Statement } from '../digest';
import type { Row } from '../row';
import type { Sentence } from './sentences';

/**
 * The decisions; the most cautious first. So an asset with several products gets the most cautious of their decisions. A contract with
 * programs that read the JSON.
 */
export const DECISIONS = [
  'installed-not-approved',
  'do-not-install',
  'contradiction',
  'wait',
  'superseded',
  'install-with-restriction',
  'installed',
  'install',
  'not-applicable',
  'nobody-says',
] as const;
export type DecisionKind = (typeof DECISIONS)[number];

/** Negative: the first is the more cautious one. */
export function byCaution(a: DecisionKind, b: DecisionKind): number {
  return DECISIONS.indexOf(a) - DECISIONS.indexOf(b);
}

/** Whether a decision allows the installation now. */
export function isInstall(decision: DecisionKind): boolean {
  return decision === 'install' || decision === 'install-with-restriction';
}

/** A place that a decision rests on. */
export interface PlanPlace {
  /** Index into the sources of the matrix; `null` for a file that could not be read. */
  readonly source: number | null;
  /** The file, as the caller names it. */
  readonly path: string;
  /** The patch; `null` for the file as a whole. */
  readonly patch: PatchDigest | null;
  /** The statement, by its index in the patch; `null` for the patch as a whole. */
  readonly statement: number | null;
}

/** What is decided about a patch and one product. */
export interface ProductDecision {
  /** The supplier: that of the list of assets, else the one that has the product; empty where none or several do. */
  readonly supplier: string;
  /** As in the list of assets. */
  readonly product: string;
  readonly version: string;
  readonly platform: string;
  readonly decision: DecisionKind;
  /** Why, the main reason first. */
  readonly reason: readonly Sentence[];
  readonly places: readonly PlanPlace[];
  /** The patch to take in place of it, by key of its row; only where it is superseded. */
  readonly supersededBy: string | null;
  /** The state that the supplier gives; `null` where it says nothing or contradicts itself. */
  readonly statement: Statement | null;
  /** The states in the owner's own files. */
  readonly owner: readonly string[];
  /** Whether the installation asks for a restart. */
  readonly restart: boolean;
  readonly restrictions: readonly string[];
  /** The columns of the matrix that the statements are in. */
  readonly columns: readonly Column[];
}

/** What is decided about an asset and a patch. */
export interface Decision {
  readonly asset: string;
  readonly zone: string;
  /** The row of the patch; `null` for the asset as a whole, and for an installed patch that nobody names. */
  readonly row: Row | null;
  /** Empty for the asset as a whole. */
  readonly vendor: string;
  readonly patch: string;
  /** The most cautious decision of the products. */
  readonly decision: DecisionKind;
  readonly reason: readonly Sentence[];
  readonly supersededBy: string | null;
  /** The places of all products that have this decision. */
  readonly places: readonly PlanPlace[];
  readonly products: readonly ProductDecision[];
  /** When it was installed, as in the list; `null` where it is not. */
  readonly installed: string | null;
  /** The place in the order of installation on the asset, from 1; `null` where it is not to be installed. */
  readonly order: number | null;
  /** The day by which the patch is to be installed, in milliseconds since 1970; `null` where no timeframe is set or it is done. */
  readonly due: number | null;
  /** Whole days since then; `null` where it is not overdue. */
  readonly overdue: number | null;
}
