/**
 * The identifiers in the VPC files of the workspace, for features of one document that need the others. The caller (the
 * language server) adds files. Files on disk are plain values; open documents are looked up in their current version.
 */
import type { PatchRecord, ProductRecord } from '../domain/identifiers/records';
import type { SpelledName } from '../domain/identifiers/keys';
import type { IdentifierKind } from '../domain/identifiers/kinds';
import type { SymbolOccurrence } from '../domain/identifiers/symbols';
import type { Identity } from '../domain/identity';
import { documentKey, publicationKey, type PublicationSource } from '../domain/publications';
import { editionsAround, NO_EDITIONS, type EditionsAround } from './editions';
import type { SpellingLookup, SupplierAnswers } from '../rules/rule';
import type { Vocabulary } from '../domain/vocabulary';
import type { Range } from './diagnostic';
import { yieldPoint } from '../xml/task';
import type { FileStatements } from './fileStatements';
import { mergedUses, SpellingTable } from './spellings';
import { AnswersOfSuppliers } from './supplierAnswers';

/** A place in another file that names a symbol. */
export interface WorkspaceOccurrence extends SymbolOccurrence {
  readonly uri: string;
  readonly range: Range;
  /** The product around it; `null` where there is none. */
  readonly productRecord: ProductRecord | null;
}

/** A patch in another file. */
export interface WorkspacePatch extends PatchRecord {
  readonly uri: string;
  /** The range of its identifier. */
  readonly range: Range;
  readonly supplier: string;
  readonly vendor: string;
}

/**
 * The identifiers of one VPC file. Values are found in any spelling of the same name; of patches, a vendor says how their
 * identifiers are compared, but those of other vendors are found as well.
 */
export interface PublicationRecord extends PublicationSource {
  readonly uri: string;
  /** Compares its names. */
  readonly identity: Identity;
  /** Whether it is the asset owner's own file, by the configuration: all others are those of suppliers. */
  readonly isOwner: boolean;
  /** The occurrences of a value, in document order. */
  named(kind: IdentifierKind, value: string, vendor?: string): readonly WorkspaceOccurrence[];
  /** The first occurrence of a value, without a search for others. */
  first(kind: IdentifierKind, value: string): WorkspaceOccurrence | undefined;
  /** The values of a kind as they are written, without duplicates. */
  values(kind: IdentifierKind): Iterable<string>;
  /** The patches with this identifier. */
  patchesNamed(id: string, vendor?: string): readonly WorkspacePatch[];
  /** Whether it has a patch with this identifier; cheaper than `patchesNamed`. */
  describes(id: string, vendor?: string): boolean;
  /** The products under the patches of a vendor with this identifier; cheaper than `patchesNamed`. */
  products(vendorId: string, patchId: string): readonly ProductRecord[];
  /** Its statements; read when they are first asked for, and the same object from then on. */
  statements(): FileStatements;
  /** In bytes, where the file is read on demand. */
  readonly size?: number;
  /** The names whose spelling is compared with that of other files. */
  names(): Iterable<SpelledName>;
  /** All patches; those with the same identifier can be grouped. */
  allPatches(): Iterable<WorkspacePatch>;
}

/** A file whose other editions are looked for. */
export interface OwnEdition extends PublicationSource, Pick<PublicationRecord, 'isOwner'> {}

/** The other files of the workspace, latest publication first. */
export interface OtherPublications {
  /** False while files are still being read, so that results can lack some. */
  readonly complete: boolean;
  readonly files: readonly PublicationRecord[];
  /** All occurrences of a value, in any spelling. */
  named(kind: IdentifierKind, value: string): WorkspaceOccurrence[];
  /** The occurrences of a value that define it. */
  definitionsOf(kind: IdentifierKind, value: string): WorkspaceOccurrence[];
  /** All values of a kind. */
  known(kind: IdentifierKind): ReadonlySet<string>;
  /** The patches with this identifier, as in {@link PublicationRecord.patchesNamed}. */
  patchesNamed(id: string, vendor?: string): WorkspacePatch[];
  /**
   * The editions of the same publication that come before a file, or whose order to it is in doubt. A file of the asset owner
   * is no edition of a supplier's publication, although it may name the supplier.
   * @param own the file; its `patches` must return the same object as long as they are the same
   */
  editionsAround(own: OwnEdition, identity: Identity): EditionsAround<PublicationRecord>;
  /** How the other files spell names; the same object as long as those do not change. */
  spellings(identity: Identity): SpellingLookup;
  /** Whether a rule that asks for them is to be told nothing: the caller compares names later. Left out: no. */
  deferSpellings?(): boolean;
  /** What the suppliers' files say; the same object as long as those do not change. Files are read when a question needs them. */
  suppliers(vocabulary: Vocabulary): SupplierAnswers;
}

/**
 * The VPC files of a workspace. An open document replaces its file on disk. Files are identified by keys, which the caller
 * normalises: a client can write the same URI differently from the server.
 */
export class WorkspaceIndex {
  /** Whether all files have been read. */
  complete = false;
  private readonly onDisk = new Map<string, PublicationRecord>();
  private readonly open = new Map<string, PublicationRecord | null>();
  /** Memoised until a file changes: they are computed from thousands of files. */
  private readonly knownOnDisk = new Map<IdentifierKind, ReadonlySet<string>>();
  private sortedOnDisk: readonly PublicationRecord[] | null = null;
  /** The files on disk by publication, for an identity. */
  private publicationsOnDisk: PublicationTable | null = null;
  private lastEditions: LastEditions | null = null;
  private spellingsOnDisk: SpellingsOnDisk | null = null;
  private lastSpellings: LastSpellings | null = null;
  private lastSuppliers: LastSuppliers | null = null;

  /** To be called when a file has been read. `null`: it was deleted, or is not a VPC file. */
  read(key: string, record: PublicationRecord | null): void {
    if (record === null) this.onDisk.delete(key);
    else this.onDisk.set(key, record);
    this.reset();
  }

  /** To be called for each version of an open document. `null`: it is not a VPC file, and its file on disk does not count. */
  opened(key: string, record: PublicationRecord | null): void {
    if (!this.open.has(key)) this.reset();
    this.open.set(key, record);
  }

  /** To be called when a document was closed: its file on disk counts again. */
  closed(key: string): void {
    this.open.delete(key);
    this.reset();
  }

  /** Removes all files on disk. */
  clear(): void {
    this.onDisk.clear();
    this.reset();
    this.complete = false;
  }

  /** Whether a file has been read. */
  has(key: string): boolean {
    return this.onDisk.has(key);
  }

  /** The number of files that have been read. */
  get size(): number {
    return this.onDisk.size;
  }

  /** All files, without one. @param except `null`: none */
  others(except: string | null): OtherPublications {
    return new Others(
      this.complete,
      () => this.filesExcept(except),
      (kind) => this.known(kind, except),
      (own, identity) => this.editionsAround(own, identity, except),
      (identity) => this.spellings(identity, except),
      (vocabulary) => this.suppliers(vocabulary, except),
    );
  }

  /** Whether a document of the asset owner is open. */
  get hasOpenOwner(): boolean {
    return [...this.open.values()].some((record) => record?.isOwner === true);
  }

  private reset(): void {
    this.knownOnDisk.clear();
    this.sortedOnDisk = this.publicationsOnDisk = this.spellingsOnDisk = null;
  }

  private filesExcept(except: string | null): PublicationRecord[] {
    const own = except === null ? undefined : this.onDisk.get(except);
    const closed = this.sortedClosed().filter((record) => record !== own);
    const open = [...this.openFiles(except)];
    return open.length === 0 ? closed : [...closed, ...open].sort(byPublication);
  }

  /** Computed again only when something changed that it depends on: it is asked after each keystroke. */
  private editionsAround(
    own: OwnEdition,
    identity: Identity,
    except: string | null,
  ): EditionsAround<PublicationRecord> {
    const key = publicationKey(own, identity);
    if (key === null) return NO_EDITIONS;
    const itself = except === null ? undefined : this.onDisk.get(except);
    const isEdition = (record: PublicationRecord): boolean => record !== itself && record.isOwner === own.isOwner;
    const closed = this.closedEditions(key, identity).filter(isEdition);
    const open = [...this.openFiles(except)].filter(
      (record) => isEdition(record) && publicationKey(record, identity) === key,
    );
    if (closed.length + open.length === 0) return NO_EDITIONS;
    const others = open.length === 0 ? closed : [...closed, ...open].sort(byPublication);
    const { published, documentVersion } = own;
    const patches = documentKey(own.documentId) === null ? own.patches() : null;
    const last = this.lastEditions;
    const isSame =
      last?.key === key &&
      last.identity === identity &&
      last.published === published &&
      last.documentVersion === documentVersion &&
      last.patches === patches &&
      last.others.length === others.length &&
      last.others.every((other, index) => other === others[index]);
    if (isSame) return last.result;
    const result = editionsAround(own, others, identity);
    this.lastEditions = { identity, key, published, documentVersion, patches, others, result };
    return result;
  }

  private spellings(identity: Identity, except: string | null): SpellingLookup {
    const own = except === null ? undefined : this.onDisk.get(except);
    const known = this.spellingsOnDisk;
    const isUsable = known?.identity === identity && (known.without === undefined || known.without === own);
    if (!isUsable) {
      // On the command line, where often one file is checked, that one need not be read again for its names.
      const without = known?.identity === identity ? undefined : own;
      const closed = this.sortedClosed().filter((record) => record !== without);
      this.spellingsOnDisk = { identity, without, table: new SpellingTable(closed, identity) };
    }
    const { table } = this.spellingsOnDisk!;
    // There can be thousands of files.
    table.complete(yieldPoint);
    const open = [...this.openFiles(except)];
    const last = this.lastSpellings;
    const isSame =
      last?.table === table &&
      last.own === own &&
      last.open.length === open.length &&
      last.open.every((record, index) => record === open[index]);
    if (isSame) return last.lookup;
    const openTable = new SpellingTable(open, identity);
    openTable.complete(() => undefined);
    const lookup = {
      uses: (key: string) => mergedUses(table.uses(key, own), openTable.uses(key, undefined)),
      leftOut: table.leftOut,
    };
    this.lastSpellings = { table, own, open, lookup };
    return lookup;
  }

  private suppliers(vocabulary: Vocabulary, except: string | null): SupplierAnswers {
    const files = this.filesExcept(except).filter(({ isOwner }) => !isOwner);
    const last = this.lastSuppliers;
    const isSame =
      last?.vocabulary === vocabulary &&
      last.files.length === files.length &&
      last.files.every((file, index) => file === files[index]);
    if (isSame) return last.answers;
    const answers = new AnswersOfSuppliers(files, vocabulary);
    this.lastSuppliers = { vocabulary, files, answers };
    return answers;
  }

  private closedEditions(key: string, identity: Identity): readonly PublicationRecord[] {
    if (this.publicationsOnDisk?.identity !== identity) {
      this.publicationsOnDisk = { identity, byKey: byPublicationKey(this.sortedClosed(), identity) };
    }
    return this.publicationsOnDisk.byKey.get(key) ?? [];
  }

  private known(kind: IdentifierKind, except: string | null): ReadonlySet<string> {
    const isOnDisk = except !== null && !this.open.has(except) && this.onDisk.has(except);
    const known = new Set(isOnDisk ? valuesOf(this.closedFiles(except), kind) : this.knownInClosed(kind));
    for (const record of this.openFiles(except)) for (const value of record.values(kind)) known.add(value);
    return known;
  }

  private knownInClosed(kind: IdentifierKind): ReadonlySet<string> {
    let known = this.knownOnDisk.get(kind);
    if (known === undefined) {
      known = valuesOf(this.closedFiles(null), kind);
      this.knownOnDisk.set(kind, known);
    }
    return known;
  }

  private sortedClosed(): readonly PublicationRecord[] {
    return (this.sortedOnDisk ??= [...this.closedFiles(null)].sort(byPublication));
  }

  private *openFiles(except: string | null): Generator<PublicationRecord, void, undefined> {
    for (const [key, record] of this.open) if (record !== null && key !== except) yield record;
  }

  private *closedFiles(except: string | null): Generator<PublicationRecord, void, undefined> {
    for (const [key, record] of this.onDisk) if (key !== except && !this.open.has(key)) yield record;
  }
}

/** The files of each publication, or of all publications of a supplier that have no document identifier. */
interface PublicationTable {
  readonly identity: Identity;
  readonly byKey: ReadonlyMap<string, readonly PublicationRecord[]>;
}

function byPublicationKey(
  records: readonly PublicationRecord[],
  identity: Identity,
): ReadonlyMap<string, readonly PublicationRecord[]> {
  const byKey = new Map<string, PublicationRecord[]>();
  for (const record of records) {
    const key = publicationKey(record, identity);
    if (key === null) continue;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [record]);
    else known.push(record);
  }
  return byKey;
}

/** The last answer about editions, and what it depends on. */
interface LastEditions extends Pick<PublicationSource, 'published' | 'documentVersion'> {
  readonly identity: Identity;
  readonly key: string;
  /** `null` where a document identifier decides. */
  readonly patches: ReadonlySet<string> | null;
  readonly others: readonly PublicationRecord[];
  readonly result: EditionsAround<PublicationRecord>;
}

/** How the files on disk spell names. */
interface SpellingsOnDisk {
  readonly identity: Identity;
  /** A file that is left out; `undefined`: none. */
  readonly without: PublicationRecord | undefined;
  readonly table: SpellingTable<PublicationRecord>;
}

/** The last lookup of spellings, and what it depends on. */
interface LastSpellings {
  readonly table: SpellingTable<PublicationRecord>;
  readonly own: PublicationRecord | undefined;
  readonly open: readonly PublicationRecord[];
  readonly lookup: SpellingLookup;
}

/** The last answers of suppliers, and what they depend on. */
interface LastSuppliers {
  readonly vocabulary: Vocabulary;
  readonly files: readonly PublicationRecord[];
  readonly answers: SupplierAnswers;
}

/** Compares publications: the latest one comes first; of the same date, by URI. */
export function byPublication(
  a: Pick<PublicationRecord, 'published' | 'uri'>,
  b: Pick<PublicationRecord, 'published' | 'uri'>,
): number {
  return compare(b.published, a.published) || compare(a.uri, b.uri);
}

class Others implements OtherPublications {
  private found: readonly PublicationRecord[] | undefined;

  constructor(
    readonly complete: boolean,
    private readonly find: () => readonly PublicationRecord[],
    readonly known: (kind: IdentifierKind) => ReadonlySet<string>,
    readonly editionsAround: OtherPublications['editionsAround'],
    readonly spellings: OtherPublications['spellings'],
    readonly suppliers: OtherPublications['suppliers'],
  ) {}

  get files(): readonly PublicationRecord[] {
    return (this.found ??= this.find());
  }

  named(kind: IdentifierKind, value: string): WorkspaceOccurrence[] {
    return this.files.flatMap((file) => file.named(kind, value));
  }

  definitionsOf(kind: IdentifierKind, value: string): WorkspaceOccurrence[] {
    return this.named(kind, value).filter(({ defines }) => defines);
  }

  patchesNamed(id: string, vendor?: string): WorkspacePatch[] {
    return this.files.flatMap((file) => file.patchesNamed(id, vendor));
  }
}

function valuesOf(files: Iterable<PublicationRecord>, kind: IdentifierKind): ReadonlySet<string> {
  const values = new Set<string>();
  for (const file of files) for (const value of file.values(kind)) values.add(value);
  return values;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
