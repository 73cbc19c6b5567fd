/** The dates of the states that a patch has, as far as rules compare them. */
import { momentOf } from '../../dateTime';
import { productsIn } from '../../identifiers/facts';
import { Memory } from '../../memory';
import type { Entry } from '../../model';

export interface StateDates {
  /** In milliseconds since 1970; Infinity and -Infinity where there are none. */
  readonly earliest: number;
  readonly latest: number;
  /** How many have no time zone. */
  readonly zoneless: number;
}

const remembered = new Memory<Entry<'patch'>, StateDates>((patch) => {
  let [earliest, latest, zoneless] = [Infinity, -Infinity, 0];
  for (const { stateDate } of productsIn(patch)) {
    const moment = momentOf(stateDate);
    if (moment === null) continue;
    if (moment.isZoneless) zoneless++;
    const { instant } = moment;
    if (instant === null) continue;
    if (instant < earliest) earliest = instant;
    if (instant > latest) latest = instant;
  }
  return { earliest, latest, zoneless };
});

/** The dates of the states of a patch; remembered with it. */
export function stateDatesIn(patch: Entry<'patch'>): StateDates {
  return remembered.of(patch);
}
