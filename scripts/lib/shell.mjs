// Starts other programs. Only this file knows how npm and the tools in node_modules are called.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A step of the setup that is not possible here; the message says why, and what to do. */
export class SetupError extends Error {}

// Variables of `npm run` that describe this package: another npm, started in another folder, would use them as its own.
const INHERITED_FROM_NPM = /^npm_(package_|lifecycle_|command$|config_(local_prefix|prefix|noproxy)$)/;

/** The environment for a child process: that of this process without npm's variables about this package, and `extra`. */
export function childEnvironment(extra = {}) {
  const own = Object.entries(process.env).filter(([name]) => !INHERITED_FROM_NPM.test(name));
  return { ...Object.fromEntries(own), ...extra };
}

/**
 * Runs a program, prints its output at once, and waits for its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: boolean }} [options] quiet: do not print the output
 * @returns {Promise<{ code: number, output: string }>} exit code (1 after a signal) and stdout + stderr
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

/** Runs a program that must succeed; otherwise throws a SetupError with the end of its output. */
export async function mustRun(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) {
    throw new SetupError(`"${[command, ...args].join(' ')}" ended with ${code}:\n${output.trim().slice(-2000)}`);
  }
  return output;
}

/** Command and first arguments that start npm: the script that runs this process, or npm on the PATH. */
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

/** The script of a command of an installed package, to run with `process.execPath` (no shell shims). */
export function tool(name, packageName = name) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/** The full path of a program on the PATH; undefined if there is none. */
export function which(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => endings.map((end) => join(folder, name + end))).find((path) => existsSync(path));
}

let indexed = false;

/**
 * Installs Debian packages. Requires root on Debian or Ubuntu; otherwise throws a SetupError that names the packages.
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

/** Starts a program that continues after this process has ended. @returns false if it could not be started */
export function open(command, args) {
  return spawnSync(command, args, { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0;
}
