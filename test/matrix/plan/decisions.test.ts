/** Runs the examples of docs/PLAN.md. */
import assert from 'node:assert/strict';
import type { Aliases } from '../../../server/src/domain/identity';
import type { ListedAsset } from '../../../server/src/exchange/assets/assetList';
import type { InstalledPatch } from '../../../server/src/exchange/assets/installedList';
import { buildMatrix } from '../../../server/src/matrix/matrix';
import { buildPlan, type Plan } from '../../../server/src/matrix/plan/plan';
import type { Decision } from '../../../server/src/matrix/plan/decision';
import { sentencesText } from '../../../server/src/matrix/plan/sentences';
import { runToCompletion } from '../../../server/src/xml/task';
import { examplesIn, productIn, readExample } from '../../support/examples';
import { BOTH, type TestVocabulary } from '../../support/vocabularies';

interface Lists {
  readonly assets: ListedAsset[];
  readonly installed: InstalledPatch[];
  readonly aliases: Aliases;
}

function listsIn(lines: readonly string[]): Lists {
  const lists: Lists = { assets: [], installed: [], aliases: {} };
  for (const [index, line] of lines.entries()) {
    const [kind, first = '', second = '', third = ''] = line.split(/ {2,}/);
    const at = `A${index + 1}`;
    const supplier = third.replace(/^of /, '');
    if (kind === 'asset') lists.assets.push({ asset: first, zone: '', supplier, ...productIn(second), at });
    else if (kind === 'installed') lists.installed.push({ asset: first, vendor: '', patch: second, date: third, at });
    else Object.assign(lists.aliases, { [first]: { [second]: [third] } });
  }
  return lists;
}

function planOf(files: readonly string[], lists: readonly string[], test: TestVocabulary): Plan {
  const { given, notes } = readExample(files, test);
  const { assets, installed, aliases } = listsIn(lists);
  // The page has the file names of the reference profile.
  const vocabulary = test.vocabulary.with({ aliases, fileNamePattern: '{supplier}_VPC_{published:yyyy-MM-dd}.xml' });
  const matrix = runToCompletion(buildMatrix(vocabulary, given));
  const now = Date.parse('2026-04-01T00:00:00Z');
  return runToCompletion(buildPlan(matrix, { assets, installed, notes, now }));
}

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
