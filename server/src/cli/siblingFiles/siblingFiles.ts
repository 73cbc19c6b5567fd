/**
 * The other publications, for rules that use other files. They are those that an editor finds in the current folder: the
 * files named in the run, all XML files below the current folder if a file of the run is below it, and the XML files in the
 * folders of the other files of the run. Nothing is read before a rule asks.
 */
import { dirname, join, relative, isAbsolute } from 'node:path';
import type { Identity } from '../../domain/identity';
import { publicationKey } from '../../domain/publications';
import type { SpellingLookup, SupplierAnswers } from '../../rules/rule';
import type { EditionsAround } from '../../workspace/editions';
import { FILES_LEFT_OUT, INDEXED_EXTENSION, MAX_FILES, MAX_FOLDERS, withinLimits } from '../../workspace/fileLimits';
import {
  byPublication,
  WorkspaceIndex,
  type OtherPublications,
  type OwnEdition,
  type WorkspaceOccurrence,
  type WorkspacePatch,
  type PublicationRecord,
} from '../../workspace/workspaceIndex';
import type { IdentifierKind } from '../../domain/identifiers/kinds';
import type { Vocabulary } from '../../domain/vocabulary';
import type { XmlTree } from '../../xml/tree';
import type { Io } from '../io';
import { SiblingFile, type SiblingOwner } from './siblingFile';
import { fileAt, foldersBelow, foundAt, type FoundFile, type WalkNote } from '../folders';
import { noteLines } from '../noteLines';
import type { Problem } from '../../xml/problem';
import { displayPath } from '../files';
import { encodingFault } from '../encodingFault';
import { localize } from '../language';

/** How many trees are recentlyUsed: most rules ask for the previous edition only. */
const MAX_TREES = 2;

export class SiblingFiles implements SiblingOwner {
  private index: WorkspaceIndex | null = null;
  private readonly byPath = new Map<string, SiblingFile>();
  private recentlyUsed: readonly SiblingFile[] = [];
  private readonly notes: string[] = [];
  /** The paths of files whose encoding has been noted. */
  private readonly noted = new Set<string>();
  private readonly told = new Set<string>();
  private readonly own: ReadonlySet<string>;
  /** Numbers of files by publication; `null`: not counted yet. */
  private editions: ReadonlyMap<string, number> | null = null;
  /** The paths of the asset owner's own files; `null`: none is configured, as far as is known. */
  private ownersFiles: ReadonlySet<string> | null = null;

  /** @param files all files of the run, absolute, with the name of standard input, even if only some are checked */
  constructor(
    private readonly files: readonly string[],
    private readonly vocabulary: Vocabulary,
    private readonly io: Pick<Io, 'cwd'>,
  ) {
    this.own = new Set(files);
  }

  /** The publications of all files but one. */
  others(path: string): OtherPublications {
    return new LazyPublications(
      () => this.openIndex().others(path),
      (files) =>
        this.tellOnce(localize('Spelling is not compared with {0} of the other files: they are too large.', files)),
    );
  }

  /** Whether no other file can be an edition of the same publication: then no rule will read all of its patches. */
  isOnlyEdition(path: string): boolean {
    this.openIndex();
    const own = this.byPath.get(path);
    if (own === undefined) return true;
    const keyOf = (file: SiblingFile): string | null => publicationKey(file, this.vocabulary.identity);
    this.editions ??= counted([...this.byPath.values()].map(keyOf));
    const key = keyOf(own);
    return key === null || this.editions.get(key) === 1;
  }

  /**
   * Asks of each file whether it is the asset owner's own: to be called before rules run where a configuration names such
   * files. Rules cannot ask, because they do not wait for configurations.
   */
  async findOwnersFiles(isOwners: (path: string) => Promise<boolean>): Promise<void> {
    if (this.ownersFiles !== null) return;
    this.openIndex();
    const found = new Set<string>();
    for (const path of this.byPath.keys()) if (await isOwners(path)) found.add(path);
    this.ownersFiles = found;
  }

  isOwnersFile(path: string): boolean {
    return this.ownersFiles?.has(path) ?? false;
  }

  /** Passes the tree of a file that was read completely, so that it is not read again. */
  wasRead(path: string, tree: XmlTree): void {
    this.byPath.get(path)?.adopt(tree);
  }

  /** Reads a file again that was written. */
  wasWritten(path: string): void {
    const file = this.index === null ? null : fileAt(path);
    if (file !== null) this.read(file);
  }

  use(file: SiblingFile): void {
    const others = this.recentlyUsed.filter((other) => other !== file);
    for (const old of others.slice(MAX_TREES - 1)) old.release();
    this.recentlyUsed = [file, ...others.slice(0, MAX_TREES - 1)];
  }

  /** Notes the first problem of each file; those of the run are reported with the others of their file. */
  hasEncodingProblems(path: string, tree: XmlTree, problems: readonly Problem[]): void {
    if (this.own.has(path) || this.noted.has(path)) return;
    this.noted.add(path);
    const fault = encodingFault({ path: displayPath(path, this.io), tree, problems });
    this.notes.push(localize('{0} Rules that compare files with this one read it as far as they can.', fault!));
  }

  hasEnded(path: string, reason: string): void {
    // A file of the run, too: its own check has more time, and can succeed without a word about this.
    this.tellOnce(localize('{0}: {1}. Rules that compare files leave it out.', displayPath(path, this.io), reason));
  }

  private tellOnce(note: string): void {
    if (this.told.has(note)) return;
    this.told.add(note);
    this.notes.push(note);
  }

  /** Returns and removes the notes for the user. */
  takeNotes(): string[] {
    return this.notes.splice(0);
  }

  private openIndex(): WorkspaceIndex {
    if (this.index === null) {
      this.index = new WorkspaceIndex();
      this.index.complete = true;
      const found = this.found().flatMap((file) => SiblingFile.at(file, this.vocabulary, this) ?? []);
      // In the order in which rules ask for them: sorting a sorted list again is fast.
      for (const file of found.sort(byPublication)) this.add(file);
    }
    return this.index;
  }

  private read(file: FoundFile): void {
    const sibling = SiblingFile.at(file, this.vocabulary, this);
    this.editions = null;
    if (sibling !== null) return this.add(sibling);
    this.byPath.delete(file.path);
    this.index!.read(file.path, null);
  }

  private add(file: SiblingFile): void {
    this.byPath.set(file.path, file);
    this.index!.read(file.path, file);
  }

  private found(): FoundFile[] {
    const { cwd } = this.io;
    const outside = this.files.filter((file) => !isBelow(file, cwd));
    const found = new Map<string, FoundFile>();
    const add = (files: readonly FoundFile[]): void => {
      for (const file of files) found.set(file.path, file);
    };
    // A file of the run that cannot be read is reported when it is checked.
    add(this.files.flatMap((path) => foundAt(path, () => undefined) ?? []));
    const notes: WalkNote[] = [];
    const walked = outside.length < this.files.length ? xmlFilesIn(cwd, true, notes) : [];
    add(walked);
    for (const folder of new Set(outside.map((file) => dirname(file)))) add(xmlFilesIn(folder, false, notes));
    const taken = withinLimits([...found.values()]);
    if (taken.length < found.size || walked.length >= MAX_FILES) {
      this.notes.push(localize(FILES_LEFT_OUT.message, ...FILES_LEFT_OUT.args));
    }
    // The user has not named these: what cannot be read is noted, but is no failure of the run.
    this.notes.push(...noteLines(notes, this.io));
    return taken;
  }
}

/** The XML files in a folder, or below it, those of outer folders first, at most {@link MAX_FILES}. */
function xmlFilesIn(folder: string, isDeep: boolean, notes: WalkNote[]): FoundFile[] {
  const found: FoundFile[] = [];
  const isVisited = (): boolean => isDeep;
  for (const { path, files } of foldersBelow(folder, isVisited, MAX_FOLDERS, (note) => notes.push(note))) {
    for (const name of files.filter((file) => file.toLowerCase().endsWith(INDEXED_EXTENSION))) {
      if (found.length >= MAX_FILES) return found;
      const file = foundAt(join(path, name), (note) => notes.push(note));
      if (file !== null) found.push(file);
    }
  }
  return found;
}

function counted(keys: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Other publications that are searched on the first question. */
class LazyPublications implements OtherPublications {
  readonly complete = true;
  private inner: OtherPublications | undefined;

  /** @param onLeftOut receives the number of files whose names are not compared */
  constructor(
    private readonly find: () => OtherPublications,
    private readonly onLeftOut: (files: string) => void,
  ) {}

  private get found(): OtherPublications {
    return (this.inner ??= this.find());
  }

  get files(): readonly PublicationRecord[] {
    return this.found.files;
  }

  named(kind: IdentifierKind, value: string): WorkspaceOccurrence[] {
    return this.found.named(kind, value);
  }

  definitionsOf(kind: IdentifierKind, value: string): WorkspaceOccurrence[] {
    return this.found.definitionsOf(kind, value);
  }

  known(kind: IdentifierKind): ReadonlySet<string> {
    return this.found.known(kind);
  }

  patchesNamed(id: string, vendor?: string): WorkspacePatch[] {
    return this.found.patchesNamed(id, vendor);
  }

  suppliers(vocabulary: Vocabulary): SupplierAnswers {
    return this.found.suppliers(vocabulary);
  }

  editionsAround(own: OwnEdition, identity: Identity): EditionsAround<PublicationRecord> {
    return this.found.editionsAround(own, identity);
  }

  spellings(identity: Identity): SpellingLookup {
    const lookup = this.found.spellings(identity);
    if (lookup.leftOut > 0) this.onLeftOut(String(lookup.leftOut));
    return lookup;
  }
}

function isBelow(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== '' && !below.startsWith('..') && !isAbsolute(below);
}
