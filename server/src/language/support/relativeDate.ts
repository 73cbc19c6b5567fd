/** Dates for people: the day of the week and the distance from today. */
import { parseDateTime } from '../../domain/dateTime';
import type { Clock } from '../../domain/clock';
import type { Localize } from '../../xml/problem';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

const DAY = 86_400_000;
/** Beyond these, the next larger unit is easier to grasp. */
const MAX_DAYS = 60;
const MAX_MONTHS = 24;

/**
 * An xs:date or xs:dateTime in words, `Tuesday, 9 months ago`; `null` where the text is neither. The day is taken as written,
 * whatever its time zone; today is the local day of the clock.
 */
export function relativeDate(text: string, clock: Clock, localize: Localize): string | null {
  const day = dayOf(text);
  if (day === null) return null;
  const today = Math.floor((clock.instant + clock.offset * 60_000) / DAY);
  const weekday = WEEKDAYS[(((day + 4) % 7) + 7) % 7]!;
  return `${localize(weekday)}, ${distance(day - today, localize)}`;
}

/** Days since 1970-01-01. */
function dayOf(text: string): number | null {
  const date = /^(\d{4,})-(\d\d)-(\d\d)(?:Z|[+-]\d\d:\d\d)?$/.exec(text);
  const fields = date === null ? parseDateTime(text) : { year: date[1]!, month: date[2]!, day: date[3]! };
  if (fields === null) return null;
  const midnight = Date.parse(`${fields.year}-${fields.month}-${fields.day}T00:00:00Z`);
  return Number.isNaN(midnight) ? null : midnight / DAY;
}

function distance(days: number, localize: Localize): string {
  if (days === 0) return localize('today');
  if (days === -1) return localize('yesterday');
  if (days === 1) return localize('tomorrow');
  const [count, ago, ahead] = unit(Math.abs(days));
  return localize(days < 0 ? ago : ahead, String(count));
}

function unit(days: number): readonly [count: number, ago: string, ahead: string] {
  if (days < MAX_DAYS) return [days, '{0} days ago', 'in {0} days'];
  const months = Math.round(days / 30.44);
  if (months < MAX_MONTHS) return [months, '{0} months ago', 'in {0} months'];
  return [Math.round(days / 365.25), '{0} years ago', 'in {0} years'];
}
