import { existsSync, readFileSync } from 'node:fs';

/** One test of the suite in the extension host, written by test/e2e/host/index.ts as a line of JSON when it ends. */
export interface HostResult {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly milliseconds?: number;
  /** The stack of a failed test, or the reason of a skipped one. */
  readonly detail?: string;
}

/** Reads the results so far, also of a run that hangs or has crashed. */
export function readReport(file: string): HostResult[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as HostResult);
}

/** Prints the tests, and last the line that scripts/lib/tally.mjs reads. */
export function printReport(results: readonly HostResult[]): void {
  for (const { title, state, milliseconds, detail } of results) {
    if (state === 'skipped') console.log(`skipped: ${title}: ${detail ?? 'switched off in its source'}`);
    else
      console.log(
        `  ${state === 'passed' ? '✔' : '✖'} ${title} (${milliseconds ?? 0} ms)${detail ? `\n${detail}` : ''}`,
      );
  }
  const count = (wanted: HostResult['state']): number => results.filter(({ state }) => state === wanted).length;
  console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
}
