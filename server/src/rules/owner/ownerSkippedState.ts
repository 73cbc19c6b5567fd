import type { Entry } from '../../domain/model';
import { skippedDecisions } from '../../domain/states';
import { earlierEdition, productDraft, vendorExample } from '../examples';
import { replaceValue } from '../fixes';
import { changedRange, changesSince } from '../publication/changes';
import type { Rule, RuleProblem } from '../rule';

export const ownerSkippedState: Rule = {
  id: 'vpc/owner-skipped-state',
  title: 'The asset owner records internal test and authorization',
  party: 'asset-owner',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    skipped:
      'The previous edition ({0}) had "{1}" for {2}, which "{3}" can follow only through "{4}", and no edition records that. Nobody can show later that it was done: record it, or correct the state.',
  },
  docs: {
    what: "In the asset owner's own files (`owner` in `vpc.config.json`), a state must follow from that in the previous edition without leaving out the internal test or the authorization, where the state model leads through them: not from in internal test to effective, nor from not authorized to authorized. States of the supplier can lie between two editions, and so can the time in which a patch is effective, but not yet installed. A state that the model does not reach at all, or only through a refusal, is reported by vpc/transition. The rule applies only if the file of the previous edition is available and does not contradict itself.",
    why: 'Test and authorization are decisions of the asset owner. An audit asks who made them, when, and before which installation.',
    todo: 'Record the state in an edition of its own, or correct the state. Hover over a state to see which states may follow it.',
  },
  examples: {
    valid: [
      vendorExample('tested, then authorized', [{ product: [productDraft({ state: 'Authorized' })] }], {
        isOwner: true,
        previous: earlierEdition({}, [{ product: [productDraft({ state: 'In Internal Test' })] }]),
      }),
      vendorExample('authorized, then installed: effective was skipped', [{ product: [installed()] }], {
        isOwner: true,
        previous: earlierEdition({}, [{ product: [productDraft({ state: 'Authorized' })] }]),
      }),
    ],
    invalid: [
      vendorExample('installed without an authorization', [{ product: [installed()] }], {
        isOwner: true,
        previous: earlierEdition({}, [{ product: [productDraft({ state: 'In Internal Test' })] }]),
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
      const skipped = skippedDecisions(publication.vocabulary.profile, from.id, to.id).map(({ value }) => value);
      if (skipped.length === 0 || product === reported) continue;
      reported = product;
      yield {
        message: 'skipped',
        args: [previous.name, from.value, label, to.value, skipped.join('", "')],
        range: changedRange(change, product.field('state')!),
        data: { next: skipped[0]! },
      };
    }
  },
  fixes: (problem) => {
    const next = problem.data?.next;
    return typeof next === 'string' ? [replaceValue(problem, next, false)] : [];
  },
};

function installed() {
  return productDraft({ state: 'Installed' });
}
