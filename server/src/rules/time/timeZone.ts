import { isZoneless } from '../../domain/dateTime';
import { publicationOf } from '../../domain/model';
import { edited } from '../fixes';
import { patchExample, publicationExample } from '../examples';
import type { Rule } from '../rule';
import { datesWhere, onDates } from './dates';

export const timeZone: Rule = {
  id: 'vpc/time-zone',
  title: 'Dates have a time zone',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    one: 'Date {0} has no time zone, so readers cannot tell the exact time. Add Z for UTC, or an offset such as +01:00.',
    many: '{1} dates have no time zone, including {0}, so readers cannot tell the exact times. Add Z for UTC, or an offset such as +01:00.',
  },
  docs: {
    what: 'Publication, release, revision and state dates must end with a time zone: `Z`, or an offset such as `+01:00`. Six or more dates without one are reported as one problem.',
    why: 'Suppliers and asset owners are in different time zones. Without one, nobody can tell which of two results is newer.',
    todo: 'Add the time zone that was meant. A fix treats all dates without one as UTC: check first that they are.',
  },
  examples: {
    valid: [publicationExample('an offset', { published: '2026-02-18T09:00:00+01:00' })],
    invalid: [patchExample('released without a time zone', { released: '2026-02-10T08:00:00' })],
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
    const fixes = [edited('Add Z (UTC)', [], false, [utc(problem.end)])];
    if (all.length > 1) fixes.push(edited('Add Z (UTC) to all of them ({0})', [String(all.length)], false, all));
    return fixes;
  },
};
