/** Runs the examples of docs/PLAN.md. */
import assert from 'node:assert/strict';
import type { Plan } from '../../../server/src/matrix/plan/plan';
import type { Decision } from '../../../server/src/matrix/plan/decision';
import { sentencesText } from '../../../server/src/matrix/plan/sentences';
import { examplesIn } from '../../support/examples';
import { planOf } from '../../support/plans';
import { BOTH } from '../../support/vocabularies';

/** `PC1  KB1  superseded by KB2`. */
function line({ asset, patch, decision, supersededBy }: Decision, { matrix }: Plan): string {
  const by = supersededBy === null ? '' : ` by ${matrix.rows.get(supersededBy)!.id}`;
  return [asset, patch === '' ? '-' : patch, decision + by].join('  ');
}

for (const test of BOTH) {
  describe(`the examples of docs/PLAN.md, ${test.title}`, () => {
    for (const { title, lines } of examplesIn('docs/PLAN.md', 'plan')) {
      it(title, () => {
        const [first, second] = [lines.indexOf('---'), lines.lastIndexOf('---')];
        const plan = planOf(lines.slice(0, first), lines.slice(first + 1, second), test);
        const decisions = plan.assets.flatMap((asset) => asset.decisions);
        const expected = lines.slice(second + 1).map((each) => each.split(/ {2,}/));
        const shown = decisions.map((decision) => line(decision, plan));
        assert.deepEqual(shown.sort(), expected.map((each) => each.slice(0, 3).join('  ')).sort());
        for (const [asset, patch, decision, reason] of expected) {
          if (reason === undefined) continue;
          const found = decisions.find((each) => line(each, plan) === [asset, patch, decision].join('  '))!;
          const text = sentencesText(found.reason);
          assert.ok(text.includes(reason), text);
        }
      });
    }
  });
}
