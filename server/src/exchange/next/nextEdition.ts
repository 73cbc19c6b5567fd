/** Makes the next edition of a publication: what holds is carried over, what was released since is added. */
import type { Clock } from '../../domain/clock';
import { instantOf, dayOf } from '../../domain/dateTime';
import { patchKey } from '../../domain/identifiers/keys';
import { publicationOf } from '../../domain/model';
import { publicationFileName } from '../../domain/publicationName';
import type { Draft, DraftField, DraftValue } from '../../domain/publicationText';
import { stateById } from '../../domain/states';
import type { GovernedDocument } from '../../workspace/document';
import { parse } from '../../xml/parser';
import { Applicability } from '../products/applicability';
import type { ListedProduct } from '../products/productList';
import { patchFields, statementsFor, type Concerns, type DraftStatement, type NotContained } from '../releases/drafts';
import { mergedPatches } from '../releases/merge';
import { noPatches, releaseProblems } from '../releases/releaseProblems';
import type { Release, ReleasedPatch } from '../releases/release';
import type { Change, FieldChange, FieldChanges } from '../write/change';
import { editedText } from '../write/children';
import { Publication, type PatchPlace } from '../write/publication';
import { writeChanges } from '../write/write';
import { olderThan, supersededIn, type AddedPatch, type Drop } from './dropped';
import { EditionProducts } from './editionProducts';
import { NextNotes } from './nextNotes';
import type { NextEdition } from './result';
import { nextVersion } from './nextVersion';
import { missingPatches, updateOf } from './updates';

/** What the next edition is made of, besides the edition. */
export interface NextOptions {
  readonly releases: readonly Release[];
  /** The supplier's products; `null`: those of the edition, each for the software that it is listed for there. */
  readonly products: readonly ListedProduct[] | null;
  /** xs:dateTime. */
  readonly published: string;
  /** Left out: superseded patches are kept. */
  readonly drop?: Drop | undefined;
  readonly notContained?: NotContained | undefined;
  readonly clock: Clock;
}

/**
 * Makes the next edition: the same publication with the next version, published now. Everything that is in the edition stays as it
 * is, with its layout; patches of the releases are added with the products that they concern, patches that it has get what is new
 * about them, superseded ones are marked, and dropped where that is wanted. No statement changes its state. The result is
 * deterministic.
 * @param document the edition, well-formed
 */
export function nextEdition(document: GovernedDocument, options: NextOptions): NextEdition {
  const { vocabulary, tree } = document;
  const publication = vocabulary && Publication.of(tree, vocabulary);
  const notes = new NextNotes();
  if (vocabulary === null || publication === null) return notes.refused('Not a VPC file.');
  const { published } = options;
  const before = publication.entry.value('published') ?? '';
  const [earlier, now] = [instantOf(before), instantOf(published)];
  if (earlier !== null && now !== null && dayOf(now) <= dayOf(earlier)) {
    const message = 'The edition was published on {0}: the next one needs a later date than {1}.';
    return notes.refused(message, dayText(before), dayText(published));
  }
  if (earlier === null)
    notes.doubt('The publication date of the edition cannot be read: "{0}". Check that the next one is later.', before);
  const changes = new NextChanges(publication, options, notes).all();
  const { edits, notDone } = writeChanges(document, changes, { clock: options.clock });
  if (notDone.length > 0) return notes.notWritten(notDone);
  const text = editedText(tree.text(), 0, edits);
  const next = publicationOf(parse(text), vocabulary);
  return { edits, fileName: next && publicationFileName(next.entry), problems: notes.problems };
}

function dayText(dateTime: string): string {
  return dateTime.slice(0, 'yyyy-mm-dd'.length);
}

/** Collects the changes that make the next edition. */
class NextChanges {
  private readonly changes: Change[] = [];
  private readonly applicability: Applicability;
  private readonly own: EditionProducts;
  private readonly added: AddedPatch[] = [];
  private readonly patches: readonly ReleasedPatch[];

  constructor(
    private readonly publication: Publication,
    private readonly options: NextOptions,
    private readonly notes: NextNotes,
  ) {
    const { releases } = options;
    this.applicability = new Applicability(releases.flatMap(({ products }) => products));
    this.own = new EditionProducts(publication);
    this.patches = mergedPatches(releases, publication.identity);
  }

  all(): readonly Change[] {
    const { publication, options, notes, patches } = this;
    const { releases, products } = options;
    this.head();
    notes.add(...releaseProblems(releases, patches, products ?? [], this.applicability));
    if (releases.length > 0 && patches.length === 0) notes.add(noPatches('warning'));
    if (products !== null) this.compareProducts(products);
    const dropped = new Set<PatchPlace>();
    const updated = new Map<PatchPlace, ReleasedPatch>();
    for (const patch of patches) {
      const places = publication.find(patch);
      if (places.length === 0) this.addPatch(patch);
      for (const place of places) updated.set(place, patch);
    }
    notes.added(this.added);
    for (const place of this.dropped()) dropped.add(place);
    for (const [place, patch] of updated) if (!dropped.has(place)) this.update(place, patch);
    notes.allUpdated();
    this.markSuperseded(dropped);
    for (const { id, vendor } of dropped) this.changes.push({ patch: { id, vendor: vendor.name }, remove: true });
    return this.changes;
  }

  private get vocabulary(): Publication['entry']['vocabulary'] {
    return this.publication.entry.vocabulary;
  }

  /** Version and date of publication. */
  private head(): void {
    const { entry } = this.publication;
    const before = entry.value('document-version');
    const version = before === undefined ? null : nextVersion(before);
    if (before === undefined)
      this.notes.tell('The edition has no version, so the next one has none: its date is the order.');
    else if (version === null)
      this.notes.doubt('The version "{0}" has no number to raise. Enter the next version.', before);
    if (entry.value('document-id') === undefined) {
      this.notes.tell('The edition has no document identifier: readers recognise the next one by its patches.');
    }
    const { published } = this.options;
    const publicationFields = { published, ...(version !== null && { 'document-version': version }) };
    this.changes.push({ publicationFields });
  }

  /** Tells which products only the list or only the edition has. */
  private compareProducts(products: readonly ListedProduct[]): void {
    const listed = new Map(
      products.map((product) => [this.keyOf(product), [product.id, product.version, product.platform]]),
    );
    const own = new Map(
      this.own.products.map((product) => [product.key, [product.id, product.version, product.platform]]),
    );
    const only = (some: typeof listed, others: typeof listed): string[] =>
      [...some].filter(([key]) => !others.has(key)).map(([, parts]) => parts.filter(Boolean).join(' '));
    this.notes.products(only(listed, own), only(own, listed));
  }

  private keyOf({ id, version, platform }: ListedProduct): string {
    return this.publication.cell(id, version, platform).key;
  }

  private addPatch(patch: ReleasedPatch): void {
    const { identity } = this.publication;
    const { vendor, id, released, supersedes } = patch;
    const { 'patch-id': _, title, released: __, ...fields } = patchFields(patch, this.vocabulary);
    const named = { vendor, id, title: textOf(title), released };
    this.changes.push({ patch: named, add: true, patchFields: { title: listOf(title), ...changesOf(fields) } });
    const statements = this.statements(patch);
    for (const statement of statements) this.addStatement(patch, statement);
    this.added.push({
      key: patchKey(identity, vendor, id),
      id,
      supersedes: supersedes.map((other) => patchKey(identity, vendor, other)),
      products: new Set(
        statements.map(({ product, version, platform }) => this.publication.cell(product, version, platform).key),
      ),
    });
  }

  /** The statements of a new patch. */
  private statements(patch: ReleasedPatch): DraftStatement[] {
    const { products, published, notContained } = this.options;
    const { supplier } = this.publication;
    const options = { supplier, published, notContained, vocabulary: this.vocabulary };
    const { own, applicability } = this;
    const concerns: Concerns = (targets, product) =>
      products === null ? own.concerns(targets, product, applicability) : applicability.concerns(targets, product);
    return statementsFor(patch, concerns, { ...options, products: products ?? own.products });
  }

  private addStatement({ vendor, id }: ReleasedPatch, statement: DraftStatement): void {
    const { product, version, platform, state, date } = statement;
    this.changes.push({
      patch: { vendor, id },
      product: { id: product, version, platform },
      add: true,
      state: stateById(this.vocabulary.profile, state)?.value,
      date: date === '' ? 'keep' : date,
    });
  }

  /** What is new about a patch, and the products that it newly concerns. */
  private update(place: PatchPlace, patch: ReleasedPatch): void {
    const { fields, targets, news } = updateOf(place, patch, this.vocabulary);
    const named = { vendor: place.vendor.name, id: place.id };
    if (Object.keys(fields).length > 0) this.changes.push({ patch: named, patchFields: fields });
    const listed = new Set(place.products.flatMap(({ cells }) => cells.map(({ key }) => key)));
    const statements = targets.length === 0 ? [] : this.statements({ ...patch, targets });
    const missing = statements.filter(({ product, version, platform }) => {
      return !listed.has(this.publication.cell(product, version, platform).key);
    });
    for (const statement of missing) this.addStatement({ ...patch, ...named }, statement);
    this.notes.updated(place, news, missing.length);
  }

  /** The patches that are dropped. */
  private dropped(): PatchPlace[] {
    const { publication, notes } = this;
    const { drop, published } = this.options;
    if (drop === undefined) return [];
    if (drop !== 'superseded') {
      const old = olderThan(publication, drop.months, published);
      notes.droppedForAge(old, drop.months);
      return old;
    }
    const found = supersededIn(publication, this.added);
    notes.droppedSuperseded(found);
    return found.dropped.map(({ place }) => place);
  }

  /** Enters in the patches that stay which of the releases supersede them. */
  private markSuperseded(dropped: ReadonlySet<PatchPlace>): void {
    const { publication } = this;
    const { identity } = publication;
    const marked: [string, string][] = [];
    for (const { vendor, id, supersedes } of this.patches) {
      for (const other of supersedes) {
        for (const place of publication.find({ vendor, id: other })) {
          if (dropped.has(place)) continue;
          const by = missingPatches(place.entry.values('superseded-by'), [id], vendor, identity);
          if (by.length === 0) continue;
          const patch = { vendor: place.vendor.name, id: place.id };
          this.changes.push({ patch, patchFields: { 'superseded-by': by } });
          marked.push([place.id, id]);
        }
      }
    }
    this.notes.superseded(marked);
  }
}

function changesOf(fields: Partial<Draft<'patch'>>): FieldChanges<'patch'> {
  const entries = Object.entries(fields) as [string, DraftField][];
  return Object.fromEntries(entries.map(([role, field]): [string, FieldChange] => [role, listOf(field)]));
}

function listOf(field: DraftField | undefined): readonly (string | DraftValue)[] {
  if (field === undefined) return [];
  return Array.isArray(field) ? (field as readonly (string | DraftValue)[]) : [field as string | DraftValue];
}

function textOf(field: DraftField | undefined): string {
  const [first = ''] = listOf(field);
  return typeof first === 'string' ? first : first.value;
}
