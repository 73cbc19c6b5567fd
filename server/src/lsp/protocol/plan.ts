/**
 * The messages about the plan of an asset owner: what is to be installed on which asset. The client opens a plan and gets all that a page
 * needs to show, sort, filter and search it, and all of it again after each change. The statements that a decision rests on are asked for.
 *
 * Texts come from files as they are and are untrusted: they must be shown as text, never as markup.
 */
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { MatrixNote, MatrixPlace, MatrixScope } from './matrix';

/** What a plan is compared with: the same files as a commit, branch or tag has them, or the files of a folder. */
export type PlanSince = { readonly revision: string } | { readonly folder: string };

/**
 * Request, client to server: open a plan, or open another one under the id of an open one. After the answer, the server sends
 * {@link PLAN_CHANGED} until {@link PLAN_CLOSE}.
 */
export const PLAN_OPEN = 'vpc/plan';
export interface PlanOpenParams {
  /** Chosen by the client. */
  readonly id: string;
  readonly scope: MatrixScope;
  /** Uri of the list of assets: CSV or XLSX. */
  readonly assets: string;
  /** Uri of the list of installed patches. Default: nothing is known to be installed. */
  readonly installed?: string;
  /** The day for which the plan is made: `2026-12-01`. Default: now. */
  readonly date?: string;
  /** Default: no comparison. */
  readonly since?: PlanSince;
}
/** `null` if the plan was closed, or another one opened under its id, meanwhile. */
export type PlanOpenResult = PlanSnapshot | null;

/** Notification, client to server: a plan is not shown any more. */
export const PLAN_CLOSE = 'vpc/plan/close';
export interface PlanCloseParams {
  readonly id: string;
}

/**
 * Request, server to client: a plan has changed. The client answers (with `null`) when it is ready for the next change; changes until then
 * are combined into one.
 */
export const PLAN_CHANGED = 'vpc/plan/changed';
export interface PlanChangedParams {
  readonly id: string;
  readonly snapshot: PlanSnapshot;
}

/** How many numbers of {@link PlanSnapshot.decisions} describe a decision. */
export const DECISION_LENGTH = 8;

/** A whole plan. */
export interface PlanSnapshot {
  /** Grows with each one of the same plan. */
  readonly revision: number;
  /** When it was made, ISO 8601. */
  readonly made: string;
  /** Display names of the lists; the second one is empty where there is none. */
  readonly lists: { readonly assets: string; readonly installed: string };
  /** How many files it is made from. */
  readonly files: number;
  /** What is wrong with the lists. With a severe one there is no plan: the other parts are empty. */
  readonly listProblems: readonly MatrixNote[];
  /** What could not be read or understood of the files. */
  readonly notes: readonly MatrixNote[];
  readonly assets: readonly PlanAsset[];
  /** The first one means an asset as a whole, and has no identifier. */
  readonly patches: readonly PlanPatch[];
  /** The decisions, the most cautious first, and `gone`: there is none any more. */
  readonly kinds: readonly PlanKind[];
  /** Texts that decisions refer to; the first one is empty. Localised. */
  readonly texts: readonly string[];
  /**
   * {@link DECISION_LENGTH} numbers for each decision, in the order of the assets: the asset, the patch, the kind (indices), the reason (a
   * text), the place in the order of installation (0: it is not to be installed), the days that it is overdue (0: it is not), the owner's
   * own state (a text), and the kind before it (0: the same, 1: there was none, else the kind + 2).
   */
  readonly decisions: readonly number[];
  /** `null`: nothing is compared. */
  readonly since: PlanComparisonSummary | null;
  readonly formats: readonly PlanFormatInfo[];
}
export interface PlanAsset {
  readonly name: string;
  /** Empty: none is given. */
  readonly zone: string;
  /** Names of what runs there. */
  readonly products: readonly string[];
  /** How many restarts the installation takes, at least. */
  readonly restarts: number;
  /** Whether restrictions can ask for more of them. */
  readonly restartsCanBeMore: boolean;
}
export interface PlanPatch {
  readonly vendor: string;
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  /** As written in the file. */
  readonly released: string;
}
export interface PlanKind {
  /** As in the JSON of the command line: `install`, `wait`, …; `gone`. */
  readonly id: string;
  /** Localised. */
  readonly name: string;
}
export interface PlanComparisonSummary {
  /** Display name of the older files. */
  readonly name: string;
  /** What must be known with it: suppliers that published nothing new, doubtful new files; why there is no comparison. Localised. */
  readonly notes: readonly MatrixNote[];
}
export interface PlanFormatInfo {
  readonly id: string;
  /** Localised. */
  readonly name: string;
  /** Without the dot. */
  readonly ending: string;
  /** Whether it has columns, whose separator can be chosen. */
  readonly hasSeparator: boolean;
}

/** Request, client to server: what a decision rests on. `null` where the plan has changed meanwhile. */
export const PLAN_DETAILS = 'vpc/plan/details';
export interface PlanDetailsParams {
  readonly id: string;
  /** Of the snapshot. */
  readonly revision: number;
  /** The decision, by its place in the snapshot: 0, 1, … */
  readonly decision: number;
}
export interface PlanDetails {
  readonly lines: readonly PlanDetailsLine[];
}
/** A line of the details: about the patch, about one of several products, why, what must be observed, or a place in a file. */
export interface PlanDetailsLine {
  readonly kind: 'fact' | 'product' | 'reason' | 'restriction' | 'source';
  /** Localised. */
  readonly text: string;
  /** Of a product: what is decided about it. */
  readonly decision?: string;
  /** Of a source. Absent where the file cannot be opened. */
  readonly place?: MatrixPlace;
}

/** Request, client to server: the plan as a file. */
export const PLAN_EXPORT = 'vpc/plan/export';
export interface PlanExportParams {
  readonly id: string;
  /** One of {@link PlanSnapshot.formats}. */
  readonly format: string;
  /** Of a CSV file. Default: comma. */
  readonly separator?: ',' | ';' | '\t';
}
export interface PlanExportResult {
  /** In base64. */
  readonly bytes: string;
  /** What the format has no room for; localised. */
  readonly notes: readonly string[];
  /** A name for the file, without folders. */
  readonly fileName: string;
}

/**
 * Request, client to server: the edit that tracks the plan in a file of the asset owner, open, on disk or new. The server does not apply
 * it.
 */
export const PLAN_TRACK = 'vpc/plan/track';
export interface PlanTrackParams {
  readonly id: string;
  readonly uri: string;
  /** Whether there is such a file. */
  readonly exists: boolean;
}
export interface PlanTrackResult {
  /** Of a file that exists; without changes where there is nothing to do. */
  readonly edit: WorkspaceEdit;
  /** The text of a new file; empty: there is nothing to track. */
  readonly text: string;
  /** How many statements are added. */
  readonly added: number;
  /** Why nothing can be tracked there, localised; empty: it can. */
  readonly problem: string;
  /** What could not be written, and why; localised. */
  readonly notDone: readonly string[];
}

/** Request, client to server: the files of the asset owner in the workspace, in natural order. */
export const PLAN_OWNER_FILES = 'vpc/plan/ownerFiles';
export interface PlanOwnerFilesResult {
  readonly uris: readonly string[];
}
