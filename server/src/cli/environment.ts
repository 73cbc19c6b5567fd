import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bindingOf, governed, type Binding, type BindingSettings } from '../service/binding';
import { Checks } from '../service/configuration/checks';
import { vocabularyUnder, type Configured } from '../service/configuration/configurations';
import { judgedBy } from '../service/configuration/states';
import type { GovernedDocument } from '../service/document';
import { english } from '../service/localize';
import { SchemaStore } from '../service/schemaStore';
import { loadVocabulary } from '../service/vocabularyFiles';
import type { Vocabulary } from '../vpc/vocabulary';
import { decode } from '../xml/decode';
import { parse } from '../xml/parser';
import type { LoadedSchema } from '../xsd';
import type { Bundled } from './bundled';
import { Configuration, type ConfigOptions } from './configuration';
import { displayPath } from './files';
import type { Input } from './input';
import { usageError, type Io } from './io';
import { Neighbours } from './neighbours/neighbours';

/** The options that say what governs the documents. */
export interface GovernanceOptions extends ConfigOptions {
  readonly schema?: string;
  readonly profile?: string;
}

/** What governs a document, and what is looked for in it. */
interface FileSettings extends BindingSettings {
  readonly checks: Checks;
}

/** What governs the documents of one run. */
export class Environment {
  private constructor(
    private readonly options: GovernanceOptions,
    private readonly bundled: Bundled,
    private readonly io: Io,
    private readonly store: SchemaStore,
    private readonly configuration: Configuration,
    /** What holds in the current folder. */
    private readonly settings: FileSettings,
  ) {}

  /** Reads the schema and the profile that the options or the configuration name. Throws a usage error where they cannot be used. */
  static async create(options: GovernanceOptions, bundled: Bundled, io: Io): Promise<Environment> {
    const { uri: bundledUri, text } = bundled.schema;
    const read = (uri: string) => (uri === bundledUri ? Promise.resolve(text) : readLocal(uri));
    const store = new SchemaStore(read, text);
    const configuration = new Configuration(options, readLocal, io);
    const here = `${pathToFileURL(io.cwd).href}/`;
    const draft = new Environment(options, bundled, io, store, configuration, NO_SETTINGS(bundled));
    const environment = new Environment(options, bundled, io, store, configuration, await draft.settingsFor(here));
    return environment;
  }

  get vocabulary(): Vocabulary {
    return this.settings.vocabulary;
  }

  private neighbours: Neighbours | null = null;

  /**
   * Lets the documents of the run, and what is beside them, know each other.
   * @param files those named in the run, whichever of them are checked here
   */
  introduce(files: readonly string[]): void {
    this.neighbours = new Neighbours(files, this.vocabulary, this.io);
  }

  /** What is known of the files beside each other; `null`: nothing. */
  get beside(): Neighbours | null {
    return this.neighbours;
  }

  /** What governs a document. Its own hints are followed below the current folder and below the document's own. */
  async binding({ tree, uri, fileName }: Omit<Input, 'problems'>): Promise<Binding> {
    const settings = await this.settingsFor(uri);
    const folders = [...settings.folders, pathToFileURL(dirname(fileURLToPath(uri))).href];
    return bindingOf(tree, { uri, fileName, declared: false }, { ...settings, folders }, this.store);
  }

  /** A document with what governs it, and what the files beside it say where they were introduced. */
  async governed(input: Omit<Input, 'problems'>): Promise<GovernedDocument> {
    const { checks } = await this.settingsFor(input.uri);
    const elsewhere = this.neighbours?.elsewhere(fileURLToPath(input.uri));
    return { ...governed(input.tree, await this.binding(input), input.fileName), checks, elsewhere };
  }

  /** The configuration of a file. */
  async configured(uri: string): Promise<Configured> {
    return this.configuration.for(uri);
  }

  /** The schema that the options or the configuration name; `null` where they name none. */
  async ownSchema(): Promise<LoadedSchema | null> {
    return this.schemaOf(this.settings);
  }

  /** The bundled reference schema. */
  async bundledSchema(): Promise<LoadedSchema> {
    const { bundledUri } = this.settings;
    const loaded = await this.store.load([bundledUri], { name: 'bundled', allows: (uri) => uri === bundledUri });
    if (loaded === null) throw new Error('the bundled schema is missing');
    return loaded;
  }

  /** What holds for a file: the options go before the configuration. */
  private async settingsFor(uri: string): Promise<FileSettings> {
    const { options, bundled, io } = this;
    const { checks, schemaUri, profileUri, found } = await this.configuration.for(uri);
    const profile = options.profile === undefined ? profileUri : uriOf(options.profile, io);
    const vocabulary = profile === null ? bundled.vocabulary : await this.vocabularyAt(profile);
    const settings = {
      schemaUri: options.schema === undefined ? schemaUri : uriOf(options.schema, io),
      vocabulary: vocabularyUnder(vocabulary, checks),
      bundledUri: bundled.schema.uri,
      folders: [pathToFileURL(io.cwd).href],
      checks,
    };
    if (found !== null) this.configuration.refuseMistakes(judgedBy(found, vocabulary));
    await this.checkSchema(settings);
    return settings;
  }

  private readonly vocabularies = new Map<string, Promise<Vocabulary>>();

  private vocabularyAt(uri: string): Promise<Vocabulary> {
    let vocabulary = this.vocabularies.get(uri);
    if (vocabulary === undefined) this.vocabularies.set(uri, (vocabulary = ownVocabulary(uri, this.io)));
    return vocabulary;
  }

  private readonly usable = new Set<string>();

  private async checkSchema(settings: BindingSettings): Promise<void> {
    const { schemaUri } = settings;
    if (schemaUri === null || this.usable.has(schemaUri)) return;
    const path = displayPath(fileURLToPath(schemaUri), this.io);
    const loaded = await this.schemaOf(settings);
    if (loaded === null) throw usageError(`Cannot read the schema ${path}`);
    const mistakes = await schemaMistakes(loaded, this.io);
    if (mistakes.length > 0) throw usageError([`The schema ${path} has mistakes:`, ...mistakes].join('\n  '));
    this.usable.add(schemaUri);
  }

  private async schemaOf(settings: BindingSettings): Promise<LoadedSchema | null> {
    const { loaded, kind } = await bindingOf(parse(''), NOBODY, settings, this.store);
    return kind === 'setting' ? loaded : null;
  }
}

const NO_SETTINGS = ({ vocabulary, schema: { uri } }: Bundled): FileSettings => {
  return { schemaUri: null, vocabulary, bundledUri: uri, folders: [], checks: Checks.DEFAULT };
};

const NOBODY = { uri: 'file:///', fileName: null, declared: false } as const;

/** The errors in schema documents, one line each. */
export async function schemaMistakes({ problems }: LoadedSchema, io: Io): Promise<string[]> {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return Promise.all(
    errors.map(async ({ uri, start, code, message, args }) => {
      const { line, character } = parse((await readLocal(uri)) ?? '').positionAt(start);
      const path = uri.startsWith('file:') ? displayPath(fileURLToPath(uri), io) : uri;
      return `${path}:${line + 1}:${character + 1}: ${english(message, ...args)} (${code})`;
    }),
  );
}

async function ownVocabulary(uri: string, io: Io): Promise<Vocabulary> {
  const { vocabulary, problems } = await loadVocabulary(uri, readLocal);
  if (vocabulary !== null && problems.length === 0) return vocabulary;
  const lines = problems.map(({ uri, pointer, message, args }) => {
    const file = displayPath(fileURLToPath(uri), io);
    return `${file}${pointer === '' ? '' : ` at ${pointer}`}: ${english(message, ...args)}`;
  });
  throw usageError(['The profile cannot be used:', ...lines].join('\n  '));
}

function uriOf(path: string, { cwd }: Io): string {
  return pathToFileURL(resolve(cwd, path)).href;
}

/** The text of a local file; `null` where there is none. */
async function readLocal(uri: string): Promise<string | null> {
  if (!uri.startsWith('file:')) return null;
  const bytes = await readFile(fileURLToPath(uri)).catch(() => null);
  return bytes === null ? null : decode(bytes).text;
}
