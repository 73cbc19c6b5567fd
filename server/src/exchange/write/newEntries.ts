/** The text of entries that a file does not have yet. */
import type { DraftValue } from '../../domain/publicationText';
import type { FieldRoleIn, RoleIn } from '../../domain/roles';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { layoutLike } from './children';
import type { FileStyle } from './fileStyle';
import type { ChildOrder } from './order';

/** The values of a new statement, by role; empty and missing ones are not written. */
export type NewProduct = ReadonlyMap<Exclude<RoleIn<'product'>, 'product'>, string>;

/** A new patch. */
export interface NewPatch {
  /** In the order in which several of one role are written. */
  readonly fields: ReadonlyMap<FieldRoleIn<'patch'>, readonly (string | DraftValue)[]>;
  readonly products: readonly NewProduct[];
}

/** Elements of the file that new ones are laid out like; `null`: the file has none. */
export interface Models {
  readonly patch: Placed<ElementNode> | null;
  readonly product: Placed<ElementNode> | null;
}

/** Where a new entry is written. */
export interface NewPlace {
  /** One level of indentation, where there is no model. */
  readonly unit: string;
  /** With its colon. */
  readonly prefix: string;
  /** The whitespace before the entry. */
  readonly lead: string;
  /** The order of the children of the element that the entry is written into. */
  readonly order: ChildOrder;
}

/** Writes new entries as a file lays out its own. */
export class EntryWriter {
  constructor(
    private readonly style: FileStyle,
    private readonly models: Models,
  ) {}

  /** A new entry about a product. */
  product(values: NewProduct, place: NewPlace): string {
    const name = this.style.nameOf('patch', 'product');
    const parts = [...values].flatMap(([role, value]): Part[] => {
      if (value === '') return [];
      const child = this.style.nameOf('product', role);
      return [{ name: child, text: this.style.element(place.prefix + child, value) }];
    });
    return this.entry(name, parts, place, this.models.product);
  }

  /** A new patch with its statements. */
  patch({ fields, products }: NewPatch, place: NewPlace): string {
    const { style } = this;
    const name = style.nameOf('patch-vendor', 'patch');
    const inner = this.inside(name, place, this.models.patch);
    const parts = [...fields].flatMap(([role, values]) => {
      const child = style.nameOf('patch', role);
      return values.map((value): Part => ({ name: child, text: style.field(place.prefix + child, value) }));
    });
    const entries = products.map((product): Part => {
      return { name: style.nameOf('patch', 'product'), text: this.product(product, inner) };
    });
    return this.entry(name, [...parts, ...entries], place, this.models.patch);
  }

  /** A new patch vendor with its patches. @param model another vendor */
  vendor(name: string, patches: readonly NewPatch[], place: NewPlace, model: Placed<ElementNode> | null): string {
    const { style } = this;
    const element = style.nameOf('publication', 'patch-vendor');
    const inner = this.inside(element, place, model);
    const identifier = style.nameOf('patch-vendor', 'vendor-id');
    const parts: Part[] = [
      { name: identifier, text: style.element(place.prefix + identifier, name) },
      ...patches.map((patch) => ({ name: style.nameOf('patch-vendor', 'patch'), text: this.patch(patch, inner) })),
    ];
    return this.entry(element, parts, place, model);
  }

  private inside(name: string, { unit, prefix, lead, order }: NewPlace, model: Placed<ElementNode> | null): NewPlace {
    return { unit, prefix, lead: layoutLike(lead, model, unit).lead, order: order.inside(name) };
  }

  private entry(name: string, parts: readonly Part[], place: NewPlace, model: Placed<ElementNode> | null): string {
    const order = place.order.inside(name);
    const sorted = [...parts].sort((a, b) => order.rank(a.name) - order.rank(b.name));
    const layout = layoutLike(place.lead, model, place.unit);
    return this.style.container(
      place.prefix + name,
      sorted.map(({ text }) => text),
      layout,
    );
  }
}

interface Part {
  readonly name: string;
  readonly text: string;
}
