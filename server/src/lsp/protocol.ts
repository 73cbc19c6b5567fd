/**
 * What client and server say to each other beyond LSP. The client imports this file and nothing else of the server,
 * so it holds names and shapes only. What belongs to one subject stands in a file of its own in protocol/ and is handed on here.
 */
import type { MatrixSettings } from './protocol/matrix';

export * from './protocol/matrix';
export { decodeCells, encodeCells } from './protocol/matrixCells';

/** The language id of VPC files. */
export const LANGUAGE_ID = 'vpc';

/** The settings section; {@link Settings} is its shape. */
export const SETTINGS_SECTION = 'vpc';

/** The settings that the server reads, under {@link SETTINGS_SECTION}. */
export interface Settings {
  readonly schema: {
    /** Path of an own XSD, absolute or relative to the workspace folder; empty: by hint or recognition. */
    readonly path: string;
  };
  readonly profile: {
    /** Path of an own profile, absolute or relative to the workspace folder; empty: the reference profile. */
    readonly path: string;
  };
  readonly format: FormatSettings;
  readonly inlayHints: {
    /** Titles beside the identifiers of other patches, and how many products a patch covers. Default true. */
    readonly enabled: boolean;
  };
  readonly matrix: MatrixSettings;
}

/** `vpc.format.*`: what the formatter is asked beyond the editor's own indentation, final newline and trimming. */
export interface FormatSettings {
  /**
   * Where the attributes of a start tag stand: `preserve` keeps the line breaks between them, `wrap` puts them on one line
   * if they fit and else on a line each, `onePerLine` puts them on a line each wherever there are several.
   */
  readonly attributes: 'preserve' | 'wrap' | 'onePerLine';
  /** For `wrap`: how long a line may be, in columns. */
  readonly lineWidth: number;
  /** How many blank lines in a row are kept between two elements. */
  readonly maxBlankLines: number;
}

/** Client setting `vpc.autoCloseTags` (default true): only where it holds, the client asks {@link AUTO_INSERT}. */
export const AUTO_CLOSE_TAGS = 'autoCloseTags';

/** `initializationOptions` of the initialize request. */
export interface InitializationOptions {
  /** Translations of the server's messages by their English template: the contents of an l10n bundle. */
  readonly l10n?: Readonly<Record<string, string>>;
  /**
   * False where the client must not take it that it should ask for the problems of all files by itself; it may ask all the
   * same. Default true.
   */
  readonly workspaceDiagnostics?: boolean;
  /** False where the workspace is not trusted: settings and documents then name no files to read. Default true. */
  readonly trusted?: boolean;
}

/** Why a schema governs a document, highest precedence first. */
export type SchemaKind =
  /** The setting names it. */
  | 'setting'
  /** The document's own `xsi:schemaLocation` or `xsi:noNamespaceSchemaLocation` names a file of the workspace. */
  | 'hint'
  /** The document looks like one of the profile's: the bundled reference schema. */
  | 'bundled'
  /** None: well-formedness only. */
  | 'none';

/** Notification, server to client: which schema governs a document. Sent when it is opened and when the answer changes. */
export const SCHEMA_IN_USE = 'vpc/schemaInUse';
export interface SchemaInUse {
  readonly uri: string;
  readonly kind: SchemaKind;
  /** For people: a title or a file name; empty where `kind` is `none`. */
  readonly name: string;
  /** Where the schema can be opened; absent for the bundled one. */
  readonly schemaUri?: string;
  /** One sentence on where names and rules come from, localised. */
  readonly provenance: string;
  /** Sentences on what is wrong with the schema or the profile itself, localised; empty where nothing is. */
  readonly problems: readonly string[];
  /** One sentence on what is not done because the document is very large, localised. */
  readonly reduced?: string;
}

/** Request, client to server: does this text look like a VPC file? Asked of XML documents of another language id. */
export const RECOGNISE = 'vpc/recognise';
export interface RecogniseParams {
  /** The beginning of the text, up to the end of the root's start tag at least. */
  readonly text: string;
  readonly fileName: string;
}
export interface RecogniseResult {
  readonly recognised: boolean;
}

/** Request, client to server: the text of the bundled reference schema, for "open schema in use". */
export const BUNDLED_SCHEMA = 'vpc/bundledSchema';
export interface BundledSchemaResult {
  readonly text: string;
}

/** Request, server to client: the text of a file that the server cannot read itself (web, virtual workspaces). */
export const READ_FILE = 'vpc/readFile';
export interface ReadFileParams {
  readonly uri: string;
}
export interface ReadFileResult {
  /** `null` where there is no such file. */
  readonly text: string | null;
}

/** 0-based, UTF-16, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
/** As in LSP: all ranges count in the text before the edits. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/**
 * Request, client to server: what to insert behind a character that was just typed. A request of its own and not
 * `textDocument/onTypeFormatting`, because an edit there would take the cursor behind what it inserts.
 */
export const AUTO_INSERT = 'vpc/autoInsert';
export interface AutoInsertParams {
  readonly uri: string;
  /** The version of the text that holds the character. */
  readonly version: number;
  /** Behind the character. */
  readonly position: Position;
  /** `>` closes the tag just opened, `/` completes `</`. */
  readonly character: '>' | '/';
}
export interface AutoInsertResult {
  /** A snippet and what it replaces: nothing, or the indentation before it too; `null` where nothing is to be inserted. */
  readonly insert: { readonly range: Range; readonly snippet: string } | null;
}

/** Request, client to server: put a selection into an element, a comment or a CDATA section. */
export const SURROUND = 'vpc/surround';
export interface SurroundParams {
  readonly uri: string;
  readonly range: Range;
  readonly kind: 'element' | 'comment' | 'cdata';
  /** Of the element; left out, a placeholder stands in both tags and is selected. */
  readonly name?: string;
}
export interface SurroundResult {
  /** Empty where it was refused. */
  readonly edits: readonly TextEdit[];
  /** What to select in the text after the edits: for an element the name in both tags, so that it is typed once. */
  readonly selections: readonly Range[];
  /** Why the result would not be well-formed, localised; `null` where it is. */
  readonly refused: string | null;
}

/** What entries are sorted by: patches within their vendor by the first three, products within their patch by the others. */
export type SortKey = 'patch-id' | 'released' | 'severity' | 'product-id' | 'state';

/** Request, client to server: sort the patches or the products of a document. Entries move with their comments. */
export const SORT_ENTRIES = 'vpc/sortEntries';
export interface SortEntriesParams {
  readonly uri: string;
  readonly by: SortKey;
  /** Newest, most severe or last first. Entries that say nothing stay behind the others. Default false. */
  readonly descending?: boolean;
  /** Sort only the siblings of the entry at this place; left out: everywhere in the document. */
  readonly position?: Position;
}
export interface SortEntriesResult {
  /** Empty where all is in order already, and where it was refused. */
  readonly edits: readonly TextEdit[];
  /** How many entries stand in another place now. */
  readonly moved: number;
  /** Why nothing can be sorted, localised; `null` where it can. */
  readonly refused: string | null;
}

export { IGNORED_FOLDERS } from '../service/workspaceFiles';

/** Request, server to client: the files of a folder, {@link IGNORED_FOLDERS} left out, that the server cannot walk itself (web, virtual workspaces). */
export const FIND_FILES = 'vpc/findFiles';
export interface FindFilesParams {
  readonly folder: string;
  /** With its dot: `.xml`. */
  readonly extension: string;
  /** So many at most. */
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

/** A product of the supplier as a new file lists it; empty where all versions or platforms are meant. */
export interface ProductRow {
  readonly id: string;
  readonly version: string;
  readonly platform: string;
}

/** Where products come from: chosen ones, and those of a CSV file (columns id, version, platform). */
export interface ProductSource {
  readonly products?: readonly ProductRow[];
  /** The text of the CSV file. */
  readonly productList?: string;
}

/** Request, client to server: who publishes in this workspace, and which products they have. */
export const KNOWN_PRODUCTS = 'vpc/knownProducts';
export interface KnownProductsResult {
  /** Who published last first. */
  readonly suppliers: readonly string[];
  readonly products: readonly ProductRow[];
}

/** Something that is wrong with what a new file is made from, localised. */
export interface CreationProblem {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
}

/** Request, client to server: the text of a new VPC file, by the schema and the profile in use. */
export const NEW_FILE = 'vpc/newFile';
export interface NewFileParams extends ProductSource {
  /** Uri of the folder whose settings hold; left out where no folder is open. */
  readonly folder?: string;
  readonly supplier: string;
  /** `yyyy-MM-dd` */
  readonly date: string;
}
export interface NewFileResult {
  /** A snippet: a tab stop for each value that is still to be typed. */
  readonly snippet: string;
  /** By the filename convention; `null` where it asks for what is not known yet. */
  readonly fileName: string | null;
  readonly problems: readonly CreationProblem[];
}

/** Request, client to server: a VPC file made from a release document (CVRF). */
export const IMPORT_RELEASE = 'vpc/importRelease';
export interface ImportReleaseParams extends ProductSource {
  readonly folder?: string;
  /** The text of the release document. */
  readonly text: string;
  readonly supplier: string;
}
export interface ImportReleaseResult {
  /** `null` where the document could not be read; the problems say why. */
  readonly text: string | null;
  readonly fileName: string | null;
  readonly patches: number;
  readonly vulnerabilities: number;
  /** Entries of products under patches. */
  readonly products: number;
  readonly problems: readonly CreationProblem[];
}

/** Request, client to server: what a report of a problem needs to say of the server and the open documents; no content, no names. */
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
  /** How much is done for it: `full`, or less for a very large one. */
  readonly care: string;
  readonly problems: number;
  /** Reading it and checking it afresh, in milliseconds; pauses for others included. */
  readonly parsingMs: number;
  readonly checkingMs: number;
}

/** `serverInfo` and the `experimental` part of the initialize result. */
export interface ExperimentalCapabilities {
  readonly vpc: {
    /** Version of the profile and tables that are bundled. */
    readonly profileVersion: string;
  };
}
