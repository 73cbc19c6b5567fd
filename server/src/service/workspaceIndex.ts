/**
 * What the VPC files of the workspace name: so that a question about one document can look into the others. Fed by whoever
 * knows files (the language server); holds plain values, and asks open documents as they are now.
 */
import type { PatchFacts, ProductFacts } from '../vpc/identifiers/facts';
import type { IdentifierKind } from '../vpc/identifiers/kinds';
import type { Naming } from '../vpc/identifiers/meaning';
import { Editions, lastOf, type Edition } from './editions';
import type { Range } from './findings';

/** A place in another file that names something. */
export interface NamedElsewhere extends Naming {
  readonly uri: string;
  readonly range: Range;
  /** The product that it stands under; `null` where it stands further out. */
  readonly productFacts: ProductFacts | null;
}

/** A patch in another file. */
export interface PatchElsewhere extends PatchFacts {
  readonly uri: string;
  /** Its identifier. */
  readonly range: Range;
  readonly supplier: string;
  readonly vendor: string;
}

/** What one VPC file names. */
export interface PublicationFacts extends Edition {
  readonly uri: string;
  /** In document order. */
  named(kind: IdentifierKind, value: string): readonly NamedElsewhere[];
  /** The first place that names it; finds no others. */
  first(kind: IdentifierKind, value: string): NamedElsewhere | undefined;
  /** Each once. */
  values(kind: IdentifierKind): Iterable<string>;
  /** Those with this identifier, whoever made them. */
  patches(id: string): readonly PatchElsewhere[];
  /** Whether it has a patch with this identifier; asks for less than `patches`. */
  describes(id: string): boolean;
  /** What is said of products under the patches of a vendor with this identifier; asks for less than `patches`. */
  products(vendorId: string, patchId: string): readonly ProductFacts[];
  /** All of them, in document order. */
  allPatches(): Iterable<PatchElsewhere>;
}

/** What the other files of the workspace say. Of those published last first. */
export interface Elsewhere {
  /** False while files are still being read: what is not known may be there all the same. */
  readonly complete: boolean;
  /** The files, each with what it says. */
  readonly files: readonly PublicationFacts[];
  /** Where something is named. */
  named(kind: IdentifierKind, value: string): NamedElsewhere[];
  /** Where it is said that there is such a thing. */
  definitionsOf(kind: IdentifierKind, value: string): NamedElsewhere[];
  /** All that is known of a kind, each once. */
  known(kind: IdentifierKind): ReadonlySet<string>;
  /** The patches with this identifier, whoever made them. */
  patches(id: string): PatchElsewhere[];
  /** The last edition of a publication before this one; `null` where there is none. */
  editionBefore(edition: Edition): PublicationFacts | null;
}

/**
 * The VPC files of a workspace. What is open in the editor stands for what is on disk. Files are told apart by keys: a
 * client may write the same uri in another way than the server, so whoever feeds the index normalises them.
 */
export class WorkspaceIndex {
  /** Whether all files have been read. */
  complete = false;
  private readonly onDisk = new Map<string, PublicationFacts>();
  private readonly open = new Map<string, PublicationFacts | null>();
  /** Thousands of files may have to be looked into for these, so they are remembered until one of them changes. */
  private readonly knownOnDisk = new Map<IdentifierKind, ReadonlySet<string>>();
  private sortedOnDisk: readonly PublicationFacts[] | null = null;
  private editionsOnDisk: Editions<PublicationFacts> | null = null;

  /** A file has been read. `null`: it is gone, or not a VPC file. */
  read(key: string, facts: PublicationFacts | null): void {
    if (facts === null) this.onDisk.delete(key);
    else this.onDisk.set(key, facts);
    this.forget();
  }

  /** A document is open, in this version. `null`: it is no VPC file, and whatever is on disk does not count. */
  opened(key: string, facts: PublicationFacts | null): void {
    if (!this.open.has(key)) this.forget();
    this.open.set(key, facts);
  }

  /** A document was closed: what is on disk counts again. */
  closed(key: string): void {
    this.open.delete(key);
    this.forget();
  }

  /** Forgets what was read from disk. */
  clear(): void {
    this.onDisk.clear();
    this.forget();
    this.complete = false;
  }

  /** Whether a file has been read. */
  has(key: string): boolean {
    return this.onDisk.has(key);
  }

  /** How many files have been read. */
  get size(): number {
    return this.onDisk.size;
  }

  /** What the files say, all but one (`null`: all). */
  elsewhere(but: string | null): Elsewhere {
    return new Others(
      this.complete,
      () => this.filesBut(but),
      (kind) => this.known(kind, but),
      (edition) => this.editionBefore(edition, but),
    );
  }

  private forget(): void {
    this.knownOnDisk.clear();
    this.sortedOnDisk = this.editionsOnDisk = null;
  }

  private filesBut(but: string | null): PublicationFacts[] {
    const own = but === null ? undefined : this.onDisk.get(but);
    const closed = this.sortedClosed().filter((facts) => facts !== own);
    const open = [...this.openFiles(but)];
    return open.length === 0 ? closed : [...closed, ...open].sort(byPublication);
  }

  private editionBefore(edition: Edition, but: string | null): PublicationFacts | null {
    this.editionsOnDisk ??= new Editions(this.sortedClosed());
    const own = but === null ? undefined : this.onDisk.get(but);
    const open = new Editions([...this.openFiles(but)].sort(byPublication));
    return lastOf(this.editionsOnDisk.before(edition, own), open.before(edition, undefined));
  }

  private known(kind: IdentifierKind, but: string | null): ReadonlySet<string> {
    const isOnDisk = but !== null && !this.open.has(but) && this.onDisk.has(but);
    const known = new Set(isOnDisk ? valuesOf(this.closedFiles(but), kind) : this.knownInClosed(kind));
    for (const facts of this.openFiles(but)) for (const value of facts.values(kind)) known.add(value);
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

  private sortedClosed(): readonly PublicationFacts[] {
    return (this.sortedOnDisk ??= [...this.closedFiles(null)].sort(byPublication));
  }

  private *openFiles(but: string | null): Generator<PublicationFacts, void, undefined> {
    for (const [key, facts] of this.open) if (facts !== null && key !== but) yield facts;
  }

  private *closedFiles(but: string | null): Generator<PublicationFacts, void, undefined> {
    for (const [key, facts] of this.onDisk) if (key !== but && !this.open.has(key)) yield facts;
  }
}

/** Those published last come first. */
export function byPublication(
  a: Pick<PublicationFacts, 'published' | 'uri'>,
  b: Pick<PublicationFacts, 'published' | 'uri'>,
): number {
  return compare(b.published, a.published) || compare(a.uri, b.uri);
}

class Others implements Elsewhere {
  private found: readonly PublicationFacts[] | undefined;

  constructor(
    readonly complete: boolean,
    private readonly find: () => readonly PublicationFacts[],
    readonly known: (kind: IdentifierKind) => ReadonlySet<string>,
    readonly editionBefore: (edition: Edition) => PublicationFacts | null,
  ) {}

  get files(): readonly PublicationFacts[] {
    return (this.found ??= this.find());
  }

  named(kind: IdentifierKind, value: string): NamedElsewhere[] {
    return this.files.flatMap((file) => file.named(kind, value));
  }

  definitionsOf(kind: IdentifierKind, value: string): NamedElsewhere[] {
    return this.named(kind, value).filter(({ defines }) => defines);
  }

  patches(id: string): PatchElsewhere[] {
    return this.files.flatMap((file) => file.patches(id));
  }
}

function valuesOf(files: Iterable<PublicationFacts>, kind: IdentifierKind): ReadonlySet<string> {
  const values = new Set<string>();
  for (const file of files) for (const value of file.values(kind)) values.add(value);
  return values;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
