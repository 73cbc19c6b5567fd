import { instantOf, dayOf, startOfDay } from '../../domain/dateTime';
import { indexedPatches } from '../derivedQuery';
import { patchAt, vendorsIn, type PatchIndex } from '../digest';
import { replaceValue, type Fix } from '../fixes';
import { productExample } from '../examples';
import type { RuleProblem, Rule } from '../rule';
import { datesIn } from './dates';
export const publishedBeforeContent: Rule = {
  id: 'vpc/published-before-content',
  title: 'The publication date is not before any other date in the edition',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    before:
      'The publication date {0} is before {1}, the latest date in this edition. Readers who sort editions by date miss this one: correct the publication date.',
    latest: 'The latest date is here.',
  },
  docs: {
    what: 'The publication date must not be earlier (in days) than the latest state, release or revision date in the file.',
    why: 'The publication date tells readers which edition is the latest, and the file name repeats it. It is easily forgotten when an edition is based on the previous one.',
    todo: 'Set the publication date, and rename the file. If the later date is wrong, correct that one.',
  },
  examples: {
    valid: [
      productExample('a state dated the day before', { state: 'Approved', 'state-date': '2026-02-17T10:00:00Z' }),
    ],
    invalid: [
      productExample(
        'a state dated the day after',
        { state: 'Approved', 'state-date': '2026-02-19T10:00:00Z' },
        { now: '2026-03-01T00:00:00Z' },
      ),
    ],
  },
  scope: 'document',
  *check(publication, { now = Infinity }): Generator<RuleProblem> {
    const published = publication.field('published');
    const instant = published === undefined ? null : instantOf(published.value);
    if (published === undefined || instant === null) return;
    const vendors = vendorsIn(publication);
    if (vendors.every((vendor) => vendor.latest <= instant)) return;
    let latest = instant;
    let found: PatchIndex | null = null;
    for (const { digest, index } of indexedPatches(vendors)) {
      // vpc/future-date reports dates in the future.
      if (digest.times.latest > latest && dayOf(digest.times.latest) <= dayOf(now))
        [latest, found] = [digest.times.latest, index];
    }
    if (found === null || dayOf(latest) <= dayOf(instant)) return;
    const date = datesIn(patchAt(publication, found)).find(({ value }) => instantOf(value) === latest)!;
    yield {
      message: 'before',
      args: [published.value, date.value],
      range: published.range,
      related: [{ message: 'latest', args: [], range: date.range }],
    };
  },
  brings: ['vpc/filename'],
  fixes: (problem, { now }) => {
    const latest = problem.args[1]!;
    const today = now === undefined ? null : startOfDay(now);
    const isLater = today !== null && dayOf(instantOf(today)!) > dayOf(instantOf(latest)!);
    const set = (date: string): Fix => ({ ...replaceValue(problem, date, false), title: 'Set the date to {0}' });
    return [set(latest), ...(isLater ? [set(today)] : [])];
  },
};
