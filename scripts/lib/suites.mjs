// What `npm test` runs, part by part. Every part gives a tally and stops none of those after it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { root, run, SetupError, tool } from './shell.mjs';
import { failed, passed, readTally, skipped, sum } from './tally.mjs';
import { ensureVsCode } from './vscode.mjs';
import { editions } from './vscodeEditions.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

const REPORTER = join(root, 'scripts/lib/tallyReporter.cjs');

/** The parts by the names that `npm test -- NAME...` takes, in the order in which they run. */
export const suites = { check, unit, doors, browser, ...workbenches() };

/** Types, lint, format and the arrows between the rooms. */
async function check() {
  const checks = {
    types: [tool('tsc', 'typescript'), '--noEmit', '-p', 'tsconfig.json'],
    // What runs in a page knows the types of the DOM, and the rest does not.
    'types of the page': [tool('tsc', 'typescript'), '--noEmit', '-p', 'client/webview'],
    'types of the tests of the page': [tool('tsc', 'typescript'), '--noEmit', '-p', 'test/browser'],
    lint: [tool('eslint'), '--max-warnings', '0', '.'],
    format: [tool('prettier'), '--check', '--log-level', 'warn', '.'],
    arrows: [tool('depcruise', 'dependency-cruiser'), '--config', '.dependency-cruiser.cjs', 'client', 'server'],
  };
  const tallies = [];
  for (const [name, args] of Object.entries(checks)) {
    const { code } = await run(process.execPath, args);
    console.log(`${code === 0 ? 'passed' : 'FAILED'}: ${name}`);
    tallies.push(code === 0 ? passed() : failed());
  }
  return sum(tallies);
}

/** The rooms, each by its own tests (.mocharc.json says which). */
function unit() {
  return mocha([]);
}

/** The bundles as users run them: the language server over stdio, the command line. */
async function doors() {
  const files = readdirSync(join(root, 'test/e2e')).filter((file) => file.endsWith('.test.ts'));
  if (files.length === 0) return passed(0);
  return mocha(['--no-config', '--timeout', '60000', ...files.map((file) => `test/e2e/${file}`)]);
}

/** The matrix page alone, in a real browser. @returns {Promise<Tally>} */
async function browser() {
  try {
    const env = { CHROMIUM: await ensureChromium() };
    return await mocha(['--no-config', '--timeout', '60000', 'test/browser/*.test.ts'], env);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.log(`skipped: ${error.message}`);
    return skipped(error.message);
  }
}

/** The extension in a real VS Code, one part for each edition. */
function workbenches() {
  return Object.fromEntries(Object.keys(editions).map((version) => [`workbench-${version}`, () => workbench(version)]));
}

/** @returns {Promise<Tally>} */
async function workbench(version) {
  try {
    const env = {
      VPC_TEST_VSCODE: await ensureVsCode(version),
      VPC_TEST_EDITION: version,
      CHROMIUM: await ensureChromium(),
      VPC_TEST_VSIX: join(root, 'out/test.vsix'),
    };
    const packing = await run(process.execPath, ['scripts/package.mjs', env.VPC_TEST_VSIX]);
    if (packing.code !== 0) return failed();
    const inside = await run(process.execPath, ['--import', 'tsx', 'test/e2e/support/hostRun.ts'], { env });
    const outside = await mocha(['--no-config', '--timeout', '60000', 'test/e2e/workbench/*.test.ts'], env);
    return sum([readTally(inside.output, inside.code), outside]);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const reason = `VS Code ${version}: ${error.message}`;
    console.log(`skipped: ${reason}`);
    return skipped(reason);
  }
}

async function mocha(args, env = {}) {
  const all = ['--import', 'tsx', tool('mocha'), '--reporter', REPORTER, ...args];
  const { code, output } = await run(process.execPath, all, { env });
  return readTally(output, code);
}
