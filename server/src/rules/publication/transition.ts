import type { Profile, State } from '../../domain/profile';
import { stateTransition, refusalsIn } from '../../domain/states';
import type { Entry } from '../../domain/model';
import { earlierEdition, productDraft, vendorExample } from '../examples';
import { replaceValue } from '../fixes';
import type { RuleProblem, Rule } from '../rule';
import { changedRange, changesSince } from './changes';

export const transition: Rule = {
  id: 'vpc/transition',
  title: 'A state follows from that of the previous edition',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    impossible:
      'The previous edition ({0}) had "{1}" for {2}, which "{3}" cannot follow in the state model. Readers cannot tell which edition is wrong: correct the state, or say in a comment that this edition corrects the previous one.',
    concealed:
      'The previous edition ({0}) had "{1}" for {2}, which "{3}" can follow only through "{4}", and no edition published that state. Sites that installed the patch do not learn that it was refused: publish "{4}" with the reason, or correct the state.',
  },
  docs: {
    what: "The profile's state model must allow the state of a product to follow its state in the previous edition: in one step, or through states that need not be published, because a patch may pass several between two editions (available, in test, approved). A refusal must not be skipped: an approved patch cannot be in test again unless an edition says that it is not approved. `vpc compare` uses the same model. The rule applies only if the file of the previous edition is available and does not contradict itself.",
    why: 'An approved patch cannot become untested: usually a line was copied or products were mixed up. Sites that installed a patch because it was approved must also learn that it is refused.',
    todo: 'Correct the state, or publish the state in between. Hover over a state to see which states may follow it.',
  },
  examples: {
    valid: [
      vendorExample('in test, then approved', [{ product: [productDraft(approved())] }], {
        previous: earlierEdition({}, [{ product: [productDraft({ state: 'In Test' })] }]),
      }),
      vendorExample('available, then approved: in test was skipped', [{ product: [productDraft(approved())] }], {
        previous: earlierEdition({}, [{ product: [productDraft({ state: 'Available' })] }]),
      }),
      vendorExample('not approved, then approved: tested again', [{ product: [productDraft(approved())] }], {
        previous: earlierEdition({}, [{ product: [productDraft({ state: 'Not Approved', comment: 'It stops.' })] }]),
      }),
    ],
    invalid: [
      vendorExample('approved, then available', [{ product: [productDraft({ state: 'Available' })] }], {
        previous: earlierEdition({}, [{ product: [productDraft(approved())] }]),
      }),
      vendorExample('approved, then in test again: a refusal was skipped', [{ product: [productDraft({})] }], {
        previous: earlierEdition({}, [{ product: [productDraft(approved())] }]),
      }),
    ],
  },
  scope: 'document',
  *check(publication, { previous }): Generator<RuleProblem> {
    if (previous === undefined) return;
    // One problem for each product is enough.
    let reported: Entry<'product'> | null = null;
    for (const change of changesSince(previous, publication)) {
      const { from, to, label, product } = change;
      const problem = transitionProblem(publication.vocabulary.profile, from, to);
      if (problem === null || product === reported) continue;
      reported = product;
      yield {
        message: problem.message,
        args: [previous.name, from.value, label, to.value, ...problem.over],
        range: changedRange(change, product.field('state')!),
        data: { before: from.value },
      };
    }
  },
  fixes: (problem) => {
    const before = problem.data?.before;
    if (typeof before !== 'string') return [];
    return [{ ...replaceValue(problem, before, false), title: 'Restore the state "{0}"' }];
  },
};

function approved() {
  return { state: 'Approved', 'state-date': '2026-02-16T14:30:00Z' };
}

/** The message about a change of state and the states it refers to; `null` where the state model allows the change. */
function transitionProblem(
  profile: Profile,
  from: State,
  to: State,
): { readonly message: string; readonly over: readonly string[] } | null {
  const found = stateTransition(profile, from.id, to.id);
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
