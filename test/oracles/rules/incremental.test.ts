import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../server/src/xml/parser';
import { reparse } from '../../../server/src/xml/reparse';
import { ruleProblems } from '../../../server/src/rules/runner';
import type { RuleContext } from '../../../server/src/rules/rule';
import { Vocabulary } from '../../../server/src/domain/vocabulary';
import { editionOf } from '../../support/editions';
import { publicationText } from '../../support/publications';
import { BOTH } from '../../support/vocabularies';
import { assertProperty } from '../../support/seeds';
import type { Draft } from '../../../server/src/domain/publicationText';

/** Pieces that introduce and fix problems, in text and in structure. */
const PIECES = [
  '',
  'KB1',
  'KB2',
  '0',
  '8',
  '2027',
  'Z',
  'Batch',
  'In Test',
  '-',
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

/** Patches that refer to each other, with products, dates and targets, for the rules about the whole file. */
function patch(index: number): Draft<'patch'> {
  const product = { 'product-id': index % 9 === 0 ? 'Batch' : 'North Batch', 'state-date': '2026-02-12T09:00:00Z' };
  return {
    'patch-id': `KB${index % 75}`,
    title: 'Update',
    released: index % 7 === 0 ? '2026-02-11T08:00:00' : '2026-02-10T08:00:00Z',
    severity: 'Low',
    vulnerability: 'CVE-1',
    target: index % 2 === 0 ? 'Windows' : 'Office',
    supersedes: `KB${index + 8}`,
    prerequisite: `KB${(index * 3) % 80}`,
    product: [
      { ...product, state: 'Approved' },
      { ...product, 'product-version': '8.2', state: index % 3 === 0 ? 'In Test' : 'Available' },
    ],
  };
}

for (const testVocabulary of BOTH) {
  const { title, vocabulary } = testVocabulary;
  const patches = Array.from({ length: 80 }, (_, index) => patch(index));
  const microsoft = { 'vendor-id': 'Microsoft', patch: patches };
  const contoso = { 'vendor-id': 'Contoso', patch: patches.slice(20, 40) };
  const start = parse(publicationText(testVocabulary, [], { 'patch-vendor': [microsoft, contoso] }));
  const context: RuleContext = {
    fileName: 'patches.xml',
    now: Date.parse('2026-06-01T00:00:00Z'),
    previous: editionOf({ published: '2026-01-18T09:00:00Z', 'patch-vendor': [microsoft] }, vocabulary),
    preset: 'full',
  };

  describe(`running the rules after edits, ${title}`, () => {
    it('agrees with a run on the whole text', () => {
      const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 12 }), text: fc.constantFrom(...PIECES) });
      const codes = new Set<string>();
      assertProperty(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
          let tree = start;
          for (const { at, length, text } of edits) {
            const from = at % (tree.length + 1);
            tree = reparse(tree, { start: from, end: Math.min(from + length, tree.length), text });
            const found = ruleProblems(tree, vocabulary, context);
            // A new vocabulary has nothing memoised.
            const fresh = ruleProblems(
              parse(tree.text()),
              new Vocabulary(vocabulary.profile, vocabulary.tables),
              context,
            );
            assert.deepEqual(found, fresh);
            for (const { code } of found) codes.add(code);
          }
        }),
        { numRuns: 60, seed: 624432 },
      );
      assert.ok(codes.size >= 15, [...codes].join());
    });
  });
}
