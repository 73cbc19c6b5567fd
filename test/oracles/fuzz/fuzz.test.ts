/** What is fuzzed for hours by `npm run fuzz`: here with the inputs that have failed once, and with a fixed number of others. */
import fc from 'fast-check';
import { assertAsyncProperty } from '../../support/seeds';
import { keptInputs } from './corpus';
import { targets } from './targets';

describe('fuzzing', () => {
  for (const [file, { target, input }] of keptInputs()) {
    it(`holds for an input that failed once: ${file}`, async () => {
      await targets.find(({ name }) => name === target)!.run(input);
    });
  }

  for (const { name, inputs, run, testRuns } of targets) {
    it(`holds for any input: ${name}`, async () => {
      await assertAsyncProperty(
        fc.asyncProperty(inputs, async (input) => run(input)),
        { numRuns: testRuns, seed: 20261129 },
      );
    });
  }
});
