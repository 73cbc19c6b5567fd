/**
 * What client and server say to each other about the matrix: patches down, products across. The client opens a matrix and
 * gets all that a page has to show, sort, filter and search; after edits the server tells what is different. Names and
 * shapes only; how the cells of a row travel is in `matrixCells.ts`.
 *
 * Texts are as they stand in the files, and may be anything: they are to be shown as text.
 */
import type { Range } from '../protocol';

/** What a matrix is made from. */
export type MatrixScope =
  /** These documents, open or on disk. */
  | { readonly kind: 'documents'; readonly uris: readonly string[] }
  /** All VPC files of the workspace, as they come and go. */
  | { readonly kind: 'workspace' };

/** What a matrix is compared with: documents, open or on disk, or texts that the client has got from elsewhere. */
export interface MatrixEdition {
  readonly uri: string;
  /** The older text of the document; left out: what is open or on disk under the uri. */
  readonly text?: string;
  /** What people call it: a file name, `HEAD`. */
  readonly name: string;
}

/**
 * Request, client to server: open a matrix, or show something else in one that is open. After the answer, the server sends
 * {@link MATRIX_CHANGED} until {@link MATRIX_CLOSE}: at first, what the answer had no room for.
 */
export const MATRIX_OPEN = 'vpc/matrix/open';
export interface MatrixOpenParams {
  /** The client's name for the matrix. */
  readonly id: string;
  readonly scope: MatrixScope;
  /** The older editions, seen together; left out or empty: nothing is compared. */
  readonly compareWith?: readonly MatrixEdition[];
}
/** `null` where it was closed, or opened for something else, meanwhile. */
export type MatrixOpenResult = MatrixSnapshot | null;

/** Notification, client to server: nobody looks at a matrix any more. */
export const MATRIX_CLOSE = 'vpc/matrix/close';
export interface MatrixCloseParams {
  readonly id: string;
}

/**
 * Request, server to client: a matrix has changed. The client answers (with `null`) when it is ready for more: until then
 * what changes is gathered, and one change is sent for all of it.
 */
export const MATRIX_CHANGED = 'vpc/matrix/changed';
export type MatrixChangedParams =
  | { readonly id: string; readonly delta: MatrixDelta }
  /** So much is different that it is told anew: another vocabulary, another edition to compare with. */
  | { readonly id: string; readonly snapshot: MatrixSnapshot };

/** All of a matrix. */
export interface MatrixSnapshot {
  /** Counts from 0 for each opening; each delta raises it by one. */
  readonly revision: number;
  /** In the order in which the client named them, or by uri. */
  readonly sources: readonly MatrixSource[];
  /** The older editions; empty where nothing is compared. */
  readonly compared: readonly MatrixSource[];
  /** In the order in which they are to be shown: by product, version and platform, as people sort names. */
  readonly columns: readonly MatrixColumn[];
  /** By vendor, as people sort names, then the latest release first, then by identifier. */
  readonly rows: readonly MatrixRow[];
  /** What the numbers in {@link MatrixRow.cells} mean, from 1 on: the first one here is 1; 0 is a hole. */
  readonly contents: readonly MatrixContent[];
  /** The states of the profile in its order. */
  readonly states: readonly MatrixState[];
  /** The severities of the profile as they stand in files, the worst first. */
  readonly severities: readonly string[];
  readonly summary: MatrixSummary;
  /** See {@link MatrixDelta.rest}. */
  readonly rest?: number;
}

/** What has changed since the revision before this one. */
export interface MatrixDelta {
  /** One more than before; where it is not, the client has missed something and opens the matrix again. */
  readonly revision: number;
  /** All sources, where something about one has changed. */
  readonly sources?: readonly MatrixSource[];
  /** All columns, where one has come, gone or changed. A slot that was freed may be used for another column. */
  readonly columns?: readonly MatrixColumn[];
  /** Further contents; their numbers go on where those before end. */
  readonly contents: readonly MatrixContent[];
  /** Rows that are new, or take the place of the row with the same key. */
  readonly rows: readonly MatrixRow[];
  /** Keys of rows that are gone. */
  readonly removed: readonly string[];
  readonly summary: MatrixSummary;
  /**
   * How many rows had no room in the message: deltas with them follow. Until one comes without a rest, rows, columns and
   * summary do not belong together, and what was shown before stays. Left out: none.
   */
  readonly rest?: number;
}

/** A document that the matrix is made from. */
export interface MatrixSource {
  readonly uri: string;
  /** What people call it: its file's name. */
  readonly name: string;
  readonly supplier: string;
  /** As it stands in the file; empty where there is none. */
  readonly published: string;
  readonly version: string;
  /** Why nothing of it is shown, localised. */
  readonly problem?: string;
}

/** A product in one version on one platform; both are empty where statements hold for all. */
export interface MatrixColumn {
  /** The same in every session. */
  readonly key: string;
  /** Index into the cells of each row. */
  readonly slot: number;
  readonly product: string;
  readonly version: string;
  readonly platform: string;
  /** Whether it is one of the user's own, as the settings say. */
  readonly mine: boolean;
  /** When comparing: only the newer edition speaks of it, or only the older one. */
  readonly edition?: 'added' | 'removed';
}

/** A patch. */
export interface MatrixRow {
  /** The same in every session. */
  readonly key: string;
  readonly vendor: string;
  readonly id: string;
  readonly title: string;
  /** The word of the file. */
  readonly type: string;
  /** The word of the file. */
  readonly severity: string;
  /** As it stands in the file: xs:dateTime; empty where there is none. */
  readonly released: string;
  /** The products of the patch vendor that it patches. */
  readonly targets: readonly string[];
  /** What stands in each column's slot: see `decodeCells`. */
  readonly cells: string;
  /** When comparing: only the newer edition has it, or only the older one. */
  readonly edition?: 'added' | 'removed';
  /** When comparing: the fields that are others than before. */
  readonly changes?: readonly MatrixFieldChange[];
}

export interface MatrixFieldChange {
  readonly field: 'title' | 'type' | 'severity' | 'released';
  readonly before: string;
  readonly after: string;
}

/** What stands in a cell; cells with the same content share one. */
export interface MatrixContent {
  /**
   * What is said, the weightiest first: of one publication in the order of the file. What a supplier said in an earlier
   * publication and says otherwise now is left to the details. None where only the older edition says something.
   */
  readonly statements: readonly MatrixStatement[];
  /** Whether the statements contradict each other. */
  readonly conflict: boolean;
  /** When comparing: how it differs from the older edition; left out where the state is the same. */
  readonly change?: MatrixChange;
}

export interface MatrixStatement {
  /** Id of the state ({@link MatrixSnapshot.states}); `null` where the word is from another list, or wrong. */
  readonly state: string | null;
  /** The word that stands in the file. */
  readonly word: string;
  /** As it stands in the file; empty where there is none. */
  readonly date: string;
  /** `null` where nothing is said. */
  readonly restart: boolean | null;
  readonly restrictions: readonly string[];
  readonly comments: readonly string[];
  /** Index into {@link MatrixSnapshot.sources}: whose statement it is, where a cell has several. */
  readonly source?: number;
}

export interface MatrixChange {
  /** The words of the older edition; none where it says nothing of a patch and a product that it has. */
  readonly before: readonly { readonly state: string | null; readonly word: string }[];
  /**
   * - `expected`: the state model leads there, or it is the first word on a product;
   * - `not in the model`: the state model does not lead there;
   * - `withdrawn`: what could be installed must not be any more, or need not, or was refused between the editions;
   * - `lost`: nothing is said any more;
   * - `unknown`: a word that the profile does not know, or several words at once.
   */
  readonly verdict: 'expected' | 'not in the model' | 'withdrawn' | 'lost' | 'unknown';
}

/** A patch lifecycle state. */
export interface MatrixState {
  readonly id: string;
  /** The word that stands in files, which is what people read. */
  readonly value: string;
  /** Shown beside colour and text. */
  readonly symbol: string;
  readonly party: 'supplier' | 'asset-owner';
}

/** The whole matrix in numbers, whatever the page filters. */
export interface MatrixSummary {
  readonly patches: number;
  readonly columns: number;
  /** Cells by id of their state, in the profile's order; a cell that contradicts itself counts for each of its states. */
  readonly states: readonly { readonly state: string; readonly cells: number }[];
  /** Cells with a word that is no state of the profile. */
  readonly otherStates: number;
  /** Cells about which nothing is said. */
  readonly holes: number;
  /** Cells whose statements contradict each other. */
  readonly conflicts: number;
  /** The patch that was released first of those that some product has not been tested with; `null`: there is none. */
  readonly oldestUntested: { readonly row: string; readonly id: string; readonly released: string } | null;
  /** The latest date of publication, as it stands in its file; empty where there is none. */
  readonly lastPublished: string;
  /** When comparing: the cells whose state changed, and those of them that are steps back. */
  readonly changed?: number;
  readonly regressions?: number;
}

/** Which row, column or cell a question is about, by keys. */
export interface MatrixTarget {
  /** The matrix. */
  readonly id: string;
  readonly row?: string;
  readonly column?: string;
}

/** Request, client to server: all that is known of a cell (row and column), a row or a column. */
export const MATRIX_DETAILS = 'vpc/matrix/details';
export type MatrixDetailsParams = MatrixTarget;
export interface MatrixDetails {
  /** One for each patch, for the statements of a cell one each; those that a later publication has replaced come last. */
  readonly parts: readonly MatrixDetailsPart[];
}
export interface MatrixDetailsPart {
  /** Localised: what the part is about, and whose word it is. */
  readonly title: string;
  /** Localised: that a later publication of the supplier says otherwise, that it is the older edition's word. */
  readonly note?: string;
  readonly fields: readonly MatrixField[];
  /** Left out where it stands in a text that the client gave to compare with. */
  readonly place?: MatrixPlace;
}
/** One thing that the file says. */
export interface MatrixField {
  /** The element's name, as the schema in use has it. */
  readonly label: string;
  readonly value: string;
  /** Where the value leads: a web address. */
  readonly link?: string;
  /** What the element tables say about the element, as plain text, localised where they are. */
  readonly documentation?: string;
}

/** Request, client to server: where a cell, a row or a column stands in the files; the weightiest place first. */
export const MATRIX_PLACES = 'vpc/matrix/places';
export type MatrixPlacesParams = MatrixTarget;
export interface MatrixPlacesResult {
  readonly places: readonly MatrixPlace[];
}
export interface MatrixPlace {
  readonly uri: string;
  /** The whole element. */
  readonly range: Range;
  /** What to select in it: the state of a product, the identifier of a patch. */
  readonly selection: Range;
}

/** Request, client to server: which cell or row a place of a document belongs to, for the editor's cursor. */
export const MATRIX_CELL_AT = 'vpc/matrix/cellAt';
export interface MatrixCellAtParams {
  readonly id: string;
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}
/** `null` where the place is in no patch, and where the matrix does not show the document. */
export type MatrixCellAtResult = {
  /** Key of the row. */
  readonly row: string;
  /** Keys of the columns: several where a statement names several versions or platforms, none outside a product. */
  readonly columns: readonly string[];
} | null;

/**
 * Request, client to server: the matrix as a file, as the page shows it. It may be long: a client that gives a token gets parts
 * of the text (strings) by `$/progress` before the answer, which then has the rest.
 */
export const MATRIX_EXPORT = 'vpc/matrix/export';
export type MatrixFormat = 'html' | 'csv' | 'json' | 'markdown';
export interface MatrixExportParams {
  readonly id: string;
  readonly format: MatrixFormat;
  /** Keys of the rows in the order in which they are wanted; left out: all in the default order. */
  readonly rows?: readonly string[];
  /** Keys of the columns in the order in which they are wanted; left out: all in the default order. */
  readonly columns?: readonly string[];
  /** Of a CSV file. Default: comma. */
  readonly separator?: ',' | ';' | '\t';
  readonly partialResultToken?: string;
}
export interface MatrixExportResult {
  /** All of it, or what follows the parts. */
  readonly text: string;
  /** Without folders: a name for the file. */
  readonly fileName: string;
}

/** `vpc.matrix.*`: which products are the user's own. */
export interface MatrixSettings {
  /** `product`, `product version` or `product version platform`. */
  readonly myProducts: readonly string[];
  /** Path of a CSV file (columns id, version, platform), absolute or relative to the workspace folder; empty: none. */
  readonly myProductsFile: string;
}
