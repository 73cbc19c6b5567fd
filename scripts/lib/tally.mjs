// Counting. Every runner of this project ends with the line "N passed, N failed, N skipped" and says above it, in
// lines that begin with "skipped:", what it left out and why. Here such lines are read, summed and printed.

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
 * What a runner reported: the last such line of its output. A runner that ended badly, or without one, counts as a
 * failure even if it reported none, so that a crash is never taken for success.
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

/** The line that ends a run. */
export const summary = (tally) => `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`;
