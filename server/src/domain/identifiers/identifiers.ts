/**
 * Identifiers in a publication: where patches, products, vendors and vulnerabilities are named.
 *
 * The identifiers in a patch are memoised with the patch, and an index of them with each list node of a vendor's patches: an
 * edit reads only its path again, and a query reads only the list nodes that have a match.
 */
import { IncrementalCollector } from '../incrementalCollector';
import type { Field } from '../field';
import { publicationOf, type ContainerIn, type Entry, type PlacedEntry } from '../model';
import type { Container, FieldRole } from '../roles';
import { ListMemo } from '../memo';
import type { Identity } from '../identity';
import type { Vocabulary } from '../vocabulary';
import { contextAt, type Context } from '../../xml/context';
import { ancestors, type Placed } from '../../xml/locate';
import { forEachChild, type ContentNode, type ElementNode } from '../../xml/nodes';
import type { XmlTree } from '../../xml/tree';
import { identifierKey } from './keys';
import { useOf, type IdentifierKind, type IdentifierUse } from './kinds';

/** The entries that enclose an identifier; `at` counts from the document's start. `null`: it is not inside such an entry. */
export interface EnclosingEntries {
  readonly publication: PlacedEntry<'publication'>;
  readonly vendor: PlacedEntry<'patch-vendor'> | null;
  readonly patch: PlacedEntry<'patch'> | null;
  readonly product: PlacedEntry<'product'> | null;
}

/** One identifier in a document. Offsets count from the document's start. */
export class Identifier implements IdentifierUse, EnclosingEntries {
  readonly publication: PlacedEntry<'publication'>;
  readonly vendor: PlacedEntry<'patch-vendor'> | null;
  readonly patch: PlacedEntry<'patch'> | null;
  readonly product: PlacedEntry<'product'> | null;

  /** @internal Made by {@link Identifiers}. */
  constructor(
    readonly use: IdentifierUse,
    /** The field's role, such as `patch-id` or `superseded-by`. */
    readonly role: FieldRole,
    /** Without leading and trailing whitespace; never empty. */
    readonly value: string,
    /** The value's range in the text, without whitespace around it. */
    readonly start: number,
    readonly end: number,
    { publication, vendor, patch, product }: EnclosingEntries,
  ) {
    this.publication = publication;
    this.vendor = vendor;
    this.patch = patch;
    this.product = product;
  }

  get kind(): IdentifierKind {
    return this.use.kind;
  }

  get defines(): boolean {
    return this.use.defines;
  }
}

/** An identifier with offsets that count from the start of its patch. */
class PlacedUse {
  constructor(
    readonly use: IdentifierUse,
    readonly value: string,
    readonly field: Field,
    readonly product: PlacedEntry<'product'> | null,
  ) {}

  shifted(by: number): PlacedUse {
    return new PlacedUse(this.use, this.value, this.field.shifted(by), this.product && shiftedEntry(this.product, by));
  }
}

/** The children of a vendor in one list node; offsets count from its start. */
class VendorPart {
  private keys: {
    readonly vendor: string;
    readonly byKind: Map<IdentifierKind, ReadonlyMap<string, string[]>>;
  } | null = null;

  constructor(
    /** The vendor's own fields. */
    readonly fields: readonly Field[],
    readonly patches: readonly PlacedEntry<'patch'>[],
    /** The patches that contain an identifier, by its kind and value, in document order. */
    readonly patchesByValue: ReadonlyMap<IdentifierKind, ReadonlyMap<string, readonly PlacedEntry<'patch'>[]>>,
    private readonly identity: Identity,
  ) {}

  /** The values of a kind that have a key, as patches of a vendor write them. */
  valuesOf(kind: IdentifierKind, key: string, vendor: string): readonly string[] {
    if (this.keys?.vendor !== vendor) this.keys = { vendor, byKind: new Map() };
    let values = this.keys.byKind.get(kind);
    if (values === undefined) this.keys.byKind.set(kind, (values = this.valuesByKey(kind, vendor)));
    return values.get(key) ?? NO_VALUES;
  }

  /** The patches that contain one of the values of a kind, in document order. */
  patchesWith(kind: IdentifierKind, values: readonly string[]): readonly PlacedEntry<'patch'>[] {
    const byValue = this.patchesByValue.get(kind);
    if (byValue === undefined) return [];
    if (values.length === 1) return byValue.get(values[0]!) ?? [];
    const patches = new Set(values.flatMap((value) => byValue.get(value) ?? []));
    return [...patches].sort((a, b) => a.at - b.at);
  }

  private valuesByKey(kind: IdentifierKind, vendor: string): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const value of this.patchesByValue.get(kind)?.keys() ?? []) {
      const key = identifierKey(this.identity, { kind, value, vendor });
      const known = found.get(key);
      if (known === undefined) found.set(key, [value]);
      else known.push(value);
    }
    return found;
  }
}

const NO_VALUES: readonly string[] = [];

/** Contexts of offsets inside a value. */
const IN_CONTENT: ReadonlySet<Context['kind']> = new Set(['text', 'cdata', 'reference', 'comment']);

/** All identifiers of one version of a document. */
export class Identifiers {
  private constructor(
    private readonly tree: XmlTree,
    readonly publication: PlacedEntry<'publication'>,
    /** Compares the values. */
    readonly identity: Identity,
  ) {}

  /** @returns `null` where the root element is not the vocabulary's */
  static in(tree: XmlTree, vocabulary: Vocabulary): Identifiers | null {
    const publication = publicationOf(tree, vocabulary);
    return publication && new Identifiers(tree, publication, vocabulary.identity);
  }

  /**
   * The identifiers of a kind that name the same as a value, in any spelling; in document order.
   * @param maker the vendor of a patch
   */
  *named(kind: IdentifierKind, value: string, maker = ''): Generator<Identifier, void, undefined> {
    const { identity } = this;
    const key = identifierKey(identity, { kind, value, vendor: maker });
    const isSame = (own: string): boolean => identifierKey(identity, { kind, value: own, vendor: '' }) === key;
    for (const outer of this.ofPublication()) if (outer.kind === kind && isSame(outer.value)) yield outer;
    for (const vendor of this.vendors()) {
      const vendorId = kind === 'patch' ? vendorIdOf(vendor.entry) : '';
      for (const { result, at } of vendorParts.of(vendor.entry)) {
        yield* this.ofVendor(result, vendor, at, (use, own) => use.kind === kind && isSame(own));
        const values = result.valuesOf(kind, key, vendorId);
        if (values.length === 0) continue;
        for (const patch of result.patchesWith(kind, values)) {
          yield* this.inPatch(
            shiftedEntry(patch, vendor.at + at),
            vendor,
            ({ use, value: own }) => use.kind === kind && values.includes(own),
          );
        }
      }
    }
  }

  /** The identifiers that define the thing. */
  defined(kind: IdentifierKind, value: string, maker = ''): Identifier[] {
    return [...this.named(kind, value, maker)].filter(({ defines }) => defines);
  }

  /** Reads what is memoised with the patches, so that queries cost little. */
  read(): void {
    for (const { entry } of this.vendors()) for (const part of vendorParts.of(entry)) void part;
  }

  /** The values of a kind, each once, in the order of their first occurrence. */
  values(kind: IdentifierKind): Set<string> {
    const values = new Set<string>();
    for (const outer of this.ofPublication()) if (outer.kind === kind) values.add(outer.value);
    for (const vendor of this.vendors()) {
      for (const { result } of vendorParts.of(vendor.entry)) {
        for (const field of result.fields)
          if (useOf('patch-vendor', field.role)?.kind === kind) values.add(field.value);
        for (const value of result.patchesByValue.get(kind)?.keys() ?? []) values.add(value);
      }
    }
    values.delete('');
    return values;
  }

  /**
   * The values of a kind: those before an offset, the last one first, then those after it. A value can come more than once.
   * Lazy: costs only what the caller takes.
   */
  *valuesAround(kind: IdentifierKind, offset: number): Generator<string, void, undefined> {
    const parts = this.vendors().flatMap(({ entry, at }) =>
      Array.from(vendorParts.of(entry), ({ result, at: inVendor }) => ({ result, at: at + inVendor })),
    );
    const firstAfter = parts.findIndex(({ at }) => at > offset);
    const count = firstAfter < 0 ? parts.length : firstAfter;
    for (const { result } of parts.slice(0, count).reverse()) yield* valuesIn(result, kind).reverse();
    for (const { result } of parts.slice(count)) yield* valuesIn(result, kind);
    for (const outer of this.ofPublication()) if (outer.kind === kind) yield outer.value;
  }

  /** Every identifier, in document order. */
  *all(): Generator<Identifier, void, undefined> {
    yield* this.ofPublication();
    for (const vendor of this.vendors()) {
      for (const { result, at } of vendorParts.of(vendor.entry)) {
        yield* this.ofVendor(result, vendor, at, () => true);
        for (const patch of result.patches)
          yield* this.inPatch(shiftedEntry(patch, vendor.at + at), vendor, () => true);
      }
    }
  }

  /** The patches that overlap `[start, end)`, with their vendors; in document order. */
  *patches(
    start = 0,
    end = Infinity,
  ): Generator<{ vendor: PlacedEntry<'patch-vendor'>; patch: PlacedEntry<'patch'> }, void, undefined> {
    const overlaps = (at: number, width: number): boolean => at < end && at + width > start;
    for (const vendor of this.vendors()) {
      if (!overlaps(vendor.at, vendor.entry.node.width)) continue;
      for (const { result, at, width } of vendorParts.of(vendor.entry)) {
        if (!overlaps(vendor.at + at, width)) continue;
        for (const { entry, at: inPart } of result.patches) {
          const patch = { entry, at: vendor.at + at + inPart };
          if (overlaps(patch.at, entry.node.width)) yield { vendor, patch };
        }
      }
    }
  }

  /** The identifiers that define patches, in document order. */
  *patchIds(): Generator<Identifier, void, undefined> {
    for (const { vendor, patch } of this.patches()) {
      yield* this.inPatch(patch, vendor, ({ use }) => use.kind === 'patch' && use.defines);
    }
  }

  /** The identifiers in patches and their products that overlap `[start, end)`, in document order. */
  *inPatches(start: number, end: number): Generator<Identifier, void, undefined> {
    for (const { vendor, patch } of this.patches(start, end)) {
      for (const found of this.inPatch(patch, vendor, () => true))
        if (found.start < end && found.end > start) yield found;
    }
  }

  /** The identifier whose value contains an offset or ends at it; `null` where there is none. Costs only the path to it. */
  at(offset: number): Identifier | null {
    const context = contextAt(this.tree, offset);
    if (!IN_CONTENT.has(context.kind) || context.element === null) return null;
    const [element, ...outside] = [context.element, ...ancestors(context.element)];
    const inside = this.entriesAlong(outside.reverse());
    if (inside === null) return null;
    const { entry, at } = inside.product ?? inside.patch ?? inside.vendor ?? inside.publication;
    const field = entry.fieldOf(element.node, element.offset - at);
    const use = field && useOf(entry.container, field.role);
    if (!field || !use || field.value === '') return null;
    const found = identifier(field, use, at, inside);
    return found.start <= offset && offset <= found.end ? found : null;
  }

  /** The entries of a path of elements from the root down; `null` where an element of it is not an entry. */
  private entriesAlong([root, ...path]: readonly Placed<ElementNode>[]): EnclosingEntries | null {
    const { publication } = this;
    if (root?.node !== publication.entry.node || path.length > 3) return null;
    const [vendor, patch, product] = path;
    const asVendor = vendor && placedChild(publication, 'patch-vendor', vendor);
    const asPatch = patch && asVendor && placedChild(asVendor, 'patch', patch);
    const asProduct = product && asPatch && placedChild(asPatch, 'product', product);
    if (asVendor === null || asPatch === null || asProduct === null) return null;
    return { publication, vendor: asVendor ?? null, patch: asPatch ?? null, product: asProduct ?? null };
  }

  private vendors(): PlacedEntry<'patch-vendor'>[] {
    const { entry, at } = this.publication;
    return entry.entries('patch-vendor').map((vendor) => shiftedEntry(vendor, at));
  }

  /** The identifiers among the publication's own fields. */
  private ofPublication(): Identifier[] {
    const { publication } = this;
    const enclosing: EnclosingEntries = { publication, vendor: null, patch: null, product: null };
    const found: Identifier[] = [];
    publication.entry.forEachField((field) => {
      const use = useOf('publication', field.role);
      if (use !== undefined && field.value !== '') found.push(identifier(field, use, publication.at, enclosing));
    });
    return found;
  }

  private *ofVendor(
    part: VendorPart,
    vendor: PlacedEntry<'patch-vendor'>,
    at: number,
    wanted: (use: IdentifierUse, value: string) => boolean,
  ): Generator<Identifier, void, undefined> {
    const enclosing: EnclosingEntries = { publication: this.publication, vendor, patch: null, product: null };
    for (const field of part.fields) {
      const use = useOf('patch-vendor', field.role);
      if (use !== undefined && field.value !== '' && wanted(use, field.value)) {
        yield identifier(field, use, vendor.at + at, enclosing);
      }
    }
  }

  private *inPatch(
    patch: PlacedEntry<'patch'>,
    vendor: PlacedEntry<'patch-vendor'>,
    wanted: (found: PlacedUse) => boolean,
  ): Generator<Identifier, void, undefined> {
    const { publication } = this;
    for (const found of usesIn(patch.entry)) {
      if (!wanted(found)) continue;
      const product = found.product && shiftedEntry(found.product, patch.at);
      yield identifier(found.field, found.use, patch.at, { publication, vendor, patch, product });
    }
  }
}

function valuesIn({ fields, patchesByValue }: VendorPart, kind: IdentifierKind): string[] {
  const own = fields.filter(({ role, value }) => value !== '' && useOf('patch-vendor', role)?.kind === kind);
  return [...own.map(({ value }) => value), ...(patchesByValue.get(kind)?.keys() ?? [])];
}

/** The identifier of a vendor; `''` where it has none yet. Costs at most the vendor's list nodes, not all its children. */
export function vendorIdOf(vendor: Entry<'patch-vendor'>): string {
  for (const { result } of vendorParts.of(vendor)) {
    const id = result.fields.find(({ role }) => role === 'vendor-id');
    if (id !== undefined) return id.value;
  }
  return '';
}

/** The identifier of a patch; `''` where it has none yet. */
export function patchIdOf(patch: Entry<'patch'>): string {
  return usesIn(patch).find(({ field }) => field.role === 'patch-id')?.value ?? '';
}

const suppliers = new WeakMap<Entry, string>();

/** The supplier that publishes; `''` where the publication has none yet. */
export function supplierOf(publication: Entry<'publication'>): string {
  let supplier = suppliers.get(publication);
  if (supplier === undefined) suppliers.set(publication, (supplier = publication.value('supplier') ?? ''));
  return supplier;
}

const vendorParts = new ListMemo<VendorPart>((parent, node) => vendorPart(parent as Entry<'patch-vendor'>, node));

function vendorPart(vendor: Entry<'patch-vendor'>, node: ContentNode): VendorPart {
  const fields: Field[] = [];
  const patches: PlacedEntry<'patch'>[] = [];
  const patchesByValue = new Map<IdentifierKind, Map<string, PlacedEntry<'patch'>[]>>();
  forEachChild(node, 0, (child, at) => {
    const field = vendor.fieldOf(child, at);
    if (field !== null) fields.push(field);
    const entry = vendor.child('patch', child);
    if (entry === null) return;
    const patch = { entry, at };
    patches.push(patch);
    for (const { use, value } of usesIn(entry)) addPatch(patchesByValue, use.kind, value, patch);
  });
  return new VendorPart(fields, patches, patchesByValue, vendor.vocabulary.identity);
}

function addPatch(
  patchesByValue: Map<IdentifierKind, Map<string, PlacedEntry<'patch'>[]>>,
  kind: IdentifierKind,
  value: string,
  patch: PlacedEntry<'patch'>,
): void {
  let ofKind = patchesByValue.get(kind);
  if (ofKind === undefined) patchesByValue.set(kind, (ofKind = new Map<string, PlacedEntry<'patch'>[]>()));
  const patches = ofKind.get(value);
  if (patches === undefined) ofKind.set(value, [patch]);
  else if (patches.at(-1) !== patch) patches.push(patch);
}

const usesByPatch = new WeakMap<Entry, readonly PlacedUse[]>();

/** The identifiers in the products of a patch, memoised with list nodes: a patch can have thousands of products. */
const productUses = new IncrementalCollector<PlacedUse>(
  (product) => {
    const placed = { entry: product as Entry<'product'>, at: 0 };
    return usesOf(product, placed);
  },
  (found, by) => found.shifted(by),
);

/** The identifiers in a patch and its products, in document order. */
function usesIn(patch: Entry<'patch'>): readonly PlacedUse[] {
  const known = usesByPatch.get(patch);
  if (known !== undefined) return known;
  const uses = [...usesOf(patch, null), ...productUses.from(patch, 'product')].sort((a, b) => a.field.at - b.field.at);
  usesByPatch.set(patch, uses);
  return uses;
}

function usesOf(entry: Entry, product: PlacedUse['product']): PlacedUse[] {
  const uses: PlacedUse[] = [];
  entry.forEachField((field) => {
    const use = useOf(entry.container, field.role);
    if (use === undefined) return;
    const { value } = field;
    if (value !== '') uses.push(new PlacedUse(use, value, field, product));
  });
  return uses;
}

function identifier(field: Field, use: IdentifierUse, by: number, enclosing: EnclosingEntries): Identifier {
  const { start, end } = field.range;
  return new Identifier(use, field.role, field.value, by + start, by + end, enclosing);
}

function shiftedEntry<E extends PlacedEntry>({ entry, at }: E, by: number): E {
  return { entry, at: at + by } as E;
}

/** An element as an entry of a role in `parent`; `null` where it does not have that role. */
function placedChild<P extends Container, C extends ContainerIn<P>>(
  parent: PlacedEntry<P>,
  role: C,
  { node, offset }: Placed<ElementNode>,
): PlacedEntry<C> | null {
  const entry = parent.entry.child(role, node);
  return entry && { entry, at: offset };
}
