/**
 * What client and server say to each other beyond LSP. The client imports this file and nothing else of the server,
 * so it holds names and shapes only and imports nothing.
 */

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
}

/** `initializationOptions` of the initialize request. */
export interface InitializationOptions {
  /** Translations of the server's messages by their English template: the contents of an l10n bundle. */
  readonly l10n?: Readonly<Record<string, string>>;
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

/** `serverInfo` and the `experimental` part of the initialize result. */
export interface ExperimentalCapabilities {
  readonly vpc: {
    /** Version of the profile and tables that are bundled. */
    readonly profileVersion: string;
  };
}
