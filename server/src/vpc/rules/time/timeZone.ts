import { isZoneless } from '../../dateTime';
import { publicationOf } from '../../model';
import { edited } from '../fixes';
import { patchExample, publicationExample } from '../examples';
import type { Rule } from '../rule';
import { datesWhere, onDates } from './dates';

/** vpc/time-zone: a moment is the same all over the world. */
export const timeZone: Rule = {
  id: 'vpc/time-zone',
  title: 'Dates say their time zone',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    one: 'The date {0} has no time zone, so that it is another moment for each reader. Add Z for UTC, or an offset such as +01:00.',
    many: 'The date {0} has no time zone, and neither have others: {1} in all. They are other moments for each reader. Add Z for UTC, or an offset such as +01:00.',
  },
  docs: {
    what: 'Dates of publication, of release, of revision and of states must end with a time zone: `Z`, or an offset such as `+01:00`. From six dates on there is one finding for all of them.',
    why: 'Suppliers and asset owners sit in different time zones. Without one, nobody can tell which of two results is the newer one.',
    todo: 'Add the time zone that was meant. A fix takes all dates without one for UTC: see first whether they are.',
  },
  examples: {
    valid: [publicationExample('an offset', { published: '2026-02-18T09:00:00+01:00' })],
    invalid: [patchExample('released at some place', { released: '2026-02-10T08:00:00' })],
  },
  scope: 'document',
  check: (publication) => {
    const dates = datesWhere(publication, ({ zoneless }) => zoneless > 0, isZoneless);
    return onDates(dates, { one: 'one', many: 'many' });
  },
  fixes: (problem, { tree, vocabulary }) => {
    const publication = publicationOf(tree, vocabulary);
    if (publication === null) return [];
    const dates = [...datesWhere(publication.entry, ({ zoneless }) => zoneless > 0, isZoneless)];
    const utc = (end: number) => ({ start: end, end, text: 'Z' });
    const all = dates.map(({ range }) => utc(publication.at + range.end));
    const fixes = [edited('It is UTC: add Z', [], false, [utc(problem.end)])];
    if (all.length > 1) fixes.push(edited('All of them are UTC: add Z ({0})', [String(all.length)], false, all));
    return fixes;
  },
};
