/** Days, for rules that compare dates: many dates are only days, with midnight as their time. */

export const DAY = 86_400_000;

/** The day of an instant, counted from 1970 in UTC. */
export function dayOf(instant: number): number {
  return Math.floor(instant / DAY);
}
