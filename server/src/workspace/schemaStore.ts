import { withProblems } from '../xml/decode';
import {
  type LoadedSchema,
  loadSchema,
  referencesIn,
  MAX_DOCUMENTS,
  MAX_TOTAL_LENGTH,
  type SchemaSource,
  targetNamespaceOf,
  wellKnownSchema,
} from '../xsd';
import { NO_CATALOGS, type Catalogs } from './catalog/catalogs';
import { isBelow, outside, type FileAccess, type ReadFile, type Refusal } from './fileAccess';
import { resolveUri } from './location';

/** Decides which documents can be read for a schema. */
export interface Policy {
  /** Part of the key of a loaded schema: policies of different names share no schemas. */
  readonly name: string;
  allows(uri: string): boolean;
  /** The folders that a document must be in after all links are followed; `null` for one that the user has named. */
  within(uri: string): readonly string[] | null;
}

/** A loaded schema with the documents that it was made of; `null` for those that there are not. */
interface Built {
  readonly sources: ReadonlyMap<string, SchemaSource | null>;
  readonly loaded: LoadedSchema;
}

/** Loaded schemas. Documents share one object, since results are memoised with it. */
export class SchemaStore {
  private readonly schemas = new Map<string, Promise<LoadedSchema | null>>();
  /** The documents that were read: one object a document, whichever policy allows it. */
  private readonly sources = new Map<string, Promise<SchemaSource | null>>();
  /** By the URIs of the entries: documents in different folders, with different policies, mostly name the same schema. */
  private readonly built = new Map<string, Built[]>();

  /**
   * @param read reads a document; `null` where there is none; must not reject
   * @param known the text of a schema without includes that is known to be valid and need not be checked
   * @param rest lets the event loop run: loading a schema takes long
   */
  constructor(
    private readonly read: ReadFile,
    private readonly known: string | null = null,
    private readonly rest: () => Promise<void> = () => Promise.resolve(),
    private readonly refusal: FileAccess['refusal'] = () => Promise.resolve(null),
  ) {}

  /**
   * The schema of these documents, with all that they include and import.
   * @returns `null` where none of the documents exists and is allowed
   */
  load(uris: readonly string[], own: Policy, catalogs = NO_CATALOGS): Promise<LoadedSchema | null> {
    const policy = withCatalogs(own, catalogs);
    const key = [policy.name, ...uris].join('\n');
    let schema = this.schemas.get(key);
    if (schema === undefined) {
      schema = this.loadFiles(uris, policy, catalogs);
      this.schemas.set(key, schema);
    }
    return schema;
  }

  private readonly refusals = new Map<string, Promise<Refusal | null>>();

  /** Why a document is not read; `null` where it can be, whether it exists or not. */
  refusalOf(uri: string, policy: Policy): Promise<Refusal | null> {
    const key = [policy.name, uri].join('\n');
    let refusal = this.refusals.get(key);
    if (refusal === undefined) {
      const within = policy.within(uri);
      refusal = this.refusal(uri, within).then(
        (found) => found ?? (policy.allows(uri) ? null : outside(uri, within ?? [])),
      );
      this.refusals.set(key, refusal);
    }
    return refusal;
  }

  /** To be called when a schema document has changed: schemas are loaded again. */
  clear(): void {
    this.schemas.clear();
    this.refusals.clear();
    this.sources.clear();
    this.built.clear();
  }

  private async loadFiles(uris: readonly string[], policy: Policy, catalogs: Catalogs): Promise<LoadedSchema | null> {
    const refused = new Set<string>();
    const read: ReadSource = async (uri) => {
      const within = policy.within(uri);
      if (policy.allows(uri) && (await this.refusal(uri, within)) === null) return this.sourceAt(uri, within);
      refused.add(uri);
      return null;
    };
    const entries = (await Promise.all(uris.map(read))).filter((source) => source !== null);
    if (entries.length === 0) return null;
    const loaded = this.buildOnce(entries, await sourcesOf(entries, read, catalogs), catalogs);
    await this.rest();
    return { ...loaded, problems: withCatalogEntries(withRefusals(loaded, refused), catalogs) };
  }

  private sourceAt(uri: string, within: readonly string[] | null): Promise<SchemaSource | null> {
    let source = this.sources.get(uri);
    if (source === undefined) {
      source = this.read(uri, within).then((file) => {
        return file && { uri, ...withProblems(file), isTrusted: file.text !== null && file.text === this.known };
      });
      this.sources.set(uri, source);
    }
    return source;
  }

  private buildOnce(entries: readonly SchemaSource[], sources: Built['sources'], catalogs: Catalogs): LoadedSchema {
    const key = [catalogs.key, ...entries.map(({ uri }) => uri)].join('\n');
    const others = this.built.get(key) ?? [];
    this.built.set(key, others);
    const same = others.find((built) => hasSameSources(built.sources, sources));
    if (same !== undefined) return same.loaded;
    const loaded = buildFrom(entries, sources, catalogs);
    others.push({ sources, loaded });
    return loaded;
  }
}

/** Reads a schema document; `null` where there is none or it must not be read. */
type ReadSource = (uri: string) => Promise<SchemaSource | null>;

function hasSameSources(some: Built['sources'], others: Built['sources']): boolean {
  return some.size === others.size && [...some].every(([uri, source]) => others.get(uri) === source);
}

/** A policy that allows what catalogs of the user give, too. */
function withCatalogs(policy: Policy, { key, folders }: Catalogs): Policy {
  if (key === '') return policy;
  return {
    name: `${policy.name} with ${key}`,
    allows: (uri) => policy.allows(uri) || isBelow(uri, folders),
    within: (uri) => {
      const own = policy.within(uri);
      return own && [...own, ...folders];
    },
  };
}

/** The problems of a schema: a document that a catalog gives and that cannot be read is named. */
function withCatalogEntries(problems: LoadedSchema['problems'], catalogs: Catalogs): LoadedSchema['problems'] {
  return problems.map((problem) => {
    const [location = ''] = problem.args;
    const given = problem.code === NOT_FOUND ? catalogs.lookUp(location, problem.uri, null) : null;
    if (given === null) return problem;
    return {
      ...problem,
      // The user wants this document; without a catalog, one that is not there can be a name only.
      severity: 'error' as const,
      message:
        'Schema document "{0}" cannot be read: the catalog gives "{1}" for it. Correct the entry, or put the file there.',
      args: [location, given],
    };
  });
}

/** The problems of a schema: documents that must not be read are not said to be missing. */
function withRefusals({ problems }: LoadedSchema, refused: ReadonlySet<string>): LoadedSchema['problems'] {
  return problems.map((problem) => {
    if (problem.code !== NOT_FOUND || !refused.has(resolveUri(problem.args[0] ?? '', problem.uri) ?? ''))
      return problem;
    return {
      ...problem,
      message:
        'Schema document "{0}" is outside the folders of this schema and is not read; its definitions are missing. Move it there.',
    };
  });
}

const NOT_FOUND = 'xsd/schema_reference.4';

/**
 * The documents of a schema by URI, read asynchronously, each once: the entries and all that they refer to. Reading ends at the limits,
 * where loading reports them.
 * @param catalogs local copies of documents; they are asked before the location is followed
 */
async function sourcesOf(
  entries: readonly SchemaSource[],
  read: ReadSource,
  catalogs: Catalogs,
): Promise<ReadonlyMap<string, SchemaSource | null>> {
  const sources = new Map<string, SchemaSource | null>(entries.map((entry) => [entry.uri, entry]));
  let length = entries.reduce((sum, { text }) => sum + text.length, 0);
  // A map yields what is added to it while it is read.
  for (const source of sources.values()) {
    if (source === null || sources.size > MAX_DOCUMENTS || length > MAX_TOTAL_LENGTH) continue;
    for (const { location, namespace } of referencesIn(source)) {
      const uri = addressOf(location, source.uri, namespace, catalogs);
      if (uri === null || sources.has(uri)) continue;
      const found = await read(uri);
      sources.set(uri, found);
      length += found?.text.length ?? 0;
    }
  }
  return sources;
}

function addressOf(location: string, base: string, namespace: string | null, catalogs: Catalogs): string | null {
  return catalogs.lookUp(location, base, namespace) ?? resolveUri(location, base);
}

function buildFrom(
  entries: readonly SchemaSource[],
  sources: ReadonlyMap<string, SchemaSource | null>,
  catalogs: Catalogs,
): LoadedSchema {
  const declared = new Set(Array.from(sources.values(), (source) => source && targetNamespaceOf(source)));
  return loadSchema(entries, (location, base, namespace) => {
    const uri = addressOf(location, base, namespace, catalogs);
    const found = uri === null ? null : (sources.get(uri) ?? null);
    // Beside a document of the user, the built-in definitions would be second ones.
    return found ?? (namespace === null || declared.has(namespace) ? null : wellKnownSchema(namespace));
  });
}
