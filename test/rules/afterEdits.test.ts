import assert from 'node:assert/strict';
import type { RuleContext } from '../../server/src/rules/rule';
import { ruleProblems } from '../../server/src/rules/runner';
import { Vocabulary } from '../../server/src/domain/vocabulary';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';

const CONTEXT: RuleContext = {
  fileName: 'patches.xml',
  now: Date.parse('2026-06-01T00:00:00Z'),
  preset: 'full',
};

/** Edits one after the other: each replaces the last occurrence of a text (an id comes after the references to it). */
const EDITS: readonly (readonly [from: string, to: string])[] = [
  ['KB1017', 'KB1018'],
  ['KB1030', 'KB1018'],
  ['KB1018', 'KB1017'],
  ['2026-02-10', '2027-02-10'],
  ['In Test', 'Approved'],
  ['<', '<<'],
  ['<<', '<'],
];

for (const testVocabulary of BOTH) {
  const { title, vocabulary } = testVocabulary;

  describe(`running the rules after single edits, ${title}`, () => {
    it('agrees with a run on the whole text', () => {
      const patches = Array.from({ length: 40 }, (_, index) => ({
        'patch-id': `KB${1000 + index}`,
        title: 'Update',
        released: '2026-02-10T08:00:00Z',
        supersedes: `KB${1008 + index}`,
        product: [{ 'product-id': 'Batch', state: index % 3 === 0 ? 'In Test' : 'Approved' }],
      }));
      let tree = parse(publicationText(testVocabulary, patches));
      const found = [ruleProblems(tree, vocabulary, CONTEXT)];
      for (const [from, to] of EDITS) {
        const start = tree.text().lastIndexOf(from);
        assert.notEqual(start, -1, from);
        tree = reparse(tree, { start, end: start + from.length, text: to });
        const problems = ruleProblems(tree, vocabulary, CONTEXT);
        // A new vocabulary has nothing memoised.
        const fresh = new Vocabulary(vocabulary.profile, vocabulary.tables);
        assert.deepEqual(problems, ruleProblems(parse(tree.text()), fresh, CONTEXT), `${from} -> ${to}`);
        found.push(problems);
      }
      assert.deepEqual(
        found.map((problems) => problems.some(({ code }) => code === 'vpc/duplicate-patch')),
        [false, true, true, true, true, true, true, true],
      );
    });
  });
}
