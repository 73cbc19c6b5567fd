// Sets up what the scripts need: the dependencies of package-lock.json, and the bundles in dist/.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { restoreManifest } from './npmManifest.mjs';
import { mustRun, root, runNpm } from './shell.mjs';

/** Installs the dependencies if any is missing or has another version than in package-lock.json. */
export async function ensureDependencies() {
  if (installedAsLocked()) return;
  console.log('Installing the dependencies (npm ci) ...');
  await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Builds dist/, always: it takes a second or two, less than finding out whether it is needed. */
export async function build() {
  await mustRun(process.execPath, [join(root, 'esbuild.mjs')]);
}

/** Installs the dependencies and builds the bundles. */
export async function setUp() {
  // An interrupted `npm pack` leaves the manifest of the npm package.
  restoreManifest();
  await ensureDependencies();
  await build();
}

// npm keeps a lock file of the installed packages in node_modules. Comparing versions instead of times also notices a
// checkout of another branch and an interrupted installation.
function installedAsLocked() {
  const installedFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || installed[path]?.version === entry.version,
  );
}
