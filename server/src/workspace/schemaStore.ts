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

/** Loaded schemas. Documents share one object, since results are memoised with it. */
export class SchemaStore {
  private readonly schemas = new Map<string, Promise<LoadedSchema | null>>();

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
  }

  private async loadFiles(uris: readonly string[], policy: Policy, catalogs: Catalogs): Promise<LoadedSchema | null> {
    const refused = new Set<string>();
    const read: ReadFile = async (uri) => {
      const within = policy.within(uri);
      if (policy.allows(uri) && (await this.refusal(uri, within)) === null) return this.read(uri, within);
      refused.add(uri);
      return null;
    };
    const sources = await Promise.all(uris.map(async (uri) => ({ uri, read: await read(uri) })));
    const entries = sources.flatMap(({ uri, read }) =>
      read === null ? [] : [{ uri, ...withProblems(read), isTrusted: read.text !== null && read.text === this.known }],
    );
    if (entries.length === 0) return null;
    const loaded = await loadSchemaFiles(entries, read, catalogs);
    await this.rest();
    return { ...loaded, problems: withCatalogEntries(withRefusals(loaded, refused), catalogs) };
  }
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
 * Loads a schema whose documents have to be read asynchronously: first all documents are read, each once, then the schema is
 * loaded.
 * @param entries the documents that make up the schema
 * @param read `null` for documents that must not be followed
 * @param catalogs local copies of documents; they are asked before the location is followed
 */
export async function loadSchemaFiles(
  entries: readonly SchemaSource[],
  read: ReadFile,
  catalogs = NO_CATALOGS,
): Promise<LoadedSchema> {
  const addressOf = (location: string, base: string, namespace: string | null): string | null =>
    catalogs.lookUp(location, base, namespace) ?? resolveUri(location, base);
  const sources = new Map<string, SchemaSource | null>(entries.map((entry) => [entry.uri, entry]));
  let length = entries.reduce((sum, { text }) => sum + text.length, 0);
  // A map yields what is added to it while it is read. Reading ends at the limits, where loading reports them.
  for (const source of sources.values()) {
    if (source === null || sources.size > MAX_DOCUMENTS || length > MAX_TOTAL_LENGTH) continue;
    for (const { location, namespace } of referencesIn(source)) {
      const uri = addressOf(location, source.uri, namespace);
      if (uri === null || sources.has(uri)) continue;
      const file = await read(uri);
      const found = file && { uri, ...withProblems(file) };
      sources.set(uri, found);
      length += found?.text.length ?? 0;
    }
  }
  const declared = new Set(Array.from(sources.values(), (source) => source && targetNamespaceOf(source)));
  return loadSchema(entries, (location, base, namespace) => {
    const uri = addressOf(location, base, namespace);
    const found = uri === null ? null : (sources.get(uri) ?? null);
    // Beside a document of the user, the built-in definitions would be second ones.
    return found ?? (namespace === null || declared.has(namespace) ? null : wellKnownSchema(namespace));
  });
}
