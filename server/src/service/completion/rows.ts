/** Whole rows: a product like the one in the patch before, all its products at once, a patch like the one before. */
import { childrenBehind, contentEnd, contentStart, isPlacedElement, type Placed } from '../../xml/locate';
import { entitiesOf } from '../../xml/entities';
import type { ElementNode } from '../../xml/nodes';
import { contentValue } from '../../xml/values';
import { expectedAt } from '../../xsd';
import type { FactRoleIn } from '../../vpc/roles';
import { containerOf, type Vocabulary } from '../../vpc/vocabulary';
import type { GovernedDocument } from '../document';
import { partOf } from '../domain';
import { localName } from '../elementNames';
import type { Localize } from '../localize';
import { plain } from '../markdown';
import type { CompletionItem, CompletionOptions } from './item';
import { RowWriter } from './rowTemplate';
import { written, type TagPlace } from './tagPlace';
import type { Template } from './template';
import { namesakesBefore } from './valueAbove';

/** How many products of the patch before are offered one by one. */
const MOST_SINGLE = 50;
/** How many are written at once. */
const MOST_AT_ONCE = 500;

/** The rows that may be written at a place, made from those in front of it. */
export function rowItems(
  document: GovernedDocument,
  place: TagPlace,
  options: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const { vocabulary } = document;
  if (vocabulary === null || place.parent === null || place.renames) return [];
  const part = partOf(document, place.parent);
  const container = part === undefined ? null : containerOf(part);
  const rows = new Rows(document, vocabulary, place, options, localize);
  if (container === 'patch') return rows.products(place.parent);
  return container === 'patch-vendor' ? rows.patches(place.parent) : [];
}

class Rows {
  constructor(
    private readonly document: GovernedDocument,
    private readonly vocabulary: Vocabulary,
    private readonly place: TagPlace,
    private readonly options: CompletionOptions,
    private readonly localize: Localize,
  ) {}

  /** What a patch may get of the products of the patch before. */
  products(patch: Placed<ElementNode>): CompletionItem[] {
    const { localize } = this;
    const name = this.vocabulary.nameOf('patch', 'product');
    const vendor = patch.parent;
    if (name === undefined || vendor === null || !this.mayStand(name)) return [];
    const present = new Set(this.named(patch, name).map((product) => this.keyOf(product)));
    for (const before of this.patchesBefore(vendor, patch.offset)) {
      const products = this.named(before, name)
        .slice(0, MOST_AT_ONCE)
        .filter((product) => !present.has(this.keyOf(product)));
      if (products.length === 0) continue;
      const id = this.patchId(before);
      const writer = this.writer();
      const items = products
        .slice(0, MOST_SINGLE)
        .map((product) =>
          this.item(product, `${product.node.name} ${this.titleOf(product)}`, localize('as in {0}', id), (template) =>
            writer.entry(template, product, 0, true),
          ),
        );
      if (products.length < 2) return items;
      const label = localize('{0}: all {1} of {2}', products[0]!.node.name, String(products.length), id);
      const all = this.item(products[0]!, label, localize('as in {0}', id), (template) => {
        products.forEach((product, index) => {
          if (index > 0) template.newLine(0).literal('<');
          writer.entry(template, product, 0, false);
        });
      });
      return [all, ...items];
    }
    return [];
  }

  /** A patch like the one before. */
  patches(vendor: Placed<ElementNode>): CompletionItem[] {
    const name = this.vocabulary.nameOf('patch-vendor', 'patch');
    if (name === undefined || !this.mayStand(name)) return [];
    for (const before of this.patchesBefore(vendor, this.place.at)) {
      const label = this.localize('{0} like {1}', before.node.name, this.patchId(before));
      return [this.item(before, label, '', (template) => this.writer().entry(template, before, 0, true))];
    }
    return [];
  }

  private item(
    like: Placed<ElementNode>,
    label: string,
    detail: string,
    write: (template: Template) => void,
  ): CompletionItem {
    const { place, options, localize } = this;
    const meaning =
      'Identifiers are taken over; what testing found is not: the state is the first one, its date is now.';
    return {
      label,
      kind: 'row',
      detail,
      documentation: () => plain(localize(meaning)),
      start: place.start,
      end: place.end,
      filterText: label,
      ...written(place, like.node.name, options, write),
      required: false,
    };
  }

  private writer(): RowWriter {
    return new RowWriter(this.document, this.vocabulary, this.options.clock);
  }

  private mayStand(name: string): boolean {
    const { parent, at } = this.place;
    const { schema } = this.document;
    return (
      schema !== null && expectedAt(parent, at, schema).elements.some(({ declaration }) => declaration?.name === name)
    );
  }

  /** The patches in front of a place in a vendor, nearest first; then those of the vendors before. */
  private *patchesBefore(vendor: Placed<ElementNode>, offset: number): Generator<Placed<ElementNode>, void> {
    const patches = (of: Placed<ElementNode>, before: number): Generator<Placed<ElementNode>> =>
      namesakesBefore(of, before, (node) => localName(node.name) === this.vocabulary.nameOf('patch-vendor', 'patch'));
    yield* patches(vendor, offset);
    if (vendor.parent === null) return;
    for (const other of namesakesBefore(vendor.parent, vendor.offset, ({ name }) => name === vendor.node.name)) {
      yield* patches(other, contentEnd(other));
    }
  }

  private named(parent: Placed<ElementNode>, name: string): Placed<ElementNode>[] {
    const found: Placed<ElementNode>[] = [];
    for (const child of childrenBehind(parent, contentStart(parent))) {
      if (isPlacedElement(child) && localName(child.node.name) === name) found.push(child);
    }
    return found;
  }

  private patchId(patch: Placed<ElementNode>): string {
    const name = this.vocabulary.nameOf('patch', 'patch-id');
    for (const child of childrenBehind(patch, contentStart(patch))) {
      if (isPlacedElement(child) && localName(child.node.name) === name) return this.valueOf(child);
    }
    return '';
  }

  private titleOf(product: Placed<ElementNode>): string {
    const [id, versions, platforms] = this.identityOf(product);
    const platform = platforms.length === 0 ? '' : `(${platforms.join(', ')})`;
    return [id.join(' '), versions.join(', '), platform].filter((part) => part !== '').join(' ');
  }

  /** Two entries with the same key speak of the same product. */
  private keyOf(product: Placed<ElementNode>): string {
    return JSON.stringify(this.identityOf(product));
  }

  private identityOf(product: Placed<ElementNode>): readonly [string[], string[], string[]] {
    const values = (role: FactRoleIn<'product'>): string[] => {
      const name = this.vocabulary.nameOf('product', role);
      return name === undefined ? [] : this.named(product, name).map((child) => this.valueOf(child));
    };
    return [values('product-id'), values('product-version'), values('platform')];
  }

  private valueOf({ node }: Placed<ElementNode>): string {
    return contentValue(node, entitiesOf(this.document.tree)).trim();
  }
}
