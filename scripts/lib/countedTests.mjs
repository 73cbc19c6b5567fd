// Runs test files and returns what they counted (test/support/counts.ts).
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run, tool } from './shell.mjs';
import { readTally } from './tally.mjs';

/**
 * @param {string[]} files test files, relative to the checkout
 * @param {Record<string, string>} [env] further variables of the tests
 * @returns {Promise<{ tally: import('./tally.mjs').Tally, counts: Record<string, number> }>}
 */
export function countedTests(files, env = {}) {
  const reporter = join(root, 'scripts/lib/tallyReporter.cjs');
  const options = ['--no-config', '--require', './test/support/seeds.ts', '--timeout', '20m', '--reporter', reporter];
  return counted(['--import', 'tsx', tool('mocha'), ...options, ...files], env);
}

/**
 * Runs a program of Node that counts; its output is printed.
 * @param {string[]} args of node
 * @param {Record<string, string>} [env]
 */
export async function counted(args, env = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'vpc-counts-'));
  try {
    const file = join(folder, 'counts.json');
    const { code, output } = await run(process.execPath, args, { env: { ...env, VPC_COUNTS: file } });
    // A program that ends early has counted nothing.
    const counts = await readFile(file, 'utf8').then(JSON.parse, () => ({}));
    return { code, tally: readTally(output, code), counts };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
