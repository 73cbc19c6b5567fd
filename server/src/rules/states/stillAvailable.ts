import { instantOf, DAY } from '../../domain/dateTime';
import { indexedPatches } from '../derivedQuery';
import { isWaiting, vendorsIn, type PatchIndex } from '../digest';
import { patchExample, productDraft } from '../examples';
import type { RuleProblem, Rule } from '../rule';
import { patchIdRange } from '../references/resolve';
/** A patch that is only available for longer is so in two monthly editions. */
const DEFAULT_DAYS = 30;

/** Patches that a message lists at most. */
const MAX_SHOWN = 3;

/** One problem for the whole file: where one patch waits, many do. */
export const stillAvailable: Rule = {
  id: 'vpc/still-available',
  title: 'Testing of a patch begins in time',
  severity: 'info',
  provenance: 'P',
  preset: 'extended',
  messages: {
    one: 'This patch was released more than {0} days before this edition, but testing has not begun for any of its products. Asset owners are waiting: begin testing, or state that the patch does not apply.',
    many: '{1} patches, including this one ({2}), were released more than {0} days before this edition, but testing has not begun for any of their products. Asset owners are waiting: begin testing, or state that the patches do not apply.',
  },
  docs: {
    what: 'A patch must not still be available (not yet in test) for all of its products more than 30 days after its release, counted to the publication date. At most one problem is reported for each file. The number of days can be configured.',
    why: 'As long as nothing is tested, asset owners leave the patched vulnerabilities open.',
    todo: 'Begin testing, or state that the patch does not apply. If you do not test it at all, explain this in a comment.',
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
  *check(publication, { options }): Generator<RuleProblem> {
    const published = publication.value('published');
    const instant = published === undefined ? null : instantOf(published);
    if (instant === null) return;
    const days = options?.availableDays ?? DEFAULT_DAYS;
    const vendors = vendorsIn(publication);
    if (vendors.every((vendor) => vendor.waiting === 0)) return;
    const waiting: { index: PatchIndex; id: string }[] = [];
    for (const { digest, index } of indexedPatches(vendors)) {
      const { released } = digest.times;
      if (!isWaiting(digest) || released === -Infinity || digest.id === '') continue;
      if (released < instant - days * DAY) waiting.push({ index, id: digest.id });
    }
    const [first] = waiting;
    if (first === undefined) return;
    const range = patchIdRange(publication, first.index);
    if (waiting.length === 1) yield { message: 'one', args: [String(days)], range };
    else {
      const shown = waiting.slice(0, MAX_SHOWN).map(({ id }) => id);
      const list = shown.join(', ') + (waiting.length > MAX_SHOWN ? ', …' : '');
      yield { message: 'many', args: [String(days), String(waiting.length), list], range };
    }
  },
};
