// Starting other programs: the one place that knows how npm and the tools in node_modules are called.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A step of the set-up that this machine cannot do; its message says why and what would help. */
export class SetupError extends Error {}

// What `npm run` leaves in the environment describes this package; a second npm, started in another folder, would
// take it for its own.
const INHERITED_FROM_NPM = /^npm_(package_|lifecycle_|command$|config_(local_prefix|prefix|noproxy)$)/;

/** The environment for a child process: this one's, without what npm adds for this package, and with `extra`. */
export function childEnvironment(extra = {}) {
  const own = Object.entries(process.env).filter(([name]) => !INHERITED_FROM_NPM.test(name));
  return { ...Object.fromEntries(own), ...extra };
}

/**
 * Runs a program, shows what it prints as it comes, and waits for its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: boolean }} [options] quiet: keep the output, do not show it
 * @returns {Promise<{ code: number, output: string }>} exit code (1 where a signal ended it) and stdout + stderr
 */
export function run(command, args, { cwd = root, env = {}, quiet = false } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, env: childEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (stream) => (chunk) => {
      output += chunk;
      if (!quiet) stream.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take(process.stdout));
    child.stderr.setEncoding('utf8').on('data', take(process.stderr));
    child.once('error', fail);
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}

/** Runs a program that must succeed; throws SetupError with the end of its output where it does not. */
export async function mustRun(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) {
    throw new SetupError(`"${[command, ...args].join(' ')}" ended with ${code}:\n${output.trim().slice(-2000)}`);
  }
  return output;
}

/** How npm is called: command and leading arguments. npm names its own script to what it runs; on its own it is on the PATH. */
export function npm() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.js$/.test(script)) return [process.execPath, script];
  return process.platform === 'win32' ? ['cmd.exe', '/d', '/c', 'npm'] : ['npm'];
}

/** Runs npm; must succeed. */
export function runNpm(args, options) {
  const [command, ...leading] = npm();
  return mustRun(command, [...leading, ...args], options);
}

/** The script behind a command of an installed package, to be run with `process.execPath` (no shell shims). */
export function tool(name, packageName = name) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/** The full path of a program on the PATH, or undefined. */
export function which(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => endings.map((end) => join(folder, name + end))).find((path) => existsSync(path));
}

let indexed = false;

/**
 * Installs Debian packages. Only root on a Debian or Ubuntu can; anyone else is told what to install.
 * @param {string[]} packages
 */
export async function installDebian(packages) {
  if (!which('apt-get') || process.getuid?.() !== 0) {
    throw new SetupError(`please install: ${packages.join(', ')} (this can be done here only by root on Debian)`);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (!indexed) await mustRun('apt-get', ['update', '-q'], { env, quiet: true });
  indexed = true;
  await mustRun('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env, quiet: true });
}

/** Opens a program and lets it go on after this process has ended. Gives false where it could not be started. */
export function open(command, args) {
  return spawnSync(command, args, { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0;
}
