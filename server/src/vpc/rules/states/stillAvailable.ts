import { instantOf } from '../../dateTime';
import { indexed } from '../conclusion';
import { isWaiting, vendorsIn, type PatchIndex } from '../digest';
import { patchExample, productDraft } from '../examples';
import type { Finding, Rule } from '../rule';
import { patchIdRange } from '../references/lookup';
import { DAY } from '../time/days';

/** Two monthly editions see a patch without testing having begun. */
const DAYS = 30;

/** Patches that a message lists. */
const SHOWN = 3;

/** vpc/still-available: testing begins in time. One finding a file: where one patch waits, many do. */
export const stillAvailable: Rule = {
  id: 'vpc/still-available',
  title: 'Testing of a patch begins in time',
  severity: 'info',
  provenance: 'P',
  preset: 'extended',
  messages: {
    one: 'This patch came out more than {0} days before this edition, and testing has begun for none of its products. Readers wait: begin testing, or say that it does not apply.',
    many: 'This patch and others ({1} in all: {2}) came out more than {0} days before this edition, and testing has begun for none of their products. Readers wait: begin testing, or say that they do not apply.',
  },
  docs: {
    what: 'A patch must not be merely available for all of its products more than 30 days after its release, counted to the date of publication. There is one finding for a file. The number of days can be set.',
    why: 'As long as nothing was tested, asset owners leave the flaws open that the patch removes.',
    todo: 'Begin testing, or say that the patch does not apply. Where you do not test it at all, say so in a comment.',
  },
  examples: {
    valid: [patchExample('a week after the release', { product: [productDraft({ state: 'Available' })] })],
    invalid: [
      patchExample('two months after the release', {
        released: '2025-12-10T08:00:00Z',
        product: [productDraft({ state: 'Available' })],
      }),
    ],
  },
  scope: 'document',
  *check(publication, { options }): Generator<Finding> {
    const published = publication.value('published');
    const instant = published === undefined ? null : instantOf(published);
    if (instant === null) return;
    const days = options?.availableDays ?? DAYS;
    const vendors = vendorsIn(publication);
    if (vendors.every((vendor) => vendor.waiting === 0)) return;
    const waiting: { index: PatchIndex; id: string }[] = [];
    for (const { digest, index } of indexed(vendors)) {
      const { released } = digest.times;
      if (!isWaiting(digest) || released === -Infinity || digest.id === '') continue;
      if (released < instant - days * DAY) waiting.push({ index, id: digest.id });
    }
    const [first] = waiting;
    if (first === undefined) return;
    const range = patchIdRange(publication, first.index);
    if (waiting.length === 1) yield { message: 'one', args: [String(days)], range };
    else {
      const shown = waiting.slice(0, SHOWN).map(({ id }) => id);
      const list = shown.join(', ') + (waiting.length > SHOWN ? ', …' : '');
      yield { message: 'many', args: [String(days), String(waiting.length), list], range };
    }
  },
};
