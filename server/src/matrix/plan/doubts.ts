/** Which suppliers' files could not be read or understood: nothing of theirs is installed by a plan. */
import { parsePattern, safeValue, supplierFromName } from '../../domain/fileName';
import { addTo } from '../../domain/multimap';
import type { Vocabulary } from '../../domain/vocabulary';
import type { Note } from '../notes';
import type { Source } from '../sources';
import { noteSentence, type Sentence } from './sentences';

/** Why what a supplier says is in doubt. */
export interface Doubt {
  readonly path: string;
  readonly sentence: Sentence;
}

/** The doubts about suppliers. */
export interface Doubts {
  /** About some suppliers, by their keys; those about files whose supplier cannot be told count for each. `null`: all doubts. */
  about(suppliers: readonly string[] | null): readonly Doubt[];
  /** Keys of the suppliers in doubt of which nothing could be read: what products they have is unknown. */
  readonly unheard: readonly string[];
}

/** What is needed to tell whose file it is. */
export interface KnownSuppliers {
  readonly vocabulary: Vocabulary;
  readonly sources: readonly Source[];
  /** Names of suppliers in the list of assets. */
  readonly names: readonly string[];
}

/** @param notes on the files; those that are no failures cause no doubts */
export function doubtsIn(notes: readonly Note[], known: KnownSuppliers): Doubts {
  const bySupplier = new Map<string, Doubt[]>();
  const general: Doubt[] = [];
  const all: Doubt[] = [];
  const supplierOf = supplierNamer(known);
  for (const note of notes) {
    if (!note.isFailure) continue;
    const doubt = { path: note.path ?? '', sentence: noteSentence(note) };
    const suppliers = supplierOf(note);
    all.push(doubt);
    if (suppliers === null) general.push(doubt);
    else for (const supplier of suppliers) addTo(bySupplier, supplier, doubt);
  }
  const heard = new Set(known.sources.map(({ supplier }) => known.vocabulary.identity.supplier(supplier)));
  return {
    about: (suppliers) =>
      suppliers === null
        ? all
        : [...new Set([...suppliers.flatMap((supplier) => bySupplier.get(supplier) ?? []), ...general])],
    unheard: [...bySupplier.keys()].filter((supplier) => !heard.has(supplier)),
  };
}

/** The keys of the suppliers that a file can be of; `null` where it can be of any. */
function supplierNamer(known: KnownSuppliers): (note: Note) => readonly string[] | null {
  const { vocabulary, sources, names } = known;
  const { identity } = vocabulary;
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const pattern = parsePattern(vocabulary.profile.fileName.pattern);
  const all = new Set([...sources.map(({ supplier }) => supplier), ...names].filter((name) => name !== ''));
  const bySafeName = new Map<string, string[]>();
  for (const name of all) {
    for (const shown of new Set([name, identity.shown('suppliers', name)])) {
      addTo(bySafeName, identity.supplier(safeValue(shown)), identity.supplier(name));
    }
  }
  return ({ path, supplier, isOwner }) => {
    // The owner's own files are about products of all suppliers.
    if (path === undefined || isOwner) return null;
    const source = byPath.get(path);
    // What was read of the file tells its supplier.
    if (source !== undefined) {
      return source.isOwner || source.supplier === '' ? null : [identity.supplier(source.supplier)];
    }
    const name = pattern && supplierFromName(pattern, path.replace(/^.*[/\\:]/, ''));
    // A name that no file and no asset has can be a short form of another one.
    const named = name === null ? undefined : bySafeName.get(identity.supplier(name));
    if (supplier === undefined) return named ?? null;
    return [...new Set([identity.supplier(supplier), ...(named ?? [])])];
  };
}
