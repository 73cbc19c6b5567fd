/** The state that the page keeps while it is hidden and over restarts: plain values, and cells by their keys. */
import {
  isBoolean,
  isEither,
  isList,
  isNumber,
  isOneOf,
  isOptional,
  isRecord,
  isShape,
  isString,
  type Check,
} from '../typeChecks';
import type { Subject } from '../messages';
import {
  INITIAL_ARRANGEMENT,
  GROUPINGS,
  type Arrangement,
  type Criteria,
  type Density,
  type Order,
} from '../view/criteria';
import type { Widths } from '../grid/sizes';
import type { Position } from '../view/positions';

export interface PersistedState {
  readonly subject: Subject;
  readonly arrangement: Arrangement;
  /** `auto`: full where all columns are in sight. */
  readonly density: 'auto' | Density;
  readonly widths: Readonly<Record<Density, Widths>>;
  readonly find: string;
  readonly open: { readonly filters: boolean; readonly details: boolean; readonly notes: boolean };
  readonly active: Position;
  readonly scroll: { readonly left: number; readonly top: number };
}

/** The state of a page that is opened for the first time. */
export function initialState(subject: Subject): PersistedState {
  return {
    subject,
    arrangement: INITIAL_ARRANGEMENT,
    density: 'auto',
    widths: { full: {}, compact: {} },
    find: '',
    open: { filters: false, details: true, notes: false },
    active: { row: '', line: 0, column: '' },
    scroll: { left: 0, top: 0 },
  };
}

const strings = isList(isString);

const isCriteria = isShape<Criteria>({
  kinds: strings,
  severities: strings,
  suppliers: strings,
  products: strings,
  vendors: strings,
  targets: strings,
  from: isString,
  to: isString,
  onlyMine: isBoolean,
  onlyChanged: isBoolean,
  onlyHoles: isBoolean,
  onlyWithdrawn: isBoolean,
  onlyDropped: isBoolean,
  onlyDoubts: isBoolean,
  onlyContradictions: isBoolean,
});

const isOrder: Check<Order> = isEither(
  isShape<{ by: 'newest' | 'oldest' | 'severity' | 'id' }>({ by: isOneOf('newest', 'oldest', 'severity', 'id') }),
  isShape<{ by: 'count'; kind: string }>({ by: isOneOf('count'), kind: isString }),
  isShape<{ by: 'column'; column: string }>({ by: isOneOf('column'), column: isString }),
);

/** Whether a value is a state of this version of the page. Others are dropped. */
export const isPersistedState: Check<PersistedState> = isShape<PersistedState>({
  subject: isShape<Subject>({ uris: strings, folder: isOptional(isString), compareWith: isString }),
  arrangement: isShape<Arrangement>({
    criteria: isCriteria,
    order: isOrder,
    grouping: isOneOf(...GROUPINGS),
    collapsed: strings,
    moreColumns: isBoolean,
    columns: isShape<Arrangement['columns']>({ hidden: strings, pinned: strings, order: strings }),
  }),
  density: isOneOf('auto', 'full', 'compact'),
  widths: isShape<PersistedState['widths']>({ full: isRecord(isNumber), compact: isRecord(isNumber) }),
  find: isString,
  open: isShape<PersistedState['open']>({ filters: isBoolean, details: isBoolean, notes: isBoolean }),
  active: isShape<Position>({ row: isString, line: isNumber, column: isString }),
  scroll: isShape<PersistedState['scroll']>({ left: isNumber, top: isNumber }),
});
