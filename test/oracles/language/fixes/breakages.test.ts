import assert from 'node:assert/strict';
import { judgeSlips } from '../../../support/breakages';
import { documentIn } from '../../../support/documents';
import { forSeeds } from '../../../support/seeds';
import { BOTH } from '../../../support/vocabularies';

/** Random edits per vocabulary. */
const SLIPS = 300;

describe('fixes of random typing errors', () => {
  for (const test of BOTH) {
    it(`remove their problem and add none: ${test.title}`, () =>
      forSeeds(2026, SLIPS, ({ random, count, isFixed }) => {
        const document = documentIn(test, test.sampleText, test.sampleName);
        const { wrong, broken, fixable, fixes } = judgeSlips([document], count, random);
        assert.deepEqual(wrong, []);
        if (!isFixed) return;
        assert.ok(fixable >= broken * 0.8, `${fixable} of ${broken} slips can be fixed`);
        assert.ok(fixes >= broken, `${fixes} fixes`);
      }));
  }
});
