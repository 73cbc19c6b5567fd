// The parts of `npm test`. Each returns a tally; a failure does not stop the parts after it.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { EDITORS, ensureEditor } from './editors.mjs';
import { root, run, SetupError, tool } from './shell.mjs';
import { failed, failuresIn, passed, readTally, skipped, sum } from './tally.mjs';
import { ensureVsCode } from './vscode.mjs';
import { editions } from './vscodeEditions.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

const REPORTER = join(root, 'scripts/lib/tallyReporter.cjs');

/** The parts by their names in `npm test -- NAME...`, in the order in which they run. */
export const suites = { check, unit, oracles, doors, ...editors(), browser, ...workbenches() };

/** Types, lint, format, imports between the folders and words of docs/STYLE.md; one check for each processor at a time. */
async function check() {
  const checks = {
    // The slowest first.
    lint: [tool('eslint'), '--max-warnings', '0', '.'],
    types: [tool('tsc', 'typescript'), '--noEmit', '-p', 'tsconfig.json'],
    // Code of the page has the types of the DOM, other code has not.
    'types of the page': [tool('tsc', 'typescript'), '--noEmit', '-p', 'client/webview'],
    'types of the tests of the page': [tool('tsc', 'typescript'), '--noEmit', '-p', 'test/browser'],
    format: [tool('prettier'), '--check', '--log-level', 'warn', '.'],
    arrows: [tool('depcruise', 'dependency-cruiser'), '--config', '.dependency-cruiser.cjs', 'client', 'server'],
    words: [join(root, 'scripts/words.mjs')],
    'picture of the rooms': [join(root, 'scripts/architecture.mjs'), '--check'],
  };
  const tallies = [];
  const waiting = Object.entries(checks);
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, args] = next;
      const { code, output } = await run(process.execPath, args, { quiet: true });
      console.log(`${output}${code === 0 ? 'passed' : 'failed'}: ${name}`);
      tallies.push(code === 0 ? passed() : failed());
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return sum(tallies);
}

/** The tests of each folder of server/src, as in .mocharc.json. */
function unit() {
  return mocha([]);
}

/** Slow tests: comparisons with other validators, properties of random documents, fuzzing, conformance suites. */
function oracles() {
  const jobs = ['--parallel', '--jobs', String(availableParallelism())];
  return mocha([...jobs, ...options({ minutes: 20 }), 'test/oracles/**/*.test.ts']);
}

/** The bundles as users run them: language server over stdio, command line. */
async function doors() {
  const files = readdirSync(join(root, 'test/e2e')).filter((file) => file.endsWith('.test.ts'));
  if (files.length === 0) return passed(0);
  return mocha([...options({ minutes: 5 }), ...files.map((file) => `test/e2e/${file}`)]);
}

/** The language server in other editors, one part for each: `editor-neovim`, and so on. */
function editors() {
  return Object.fromEntries(Object.keys(EDITORS).map((name) => [`editor-${name}`, () => editor(name)]));
}

/** @returns {Promise<Tally>} */
async function editor(name) {
  try {
    const env = { VPC_EDITOR: await ensureEditor(name) };
    return await mocha([...options({ minutes: 5 }), `test/e2e/editors/${name}.test.ts`], env);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.log(`skipped: ${name}: ${error.message}`);
    return skipped(`${name}: ${error.message}`);
  }
}

/** The matrix page alone, in a real browser. @returns {Promise<Tally>} */
async function browser() {
  try {
    const env = { CHROMIUM: await ensureChromium() };
    return await mocha([...options({ minutes: 5 }), 'test/browser/*.test.ts'], env);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.log(`skipped: ${error.message}`);
    return skipped(error.message);
  }
}

/** The extension in VS Code, one part for each version. */
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
    if (packing.code !== 0) {
      console.log(`failed: ${env.VPC_TEST_VSIX} cannot be packed`);
      return failed();
    }
    const inside = await run(process.execPath, ['--import', 'tsx', 'test/e2e/support/hostRun.ts'], { env });
    const outside = await mocha([...options({ minutes: 15 }), 'test/e2e/workbench/*.test.ts'], env);
    return sum([readTally(inside.output, inside.code), outside]);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const reason = `VS Code ${version}: ${error.message}`;
    console.log(`skipped: ${reason}`);
    return skipped(reason);
  }
}

/** Mocha options instead of .mocharc.json. The time limit ends a test that hangs; it must be long enough for a busy machine. */
function options({ minutes }) {
  return ['--no-config', '--require', './test/support/seeds.ts', '--timeout', `${minutes}m`];
}

async function mocha(args, env = {}) {
  const all = ['--import', 'tsx', tool('mocha'), '--reporter', REPORTER, ...args];
  const { code, output } = await run(process.execPath, all, { env });
  const tally = readTally(output, code);
  if (code !== 0 && failuresIn(output).length === 0) console.log(`failed: mocha ${args.join(' ')}: exit code ${code}`);
  return tally;
}
