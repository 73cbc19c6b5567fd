/** Days as options give them, and the clock of the system. */
import type { Clock } from '../domain/clock';
import { usageError } from './io';
import { localize } from './language';

/** The time of the system and its time zone. */
export function clockNow(): Clock {
  const now = new Date();
  return { instant: now.getTime(), offset: -now.getTimezoneOffset() };
}

/** The start of a day in UTC, as xs:dateTime. Throws a usage error for any other text. @param day default: today, in UTC */
export function startOf(day: string | undefined, option = '--date'): string {
  const date = day ?? new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  if (!isDay(date)) throw usageError(localize('{0} {1} is not a valid date; use the form 2026-03-10', option, date));
  return `${date}T00:00:00Z`;
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
