/** What of the matrix is shown and in which order: plain values, kept over restarts. */
import type { Kind } from '../model/contents';

/** Empty lists and texts ask for nothing. */
export interface Criteria {
  /** A patch stays that has a cell of such a kind. */
  readonly kinds: readonly Kind[];
  readonly severities: readonly string[];
  readonly products: readonly string[];
  readonly vendors: readonly string[];
  readonly targets: readonly string[];
  /** Released on this day or later, `yyyy-MM-dd`. */
  readonly from: string;
  /** Released on this day or before. */
  readonly to: string;
  readonly onlyMine: boolean;
  readonly onlyChanged: boolean;
  readonly onlyHoles: boolean;
}

export const NO_CRITERIA: Criteria = {
  kinds: [],
  severities: [],
  products: [],
  vendors: [],
  targets: [],
  from: '',
  to: '',
  onlyMine: false,
  onlyChanged: false,
  onlyHoles: false,
};

/** How patches are ordered within their group. */
export type Order =
  | { readonly by: 'newest' | 'oldest' | 'severity' | 'id' }
  /** Those with the most cells of this kind first. */
  | { readonly by: 'count'; readonly kind: Kind }
  /** By the state beside one product; the key of a column. */
  | { readonly by: 'column'; readonly column: string };

/** What the patches of a group have in common. */
export type Grouping = 'vendor' | 'severity' | 'month' | 'target' | 'none';
export const GROUPINGS: readonly Grouping[] = ['vendor', 'severity', 'month', 'target', 'none'];

export interface Arrangement {
  readonly criteria: Criteria;
  readonly order: Order;
  readonly grouping: Grouping;
  /** Names of the groups whose patches are not shown. */
  readonly collapsed: readonly string[];
}

export const FIRST_ARRANGEMENT: Arrangement = {
  criteria: NO_CRITERIA,
  order: { by: 'newest' },
  grouping: 'vendor',
  collapsed: [],
};

/** How many criteria are in force. */
export function countCriteria(criteria: Criteria): number {
  return Object.values(criteria).filter((value) =>
    Array.isArray(value) ? value.length > 0 : value !== '' && value !== false,
  ).length;
}
