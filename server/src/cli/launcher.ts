/**
 * Entry of the installed `vpc`: runs dist/cli.js with what V8 has compiled in an earlier run. Node's own compile cache contains
 * only the functions that are compiled while a file is loaded, a quarter of the code that a run needs; and Node 20 has none.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { optimiseLess } from '../disk/engineFlags';
import { THREAD } from './io';

/** The commands that are run again and again, each with its own functions. The others share one file. */
const FREQUENT = new Set(['lint', 'format', 'matrix', 'compare', 'plan']);
/** How many files are kept: for the frequent commands of two versions. The oldest ones are removed. */
const KEPT = 12;
/** Bytes at the end of a file: the exit code of the run that wrote it, and the checksum of all before. */
const EXIT_CODE = 1;
const CHECKSUM = 4;

/** Compiled code, and the exit code of the run that wrote it. */
interface Kept {
  readonly code: Buffer;
  readonly exitCode: number;
}

/** The compiled code in a file; `undefined` if there is none, or it is damaged: V8 would run it unchecked. */
function readCode(file: string): Kept | undefined {
  try {
    const bytes = readFileSync(file);
    const summed = bytes.subarray(0, -CHECKSUM);
    if (bytes.readUInt32LE(summed.length) !== crc32(summed)) return undefined;
    return { code: summed.subarray(0, -EXIT_CODE), exitCode: summed.at(-EXIT_CODE)! };
  } catch {
    // No file, or one that is too short.
    return undefined;
  }
}

/** Writes compiled code. Nothing depends on it, so that a full disk or a folder that cannot be written to is no error. */
function writeCode(file: string, { code, exitCode }: Kept): void {
  const folder = dirname(file);
  const temporary = `${file}.${process.pid}.tmp`;
  const summed = Buffer.concat([code, Buffer.of(exitCode)]);
  const checksum = Buffer.alloc(CHECKSUM);
  checksum.writeUInt32LE(crc32(summed));
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(temporary, Buffer.concat([summed, checksum]), { mode: 0o600 });
      renameSync(temporary, file);
    } finally {
      rmSync(temporary, { force: true });
    }
    removeOldest(folder);
  } catch {
    // See above.
  }
}

/** Removes all but the newest files of a folder. Throws if it cannot. */
function removeOldest(folder: string): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const newestFirst = files.map((path) => [path, statSync(path).mtimeMs] as const).sort(([, a], [, b]) => b - a);
  for (const [old] of newestFirst.slice(KEPT)) rmSync(old, { force: true });
}

/** The folder for compiled code; `undefined` if there is none. Not the temporary folder, which other users can write to. */
function cacheFolder(): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME, NODE_DISABLE_COMPILE_CACHE } = process.env;
  if (NODE_DISABLE_COMPILE_CACHE) return undefined;
  const folder = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && join(HOME, '.cache'));
  return folder ? join(folder, 'vpc-tools', 'code') : undefined;
}

function run(): void {
  // Part of what V8 compares: it must be set before the code is read.
  optimiseLess();
  const program = join(__dirname, 'cli.js');
  const source = readFileSync(program);
  const folder = cacheFolder();
  const isThread = process.argv[2] === THREAD;
  const command = isThread ? 'lint' : (process.argv[2] ?? '');
  const group = FREQUENT.has(command) ? command : 'others';
  // V8 compares its own version and flags, but of the source only the length.
  const file = folder && join(folder, `${group}-${process.version}-${process.arch}-${crc32(source).toString(16)}`);
  const kept = file ? readCode(file) : undefined;
  const body = source.toString('utf8').replace(/^#!.*/, '');
  const parameters = 'exports, require, module, __filename, __dirname';
  const script = new Script(`(function (${parameters}) {${body}\n})`, {
    filename: program,
    cachedData: kept?.code,
  });
  const isUsable = kept !== undefined && script.cachedDataRejected === false;
  if (file && !isThread) {
    process.once('exit', (exitCode) => {
      // A run with findings has compiled more than one without. After a wrong command line hardly anything has been compiled.
      const hasMore = !isUsable || exitCode > kept.exitCode;
      if (hasMore && exitCode < 2) writeCode(file, { code: script.createCachedData(), exitCode });
    });
  }
  const module = { exports: {} };
  const start = script.runInThisContext() as (...values: readonly unknown[]) => void;
  // Threads are started with this file, too.
  start(module.exports, require, module, __filename, __dirname);
}

run();
