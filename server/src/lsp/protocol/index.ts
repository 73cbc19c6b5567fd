/**
 * The messages between client and server beyond LSP. The client imports this file and nothing else of the server, so it holds
 * names and types only. The matrix and the plan have files of their own in this folder, which are re-exported here.
 */
import type { MatrixSettings } from './matrix';
import type { Position, Range, TextEdit } from './text';

export * from './matrix';
export * from './plan';
export * from './text';
export { decodeCells, encodeCells } from './matrixCells';

/** The language id of VPC files. */
export const LANGUAGE_ID = 'vpc';

/** The settings section; {@link Settings} is its type. */
export const SETTINGS_SECTION = 'vpc';

/** The settings that the server reads, under {@link SETTINGS_SECTION}. */
export interface Settings {
  readonly schema: {
    /** Path of a custom XSD, absolute or relative to the workspace folder; empty: by hint or recognition. */
    readonly path: string;
    /** Paths of OASIS XML catalogs, absolute or relative to the workspace folder. */
    readonly catalogs: readonly string[];
  };
  readonly profile: {
    /** Path of a custom profile, absolute or relative to the workspace folder; empty: the reference profile. */
    readonly path: string;
  };
  readonly format: FormatSettings;
  readonly inlayHints: {
    /** Show the titles of referenced patches, and the number of products of a patch. Default true. */
    readonly enabled: boolean;
  };
  readonly codeLens: {
    /** Show code lenses that open the matrix; see {@link InitializationOptions.matrixCommand}. Default true. */
    readonly enabled: boolean;
  };
  readonly matrix: MatrixSettings;
  readonly recognition: {
    /** Find VPC files by their root element, whatever their name; else by their name only. Default true. */
    readonly enabled: boolean;
  };
}

/** `vpc.format.*`: format options besides the editor's own for indentation, final newline and trimming. */
export interface FormatSettings {
  /**
   * Line breaks between the attributes of a start tag: `preserve` keeps them, `wrap` puts the attributes on one line if they
   * fit and else on one line each, `onePerLine` puts them on one line each if there are several.
   */
  readonly attributes: 'preserve' | 'wrap' | 'onePerLine';
  /** For `wrap`: maximum length of a line in columns. */
  readonly lineWidth: number;
  /** Maximum number of empty lines that are kept between two elements. */
  readonly maxBlankLines: number;
}

/** Client setting `vpc.autoCloseTags` (default true): whether the client sends {@link AUTO_INSERT}. */
export const AUTO_CLOSE_TAGS = 'autoCloseTags';

/** `initializationOptions` of the initialize request. */
export interface InitializationOptions {
  /**
   * The language of all texts, for example `de`. Default: the `locale` of the initialize request, then the environment variables
   * `VPC_LANG`, `LC_ALL`, `LC_MESSAGES` and `LANG` of the server. Without translations for it, texts are English.
   */
  readonly locale?: string;
  /** Translations of the messages by their English template: the contents of an l10n bundle. They replace those of `locale`. */
  readonly l10n?: Readonly<Record<string, string>>;
  /**
   * False: the server does not announce workspace diagnostics, so that the client does not pull them by itself; it can still
   * request them. Default true.
   */
  readonly workspaceDiagnostics?: boolean;
  /**
   * A command of the client that opens the matrix of a document, at a position if there is one: (uri, position). Code lenses call
   * it. Left out: there are no code lenses.
   */
  readonly matrixCommand?: string;
  /**
   * The client has commands of its own for new files, sorting, surrounding and the matrix: the server announces no commands, and
   * offers no code actions for them. Default false.
   */
  readonly ownCommands?: boolean;
  /**
   * The settings (`schema`, `format`, ...) for a client that sends none: neither by `workspace/configuration` nor by
   * `workspace/didChangeConfiguration`.
   */
  readonly settings?: unknown;
  /** The uri under which the client opens the text of {@link BUNDLED_SCHEMA}. Left out: no definitions are found in that schema. */
  readonly bundledSchemaUri?: string;
  /** Whether the workspace is trusted. If not, no files are read that settings or documents name. Default true. */
  readonly trusted?: boolean;
}

/**
 * The commands of `workspace/executeCommand`, each with one object as its argument. What cannot be done is an error with a
 * message for the user. Edits are sent as `workspace/applyEdit`; a client without it gets them as `edit` in the result.
 */
export const COMMANDS = {
  /** {@link SortEntriesParams} -> `{ moved, edit? }` */
  sort: 'vpc.sort',
  /** {@link SurroundParams} -> `{ edit? }` */
  surround: 'vpc.surround',
  /** {@link CreateFileParams} -> {@link CreateFileResult} */
  createFile: 'vpc.createFile',
  /** {@link ExportMatrixParams} -> {@link MatrixExportResult} */
  exportMatrix: 'vpc.exportMatrix',
  /** A code action, for a client that knows commands only. Its argument is the server's own. */
  applyAction: 'vpc.applyAction',
} as const;

/** A new VPC file. Where the client can create files and a folder is open, it is created there; else the text is all. */
export interface CreateFileParams {
  /** Uri of the folder. Default: the first one of the workspace. */
  readonly folder?: string | null;
  /** Default: that of the latest publication in the workspace. */
  readonly supplier?: string | null;
  /** `yyyy-MM-dd`. Default: today. */
  readonly date?: string | null;
}
export interface CreateFileResult {
  readonly text: string;
  /** By the filename convention; `null` if a part of it is not known yet. */
  readonly fileName: string | null;
  /** Where the client has created it; `null`: nowhere. */
  readonly uri: string | null;
}

/** The matrix of some files as a text, which the client saves or shows. */
export interface ExportMatrixParams {
  /** Open documents or files on disk. Default: all VPC files of the workspace. */
  readonly uris?: readonly string[] | null;
  /** Older editions to compare with. */
  readonly compareWith?: readonly string[] | null;
  /** Default: `html`. The text of `xlsx` is in base64. */
  readonly format?: string | null;
}

/** Where the schema of a document comes from, highest precedence first. */
export type SchemaKind =
  /** The setting. */
  | 'setting'
  /** A file of the workspace in the document's `xsi:schemaLocation` or `xsi:noNamespaceSchemaLocation`. */
  | 'hint'
  /** The schema that a catalog gives for the namespace of the root element. */
  | 'catalog'
  /** The bundled reference schema, because the profile recognises the document. */
  | 'bundled'
  /** No schema: only well-formedness is checked. */
  | 'none';

/** Notification, server to client: the schema of a document. Sent when the document is opened and when the value changes. */
export const SCHEMA_IN_USE = 'vpc/schemaInUse';
export interface SchemaInUse {
  readonly uri: string;
  readonly kind: SchemaKind;
  /** Display name: a title or a file name; empty if `kind` is `none`. */
  readonly name: string;
  /** Uri of the schema; absent for the bundled one. */
  readonly schemaUri?: string;
  /** A sentence on the origin of names and rules, localised. */
  readonly provenance: string;
  /** Which document answers for which namespace, one a line, localised. */
  readonly documents: readonly string[];
  /** Problems of the schema or the profile itself, localised. */
  readonly problems: readonly string[];
  /** A sentence that names the features that are off because the document is very large, localised; absent: none. */
  readonly reduced?: string;
}

/** Request, client to server: whether a text is a VPC file. For XML documents of another language id. */
export const RECOGNISE = 'vpc/recognise';
export interface RecogniseParams {
  /** The beginning of the text, at least up to the end of the start tag of the root element. */
  readonly text: string;
  /** Its settings apply; its last segment is the file name. */
  readonly uri: string;
}
export interface RecogniseResult {
  readonly recognised: boolean;
}

/** Request, client to server: the text of the bundled reference schema, for "open schema in use". */
export const BUNDLED_SCHEMA = 'vpc/bundledSchema';
export interface BundledSchemaResult {
  readonly text: string;
}

/** Request, server to client: the bytes of a file that the server cannot read itself (web, virtual workspaces). */
export const READ_FILE = 'vpc/readFile';
export interface ReadFileParams {
  readonly uri: string;
}
export interface ReadFileResult {
  /** In base64; `null` if the file cannot be read. */
  readonly bytes: string | null;
}

/** A file that the client has read: its bytes in base64, or the text of the document that is open. */
export type FileContent = string | { readonly base64: string };

/**
 * Request, client to server: what to insert after a character that was just typed. It is not
 * `textDocument/onTypeFormatting`, because an edit of that request would move the cursor after the inserted text.
 */
export const AUTO_INSERT = 'vpc/autoInsert';
export interface AutoInsertParams {
  readonly uri: string;
  /** The version of the text that holds the character. */
  readonly version: number;
  /** After the character. */
  readonly position: Position;
  /** `>` closes the tag just opened, `/` completes `</`, `=` gets quotes. */
  readonly character: '>' | '/' | '=';
}
export interface AutoInsertResult {
  /** A snippet and the range it replaces, which is empty or the indentation before it; `null`: nothing to insert. */
  readonly insert: { readonly range: Range; readonly snippet: string } | null;
}

/** Request, client to server: surround a selection with an element, a comment or a CDATA section. */
export const SURROUND = 'vpc/surround';
export interface SurroundParams {
  readonly uri: string;
  readonly range: Range;
  readonly kind: 'element' | 'comment' | 'cdata';
  /** Name of the element. Default: a placeholder in both tags, which is selected. */
  readonly name?: string;
}
export interface SurroundResult {
  /** Empty if refused. */
  readonly edits: readonly TextEdit[];
  /** Selections in the text after the edits: for an element its name in both tags, so that it is typed once. */
  readonly selections: readonly Range[];
  /** Why the result would not be well-formed, localised; `null`: it is. */
  readonly refused: string | null;
}

/** Sort keys: the first three for patches within their vendor, the others for products within their patch. */
export type SortKey = 'patch-id' | 'released' | 'severity' | 'product-id' | 'state';

/** Request, client to server: sort the patches or the products of a document. Entries move with their comments. */
export const SORT_ENTRIES = 'vpc/sortEntries';
export interface SortEntriesParams {
  readonly uri: string;
  readonly by: SortKey;
  /** Newest, most severe or last first. Entries without a value always come last. Default false. */
  readonly descending?: boolean;
  /** Sort only the siblings of the entry at this position. Default: the whole document. */
  readonly position?: Position;
}
export interface SortEntriesResult {
  /** Empty if the order is right already, or if refused. */
  readonly edits: readonly TextEdit[];
  /** Number of entries that moved. */
  readonly moved: number;
  /** Why nothing can be sorted, localised; `null`: not refused. */
  readonly refused: string | null;
}

export { IGNORED_FOLDERS } from '../../workspace/fileLimits';

/** Request, server to client: the files of a folder that the server cannot list itself (web, virtual workspaces), without {@link IGNORED_FOLDERS}. */
export const FIND_FILES = 'vpc/findFiles';
export interface FindFilesParams {
  readonly folder: string;
  /** With its dot: `.xml`. */
  readonly extension: string;
  /** Maximum number of files. */
  readonly most: number;
}
export interface FoundFile {
  readonly uri: string;
  /** In bytes. */
  readonly size: number;
}
export interface FindFilesResult {
  readonly files: readonly FoundFile[];
}

/** A product of the supplier in a new file; an empty version or platform is any. */
export interface ProductRow {
  readonly id: string;
  readonly version: string;
  readonly platform: string;
}

/** The products of a new file: chosen ones, and those of a CSV file (columns id, version, platform). */
export interface ProductSource {
  readonly products?: readonly ProductRow[];
  /** The CSV file. */
  readonly productList?: FileContent;
}

/** Request, client to server: the suppliers and products of the publications of the workspace. */
export const KNOWN_PRODUCTS = 'vpc/knownProducts';
export interface KnownProductsParams {
  /** Uri of a file or folder whose configuration applies; absent: no configuration. */
  readonly uri?: string;
}
export interface KnownProductsResult {
  /** The supplier of the latest publication first. */
  readonly suppliers: readonly string[];
  readonly products: readonly ProductRow[];
  /** Uri of the product list that the configuration names. */
  readonly productList: string | null;
}

/** A problem of the input for a new file, localised. */
export interface CreationProblem {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
}

/** Request, client to server: the text of a new VPC file for the schema and profile in use. */
export const NEW_FILE = 'vpc/newFile';
export interface NewFileParams extends ProductSource {
  /** Uri of the folder whose settings apply; absent if no folder is open. */
  readonly folder?: string;
  readonly supplier: string;
  /** `yyyy-MM-dd` */
  readonly date: string;
}
export interface NewFileResult {
  /** A snippet with a tab stop for each value that is not known yet; `null` if the product list has errors. */
  readonly snippet: string | null;
  /** By the filename convention; `null` if a part of it is not known yet. */
  readonly fileName: string | null;
  readonly problems: readonly CreationProblem[];
}

/** A release document (CVRF) or an advisory (CSAF). */
export interface ReleaseContent {
  /** Its file name, for problems. */
  readonly name: string;
  readonly content: FileContent;
}

/** Request, client to server: a VPC file created from release documents. */
export const IMPORT_RELEASE = 'vpc/importRelease';
export interface ImportReleaseParams extends ProductSource {
  readonly folder?: string;
  readonly documents: readonly ReleaseContent[];
  readonly supplier: string;
  /** Of the publication, `yyyy-MM-dd`. */
  readonly date: string;
}
export interface ImportReleaseResult {
  /** `null` if nothing was imported; see the problems. */
  readonly text: string | null;
  readonly fileName: string | null;
  readonly patches: number;
  readonly vulnerabilities: number;
  /** Number of product entries in all patches. */
  readonly products: number;
  readonly problems: readonly CreationProblem[];
}

/** Request, client to server: the next edition of a VPC file, which can be open. */
export const NEXT_EDITION = 'vpc/nextEdition';
export interface NextEditionParams {
  readonly uri: string;
  readonly documents: readonly ReleaseContent[];
  /** The supplier's products; absent: those of the edition. */
  readonly productList?: FileContent;
  /** Of the publication, `yyyy-MM-dd`. */
  readonly date: string;
  /** Which patches are left out, as for `vpc next --drop`; absent: none. */
  readonly drop?: 'superseded' | { readonly months: number };
}
export interface NextEditionResult {
  /** `null` if it cannot be made; see the problems. */
  readonly text: string | null;
  readonly fileName: string | null;
  readonly problems: readonly CreationProblem[];
}

/**
 * Request, client to server: what is written to a folder to publish a VPC file, as `vpc publish` does. The server reads the files
 * that it needs, and writes none.
 */
export const PUBLISH = 'vpc/publish';
export interface PublishParams {
  /** Of a file, which is read as it is on disk: the client saves it before. */
  readonly uri: string;
  /** Uri of the folder with all published editions; it can be missing. */
  readonly folder: string;
  /** The names of all entries in the folder. */
  readonly names: readonly string[];
  /** The names of the files beside the file: one of them can be the last edition. Empty where that is the same folder. */
  readonly beside: readonly string[];
  /** Replace files that are published with other content. Default false. */
  readonly replace?: boolean;
}
export interface PublishResult {
  /** The files that the folder does not have like this, in the order in which they are to appear. Empty if refused. */
  readonly files: readonly PublishedFile[];
  /** Number of all files of the edition, with index and checksums; 0 if refused. */
  readonly count: number;
  /** The name of the page with all editions. */
  readonly index: string;
  /** Localised. */
  readonly notes: readonly string[];
  /** What the check of the file under its right name has found, localised. */
  readonly problems: readonly CreationProblem[];
  /** Why nothing is published; `null`: not refused. */
  readonly refusal: PublishRefusal | null;
}
export interface PublishedFile {
  /** Without folders. */
  readonly name: string;
  /** `null`: the file is to be removed. */
  readonly base64: string | null;
}
export interface PublishRefusal {
  /** Localised. */
  readonly message: string;
  /** Whether the same request with `replace` is not refused for this reason. */
  readonly isReplaceable: boolean;
}

/** Request, client to server: facts for an issue report on the server and the open documents, without content and names. */
export const REPORT = 'vpc/report';
export interface ReportResult {
  readonly version: string;
  readonly profileVersion: string;
  readonly trusted: boolean;
  readonly folders: number;
  readonly documents: readonly DocumentReport[];
}
export interface DocumentReport {
  /** UTF-16 units. */
  readonly length: number;
  readonly lines: number;
  readonly elements: number;
  readonly schema: SchemaKind;
  readonly schemaProblems: number;
  /** Whether the profile recognises it. */
  readonly recognised: boolean;
  /** `full`, or a lower level for a very large document. */
  readonly serviceLevel: string;
  readonly problems: number;
  /** Times for parsing and checking a fresh copy, in milliseconds, including yields to the event loop. */
  readonly parsingMs: number;
  readonly checkingMs: number;
}

/** `serverInfo` and the `experimental` part of the initialize result. */
export interface ExperimentalCapabilities {
  readonly vpc: {
    /** Version of the bundled profile and tables. */
    readonly profileVersion: string;
  };
}
