import assert from 'node:assert/strict';
import { judgeMutants } from '../../support/mutants';
import { forSeeds } from '../../support/seeds';
import { BOTH } from '../../support/vocabularies';

/** The number of mutants of each vocabulary. */
const MUTANTS = 10_000;

describe('validation of mutated documents', () => {
  for (const vocabulary of BOTH) {
    it(`agrees with libxml2, with one problem per mutation, on its line: ${vocabulary.title}`, () =>
      forSeeds(2026, MUTANTS, async ({ random, count }) => {
        const { valid, invalid, differences } = await judgeMutants(vocabulary, count, random);
        assert.deepEqual(differences, []);
        assert.ok(Math.min(valid, invalid) > count / 10, `${valid} valid, ${invalid} invalid`);
      }));
  }
});
