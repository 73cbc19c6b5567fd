import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadCatalogs, type Catalogs } from '../workspace/catalog/catalogs';
import { bindingOf, governed, type Binding, type BindingSettings } from '../workspace/binding';
import { Checks } from '../workspace/configuration/checks';
import {
  configuredVocabulary,
  type EffectiveConfig,
  withStateProblems,
} from '../workspace/configuration/configurations';
import type { GovernedDocument } from '../workspace/document';
import { INDEXED_EXTENSION, MAX_FILES } from '../workspace/fileLimits';
import { misnamed, recognise, type Misnamed, type Recognition } from '../workspace/recognition';
import { SchemaStore } from '../workspace/schemaStore';
import { isBelow } from '../workspace/fileAccess';
import { isIn } from '../disk/gate';
import { loadVocabulary } from '../workspace/vocabularyFiles';
import { RULES } from '../rules/registry';
import { extensionOf, isNamedLike } from '../domain/namePattern';
import type { Vocabulary } from '../domain/vocabulary';
import { soundText } from '../xml/decode';
import { parse } from '../xml/parser';
import type { XmlTree } from '../xml/tree';
import type { LoadedSchema } from '../xsd';
import { Configuration, type ConfigOptions } from './configuration';
import { displayPath, realPath } from './files';
import type { FoundFile } from './folders';
import { readHead } from './head';
import type { Input } from './input';
import { CommandError, usageError, type Io, type Bundled } from './io';
import { LocalFiles } from './localFiles';
import { note } from './noteLines';
import {
  doubt,
  isUnusable,
  NO_REPORTS,
  schemaErrors,
  schemaReportsOf,
  shownUri,
  type SchemaReports,
} from './schemaReports';
import { editionHead, type EditionHead } from './siblingFiles/editionHead';
import { SiblingFiles } from './siblingFiles/siblingFiles';
import { localize } from './language';

/** The options that choose schema, profile and configuration. */
export interface GovernanceOptions extends ConfigOptions {
  readonly schema?: string;
  readonly profile?: string;
  /** A schema with errors is refused. */
  readonly strictSchema?: boolean;
  readonly catalog?: readonly string[];
}

/** Schema and vocabulary of a document, and the checks that are on. */
interface FileSettings extends BindingSettings {
  readonly checks: Checks;
  /** Whether it is the asset owner's own file, and whether the configuration names any such files. */
  readonly isOwner: boolean;
  readonly hasOwner: boolean;
  /** Whether a schema with errors is refused. */
  readonly strictSchema: boolean;
}

/** Schemas, vocabularies and configurations for the documents of one run. */
export class Environment {
  private constructor(
    private readonly options: GovernanceOptions,
    private readonly bundled: Bundled,
    private readonly io: Io,
    private readonly store: SchemaStore,
    private readonly configuration: Configuration,
    private readonly files: LocalFiles,
    readonly catalogs: Catalogs,
    private readonly reportsSchemas: boolean,
  ) {
    this.settings = NO_SETTINGS(bundled);
  }

  /** Those of the current folder. */
  private settings: FileSettings;

  /**
   * Reads the schema and the profile that the options or the configuration name. Throws a usage error if they cannot be used.
   * @param reportsSchemas the caller reports the problems of schemas (see {@link schemaReports}); else they are noted here
   */
  static async create(
    options: GovernanceOptions,
    bundled: Bundled,
    io: Io,
    reportsSchemas = false,
  ): Promise<Environment> {
    const { uri: bundledUri, text } = bundled.schema;
    const files = new LocalFiles([options.config, options.schema, options.profile, ...(options.catalog ?? [])], io);
    const read: LocalFiles['read'] = (uri, within) =>
      uri === bundledUri ? Promise.resolve(soundText(text)) : files.read(uri, within);
    const store = new SchemaStore(read, text, undefined, (uri, within) =>
      uri === bundledUri ? Promise.resolve(null) : files.refusal(uri, within),
    );
    const configuration = new Configuration(options, files, io);
    const here = `${pathToFileURL(io.cwd).href}/`;
    const catalogs = await catalogsOf(options, files, io);
    const environment = new Environment(options, bundled, io, store, configuration, files, catalogs, reportsSchemas);
    environment.settings = await environment.settingsFor(here);
    return environment;
  }

  get vocabulary(): Vocabulary {
    return this.settings.vocabulary;
  }

  private siblingFiles: SiblingFiles | null = null;

  /** What {@link recognise} has read of VPC files, by path: their beginnings need not be read again. */
  readonly heads = new Map<string, EditionHead>();

  /**
   * Makes the files of the run, and the other files in their folders, available to rules that use other files.
   * @param files all files named in the run, even if only some of them are checked here
   * @param heads those of another environment with the same options
   */
  setRunFiles(files: readonly string[], heads: ReadonlyMap<string, EditionHead> = this.heads): SiblingFiles {
    this.siblingFiles = new SiblingFiles(files, this.vocabulary, this.io, heads);
    return this.siblingFiles;
  }

  /** `null` before {@link setRunFiles}. */
  get siblings(): SiblingFiles | null {
    return this.siblingFiles;
  }

  /** Schema and vocabulary of a document. A schema that it names itself must be below the current folder or below its own. */
  async binding({ tree, uri, fileName }: Pick<Input, 'tree' | 'uri' | 'fileName'>): Promise<Binding> {
    const settings = await this.settingsFor(uri);
    const folders = this.foldersOf(uri, settings);
    const binding = await bindingOf(tree, { uri, fileName, declared: false }, { ...settings, folders }, this.store);
    if (binding.loaded !== null && binding.kind !== 'bundled') await this.takeDoubts(binding.loaded, settings);
    return binding;
  }

  /**
   * The folders in which a document can name its schema. Its own adds nothing where it is in one of the others, and then all
   * documents of a run have the same: their schema is looked up once.
   */
  private foldersOf(uri: string, { folders }: FileSettings): readonly string[] {
    const own = pathToFileURL(dirname(fileURLToPath(uri))).href;
    const isWithin = (folder: string): boolean =>
      isBelow(own, [folder]) && isIn(this.realFolder(own), this.realFolder(folder));
    return folders.includes(own) || folders.some(isWithin) ? folders : [...folders, own];
  }

  private readonly realFolders = new Map<string, string>();

  private realFolder(uri: string): string {
    let path = this.realFolders.get(uri);
    if (path === undefined) this.realFolders.set(uri, (path = realPath(fileURLToPath(uri))));
    return path;
  }

  private readonly doubtful = new WeakSet<LoadedSchema['schema']>();

  /** Refuses a schema with errors, or notes them once. */
  private async takeDoubts(loaded: LoadedSchema, { strictSchema }: FileSettings): Promise<void> {
    if (this.doubtful.has(loaded.schema) || (this.reportsSchemas && !strictSchema)) return;
    const errors = await schemaErrors(loaded, this.files, this.io);
    if (errors.length === 0) return;
    const [uri = ''] = loaded.documents;
    if (strictSchema)
      throw usageError([localize('Invalid schema {0}:', shownUri(uri, this.io)), ...errors].join('\n  '));
    this.doubtful.add(loaded.schema);
    note([doubt(uri, this.io), ...errors].join('\n  '), this.io);
  }

  private readonly reports = new WeakMap<LoadedSchema['schema'], Promise<SchemaReports>>();

  /** The problems of the schema that governs a document, by schema document; empty for a bundled or sound one. */
  schemaReports({ kind, loaded }: Binding): Promise<SchemaReports> {
    if (loaded === null || kind === 'bundled') return Promise.resolve(NO_REPORTS);
    let reports = this.reports.get(loaded.schema);
    if (reports === undefined)
      this.reports.set(loaded.schema, (reports = schemaReportsOf(loaded, this.files, this.io)));
    return reports;
  }

  /**
   * Which files of a folder can be VPC files by their names: XML files, and those with the extension of a pattern that profile or
   * configuration have. Their beginning tells whether they are.
   */
  async canBeVpc(folder: string): Promise<(name: string) => boolean> {
    const { found } = await this.configuration.for(`${pathToFileURL(folder).href}/`);
    const { profile } = this.vocabulary;
    const sections = found?.config == null ? [] : [found.config, ...(found.config.overrides ?? [])];
    const patterns = sections.flatMap(({ fileNamePattern }) => fileNamePattern ?? []);
    const all = [...profile.recognition.fileNames, profile.fileName.pattern, ...patterns].map(extensionOf);
    const extensions = new Set([INDEXED_EXTENSION, ...all]);
    return (name) => [...extensions].some((extension) => name.toLowerCase().endsWith(extension));
  }

  /**
   * Whether a file is a VPC file, by its beginning and its name. Throws as `node:fs` does for a file that cannot be read, unless
   * it is named like one: then reading it reports that.
   */
  async recognise(file: FoundFile): Promise<{ readonly recognition: Recognition; readonly misnamed?: Misnamed }> {
    const uri = pathToFileURL(file.path).href;
    const fileName = basename(file.path);
    const { vocabulary, schemaUri } = await this.settingsFor(uri);
    let tree: XmlTree;
    try {
      const vendor = vocabulary.nameOf('publication', 'patch-vendor');
      tree = readHead(file, vendor === undefined ? null : `<${vendor}>`);
    } catch (error) {
      if (isNamedLike(vocabulary.profile, fileName)) return { recognition: 'vpc' };
      throw error;
    }
    const recognition = recognise(tree, { uri, fileName, declared: false }, vocabulary);
    // Files of the run are compared by the vocabulary of the current folder, whatever their own configuration says.
    if (recognition === 'vpc' && vocabulary === this.vocabulary) this.keepHead(file, tree);
    if (recognition !== 'misnamed') return { recognition };
    // Only then: for most files, no schema need be read.
    if (schemaUri !== null && (await this.binding({ tree, uri, fileName })).misnamed === null) {
      return { recognition: 'vpc' };
    }
    return { recognition, misnamed: misnamed(tree, vocabulary) };
  }

  private keepHead({ path, size }: FoundFile, tree: XmlTree): void {
    if (this.heads.size >= MAX_FILES) return;
    const head = editionHead(tree, { size, isWhole: false }, this.vocabulary);
    if (head != null) this.heads.set(path, head);
  }

  /** A document with its schema, vocabulary and checks, the other publications after {@link setRunFiles}, and its binding. */
  async bound(input: Omit<Input, 'problems'>): Promise<{ document: GovernedDocument; binding: Binding }> {
    const { checks, isOwner, hasOwner } = await this.settingsFor(input.uri);
    if (hasOwner && usesOtherFiles(checks)) await this.siblingFiles?.findOwnersFiles((path) => this.isOwnersFile(path));
    const otherPublications = this.siblingFiles?.others(fileURLToPath(input.uri));
    const binding = await this.binding(input);
    const document = { ...governed(input.tree, binding, input.fileName), checks, isOwner, otherPublications };
    return { document, binding };
  }

  /** Whether a file is the asset owner's own. One whose configuration cannot be read is not: if it is checked, that is reported. */
  private async isOwnersFile(path: string): Promise<boolean> {
    try {
      return (await this.configuration.for(pathToFileURL(path).href)).isOwner;
    } catch (error) {
      if (error instanceof CommandError) return false;
      throw error;
    }
  }

  /** The same document without its binding. */
  async governed(input: Omit<Input, 'problems'>): Promise<GovernedDocument> {
    return (await this.bound(input)).document;
  }

  /** The configuration of a file. */
  async configured(uri: string): Promise<EffectiveConfig> {
    return this.configuration.for(uri);
  }

  /** URIs of the folders in which a configuration can name files. */
  configuredFolders(configUri: string): readonly string[] {
    return this.configuration.within(configUri);
  }

  /** The vocabulary of a file, by its configuration. */
  async vocabularyFor(uri: string): Promise<Vocabulary> {
    return (await this.settingsFor(uri)).vocabulary;
  }

  /** The schema that the options or the configuration name; `null` if they name none. */
  async ownSchema(): Promise<LoadedSchema | null> {
    return this.schemaOf(this.settings);
  }

  /** The bundled reference schema. */
  async bundledSchema(): Promise<LoadedSchema> {
    const { bundledUri } = this.settings;
    const loaded = await this.store.load([bundledUri], {
      name: 'bundled',
      allows: (uri) => uri === bundledUri,
      within: () => [],
    });
    if (loaded === null) throw new Error('the bundled schema is missing');
    return loaded;
  }

  /** The settings of a file; options take precedence over the configuration. */
  private async settingsFor(uri: string): Promise<FileSettings> {
    const { options, bundled, io } = this;
    const { checks, schemaUri, profileUri, isOwner, found } = await this.configuration.for(uri);
    const within = found === null ? [] : this.configuration.within(found.uri);
    const profile = options.profile === undefined ? profileUri : uriOf(options.profile, io);
    const vocabulary =
      profile === null
        ? bundled.vocabulary
        : await this.vocabularyAt(profile, options.profile === undefined ? within : null);
    const settings = {
      schemaUri: options.schema === undefined ? schemaUri : uriOf(options.schema, io),
      schemaIsForced: options.schema !== undefined,
      vocabulary: configuredVocabulary(vocabulary, checks),
      bundledUri: bundled.schema.uri,
      catalogs: this.catalogs,
      folders: [...new Set([pathToFileURL(io.cwd).href, ...within])],
      checks,
      isOwner,
      hasOwner: (found?.config?.owner ?? []).length > 0,
      strictSchema: options.strictSchema ?? found?.config?.strictSchema ?? false,
    };
    if (found !== null) this.configuration.refuseProblems(withStateProblems(found, vocabulary));
    await this.checkSchema(settings);
    return settings;
  }

  private readonly vocabularies = new Map<string, Promise<Vocabulary>>();

  private vocabularyAt(uri: string, within: readonly string[] | null): Promise<Vocabulary> {
    let vocabulary = this.vocabularies.get(uri);
    if (vocabulary === undefined) this.vocabularies.set(uri, (vocabulary = this.ownVocabulary(uri, within)));
    return vocabulary;
  }

  private readonly usable = new Set<string>();

  private async checkSchema(settings: FileSettings): Promise<void> {
    const { schemaUri } = settings;
    if (schemaUri === null || this.usable.has(schemaUri)) return;
    const path = displayPath(fileURLToPath(schemaUri), this.io);
    const loaded = await this.schemaOf(settings);
    if (loaded === null) throw usageError(localize('Cannot read the schema {0}', path));
    if (settings.strictSchema || isUnusable(loaded)) {
      const errors = await schemaErrors(loaded, this.files, this.io);
      if (errors.length > 0) throw usageError([localize('Invalid schema {0}:', path), ...errors].join('\n  '));
    }
    this.usable.add(schemaUri);
  }

  private async ownVocabulary(uri: string, within: readonly string[] | null): Promise<Vocabulary> {
    const { vocabulary, problems } = await loadVocabulary(uri, this.files, within);
    if (vocabulary !== null && problems.length === 0) return vocabulary;
    const lines = problems.map(({ uri, pointer, message, args }) => {
      const file = displayPath(fileURLToPath(uri), this.io);
      const place = pointer === '' ? file : localize('{0} at {1}', file, pointer);
      return `${place}: ${localize(message, ...args)}`;
    });
    throw usageError([localize('Invalid profile:'), ...lines].join('\n  '));
  }

  private async schemaOf(settings: BindingSettings): Promise<LoadedSchema | null> {
    const { loaded, kind } = await bindingOf(parse(''), NO_DOCUMENT, settings, this.store);
    return kind === 'setting' ? loaded : null;
  }
}

/** The catalogs that the options name. Throws a usage error where something is wrong in them. */
async function catalogsOf({ catalog = [] }: GovernanceOptions, files: LocalFiles, io: Io): Promise<Catalogs> {
  const uris = catalog.map((path) => uriOf(path, io));
  const catalogs = await loadCatalogs(uris, files.read, [pathToFileURL(io.cwd).href]);
  if (catalogs.problems.length === 0) return catalogs;
  const lines = catalogs.problems.map(({ uri, pointer, message, args }) => {
    const shown = args.map((arg) => (arg.startsWith('file:') ? displayPath(fileURLToPath(arg), io) : arg));
    return `${displayPath(fileURLToPath(uri), io)}${pointer}: ${localize(message, ...shown)}`;
  });
  throw usageError([localize('Invalid catalog:'), ...lines].join('\n  '));
}

/** Whether a rule is on that can look at other files. */
function usesOtherFiles(checks: Checks): boolean {
  return RULES.some(({ id, scope }) => scope === 'document' && checks.isOn(id));
}

const NO_SETTINGS = ({ vocabulary, schema: { uri } }: Bundled): FileSettings => {
  return {
    schemaUri: null,
    vocabulary,
    bundledUri: uri,
    folders: [],
    checks: Checks.DEFAULT,
    isOwner: false,
    hasOwner: false,
    strictSchema: false,
  };
};

const NO_DOCUMENT = { uri: 'file:///', fileName: null, declared: false } as const;

function uriOf(path: string, { cwd }: Io): string {
  return pathToFileURL(resolve(cwd, path)).href;
}
