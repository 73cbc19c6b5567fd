import { productDraft, productExample, supplierFile } from '../examples';
import type { Rule, RuleProblem } from '../rule';
import { contradictions } from './supplierAnswers';

export const ownerAheadOfSupplier: Rule = {
  id: 'vpc/owner-ahead-of-supplier',
  title: 'The asset owner waits for the approval of the supplier',
  party: 'asset-owner',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    state:
      '"{0}" for {1}, but {2} has not approved the patch: "{3}" in {4}. It can stop the product: wait for the approval, or take the state back.',
    silent:
      '"{0}" for {1}, but the newest edition of {2} ({3}) says nothing about it. The patch can stop the product: ask the supplier, or take the state back.',
    dropped:
      '"{0}" for {1}, but the newest edition of {2} ({3}) does not list it any more, after "{4}" in {5}. Ask the supplier whether the approval still holds, or take the state back.',
  },
  docs: {
    what: "In the asset owner's own files (`owner` in `vpc.config.json`), a patch can be in internal test, authorized, effective or installed for a product only if the supplier of the product has approved or released it. The newest edition of each of the supplier's publications counts, and of several the newest statement, as in the matrix. A version or a platform that is left out means all. An owner's file names no supplier: where several suppliers have the product, each of them must have approved the patch; where none has it, nothing is reported. A supplier that lists the product, but does not say anything about the patch, has not approved it; one that has approved it and now lists a patch that replaces it has. A patch that the supplier does not approve, although it is authorized, effective or installed, is reported by vpc/owner-withdrawn-approval alone. The rule applies only if the files of the supplier are available.",
    why: 'A patch that the supplier has not approved can stop the product, and the supplier does not answer for that.',
    todo: 'Wait for the approval, or set the state back. If you test a patch before the supplier does, say so in a comment, and suppress the problem with the reason.',
  },
  examples: {
    valid: [
      productExample('the supplier has approved it', installed(), {
        isOwner: true,
        suppliers: supplierFile('2026-02-17', { state: 'Approved', 'state-date': '2026-02-16T14:30:00Z' }),
      }),
      productExample('another product', installed(), {
        isOwner: true,
        suppliers: supplierFile('2026-02-17', { 'product-id': 'Northwind Historian' }),
      }),
    ],
    invalid: [
      productExample('the supplier still tests it', installed(), {
        isOwner: true,
        suppliers: supplierFile('2026-02-17', { state: 'In Test' }),
      }),
    ],
  },
  scope: 'document',
  *check(publication, { suppliers }): Generator<RuleProblem> {
    if (suppliers === undefined) return;
    for (const { kind, answer, state, label, range } of contradictions(publication, suppliers)) {
      if (kind !== 'ahead') continue;
      const { supplier, file } = answer;
      if (answer.state !== null) {
        yield { message: 'state', args: [state, label, supplier, answer.state, file], range };
        continue;
      }
      const { approval } = answer;
      if (approval === null) yield { message: 'silent', args: [state, label, supplier, file], range };
      else {
        const args = [state, label, supplier, file, approval.state, approval.file];
        yield { message: 'dropped', args, range };
      }
    }
  },
};

function installed() {
  return productDraft({ state: 'Installed', 'state-date': '2026-02-18T08:00:00Z' });
}
