/** Rows: complete entries modelled on preceding ones. A product of the preceding patch, all of them at once, or a patch. */
import { childrenAfter, contentEnd, contentStart, isPlacedElement, type Placed } from '../../xml/locate';
import { entitiesOf } from '../../xml/entities';
import type { ElementNode } from '../../xml/nodes';
import { contentValue } from '../../xml/values';
import { expectedAt } from '../../xsd';
import type { FieldRoleIn } from '../../domain/roles';
import { containerOf, type Vocabulary } from '../../domain/vocabulary';
import type { GovernedDocument } from '../../workspace/document';
import { partOf } from '../support/vocabularyAt';
import { plain } from '../support/markdown';
import type { CompletionItem, CompletionOptions } from './item';
import { RowWriter } from './rowTemplate';
import { textAt, type TagPlace } from './tagPlace';
import type { Template } from './template';
import { precedingSiblings } from './precedingValue';
import type { Localize } from '../../xml/problem';
import { localName } from '../../xml/namespaces';

/** Products of the preceding patch that are offered one by one. */
const MAX_SINGLE_PRODUCTS = 50;
/** Products that one item inserts. */
const MAX_PRODUCTS_AT_ONCE = 500;

/** The rows that can be inserted at a place, modelled on the entries before it. */
export function rowItems(
  document: GovernedDocument,
  place: TagPlace,
  options: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const { vocabulary } = document;
  if (vocabulary === null || place.parent === null || place.renames || place.emptied !== null) return [];
  const part = partOf(document, place.parent);
  const container = part === undefined ? null : containerOf(part);
  const rows = new RowItems(document, vocabulary, place, options, localize);
  if (container === 'patch') return rows.products(place.parent);
  return container === 'patch-vendor' ? rows.patches(place.parent) : [];
}

class RowItems {
  constructor(
    private readonly document: GovernedDocument,
    private readonly vocabulary: Vocabulary,
    private readonly place: TagPlace,
    private readonly options: CompletionOptions,
    private readonly localize: Localize,
  ) {}

  /** The products of the nearest preceding patch that a patch does not have yet. */
  products(patch: Placed<ElementNode>): CompletionItem[] {
    const { localize } = this;
    const name = this.vocabulary.nameOf('patch', 'product');
    const vendor = patch.parent;
    if (name === undefined || vendor === null || !this.isAllowed(name)) return [];
    const present = new Set(this.childrenNamed(patch, name).map((product) => this.keyOf(product)));
    for (const before of this.patchesBefore(vendor, patch.offset)) {
      const products = this.childrenNamed(before, name)
        .slice(0, MAX_PRODUCTS_AT_ONCE)
        .filter((product) => !present.has(this.keyOf(product)));
      if (products.length === 0) continue;
      const id = this.patchId(before);
      const writer = this.writer();
      const items = products
        .slice(0, MAX_SINGLE_PRODUCTS)
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

  /** A patch modelled on the preceding one. */
  patches(vendor: Placed<ElementNode>): CompletionItem[] {
    const name = this.vocabulary.nameOf('patch-vendor', 'patch');
    if (name === undefined || !this.isAllowed(name)) return [];
    for (const before of this.patchesBefore(vendor, this.place.at)) {
      const label = this.localize('{0} like {1}', before.node.name, this.patchId(before));
      return [this.item(before, label, '', (template) => this.writer().entry(template, before, 0, true))];
    }
    return [];
  }

  private item(
    model: Placed<ElementNode>,
    label: string,
    detail: string,
    write: (template: Template) => void,
  ): CompletionItem {
    const { place, options, localize } = this;
    const meaning = 'Copies identifiers but no test results: the state is set to the first one, its date to now.';
    return {
      label,
      kind: 'row',
      detail,
      documentation: () => plain(localize(meaning)),
      start: place.start,
      end: place.end,
      filterText: label,
      ...textAt(place, model.node.name, options, write),
      required: false,
    };
  }

  private writer(): RowWriter {
    return new RowWriter(this.document, this.vocabulary, this.options.clock);
  }

  private isAllowed(name: string): boolean {
    const { parent, at } = this.place;
    const { schema } = this.document;
    return (
      schema !== null && expectedAt(parent, at, schema).elements.some(({ declaration }) => declaration?.name === name)
    );
  }

  /** The patches of a vendor before an offset, nearest first; then those of the preceding vendors. */
  private *patchesBefore(vendor: Placed<ElementNode>, offset: number): Generator<Placed<ElementNode>, void> {
    const patches = (of: Placed<ElementNode>, before: number): Generator<Placed<ElementNode>> =>
      precedingSiblings(of, before, (node) => localName(node.name) === this.vocabulary.nameOf('patch-vendor', 'patch'));
    yield* patches(vendor, offset);
    if (vendor.parent === null) return;
    for (const other of precedingSiblings(vendor.parent, vendor.offset, ({ name }) => name === vendor.node.name)) {
      yield* patches(other, contentEnd(other));
    }
  }

  private childrenNamed(parent: Placed<ElementNode>, name: string): Placed<ElementNode>[] {
    const found: Placed<ElementNode>[] = [];
    for (const child of childrenAfter(parent, contentStart(parent))) {
      if (isPlacedElement(child) && localName(child.node.name) === name) found.push(child);
    }
    return found;
  }

  private patchId(patch: Placed<ElementNode>): string {
    const name = this.vocabulary.nameOf('patch', 'patch-id');
    for (const child of childrenAfter(patch, contentStart(patch))) {
      if (isPlacedElement(child) && localName(child.node.name) === name) return this.valueOf(child);
    }
    return '';
  }

  private titleOf(product: Placed<ElementNode>): string {
    const [id, versions, platforms] = this.namesOf(product);
    const platform = platforms.length === 0 ? '' : `(${platforms.join(', ')})`;
    return [id.join(' '), versions.join(', '), platform].filter((part) => part !== '').join(' ');
  }

  /** Two entries with equal keys are about the same product, in any spelling. */
  private keyOf(product: Placed<ElementNode>): string {
    const { identity } = this.vocabulary;
    const [ids, ...rest] = this.namesOf(product);
    return JSON.stringify([
      ids.map((id) => identity.product(id)),
      ...rest.map((values) => values.map((value) => identity.version(value))),
    ]);
  }

  private namesOf(product: Placed<ElementNode>): readonly [string[], string[], string[]] {
    const values = (role: FieldRoleIn<'product'>): string[] => {
      const name = this.vocabulary.nameOf('product', role);
      return name === undefined ? [] : this.childrenNamed(product, name).map((child) => this.valueOf(child));
    };
    return [values('product-id'), values('product-version'), values('platform')];
  }

  private valueOf({ node }: Placed<ElementNode>): string {
    return contentValue(node, entitiesOf(this.document.tree)).trim();
  }
}
