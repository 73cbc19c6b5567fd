import { publicationOf, type Entry } from '../../model';
import { earlierEdition, productDraft, vendorExample } from '../examples';
import { replacement } from '../fixes';
import type { Finding, Rule } from '../rule';
import { changedRange, changesSince } from './changes';
import { isLater } from './editions';

/** vpc/state-date-kept: a new state has a new date. */
export const stateDateKept: Rule = {
  id: 'vpc/state-date-kept',
  title: 'A state that has changed has a later date than the one before',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    kept: 'In the edition before ({0}) {1} was "{2}" since {3}. Now it is "{4}", and the date is not later: readers take it for an old result, or overlook the change. Set the date since when it is "{4}".',
  },
  docs: {
    what: "Where a product's state is another one than in the edition before, its date must be later than the date that it had there. Without the file of that edition at hand, or without one of the two dates, nothing is said.",
    why: 'The state is changed and the date beside it is forgotten: nobody sees that. Readers and tools that look for what is new since their last visit go by the dates.',
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
  *check(publication, { previous }): Generator<Finding> {
    if (previous === undefined) return;
    // One finding for a product is enough.
    let reported: Entry<'product'> | null = null;
    for (const change of changesSince(previous, publication)) {
      const { from, to, before, words, product } = change;
      const date = product.fact('state-date');
      if (date === undefined || date.value === '' || before.stateDate === '') continue;
      if (isLater(date.value, before.stateDate) || product === reported) continue;
      reported = product;
      yield {
        message: 'kept',
        args: [previous.name, words, from.value, before.stateDate, to.value],
        range: changedRange(change, date),
      };
    }
  },
  fixes: (problem, { tree, vocabulary }) => {
    const published = publicationOf(tree, vocabulary)?.entry.value('published');
    if (published === undefined) return [];
    return [{ ...replacement(problem, published, false), title: 'Set it to the date of publication: {0}' }];
  },
};

function approved(date: string) {
  return { state: 'Approved', 'state-date': date };
}
