/** Decides what changes mean for a publication: which statements, in which entries. */
import { addTo } from '../../domain/multimap';
import type { DraftValue } from '../../domain/publicationText';
import type { FieldRole, FieldRoleIn } from '../../domain/roles';
import type { Vocabulary } from '../../domain/vocabulary';
import {
  Refusal,
  type Change,
  type FieldChange,
  type FieldChanges,
  type NamedPatch,
  type NamedProduct,
  type WriteOptions,
} from './change';
import { entryEdits, fieldEdits } from './fields';
import type { FileStyle } from './fileStyle';
import type { NewPatch } from './newEntries';
import {
  holdingOf,
  holdsAmong,
  merged,
  PatchPlan,
  valuesOf,
  type Given,
  type NewStatement,
  type ValueRules,
} from './planned';
import {
  cellLabel,
  isClosed,
  isMeant,
  type CellName,
  type PatchPlace,
  type ProductPlace,
  type Publication,
  unreadEntry,
} from './publication';
import { unknownName } from './unknown';
import { writtenFields } from './writtenFields';
import { givenDate, givenIdentifier, givenState, givenText } from './values';
import { patchKey } from '../../domain/identifiers/keys';
import type { ElementNode } from '../../xml/nodes';

/** A patch that is added. */
export class NewPatchPlan {
  readonly added = new Map<string, NewStatement>();
  readonly changes = new Set<Change>();

  constructor(
    readonly key: string,
    readonly vendor: string,
    readonly fields: NewPatch['fields'],
  ) {}
}

/** A patch of the file, or a new one. */
type AnyPlan = PatchPlan | NewPatchPlan;

/** A statement of the file that a change means. */
interface Found {
  readonly plan: PatchPlan;
  readonly place: ProductPlace;
  readonly cell: CellName;
}

/** Collects what is to be done, change by change. */
export class WritePlan {
  readonly patches = new Map<PatchPlace, PatchPlan>();
  readonly newPatches = new Map<string, NewPatchPlan>();
  /** What becomes of fields of the publication, and the changes that it comes from. */
  readonly publicationFields = new Map<FieldRole, FieldChange>();
  readonly publicationChanges = new Set<Change>();
  /** Products that changes have added, besides those of the file. */
  private readonly newColumns = new Map<string, CellName>();
  private readonly knownRules = new Map<ElementNode, ValueRules>();

  constructor(
    private readonly publication: Publication,
    private readonly style: FileStyle,
    private readonly options: WriteOptions,
  ) {}

  /** Plans a change, or throws a {@link Refusal} and plans nothing of it. */
  apply(change: Change): void {
    const { patch, product, patchFields, publicationFields, add = false, remove = false } = change;
    if (publicationFields !== undefined && patch === undefined && product === undefined) {
      return this.setPublication(change, publicationFields);
    }
    if (add && remove) throw new Refusal('value', 'A change must not both add and remove.');
    if (product !== undefined) this.checkSupplier(product);
    if (patch === undefined && product === undefined)
      throw new Refusal('value', 'A change must name a patch or a product.');
    if (product === undefined) {
      if (add) return this.addPatch(change, patch!);
      if (remove) return this.removePatch(change, patch!);
      if (patchFields !== undefined) return this.setPatch(change, patch!, patchFields);
      throw new Refusal('value', 'A change of a statement must name a product.');
    }
    if (add) return this.addProduct(change, product);
    if (patch === undefined && !remove) throw new Refusal('value', 'A change of a statement must name a patch.');
    const plans = patch === undefined ? this.allPlans() : this.plansOf(patch);
    if (remove) return this.removeStatements(change, plans, product);
    this.setStatements(change, plans, patch!, product);
  }

  /** What the values of the entries of a patch depend on. */
  rules({ element }: Pick<PatchPlace, 'element'>): ValueRules {
    let rules = this.knownRules.get(element.node);
    if (rules === undefined) this.knownRules.set(element.node, (rules = this.rulesIn(element)));
    return rules;
  }

  private rulesIn(element: PatchPlace['element']): ValueRules {
    const { vocabulary } = this.style;
    const [entry, date] = [vocabulary.nameOf('patch', 'product'), vocabulary.nameOf('product', 'state-date')];
    const order = entry === undefined ? null : this.style.order(element).inside(entry);
    return {
      clock: this.options.clock,
      dateType: date === undefined ? null : (order?.textType(date) ?? null),
      has: (role) => vocabulary.nameOf('product', role) !== undefined,
    };
  }

  private get vocabulary(): Vocabulary {
    return this.style.vocabulary;
  }

  private checkSupplier({ supplier }: NamedProduct): void {
    const own = this.publication.supplier;
    const { identity } = this.publication;
    if (supplier === undefined || supplier === '' || this.options.anySupplier === true) return;
    if (identity.supplier(supplier) === identity.supplier(own)) return;
    throw new Refusal('unknown', 'This file is published by "{0}", not by "{1}".', own, supplier);
  }

  private planOf(place: PatchPlace): PatchPlan {
    const plan = this.patches.get(place) ?? new PatchPlan(place);
    this.patches.set(place, plan);
    return plan;
  }

  private allPlans(): AnyPlan[] {
    const own = this.publication.patches.map((place) => this.planOf(place)).filter(({ isRemoved }) => !isRemoved);
    return [...own, ...this.newPatches.values()];
  }

  /** The patch that is named, as often as the file lists it. */
  private plansOf(patch: NamedPatch): AnyPlan[] {
    const own = this.publication.find(patch).map((place) => this.planOf(place));
    const known = own.filter(({ isRemoved }) => !isRemoved);
    const added = [...this.newPatches.values()].filter(({ key, vendor }) => {
      return key === patchKey(this.publication.identity, patch.vendor ?? vendor, patch.id);
    });
    const found: AnyPlan[] = [...known, ...added];
    if (found.length === 0) throw this.unknownPatch(patch);
    const vendors = new Map(found.map((plan) => [keyOf(plan), vendorOf(plan)]));
    if (vendors.size > 1) {
      const message = 'Patch "{0}" is listed for several vendors: {1}. Name one of them.';
      throw new Refusal('ambiguous', message, patch.id, [...vendors.values()].join(', '));
    }
    return found;
  }

  private unknownPatch({ vendor, id }: NamedPatch): Refusal {
    const name = vendor === undefined || vendor === '' ? id : `${id} (${vendor})`;
    const ids = [...new Set(this.publication.patches.map((patch) => patch.id))];
    return Refusal.of(unknownName('patch', name, ids));
  }

  /** The statements about a product in patches. */
  private statements(plans: readonly AnyPlan[], product: NamedProduct): Found[] {
    const { identity } = this.publication;
    return plans.flatMap((plan) => {
      if (plan instanceof NewPatchPlan) return [];
      return plan.place.products.flatMap((place) =>
        place.cells
          .filter((cell) => isMeant(cell, product, identity) && plan.wantedOf(place, cell.key) !== null)
          .map((cell) => ({ plan, place, cell })),
      );
    });
  }

  /** The added statements about a product in patches. */
  private addedStatements(
    plans: readonly AnyPlan[],
    product: NamedProduct,
  ): { plan: AnyPlan; statement: NewStatement }[] {
    const { identity } = this.publication;
    return plans.flatMap((plan) =>
      [...plan.added.values()]
        .filter(({ cell }) => isMeant(cell, product, identity))
        .map((statement) => ({ plan, statement })),
    );
  }

  private setStatements(change: Change, plans: readonly AnyPlan[], patch: NamedPatch, product: NamedProduct): void {
    this.checkSound(plans);
    const given = this.given(change, plans);
    const found = this.statements(plans, product);
    const added = this.addedStatements(plans, product);
    if (found.length === 0 && added.length === 0) {
      const cell = this.knownColumn(patch, product);
      return this.addStatement(change, plans[0]!, cell, given);
    }
    const targets = this.targets(found, given, patch);
    for (const { plan, place, cell } of targets) {
      plan.want(place, cell.key, merged(plan.wantedOf(place, cell.key), given));
      plan.changes.add(change);
    }
    for (const { plan, statement } of added) {
      plan.added.set(statement.cell.key, { ...statement, given: merged(statement.given, given) });
      plan.changes.add(change);
    }
  }

  /** The statements to change: of several about one product, the one that holds. */
  private targets(found: readonly Found[], given: Given, patch: NamedPatch): Found[] {
    const byCell = new Map<string, Found[]>();
    for (const one of found) addTo(byCell, one.cell.key, one);
    return [...byCell.values()].map((same) => {
      const places = same.map(({ place }) => place);
      const holding = same.length === 1 ? places[0]! : holdingOf(places);
      const target = same.find(({ place }) => place === holding);
      if (target === undefined) throw unclear(patch, same[0]!.cell);
      const { plan, place, cell } = target;
      const values = valuesOf(place, merged(plan.wantedOf(place, cell.key), given), this.rules(plan.place));
      if (same.length > 1 && !holdsAmong(place, places, values.get('state-date'))) throw unclear(patch, cell);
      // Refuses what cannot be edited, before anything of the change is planned.
      fieldEdits(place, values, null, this.style);
      return target;
    });
  }

  /** The product for a new statement: the only one of the file that is meant. */
  private knownColumn(patch: NamedPatch, product: NamedProduct): CellName {
    const { identity, columns } = this.publication;
    const all = [...columns.values(), ...this.newColumns.values()];
    const [meant, ...others] = all.filter((cell) => isMeant(cell, product, identity));
    if (meant === undefined) throw unknownProduct(product, all, this.publication);
    if (others.length === 0) return meant;
    const message = 'Patch "{0}" has no statement about "{1}" yet. Name version and platform, as one of: {2}.';
    throw new Refusal('ambiguous', message, patch.id, product.id, listed([meant, ...others]));
  }

  private addStatement(change: Change, plan: AnyPlan, cell: CellName, given: Given): void {
    if (given.state === undefined) throw new Refusal('value', 'A new statement needs a state.');
    plan.added.set(cell.key, { cell, given });
    plan.changes.add(change);
  }

  private addProduct(change: Change, product: NamedProduct): void {
    const plans = change.patch === undefined ? this.allPlans() : this.plansOf(change.patch).slice(0, 1);
    this.checkSound(plans);
    const [version, platform] = [product.version ?? '', product.platform ?? ''].map((text) =>
      givenText(text).replace(/\s+/g, ' '),
    );
    const named = this.publication.cell(givenIdentifier(product.id), version!, platform!);
    const cell = this.publication.columns.get(named.key) ?? named;
    const given = this.given(change, plans);
    const exact = { id: cell.product, version: cell.version, platform: cell.platform };
    const isThere = (plan: AnyPlan): boolean =>
      this.statements([plan], exact).length > 0 || this.addedStatements([plan], exact).length > 0;
    if (change.patch !== undefined && isThere(plans[0]!)) {
      const message = 'Patch "{0}" already has a statement about "{1}".';
      throw new Refusal('conflict', message, change.patch.id, cellLabel(cell));
    }
    const first = this.vocabulary.profile.states[0];
    const full =
      given.state === undefined
        ? { ...given, state: first, date: given.date === undefined ? 'keep' : given.date }
        : given;
    this.newColumns.set(cell.key, cell);
    // Vendors can list a patch twice; one statement is enough.
    const done = new Set<string>();
    for (const plan of plans) {
      if (!isThere(plan) && !done.has(keyOf(plan))) this.addStatement(change, plan, cell, full);
      done.add(keyOf(plan));
    }
  }

  private removeStatements(change: Change, plans: readonly AnyPlan[], product: NamedProduct): void {
    this.checkRead(plans);
    const found = this.statements(plans, product);
    const added = this.addedStatements(plans, product);
    if (found.length === 0 && added.length === 0) {
      const known = [...this.publication.columns.values()];
      if (change.patch === undefined || !known.some((cell) => isMeant(cell, product, this.publication.identity))) {
        throw unknownProduct(product, known, this.publication);
      }
      const label = cellLabel({
        product: product.id,
        version: product.version ?? '',
        platform: product.platform ?? '',
      });
      throw new Refusal('unknown', 'Patch "{0}" has no statement about "{1}".', change.patch.id, label);
    }
    this.checkSound([...found.map(({ plan }) => plan), ...added.map(({ plan }) => plan)]);
    for (const { plan, place, cell } of found) {
      plan.want(place, cell.key, null);
      plan.changes.add(change);
    }
    for (const { plan, statement } of added) {
      plan.added.delete(statement.cell.key);
      plan.changes.add(change);
    }
  }

  private addPatch(change: Change, patch: NamedPatch): void {
    const { vendor = '', id, title = '', released = '' } = patch;
    if ([vendor, id, title, released].some((text) => text.trim() === '')) {
      throw new Refusal('value', 'A new patch needs a vendor, an identifier, a title and a release date.');
    }
    const { publication, style } = this;
    const name = givenIdentifier(vendor);
    const key = patchKey(publication.identity, name, id);
    const isKnown = publication.find({ vendor: name, id }).some((place) => !this.planOf(place).isRemoved);
    if (isKnown || this.newPatches.has(key)) throw new Refusal('conflict', 'Patch "{0}" is already in this file.', id);
    const around = publication.vendors.find(
      (known) => publication.identity.vendor(known.name) === publication.identity.vendor(name),
    );
    if (!isClosed(around?.element ?? publication.element)) throw illFormed(id);
    const order = style
      .order(publication.element)
      .inside(style.nameOf('publication', 'patch-vendor'))
      .inside(style.nameOf('patch-vendor', 'patch'));
    const own = { 'patch-id': givenIdentifier(id), title: givenText(title), released };
    const fields = new Map<FieldRoleIn<'patch'>, readonly (string | DraftValue)[]>();
    for (const [role, value] of writtenFields('patch', { ...own, ...change.patchFields }, this.vocabulary, order)) {
      if (value !== null && value.length > 0) fields.set(role, typeof value === 'string' ? [value] : value);
    }
    const plan = new NewPatchPlan(key, name, fields);
    plan.changes.add(change);
    this.newPatches.set(key, plan);
  }

  private setPatch(change: Change, patch: NamedPatch, fields: FieldChanges<'patch'>): void {
    const plans = this.plansOf(patch);
    this.checkSound(plans);
    const known = plans.filter((plan): plan is PatchPlan => plan instanceof PatchPlan);
    const checked = known.map(({ place }) =>
      writtenFields('patch', fields, this.vocabulary, this.style.order(place.element)),
    );
    // Refuses what cannot be edited, before anything of the change is planned.
    for (const [index, { place }] of known.entries()) entryEdits(place, checked[index]!, this.style);
    for (const [index, plan] of known.entries()) {
      for (const [role, value] of checked[index]!) plan.fields.set(role, combined(plan.fields.get(role), value));
      plan.changes.add(change);
    }
  }

  private setPublication(change: Change, fields: FieldChanges<'publication'>): void {
    const { publication, style } = this;
    if (!isClosed(publication.element)) {
      throw new Refusal('ill-formed', 'The XML is not well-formed. Correct it first.');
    }
    const checked = writtenFields('publication', fields, this.vocabulary, style.order(publication.element));
    entryEdits(publication, checked, style);
    for (const [role, value] of checked) this.publicationFields.set(role, value);
    this.publicationChanges.add(change);
  }

  private removePatch(change: Change, patch: NamedPatch): void {
    const plans = this.plansOf(patch);
    this.checkSound(plans);
    for (const plan of plans) {
      if (plan instanceof NewPatchPlan) this.newPatches.delete(plan.key);
      else {
        plan.isRemoved = true;
        plan.changes.add(change);
      }
    }
  }

  private checkSound(plans: readonly AnyPlan[]): void {
    const broken = plans.find((plan) => plan instanceof PatchPlan && !plan.place.isSound);
    if (broken instanceof PatchPlan) throw illFormed(broken.place.id);
    this.checkRead(plans);
  }

  private checkRead(plans: readonly AnyPlan[]): void {
    const unread = plans.find((plan) => plan instanceof PatchPlan && plan.place.hasUnreadEntry);
    if (unread instanceof PatchPlan) throw Refusal.of(unreadEntry(unread.place));
  }

  /** The fields of a change, checked. */
  private given(change: Change, plans: readonly AnyPlan[]): Given {
    const { state, date, reboot } = change;
    const element = plans.find((plan): plan is PatchPlan => plan instanceof PatchPlan)?.place.element;
    const type = (): ValueRules['dateType'] => (element === undefined ? null : this.rules({ element }).dateType);
    const text = (value: string | null | undefined): string | null | undefined =>
      value === undefined ? undefined : value === null ? null : givenText(value) || null;
    const isWord = date === 'now' || date === 'keep';
    const given = {
      state: state === undefined ? undefined : givenState(this.vocabulary, state),
      date: date == null || isWord ? date : date.trim() === '' ? null : givenDate(date, type()),
      comment: text(change.comment),
      restriction: text(change.restriction),
      reboot,
    };
    // A field that the vocabulary does not have cannot be kept for the reader.
    if (given.comment != null) this.style.nameOf('product', 'comment');
    if (given.restriction != null) this.style.nameOf('product', 'restriction');
    if (given.reboot != null) this.style.nameOf('product', 'reboot');
    if (given.date != null && given.date !== 'keep') this.style.nameOf('product', 'state-date');
    return given;
  }
}

/** A later change of a field counts; lists of both are added. */
function combined(before: FieldChange | undefined, value: FieldChange): FieldChange {
  return Array.isArray(before) && Array.isArray(value) ? [...(before as []), ...(value as [])] : value;
}

function keyOf(plan: AnyPlan): string {
  return plan instanceof NewPatchPlan ? plan.key : plan.place.key;
}

function vendorOf(plan: AnyPlan): string {
  return plan instanceof NewPatchPlan ? plan.vendor : plan.place.vendor.name;
}

function illFormed(id: string): Refusal {
  return new Refusal('ill-formed', 'The XML around patch "{0}" is not well-formed. Correct it first.', id);
}

function unclear({ id }: NamedPatch, cell: CellName): Refusal {
  const message = 'Patch "{0}" has several statements about "{1}", and none would certainly hold. Remove all but one.';
  return new Refusal('conflict', message, id, cellLabel(cell));
}

/** How many products a message lists. */
const MAX_LISTED = 6;

function listed(cells: readonly CellName[]): string {
  const shown = cells.slice(0, MAX_LISTED).map((cell) => `"${cellLabel(cell)}"`);
  return [...shown, ...(cells.length > MAX_LISTED ? ['…'] : [])].join('; ');
}

function unknownProduct(product: NamedProduct, known: readonly CellName[], { identity }: Publication): Refusal {
  const { id } = product;
  const same = known.filter((cell) => isMeant(cell, { id }, identity));
  if (same.length > 0) {
    const label = cellLabel({ product: id, version: product.version ?? '', platform: product.platform ?? '' });
    const message = 'No product "{0}" in this file. The versions and platforms listed are: {1}.';
    return new Refusal('unknown', message, label, listed(same));
  }
  return Refusal.of(unknownName('product', id, [...new Set(known.map((cell) => cell.product))]));
}
