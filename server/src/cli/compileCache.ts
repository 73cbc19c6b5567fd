/** Where the command line keeps what the engine compiled. */
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const FOLDER = 'vpc-tools';
/** Several commands of a few builds. */
const MOST_KEPT = 16;
/** How many runs of a command add to what is kept: none needs all of it. */
const RUNS = 3;
/** The number of those runs stands before what was compiled, which wants to lie at a multiple of eight. */
const HEADER = 8;

export class CompileCache {
  /** How many runs have added to what is there. */
  private runs = 0;

  private constructor(
    private readonly folder: string,
    private readonly file: string,
  ) {}

  /**
   * The cache of a build for one command.
   * @param build tells this program from others
   * @returns `null` where the environment wants none (`VPC_COMPILE_CACHE=off`, or Node's own NODE_DISABLE_COMPILE_CACHE),
   * or has no place for it
   */
  static of(env: NodeJS.ProcessEnv, build: string, command: string): CompileCache | null {
    if (env.VPC_COMPILE_CACHE === 'off' || env.NODE_DISABLE_COMPILE_CACHE) return null;
    const parent = cacheFolder(env);
    if (parent === null) return null;
    const folder = join(parent, FOLDER);
    const { version, arch } = process;
    return new CompileCache(folder, join(folder, `${build}-${version}-${arch}-${command}.bin`));
  }

  /** `undefined` where there is none. */
  read(): Buffer | undefined {
    try {
      if (!isOwn(this.folder)) return undefined;
      const bytes = readFileSync(this.file);
      this.runs = bytes[0] ?? 0;
      return bytes.subarray(HEADER);
    } catch {
      return undefined;
    }
  }

  /** Whether this run is to add to it. */
  get isLearning(): boolean {
    return this.runs < RUNS;
  }

  /** What was read is of no use. */
  reject(): void {
    this.runs = 0;
  }

  /** Keeps it for the next run, and of what is there what was written last. What cannot be written is not kept. */
  write(compiled: Buffer): void {
    const temporary = `${this.file}.${process.pid}`;
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      if (!isOwn(this.folder)) return;
      const header = Buffer.alloc(HEADER);
      header[0] = this.runs + 1;
      writeFileSync(temporary, Buffer.concat([header, compiled]), { mode: 0o600 });
      // At once, so that nobody reads half of it.
      renameSync(temporary, this.file);
      for (const file of oldest(this.folder)) remove(file);
    } catch {
      remove(temporary);
    }
  }
}

/** The files beyond the most that are kept. */
function oldest(folder: string): string[] {
  const files = readdirSync(folder).map((name) => join(folder, name));
  if (files.length <= MOST_KEPT) return [];
  const times = new Map(files.map((file) => [file, lstatSync(file).mtimeMs]));
  return files.sort((a, b) => times.get(b)! - times.get(a)!).slice(MOST_KEPT);
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where nothing can be written, nothing was.
  }
}

/** Where programs of a user keep what they can do without; `null` where there is no such place. */
function cacheFolder({ XDG_CACHE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv): string | null {
  if (XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  if (process.platform === 'win32') return LOCALAPPDATA ?? null;
  try {
    return join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
  } catch {
    return null;
  }
}

/** Compiled code is run: it is taken from where nobody else can write only. */
function isOwn(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}
