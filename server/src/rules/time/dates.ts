/** The dates of a publication with their ranges. */
import { shiftedRange, type Field, type Range } from '../../domain/field';
import type { Entry, PlacedEntry } from '../../domain/model';
import { indexedPatches } from '../derivedQuery';
import { patchAt, vendorsIn, type Times } from '../digest';
import type { RuleProblem } from '../rule';

/** A date and its range, which counts from the publication's start. */
export interface PlacedDate {
  readonly value: string;
  readonly range: Range;
}

/** The dates of a patch and of the products under it. */
export function datesIn({ entry, at }: PlacedEntry<'patch'>): PlacedDate[] {
  const own = [...entry.fields('released'), ...entry.fields('revised')].map((field) => placed(field, at));
  const states = entry
    .entries('product')
    .flatMap((product) => product.entry.fields('state-date').map((field) => placed(field, at + product.at)));
  return [...own, ...states];
}

function placed({ value, range }: Field, at: number): PlacedDate {
  return { value, range: shiftedRange(range, at) };
}

/**
 * The dates of a publication that match `isWanted`: the publication's own first, then the others in document order.
 * @param mayHold whether a vendor or patch can have such a date, by its digest: the others are not read
 */
export function* datesWhere(
  publication: Entry<'publication'>,
  mayHold: (times: Pick<Times, 'latest' | 'zoneless'>) => boolean,
  isWanted: (value: string) => boolean,
): Generator<PlacedDate, void, undefined> {
  for (const field of publication.fields('published')) if (isWanted(field.value)) yield placed(field, 0);
  const vendors = vendorsIn(publication);
  if (!vendors.some(mayHold)) return;
  for (const { digest, index } of indexedPatches(vendors)) {
    if (!mayHold(digest.times)) continue;
    for (const date of datesIn(patchAt(publication, index))) if (isWanted(date.value)) yield date;
  }
}

/** More dates with the same problem have one cause, so it is reported once. */
const MAX_SEPARATE = 5;

/** One problem for each date; where there are many, one for all of them, at the first. */
export function onDates(
  dates: Iterable<PlacedDate>,
  messages: { readonly one: string; readonly many: string },
): RuleProblem[] {
  const all = [...dates];
  if (all.length <= MAX_SEPARATE)
    return all.map(({ value, range }) => ({ message: messages.one, args: [value], range }));
  return [{ message: messages.many, args: [all[0]!.value, String(all.length)], range: all[0]!.range }];
}
