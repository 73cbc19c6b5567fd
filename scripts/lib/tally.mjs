// Reads, sums and prints tallies. Every runner of this project prints "N passed, N failed, N skipped" as its last line, and
// before it, in lines that start with "skipped:", the reason for each skipped test.

/** @typedef {{ passed: number, failed: number, skipped: number, reasons: string[] }} Tally */

const LINE = /^(\d+) passed, (\d+) failed, (\d+) skipped\s*$/gm;
const REASON = /^\s*skipped: (.*)$/gm;

/** @returns {Tally} */
export const passed = (count = 1) => ({ passed: count, failed: 0, skipped: 0, reasons: [] });

/** @returns {Tally} */
export const failed = (count = 1) => ({ passed: 0, failed: count, skipped: 0, reasons: [] });

/** @returns {Tally} */
export const skipped = (reason) => ({ passed: 0, failed: 0, skipped: 1, reasons: [reason] });

/**
 * The tally of a runner: the last such line of its output. A runner that exits with an error, or without that line, counts as
 * a failure even if it reported none, so that a crash never counts as success.
 * @returns {Tally}
 */
export function readTally(output, exitCode) {
  const last = [...output.matchAll(LINE)].at(-1);
  if (!last) return failed();
  const reasons = [...output.matchAll(REASON)].map((match) => match[1].trim());
  const tally = { passed: Number(last[1]), failed: Number(last[2]), skipped: Number(last[3]), reasons };
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** @param {Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  const total = (key) => tallies.reduce((count, tally) => count + tally[key], 0);
  return {
    passed: total('passed'),
    failed: total('failed'),
    skipped: total('skipped'),
    reasons: tallies.flatMap((tally) => tally.reasons),
  };
}

// What Mocha prints between the number of failures and the tally: each failed test with its error.
const MOCHA_FAILURES = /^ {2}\d+ failing\n([^]*?)(?=^\d+ passed, \d+ failed, \d+ skipped\s*$)/gm;
const FAILURE = /^(?:not ok|failed:) .*$/gm;

/**
 * The failed tests in the output of a runner, to be printed again at its end: in the log of a long run they are far from the
 * tally, and a CI server may show the end only.
 */
export function failuresIn(output) {
  // eslint-disable-next-line no-control-regex -- the colours of a terminal
  const plain = output.replace(/\u001B\[[\d;]*m/g, '');
  const mocha = [...plain.matchAll(MOCHA_FAILURES)].map((match) => match[1].trimEnd());
  const others = [...plain.matchAll(FAILURE)].map((match) => match[0]);
  return [...mocha, ...others];
}

/** The line that ends a run. */
export const summary = (tally) => `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`;
