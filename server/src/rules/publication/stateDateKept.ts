import { publicationOf, type Entry } from '../../domain/model';
import { earlierEdition, productDraft, vendorExample } from '../examples';
import { replaceValue } from '../fixes';
import type { RuleProblem, Rule } from '../rule';
import { changedRange, changesSince, isLater } from './changes';
export const stateDateKept: Rule = {
  id: 'vpc/state-date-kept',
  title: 'A changed state has a later date',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    kept: 'The state of {1} changed from "{2}" (since {3}, previous edition: {0}) to "{4}", but its date is not later. Readers miss the change: set the date of the new state.',
  },
  docs: {
    what: 'If the state of a product differs from that in the previous edition, its date must be later than the date there. The rule applies only if the file of the previous edition is available and both dates are given.',
    why: 'It is easy to change a state and forget the date next to it. Readers and tools that look for changes since their last visit go by the dates.',
    todo: 'Set the date on which the product got its new state.',
  },
  examples: {
    valid: [
      vendorExample('tested in the meantime', [{ product: [productDraft(approved('2026-02-16T14:30:00Z'))] }], {
        previous: earlierEdition({}, [{ product: [productDraft({ 'state-date': '2026-02-12T08:00:00Z' })] }]),
      }),
    ],
    invalid: [
      vendorExample('the date was forgotten', [{ product: [productDraft(approved('2026-02-12T08:00:00Z'))] }], {
        previous: earlierEdition({}, [{ product: [productDraft({ 'state-date': '2026-02-12T08:00:00Z' })] }]),
      }),
    ],
  },
  scope: 'document',
  *check(publication, { previous }): Generator<RuleProblem> {
    if (previous === undefined) return;
    // One problem for each product is enough.
    let reported: Entry<'product'> | null = null;
    for (const change of changesSince(previous, publication)) {
      const { from, to, before, label, product } = change;
      const date = product.field('state-date');
      if (date === undefined || date.value === '' || before.stateDate === '') continue;
      if (isLater(date.value, before.stateDate) || product === reported) continue;
      reported = product;
      yield {
        message: 'kept',
        args: [previous.name, label, from.value, before.stateDate, to.value],
        range: changedRange(change, date),
      };
    }
  },
  fixes: (problem, { tree, vocabulary }) => {
    const published = publicationOf(tree, vocabulary)?.entry.value('published');
    if (published === undefined) return [];
    return [{ ...replaceValue(problem, published, false), title: 'Set it to the publication date: {0}' }];
  },
};

function approved(date: string) {
  return { state: 'Approved', 'state-date': date };
}
