/** A VPC file as rules of other files see it. Its beginning is read first, the rest on demand. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openPublication } from '../../workspace/openPublication';
import { DetachedInterner, FileStatements, statementsIn } from '../../workspace/fileStatements';
import { hasWholeStartTag, isRecognised } from '../../workspace/recognition';
import { HEAD_LENGTH, MAX_HEAD_LENGTH } from '../../workspace/fileLimits';
import type { WorkspaceOccurrence, WorkspacePatch, PublicationRecord } from '../../workspace/workspaceIndex';
import type { IdentifierKind } from '../../domain/identifiers/kinds';
import { patchKey, type SpelledName } from '../../domain/identifiers/keys';
import { productsIn, type ProductRecord } from '../../domain/identifiers/records';
import type { Identity } from '../../domain/identity';
import { publicationOf } from '../../domain/model';
import { addTo } from '../../domain/multimap';
import { indexedPatches } from '../../rules/derivedQuery';
import { spelledNames } from '../../rules/consistency/otherSpellings';
import { patchAt, vendorsIn } from '../../rules/digest';
import type { Vocabulary } from '../../domain/vocabulary';
import { bytesSource, openStream, streamedTree } from '../../streaming';
import { decode, withProblems } from '../../xml/decode';
import { within } from '../../xml/budget';
import type { Problem } from '../../xml/problem';
import { parse } from '../../xml/parser';
import { uninterrupted } from '../../xml/task';
import type { XmlTree } from '../../xml/tree';
import { FileBudget } from '../fileBudget';
import type { FoundFile } from '../folders';
import { editionHead, type EditionHead } from './editionHead';
import { firstBytes } from '../head';
import { CommandError } from '../io';

/** The files of the run, as one of them sees it. Keeps the trees of the most recently used ones. */
export interface SiblingOwner {
  /** Must be called when a tree is used; releases the tree of another file if there are too many. */
  use(file: SiblingFile): void;
  /** Whether a file is the asset owner's own. */
  isOwnersFile(path: string): boolean;
  /** Must be called when the work on a file ended early: rules leave it out from now on. */
  hasEnded(path: string, reason: string): void;
  /** Must be called with the problems of a file's encoding: what rules read in it can be wrong. */
  hasEncodingProblems(path: string, tree: XmlTree, problems: readonly Problem[]): void;
}

/** After this many searches in the bytes of a file, its patches are listed instead. */
const MAX_BYTE_SEARCHES = 8;

/** The products under the patches with each key; the records are read when they are asked for. */
type Patches = ReadonlyMap<string, readonly (() => readonly ProductRecord[])[]>;

export class SiblingFile implements PublicationRecord {
  /** This and the next two are `null` until they are read, and again after {@link release}. */
  private tree: XmlTree | null = null;
  private facts: PublicationRecord | null = null;
  private patchesByKey: Patches | null = null;
  private patchKeys: ReadonlySet<string> | null = null;
  private spelled: readonly SpelledName[] | null = null;
  private stated: FileStatements | null = null;
  /** The keys of the patches without their vendors. */
  private patchIds: ReadonlySet<string> | null = null;
  private byteSearches = 0;
  /** Whether the work on it ended early. */
  private hasEnded = false;

  private constructor(
    readonly path: string,
    readonly uri: string,
    readonly size: number,
    readonly supplier: string,
    readonly published: string,
    readonly documentId: string,
    readonly documentVersion: string,
    private readonly vocabulary: Vocabulary,
    private readonly owner: SiblingOwner,
  ) {}

  /** Reads the beginning of a file; `null` if it is not a VPC file or cannot be read. */
  static at(file: FoundFile, vocabulary: Vocabulary, owner: SiblingOwner): SiblingFile | null {
    return besideOthers(
      file,
      owner,
      () => this.beginning(file, vocabulary, owner),
      () => null,
    );
  }

  private static beginning({ path, size }: FoundFile, vocabulary: Vocabulary, owner: SiblingOwner): SiblingFile | null {
    const identity = { uri: '', fileName: basename(path), declared: false };
    for (let length = HEAD_LENGTH; ; length *= 8) {
      const beginning = beginningOf(path, Math.min(length, size));
      if (beginning === null) return null;
      const { tree: head, problems } = beginning;
      const isWhole = length >= size;
      if (!isWhole && length < MAX_HEAD_LENGTH && !hasWholeStartTag(head)) continue;
      if (!isRecognised(head, identity, vocabulary)) return null;
      const edition = editionHead(head, { size, isWhole }, vocabulary);
      if (edition === undefined) continue;
      if (edition === null) return null;
      // The head may end within a character.
      const ofHead = isWhole ? problems : problems.filter(({ end }) => end < head.length);
      if (ofHead.length > 0) owner.hasEncodingProblems(path, head, ofHead);
      return this.of(path, edition, vocabulary, owner);
    }
  }

  /** A file whose beginning has been read. */
  static of(
    path: string,
    { size, supplier, published, documentId, documentVersion }: EditionHead,
    vocabulary: Vocabulary,
    owner: SiblingOwner,
  ): SiblingFile {
    const uri = pathToFileURL(path).href;
    return new SiblingFile(path, uri, size, supplier, published, documentId, documentVersion, vocabulary, owner);
  }

  get identity(): Identity {
    return this.vocabulary.identity;
  }

  get isOwner(): boolean {
    return this.owner.isOwnersFile(this.path);
  }

  named(kind: IdentifierKind, value: string, vendor?: string): readonly WorkspaceOccurrence[] {
    return this.whole?.named(kind, value, vendor) ?? [];
  }

  first(kind: IdentifierKind, value: string): WorkspaceOccurrence | undefined {
    return this.whole?.first(kind, value);
  }

  values(kind: IdentifierKind): Iterable<string> {
    return this.whole?.values(kind) ?? [];
  }

  patchesNamed(id: string, vendor?: string): readonly WorkspacePatch[] {
    return this.whole?.patchesNamed(id, vendor) ?? [];
  }

  /** Kept when the tree is released: they are asked for with each other file. */
  names(): Iterable<SpelledName> {
    return (this.spelled ??= this.within(() => spelledIn(this.read(), this.vocabulary), []));
  }

  /** Gives the names of the file as it is now, so that it is not read for them. */
  setNames(names: readonly SpelledName[]): void {
    this.spelled = names;
  }

  /** Kept when the tree is released: it is asked for with each other file of the supplier. */
  readonly patches = (): ReadonlySet<string> =>
    (this.patchKeys ??= this.within(() => patchKeysIn(this.read(), this.vocabulary), new Set<string>()));

  /** Kept when the tree is released: they are asked for with each patch of the asset owner's files. */
  statements(): FileStatements {
    return (this.stated ??= this.within(
      () => statementsIn(this.read(), this.vocabulary, new DetachedInterner()),
      new FileStatements(this.identity),
    ));
  }

  allPatches(): Iterable<WorkspacePatch> {
    return this.whole?.allPatches() ?? [];
  }

  /** Searches the bytes first: for a few identifiers, a thousand files need not be parsed. */
  describes(id: string, vendor = ''): boolean {
    const { identity } = this.vocabulary;
    const key = identity.patch(vendor, id);
    if (this.patchIds === null && this.spelled !== null) {
      const patches = this.spelled.filter(({ kind }) => kind === 'patch');
      this.patchIds = new Set(patches.map((patch) => identity.patch(patch.vendor, patch.value)));
    }
    if (this.patchIds === null) {
      const bytes = readWhole(this.path);
      const isSearched = this.byteSearches++ < MAX_BYTE_SEARCHES && identity.aliases.patches === undefined;
      if (bytes === null || (isSearched && cannotContain(bytes, key))) return false;
      this.patchIds = this.within(() => patchIdsIn(this.parsed(bytes), this.vocabulary), new Set<string>());
    }
    return this.patchIds.has(key);
  }

  products(vendorId: string, patchId: string): readonly ProductRecord[] {
    const patches = this.entries.get(patchKey(this.vocabulary.identity, vendorId, patchId)) ?? NO_PRODUCTS;
    return patches.length === 1 ? patches[0]!() : patches.flatMap((products) => products());
  }

  /** Uses a tree of the file that has been parsed elsewhere. */
  adopt(tree: XmlTree): void {
    this.release();
    this.tree = tree;
    this.owner.use(this);
  }

  /** Drops the tree and what was derived from it. */
  release(): void {
    this.tree = this.facts = this.patchesByKey = null;
  }

  private get whole(): PublicationRecord | null {
    return (this.facts ??= this.within(() => openPublication(this.uri, this.read(), this.vocabulary), null));
  }

  private get entries(): Patches {
    return (this.patchesByKey ??= this.within(() => patchesIn(this.read(), this.vocabulary), new Map()));
  }

  /** Works on the file within a budget of its own. @param none what there is instead where that ended early, now or before */
  private within<T>(work: () => T, none: T): T {
    if (this.hasEnded) return none;
    const ended = (): T => {
      this.hasEnded = true;
      this.release();
      return none;
    };
    return besideOthers(this, this.owner, work, ended);
  }

  /** The tree; empty if the file can no longer be read. */
  private read(): XmlTree {
    if (this.tree !== null) return this.tree;
    const bytes = readWhole(this.path);
    const tree = bytes === null ? parse('') : this.parsed(bytes);
    this.adopt(tree);
    return tree;
  }

  private parsed(bytes: Uint8Array): XmlTree {
    const { tree, problems } = treeIn(bytes, this.vocabulary);
    if (problems.length > 0) this.owner.hasEncodingProblems(this.path, tree, problems);
    return tree;
  }
}

/**
 * Works on a file that is read because of another one: it must not use up what that one can take.
 * @param none what there is instead where the work ended early
 */
function besideOthers<T>({ path, size }: FoundFile, owner: SiblingOwner, work: () => T, none: () => T): T {
  const budget = FileBudget.beside(size);
  try {
    return within(budget, () => uninterrupted(work));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    owner.hasEnded(path, budget.reasonOf(error));
    return none();
  }
}

function patchesIn(tree: XmlTree, vocabulary: Vocabulary): Patches {
  const found = new Map<string, (() => readonly ProductRecord[])[]>();
  const publication = publicationOf(tree, vocabulary)?.entry;
  if (publication === undefined) return found;
  const vendors = vendorsIn(publication);
  for (const { digest, index } of indexedPatches(vendors)) {
    if (digest.id === '') continue;
    const key = patchKey(vocabulary.identity, vendors[index.vendor]!.id, digest.id);
    addTo(found, key, () => digest.products ?? productsIn(patchAt(publication, index).entry));
  }
  return found;
}

const NO_PRODUCTS: readonly (() => readonly ProductRecord[])[] = [];

/** A tree of all of a document, and the problems of its encoding. Patches are read in one pass, as far as they are well-formed. */
function treeIn(bytes: Uint8Array, vocabulary: Vocabulary): { tree: XmlTree; problems: readonly Problem[] } {
  const stream = openStream(bytesSource(bytes));
  if (stream === null) {
    const { text, problems } = withProblems(decode(bytes));
    return { tree: parse(text), problems };
  }
  const { tree, problems } = streamedTree(stream.body, { schema: null, vocabulary });
  return { tree, problems: [...stream.problems, ...problems] };
}

function spelledIn(tree: XmlTree, vocabulary: Vocabulary): readonly SpelledName[] {
  const publication = publicationOf(tree, vocabulary);
  return publication === null ? [] : [...spelledNames(publication.entry)];
}

/** The identifiers of the patches, from their digests: those of a streamed document are known without parsing it. */
function* identifiedIn(
  tree: XmlTree,
  vocabulary: Vocabulary,
): Generator<{ readonly vendor: string; readonly id: string }, void, undefined> {
  const publication = publicationOf(tree, vocabulary);
  for (const { id: vendor, patches } of publication === null ? [] : vendorsIn(publication.entry))
    for (const { id } of patches) if (id !== '') yield { vendor, id };
}

function patchIdsIn(tree: XmlTree, vocabulary: Vocabulary): ReadonlySet<string> {
  const { identity } = vocabulary;
  return new Set(Array.from(identifiedIn(tree, vocabulary), ({ vendor, id }) => identity.patch(vendor, id)));
}

function patchKeysIn(tree: XmlTree, vocabulary: Vocabulary): ReadonlySet<string> {
  const { identity } = vocabulary;
  return new Set(Array.from(identifiedIn(tree, vocabulary), ({ vendor, id }) => patchKey(identity, vendor, id)));
}

/** With these, a value can be written in other characters: character references, CDATA sections, comments, a DTD. */
const ESCAPES = ['&#', '<!'];
const PROCESSING_INSTRUCTION = '<?';
/** Processing instructions are searched from this offset: the XML declaration begins like one, perhaps after a byte order mark. */
const DECLARATION = 4;
/** The digits of an identifier are the same in all its spellings; letters and punctuation are not. */
const DIGITS = /[0-9]+/g;
/**
 * UTF-8 of characters that can be or hide digits of another spelling: superscripts, full-width and circled digits, soft
 * hyphens, characters without width. Not those of other letters, of dashes and quotation marks, which most files have.
 */
const FOLDED =
  /\xc2[\xad\xb2\xb3\xb9\xbc-\xbe]|\xcd\x8f|\xd8\x9c|\xe1|\xe2(?!\x80[\x90-\xa7])|\xe3[\x84-\xff]|[\xee-\xff]/;
/** UTF-8 needs no declaration; only there, digits are always these bytes. */
const OTHER_ENCODING = /^.{0,100}encoding\s*=\s*["'](?!utf-8["'])/is;

/** The length of a byte order mark. The root element comes later in any case. */
const BYTE_ORDER_MARK = 3;

/** Whether the bytes are certainly not a document that contains an identifier with this key. */
function cannotContain(bytes: Buffer, key: string): boolean {
  const digits = (key.match(DIGITS) ?? []).sort((a, b) => b.length - a.length)[0];
  if (digits === undefined || bytes.includes(digits) || isUtf16(bytes)) return false;
  if (ESCAPES.some((escape) => bytes.includes(escape)) || bytes.includes(PROCESSING_INSTRUCTION, DECLARATION))
    return false;
  return (
    !OTHER_ENCODING.test(bytes.toString('latin1', 0, HEAD_LENGTH)) &&
    !FOLDED.test(bytes.toString('latin1', BYTE_ORDER_MARK))
  );
}

/** Whether the bytes are UTF-16, where a search for ASCII bytes finds nothing. */
function isUtf16(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).includes(0) || (bytes[0]! >= 0xfe && bytes[1]! >= 0xfe);
}

function beginningOf(path: string, length: number): { tree: XmlTree; problems: readonly Problem[] } | null {
  try {
    const { text, problems } = withProblems(decode(firstBytes(path, length)));
    return { tree: parse(text), problems };
  } catch {
    // Deleted meanwhile, or not readable. That is no error: the user has not named it.
    return null;
  }
}

function readWhole(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    // As above.
    return null;
  }
}
