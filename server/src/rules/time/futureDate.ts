import { isOnLaterDay, momentOf } from '../../domain/dateTime';
import { patchExample, productExample } from '../examples';
import type { Rule } from '../rule';
import { datesWhere, onDates } from './dates';

export const futureDate: Rule = {
  id: 'vpc/future-date',
  title: 'No date is in the future',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    future: 'Date {0} is in the future. Readers cannot trust a result with a wrong date: correct it.',
    many: '{1} dates are in the future, including {0}. Readers cannot trust results with wrong dates: correct them.',
  },
  docs: {
    what: 'Publication, release, revision and state dates must not be after the day on which the file is checked. A later time on the same day is allowed: many dates are only days. Six or more such dates are reported as one problem.',
    why: 'A result dated next year cannot be right. Usually month and day were swapped, or the year was left unchanged.',
    todo: 'Correct the date.',
  },
  examples: {
    valid: [productExample('a state dated yesterday', { 'state-date': '2026-02-17T10:00:00Z' })],
    invalid: [patchExample('revised next year', { revised: '2027-02-12T08:00:00Z' })],
  },
  scope: 'document',
  check: (publication, { now }) => {
    if (now === undefined) return [];
    const isFuture = (value: string): boolean => {
      const moment = momentOf(value);
      return moment !== null && isOnLaterDay(moment, now);
    };
    const dates = datesWhere(publication, ({ latest }) => latest > now, isFuture);
    return onDates(dates, { one: 'future', many: 'many' });
  },
};
