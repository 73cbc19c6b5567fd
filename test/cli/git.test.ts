/** `--changed` in repositories whose settings name programs, and in submodules. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { CliFolder, type RunOptions } from '../support/cli';

const IS_WINDOWS = process.platform === 'win32';

describe('vpc lint --changed', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ 'repo/a.vpc.xml': '<a/>', 'repo/b.vpc.xml': '<a/>' });
    git('repo', 'init', '-q');
    git('repo', 'add', '.');
    git('repo', 'commit', '-qm', 'x');
  });
  afterEach(() => folder.remove());

  function git(where: string, ...args: string[]): void {
    const settings = ['user.name=x', 'user.email=x@example.com', 'protocol.file.allow=always', 'commit.gpgSign=false'];
    execFileSync('git', [...settings.flatMap((setting) => ['-c', setting]), ...args], {
      cwd: join(folder.path, where),
      stdio: 'pipe',
    });
  }

  /** The changed files, sorted, or the message of the error. */
  async function changed(options: RunOptions & { since?: string } = {}): Promise<string[]> {
    const since = options.since === undefined ? [] : ['--since', options.since];
    const args = ['lint', '--changed', ...since, '--format', 'json', '*.xml', '**/*.xml'];
    const { code, out, err } = await folder.vpc(args, { cwd: join(folder.path, 'repo'), ...options });
    if (code === 2) return [err.trim()];
    const { files, unreadable = [] } = JSON.parse(out) as Record<'files' | 'unreadable', { path: string }[]>;
    return [...files, ...unreadable].map(({ path }) => path).sort();
  }

  const edit = (path: string): Promise<void> => writeFile(join(folder.path, 'repo', path), '<b/>');

  it('starts no program that the settings of a repository name', async function () {
    if (IS_WINDOWS) return this.skip();
    const program = (name: string, rest = '') => `touch ${join(folder.path, `started-${name}`)}; ${rest}`;
    const hook = join(folder.path, 'repo/hooks/post-index-change');
    await mkdir(join(folder.path, 'repo/hooks'));
    await writeFile(hook, `#!/bin/sh\n${program('hook')}\n`);
    await chmod(hook, 0o755);
    await writeFile(join(folder.path, 'repo/.gitattributes'), '*.xml filter=e diff=e\n');
    for (const [key, value] of [
      ['core.fsmonitor', program('fsmonitor', 'false')],
      ['core.hooksPath', 'hooks'],
      ['core.pager', program('pager', 'cat')],
      ['core.sshCommand', program('ssh')],
      ['filter.e.clean', program('clean', 'cat')],
      ['filter.e.smudge', program('smudge', 'cat')],
      ['filter.e.required', 'true'],
      ['filter.p.q.process', program('process')],
      ['diff.external', program('external')],
      ['diff.e.textconv', program('textconv', 'cat')],
      ['diff.e.command', program('command')],
      ['extensions.partialClone', 'evil'],
      ['remote.evil.promisor', 'true'],
      ['remote.evil.url', folder.path],
      ['remote.evil.uploadpack', program('uploadpack')],
      ['alias.diff', `!${program('alias')}`],
    ] as const) {
      git('repo', 'config', key, value);
    }
    await edit('a.vpc.xml');
    assert.deepEqual(await changed(), ['a.vpc.xml']);
    assert.deepEqual(await changed({ since: 'HEAD' }), ['a.vpc.xml']);
    // An object that is missing would be fetched.
    assert.match((await changed({ since: '1'.repeat(40) }))[0]!, /unknown commit/);
    const started = (await readdir(folder.path)).filter((name) => name.startsWith('started'));
    assert.deepEqual(started, []);
  });

  it('does not take a filter with an odd name for another setting', async () => {
    git('repo', 'config', 'filter.a=b.clean', 'cat');
    assert.match((await changed())[0]!, /^vpc: Git has a filter with an invalid name: "filter\.a=b"$/);
  });

  it('does not run a program called git from the repository', async function () {
    if (IS_WINDOWS) return this.skip();
    const fake = join(folder.path, 'repo/git');
    await writeFile(fake, `#!/bin/sh\ntouch ${join(folder.path, 'started-git')}\n`);
    await chmod(fake, 0o755);
    await edit('a.vpc.xml');
    const repository = join(folder.path, 'repo');
    for (const path of [
      ['.', '', repository, process.env.PATH!],
      [`${repository}/sub/..`, process.env.PATH!],
    ]) {
      assert.deepEqual(await changed({ env: { PATH: path.join(delimiter) } }), ['a.vpc.xml']);
    }
    assert.match(
      (await changed({ env: { PATH: `.${delimiter}${repository}` } }))[0]!,
      /requires Git, which is not installed/,
    );
    assert.ok(!(await readdir(folder.path)).includes('started-git'));
  });

  it('refuses names of commits that are options or have control characters', async () => {
    for (const since of ['--upload-pack=x', '--output=x', '-h', 'a\nb', 'a\u0000b', '']) {
      assert.match((await changed({ since }))[0]!, /^vpc: ".*" is not a valid name of a commit, branch or tag$/);
    }
    for (const since of ['HEAD', 'HEAD^{/x}', 'HEAD@{0}']) assert.deepEqual(await changed({ since }), []);
    for (const since of ['none', 'HEAD..HEAD', 'HEAD:a.vpc.xml'])
      assert.match((await changed({ since }))[0]!, /unknown commit/);
  });

  it('refuses a repository whose files are elsewhere', async () => {
    await mkdir(join(folder.path, 'repo/inner'));
    git('repo', 'config', 'core.worktree', folder.path);
    assert.match((await changed())[0]!, /the files of its Git repository are elsewhere$/);
  });

  it('ignores variables that name another repository', async () => {
    await edit('b.vpc.xml');
    const elsewhere = join(folder.path, 'none');
    const env = { GIT_DIR: elsewhere, GIT_WORK_TREE: elsewhere, GIT_INDEX_FILE: elsewhere, GIT_CONFIG: elsewhere };
    assert.deepEqual(await changed({ env }), ['b.vpc.xml']);
  });

  describe('with a submodule', () => {
    beforeEach(async () => {
      await rename(join(folder.path, 'repo'), join(folder.path, 'inner'));
      await mkdir(join(folder.path, 'repo'));
      await writeFile(join(folder.path, 'repo/o.vpc.xml'), '<a/>');
      git('repo', 'init', '-q');
      git('repo', 'submodule', '--quiet', 'add', join(folder.path, 'inner'), 'sub');
      git('repo', 'add', '.');
      git('repo', 'commit', '-qm', 'x');
    });

    it('sees changed and new files in it', async () => {
      assert.deepEqual(await changed(), []);
      await edit('sub/a.vpc.xml');
      await edit('sub/new.vpc.xml');
      assert.deepEqual(await changed(), ['sub/a.vpc.xml', 'sub/new.vpc.xml']);
    });

    it('compares with the commit that is recorded', async () => {
      await edit('sub/b.vpc.xml');
      git('repo/sub', 'commit', '-qam', 'y');
      assert.deepEqual(await changed(), ['sub/b.vpc.xml']);
      git('repo', 'commit', '-qam', 'y');
      assert.deepEqual(await changed(), []);
      assert.deepEqual(await changed({ since: 'HEAD~1' }), ['sub/b.vpc.xml']);
    });

    it('starts no program that its settings name', async function () {
      if (IS_WINDOWS) return this.skip();
      await writeFile(join(folder.path, 'repo/sub/.gitattributes'), '*.xml filter=e\n');
      git('repo/sub', 'config', 'filter.e.clean', `touch ${join(folder.path, 'started')}; cat`);
      git('repo/sub', 'config', 'core.fsmonitor', `touch ${join(folder.path, 'started')}; false`);
      await edit('sub/a.vpc.xml');
      assert.deepEqual(await changed(), ['sub/a.vpc.xml']);
      assert.ok(!(await readdir(folder.path)).includes('started'));
    });
  });
});
