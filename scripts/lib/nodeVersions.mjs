// Other versions of Node, from the npm registry.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './shell.mjs';

/**
 * Installs the newest Node of a major version: a package with the program alone, without scripts.
 * @param {string} folder where it is installed, in a folder of its own
 * @param {string} major for example `24`
 * @returns {Promise<string>} its path
 */
export async function installNode(folder, major) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const home = join(folder, `node-${major}`);
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{"private":true}');
  await runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${major}`], {
    cwd: home,
    quiet: true,
  });
  return join(home, 'node_modules', name, process.platform === 'win32' ? 'bin/node.exe' : 'bin/node');
}
