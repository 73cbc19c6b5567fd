/** What suppliers say about a patch and a product of an asset. */
import type { Identity } from '../../domain/identity';
import type { StateId } from '../../domain/roles';
import type { Cell, SourcedStatement } from '../cell';
import type { Column } from '../columns';
import type { Statement } from '../digest';
import type { Matrix } from '../matrix';
import { columnsFor, type Row } from '../row';
import type { PlanPlace } from './decision';
import type { AssetProduct, ProductColumns } from './products';
import { sentence, type Sentence } from './sentences';

/** A cell about the product, and the column that it is in. */
export interface FoundCell {
  readonly column: Column;
  readonly cell: Cell;
}

/**
 * What the statements that hold come to.
 * - `silent`: none;
 * - `contradictory`: they contradict each other; `uncertain`: it is unknown which of them holds;
 * - `unknown`: the state is none of a supplier's.
 */
export type SayingKind =
  'refused' | 'contradictory' | 'uncertain' | 'unknown' | 'untested' | 'silent' | 'approved' | 'not-applicable';

/** By caution: where a product can have one of several versions or platforms, the first of these kinds counts. */
const ORDER: readonly SayingKind[] = [
  ...(['refused', 'contradictory', 'uncertain', 'unknown', 'untested', 'silent', 'approved'] as const),
  'not-applicable',
];

/** What is said about a patch and a product. */
export interface Saying {
  readonly kind: SayingKind;
  /** The statements that it comes from, the most cautious first. */
  readonly said: readonly SourcedStatement[];
  /** Whether the supplier tells versions or platforms apart that the list of assets does not name. */
  readonly isOpen: { readonly version: boolean; readonly platform: boolean };
  /** The versions and platforms that the statements are for; only where it is open. */
  readonly columns: readonly Column[];
  readonly cells: readonly FoundCell[];
  /** What the asset owner says, for all suppliers. */
  readonly owner: readonly SourcedStatement[];
  readonly ownerColumns: readonly Column[];
}

const BY_STATE: Readonly<Record<StateId, SayingKind>> = {
  approved: 'approved',
  released: 'approved',
  'not-approved': 'refused',
  'not-authorized': 'refused',
  'not-applicable': 'not-applicable',
  'in-test': 'untested',
  available: 'untested',
  // States of an asset owner, which no supplier can give.
  'in-internal-test': 'unknown',
  authorized: 'unknown',
  effective: 'unknown',
  installed: 'unknown',
};

/** What is said in a row about a product. */
export function sayingOf(row: Row, product: AssetProduct, columns: ProductColumns, identity: Identity): Saying {
  const sure = cellsIn(row, columns.certain);
  const perhaps = cellsIn(row, columns.possible);
  const stated = perhaps.filter(({ cell }) => cell.statements.length > 0);
  const alternatives = stated.length === 0 ? [sure] : alternativesOf(sure, stated, product, identity);
  const kinds = alternatives.map(kindOf);
  const kind = ORDER.find((each) => kinds.includes(each))!;
  const cells = [...sure, ...perhaps];
  const deciding = alternatives.filter((_, index) => kinds[index] === kind).flat();
  const owned = cellsIn(row, columns.owner).filter(({ cell }) => cell.owner.length > 0);
  return {
    kind,
    said: [...new Set(deciding.flatMap(({ cell }) => cell.statements))],
    isOpen: {
      version: product.version === '' && stated.some(({ column }) => column.version !== ''),
      platform: product.platform === '' && stated.some(({ column }) => column.platform !== ''),
    },
    columns: stated.map(({ column }) => column),
    cells,
    owner: distinct(owned.flatMap(({ cell }) => cell.owner)),
    ownerColumns: owned.map(({ column }) => column),
  };
}

/**
 * For each version and platform that the product can have, the cells that are about it. A statement about all versions and one about
 * a version are both about a product in that version.
 * @param stated cells about versions or platforms that the list of assets does not name
 */
function alternativesOf(
  sure: readonly FoundCell[],
  stated: readonly FoundCell[],
  product: AssetProduct,
  identity: Identity,
): (readonly FoundCell[])[] {
  const keys = stated.map((found) => ({
    found,
    version: identity.version(found.column.version),
    platform: identity.platform(found.column.platform),
  }));
  const own = { version: identity.version(product.version), platform: identity.platform(product.platform) };
  // An empty text is for those that nobody names.
  const possible = (of: 'version' | 'platform'): string[] =>
    own[of] === '' ? [...new Set(['', ...keys.map((key) => key[of])])] : [own[of]];
  const platforms = possible('platform');
  const found = possible('version').flatMap((version) =>
    platforms.map((platform) =>
      keys.filter(
        (key) => (key.version === '' || key.version === version) && (key.platform === '' || key.platform === platform),
      ),
    ),
  );
  const isSpokenOf = sure.some(({ cell }) => cell.statements.length > 0);
  return found
    .filter((cells) => isSpokenOf || cells.length > 0)
    .map((cells) => [...sure, ...cells.map((key) => key.found)]);
}

/** Each statement once: those of an owner are in the columns of several suppliers. */
function distinct(said: readonly SourcedStatement[]): SourcedStatement[] {
  return [...new Map(said.map((each) => [each.statement, each])).values()];
}

function cellsIn(row: Row, columns: readonly Column[]): FoundCell[] {
  return columns.flatMap((column): FoundCell[] => {
    const index = row.columns.findIndex(({ key }) => key === column.key);
    return index < 0 ? [] : [{ column, cell: row.cells[index]! }];
  });
}

function kindOf(cells: readonly FoundCell[]): SayingKind {
  const statements = cells.flatMap(({ cell }) => cell.statements.map(({ statement }) => statement));
  const [first] = statements;
  if (first === undefined) return 'silent';
  if (cells.some(({ cell }) => cell.conflict)) return 'contradictory';
  if (cells.some(({ cell }) => cell.doubt)) return 'uncertain';
  if (statements.some((other) => !isSameState(first, other))) return 'contradictory';
  return first.known === null ? 'unknown' : BY_STATE[first.known.id];
}

function isSameState(a: Statement, b: Statement): boolean {
  return a.known?.id === b.known?.id && (a.known !== null || a.word === b.word);
}

/**
 * Whether an installed patch is not to be there: something is said other than an approval, an approval was taken back, or what is no
 * longer listed was no approval.
 */
export function isAlarm({ cells }: Saying): boolean {
  const isSilent = cells.every(({ cell }) => cell.statements.length === 0);
  return cells.some(({ cell: { statements, dropped, isRetired, withdrawal } }) => {
    const said = isSilent && !isRetired ? dropped : statements;
    return withdrawal !== null || said.some(({ statement }) => !isHarmless(statement));
  });
}

function isHarmless({ known }: Statement): boolean {
  const kind = known === null ? 'unknown' : BY_STATE[known.id];
  return kind === 'approved' || kind === 'not-applicable';
}

/** `Alpha says "In Test" since 2026-11-12 (Alpha_VPC_2026-11-20.xml)`. */
export function saidSentence({ statement, source }: SourcedStatement, matrix: Matrix): Sentence {
  const { path, isOwner, supplier } = matrix.sources[source]!;
  const speaker = isOwner ? supplier || path : matrix.editions.statuses[source]!.supplier.name || path;
  const day = statement.date.slice(0, 'yyyy-mm-dd'.length);
  return day === ''
    ? sentence('{0} says "{1}" ({2})', speaker, statement.word, path)
    : sentence('{0} says "{1}" since {2} ({3})', speaker, statement.word, day, path);
}

/** The place of a statement about one of some columns. */
export function placeOf(
  row: Row,
  { statement, source }: SourcedStatement,
  columns: readonly Column[],
  matrix: Matrix,
): PlanPlace {
  const keys = new Set(columns.map(({ key }) => key));
  const own = row.parts.filter((part) => part.source === source);
  const { path } = matrix.sources[source]!;
  for (const { patch } of own) {
    const index = patch.statements.findIndex(
      (each, at) =>
        each === statement && columnsFor(patch.products[at]!, source, matrix).some(({ key }) => keys.has(key)),
    );
    if (index >= 0) return { source, path, patch, statement: index };
  }
  return { source, path, patch: own[0]?.patch ?? null, statement: null };
}

/** The places where the latest editions of the suppliers list a patch. */
export function patchPlaces({ parts }: Row, { sources, editions: { statuses } }: Matrix): PlanPlace[] {
  return parts
    .filter(({ source }) => statuses[source]!.speaks && !statuses[source]!.isOwner)
    .map(({ source, patch }) => ({ source, path: sources[source]!.path, patch, statement: null }));
}
