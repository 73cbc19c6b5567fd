import type { Profile, State } from '../../profile';
import { passage, refusalsIn } from '../../states';
import type { Entry } from '../../model';
import { earlierEdition, productDraft, vendorExample } from '../examples';
import { replacement } from '../fixes';
import type { Finding, Rule } from '../rule';
import { changedRange, changesSince } from './changes';

/** vpc/transition: states follow each other as the state model has it. */
export const transition: Rule = {
  id: 'vpc/transition',
  title: 'A state follows the one of the edition before as the state model has it',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    impossible:
      'In the edition before ({0}) this was "{1}" (for {2}), and from there no way leads to "{3}" in the state model. Readers cannot tell which edition is wrong: correct the state; where this edition corrects that one, say so in a comment.',
    concealed:
      'In the edition before ({0}) this was "{1}" (for {2}). From there the state model leads to "{3}" only by way of "{4}", and no edition has said so: readers who installed the patch do not hear that it was refused. Publish "{4}" with the reason, or correct the state.',
  },
  docs: {
    what: "A product's state must be one that the state model of the profile leads to from its state in the edition before: in one step, or by way of states that need not be published, since a patch may pass several between two editions (available, in test, approved). A refusal must not be passed unseen: what was approved cannot be in test again without an edition that says it is not approved. `vpc compare` judges by the same model. Without the file of the edition before at hand, or where that one contradicts itself, nothing is said.",
    why: 'A patch that was approved cannot become untested: mostly a line was copied or a product was mistaken for another. And whoever installed a patch because it was approved has to hear that it is refused.',
    todo: 'Correct the state, or publish the state between. The states that may follow each other are listed by `vpc profile` and shown when you point at a state.',
  },
  examples: {
    valid: [
      vendorExample('in test, then approved', [{ product: [productDraft(approved())] }], {
        previous: earlierEdition({}, [{ product: [productDraft({ state: 'In Test' })] }]),
      }),
      vendorExample('available, then approved: it was in test between', [{ product: [productDraft(approved())] }], {
        previous: earlierEdition({}, [{ product: [productDraft({ state: 'Available' })] }]),
      }),
      vendorExample('not approved, then approved: it was tested again', [{ product: [productDraft(approved())] }], {
        previous: earlierEdition({}, [{ product: [productDraft({ state: 'Not Approved', comment: 'It stops.' })] }]),
      }),
    ],
    invalid: [
      vendorExample('approved, then available', [{ product: [productDraft({ state: 'Available' })] }], {
        previous: earlierEdition({}, [{ product: [productDraft(approved())] }]),
      }),
      vendorExample('approved, then in test again: it was refused between', [{ product: [productDraft({})] }], {
        previous: earlierEdition({}, [{ product: [productDraft(approved())] }]),
      }),
    ],
  },
  scope: 'document',
  *check(publication, { previous }): Generator<Finding> {
    if (previous === undefined) return;
    // One finding for a product is enough.
    let reported: Entry<'product'> | null = null;
    for (const change of changesSince(previous, publication)) {
      const { from, to, words, product } = change;
      const wrong = judged(publication.vocabulary.profile, from, to);
      if (wrong === null || product === reported) continue;
      reported = product;
      yield {
        message: wrong.message,
        args: [previous.name, from.value, words, to.value, ...wrong.over],
        range: changedRange(change, product.fact('state')!),
        data: { before: from.value },
      };
    }
  },
  fixes: (problem) => {
    const before = problem.data?.before;
    if (typeof before !== 'string') return [];
    return [{ ...replacement(problem, before, false), title: 'Set it back to "{0}"' }];
  },
};

function approved() {
  return { state: 'Approved', 'state-date': '2026-02-16T14:30:00Z' };
}

/** What is wrong with a change of state; `null`: nothing. */
function judged(
  profile: Profile,
  from: State,
  to: State,
): { readonly message: string; readonly over: readonly string[] } | null {
  const found = passage(profile, from.id, to.id);
  switch (found.kind) {
    case 'step':
    case 'skips':
      return null;
    case 'conceals':
      return { message: 'concealed', over: [refusalsIn(found.over)[0]!.value] };
    case 'none':
      return { message: 'impossible', over: [] };
  }
}
