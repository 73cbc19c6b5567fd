/** What a VPC file says to the rules of others: its beginning is read first, and the rest when somebody asks for it. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { editionFacts, openPublication } from '../../service/publicationFacts';
import { isRecognised } from '../../service/recognition';
import { HEAD_LENGTH } from '../../service/workspaceFiles';
import type { NamedElsewhere, PatchElsewhere, PublicationFacts } from '../../service/workspaceIndex';
import type { IdentifierKind } from '../../vpc/identifiers/kinds';
import { patchFacts, type ProductFacts } from '../../vpc/identifiers/facts';
import { publicationOf, type Entry } from '../../vpc/model';
import { own } from '../../xml/own';
import type { Vocabulary } from '../../vpc/vocabulary';
import { decode } from '../../xml/decode';
import { parse } from '../../xml/parser';
import type { XmlTree } from '../../xml/tree';
import type { FoundFile } from './walk';

/** What keeps the trees of the files that were asked last. */
export interface Keeper {
  /** Keeps the one, and lets go of another where there are too many. */
  keep(neighbour: Neighbour): void;
}

/** So many patches are looked for in a file's bytes before all of its patches are listed. */
const LOOKED_FOR = 8;

/** Patches by vendor and identifier. */
type Patches = ReadonlyMap<string, readonly Entry<'patch'>[]>;

export class Neighbour implements PublicationFacts {
  /** `null`: not read, or let go again; so are those below. */
  private tree: XmlTree | null = null;
  private facts: PublicationFacts | null = null;
  private patchesByKey: Patches | null = null;
  private patchIds: ReadonlySet<string> | null = null;
  private lookedFor = 0;

  private constructor(
    readonly path: string,
    readonly uri: string,
    readonly supplier: string,
    readonly published: string,
    readonly documentId: string,
    readonly documentVersion: string,
    private readonly vocabulary: Vocabulary,
    private readonly keeper: Keeper,
  ) {}

  /** A file's beginning; `null` where it is no VPC file, or cannot be read. */
  static at({ path, size }: FoundFile, vocabulary: Vocabulary, keeper: Keeper): Neighbour | null {
    for (let length = HEAD_LENGTH / 8; ; length *= 8) {
      const bytes = headOf(path, Math.min(length, size));
      // Most XML files are not ours, and that is seen without reading them.
      if (bytes === null || !(bytes.includes(vocabulary.rootName) || isWide(bytes))) return null;
      const head = parse(decode(bytes).text);
      if (!isRecognised(head, { uri: '', fileName: null, declared: false }, vocabulary)) return null;
      const entry = publicationOf(head, vocabulary)?.entry;
      if (entry === undefined) return null;
      // What is said of the edition stands before the first vendor: it is all there once that one is.
      if (length < size && entry.entries('patch-vendor').length === 0) continue;
      const { supplier, published, documentId, documentVersion } = editionFacts(entry);
      const texts = [supplier, published, documentId, documentVersion].map(own) as [string, string, string, string];
      return new Neighbour(path, pathToFileURL(path).href, ...texts, vocabulary, keeper);
    }
  }

  named(kind: IdentifierKind, value: string): readonly NamedElsewhere[] {
    return this.whole?.named(kind, value) ?? [];
  }

  first(kind: IdentifierKind, value: string): NamedElsewhere | undefined {
    return this.whole?.first(kind, value);
  }

  values(kind: IdentifierKind): Iterable<string> {
    return this.whole?.values(kind) ?? [];
  }

  patches(id: string): readonly PatchElsewhere[] {
    return this.whole?.patches(id) ?? [];
  }

  allPatches(): Iterable<PatchElsewhere> {
    return this.whole?.allPatches() ?? [];
  }

  /** Looks at the bytes at first: for a few questions a thousand files need not be parsed. */
  describes(id: string): boolean {
    if (this.patchIds === null) {
      const bytes = readWhole(this.path);
      if (bytes === null || (this.lookedFor++ < LOOKED_FOR && mayNotHold(bytes, id))) return false;
      this.patchIds = patchIdsIn(parse(decode(bytes).text), this.vocabulary);
    }
    return this.patchIds.has(id);
  }

  products(vendorId: string, patchId: string): readonly ProductFacts[] {
    const patches = this.entries.get(keyOf(vendorId, patchId)) ?? [];
    return patches.flatMap((patch) => patchFacts(patch).products);
  }

  /** This is what stands in it. */
  adopt(tree: XmlTree): void {
    this.release();
    this.tree = tree;
    this.keeper.keep(this);
  }

  /** Lets go of the tree. */
  release(): void {
    this.tree = this.facts = this.patchesByKey = null;
  }

  private get whole(): PublicationFacts | null {
    return (this.facts ??= openPublication(this.uri, this.read(), this.vocabulary));
  }

  private get entries(): Patches {
    return (this.patchesByKey ??= patchesIn(this.read(), this.vocabulary));
  }

  /** The tree; an empty one where the file cannot be read any more. */
  private read(): XmlTree {
    if (this.tree !== null) return this.tree;
    const bytes = readWhole(this.path);
    const tree = parse(bytes === null ? '' : decode(bytes).text);
    this.adopt(tree);
    return tree;
  }
}

function patchesIn(tree: XmlTree, vocabulary: Vocabulary): Patches {
  const found = new Map<string, Entry<'patch'>[]>();
  for (const vendor of publicationOf(tree, vocabulary)?.entry.entries('patch-vendor') ?? []) {
    const vendorId = vendor.entry.value('vendor-id') ?? '';
    for (const { entry } of vendor.entry.entries('patch')) {
      const key = keyOf(vendorId, entry.value('patch-id') ?? '');
      const alike = found.get(key);
      if (alike === undefined) found.set(key, [entry]);
      else alike.push(entry);
    }
  }
  return found;
}

function keyOf(vendorId: string, patchId: string): string {
  return `${vendorId}\n${patchId}`;
}

function patchIdsIn(tree: XmlTree, vocabulary: Vocabulary): ReadonlySet<string> {
  const vendors = publicationOf(tree, vocabulary)?.entry.entries('patch-vendor') ?? [];
  const patches = vendors.flatMap(({ entry }) => entry.entries('patch'));
  return new Set(patches.flatMap(({ entry }) => entry.value('patch-id') ?? []).map(own));
}

/** What may write a value in another way than letter by letter: references to characters, CDATA sections, comments, a DTD. */
const OTHER_WAYS = ['&#', '<!'];
const PROCESSING_INSTRUCTION = '<?';
/** Behind this place: the XML declaration begins like one, perhaps behind a byte order mark. */
const DECLARATION = 4;
/** A value that is written letter by letter otherwise: ASCII without blanks and without what is always escaped. */
const PLAIN = /^[!#-%(-;=?-~]+$/;

/** Whether some bytes are surely no part of a document with this value in it. */
function mayNotHold(bytes: Buffer, value: string): boolean {
  if (!PLAIN.test(value) || bytes.includes(value) || isWide(bytes)) return false;
  return !OTHER_WAYS.some((way) => bytes.includes(way)) && !bytes.includes(PROCESSING_INSTRUCTION, DECLARATION);
}

/** UTF-16: letters lie apart. */
function isWide(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).includes(0) || (bytes[0]! >= 0xfe && bytes[1]! >= 0xfe);
}

function headOf(path: string, length: number): Buffer | null {
  const buffer = Buffer.allocUnsafe(length);
  try {
    const file = openSync(path, 'r');
    try {
      return buffer.subarray(0, readSync(file, buffer, 0, length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    // Gone by now, or not for this user: nobody asked for it by name.
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
