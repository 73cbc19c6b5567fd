/** Which date is written when a state is set, by the setting `vpc.matrix.stateDate`. */

/** The values of the setting: today as a day, with the time, or at noon; asked for; the date stays. */
export const STATE_DATES = ['today', 'now', 'noon', 'ask', 'keep'] as const;
export type StateDate = (typeof STATE_DATES)[number];

/** Today in the user's time zone, `yyyy-MM-dd`. */
export function dayToday(now: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A day as the setting has it written: `2026-03-10`, or with a time in UTC. @param day empty: the date stays */
export function dateOf(day: string, setting: StateDate, now: Date): string {
  if (day === '') return 'keep';
  const isToday = day === dayToday(now);
  if (setting === 'now' && isToday) return inSeconds(now);
  if (setting !== 'noon') return day;
  const noon = `${day}T12:00:00Z`;
  // A date in the future would be wrong.
  return isToday && Date.parse(noon) > now.getTime() ? inSeconds(now) : noon;
}

/** The date of a state that is set without a date; `undefined`: it is asked for. */
export function usualDate(setting: StateDate, now: Date): string | undefined {
  if (setting === 'ask') return undefined;
  return setting === 'keep' ? 'keep' : dateOf(dayToday(now), setting, now);
}

function inSeconds(now: Date): string {
  return now.toISOString().replace(/\.\d+/, '');
}
