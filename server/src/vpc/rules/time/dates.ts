/** The dates of a publication at their places. */
import { shiftedRange, type Fact, type Range } from '../../fact';
import type { Entry, PlacedEntry } from '../../model';
import { indexed } from '../conclusion';
import { patchAt, vendorsIn, type Times } from '../digest';
import type { Finding } from '../rule';

/** A date, and where it stands; counts from the publication's start. */
export interface PlacedDate {
  readonly value: string;
  readonly range: Range;
}

/** The dates of a patch and of the products under it. */
export function datesIn({ entry, at }: PlacedEntry<'patch'>): PlacedDate[] {
  const own = [...entry.facts('released'), ...entry.facts('revised')].map((fact) => placed(fact, at));
  const states = entry
    .entries('product')
    .flatMap((product) => product.entry.facts('state-date').map((fact) => placed(fact, at + product.at)));
  return [...own, ...states];
}

function placed({ value, range }: Fact, at: number): PlacedDate {
  return { value, range: shiftedRange(range, at) };
}

/**
 * The dates of a publication that a rule wants, in document order but for the publication's own.
 * @param mayHold whether a patch may hold such a date: only those are looked into
 */
export function* datesWhere(
  publication: Entry<'publication'>,
  mayHold: (times: Pick<Times, 'latest' | 'zoneless'>) => boolean,
  isWanted: (value: string) => boolean,
): Generator<PlacedDate, void, undefined> {
  for (const fact of publication.facts('published')) if (isWanted(fact.value)) yield placed(fact, 0);
  const vendors = vendorsIn(publication);
  if (!vendors.some(mayHold)) return;
  for (const { digest, index } of indexed(vendors)) {
    if (!mayHold(digest.times)) continue;
    for (const date of datesIn(patchAt(publication, index))) if (isWanted(date.value)) yield date;
  }
}

/** Where more dates than these have the same fault, it has one cause, and is said once. */
const MOST = 5;

/** One finding a date; where there are many, one for all of them, at the first. */
export function onDates(
  dates: Iterable<PlacedDate>,
  messages: { readonly one: string; readonly many: string },
): Finding[] {
  const all = [...dates];
  if (all.length <= MOST) return all.map(({ value, range }) => ({ message: messages.one, args: [value], range }));
  return [{ message: messages.many, args: [all[0]!.value, String(all.length)], range: all[0]!.range }];
}
