import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../server/src/xml/parser';
import { reparse } from '../../../server/src/xml/reparse';
import { ruleProblems } from '../../../server/src/vpc/rules/runner';
import { publicationText } from '../../support/publications';
import { BOTH } from '../../support/vocabularies';

/** Pieces that make and mend mistakes, in text and in structure. */
const PIECES = [
  '',
  'KB1',
  'KB2',
  'CVE-2026-1234',
  'High',
  'Critical',
  ' ',
  '<',
  '>',
  '/',
  '"',
  '&amp;',
  '<!--',
  '-->',
  '<x>',
  '</x>',
];

for (const testVocabulary of BOTH) {
  const { title, vocabulary } = testVocabulary;
  const ids = Array.from({ length: 80 }, (_, index) => ({
    'patch-id': `KB${index % 75}`,
    severity: 'Low',
    vulnerability: 'CVE-1',
  }));
  const start = parse(publicationText(testVocabulary, ids));

  describe(`running the rules after edits, ${title}`, () => {
    it('finds what running them on the whole text finds', () => {
      const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 12 }), text: fc.constantFrom(...PIECES) });
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
          let tree = start;
          for (const { at, length, text } of edits) {
            const from = at % (tree.length + 1);
            tree = reparse(tree, { start: from, end: Math.min(from + length, tree.length), text });
            const context = { fileName: 'patches.xml' };
            assert.deepEqual(
              ruleProblems(tree, vocabulary, context),
              ruleProblems(parse(tree.text()), vocabulary, context),
            );
          }
        }),
        { numRuns: 100, seed: 624432 },
      );
    });
  });
}
