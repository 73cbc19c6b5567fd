import assert from 'node:assert/strict';
import { judgeSlips } from '../../support/breakages';
import { documentIn } from '../../support/documents';
import { randomFrom } from '../../support/random';
import { BOTH } from '../../support/vocabularies';

/** How many slips in each vocabulary. */
const SLIPS = Number(process.env.VPC_RUNS ?? 300);

describe('fixes of random slips', () => {
  for (const test of BOTH) {
    it(`take their problem away and bring none: ${test.title}`, () => {
      const document = documentIn(test, test.sampleText, test.sampleName);
      const { wrong, broken, mendable, fixes } = judgeSlips([document], SLIPS, randomFrom(2026));
      assert.deepEqual(wrong, []);
      assert.ok(mendable >= broken * 0.8, `${mendable} of ${broken} slips can be mended`);
      assert.ok(fixes >= broken, `${fixes} fixes`);
    }).timeout(120_000);
  }
});
