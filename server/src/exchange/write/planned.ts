/** What is to become of the statements of a patch. */
import { instantOf } from '../../domain/dateTime';
import type { State } from '../../domain/profile';
import type { Clock } from '../../domain/clock';
import type { SimpleType } from '../../xsd';
import type { FieldRoleIn } from '../../domain/roles';
import type { Change, FieldChange } from './change';
import type { FieldValues, WrittenRole } from './fields';
import type { CellName, PatchPlace, ProductPlace } from './publication';
import { dateOfToday, isOnDay, today } from './values';

/** The fields that a change gives, checked. A field that is left out is kept; `null`: it is taken away. */
export interface Given {
  readonly state?: State | undefined;
  /** `keep`, `now`, or as it is written. */
  readonly date?: string | null | undefined;
  readonly comment?: string | null | undefined;
  readonly restriction?: string | null | undefined;
  readonly reboot?: boolean | null | undefined;
}

/** A statement that the file does not have. */
export interface NewStatement {
  readonly cell: CellName;
  readonly given: Given;
}

/** The changes of a patch that the file has. */
export class PatchPlan {
  /** By entry and key of the cell; `null`: the statement is removed. */
  readonly wanted = new Map<ProductPlace, Map<string, Given | null>>();
  readonly added = new Map<string, NewStatement>();
  /** What becomes of fields of the patch. */
  readonly fields = new Map<FieldRoleIn<'patch'>, FieldChange>();
  isRemoved = false;
  /** The changes that it comes from. */
  readonly changes = new Set<Change>();

  constructor(readonly place: PatchPlace) {}

  /** What is wanted of a statement so far; `undefined`: nothing. */
  wantedOf(place: ProductPlace, key: string): Given | null | undefined {
    return this.wanted.get(place)?.get(key);
  }

  want(place: ProductPlace, key: string, given: Given | null): void {
    const wanted = this.wanted.get(place) ?? new Map<string, Given | null>();
    this.wanted.set(place, wanted.set(key, given));
  }
}

/** A later change of the same statement counts where it gives a field. */
export function merged(before: Given | null | undefined, given: Given): Given {
  const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...before, ...own };
}

/** What the values of an entry depend on besides itself. */
export interface ValueRules {
  readonly clock: Clock;
  /** Of the state's date. */
  readonly dateType: SimpleType | null;
  /** Whether the vocabulary has the field. */
  readonly has: (role: WrittenRole) => boolean;
}

/** The values that the fields of an entry get; those that are not in the map stay. */
export function valuesOf({ entry }: ProductPlace, given: Given, rules: ValueRules): FieldValues {
  const values = new Map<WrittenRole, string | null>();
  const state = entry.field('state');
  const isOwnCode = state?.attribute('code-list', entry.vocabulary) !== undefined;
  const changes = given.state !== undefined && (isOwnCode || state?.value !== given.state.value);
  if (given.state !== undefined) values.set('state', given.state.value);
  const date = dateOf(given, changes, entry.value('state-date'), rules);
  if (date !== undefined) values.set('state-date', date);
  if (given.reboot !== undefined) values.set('reboot', given.reboot === null ? null : String(given.reboot));
  if (given.restriction !== undefined) values.set('restriction', given.restriction);
  if (given.comment !== undefined) values.set('comment', given.comment);
  // What no file of the vocabulary has is not there to be taken away.
  for (const [role, value] of values) if (value === null && !rules.has(role)) values.delete(role);
  return values;
}

/** The date that a statement gets; `undefined`: it is not touched. @param before the date in the file */
function dateOf(
  { date }: Given,
  changes: boolean,
  before: string | undefined,
  { clock, dateType, has }: ValueRules,
): string | null | undefined {
  if (date === null) return null;
  if (date === 'keep') return undefined;
  if (date !== undefined && date !== 'now') return date;
  if (date === undefined && (!changes || !has('state-date'))) return undefined;
  const day = today(clock);
  return before !== undefined && isOnDay(before, day) ? undefined : dateOfToday(clock, dateType);
}

/** The values of a new statement, by role. */
export function newValues(
  { cell, given }: NewStatement,
  rules: ValueRules,
): ReadonlyMap<WrittenRole | 'product-id' | 'product-version' | 'platform', string> {
  const date = dateOf(given, true, undefined, rules);
  return new Map([
    ['product-id', cell.product],
    ['product-version', cell.version],
    ['platform', cell.platform],
    ['state', given.state?.value ?? ''],
    ['state-date', date ?? ''],
    ['reboot', given.reboot == null ? '' : String(given.reboot)],
    ['restriction', given.restriction ?? ''],
    ['comment', given.comment ?? ''],
  ] as const);
}

/** The statement that holds among several about one product: the one with the latest date; `null` where that is unknown. */
export function holdingOf(places: readonly ProductPlace[]): ProductPlace | null {
  const dated = places.map((place) => ({ place, instant: instantOf(place.entry.value('state-date') ?? '') }));
  const latest = dated.reduce<(typeof dated)[number] | null>((best, next) => {
    return next.instant !== null && (best?.instant == null || next.instant > best.instant) ? next : best;
  }, null);
  return latest?.place ?? null;
}

/**
 * Whether a statement still holds among others when it has a date.
 * @param date that it gets; `undefined`: its own is not touched
 */
export function holdsAmong(
  place: ProductPlace,
  others: readonly ProductPlace[],
  date: string | null | undefined,
): boolean {
  const own = instantOf((date === undefined ? place.entry.value('state-date') : date) ?? '');
  return others.every((other) => {
    const instant = instantOf(other.entry.value('state-date') ?? '');
    return other === place || (own !== null && instant !== null && own > instant);
  });
}
