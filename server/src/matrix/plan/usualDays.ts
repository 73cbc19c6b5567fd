/** How long suppliers usually take from the release of a patch to a result. */
import { instantOf } from '../../domain/dateTime';
import type { StateId } from '../../domain/roles';
import { addTo } from '../../domain/multimap';
import type { Matrix } from '../matrix';

export const DAY = 24 * 60 * 60 * 1_000;

/** States that are the result of a test. */
export const RESULTS: readonly StateId[] = ['approved', 'released', 'not-approved', 'not-applicable'];

/** From fewer results, nothing usual follows. */
const MIN_RESULTS = 5;

/**
 * By key of a supplier: the median of the days from the release of a patch to the date of its result, over all statements of the latest
 * editions; only of suppliers with at least 5 results.
 */
export function usualDays({
  rows,
  editions: { statuses },
}: Pick<Matrix, 'rows' | 'editions'>): ReadonlyMap<string, number> {
  const days = new Map<string, number[]>();
  for (const { parts } of rows.values()) {
    for (const { source, patch } of parts) {
      const { speaks, isOwner, supplier } = statuses[source]!;
      const released = instantOf(patch.released);
      if (!speaks || isOwner || released === null) continue;
      for (const { known, date } of patch.statements) {
        const at = known !== null && RESULTS.includes(known.id) ? instantOf(date) : null;
        if (at !== null && at >= released) addTo(days, supplier.key, Math.floor((at - released) / DAY));
      }
    }
  }
  const usual = [...days].filter(([, all]) => all.length >= MIN_RESULTS);
  return new Map(usual.map(([supplier, all]) => [supplier, median(all)]));
}

/** The middle one of some numbers; of an even count, the greater one of the two. @param numbers at least one */
export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
