import type { Clock } from '../service/clock';

/** The time at the server's place: the core is told it and asks nobody. */
export function clockNow(): Clock {
  const now = new Date();
  return { instant: now.getTime(), offset: -now.getTimezoneOffset() };
}
