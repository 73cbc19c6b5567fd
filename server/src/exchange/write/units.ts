/** The edits of what is planned, in units that can be left out one by one. */
import { addTo } from '../../domain/multimap';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import type { TextEdit } from '../../xml/reparse';
import type { Task } from '../../xml/task';
import type { XmlTree } from '../../xml/tree';
import type { Change, WriteCounts } from './change';
import {
  childrenOf,
  editedText,
  indentationUnit,
  insertionOf,
  joined,
  leadAt,
  removalOf,
  type Child,
} from './children';
import { entryEdits, fieldEdits, type FieldValues } from './fields';
import type { FileStyle } from './fileStyle';
import { EntryWriter, type NewPatch } from './newEntries';
import { childName, type ChildOrder } from './order';
import type { NewPatchPlan, WritePlan } from './plan';
import { newValues, valuesOf, type Given, type PatchPlan, type ValueRules } from './planned';
import type { CellName, EntryPlace, ProductPlace, Publication, VendorPlace } from './publication';
import { blocksOf, type Block } from './split';

/** Edits that belong together, and the changes that they do. */
export interface Unit {
  readonly edits: readonly TextEdit[];
  readonly changes: ReadonlySet<Change>;
  readonly counts: WriteCounts;
}

const NONE: WriteCounts = { set: 0, added: 0, removed: 0, unchanged: 0 };

/** The sum of counts. */
export function total(counts: readonly WriteCounts[]): WriteCounts {
  return counts.reduce(
    (sum, { set, added, removed, unchanged }) => ({
      set: sum.set + set,
      added: sum.added + added,
      removed: sum.removed + removed,
      unchanged: sum.unchanged + unchanged,
    }),
    NONE,
  );
}

/** The units of a plan: one for each patch of the file, one for each vendor with new patches. */
export function* unitsOf(plan: WritePlan, publication: Publication, style: FileStyle): Task<Unit[]> {
  const builder = new UnitBuilder(plan, publication, style);
  const units: Unit[] = [];
  if (plan.publicationChanges.size > 0) units.push(builder.head());
  for (const patch of plan.patches.values()) {
    if (patch.changes.size === 0) continue;
    units.push(builder.patch(patch));
    yield;
  }
  return [...units, ...builder.newPatches()];
}

class UnitBuilder {
  private readonly tree: XmlTree;
  private knownWriter: EntryWriter | null = null;

  constructor(
    private readonly plan: WritePlan,
    private readonly publication: Publication,
    private readonly style: FileStyle,
  ) {
    this.tree = style.document.tree;
  }

  /** The fields of the publication. */
  head(): Unit {
    const { publicationFields, publicationChanges: changes } = this.plan;
    return { edits: entryEdits(this.publication, publicationFields, this.style), changes, counts: NONE };
  }

  patch({ place, wanted, added, fields, isRemoved, changes }: PatchPlan): Unit {
    if (isRemoved) {
      const removed = place.products.reduce((sum, { cells }) => sum + cells.length, 0);
      return { edits: [removalOf(place.element)], changes, counts: { ...NONE, removed } };
    }
    const children = childrenOf(place.element);
    const rules = this.plan.rules(place);
    const entries = [...wanted].map(([product, cells]) => this.entry(product, cells, children, rules));
    const edits = [...entryEdits(place, fields, this.style), ...entries.flatMap((entry) => entry.edits)];
    const counts = [...entries.map((entry) => entry.counts), { ...NONE, added: added.size }];
    if (added.size > 0) {
      const { index, lead, order, unit } = this.place(place, children, this.style.nameOf('patch', 'product'));
      const prefix = this.style.prefixIn(place.element);
      for (const statement of added.values()) {
        const text = this.writer.product(newValues(statement, rules), { unit, prefix, lead, order });
        edits.push(insertionOf(children, index, text));
      }
    }
    return { edits: joined(edits), changes, counts: total(counts) };
  }

  /** The entry of the statements that are not changed keeps its place; the others become copies after it. */
  private entry(
    product: ProductPlace,
    wanted: ReadonlyMap<string, Given | null>,
    children: readonly Child[],
    rules: ValueRules,
  ): Pick<Unit, 'edits' | 'counts'> {
    const groups = groupsOf(product, wanted, rules);
    const isChanged = ({ values }: Group): boolean =>
      values !== null && fieldEdits(product, values, null, this.style).length > 0;
    const kept = groups.filter(({ values }) => values !== null);
    const count = (cells: readonly Group[]): number => cells.reduce((sum, group) => sum + group.cells.length, 0);
    const changed = kept.filter(isChanged);
    const counts = {
      ...NONE,
      set: count(changed),
      removed: count(groups) - count(kept),
      unchanged: count(kept.filter((group) => group.isWanted && !changed.includes(group))),
    };
    // What is as it was, and what already is as wanted, can stay one entry.
    const still: Group = { values: new Map(), cells: [], isWanted: false };
    const same = kept.filter((group) => !changed.includes(group)).flatMap(({ cells }) => cells);
    const pieces = [...(same.length > 0 ? [{ ...still, cells: same }] : []), ...changed];
    if (pieces.length === 0) return { edits: [removalOf(product.element)], counts };
    const [only, ...others] = pieces;
    if (others.length === 0 && only!.cells.length === product.cells.length) {
      return { edits: fieldEdits(product, only!.values!, null, this.style), counts };
    }
    const parts = pieces.flatMap(({ values, cells }) =>
      blocksOf(cells).map((block): Part => ({ values: values!, block })),
    );
    const [first, ...copies] = parts.map((part) => fieldEdits(product, part.values, part.block, this.style));
    const { node, offset } = product.element;
    const text = this.tree.slice(offset, offset + node.width);
    const index = children.findIndex(({ start }) => start === offset) + 1;
    const insertions = copies.map((edits) => insertionOf(children, index, editedText(text, offset, edits)));
    return { edits: [...first!, ...insertions], counts };
  }

  /** The units of new patches, one for each vendor. */
  newPatches(): Unit[] {
    const { identity } = this.publication;
    const byVendor = new Map<string, NewPatchPlan[]>();
    for (const patch of this.plan.newPatches.values()) addTo(byVendor, identity.vendor(patch.vendor), patch);
    return [...byVendor].map(([key, patches]) => {
      const vendor = this.publication.vendors.find(({ name }) => identity.vendor(name) === key);
      const edits = vendor === undefined ? [this.newVendor(patches)] : this.patchesIn(vendor, patches);
      const changes = new Set(patches.flatMap((patch) => [...patch.changes]));
      const added = patches.reduce((sum, patch) => sum + patch.added.size, 0);
      return { edits: joined(edits), changes, counts: { ...NONE, added } };
    });
  }

  private patchesIn(vendor: VendorPlace, patches: readonly NewPatchPlan[]): TextEdit[] {
    const children = childrenOf(vendor.element);
    const { index, ...place } = this.place(vendor, children, this.style.nameOf('patch-vendor', 'patch'));
    return patches.map((patch) =>
      insertionOf(children, index, this.writer.patch(this.newPatch(patch, place.order), place)),
    );
  }

  private newVendor(patches: readonly NewPatchPlan[]): TextEdit {
    const { publication, style } = this;
    const children = childrenOf(publication.element);
    const name = style.nameOf('publication', 'patch-vendor');
    const { index, ...place } = this.place(publication, children, name);
    const inner = place.order.inside(name);
    const model = publication.vendors[0]?.element ?? null;
    const written = patches.map((patch) => this.newPatch(patch, inner));
    return insertionOf(children, index, this.writer.vendor(patches[0]!.vendor, written, place, model));
  }

  private newPatch({ fields, added }: NewPatchPlan, vendorOrder: ChildOrder): NewPatch {
    const { style } = this;
    const order = vendorOrder.inside(style.nameOf('patch-vendor', 'patch')).inside(style.nameOf('patch', 'product'));
    const date = style.vocabulary.nameOf('product', 'state-date');
    const rules = { ...this.plan.rules(this.publication), dateType: date === undefined ? null : order.textType(date) };
    return { fields, products: [...added.values()].map((statement) => newValues(statement, rules)) };
  }

  /** Where a new child belongs, and how it is written there. */
  private place(
    { element, entry }: EntryPlace<'publication' | 'patch-vendor' | 'patch'>,
    children: readonly Child[],
    name: string,
  ): { index: number; lead: string; order: ChildOrder; unit: string; prefix: string } {
    const order = this.style.order(element);
    const names = children.map((child) => childName(child.element.node, entry));
    const index = order.insertion(names, name);
    const lead = leadAt(children, index);
    return { index, lead, order, unit: indentationUnit(element, lead), prefix: this.style.prefixIn(element) };
  }

  private get writer(): EntryWriter {
    return (this.knownWriter ??= new EntryWriter(this.style, this.models()));
  }

  /** The first patch with an entry about a product, and that entry. */
  private models(): { patch: Placed<ElementNode> | null; product: Placed<ElementNode> | null } {
    const { patches } = this.publication;
    const full = patches.find(({ products }) => products.length > 0);
    return { patch: (full ?? patches[0])?.element ?? null, product: full?.products[0]?.element ?? null };
  }
}

/** Statements of one entry that become the same. */
interface Group {
  /** `null`: they are removed. */
  readonly values: FieldValues | null;
  readonly cells: readonly CellName[];
  /** Whether a change is about them. */
  readonly isWanted: boolean;
}

interface Part {
  readonly values: FieldValues;
  readonly block: Block;
}

function groupsOf(product: ProductPlace, wanted: ReadonlyMap<string, Given | null>, rules: ValueRules): Group[] {
  const groups = new Map<string, { values: FieldValues | null; cells: CellName[]; isWanted: boolean }>();
  for (const cell of product.cells) {
    const given = wanted.get(cell.key);
    const values = given === null ? null : valuesOf(product, given ?? {}, rules);
    const key = JSON.stringify([given !== undefined, values && [...values]]);
    const group = groups.get(key) ?? { values, cells: [], isWanted: given !== undefined };
    group.cells.push(cell);
    groups.set(key, group);
  }
  return [...groups.values()];
}
