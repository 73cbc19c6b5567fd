/**
 * The other publications, for rules that use other files. They are those that an editor finds in the current folder: the
 * files named in the run, all XML files below the current folder if a file of the run is below it, and the XML files in the
 * folders of the other files of the run. Nothing is read before a rule asks.
 */
import { dirname, join, relative, isAbsolute } from 'node:path';
import type { Identity } from '../../domain/identity';
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
import type { SpelledName } from '../../domain/identifiers/keys';
import type { IdentifierKind } from '../../domain/identifiers/kinds';
import { comparedSources } from '../../workspace/spellings';
import type { Vocabulary } from '../../domain/vocabulary';
import type { XmlTree } from '../../xml/tree';
import type { Io } from '../io';
import type { EditionHead } from './editionHead';
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
  /** The paths of the asset owner's own files; `null`: none is configured, as far as is known. */
  private ownersFiles: ReadonlySet<string> | null = null;

  /**
   * @param files all files of the run, absolute, with the name of standard input, even if only some are checked
   * @param heads what is known of the beginnings of VPC files among them, by path
   */
  constructor(
    private readonly files: readonly string[],
    private readonly vocabulary: Vocabulary,
    private readonly io: Pick<Io, 'cwd'>,
    private readonly heads: ReadonlyMap<string, EditionHead> = new Map(),
  ) {
    this.own = new Set(files);
  }

  /** The publications of all files but one. */
  others(path: string): OtherPublications {
    return new LazyPublications(
      () => this.openIndex().others(path),
      (lookup) => this.tellOfLeftOut(lookup),
      () => {
        if (this.defersSpellings) this.asked.add(path);
        return this.defersSpellings;
      },
    );
  }

  /**
   * Whether rules are not told how other files spell names. For the first file that is checked, all others would be read, and most
   * of them again when they are checked: the caller compares names when the files have been checked.
   */
  defersSpellings = false;
  private readonly asked = new Set<string>();

  /** Whether a rule has asked how other files spell the names in a file, and was not told. */
  hasDeferred(path: string): boolean {
    return this.asked.has(path);
  }

  /** How the other files spell names; files without names yet are read. */
  spellingsFor(path: string, identity: Identity): SpellingLookup {
    const lookup = this.openIndex().others(path).spellings(identity);
    this.tellOfLeftOut(lookup);
    return lookup;
  }

  /** The paths of the files with which names are compared. */
  namedFiles(): string[] {
    this.openIndex();
    return comparedSources([...this.byPath.values()].sort(byPublication)).map(({ path }) => path);
  }

  /** Passes the names in a file that was read completely, so that it is not read for them. */
  wasNamed(path: string, names: readonly SpelledName[]): void {
    this.byPath.get(path)?.setNames(names);
  }

  private toldOfLeftOut = false;

  /** Tells of the files whose names are not compared. */
  private tellOfLeftOut({ leftOut }: SpellingLookup): void {
    // For one file, the others can be one more than for the next.
    if (leftOut === 0 || this.toldOfLeftOut) return;
    this.toldOfLeftOut = true;
    const message = 'Spelling is not compared with {0} of the other files: they are too large.';
    this.tellOnce(localize(message, String(leftOut)));
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
      const found = this.found().flatMap((file) => this.sibling(file) ?? []);
      // In the order in which rules ask for them: sorting a sorted list again is fast.
      for (const file of found.sort(byPublication)) this.add(file);
    }
    return this.index;
  }

  private sibling(file: FoundFile): SiblingFile | null {
    const head = this.heads.get(file.path);
    return head?.size === file.size
      ? SiblingFile.of(file.path, head, this.vocabulary, this)
      : SiblingFile.at(file, this.vocabulary, this);
  }

  private read(file: FoundFile): void {
    const sibling = SiblingFile.at(file, this.vocabulary, this);
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
    const notes: WalkNote[] = [];
    const at = (path: string, note: (note: WalkNote) => void): FoundFile | null => {
      const head = this.heads.get(path);
      return found.get(path) ?? (head === undefined ? foundAt(path, note) : { path, size: head.size });
    };
    // A file of the run that cannot be read is reported when it is checked.
    add(this.files.flatMap((path) => at(path, () => undefined) ?? []));
    const inFolder = (folder: string, isDeep: boolean): FoundFile[] =>
      xmlFilesIn(folder, isDeep, (path) => at(path, (note) => notes.push(note)), notes);
    const walked = outside.length < this.files.length ? inFolder(cwd, true) : [];
    add(walked);
    for (const folder of new Set(outside.map((file) => dirname(file)))) add(inFolder(folder, false));
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
function xmlFilesIn(
  folder: string,
  isDeep: boolean,
  at: (path: string) => FoundFile | null,
  notes: WalkNote[],
): FoundFile[] {
  const found: FoundFile[] = [];
  const isVisited = (): boolean => isDeep;
  for (const { path, files } of foldersBelow(folder, isVisited, MAX_FOLDERS, (note) => notes.push(note))) {
    for (const name of files.filter((file) => file.toLowerCase().endsWith(INDEXED_EXTENSION))) {
      if (found.length >= MAX_FILES) return found;
      const file = at(join(path, name));
      if (file !== null) found.push(file);
    }
  }
  return found;
}

/** Other publications that are searched on the first question. */
class LazyPublications implements OtherPublications {
  readonly complete = true;
  private inner: OtherPublications | undefined;

  constructor(
    private readonly find: () => OtherPublications,
    private readonly onSpellings: (lookup: SpellingLookup) => void,
    readonly deferSpellings: () => boolean,
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
    this.onSpellings(lookup);
    return lookup;
  }
}

function isBelow(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== '' && !below.startsWith('..') && !isAbsolute(below);
}
