/** Offers changes of the statements at a place: the next state, the same for other versions, a patch that applies to nothing. */
import type { Field, Range } from '../domain/field';
import { addTo } from '../domain/multimap';
import type { State } from '../domain/profile';
import { stateById, nextStates } from '../domain/states';
import type { Vocabulary } from '../domain/vocabulary';
import type { Change, NamedPatch, WriteOptions } from '../exchange/write/change';
import { isMeant, Publication, type CellName, type PatchPlace, type ProductPlace } from '../exchange/write/publication';
import { writing } from '../exchange/write/write';
import type { GovernedDocument } from '../workspace/document';
import { locate, isPlacedElement, type Placed } from '../xml/locate';
import type { ElementNode } from '../xml/nodes';
import type { TextEdit } from '../xml/reparse';
import type { Task } from '../xml/task';
import { attributesOf } from '../xml/tags';
import { hasName, type FixName } from './fixes/fixes';
import { containerAround } from './support/vocabularyAt';

/** A change of statements that fits a place. */
export interface StatementAction {
  /** English template; `{0}` and so on are replaced by `args`. */
  readonly title: string;
  readonly args: readonly string[];
  readonly edits: readonly TextEdit[];
}

/** An action before it was tried. */
interface Proposal {
  readonly title: string;
  readonly args: readonly string[];
  readonly changes: readonly Change[];
  /** The element at the place. An action that would edit anything outside it means other statements. */
  readonly element: Placed<ElementNode>;
}

/** What is offered. */
export interface StatementOptions extends WriteOptions {
  /** Whether actions on whole patches are left out; default: no. */
  readonly inProductsOnly?: boolean;
}

/** Actions are asked for at each move of the cursor, so those of more statements are not tried. */
const MAX_CHANGES = 1_000;

/**
 * The actions on the statements at a range:
 * - in a state: each state that can follow it, with the date of today;
 * - in an entry about a product: the same statement for the other versions of the product in the file, on the same platforms;
 * - in a patch, outside such entries: all its products, or those without statement, as "not applicable".
 *
 * Each was tried: its edits do all that the title says, and leave the document as valid as it was.
 */
export function* statementActions(
  document: GovernedDocument,
  range: Range,
  options: StatementOptions,
): Task<StatementAction[]> {
  return yield* tried(document, proposals(document, range, options), options);
}

/** The action at a range that was offered before; `null`: it is not possible any more. */
export function* findStatementAction(
  document: GovernedDocument,
  range: Range,
  offered: FixName,
  options: WriteOptions,
): Task<StatementAction | null> {
  const wanted = proposals(document, range, options).filter((proposal) => hasName(proposal, offered));
  return (yield* tried(document, wanted, options))[0] ?? null;
}

function* tried(
  document: GovernedDocument,
  proposed: readonly Proposal[],
  options: WriteOptions,
): Task<StatementAction[]> {
  const actions: StatementAction[] = [];
  for (const { title, args, changes, element } of proposed) {
    yield;
    if (changes.length === 0 || changes.length > MAX_CHANGES) continue;
    const { edits, notDone } = yield* writing(document, changes, options);
    const limit = element.offset + element.node.width;
    const isInside = edits.every((edit) => edit.start >= element.offset && edit.end <= limit);
    if (edits.length > 0 && notDone.length === 0 && isInside) actions.push({ title, args, edits });
  }
  return actions;
}

function proposals(document: GovernedDocument, { start, end }: Range, options: StatementOptions): readonly Proposal[] {
  const { tree, vocabulary } = document;
  const found = locate(tree, start);
  const inside = found === null || isPlacedElement(found) ? found : found.parent;
  if (vocabulary === null || inside === null) return [];
  // Most places are in no patch, and the patches are not read for them.
  const inProduct = containerAround(document, inside, 'product');
  const element = inProduct ?? (options.inProductsOnly === true ? null : containerAround(document, inside, 'patch'));
  if (element === null || end > element.offset + element.node.width) return [];
  const publication = Publication.of(tree, vocabulary);
  const isAround = ({ element: { offset, node } }: PatchPlace): boolean =>
    offset <= element.offset && element.offset < offset + node.width;
  const patch = publication?.patches.find(isAround);
  if (publication === null || patch === undefined) return [];
  if (element.offset === patch.element.offset) return patchProposals(publication, patch, vocabulary);
  const product = patch.products.find((place) => place.element.offset === element.offset);
  if (product === undefined) return [];
  const state = product.entry.field('state');
  const isInState = state !== undefined && inside.offset === product.element.offset + state.at;
  return [
    ...(isInState ? stateProposals(patch, product, vocabulary, options) : []),
    ...copyProposals(publication, patch, product, vocabulary),
  ];
}

/** The states that can follow. A supplier's file is not led to the states of the asset owner. */
function stateProposals(
  patch: PatchPlace,
  { entry, element, cells }: ProductPlace,
  vocabulary: Vocabulary,
  { anySupplier = false }: WriteOptions,
): Proposal[] {
  const now = profileState(entry.field('state'), vocabulary);
  if (now === null) return [];
  const next = nextStates(vocabulary.profile, now.id).filter(({ party }) => anySupplier || party === now.party);
  return next.map(({ value }) => ({
    title: 'Set the state to "{0}" as of today',
    args: [value],
    changes: cells.map((cell) => ({ ...named(patch, cell), state: value })),
    element,
  }));
}

/** The statement for the other versions of its product: those without statement in the patch, and all. */
function copyProposals(
  publication: Publication,
  patch: PatchPlace,
  { entry, cells }: ProductPlace,
  vocabulary: Vocabulary,
): Proposal[] {
  const state = profileState(entry.field('state'), vocabulary);
  const [comments, restrictions] = [entry.fields('comment'), entry.fields('restriction')];
  // One text replaces all in the other statements, so there must be one. A statement without version is about all of them.
  if (state === null || comments.length > 1 || restrictions.length > 1 || cells[0]!.version === '') return [];
  const { identity } = publication;
  const keys = new Set(cells.map(({ key }) => key));
  const isOther = (cell: CellName): boolean =>
    cell.version !== '' &&
    !keys.has(cell.key) &&
    cells.some(({ product, platform }) => isMeant(cell, { id: product, platform }, identity));
  const missing = missingIn(publication, patch).filter(isOther);
  const stated = new Map(patch.products.flatMap((place) => place.cells.map((cell) => [cell.key, cell])));
  const all = [...missing, ...[...stated.values()].filter(isOther)];
  const change = {
    state: state.value,
    date: entry.value('state-date') ?? null,
    comment: comments[0]?.value ?? null,
    restriction: restrictions[0]?.value ?? null,
    reboot: truth(entry.value('reboot')),
  };
  const proposal = (title: string, targets: readonly CellName[]): Proposal => ({
    title,
    args: [listed(targets.map(({ version }) => version))],
    changes: targets.map((cell) => ({ ...named(patch, cell), ...change })),
    element: patch.element,
  });
  const copies = [proposal('Copy this statement to {0}', missing)];
  // A text would be written into an element that can name another language.
  const isPlain = [...comments, ...restrictions].every(({ node }) => attributesOf(node).length === 0);
  if (all.length > missing.length && isPlain)
    copies.push(proposal('Replace the statements about {0} with this one', all));
  return copies;
}

function patchProposals(publication: Publication, patch: PatchPlace, vocabulary: Vocabulary): Proposal[] {
  const state = stateById(vocabulary.profile, 'not-applicable');
  if (state === undefined) return [];
  const changes = (cells: readonly CellName[]): Change[] =>
    cells.map((cell) => ({ ...named(patch, cell), state: state.value }));
  const stated = patch.products.flatMap(({ cells }) => cells);
  const missing = missingIn(publication, patch);
  const { element } = patch;
  return [
    {
      title: 'Set all products of the patch to "{0}" as of today',
      args: [state.value],
      changes: changes(stated),
      element,
    },
    {
      title: 'Add "{0}" for the products without statement: {1}',
      args: [state.value, listed(missing.map(({ product, version }) => `${product} ${version}`.trim()))],
      changes: changes(missing),
      element,
    },
  ];
}

/** The products of the file that no statement of a patch is about, nor about one of them in general or in part. */
function missingIn({ columns, identity }: Publication, { products }: PatchPlace): CellName[] {
  const stated = new Map<string, CellName[]>();
  for (const { cells } of products) for (const cell of cells) addTo(stated, identity.product(cell.product), cell);
  const concerns = ({ product: id, version, platform }: CellName, other: CellName): boolean =>
    isMeant(other, { id, version: version || undefined, platform: platform || undefined }, identity);
  return [...columns.values()].filter((cell) => {
    const own = stated.get(identity.product(cell.product)) ?? [];
    return !own.some((one) => concerns(one, cell) || concerns(cell, one));
  });
}

function named(
  { id, vendor }: PatchPlace,
  { product, version, platform }: CellName,
): Required<Pick<Change, 'patch' | 'product'>> {
  const patch: NamedPatch = { id, vendor: vendor.name };
  return { patch, product: { id: product, version, platform } };
}

/** The state in a field, where it is one of the profile and not of a code list of the supplier. */
function profileState(field: Field | undefined, vocabulary: Vocabulary): State | null {
  if (field === undefined || field.attribute('code-list', vocabulary) !== undefined) return null;
  return vocabulary.state(field.value) ?? null;
}

/** As in xs:boolean; `null`: no indication. */
function truth(value: string | undefined): boolean | null {
  return value === undefined ? null : value === 'true' || value === '1';
}

/** How many names a title has. */
const MAX_LISTED = 3;

function listed(names: readonly string[]): string {
  const all = [...new Set(names)];
  return [...all.slice(0, MAX_LISTED), ...(all.length > MAX_LISTED ? ['…'] : [])].join(', ');
}
