/**
 * What the files beside those of a run say, for the rules that ask. It is what an editor knows that has the current folder
 * open: the files named in the run, the XML files below the current folder where one of the run is below it, and those beside
 * a file of the run that is not. Nothing is looked for before a rule asks.
 */
import { dirname, relative, isAbsolute } from 'node:path';
import { publicationKey, type Edition } from '../../service/editions';
import { english } from '../../service/localize';
import { LEFT_OUT, MOST_FILES, withinBounds } from '../../service/workspaceFiles';
import {
  byPublication,
  WorkspaceIndex,
  type Elsewhere,
  type NamedElsewhere,
  type PatchElsewhere,
  type PublicationFacts,
} from '../../service/workspaceIndex';
import type { IdentifierKind } from '../../vpc/identifiers/kinds';
import type { Vocabulary } from '../../vpc/vocabulary';
import type { XmlTree } from '../../xml/tree';
import type { Io } from '../io';
import { Neighbour } from './neighbour';
import { fileAt, xmlFilesIn, type FoundFile } from './walk';

/** The trees of so many files are kept: most questions are about the edition before. */
const MOST_TREES = 2;

export class Neighbours {
  private index: WorkspaceIndex | null = null;
  private readonly byPath = new Map<string, Neighbour>();
  private kept: readonly Neighbour[] = [];
  private untold: string[] = [];
  /** How many files are editions of a publication; `null`: not counted yet. */
  private editions: ReadonlyMap<string, number> | null = null;

  /** @param files of the run, absolute, standard input under its name: whatever part of them is checked */
  constructor(
    private readonly files: readonly string[],
    private readonly vocabulary: Vocabulary,
    private readonly io: Pick<Io, 'cwd'>,
  ) {}

  /** What the files say, all but one. */
  elsewhere(path: string): Elsewhere {
    return new LazyElsewhere(() => this.known().elsewhere(path));
  }

  /** Whether no other file is an edition of the same publication: then nobody will ask for all of its patches. */
  isOnlyEdition(path: string): boolean {
    this.known();
    const own = this.byPath.get(path);
    if (own === undefined) return true;
    this.editions ??= counted([...this.byPath.values()].map(publicationKey));
    return this.editions.get(publicationKey(own)) === 1;
  }

  /** A file has been read as a whole: if it is asked next, it need not be read again. */
  wasRead(path: string, tree: XmlTree): void {
    this.byPath.get(path)?.adopt(tree);
  }

  /** A file has been written. */
  wasWritten(path: string): void {
    const file = this.index === null ? null : fileAt(path);
    if (file !== null) this.read(file);
  }

  keep(neighbour: Neighbour): void {
    const others = this.kept.filter((other) => other !== neighbour);
    for (const old of others.slice(MOST_TREES - 1)) old.release();
    this.kept = [neighbour, ...others.slice(0, MOST_TREES - 1)];
  }

  /** What the user is to know and was not told yet. */
  takeNotes(): string[] {
    const notes = this.untold;
    this.untold = [];
    return notes;
  }

  private known(): WorkspaceIndex {
    if (this.index === null) {
      this.index = new WorkspaceIndex();
      this.index.complete = true;
      const found = this.found().flatMap((file) => Neighbour.at(file, this.vocabulary, this) ?? []);
      // In the order in which they are asked for: it is sorted anew each time.
      for (const neighbour of found.sort(byPublication)) this.add(neighbour);
    }
    return this.index;
  }

  private read(file: FoundFile): void {
    const neighbour = Neighbour.at(file, this.vocabulary, this);
    this.editions = null;
    if (neighbour !== null) return this.add(neighbour);
    this.byPath.delete(file.path);
    this.index!.read(file.path, null);
  }

  private add(neighbour: Neighbour): void {
    this.byPath.set(neighbour.path, neighbour);
    this.index!.read(neighbour.path, neighbour);
  }

  private found(): FoundFile[] {
    const { cwd } = this.io;
    const outside = this.files.filter((file) => !isBelow(file, cwd));
    const found = new Map<string, FoundFile>();
    const add = (files: readonly FoundFile[]): void => {
      for (const file of files) found.set(file.path, file);
    };
    add(this.files.flatMap((path) => fileAt(path) ?? []));
    const walked = outside.length < this.files.length ? xmlFilesIn(cwd, true) : [];
    add(walked);
    for (const folder of new Set(outside.map((file) => dirname(file)))) add(xmlFilesIn(folder, false));
    const taken = withinBounds([...found.values()]);
    if (taken.length < found.size || walked.length >= MOST_FILES) {
      this.untold.push(english(LEFT_OUT.message, ...LEFT_OUT.args));
    }
    return taken;
  }
}

function counted(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** What is elsewhere, found when somebody asks. */
class LazyElsewhere implements Elsewhere {
  readonly complete = true;
  private inner: Elsewhere | undefined;

  constructor(private readonly find: () => Elsewhere) {}

  private get found(): Elsewhere {
    return (this.inner ??= this.find());
  }

  get files(): readonly PublicationFacts[] {
    return this.found.files;
  }

  named(kind: IdentifierKind, value: string): NamedElsewhere[] {
    return this.found.named(kind, value);
  }

  definitionsOf(kind: IdentifierKind, value: string): NamedElsewhere[] {
    return this.found.definitionsOf(kind, value);
  }

  known(kind: IdentifierKind): ReadonlySet<string> {
    return this.found.known(kind);
  }

  patches(id: string): PatchElsewhere[] {
    return this.found.patches(id);
  }

  editionBefore(edition: Edition): PublicationFacts | null {
    return this.found.editionBefore(edition);
  }
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}
