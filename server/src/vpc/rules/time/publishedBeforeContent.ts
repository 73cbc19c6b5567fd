import { instantOf } from '../../dateTime';
import { indexed } from '../conclusion';
import { patchAt, vendorsIn, type PatchIndex } from '../digest';
import { replacement } from '../fixes';
import { productExample } from '../examples';
import type { Finding, Rule } from '../rule';
import { datesIn } from './dates';
import { dayOf } from './days';

/** vpc/published-before-content: an edition is younger than what it tells. */
export const publishedBeforeContent: Rule = {
  id: 'vpc/published-before-content',
  title: 'An edition is published after what it tells',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    before:
      'The edition was published on {0}, but it tells of {1}. Readers who sort editions by their dates overlook this one: set the date on which it is published.',
    latest: 'This is the latest date in it.',
  },
  docs: {
    what: 'The date of publication must not be earlier (by days) than the latest date in the file: of a state, a release or a revision.',
    why: 'The date tells readers which edition is the latest, and the name of the file repeats it. It is easily forgotten when an edition is made out of the one before.',
    todo: 'Set the date of publication, and rename the file. Where the later date is wrong, correct that.',
  },
  examples: {
    valid: [productExample('a state of the day before', { state: 'Approved', 'state-date': '2026-02-17T10:00:00Z' })],
    invalid: [
      productExample(
        'a state of the day after',
        { state: 'Approved', 'state-date': '2026-02-19T10:00:00Z' },
        { now: '2026-03-01T00:00:00Z' },
      ),
    ],
  },
  scope: 'document',
  *check(publication, { now = Infinity }): Generator<Finding> {
    const published = publication.fact('published');
    const instant = published === undefined ? null : instantOf(published.value);
    if (published === undefined || instant === null) return;
    const vendors = vendorsIn(publication);
    if (vendors.every((vendor) => vendor.latest <= instant)) return;
    let latest = instant;
    let found: PatchIndex | null = null;
    for (const { digest, index } of indexed(vendors)) {
      // What lies in the future has a finding of its own.
      if (digest.times.latest > latest && digest.times.latest <= now) [latest, found] = [digest.times.latest, index];
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
  fixes: (problem) => [{ ...replacement(problem, problem.args[1]!, false), title: 'Set the date to {0}' }],
};
