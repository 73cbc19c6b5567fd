import assert from 'node:assert/strict';
import { judgeMutants } from '../support/mutants';
import { BOTH } from '../support/vocabularies';

/** How many mutants of each vocabulary are made. */
const MUTANTS = Number(process.env.VPC_RUNS ?? 10_000);

describe('a mutated document', () => {
  for (const vocabulary of BOTH) {
    it(`is judged as by libxml2, with one problem for one mistake, on its line: ${vocabulary.title}`, async () => {
      const { valid, invalid, differences } = await judgeMutants(vocabulary, MUTANTS);
      assert.deepEqual(differences, []);
      assert.ok(Math.min(valid, invalid) > MUTANTS / 10, `${valid} valid, ${invalid} invalid`);
    }).timeout(600_000);
  }
});
