/** Which files have changed, as Git says. A repository can be from anywhere: none of its settings makes Git start a program. */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { english } from '../xml/problem';

const run = promisify(execFile);

/** Why Git gives no answer, as a template with arguments: what needs Git (an option, a function) is the first one. */
export class GitRefusal extends Error {
  constructor(
    readonly template: string,
    readonly args: readonly string[],
  ) {
    super(english(template, ...args));
  }
}

/** Where Git is called, and what for. */
export interface GitCaller {
  /** The folder, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What needs Git, for messages: an option, or a function of the editor. */
  readonly purpose: string;
}

/** Limit for what Git prints, in bytes. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/**
 * Those of the files that differ, according to Git, from the last commit or from where HEAD diverged from a branch, tag or
 * commit; in a submodule, from the commit of it that is recorded there. Untracked files count as changed, ignored ones do not.
 * Throws a {@link GitRefusal} without Git or repository.
 * @param files absolute paths
 * @param since branch, tag or commit; `undefined`: the last commit
 */
export async function changedFiles(
  files: readonly string[],
  since: string | undefined,
  caller: GitCaller,
): Promise<string[]> {
  const repository = await (await new Git(gitProgram(caller), caller.cwd, caller).atTop()).withoutFilters();
  const changed = await changedIn(repository, await baseOf(since, repository));
  const real = await Promise.all(files.map((file) => realpath(file).catch(() => file)));
  return files.filter((file, index) => changed.has(file) || changed.has(real[index]!));
}

/** A file as a commit has it. */
export interface CommittedFile {
  /** Absolute; the file need not be there any more. */
  readonly path: string;
  /** Equal for equal contents. */
  readonly object: string;
  readonly bytes: () => Promise<Uint8Array>;
}

/**
 * The files of a commit, as they are recorded: without links and submodules, and unchanged by any filter. Throws a {@link GitRefusal}
 * without Git or repository, and for a name that is no commit.
 * @param name of a commit, branch or tag
 */
export async function filesAt(name: string, caller: GitCaller): Promise<CommittedFile[]> {
  const git = await new Git(gitProgram(caller), caller.cwd, caller).atTop();
  const commit = await namedCommit(name, git);
  const entries = names(await git.run(['ls-tree', '-r', '-z', '--full-tree', commit]));
  return entries.flatMap((entry): CommittedFile[] => {
    const [, object, path] = /^100\d{3} blob ([0-9a-f]+)\t([^]*)$/.exec(entry) ?? [];
    if (object === undefined) return [];
    return [{ path: join(git.folder, path!), object, bytes: () => git.bytes(['cat-file', 'blob', object]) }];
  });
}

/** The paths that have changed in a repository and its submodules, absolute. @param base a commit; `null`: every file is new */
async function changedIn(git: Git, base: string | null): Promise<Set<string>> {
  const listed = [
    base === null ? await git.run(['ls-files', '-z']) : await git.run([...DIFF, base, '--']),
    await git.run(['ls-files', '--others', '--exclude-standard', '-z', '--']),
  ];
  const changed = new Set(listed.flatMap(names).map((name) => join(git.folder, name)));
  for (const name of await submodulesOf(git)) {
    const folder = join(git.folder, name);
    if (!existsSync(join(folder, '.git')) || leavesThrough(folder, git.folder)) continue;
    const submodule = await (await git.in(folder).atTop()).withoutFilters();
    const recorded = base === null ? null : await git.recorded(base, name);
    const known = recorded === null ? null : await submodule.commit(recorded);
    for (const file of await changedIn(submodule, known)) changed.add(file);
  }
  return changed;
}

/** Lists names of files that differ from a commit. What is in submodules is asked there. */
const DIFF = ['diff', '--name-only', '-z', '--no-ext-diff', '--no-textconv', '--no-relative', '--no-renames'].concat([
  '--diff-filter=d',
  '--ignore-submodules=all',
]);

/** The paths of the submodules, from the top folder. */
async function submodulesOf(git: Git): Promise<string[]> {
  const entries = names(await git.run(['ls-files', '--stage', '-z', '--']));
  return entries.filter((entry) => entry.startsWith('160000 ')).map((entry) => entry.slice(entry.indexOf('\t') + 1));
}

/** Whether a link leads from a submodule's path to elsewhere. */
function leavesThrough(folder: string, top: string): boolean {
  return realpathSync(folder) !== join(realpathSync(top), relative(top, folder));
}

/** The commit to compare with; `null` if there is no commit yet: then every file is new. */
async function baseOf(since: string | undefined, git: Git): Promise<string | null> {
  if (since === undefined) return git.commit('HEAD');
  const commit = await namedCommit(since, git);
  const fork = await git.run(['merge-base', commit, 'HEAD']).catch(() => commit);
  return fork.trim();
}

/** The commit that a name means. Throws a {@link GitRefusal} for none. */
async function namedCommit(name: string, git: Git): Promise<string> {
  if (/^-|[\u0000-\u001F\u007F]/.test(name) || name === '') {
    throw new GitRefusal('"{0}" is not a valid name of a commit, branch or tag', [name]);
  }
  const commit = await git.commit(name);
  if (commit === null) {
    throw new GitRefusal('unknown commit, branch or tag "{0}"; a shallow clone may have to fetch it first', [name]);
  }
  return commit;
}

/** Settings with which Git starts no program and reads from no other computer. */
const SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.untrackedCache=false',
  'core.pager=cat',
  'protocol.allow=never',
  'submodule.recurse=false',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting]);

/** Variables that name another repository or a program; those that only add settings of the user remain. */
const REMOVED_VARIABLE = /^GIT_(?!CONFIG_|CEILING_DIRECTORIES$|DISCOVERY_ACROSS_FILESYSTEM$)/i;

/** Git in a folder. */
class Git {
  constructor(
    private readonly program: string,
    readonly folder: string,
    private readonly caller: GitCaller,
    private readonly filters: readonly string[] = [],
  ) {}

  in(folder: string): Git {
    return new Git(this.program, folder, this.caller);
  }

  /** Git in the top folder of the repository. Throws a {@link GitRefusal} where the repository says that its files are elsewhere. */
  async atTop(): Promise<Git> {
    const top = (await this.run(['rev-parse', '--show-toplevel'])).replace(/\r?\n$/, '');
    const found = realOrNull(top);
    if (found === null || found !== repositoryAround(this.folder)) {
      throw new GitRefusal('{0} does not work in {1}: the files of its Git repository are elsewhere', [
        this.caller.purpose,
        this.folder,
      ]);
    }
    return this.in(top);
  }

  /** The same without the programs that the repository wants its files to pass through. Files that they would change count as changed. */
  async withoutFilters(): Promise<Git> {
    // Exits with 1 where there is none.
    const listed = await this.run(['config', '-z', '--name-only', '--get-regexp', '^filter\\.'], [1]);
    const drivers = new Set(names(listed).map((key) => key.slice(0, key.lastIndexOf('.'))));
    const filters = [...drivers].flatMap((driver) => {
      // Git would read the name of another setting there.
      if (driver.includes('=')) throw new GitRefusal('Git has a filter with an invalid name: "{0}"', [driver]);
      return ['clean=', 'smudge=', 'process=', 'required=false'].flatMap((part) => ['-c', `${driver}.${part}`]);
    });
    return new Git(this.program, this.folder, this.caller, filters);
  }

  /** The commit that a name means; `null` if there is none. */
  async commit(name: string): Promise<string | null> {
    const found = await this.run(
      ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
      [1, 128],
    );
    return found.trim() || null;
  }

  /** The commit of a submodule that a commit records; `null` if it has none there. */
  async recorded(commit: string, name: string): Promise<string | null> {
    const [entry = ''] = names(await this.run(['ls-tree', '-z', '--full-tree', commit, '--', name]));
    return /^160000 commit ([0-9a-f]+)\t/.exec(entry)?.[1] ?? null;
  }

  /** What Git prints. @param allowed exit codes that are an answer, too: then it is empty */
  async run(args: readonly string[], allowed: readonly number[] = []): Promise<string> {
    return (await this.bytes(args, allowed)).toString();
  }

  /** What Git prints, as bytes. Parameters as of {@link run}. */
  async bytes(args: readonly string[], allowed: readonly number[] = []): Promise<Buffer> {
    const { caller, folder } = this;
    const kept = Object.entries(caller.env).filter(([name]) => !REMOVED_VARIABLE.test(name));
    const env = {
      ...Object.fromEntries(kept),
      LC_ALL: 'C',
      GIT_ALLOW_PROTOCOL: 'none',
      GIT_LITERAL_PATHSPECS: '1',
      GIT_NO_LAZY_FETCH: '1',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
    };
    try {
      const all = ['--no-pager', ...SETTINGS, ...this.filters, ...args];
      return (await run(this.program, all, { cwd: folder, env, maxBuffer: MAX_OUTPUT, encoding: 'buffer' })).stdout;
    } catch (error) {
      const { code, stderr } = error as { code?: unknown; stderr?: Buffer };
      if (typeof code === 'number' && allowed.includes(code)) return Buffer.alloc(0);
      const detail = (stderr?.toString() ?? '').trim().replace(/^fatal: /, '');
      if (detail.includes('not a git repository')) {
        throw new GitRefusal('{0} requires Git, but {1} is not in a Git repository', [caller.purpose, folder]);
      }
      throw new GitRefusal('Git failed: {0}', [detail || String(error)]);
    }
  }
}

/** The program of Git on the search path, absolute. One that lies in the repository, or in the current folder, is none. */
function gitProgram({ env, cwd, purpose }: GitCaller): string {
  const isWindows = process.platform === 'win32';
  const path = Object.entries(env).find(([name]) => (isWindows ? name.toUpperCase() : name) === 'PATH')?.[1] ?? '';
  const inside = outermostRepository(cwd);
  for (const folder of path.split(delimiter)) {
    // Relative ones start from the current folder.
    if (!isAbsolute(folder)) continue;
    const program = join(folder, isWindows ? 'git.exe' : 'git');
    const real = realOrNull(program);
    if (real !== null && isProgram(real) && !isBelow(real, inside) && !isBelow(program, inside)) return program;
  }
  throw new GitRefusal('{0} requires Git, which is not installed', [purpose]);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // The next folder of the search path can have one.
    return false;
  }
}

/** The folders around one, itself first, that have a repository. */
function repositoriesAround(folder: string): string[] {
  const found: string[] = [];
  for (let at = realOrNull(folder) ?? folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) found.push(at);
    if (dirname(at) === at) return found;
  }
}

/** The folder of the repository that a folder is in; `null` without one. */
function repositoryAround(folder: string): string | null {
  return repositoriesAround(folder)[0] ?? null;
}

/** The outermost folder that has a repository; without any, the folder itself. */
function outermostRepository(folder: string): string {
  return repositoriesAround(folder).at(-1) ?? realOrNull(folder) ?? folder;
}

function realOrNull(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    // There is none, or nobody can reach it.
    return null;
  }
}

function isBelow(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}

function names(list: string): string[] {
  return list.split('\0').filter((name) => name !== '');
}
