import { strict as assert } from 'node:assert';
import { resolve } from 'node:path';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly reasons: readonly string[];
}

interface TallyModule {
  readTally(output: string, exitCode: number): Tally;
  skipped(reason: string): Tally;
  sum(tallies: readonly Tally[]): Tally;
  summary(tally: Tally): string;
}

describe('the tally of a runner', () => {
  let tally: TallyModule;

  before(async () => {
    // The scripts run before anything is built or installed: they are JavaScript without types.
    tally = (await import(resolve('scripts/lib/tally.mjs'))) as TallyModule;
  });

  it('is the last tally line', () => {
    const output = '1 passed, 0 failed, 0 skipped\nmore\n12 passed, 3 failed, 4 skipped\n';
    assert.deepEqual(tally.readTally(output, 1), { passed: 12, failed: 3, skipped: 4, reasons: [] });
  });

  it('has the reasons of skipped tests', () => {
    const output = '  skipped: a test: no such tool\n0 passed, 0 failed, 1 skipped';
    assert.deepEqual(tally.readTally(output, 0).reasons, ['a test: no such tool']);
  });

  it('counts a crash as a failure, even after a tally line', () => {
    assert.equal(tally.readTally('', 0).failed, 1);
    assert.equal(tally.readTally('5 passed, 0 failed, 0 skipped\n', 1).failed, 1);
  });

  it('is summed and printed in one line', () => {
    const total = tally.sum([tally.readTally('2 passed, 1 failed, 0 skipped', 1), tally.skipped('no browser')]);
    assert.equal(tally.summary(total), '2 passed, 1 failed, 1 skipped');
    assert.deepEqual(total.reasons, ['no browser']);
  });
});
