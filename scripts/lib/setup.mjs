// What every script needs before it can start: the dependencies of package-lock.json, and the bundles in dist/.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, root, runNpm } from './shell.mjs';

/** Installs the dependencies where they are missing or are not those that package-lock.json names. */
export async function ensureDependencies() {
  if (installedAsLocked()) return;
  console.log('Installing the dependencies (npm ci) ...');
  await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Builds dist/. Always: it takes a second or two, less than finding out whether it is needed. */
export async function build() {
  await mustRun(process.execPath, [join(root, 'esbuild.mjs')]);
}

/** Dependencies and bundles. */
export async function setUp() {
  await ensureDependencies();
  await build();
}

// npm keeps a lock file of what it has installed inside node_modules. Comparing versions (and not times or a stamp)
// also notices a checkout of another branch and an installation that was broken off.
function installedAsLocked() {
  const installedFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || installed[path]?.version === entry.version,
  );
}
