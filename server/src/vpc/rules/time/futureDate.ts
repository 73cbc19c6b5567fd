import { instantOf, isZoneless } from '../../dateTime';
import { patchExample, productExample } from '../examples';
import type { Rule } from '../rule';
import { datesWhere, onDates } from './dates';

/** No place on earth is further ahead of UTC: a date without time zone may be meant so. */
const FARTHEST_AHEAD = 14 * 3_600_000;

/** vpc/future-date: a file tells what has happened. */
export const futureDate: Rule = {
  id: 'vpc/future-date',
  title: 'No date lies in the future',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    future:
      'The date {0} lies in the future. A file tells what has happened; readers take a wrong date for a wrong result: correct it.',
    many: 'The date {0} lies in the future, and so do others: {1} in all. A file tells what has happened; readers take wrong dates for wrong results: correct them.',
  },
  docs: {
    what: 'Dates of publication, of release, of revision and of states must not lie in the future when the file is checked. From six dates on there is one finding for all of them.',
    why: 'A result that was reached next year was not reached. Mostly a month and a day changed places, or a year was not changed with the others.',
    todo: 'Correct the date.',
  },
  examples: {
    valid: [productExample('a state of yesterday', { 'state-date': '2026-02-17T10:00:00Z' })],
    invalid: [patchExample('revised next year', { revised: '2027-02-12T08:00:00Z' })],
  },
  scope: 'document',
  check: (publication, { now }) => {
    if (now === undefined) return [];
    const isFuture = (value: string): boolean => {
      const instant = instantOf(value);
      if (instant === null) return false;
      return instant > now + (isZoneless(value) ? FARTHEST_AHEAD : 0);
    };
    const dates = datesWhere(publication, ({ latest }) => latest > now, isFuture);
    return onDates(dates, { one: 'future', many: 'many' });
  },
};
