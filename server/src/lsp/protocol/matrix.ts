/**
 * The messages about the matrix, which has patches as rows and products as columns. The client opens a matrix and gets all
 * that a page needs to show, sort, filter and search it; after edits the server sends deltas. Names and types only; the
 * encoding of the cells of a row is in `matrixCells.ts`.
 *
 * Texts come from files as they are and are untrusted: they must be shown as text, never as markup.
 */
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { Range } from './text';

/** The documents of a matrix. */
export type MatrixScope =
  /** These documents, open or on disk. */
  | { readonly kind: 'documents'; readonly uris: readonly string[] }
  /** All VPC files of the workspace, updated when files are created or deleted. */
  | { readonly kind: 'workspace' }
  /** All VPC files of a folder of the workspace and its subfolders, likewise. */
  | { readonly kind: 'folder'; readonly uri: string };

/** An older edition to compare with: a document, open or on disk, or a text that the client provides. */
export interface MatrixEdition {
  readonly uri: string;
  /** The older text. Default: the document with the uri, open or on disk. */
  readonly text?: string;
  /** Display name: a file name, `HEAD`. */
  readonly name: string;
}

/**
 * Request, client to server: open a matrix, or open another one under the id of an open one. After the answer, the server sends
 * {@link MATRIX_CHANGED} until {@link MATRIX_CLOSE}, starting with the rows that did not fit into the answer.
 */
export const MATRIX_OPEN = 'vpc/matrix/open';
export interface MatrixOpenParams {
  /** Chosen by the client. */
  readonly id: string;
  readonly scope: MatrixScope;
  /** The older editions, compared as one; absent or empty: no comparison. */
  readonly compareWith?: readonly MatrixEdition[];
}
/** `null` if the matrix was closed, or another one opened under its id, meanwhile. */
export type MatrixOpenResult = MatrixSnapshot | null;

/** Notification, client to server: a matrix is not shown any more. */
export const MATRIX_CLOSE = 'vpc/matrix/close';
export interface MatrixCloseParams {
  readonly id: string;
}

/**
 * Request, server to client: a matrix has changed. The client answers (with `null`) when it is ready for the next change; changes
 * until then are combined into one.
 */
export const MATRIX_CHANGED = 'vpc/matrix/changed';
export type MatrixChangedParams =
  | { readonly id: string; readonly delta: MatrixDelta }
  /** The whole matrix again, where a delta would be longer: another vocabulary, another edition to compare with. */
  | { readonly id: string; readonly snapshot: MatrixSnapshot };

/** A whole matrix, or its first part. */
export interface MatrixSnapshot {
  /** Starts at 0 when a matrix is opened; each delta increments it. */
  readonly revision: number;
  /** In the order of the request, or by uri for the workspace. */
  readonly sources: readonly MatrixSource[];
  /** The older editions; empty without a comparison. */
  readonly compared: readonly MatrixSource[];
  /** In display order: by supplier, product, version and platform, in natural sort order. */
  readonly columns: readonly MatrixColumn[];
  /** By vendor in natural sort order, then the latest release first, then by identifier. */
  readonly rows: readonly MatrixRow[];
  /** The contents that {@link MatrixRow.cells} refers to by number; the first one is number 1, and 0 is a cell without statement. */
  readonly contents: readonly MatrixContent[];
  /** The states of the profile, in its order. */
  readonly states: readonly MatrixState[];
  /** The severities of the profile as written in files, the worst first. */
  readonly severities: readonly string[];
  readonly summary: MatrixSummary;
  /** What is missing or not certain; to be shown above the matrix. */
  readonly notes: readonly MatrixNote[];
  /** See {@link MatrixDelta.rest}. */
  readonly rest?: number;
}

/** The changes since the previous revision. */
export interface MatrixDelta {
  /** The previous revision plus one. Otherwise the client has missed a delta and must open the matrix again. */
  readonly revision: number;
  /** All sources, if one has changed. */
  readonly sources?: readonly MatrixSource[];
  /** All columns, if one was added, removed or changed. The slot of a removed column can be reused. */
  readonly columns?: readonly MatrixColumn[];
  /** Further contents; they continue the numbering. */
  readonly contents: readonly MatrixContent[];
  /** New rows, and rows that replace the one with the same key. */
  readonly rows: readonly MatrixRow[];
  /** Keys of removed rows. */
  readonly removed: readonly string[];
  readonly summary: MatrixSummary;
  /** All notes, if one has changed. */
  readonly notes?: readonly MatrixNote[];
  /**
   * Number of rows that did not fit into the message and follow in further deltas. Until a delta without `rest` arrives, rows,
   * columns and summary are inconsistent and the client keeps showing the previous version. Absent: none.
   */
  readonly rest?: number;
}

/** Something that is missing from the matrix or not certain. */
export interface MatrixNote {
  /** As in the JSON of the command line: `unreadable`, `ill-formed`, `ambiguous-edition`, … */
  readonly kind: string;
  /** Localised, with the name of the file. */
  readonly text: string;
  /** The document that it is about. */
  readonly uri?: string;
  /** Whether something that was asked for is missing; otherwise it is shown with a doubt, or on purpose not. */
  readonly severe: boolean;
}

/** A document of the matrix. */
export interface MatrixSource {
  readonly uri: string;
  /** Display name: the file name. */
  readonly name: string;
  readonly supplier: string;
  /** As written in the file; empty: none. */
  readonly published: string;
  readonly version: string;
  readonly documentId: string;
  /** Whether it is the asset owner's own file, whose states lie over those of the suppliers. */
  readonly isOwner: boolean;
  /** Whether it is an earlier edition that another document replaces. */
  readonly replaced?: boolean;
  /** Why nothing of the document is shown, localised. */
  readonly problem?: string;
}

/** A product in one version on one platform; empty: any version, any platform. */
export interface MatrixColumn {
  /** The same in every session. */
  readonly key: string;
  /** Index into the decoded cells of each row. */
  readonly slot: number;
  /** The supplier of the product: two suppliers can have products of the same name. */
  readonly supplier: string;
  readonly product: string;
  readonly version: string;
  readonly platform: string;
  /** Whether it is one of the user's own products by the settings. */
  readonly mine: boolean;
  /** When comparing: only in the newer edition, or only in the older one. */
  readonly edition?: 'added' | 'removed';
}

/** A patch. */
export interface MatrixRow {
  /** The same in every session. */
  readonly key: string;
  readonly vendor: string;
  readonly id: string;
  readonly title: string;
  /** As written in the file. */
  readonly type: string;
  /** As written in the file. */
  readonly severity: string;
  /** As written in the file: xs:dateTime; empty: none. */
  readonly released: string;
  /** The products of the patch vendor that the patch applies to. */
  readonly targets: readonly string[];
  readonly vulnerabilities: readonly string[];
  /** Whether the patch itself needs a restart; `null`: not stated. */
  readonly restart: boolean | null;
  /** Keys of the rows whose patches replace it. */
  readonly replacedBy?: readonly string[];
  /** Identifiers, as written, of further patches that the files say replace it; they are not in the matrix. */
  readonly supersededBy?: readonly string[];
  /** Whether no latest edition lists it any more. */
  readonly dropped?: boolean;
  /** Facts about which suppliers contradict each other; the value that is shown comes first. */
  readonly contradictions?: readonly MatrixContradiction[];
  /** The number of the content of each slot, encoded: see `decodeCells`. */
  readonly cells: string;
  /** When comparing: only in the newer edition, or only in the older one. */
  readonly edition?: 'added' | 'removed';
  /** When comparing: the fields that have changed. */
  readonly changes?: readonly MatrixFieldChange[];
}

export interface MatrixContradiction {
  readonly field: 'severity' | 'released' | 'restart' | 'supersedes';
  /** As written; `true` or `false` for restarts. The sources are indexes into {@link MatrixSnapshot.sources}. */
  readonly values: readonly { readonly value: string; readonly sources: readonly number[] }[];
}

export interface MatrixFieldChange {
  readonly field: 'title' | 'type' | 'severity' | 'released';
  readonly before: string;
  readonly after: string;
}

/** The content of a cell; cells with equal contents share one. */
export interface MatrixContent {
  /**
   * The statements that hold, the most cautious first: it is the one to show. A statement that a later one of its supplier
   * replaces is only in the details. Empty if only an earlier edition or the owner has a statement.
   */
  readonly statements: readonly MatrixStatement[];
  /** Whether the statements contradict each other. */
  readonly conflict: boolean;
  /** Whether it is unknown which statement holds: then the state must not look like a result. */
  readonly doubt?: boolean;
  /** Whether the edition before allowed the installation, and the latest one does not. */
  readonly withdrawn?: boolean;
  /** Statements that the latest edition of their publication does not list any more. */
  readonly dropped?: readonly MatrixStatement[];
  /** Whether nothing is missing although it was dropped: a patch that replaces this one is listed. */
  readonly retired?: boolean;
  /** The statements of the asset owner's own files, which lie over those of the suppliers. */
  readonly owner?: readonly MatrixStatement[];
  /** When comparing: the difference from the older edition; absent if the state is the same. */
  readonly change?: MatrixChange;
}

export interface MatrixStatement {
  /** Id of the state ({@link MatrixSnapshot.states}); `null` if the profile has no such state. */
  readonly state: string | null;
  /** The state as written in the file. */
  readonly word: string;
  /** As written in the file; empty: none. */
  readonly date: string;
  /** `null`: not stated. */
  readonly restart: boolean | null;
  readonly restrictions: readonly string[];
  readonly comments: readonly string[];
  /** Index into {@link MatrixSnapshot.sources}; present if the cell has several statements. */
  readonly source?: number;
}

export interface MatrixChange {
  /** The states in the older edition; empty if it has the patch and the product, but no statement. */
  readonly before: readonly { readonly state: string | null; readonly word: string }[];
  /**
   * - `expected`: a transition of the state model, or the first statement for a product;
   * - `not in the model`: not a transition of the state model;
   * - `withdrawn`: the patch could be installed and cannot be any more, or it was refused between the editions;
   * - `lost`: a statement that did not allow the installation is not listed any more;
   * - `retired`: not listed any more, but a patch that replaces it is;
   * - `unknown`: a state that the profile does not have, or several states at once.
   */
  readonly verdict: 'expected' | 'not in the model' | 'withdrawn' | 'lost' | 'retired' | 'unknown';
}

/** A patch lifecycle state. */
export interface MatrixState {
  readonly id: string;
  /** As written in files, and shown to the user. */
  readonly value: string;
  /** Shown in addition to colour and text. */
  readonly symbol: string;
  readonly party: 'supplier' | 'asset-owner';
  /** Ids of the states that can directly follow it; absent: none. */
  readonly next?: readonly string[];
  /** Other names by which it can be typed; absent: none. */
  readonly synonyms?: readonly string[];
  /** Whether it refuses the patch, so that readers expect a reason. */
  readonly refuses?: boolean;
}

/** The whole matrix in numbers, independent of the filters of the page. */
export interface MatrixSummary {
  readonly patches: number;
  readonly columns: number;
  /** Number of cells by id of the state, in the order of the profile; a contradictory cell counts for each of its states. */
  readonly states: readonly { readonly state: string; readonly cells: number }[];
  /** Number of cells with a state that the profile does not have. */
  readonly otherStates: number;
  /** Number of cells without a statement. */
  readonly holes: number;
  /** Number of cells whose statements contradict each other. */
  readonly conflicts: number;
  /** Number of cells of which it is unknown which statement holds. */
  readonly doubts: number;
  /** Number of cells that no latest edition lists any more: without and with a listed patch that replaces theirs. */
  readonly dropped: number;
  readonly retired: number;
  /** Number of cells that the edition before allowed to install, and the latest one does not. */
  readonly withdrawals: number;
  /** Number of patches about which suppliers contradict each other. */
  readonly contradictions: number;
  /** The oldest patch that is untested with a product; `null`: none. */
  readonly oldestUntested: { readonly row: string; readonly id: string; readonly released: string } | null;
  /** The latest date of publication, as written in its file; empty: none. */
  readonly lastPublished: string;
  /** When comparing: number of cells whose state changed, and of the regressions among them. */
  readonly changed?: number;
  readonly regressions?: number;
}

/** The row, column or cell of a request, by keys. */
export interface MatrixTarget {
  /** Id of the matrix. */
  readonly id: string;
  readonly row?: string;
  readonly column?: string;
}

/** Request, client to server: the details of a cell (row and column), a row or a column. */
export const MATRIX_DETAILS = 'vpc/matrix/details';
export type MatrixDetailsParams = MatrixTarget;
export interface MatrixDetails {
  /** One for each patch or, for a cell, for each statement; statements that a later publication replaces come last. */
  readonly parts: readonly MatrixDetailsPart[];
}
export interface MatrixDetailsPart {
  /** The patch, the product and the source, localised. */
  readonly title: string;
  /** That a later publication of the supplier replaces the statement, or that it is from the older edition; localised. */
  readonly note?: string;
  readonly fields: readonly MatrixField[];
  /** Absent for a text that the client provided. */
  readonly place?: MatrixPlace;
}
/** One field of an entry. */
export interface MatrixField {
  /** The element's name, as the schema in use has it. */
  readonly label: string;
  readonly value: string;
  /** A web address. */
  readonly link?: string;
  /** The documentation of the element from the element tables, as plain text; localised if the tables are. */
  readonly documentation?: string;
}

/** Request, client to server: the places of a cell, a row or a column in the files, the latest publication first. */
export const MATRIX_PLACES = 'vpc/matrix/places';
export type MatrixPlacesParams = MatrixTarget;
export interface MatrixPlacesResult {
  readonly places: readonly MatrixPlace[];
}
export interface MatrixPlace {
  readonly uri: string;
  /** The whole element. */
  readonly range: Range;
  /** The part to select: the state of a product, the identifier of a patch. */
  readonly selection: Range;
}

/** Request, client to server: the cell or row at a position in a document, for the cursor of the editor. */
export const MATRIX_CELL_AT = 'vpc/matrix/cellAt';
export interface MatrixCellAtParams {
  readonly id: string;
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}
/** `null` if the position is in no patch, or if the matrix does not show the document. */
export type MatrixCellAtResult = {
  /** Key of the row. */
  readonly row: string;
  /** Keys of the columns: several if a statement names several versions or platforms, none outside a product. */
  readonly columns: readonly string[];
} | null;

/**
 * Request, client to server: the matrix as a file, arranged as on the page. For a client that gives a token, the text is sent in
 * parts (strings) by `$/progress`, and the answer holds the rest.
 */
export const MATRIX_EXPORT = 'vpc/matrix/export';
export type MatrixFormat = 'html' | 'csv' | 'json' | 'markdown' | 'xlsx';
export interface MatrixExportParams {
  readonly id: string;
  readonly format: MatrixFormat;
  /** Keys of the rows, in the wanted order. Default: all in the default order. */
  readonly rows?: readonly string[];
  /** Keys of the columns, in the wanted order. Default: all in the default order. */
  readonly columns?: readonly string[];
  /** Fields of patches that have columns of their own. Default: none. */
  readonly fields?: readonly ('cves' | 'restart')[];
  /** Of a CSV file. Default: comma. */
  readonly separator?: ',' | ';' | '\t';
  readonly partialResultToken?: string;
}
export interface MatrixExportResult {
  /** The whole text, or the rest after the parts; of XLSX, its bytes in base64, each part by itself. */
  readonly text: string;
  /** What the format has no room for; localised. */
  readonly notes?: readonly string[];
  /** A name for the file, without folders. */
  readonly fileName: string;
}

/**
 * Request, client to server: the edit that writes statements into a document, open or on disk. The server does not apply it. A change
 * that cannot be done is left out whole.
 */
export const MATRIX_WRITE = 'vpc/matrix/write';
export interface MatrixWriteParams {
  readonly uri: string;
  /** In their order: a later one goes on from what an earlier one wrote. */
  readonly changes: readonly MatrixChangeRequest[];
}
/**
 * One change:
 * - patch and product: changes the statements about them, or adds one where the file knows both;
 * - patch, product and `remove`: removes them;
 * - product and `add`: adds a statement to the patch, without a patch to all patches that have none about the product, which
 *   can be new;
 * - patch and `add`: adds a patch with vendor, title and release date;
 * - patch or product alone and `remove`: removes the patch, or the product from all patches.
 *
 * Names are compared as in the matrix. Fields that are left out stay as they are.
 */
export interface MatrixChangeRequest {
  readonly patch?: {
    /** Left out: any. */
    readonly vendor?: string;
    readonly id: string;
    /** Of a new patch. */
    readonly title?: string;
    /** Of a new patch: as {@link MatrixChangeRequest.date}. */
    readonly released?: string;
  };
  readonly product?: {
    readonly supplier?: string;
    readonly id: string;
    /** Left out: any that the patch has; empty: a statement without a version. As for the platform. */
    readonly version?: string;
    readonly platform?: string;
  };
  /** Id, value or synonym of a state. */
  readonly state?: string;
  /**
   * Of the state: `2026-03-10`, `2026-03-10T14:30:00Z`, `now` (today) or `keep`; `null` or empty: none. Default: today for a state
   * that changes.
   */
  readonly date?: string | null;
  /** Replaces all comments; `null` or empty: takes them away. */
  readonly comment?: string | null;
  /** Replaces all restrictions; `null` or empty: takes them away. */
  readonly restriction?: string | null;
  /** Whether the product needs a restart; `null`: not stated. */
  readonly reboot?: boolean | null;
  readonly add?: boolean;
  readonly remove?: boolean;
}
export interface MatrixWriteResult {
  /** For the version of the document that the server has; without changes where there is nothing to do. */
  readonly edit: WorkspaceEdit;
  /** The changes that the edit does not do, as they were given, and why; localised. */
  readonly notDone: readonly { readonly change: MatrixChangeRequest; readonly reason: string }[];
  /** The changes that the edit does, although their states cannot follow those of the previous edition; localised. */
  readonly warnings: readonly { readonly change: MatrixChangeRequest; readonly reason: string }[];
}

/**
 * Request, client to server: the edit that writes what a table says into a document, open or on disk. The server does not apply it.
 * Tables are XLSX or CSV, exported from a matrix or with one result a line.
 */
export const MATRIX_APPLY = 'vpc/matrix/apply';
export interface MatrixApplyParams {
  readonly uri: string;
  /** The bytes of the table in base64. */
  readonly content: string;
  /** The sheet to read. Default: those that a matrix has exported, else the only one that fits. */
  readonly sheet?: string;
}
export interface MatrixApplyResult {
  /** For the version of the document that the server has; without changes where there is nothing to do. */
  readonly edit: WorkspaceEdit;
  /** What of the table does not fit, with the places of cells (`Matrix!D7`); empty: about the whole table. Localised. */
  readonly problems: readonly MatrixApplyProblem[];
  /** The changes that the writer refuses, in the same form. */
  readonly notDone: readonly MatrixApplyProblem[];
  /** What must be known, and hinders nothing; localised. */
  readonly notes: readonly string[];
  /** How many statements the edit sets and adds, and how many cells say what the document says. */
  readonly summary: { readonly set: number; readonly added: number; readonly unchanged: number };
}
export interface MatrixApplyProblem {
  readonly at: string;
  readonly reason: string;
}

/** `vpc.matrix.*`: the user's own products. */
export interface MatrixSettings {
  /** `product`, `product version` or `product version platform`. */
  readonly myProducts: readonly string[];
  /** Path of a CSV file (columns id, version, platform), absolute or relative to the workspace folder; empty: none. */
  readonly myProductsFile: string;
}
