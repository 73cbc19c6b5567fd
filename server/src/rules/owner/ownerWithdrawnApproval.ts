import { productExample, REFUSAL, supplierFile } from '../examples';
import type { Rule, RuleProblem } from '../rule';
import { contradictions } from './supplierAnswers';

export const ownerWithdrawnApproval: Rule = {
  id: 'vpc/owner-withdrawn-approval',
  title: 'Nothing may be installed that the supplier does not approve',
  party: 'asset-owner',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    withdrawn:
      '"{0}" for {1}, but {2} has withdrawn its approval: "{3}" in {4}, after "{5}" in {6}. The patch can stop the product: do not install it, and ask the supplier what to do where it is installed.',
    refused:
      '"{0}" for {1}, but {2} does not approve the patch: "{3}" in {4}. The patch can stop the product: do not install it, and ask the supplier what to do where it is installed.',
  },
  docs: {
    what: "In the asset owner's own files (`owner` in `vpc.config.json`), a patch must not be authorized, effective or installed for a product if the newest statement of the supplier is that it is not approved: because the supplier has withdrawn its approval, or never gave it. Which statement that is, and of which suppliers, is as in vpc/owner-ahead-of-supplier, which reports all other patches without approval, and those that are only in internal test. So each is reported once. The rule applies only if the files of the supplier are available.",
    why: 'The supplier has found that the patch stops or endangers the product. The records of the asset owner who authorized it by an earlier edition do not say that.',
    todo: 'Take the authorization back, and do not install the patch. Where it is installed, do what the supplier says in its comment or restriction.',
  },
  examples: {
    valid: [
      productExample('not authorized', { state: 'Not Authorized' }, { isOwner: true, suppliers: refused() }),
      productExample(
        'the supplier approved it again',
        { state: 'Authorized' },
        {
          isOwner: true,
          suppliers: { ...refused(), ...supplierFile('2026-02-18', approved('2026-02-18T08:00:00Z')) },
        },
      ),
    ],
    invalid: [
      productExample(
        'the supplier has withdrawn its approval',
        { state: 'Authorized' },
        {
          isOwner: true,
          suppliers: { ...supplierFile('2026-02-16', approved('2026-02-16T08:00:00Z')), ...refused() },
        },
      ),
    ],
  },
  scope: 'document',
  *check(publication, { suppliers }): Generator<RuleProblem> {
    if (suppliers === undefined) return;
    for (const { kind, answer, state, label, range } of contradictions(publication, suppliers)) {
      if (kind !== 'withdrawn' || answer.state === null) continue;
      const { supplier, file, approval } = answer;
      const args = [state, label, supplier, answer.state, file];
      if (approval === null) yield { message: 'refused', args, range };
      else yield { message: 'withdrawn', args: [...args, approval.state, approval.file], range };
    }
  },
};

function refused() {
  return supplierFile('2026-02-17', { ...REFUSAL, 'state-date': '2026-02-17T08:00:00Z' });
}

function approved(date: string) {
  return { state: 'Approved', 'state-date': date };
}
