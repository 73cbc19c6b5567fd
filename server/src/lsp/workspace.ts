import type { Connection } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { bindingOf, governed, type Binding, type BindingSettings } from '../service/binding';
import type { Checks } from '../service/configuration/checks';
import {
  Configurations,
  UNCONFIGURED,
  vocabularyUnder,
  type FoundConfig,
} from '../service/configuration/configurations';
import { judgedBy } from '../service/configuration/states';
import type { FormatChoices } from '../service/format/options';
import type { GovernedDocument } from '../service/document';
import { isRecognised } from '../service/recognition';
import { SchemaStore } from '../service/schemaStore';
import { loadVocabulary, type VocabularyProblem } from '../service/vocabularyFiles';
import type { Vocabulary } from '../vpc/vocabulary';
import { parse } from '../xml/parser';
import type { XmlTree } from '../xml/tree';
import type { Schema } from '../xsd';
import type { Abilities } from './capabilities';
import type { XmlDocument } from './documents';
import { LANGUAGE_ID, SETTINGS_SECTION, type FormatSettings, type Settings } from './protocol';
import type { Runtime } from './runtime';
import type { Bundled } from './session';
import { fileOfSetting, NO_SETTINGS, readSettings } from './settings';

/** What a document's settings come to, and what is wrong with them. */
interface FolderSettings extends BindingSettings {
  readonly checks: Checks;
  readonly format: FormatSettings;
  /** What the configuration says of it. */
  readonly configuredFormat: Partial<FormatChoices>;
  readonly problems: readonly VocabularyProblem[];
  readonly inlayHints: boolean;
  readonly myProducts: MyProductsSettings;
}

/** Which products are the user's own. */
export interface MyProductsSettings {
  readonly names: readonly string[];
  /** Uri of a CSV file; `null` where none is named. */
  readonly listUri: string | null;
}

/** A binding, and what is wrong with the settings behind it. */
export interface WorkspaceBinding extends Binding {
  readonly problems: readonly VocabularyProblem[];
  readonly settings: BindingSettings;
  readonly checks: Checks;
}

/** What the server knows beyond the open documents: folders, settings, schemas, profiles. */
export class Workspace {
  folders: readonly string[] = [];
  private pushedSettings: Settings = NO_SETTINGS;
  private readonly settingsListeners: (() => void)[] = [];
  private readonly store: SchemaStore;
  private readonly configurations = new Configurations(
    (uri) => this.read(uri),
    (folder) => this.folders.some((top) => folder === `${top}/`),
  );
  private readonly configListeners: ((found: FoundConfig) => void)[] = [];
  /** By document; `''` for those that hold without one. */
  private readonly settings = new Map<string, Promise<FolderSettings>>();

  constructor(
    private readonly connection: Connection,
    private readonly runtime: Runtime,
    private readonly abilities: Abilities,
    private readonly bundled: Bundled,
    /** False: neither settings nor documents name files to read. */
    readonly trusted: boolean,
  ) {
    const { uri: bundledUri, text } = bundled.schema;
    const read = (uri: string): Promise<string | null> => (uri === bundledUri ? Promise.resolve(text) : this.read(uri));
    this.store = new SchemaStore(read, text, () => runtime.yieldTurn());
  }

  /** What governs a document. @param scope whose settings hold; left out: its own */
  async binding({ tree, uri, languageId }: XmlDocument, scope = uri): Promise<WorkspaceBinding> {
    const settings = await this.settingsOf(scope);
    const identity = { uri, fileName: fileNameOf(uri), declared: languageId === LANGUAGE_ID };
    return {
      ...(await bindingOf(tree, identity, settings, this.store)),
      problems: settings.problems,
      settings,
      checks: settings.checks,
    };
  }

  /** A document with what governs it, as far as its size allows; see `limits.ts`. */
  async governed(document: XmlDocument): Promise<GovernedDocument> {
    return this.limited(document, await this.binding(document));
  }

  /** What a new file in a folder would be governed by: the schema that the user names or the bundled one. */
  async newFileBinding(folder: string | undefined): Promise<{ vocabulary: Vocabulary; schema: Schema | null }> {
    const uri = folder === undefined ? '' : `${folder}/`;
    const settings = await this.settingsOf(uri);
    const identity = { uri: uri || 'untitled:', fileName: null, declared: true };
    const { loaded } = await bindingOf(parse(''), identity, settings, this.store);
    return { vocabulary: settings.vocabulary, schema: loaded?.schema ?? null };
  }

  /** The same where the binding is known. */
  limited({ uri, tree, care }: XmlDocument, binding: WorkspaceBinding): GovernedDocument {
    const document = { ...governed(tree, binding, fileNameOf(uri)), checks: binding.checks };
    if (care === 'full') return document;
    return { ...document, vocabulary: null, ...(care !== 'schema' && { schema: null }) };
  }

  /** Whether a text is one of the vocabulary's, whatever language it is opened as. */
  async recognises(tree: XmlTree, fileName: string): Promise<boolean> {
    const { vocabulary } = await this.settingsOf('');
    return isRecognised(tree, { uri: '', fileName, declared: false }, vocabulary);
  }

  /** The vocabulary of the files of a folder. */
  async vocabularyIn(folder: string): Promise<Vocabulary> {
    return (await this.settingsOf(folder)).vocabulary;
  }

  /** The vocabulary of a file on disk, told by its name and the beginning of its text; `null`: it is none of ours. */
  async vocabularyOf(head: XmlTree, uri: string): Promise<Vocabulary | null> {
    // Asked for the folder: a client should not be asked for the settings of each of its files.
    const vocabulary = await this.vocabularyIn(this.folderOf(uri) ?? '');
    return isRecognised(head, { uri, fileName: fileNameOf(uri), declared: false }, vocabulary) ? vocabulary : null;
  }

  /** The workspace folder that a file is in. */
  folderOf(uri: string): string | undefined {
    return this.folders.find((candidate) => uri === candidate || uri.startsWith(`${candidate}/`));
  }

  /** How a document is to be laid out: as the user has set it, and what the configuration says with more weight. */
  async formatSettings(uri: string): Promise<Pick<FolderSettings, 'format' | 'configuredFormat'>> {
    return this.settingsOf(uri);
  }

  /** Whether a document's inlay hints are wanted. */
  async showsInlayHints(uri: string): Promise<boolean> {
    return (await this.settingsOf(uri)).inlayHints;
  }

  /** Which products are the user's own. */
  async myProducts(uri: string): Promise<MyProductsSettings> {
    return (await this.settingsOf(uri)).myProducts;
  }

  /** Calls `listener` when settings have changed. */
  onDidChangeSettings(listener: () => void): void {
    this.settingsListeners.push(listener);
  }

  /** Calls `listener` for each configuration file that is found to hold for something. */
  onConfig(listener: (found: FoundConfig) => void): void {
    this.configListeners.push(listener);
  }

  /** Settings have changed. `pushed` is what a client sends that cannot be asked. */
  settingsChanged(pushed: unknown): void {
    this.pushedSettings = readSettings((pushed as Record<string, unknown> | null | undefined)?.[SETTINGS_SECTION]);
    this.settings.clear();
    for (const listener of this.settingsListeners) listener();
  }

  /** Some schema or profile has changed on disk, or the folders have. */
  filesChanged(): void {
    this.configurations.clear();
    this.settings.clear();
    this.store.clear();
  }

  /** A document was closed. */
  forget(uri: string): void {
    this.settings.delete(uri);
  }

  private settingsOf(uri: string): Promise<FolderSettings> {
    let settings = this.settings.get(uri);
    if (settings === undefined) {
      settings = this.readSettings(uri);
      this.settings.set(uri, settings);
      // Asked again next time: the client may only have been busy.
      settings.catch(() => this.settings.delete(uri));
    }
    return settings;
  }

  private async readSettings(uri: string): Promise<FolderSettings> {
    const folder = this.folderOf(uri) ?? this.folders[0] ?? null;
    const configured = await this.configured(uri);
    // A workspace that is not trusted may say how things look, and names no files.
    const { schema, profile } = this.trusted ? configured : NO_SETTINGS;
    const named = await this.configurations.for(uri === '' || uri === folder ? `${folder ?? ''}/` : uri);
    const profileUri = (this.trusted ? named.profileUri : null) ?? fileOfSetting(profile.path, folder);
    const own = profileUri === null ? null : await loadVocabulary(profileUri, (file) => this.read(file));
    const vocabulary = own?.vocabulary ?? this.bundled.vocabulary;
    const found = named.found && judgedBy(named.found, vocabulary);
    if (found !== null) for (const listener of this.configListeners) listener(found);
    // One that the profile finds wrong is not used further.
    const { checks, format } = found?.config === null ? UNCONFIGURED : named;
    return {
      schemaUri: (this.trusted ? named.schemaUri : null) ?? fileOfSetting(schema.path, folder),
      vocabulary: vocabularyUnder(vocabulary, checks),
      checks,
      bundledUri: this.bundled.schema.uri,
      folders: this.trusted ? this.folders : [],
      problems: [...problemsOf(found), ...(own?.problems ?? [])],
      format: configured.format,
      configuredFormat: format,
      inlayHints: configured.inlayHints.enabled,
      myProducts: {
        names: configured.matrix.myProducts,
        listUri: this.trusted ? fileOfSetting(configured.matrix.myProductsFile, folder) : null,
      },
    };
  }

  private async configured(uri: string): Promise<Settings> {
    if (!this.abilities.configuration) return this.pushedSettings;
    return readSettings(
      await this.connection.workspace.getConfiguration({
        ...(uri !== '' && { scopeUri: uri }),
        section: SETTINGS_SECTION,
      }),
    );
  }

  private read(uri: string): Promise<string | null> {
    return this.runtime.readFile(uri);
  }
}

function problemsOf(found: FoundConfig | null): VocabularyProblem[] {
  return (found?.problems ?? []).map((problem) => ({ ...problem, uri: found!.uri }));
}

/** The last segment of a uri's path, decoded; `null` for a document without a file (`untitled:…`). */
export function fileNameOf(uri: string): string | null {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'untitled' ? null : Utils.basename(parsed);
}
