import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bindingOf, governed, type Binding, type BindingSettings } from '../service/binding';
import type { GovernedDocument } from '../service/document';
import { english } from '../service/localize';
import { SchemaStore } from '../service/schemaStore';
import { loadVocabulary } from '../service/vocabularyFiles';
import type { Vocabulary } from '../vpc/vocabulary';
import { decode } from '../xml/decode';
import { parse } from '../xml/parser';
import type { LoadedSchema } from '../xsd';
import type { Bundled } from './bundled';
import { displayPath } from './files';
import type { Input } from './input';
import { usageError, type Io } from './io';

/** The options that say what governs the documents. */
export interface GovernanceOptions {
  readonly schema?: string;
  readonly profile?: string;
}

/** What governs the documents of one run. */
export class Environment {
  private constructor(
    private readonly settings: BindingSettings,
    private readonly store: SchemaStore,
    private readonly io: Io,
  ) {}

  /** Reads the schema and the profile that the options name. Throws a usage error where they cannot be used. */
  static async create(options: GovernanceOptions, bundled: Bundled, io: Io): Promise<Environment> {
    const store = new SchemaStore((uri) =>
      uri === bundled.schema.uri ? Promise.resolve(bundled.schema.text) : readLocal(uri),
    );
    const schemaUri = options.schema === undefined ? null : uriOf(options.schema, io);
    const vocabulary = options.profile === undefined ? bundled.vocabulary : await ownVocabulary(options.profile, io);
    const settings = { schemaUri, vocabulary, bundledUri: bundled.schema.uri, folders: [pathToFileURL(io.cwd).href] };
    const environment = new Environment(settings, store, io);
    if (options.schema !== undefined) await environment.checkSchema(options.schema);
    return environment;
  }

  get vocabulary(): Vocabulary {
    return this.settings.vocabulary;
  }

  /** What governs a document. Its own hints are followed below the current folder and below the document's own. */
  async binding({ tree, uri, fileName }: Omit<Input, 'problems'>): Promise<Binding> {
    const folders = [...this.settings.folders, pathToFileURL(dirname(fileURLToPath(uri))).href];
    return bindingOf(tree, { uri, fileName, declared: false }, { ...this.settings, folders }, this.store);
  }

  /** A document with what governs it. */
  async governed(input: Omit<Input, 'problems'>): Promise<GovernedDocument> {
    return governed(input.tree, await this.binding(input), input.fileName);
  }

  /** The schema that the options name; `null` where they name none. */
  async ownSchema(): Promise<LoadedSchema | null> {
    const { loaded, kind } = await bindingOf(parse(''), NOBODY, this.settings, this.store);
    return kind === 'setting' ? loaded : null;
  }

  /** The bundled reference schema. */
  async bundledSchema(): Promise<LoadedSchema> {
    const { bundledUri } = this.settings;
    const loaded = await this.store.load([bundledUri], { name: 'bundled', allows: (uri) => uri === bundledUri });
    if (loaded === null) throw new Error('the bundled schema is missing');
    return loaded;
  }

  private async checkSchema(path: string): Promise<void> {
    const loaded = await this.ownSchema();
    if (loaded === null) throw usageError(`Cannot read the schema ${path}`);
    const mistakes = await schemaMistakes(loaded, this.io);
    if (mistakes.length > 0) throw usageError([`The schema ${path} has mistakes:`, ...mistakes].join('\n  '));
  }
}

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

async function ownVocabulary(path: string, io: Io): Promise<Vocabulary> {
  const { vocabulary, problems } = await loadVocabulary(uriOf(path, io), readLocal);
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
