/** The range of the state dates of a patch. */
import { momentOf } from '../../domain/dateTime';
import { productsIn } from '../../domain/identifiers/records';
import type { Entry } from '../../domain/model';
import { EntryMemo } from '../../domain/memo';

export interface StateDates {
  /** In milliseconds since 1970; Infinity and -Infinity where there are none. */
  readonly earliest: number;
  readonly latest: number;
  /** The number of dates without a time zone. */
  readonly zoneless: number;
}

const stateDates = new EntryMemo<Entry<'patch'>, StateDates>((patch) => {
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

/** The state dates of a patch; memoised with the entry. */
export function stateDatesIn(patch: Entry<'patch'>): StateDates {
  return stateDates.of(patch);
}
