/**
 * What the tests of this process have tried, and how often. Where VPC_COUNTS names a file, it gets the counts as JSON at the
 * end of the process: `npm run reliability` and `npm run torture` report them.
 */
import { writeFileSync } from 'node:fs';

const counts = new Map<string, number>();

/** Adds to the count of a thing that was tried, or that happened. */
export function count(what: string, times = 1): void {
  counts.set(what, (counts.get(what) ?? 0) + times);
}

const file = process.env.VPC_COUNTS;
if (file) {
  process.once('exit', () => {
    // Mocha's --require and the imports of the tests may each have an instance of this module.
    if (counts.size === 0) return;
    writeFileSync(file, JSON.stringify(Object.fromEntries([...counts].sort()), null, 2));
  });
}
