/** What a date is to people: which day of the week, how long ago. */
import { parseDateTime } from '../vpc/dateTime';
import type { Clock } from './clock';
import type { Localize } from './localize';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

const DAY = 86_400_000;
/** From so many days on, months and years say more. */
const MOST_DAYS = 60;
const MOST_MONTHS = 24;

/**
 * A date or a moment in words, `Tuesday, 9 months ago`; `null` where the text is neither. The day is the one that is
 * written, whatever its time zone; today is the one at the clock's place.
 */
export function dateMeaning(text: string, clock: Clock, localize: Localize): string | null {
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
  if (days < MOST_DAYS) return [days, '{0} days ago', 'in {0} days'];
  const months = Math.round(days / 30.44);
  if (months < MOST_MONTHS) return [months, '{0} months ago', 'in {0} months'];
  return [Math.round(days / 365.25), '{0} years ago', 'in {0} years'];
}
