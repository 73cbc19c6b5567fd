/**
 * Where patches, products, vendors and vulnerabilities are named in a publication.
 *
 * What a patch names is remembered with the patch, and which patches of a run of siblings name something with the run:
 * after an edit, only its path is read again, and a question looks into the runs that hold the answer.
 */
import { Gathering } from '../gather';
import type { Fact } from '../fact';
import { publicationOf, type ContainerIn, type Entry, type PlacedEntry } from '../model';
import type { Container, FactRole } from '../roles';
import { Runs } from '../runs';
import type { Vocabulary } from '../vocabulary';
import { contextAt, type Context } from '../../xml/context';
import { ancestors, type Placed } from '../../xml/locate';
import { forEachChild, type ContentNode, type ElementNode } from '../../xml/nodes';
import type { XmlTree } from '../../xml/tree';
import { useOf, type IdentifierKind, type IdentifierUse } from './kinds';

/** The entries that an identifier stands in; places count from the document's start. `null` where it stands further out. */
export interface Surroundings {
  readonly publication: PlacedEntry<'publication'>;
  readonly vendor: PlacedEntry<'patch-vendor'> | null;
  readonly patch: PlacedEntry<'patch'> | null;
  readonly product: PlacedEntry<'product'> | null;
}

/** One place at which something is named. Offsets count from the document's start. */
export class Identifier implements IdentifierUse, Surroundings {
  readonly publication: PlacedEntry<'publication'>;
  readonly vendor: PlacedEntry<'patch-vendor'> | null;
  readonly patch: PlacedEntry<'patch'> | null;
  readonly product: PlacedEntry<'product'> | null;

  /** @internal Made by {@link Identifiers}. */
  constructor(
    readonly use: IdentifierUse,
    /** As what it is named: its own identifier, what supersedes it … */
    readonly role: FactRole,
    /** Without the blanks around it; never empty. */
    readonly value: string,
    /** The value in the text, without the blanks around it. */
    readonly start: number,
    readonly end: number,
    { publication, vendor, patch, product }: Surroundings,
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

/** An identifier in the frame of the entry that it was found in. */
class Spot {
  constructor(
    readonly use: IdentifierUse,
    readonly value: string,
    readonly fact: Fact,
    readonly product: PlacedEntry<'product'> | null,
  ) {}

  shifted(by: number): Spot {
    return new Spot(this.use, this.value, this.fact.shifted(by), this.product && moved(this.product, by));
  }
}

/** A run of a vendor's children; places count from its start. */
interface VendorRun {
  /** What the vendor says of itself in it. */
  readonly facts: readonly Fact[];
  readonly patches: readonly PlacedEntry<'patch'>[];
  /** By kind and value: the patches of the run that name it, in document order. */
  readonly naming: ReadonlyMap<IdentifierKind, ReadonlyMap<string, readonly PlacedEntry<'patch'>[]>>;
}

/** What may stand at an offset inside a value. */
const IN_CONTENT: ReadonlySet<Context['kind']> = new Set(['text', 'cdata', 'reference', 'comment']);

/** All identifiers of one version of a document. */
export class Identifiers {
  private constructor(
    private readonly tree: XmlTree,
    readonly publication: PlacedEntry<'publication'>,
  ) {}

  /** @returns `null` where the root element is not the vocabulary's */
  static in(tree: XmlTree, vocabulary: Vocabulary): Identifiers | null {
    const publication = publicationOf(tree, vocabulary);
    return publication && new Identifiers(tree, publication);
  }

  /** Where something is named, in document order. */
  *named(kind: IdentifierKind, value: string): Generator<Identifier, void, undefined> {
    for (const outer of this.outer()) if (outer.kind === kind && outer.value === value) yield outer;
    for (const vendor of this.vendors()) {
      for (const { made, at } of vendorRuns.of(vendor.entry)) {
        yield* this.ownFacts(made, vendor, at, (use, own) => use.kind === kind && own === value);
        for (const patch of made.naming.get(kind)?.get(value) ?? []) {
          yield* this.inPatch(
            moved(patch, vendor.at + at),
            vendor,
            ({ use, value: own }) => use.kind === kind && own === value,
          );
        }
      }
    }
  }

  /** The places that say that there is such a thing. */
  defined(kind: IdentifierKind, value: string): Identifier[] {
    return [...this.named(kind, value)].filter(({ defines }) => defines);
  }

  /** The names of a kind, each once, in the order in which they first stand there. */
  values(kind: IdentifierKind): Set<string> {
    const values = new Set<string>();
    for (const outer of this.outer()) if (outer.kind === kind) values.add(outer.value);
    for (const vendor of this.vendors()) {
      for (const { made } of vendorRuns.of(vendor.entry)) {
        for (const fact of made.facts) if (useOf('patch-vendor', fact.role)?.kind === kind) values.add(fact.value);
        for (const value of made.naming.get(kind)?.keys() ?? []) values.add(value);
      }
    }
    values.delete('');
    return values;
  }

  /**
   * The names of a kind, those used last in front of an offset first, then those behind it; one may come more than once.
   * Costs what is taken of it.
   */
  *valuesAround(kind: IdentifierKind, offset: number): Generator<string, void, undefined> {
    const runs = this.vendors().flatMap(({ entry, at }) =>
      Array.from(vendorRuns.of(entry), (run) => ({ made: run.made, at: at + run.at })),
    );
    const firstBehind = runs.findIndex(({ at }) => at > offset);
    const count = firstBehind < 0 ? runs.length : firstBehind;
    for (const { made } of runs.slice(0, count).reverse()) yield* valuesIn(made, kind).reverse();
    for (const { made } of runs.slice(count)) yield* valuesIn(made, kind);
    for (const outer of this.outer()) if (outer.kind === kind) yield outer.value;
  }

  /** Every identifier, in document order. */
  *all(): Generator<Identifier, void, undefined> {
    yield* this.outer();
    for (const vendor of this.vendors()) {
      for (const { made, at } of vendorRuns.of(vendor.entry)) {
        yield* this.ownFacts(made, vendor, at, () => true);
        for (const patch of made.patches) yield* this.inPatch(moved(patch, vendor.at + at), vendor, () => true);
      }
    }
  }

  /** The patches that stand in `[start, end)`, whole or in part, with their vendors; in document order. */
  *patches(
    start = 0,
    end = Infinity,
  ): Generator<{ vendor: PlacedEntry<'patch-vendor'>; patch: PlacedEntry<'patch'> }, void, undefined> {
    const overlaps = (at: number, width: number): boolean => at < end && at + width > start;
    for (const vendor of this.vendors()) {
      if (!overlaps(vendor.at, vendor.entry.node.width)) continue;
      for (const { made, at, width } of vendorRuns.of(vendor.entry)) {
        if (!overlaps(vendor.at + at, width)) continue;
        for (const { entry, at: inRun } of made.patches) {
          const patch = { entry, at: vendor.at + at + inRun };
          if (overlaps(patch.at, entry.node.width)) yield { vendor, patch };
        }
      }
    }
  }

  /** The own identifier of each patch, in document order. */
  *patchIds(): Generator<Identifier, void, undefined> {
    for (const { vendor, patch } of this.patches()) {
      yield* this.inPatch(patch, vendor, ({ use }) => use.kind === 'patch' && use.defines);
    }
  }

  /** What patches and their products name in `[start, end)`, in document order. */
  *inPatches(start: number, end: number): Generator<Identifier, void, undefined> {
    for (const { vendor, patch } of this.patches(start, end)) {
      for (const found of this.inPatch(patch, vendor, () => true))
        if (found.start < end && found.end > start) yield found;
    }
  }

  /** The identifier whose value an offset is in or at; `null` where there is none. Costs the path to it. */
  at(offset: number): Identifier | null {
    const context = contextAt(this.tree, offset);
    if (!IN_CONTENT.has(context.kind) || context.element === null) return null;
    const [element, ...outside] = [context.element, ...ancestors(context.element)];
    const inside = this.entriesAlong(outside.reverse());
    if (inside === null) return null;
    const { entry, at } = inside.product ?? inside.patch ?? inside.vendor ?? inside.publication;
    const fact = entry.factOf(element.node, element.offset - at);
    const use = fact && useOf(entry.container, fact.role);
    if (!fact || !use || fact.value === '') return null;
    const found = identifier(fact, use, at, inside);
    return found.start <= offset && offset <= found.end ? found : null;
  }

  /** The entries that a path of elements from the root down is; `null` where some element of it is no entry. */
  private entriesAlong([root, ...path]: readonly Placed<ElementNode>[]): Surroundings | null {
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
    return entry.entries('patch-vendor').map((vendor) => moved(vendor, at));
  }

  /** What the publication says of itself. */
  private outer(): Identifier[] {
    const { publication } = this;
    const around: Surroundings = { publication, vendor: null, patch: null, product: null };
    const found: Identifier[] = [];
    publication.entry.forEachFact((fact) => {
      const use = useOf('publication', fact.role);
      if (use !== undefined && fact.value !== '') found.push(identifier(fact, use, publication.at, around));
    });
    return found;
  }

  private *ownFacts(
    run: VendorRun,
    vendor: PlacedEntry<'patch-vendor'>,
    at: number,
    wanted: (use: IdentifierUse, value: string) => boolean,
  ): Generator<Identifier, void, undefined> {
    const around: Surroundings = { publication: this.publication, vendor, patch: null, product: null };
    for (const fact of run.facts) {
      const use = useOf('patch-vendor', fact.role);
      if (use !== undefined && fact.value !== '' && wanted(use, fact.value)) {
        yield identifier(fact, use, vendor.at + at, around);
      }
    }
  }

  private *inPatch(
    patch: PlacedEntry<'patch'>,
    vendor: PlacedEntry<'patch-vendor'>,
    wanted: (spot: Spot) => boolean,
  ): Generator<Identifier, void, undefined> {
    const { publication } = this;
    for (const spot of spotsIn(patch.entry)) {
      if (!wanted(spot)) continue;
      const product = spot.product && moved(spot.product, patch.at);
      yield identifier(spot.fact, spot.use, patch.at, { publication, vendor, patch, product });
    }
  }
}

function valuesIn({ facts, naming }: VendorRun, kind: IdentifierKind): string[] {
  const own = facts.filter(({ role, value }) => value !== '' && useOf('patch-vendor', role)?.kind === kind);
  return [...own.map(({ value }) => value), ...(naming.get(kind)?.keys() ?? [])];
}

/** The identifier of a vendor; `''` where it has none yet. Costs the vendor's runs at most, not its children. */
export function vendorIdOf(vendor: Entry<'patch-vendor'>): string {
  for (const { made } of vendorRuns.of(vendor)) {
    const id = made.facts.find(({ role }) => role === 'vendor-id');
    if (id !== undefined) return id.value;
  }
  return '';
}

/** The identifier of a patch; `''` where it has none yet. */
export function patchIdOf(patch: Entry<'patch'>): string {
  return spotsIn(patch).find(({ fact }) => fact.role === 'patch-id')?.value ?? '';
}

const suppliers = new WeakMap<Entry, string>();

/** Who publishes; `''` where nobody is named yet. */
export function supplierOf(publication: Entry<'publication'>): string {
  let supplier = suppliers.get(publication);
  if (supplier === undefined) suppliers.set(publication, (supplier = publication.value('supplier') ?? ''));
  return supplier;
}

const vendorRuns = new Runs<VendorRun>((parent, run) => vendorRun(parent as Entry<'patch-vendor'>, run));

function vendorRun(vendor: Entry<'patch-vendor'>, run: ContentNode): VendorRun {
  const facts: Fact[] = [];
  const patches: PlacedEntry<'patch'>[] = [];
  const naming = new Map<IdentifierKind, Map<string, PlacedEntry<'patch'>[]>>();
  forEachChild(run, 0, (child, at) => {
    const fact = vendor.factOf(child, at);
    if (fact !== null) facts.push(fact);
    const entry = vendor.child('patch', child);
    if (entry === null) return;
    const patch = { entry, at };
    patches.push(patch);
    for (const { use, value } of spotsIn(entry)) addNaming(naming, use.kind, value, patch);
  });
  return { facts, patches, naming };
}

function addNaming(
  naming: Map<IdentifierKind, Map<string, PlacedEntry<'patch'>[]>>,
  kind: IdentifierKind,
  value: string,
  patch: PlacedEntry<'patch'>,
): void {
  let ofKind = naming.get(kind);
  if (ofKind === undefined) naming.set(kind, (ofKind = new Map<string, PlacedEntry<'patch'>[]>()));
  const patches = ofKind.get(value);
  if (patches === undefined) ofKind.set(value, [patch]);
  else if (patches.at(-1) !== patch) patches.push(patch);
}

const remembered = new WeakMap<Entry, readonly Spot[]>();

/** The products of a patch, remembered for each run of them: one patch may have thousands. */
const productSpots = new Gathering<Spot>(
  (product) => {
    const placed = { entry: product as Entry<'product'>, at: 0 };
    return spotsOf(product, placed);
  },
  (spot, by) => spot.shifted(by),
);

/** What a patch and its products name, in document order. */
function spotsIn(patch: Entry<'patch'>): readonly Spot[] {
  const known = remembered.get(patch);
  if (known !== undefined) return known;
  const spots = [...spotsOf(patch, null), ...productSpots.from(patch, 'product')].sort((a, b) => a.fact.at - b.fact.at);
  remembered.set(patch, spots);
  return spots;
}

function spotsOf(entry: Entry, product: Spot['product']): Spot[] {
  const spots: Spot[] = [];
  entry.forEachFact((fact) => {
    const use = useOf(entry.container, fact.role);
    if (use === undefined) return;
    const { value } = fact;
    if (value !== '') spots.push(new Spot(use, value, fact, product));
  });
  return spots;
}

function identifier(fact: Fact, use: IdentifierUse, by: number, around: Surroundings): Identifier {
  const { start, end } = fact.range;
  return new Identifier(use, fact.role, fact.value, by + start, by + end, around);
}

function moved<E extends PlacedEntry>({ entry, at }: E, by: number): E {
  return { entry, at: at + by } as E;
}

/** An element as the entry of a role in `parent`; `null` where it is none. */
function placedChild<P extends Container, C extends ContainerIn<P>>(
  parent: PlacedEntry<P>,
  role: C,
  { node, offset }: Placed<ElementNode>,
): PlacedEntry<C> | null {
  const entry = parent.entry.child(role, node);
  return entry && { entry, at: offset };
}
