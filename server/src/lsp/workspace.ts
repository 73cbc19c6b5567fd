import type { Connection } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { loadCatalogs } from '../workspace/catalog/catalogs';
import { bindingOf, governed, type Binding, type BindingSettings } from '../workspace/binding';
import type { Checks } from '../workspace/configuration/checks';
import {
  Configurations,
  DEFAULT_CONFIG,
  configuredVocabulary,
  severitiesOf,
  type FoundConfig,
  withStateProblems,
} from '../workspace/configuration/configurations';
import { CONFIG_FILE, type TableColumns, type Timeframes } from '../workspace/configuration/file';
import type { FormatChoices } from '../workspace/configuration/formatOptions';
import type { GovernedDocument } from '../workspace/document';
import type { FileAccess, ReadFile } from '../workspace/fileAccess';
import { INDEXED_EXTENSION } from '../workspace/fileLimits';
import { headOf, isRecognised, type DocumentIdentity } from '../workspace/recognition';
import { SchemaStore } from '../workspace/schemaStore';
import { loadVocabulary, type VocabularyProblem } from '../workspace/vocabularyFiles';
import { extensionOf, isNamedLike } from '../domain/namePattern';
import type { Vocabulary } from '../domain/vocabulary';
import { soundText } from '../xml/decode';
import { parse } from '../xml/parser';
import type { XmlTree } from '../xml/tree';
import type { Schema } from '../xsd';
import { ASSOCIATIONS_SETTING, associatedLanguage, readAssociations, type Associations } from './associations';
import type { Abilities } from './capabilities';
import type { XmlDocument } from './documents';
import {
  LANGUAGE_ID,
  SETTINGS_SECTION,
  type FormatSettings,
  type InitializationOptions,
  type Settings,
} from './protocol';
import { readText, type Bundled, type Runtime } from './runtime';
import { fileOfSetting, NO_SETTINGS, readSettings } from './settings';
import { escaped, normalUri, parsedUri } from './uris';

/** The settings that apply to a document, resolved, with their problems. */
interface FolderSettings extends BindingSettings {
  readonly checks: Checks;
  /** Whether the document is the asset owner's own file. */
  readonly isOwner: boolean;
  readonly format: FormatSettings;
  /** The format options of the configuration file. */
  readonly configuredFormat: Partial<FormatChoices>;
  readonly problems: readonly VocabularyProblem[];
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
  readonly myProducts: MyProductsSettings;
  readonly recognition: Settings['recognition'];
  readonly associations: Associations;
}

/** The settings of the client for a uri. */
interface ClientSettings {
  readonly configured: Settings;
  readonly associations: Associations;
}

/** Which products are the user's own. */
export interface MyProductsSettings {
  readonly names: readonly string[];
  /** Uri of a CSV file; `null`: none is configured. */
  readonly listUri: string | null;
}

/** A binding with the settings that it comes from and their problems. */
export interface WorkspaceBinding extends Binding {
  readonly problems: readonly VocabularyProblem[];
  readonly settings: BindingSettings;
  readonly checks: Checks;
  readonly isOwner: boolean;
}

/** The workspace apart from its open documents: folders, settings, schemas, profiles. */
export class Workspace {
  folders: readonly string[] = [];
  /** The settings that the client has sent without being asked; `undefined`: none yet, those of its first message hold. */
  private pushedSettings: unknown = undefined;
  /** False: no files are read that settings or documents name. */
  readonly trusted: boolean;
  private readonly firstSettings: unknown;
  private readonly settingsListeners: (() => void)[] = [];
  private readonly store: SchemaStore;
  private readonly files: FileAccess = {
    read: (uri, within) => readText(this.runtime, uri, within),
    // Without trust, nothing that a configuration names is looked at.
    refusal: (uri, within) =>
      this.trusted || uri.endsWith(`/${CONFIG_FILE}`) ? this.runtime.refusal(uri, within) : Promise.resolve(null),
  };
  private readonly configurations = new Configurations(
    this.files,
    (folder) => this.folders.some((top) => folder === `${top}/`),
    () => this.folders,
  );
  private readonly configListeners: ((found: FoundConfig) => void)[] = [];
  /** By uri of the document; `''`: the settings without a document. */
  private readonly settings = new Map<string, Promise<FolderSettings>>();
  private readonly identities = new WeakMap<FolderSettings, Map<string, DocumentIdentity>>();
  /** What the client says of a folder: it is not asked for each file that is not open. */
  private readonly folderAnswers = new Map<string, Promise<ClientSettings>>();
  /** By uri, and the folders that it must be in. */
  private readonly vocabularies = new Map<string, ReturnType<typeof loadVocabulary>>();

  constructor(
    private readonly connection: Connection,
    private readonly runtime: Runtime,
    private readonly abilities: Abilities,
    private readonly bundled: Bundled,
    { trusted = true, settings }: InitializationOptions,
  ) {
    this.trusted = trusted;
    this.firstSettings = settings;
    const { uri: bundledUri, text } = bundled.schema;
    const read: ReadFile = (uri, within) =>
      uri === bundledUri ? Promise.resolve(soundText(text)) : this.files.read(uri, within);
    this.store = new SchemaStore(
      read,
      text,
      () => runtime.yieldTurn(),
      (uri, within) => (uri === bundledUri ? Promise.resolve(null) : runtime.refusal(uri, within)),
    );
  }

  /** The schema and vocabulary of a document. @param isOpen whether the client is asked for its settings; else for those of its folder */
  async binding({ tree, uri, languageId }: XmlDocument, isOpen = true): Promise<WorkspaceBinding> {
    const settings = await this.settingsOf(uri, isOpen);
    const identity = { ...this.identityOf(uri, languageId, settings), uri: this.homeOf(uri) };
    return {
      ...(await bindingOf(tree, identity, settings, this.store)),
      problems: settings.problems,
      settings,
      checks: settings.checks,
      isOwner: settings.isOwner,
    };
  }

  /** Each request about a document asks for it. */
  private identityOf(uri: string, languageId: string | null, settings: FolderSettings): DocumentIdentity {
    let known = this.identities.get(settings);
    if (known === undefined) this.identities.set(settings, (known = new Map<string, DocumentIdentity>()));
    const key = `${languageId} ${uri}`;
    let identity = known.get(key);
    if (identity === undefined) known.set(key, (identity = identityOf(uri, languageId, settings)));
    return identity;
  }

  /** A document with the schema and vocabulary that its service level allows; see `serviceLevel.ts`. */
  async governed(document: XmlDocument): Promise<GovernedDocument> {
    return this.limited(document, await this.binding(document));
  }

  /** The schema (the configured or the bundled one) and vocabulary of a new file. @param folder uri; `undefined`: no folder is open */
  async newFileBinding(folder: string | undefined): Promise<{ vocabulary: Vocabulary; schema: Schema | null }> {
    const uri = folder === undefined ? '' : `${folder}/`;
    const settings = await this.settingsOf(uri);
    const identity = { uri: uri || 'untitled:', fileName: null, declared: true };
    const { loaded } = await bindingOf(parse(''), identity, settings, this.store);
    return { vocabulary: settings.vocabulary, schema: loaded?.schema ?? null };
  }

  /** Like {@link governed}, for a known binding. */
  limited({ uri, tree, serviceLevel }: XmlDocument, binding: WorkspaceBinding): GovernedDocument {
    const { checks, isOwner } = binding;
    const document = { ...governed(tree, binding, fileNameOf(uri)), checks, isOwner };
    if (serviceLevel === 'full') return document;
    return { ...document, vocabulary: null, ...(serviceLevel !== 'schema' && { schema: null }) };
  }

  /** Whether the text of a file is that of a VPC file, although the client has opened it as another language. */
  async recognises(tree: XmlTree, uri: string): Promise<boolean> {
    const settings = await this.settingsOf(uri);
    return isRecognised(tree, identityOf(uri, null, settings), settings.vocabulary);
  }

  /** The vocabulary of the files of a folder. */
  async vocabularyIn(folder: string): Promise<Vocabulary> {
    return (await this.settingsOf(folder)).vocabulary;
  }

  /** The extensions of the files in a folder that can be VPC files. */
  async extensionsIn(folder: string): Promise<readonly string[]> {
    const { profile } = await this.vocabularyIn(folder);
    const own = [...profile.recognition.fileNames, profile.fileName.pattern].map(extensionOf);
    return [...new Set([INDEXED_EXTENSION, ...own.filter((extension) => extension !== '')])];
  }

  /** The vocabulary of a file on disk, recognised by its name and the beginning of its text; `null`: not a VPC file. */
  async vocabularyOf(text: string, uri: string): Promise<Vocabulary | null> {
    const settings = await this.settingsOf(uri, false);
    const head = headOf((length) => text.slice(0, length), text.length);
    return isRecognised(head, identityOf(uri, null, settings), settings.vocabulary) ? settings.vocabulary : null;
  }

  /** Whether a file is the asset owner's own, by the configuration of its folder. */
  async isOwnerFile(uri: string): Promise<boolean> {
    return this.trusted && (await this.configurations.for(uri)).isOwner;
  }

  /** Uri of the product list that the configuration of a file or folder names; `null`: none, or the workspace is not trusted. */
  async productList(uri: string): Promise<string | null> {
    return this.trusted ? (await this.configurations.for(uri)).productsUri : null;
  }

  /** The heads of columns of tables that the configuration of a file's folder names. */
  async tableColumns(uri: string): Promise<TableColumns> {
    return (this.trusted && (await this.configurations.for(uri)).found?.config?.tables?.columns) || {};
  }

  /** By severity: the days within which a patch is to be installed, by the configuration of a file's folder. */
  async timeframes(uri: string): Promise<Timeframes> {
    return (this.trusted && (await this.configurations.for(uri)).found?.config?.timeframes) || {};
  }

  /** The configuration file of a file's folder that is not used, because it is invalid; `null`: there is none. */
  async invalidConfig(uri: string): Promise<string | null> {
    const { found } = await this.configurations.for(uri);
    return found?.config === null ? found.uri : null;
  }

  /** The workspace folder that a file is in. */
  folderOf(uri: string): string | undefined {
    return this.folders.find((candidate) => uri === candidate || uri.startsWith(`${candidate}/`));
  }

  /** The format settings of the user, and those of the configuration file, which override them. */
  async formatSettings(uri: string): Promise<Pick<FolderSettings, 'format' | 'configuredFormat'>> {
    return this.settingsOf(uri);
  }

  /** Whether inlay hints are on for a document. */
  async showsInlayHints(uri: string): Promise<boolean> {
    return (await this.settingsOf(uri)).inlayHints;
  }

  /** Whether code lenses are on for a document. */
  async showsCodeLenses(uri: string): Promise<boolean> {
    return (await this.settingsOf(uri)).codeLens;
  }

  /** Which products are the user's own. */
  async myProducts(uri: string): Promise<MyProductsSettings> {
    return (await this.settingsOf(uri)).myProducts;
  }

  /** Calls `listener` when settings have changed. */
  onDidChangeSettings(listener: () => void): void {
    this.settingsListeners.push(listener);
  }

  /** Calls `listener` for each configuration file that applies to a document. */
  onConfig(listener: (found: FoundConfig) => void): void {
    this.configListeners.push(listener);
  }

  /** Settings have changed. @param pushed the settings of a client that does not support `workspace/configuration` */
  settingsChanged(pushed: unknown): void {
    this.pushedSettings = (pushed as Record<string, unknown> | null | undefined)?.[SETTINGS_SECTION];
    this.settings.clear();
    this.folderAnswers.clear();
    for (const listener of this.settingsListeners) listener();
  }

  /** A schema, profile or configuration has changed on disk, or the folders of the workspace have. */
  filesChanged(): void {
    this.configurations.clear();
    this.settings.clear();
    this.vocabularies.clear();
    this.store.clear();
  }

  /** A document was closed. */
  forget(uri: string): void {
    this.settings.delete(uri);
  }

  /** @param isOpen whether the client is asked about the document itself; else about its folder */
  private settingsOf(uri: string, isOpen = true): Promise<FolderSettings> {
    const key = isOpen ? uri : `on disk: ${uri}`;
    return remembered(this.settings, key, () => this.readSettings(uri, isOpen));
  }

  /**
   * The uri that a document will have when it is saved: an untitled one has the path that it is saved to, or else belongs to the
   * first folder, so that the configuration there applies to it.
   */
  private homeOf(uri: string): string {
    const { scheme, path } = parsedUri(uri);
    if (scheme !== 'untitled') return uri;
    if (path.startsWith('/')) {
      const isIn = (folder: string): boolean => path.startsWith(`${URI.parse(folder).path}/`);
      const folder = this.folders.find(isIn);
      return (folder === undefined ? URI.file(path) : URI.parse(folder).with({ path })).toString();
    }
    const [first] = this.folders;
    return first === undefined ? uri : `${first}/${escaped(path)}`;
  }

  private async readSettings(document: string, isOpen: boolean): Promise<FolderSettings> {
    const uri = this.homeOf(document);
    const folder = this.folderOf(uri) ?? this.folders[0] ?? null;
    const asked = this.folderOf(uri) ?? '';
    const { configured, associations } = await (isOpen
      ? this.configured(uri)
      : remembered(this.folderAnswers, asked, () => this.configured(asked)));
    // An untrusted workspace can configure the layout, but no files.
    const { schema, profile } = this.trusted ? configured : NO_SETTINGS;
    const any = await this.configurations.for(uri === '' || uri === folder ? `${folder ?? ''}/` : uri);
    const named = this.trusted ? any : severitiesOf(any);
    const profileUri = named.profileUri ?? fileOfSetting(profile.path, folder);
    const within =
      named.found === null || named.profileUri === null ? null : this.configurations.within(named.found.uri);
    const own = profileUri === null ? null : await this.vocabularyFrom(profileUri, within);
    const vocabulary = own?.vocabulary ?? this.bundled.vocabulary;
    const found = named.found && (this.trusted ? withStateProblems(named.found, vocabulary) : named.found);
    if (found !== null) for (const listener of this.configListeners) listener(found);
    // A configuration that is invalid under the profile is not used.
    const catalogUris = schema.catalogs.flatMap((path) => fileOfSetting(path, folder) ?? []);
    const catalogs = await loadCatalogs(catalogUris, this.files.read, this.folders);
    const { checks, format } = found?.config === null ? DEFAULT_CONFIG : named;
    return {
      schemaUri: named.schemaUri ?? fileOfSetting(schema.path, folder),
      vocabulary: configuredVocabulary(vocabulary, checks),
      checks,
      isOwner: named.isOwner,
      bundledUri: this.bundled.schema.uri,
      folders: this.trusted ? this.folders : [],
      catalogs,
      problems: [...problemsOf(found), ...(own?.problems ?? []), ...catalogs.problems],
      format: configured.format,
      configuredFormat: format,
      inlayHints: configured.inlayHints.enabled,
      codeLens: configured.codeLens.enabled,
      myProducts: {
        names: configured.matrix.myProducts,
        listUri: this.trusted ? fileOfSetting(configured.matrix.myProductsFile, folder) : null,
      },
      recognition: configured.recognition,
      associations,
    };
  }

  private vocabularyFrom(uri: string, within: readonly string[] | null): ReturnType<typeof loadVocabulary> {
    return remembered(this.vocabularies, JSON.stringify([uri, within]), () => loadVocabulary(uri, this.files, within));
  }

  private async configured(uri: string): Promise<ClientSettings> {
    const sent = this.pushedSettings ?? this.firstSettings;
    if (!this.abilities.configuration) return { configured: readSettings(sent), associations: {} };
    const scope = uri !== '' && { scopeUri: uri };
    const answer: unknown = await this.connection.workspace.getConfiguration([
      { ...scope, section: SETTINGS_SECTION },
      { ...scope, section: ASSOCIATIONS_SETTING },
    ]);
    const [own, associations] = Array.isArray(answer) ? (answer as unknown[]) : [];
    // A client without such settings answers with null.
    return { configured: readSettings(own ?? sent), associations: readAssociations(associations) };
  }
}

/** What is known under a key, or is found out; after a failure it is tried again: the client may only have been busy. */
function remembered<T>(known: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  let value = known.get(key);
  if (value === undefined) {
    value = find();
    known.set(key, value);
    value.catch(() => known.delete(key));
  }
  return value;
}

function problemsOf(found: FoundConfig | null): VocabularyProblem[] {
  return (found?.problems ?? []).map((problem) => ({ ...problem, uri: found!.uri }));
}

/**
 * What the client and the user say of a document. A client assigns this server's language to files by their name: that declares
 * nothing where the file is named like a VPC file, unless the user has associated it.
 * @param languageId of the open document; `null` for a file on disk
 */
function identityOf(
  uri: string,
  languageId: string | null,
  { vocabulary, associations, recognition }: Pick<FolderSettings, 'vocabulary' | 'associations' | 'recognition'>,
): DocumentIdentity {
  const fileName = fileNameOf(uri);
  const associated = fileName === null ? null : associatedLanguage(uri, associations);
  const isNamed = fileName !== null && isNamedLike(vocabulary.profile, fileName);
  const isOpenAsVpc = languageId === LANGUAGE_ID;
  const declared = isOpenAsVpc ? !isNamed || associated !== null : associated === LANGUAGE_ID;
  const excluded = associated !== null || (!recognition.enabled && !isNamed);
  return { uri, fileName, declared, excluded };
}

/** The last segment of a uri's path, decoded; `null` for a document without a file (`untitled:…`). */
export function fileNameOf(uri: string): string | null {
  const parsed = parsedUri(uri);
  return parsed.scheme === 'untitled' ? null : Utils.basename(parsed);
}

/** The normal form of a uri, for comparison: clients write drive letters and escapes in several ways. */
export function keyOf(uri: string): string {
  return normalUri(uri);
}
