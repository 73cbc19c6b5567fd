/** What the page keeps while it is hidden and over restarts: plain values, and cells by their keys. */
import { isBoolean, isEither, isList, isNumber, isOneOf, isRecord, isShape, isString, type Check } from './check';
import type { Widths } from './grid/sizes';
import type { Subject } from './messages';
import { HEAD_LINES } from './view/find';
import { FIRST_ARRANGEMENT, GROUPINGS, type Arrangement, type Criteria, type Order } from './view/criteria';

/** A cell by what it shows. */
export interface KeptPlace {
  /** The key of a row; empty where the line is a heading. */
  readonly row: string;
  /** Where `row` is empty: the number of the line. */
  readonly line: number;
  /** The key of a column; empty for the heads of patches. */
  readonly column: string;
}

export interface Kept {
  readonly subject: Subject;
  readonly arrangement: Arrangement;
  readonly widths: Widths;
  readonly find: string;
  readonly open: { readonly filters: boolean; readonly details: boolean };
  readonly active: KeptPlace;
  readonly scroll: { readonly left: number; readonly top: number };
}

/** How the page looks when it is opened for the first time. */
export function firstKept(subject: Subject): Kept {
  return {
    subject,
    arrangement: FIRST_ARRANGEMENT,
    widths: {},
    find: '',
    open: { filters: false, details: true },
    active: { row: '', line: HEAD_LINES, column: '' },
    scroll: { left: 0, top: 0 },
  };
}

const strings = isList(isString);

const isCriteria = isShape<Criteria>({
  kinds: strings,
  severities: strings,
  products: strings,
  vendors: strings,
  targets: strings,
  from: isString,
  to: isString,
  onlyMine: isBoolean,
  onlyChanged: isBoolean,
  onlyHoles: isBoolean,
});

const isOrder: Check<Order> = isEither(
  isShape<{ by: 'newest' | 'oldest' | 'severity' | 'id' }>({ by: isOneOf('newest', 'oldest', 'severity', 'id') }),
  isShape<{ by: 'count'; kind: string }>({ by: isOneOf('count'), kind: isString }),
  isShape<{ by: 'column'; column: string }>({ by: isOneOf('column'), column: isString }),
);

/** Whether what was kept is of this version of the page; what is not is forgotten. */
export const isKeptState: Check<Kept> = isShape<Kept>({
  subject: isShape<Subject>({ uris: strings, compareWith: isString }),
  arrangement: isShape<Arrangement>({
    criteria: isCriteria,
    order: isOrder,
    grouping: isOneOf(...GROUPINGS),
    collapsed: strings,
  }),
  widths: isRecord(isNumber),
  find: isString,
  open: isShape<Kept['open']>({ filters: isBoolean, details: isBoolean }),
  active: isShape<KeptPlace>({ row: isString, line: isNumber, column: isString }),
  scroll: isShape<Kept['scroll']>({ left: isNumber, top: isNumber }),
});
