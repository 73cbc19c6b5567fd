/** The entry that VS Code's extension host loads (extensionTestsPath): runs the suites beside it with mocha. */
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'mocha';
import type { HostResult } from '../support/hostReport';

/** Ends a test that hangs; conditions that a test waits for have limits of their own (support.ts). */
const TEST_LIMIT_MS = 600_000;

/** Called by VS Code. Rejects if a test failed, which makes the extension host end with a non-zero code. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ timeout: TEST_LIMIT_MS, color: false });
  const suites = readdirSync(__dirname).filter((file) => file.endsWith('.test.js'));
  for (const file of suites.sort()) mocha.addFile(join(__dirname, file));
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test) => put({ title: test.fullTitle(), state: 'passed', milliseconds: test.duration }))
      .on('pending', (test) => put({ title: test.fullTitle(), state: 'skipped', detail: reasonOf(test) }))
      .on('fail', (test, error: Error) =>
        put({ title: test.fullTitle(), state: 'failed', detail: error.stack ?? error.message }),
      );
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

function put(result: HostResult): void {
  const file = process.env.VPC_TEST_REPORT;
  if (file) appendFileSync(file, `${JSON.stringify(result)}\n`);
}

function reasonOf(test: Test): string | undefined {
  return (test as { skipReason?: string }).skipReason;
}
