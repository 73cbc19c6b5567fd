// Mocha's "spec" report with the last line that scripts/lib/tally.mjs reads. Skipped tests have a reason, which
// `skip(this, 'reason')` of test/support/skip.ts stores in the test.
const { reporters } = require('mocha');

module.exports = class TallyReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    runner.on('pending', (test) => skipped.push(test));
    runner.once('end', () => {
      for (const test of skipped)
        console.log(`skipped: ${test.fullTitle()}: ${test.skipReason ?? 'switched off in its source'}`);
      const { passes, failures } = this.stats;
      console.log(`${passes} passed, ${failures} failed, ${skipped.length} skipped`);
    });
  }
};
