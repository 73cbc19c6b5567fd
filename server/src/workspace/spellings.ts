/** How other files spell a name. */
import { spellingKey, type SpelledName } from '../domain/identifiers/keys';
import type { Identity } from '../domain/identity';
import type { SpellingUse } from '../rules/rule';
import { fileNameOf } from './fileName';

/** A file with its names. */
export interface SpellingSource {
  readonly uri: string;
  readonly published: string;
  /** In bytes, where the file is read for its names; left out: it has been read. */
  readonly size?: number;
  /** Its names as they are written; a name can come more than once. */
  names(): Iterable<SpelledName>;
}

/** A name that all files spell in the same way, or the files by spelling. */
type Spelled<S> = { readonly spelling: string; first: S; files: number } | Map<string, S[]>;

/**
 * Files beyond this number of bytes are not read for their names: a run that checks one file must not take as long as one that
 * checks a whole archive. Read in about two seconds.
 */
const MAX_BYTES = 32 * 1024 * 1024;

/** The spellings in some files by the key of the name. The names of each file are asked for twice at most. */
export class SpellingTable<S extends SpellingSource> {
  /** The number of files that were left out because of their size. */
  readonly leftOut: number;
  private readonly byKey = new Map<string, Spelled<S>>();
  private readonly sources: readonly S[];
  private hasConflicts = false;
  /** The numbers of files whose names have been read, and whose conflicts have been collected. */
  private read = 0;
  private collected = 0;

  /**
   * Reads nothing yet: see {@link complete}.
   * @param all the most important ones first
   */
  constructor(
    all: readonly S[],
    private readonly identity: Identity,
  ) {
    this.sources = comparedSources(all);
    this.leftOut = all.length - this.sources.length;
  }

  /**
   * Reads the files, and continues where it was interrupted.
   * @param onRead called after each file; can throw to interrupt
   */
  complete(onRead: () => void): void {
    while (this.read < this.sources.length) {
      const source = this.sources[this.read]!;
      const names = spelledIn(source, this.identity);
      this.add(source, names);
      this.read++;
      onRead();
    }
    // Few names have several spellings, and only for those the files are kept.
    while (this.hasConflicts && this.collected < this.sources.length) {
      const source = this.sources[this.collected]!;
      const names = spelledIn(source, this.identity);
      this.collect(source, names);
      this.collected++;
      onRead();
    }
  }

  private add(source: S, names: ReadonlyMap<string, string>): void {
    for (const [key, spelling] of names) {
      const known = this.byKey.get(key);
      if (known === undefined) this.byKey.set(key, { spelling, first: source, files: 1 });
      else if (known instanceof Map) continue;
      else if (known.spelling === spelling) {
        known.files++;
        if (byDate(source.published, known.first.published) < 0) known.first = source;
      } else {
        this.byKey.set(key, new Map());
        this.hasConflicts = true;
      }
    }
  }

  private collect(source: S, names: ReadonlyMap<string, string>): void {
    for (const [key, spelling] of names) {
      const bySpelling = this.byKey.get(key);
      if (!(bySpelling instanceof Map)) continue;
      const files = bySpelling.get(spelling);
      if (files === undefined) bySpelling.set(spelling, [source]);
      else files.push(source);
    }
  }

  /** The spellings of a name. @param except a file that does not count */
  uses(key: string, except: S | undefined): SpellingUse[] {
    const spelled = this.byKey.get(key);
    if (spelled === undefined) return [];
    if (!(spelled instanceof Map)) {
      const { spelling, first, files } = spelled;
      // Where all spell it alike, the file that does not count would only lower the number.
      return first === except && files === 1 ? [] : [useOf(spelling, [first], files)];
    }
    return [...spelled].flatMap(([spelling, sources]) => {
      const others = sources.filter((source) => source !== except);
      return others.length === 0 ? [] : [useOf(spelling, others, others.length)];
    });
  }
}

/** The files whose names are compared: from the first on, as many as fit within the limit. */
export function comparedSources<S extends Pick<SpellingSource, 'size'>>(sources: readonly S[]): S[] {
  let bytes = 0;
  return sources.filter(({ size = 0 }) => {
    if (bytes + size > MAX_BYTES) return false;
    bytes += size;
    return true;
  });
}

function useOf(spelling: string, sources: readonly SpellingSource[], files: number): SpellingUse {
  const [first] = [...sources].sort((a, b) => byDate(a.published, b.published));
  return { spelling, files, published: first!.published, fileName: fileNameOf(first!.uri) };
}

/** Files without a date come last. */
function byDate(a: string, b: string): number {
  return a === b ? 0 : a === '' ? 1 : b === '' || a < b ? -1 : 1;
}

/** The spellings of a file by key, each once. */
function spelledIn(source: SpellingSource, identity: Identity): Map<string, string> {
  const found = new Map<string, string>();
  // Where a file spells a name in two ways, that is a problem of this file; here, its first spelling counts.
  for (const name of source.names()) {
    const key = spellingKey(identity, name);
    if (!found.has(key)) found.set(key, name.value);
  }
  return found;
}

/** The spellings in two tables. */
export function mergedUses(a: readonly SpellingUse[], b: readonly SpellingUse[]): readonly SpellingUse[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const merged = new Map(a.map((use) => [use.spelling, use]));
  for (const use of b) {
    const known = merged.get(use.spelling);
    if (known === undefined) merged.set(use.spelling, use);
    else {
      const first = byDate(known.published, use.published) <= 0 ? known : use;
      merged.set(use.spelling, { ...first, files: known.files + use.files });
    }
  }
  return [...merged.values()];
}
