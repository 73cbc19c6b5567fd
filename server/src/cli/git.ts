import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CommandError, ExitCode, usageError, type Io } from './io';

const run = promisify(execFile);
/** Names of so many changed files are taken, in bytes. */
const MOST_OUTPUT = 256 * 1024 * 1024;

/**
 * The files among others that differ, in git's eyes, from the last commit or from where HEAD left a branch, tag or
 * commit. Files that git does not know yet are among them, ignored ones are not.
 * @param files absolute paths
 * @param since what to compare with; `undefined`: the last commit
 */
export async function changedFiles(files: readonly string[], since: string | undefined, io: Io): Promise<string[]> {
  const top = (await git(['rev-parse', '--show-toplevel'], io)).trim();
  const base = await baseOf(since, io);
  // Names are told from the top, wherever the command is called.
  const listed = await Promise.all([
    base === null
      ? git(['-C', top, 'ls-files', '-z'], io)
      : git(
          ['-C', top, 'diff', '--name-only', '-z', '--no-ext-diff', '--no-relative', '--diff-filter=d', base, '--'],
          io,
        ),
    git(['-C', top, 'ls-files', '--others', '--exclude-standard', '-z'], io),
  ]);
  const names = listed.flatMap((list) => list.split('\0')).filter((name) => name !== '');
  const changed = new Set(names.map((name) => join(top, name)));
  const real = await Promise.all(files.map((file) => realpath(file).catch(() => file)));
  return files.filter((file, index) => changed.has(file) || changed.has(real[index]!));
}

/** The commit to compare with; `null` where there is none yet, so that every file is new. */
async function baseOf(since: string | undefined, io: Io): Promise<string | null> {
  if (since === undefined) return commitOf('HEAD', io);
  const commit = await commitOf(since, io);
  if (commit === null) {
    throw usageError(`git knows no commit, branch or tag "${since}" here; a shallow clone may have to fetch it first`);
  }
  const fork = await git(['merge-base', commit, 'HEAD'], io).catch(() => commit);
  return fork.trim();
}

async function commitOf(name: string, io: Io): Promise<string | null> {
  try {
    const { stdout } = await run('git', ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], {
      cwd: io.cwd,
    });
    return stdout.trim();
  } catch {
    return null;
  }
}

async function git(args: readonly string[], { cwd }: Pick<Io, 'cwd'>): Promise<string> {
  try {
    return (await run('git', [...args], { cwd, maxBuffer: MOST_OUTPUT })).stdout;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT') throw usageError('--changed asks git, and there is no git on this machine');
    const words = (stderr ?? '').trim().replace(/^fatal: /, '');
    if (words.includes('not a git repository')) {
      throw usageError(`--changed asks git, and ${cwd} is in no git repository`);
    }
    throw new CommandError(`git cannot tell what has changed: ${words || String(error)}`, ExitCode.Usage);
  }
}
