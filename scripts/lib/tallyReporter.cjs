// Mocha's own "spec" report, ended by the line that scripts/lib/tally.mjs reads. A test that is skipped says why:
// `skip(this, 'reason')` of test/support/skip.ts leaves the reason with the test.
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
