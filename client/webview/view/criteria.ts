/** Which part of the matrix is shown, and in which order: plain values, which are persisted. */
import { CONFLICT, CONTRADICTORY, DOUBT, DROPPED, HOLE, WITHDRAWN, type Kind } from '../model/kinds';

/** The criteria of the filters. An empty list or text matches everything. */
export interface Criteria {
  /** Patches with a cell of one of these kinds. */
  readonly kinds: readonly Kind[];
  readonly severities: readonly string[];
  readonly suppliers: readonly string[];
  readonly products: readonly string[];
  readonly vendors: readonly string[];
  readonly targets: readonly string[];
  /** Released on this day or later, `yyyy-MM-dd`. */
  readonly from: string;
  /** Released on this day or earlier, `yyyy-MM-dd`. */
  readonly to: string;
  /** Only the user's own products, and patches about which there is something for one of them. */
  readonly onlyMine: boolean;
  readonly onlyChanged: boolean;
  /** These leave patches with a cell that fits one of those that are on; see {@link QUICK_KINDS}. */
  readonly onlyHoles: boolean;
  readonly onlyWithdrawn: boolean;
  readonly onlyDropped: boolean;
  readonly onlyDoubts: boolean;
  readonly onlyContradictions: boolean;
}

/** The criteria that are switched on or off for certain kinds of cells. */
export type Quick = 'onlyWithdrawn' | 'onlyDropped' | 'onlyDoubts' | 'onlyContradictions' | 'onlyHoles';

/** The kinds that each of these criteria leaves. */
export const QUICK_KINDS: Readonly<Record<Quick, readonly Kind[]>> = {
  onlyWithdrawn: [WITHDRAWN],
  onlyDropped: [DROPPED],
  onlyDoubts: [DOUBT],
  onlyContradictions: [CONFLICT, CONTRADICTORY],
  onlyHoles: [HOLE],
};
export const QUICK = Object.keys(QUICK_KINDS) as readonly Quick[];

export const NO_CRITERIA: Criteria = {
  kinds: [],
  severities: [],
  suppliers: [],
  products: [],
  vendors: [],
  targets: [],
  from: '',
  to: '',
  onlyMine: false,
  onlyChanged: false,
  onlyHoles: false,
  onlyWithdrawn: false,
  onlyDropped: false,
  onlyDoubts: false,
  onlyContradictions: false,
};

/** The order of patches within their group. */
export type Order =
  | { readonly by: 'newest' | 'oldest' | 'severity' | 'id' }
  /** The patches with the most cells of this kind first. */
  | { readonly by: 'count'; readonly kind: Kind }
  /** By the state for one product; `column` is its key. */
  | { readonly by: 'column'; readonly column: string };

/** The common property of the patches of a group. */
export type Grouping = 'vendor' | 'severity' | 'month' | 'target' | 'none';
export const GROUPINGS: readonly Grouping[] = ['vendor', 'severity', 'month', 'target', 'none'];

/** How much of a cell is shown: symbol, word and date; or the symbol alone. */
export type Density = 'full' | 'compact';

export interface Arrangement {
  readonly criteria: Criteria;
  readonly order: Order;
  readonly grouping: Grouping;
  /** Names of the collapsed groups. */
  readonly collapsed: readonly string[];
  /** Whether the columns of {@link FIELDS} are shown. */
  readonly moreColumns: boolean;
  readonly columns: ColumnChoice;
}

/** What the user has done with the columns of products, by their keys. */
export interface ColumnChoice {
  readonly hidden: readonly string[];
  /** They come first, and stay in sight when the grid is scrolled. */
  readonly pinned: readonly string[];
  /** Columns that are not listed follow in the suppliers' order; empty: that order. */
  readonly order: readonly string[];
}

/** Fields of patches that have columns of their own on demand. */
export type Field = 'cves' | 'restart';
export const FIELDS: readonly Field[] = ['cves', 'restart'];

export const INITIAL_ARRANGEMENT: Arrangement = {
  criteria: NO_CRITERIA,
  order: { by: 'newest' },
  grouping: 'vendor',
  collapsed: [],
  moreColumns: false,
  columns: { hidden: [], pinned: [], order: [] },
};

/** The number of active criteria. */
export function countCriteria(criteria: Criteria): number {
  return Object.values(criteria).filter((value) =>
    Array.isArray(value) ? value.length > 0 : value !== '' && value !== false,
  ).length;
}

/** A list with a value added, or without it if it is there. */
export function toggled(list: readonly string[], value: string): readonly string[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}
