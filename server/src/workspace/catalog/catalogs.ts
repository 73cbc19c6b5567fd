/** The catalogs that the user names, with all that they lead to, and the documents that they give for identifiers. */
import type { ReadFile } from '../fileAccess';
import { resolveUri } from '../location';
import type { VocabularyProblem } from '../vocabularyFiles';
import { normalIdentifier, readCatalog, type Catalog, type CatalogEntry, type IdentifierKind } from './catalog';

/** More are not read: a catalog of catalogs has a few dozen. */
const MAX_CATALOGS = 200;

/** Local copies of schema documents, by address or namespace. Nothing is fetched. */
export interface Catalogs {
  /** Equal for equal catalogs. */
  readonly key: string;
  /** The folders that the catalogs and the documents they give must be in, besides those of the workspace. */
  readonly folders: readonly string[];
  /** The URIs of all catalogs that were read. */
  readonly documents: readonly string[];
  readonly problems: readonly VocabularyProblem[];
  /**
   * The document for a schema location or a namespace; `null` where no entry is for it.
   * @param location as written, `''` for none
   * @param namespace that the document is asked for; `null` for one that is included
   */
  readonly lookUp: (location: string, base: string, namespace: string | null) => string | null;
}

/** No catalogs. */
export const NO_CATALOGS: Catalogs = { key: '', folders: [], documents: [], problems: [], lookUp: () => null };

/**
 * Reads catalogs and those that they name.
 * @param uris as the user names them; they are asked in this order
 * @param workspaceFolders in which catalogs can name others, besides their own
 */
export async function loadCatalogs(
  uris: readonly string[],
  read: ReadFile,
  workspaceFolders: readonly string[],
): Promise<Catalogs> {
  if (uris.length === 0) return NO_CATALOGS;
  const folders = uris.map((uri) => uri.slice(0, uri.lastIndexOf('/')));
  const within = [...folders, ...workspaceFolders];
  const catalogs = new Map<string, Catalog>();
  const problems: VocabularyProblem[] = [];
  const queue = uris.map((uri) => ({ uri, from: null as string | null }));
  for (const { uri, from } of queue) {
    if (catalogs.has(uri)) continue;
    if (catalogs.size >= MAX_CATALOGS) {
      problems.push(
        problem(from ?? uri, 'Catalog "{0}" is not read: the limit is {1} catalogs.', [uri, String(MAX_CATALOGS)]),
      );
      break;
    }
    const file = await read(uri, from === null ? null : within);
    const text = file === null ? null : file.text;
    if (text === null) {
      problems.push(
        problem(
          from ?? uri,
          'Catalog "{0}" cannot be read. It must be a file in the folder of the catalog that you name, or in the workspace.',
          [uri],
        ),
      );
      continue;
    }
    const catalog = readCatalog(uri, text);
    catalogs.set(uri, catalog);
    problems.push(...catalog.problems);
    for (const next of leadsTo(catalog)) queue.push({ uri: next, from: uri });
  }
  problems.push(...cycles(catalogs));
  const finder = new Finder(catalogs, [...new Set(uris)]);
  return {
    key: [...catalogs.keys()].join(' '),
    folders,
    documents: [...catalogs.keys()],
    problems,
    lookUp: (location, base, namespace) => finder.lookUp(location, base, namespace),
  };
}

function problem(uri: string, message: string, args: readonly string[]): VocabularyProblem {
  return { uri, pointer: '', message, args };
}

function leadsTo({ entries, next }: Catalog): string[] {
  return [...entries.flatMap(({ match, to }) => (match === 'delegate' ? [to] : [])), ...next];
}

/** One problem for each catalog that leads back to itself by `nextCatalog`: no entry is found there that was not found before. */
function cycles(catalogs: ReadonlyMap<string, Catalog>): VocabularyProblem[] {
  const isReachable = (from: string, wanted: string): boolean => {
    const seen = new Set<string>();
    const queue = [...(catalogs.get(from)?.next ?? [])];
    for (const uri of queue) {
      if (uri === wanted) return true;
      if (!seen.has(uri)) queue.push(...(catalogs.get(uri)?.next ?? []));
      seen.add(uri);
    }
    return false;
  };
  return [...catalogs.keys()]
    .filter((uri) => isReachable(uri, uri))
    .map((uri) => problem(uri, 'The catalog leads back to itself by nextCatalog. Remove one of these entries.', []));
}

class Finder {
  constructor(
    private readonly catalogs: ReadonlyMap<string, Catalog>,
    private readonly entries: readonly string[],
  ) {}

  lookUp(location: string, base: string, namespace: string | null): string | null {
    const resolved = location === '' ? null : resolveUri(location, base);
    for (const address of new Set([location, resolved])) {
      if (!address) continue;
      const found = this.#find('system', address) ?? this.#find('uri', address);
      if (found !== null) return found;
    }
    return namespace ? (this.#find('uri', namespace) ?? this.#find('public', namespace)) : null;
  }

  #find(kind: IdentifierKind, identifier: string): string | null {
    return this.#findIn(this.entries, kind, normalIdentifier(identifier, kind), new Set());
  }

  /** Asks catalogs in order (7.1.2, 7.2.2). @param asked those that need not be asked again */
  #findIn(uris: readonly string[], kind: IdentifierKind, identifier: string, asked: Set<string>): string | null {
    const queue = [...uris];
    while (queue.length > 0) {
      const uri = queue.shift()!;
      const catalog = this.catalogs.get(uri);
      if (catalog === undefined || asked.has(uri)) continue;
      asked.add(uri);
      const entries = catalog.entries.filter((entry) => entry.kind === kind && matches(entry, identifier));
      const [best] = bestFirst(entries.filter(({ match }) => match !== 'delegate'));
      if (best !== undefined) return best.match === 'prefix' ? best.to + identifier.slice(best.from.length) : best.to;
      const delegates = bestFirst(entries);
      // Where a catalog delegates, no other is asked.
      if (delegates.length > 0)
        return this.#findIn(
          delegates.map(({ to }) => to),
          kind,
          identifier,
          new Set(asked),
        );
      queue.unshift(...catalog.next);
    }
    return null;
  }
}

function matches({ match, from }: CatalogEntry, identifier: string): boolean {
  if (match === 'exact') return identifier === from;
  return match === 'suffix' ? identifier.endsWith(from) : identifier.startsWith(from);
}

const ORDER = ['exact', 'prefix', 'suffix', 'delegate'];

/** Exact entries, then those with the longest start, then those with the longest end. */
function bestFirst(entries: readonly CatalogEntry[]): CatalogEntry[] {
  return [...entries].sort((a, b) => ORDER.indexOf(a.match) - ORDER.indexOf(b.match) || b.from.length - a.from.length);
}
