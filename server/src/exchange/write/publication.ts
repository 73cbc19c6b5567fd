/** Finds patches, products and statements in a publication by their names, in any spelling. */
import type { Identity } from '../../domain/identity';
import { combinationsOf, MAX_COMBINATIONS, patchKey } from '../../domain/identifiers/keys';
import { EntryMemo } from '../../domain/memo';
import { publicationOf, type Entry } from '../../domain/model';
import type { Vocabulary } from '../../domain/vocabulary';
import type { Placed } from '../../xml/locate';
import { NodeFlag, NodeKind, type ElementNode } from '../../xml/nodes';
import type { XmlTree } from '../../xml/tree';
import type { NamedPatch, NamedProduct, Reason } from './change';

/** A product in one version on one platform, as written; both empty where a statement names none. */
export interface CellName {
  readonly product: string;
  readonly version: string;
  readonly platform: string;
  /** Equal for names of the same. */
  readonly key: string;
}

/** An entry and its element. */
export interface EntryPlace<C extends 'patch-vendor' | 'patch' | 'product' | 'publication'> {
  readonly entry: Entry<C>;
  readonly element: Placed<ElementNode>;
}

/** An entry about a product: a statement for each of its versions on each of its platforms. */
export interface ProductPlace extends EntryPlace<'product'> {
  /** Each once. */
  readonly cells: readonly CellName[];
}

/** A patch in a file. */
export class PatchPlace implements EntryPlace<'patch'> {
  private known: readonly ProductPlace[] | null = null;
  private tooMany = false;

  constructor(
    readonly vendor: VendorPlace,
    readonly entry: Entry<'patch'>,
    readonly element: Placed<ElementNode>,
    readonly id: string,
    /** Equal for patches that are the same. */
    readonly key: string,
  ) {}

  /** The entries about products that have an identifier, in document order. */
  get products(): readonly ProductPlace[] {
    return (this.known ??= this.readProducts());
  }

  private readProducts(): readonly ProductPlace[] {
    return this.entry.entries('product').flatMap(({ entry, at }): ProductPlace[] => {
      const product = entry.value('product-id');
      if (product === undefined) return [];
      const element = { node: entry.node, offset: this.element.offset + at, parent: this.element };
      if (hasTooMany(entry)) {
        this.tooMany = true;
        return [];
      }
      return [{ entry, element, cells: cellsOf(entry, product) }];
    });
  }

  /** Whether an entry is not read because of the number of its versions and platforms. */
  get hasUnreadEntry(): boolean {
    this.known ??= this.readProducts();
    return this.tooMany;
  }

  /** Whether the XML of the patch and the elements around it is well-formed. */
  get isSound(): boolean {
    return (this.element.node.flags & NodeFlag.Problem) === 0 && isClosed(this.element.parent);
  }
}

/** Whether an element and all around it have their end tags. */
export function isClosed(element: Placed<ElementNode> | null): boolean {
  for (let at = element; at !== null; at = at.parent) if (at.node.kind !== NodeKind.Element) return false;
  return true;
}

/** A patch vendor in a file. */
export interface VendorPlace extends EntryPlace<'patch-vendor'> {
  /** As written; empty where there is none. */
  readonly name: string;
}

/** Several actions are tried on the same text. */
const publications = new WeakMap<Entry<'publication'>, Publication>();

/** The publication in a document. */
export class Publication implements EntryPlace<'publication'> {
  readonly vendors: readonly VendorPlace[];
  readonly patches: readonly PatchPlace[];
  private readonly byKey = new Map<string, PatchPlace[]>();
  private knownColumns: ReadonlyMap<string, CellName> | null = null;

  private constructor(
    readonly entry: Entry<'publication'>,
    readonly element: Placed<ElementNode>,
  ) {
    this.vendors = entry.entries('patch-vendor').map(({ entry: vendor, at }) => {
      const placed = { node: vendor.node, offset: element.offset + at, parent: element };
      return { entry: vendor, element: placed, name: vendor.filled('vendor-id')?.value ?? '' };
    });
    this.patches = this.vendors.flatMap((vendor) =>
      vendor.entry.entries('patch').flatMap(({ entry: patch, at }) => {
        const id = patch.value('patch-id');
        if (id === undefined) return [];
        const placed = { node: patch.node, offset: vendor.element.offset + at, parent: vendor.element };
        return [new PatchPlace(vendor, patch, placed, id, patchKey(this.identity, vendor.name, id))];
      }),
    );
    for (const patch of this.patches) {
      const same = this.byKey.get(patch.key);
      if (same === undefined) this.byKey.set(patch.key, [patch]);
      else same.push(patch);
    }
  }

  /** @returns `null` where the root element is not the vocabulary's */
  static of(tree: XmlTree, vocabulary: Vocabulary): Publication | null {
    const found = publicationOf(tree, vocabulary);
    if (found === null) return null;
    const { entry, at } = found;
    let publication = publications.get(entry);
    if (publication?.element.offset !== at) {
      publication = new Publication(entry, { node: entry.node, offset: at, parent: null });
      publications.set(entry, publication);
    }
    return publication;
  }

  get identity(): Identity {
    return this.entry.vocabulary.identity;
  }

  /** As written; empty where there is none. */
  get supplier(): string {
    return this.entry.value('supplier') ?? '';
  }

  /** The products that the statements are about, by key; each in its first spelling. */
  get columns(): ReadonlyMap<string, CellName> {
    if (this.knownColumns === null) {
      const columns = new Map<string, CellName>();
      for (const { entry } of this.patches) {
        for (const cell of cellsInPatches.of(entry)) if (!columns.has(cell.key)) columns.set(cell.key, cell);
      }
      this.knownColumns = columns;
    }
    return this.knownColumns;
  }

  /** The patches with a name; several where vendors have the same identifier, or one lists it twice. */
  find({ vendor, id }: Pick<NamedPatch, 'vendor' | 'id'>): readonly PatchPlace[] {
    if (vendor !== undefined) return this.byKey.get(patchKey(this.identity, vendor, id)) ?? [];
    const names = new Set(this.vendors.map(({ name }) => name));
    const keys = new Set([...names].map((name) => patchKey(this.identity, name, id)));
    return [...keys].flatMap((key) => this.byKey.get(key) ?? []);
  }

  /** The cell of a product with a version and a platform. */
  cell(product: string, version: string, platform: string): CellName {
    return { product, version, platform, key: cellKey(this.identity, product, version, platform) };
  }
}

/** The cells of the products of a patch, in document order: they are asked for after each key, and most patches are unchanged. */
const cellsInPatches = new EntryMemo<Entry<'patch'>, readonly CellName[]>((patch) =>
  patch.entries('product').flatMap(({ entry }) => {
    const product = entry.value('product-id');
    return product === undefined || hasTooMany(entry) ? [] : cellsOf(entry, product);
  }),
);

function hasTooMany(entry: Entry<'product'>): boolean {
  const [versions, platforms] = [entry.fields('product-version'), entry.fields('platform')];
  return combinationsOf(versions.length, platforms.length) > MAX_COMBINATIONS;
}

function cellsOf(entry: Entry<'product'>, product: string): CellName[] {
  const { identity } = entry.vocabulary;
  const platforms = orEmpty(entry.values('platform'));
  const cells = orEmpty(entry.values('product-version')).flatMap((version) =>
    platforms.map((platform) => ({ product, version, platform, key: cellKey(identity, product, version, platform) })),
  );
  const byKey = new Map<string, CellName>();
  for (const cell of cells) if (!byKey.has(cell.key)) byKey.set(cell.key, cell);
  return [...byKey.values()];
}

function orEmpty(values: readonly string[]): readonly string[] {
  return values.length > 0 ? values : [''];
}

/** Keys contain no line break, so it separates them. */
function cellKey(identity: Identity, product: string, version: string, platform: string): string {
  return [identity.product(product), identity.version(version), identity.platform(platform)].join('\n');
}

/** Whether a cell is one of those that a name means: a version or platform that is left out means any. */
export function isMeant({ key }: CellName, { id, version, platform }: NamedProduct, identity: Identity): boolean {
  const [product, ownVersion, ownPlatform] = key.split('\n');
  return (
    product === identity.product(id) &&
    (version === undefined || ownVersion === identity.version(version)) &&
    (platform === undefined || ownPlatform === identity.platform(platform))
  );
}

/** A product for messages: `Northwind Batch, 8.2, Windows Server 2022`. */
export function cellLabel({ product, version, platform }: Omit<CellName, 'key'>): string {
  return [product, version, platform].filter((part) => part !== '').join(', ');
}

/** The reason for a patch with an entry that is not read. */
export function unreadEntry({ id }: PatchPlace): Reason {
  const message = 'An entry of patch "{0}" has too many versions and platforms (more than {1}). Divide it.';
  return { kind: 'conflict', message, args: [id, String(MAX_COMBINATIONS)] };
}
