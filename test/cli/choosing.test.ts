/** Which files `vpc lint` takes, and where its reports go. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder } from '../support/cli';
import { editionsFolder } from '../support/editionsFolder';
import { FIRST } from '../support/vocabularies';

describe('vpc lint', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ 'a.vpc.xml': '<a>', 'b.vpc.xml': '<b>', 'c/c.vpc.xml': '<c>', 'd.vpc.xml': '<d>' });
  });
  afterEach(() => folder.remove());

  const lint = (...args: string[]) => folder.vpc(['lint', ...args]);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
      cwd: folder.path,
      stdio: 'pipe',
    });
  /** The files that are reported on; each has a mistake. */
  const reported = async (...args: string[]) => {
    const { out } = await lint('--format', 'json', ...args);
    return (JSON.parse(out) as { files: { path: string }[] }).files.map(({ path }) => path);
  };

  it('deals files out to shards, each to one', async () => {
    const parts = [
      await reported('--shard', '1/3'),
      await reported('--shard', '2/3'),
      await reported('--shard', '3/3'),
    ];
    assert.deepEqual(parts.flat().sort(), ['a.vpc.xml', 'b.vpc.xml', 'c/c.vpc.xml', 'd.vpc.xml']);
    assert.equal((await lint('--shard', '4/3')).code, 2);
    assert.equal((await lint('--shard', '0/3')).code, 2);
  });

  it('asks git what has changed', async () => {
    git('init', '--quiet');
    assert.deepEqual((await reported('--changed')).length, 4);
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    assert.deepEqual(await reported('--changed'), []);
    await writeFile(join(folder.path, 'c/c.vpc.xml'), '<c><c>');
    await writeFile(join(folder.path, 'new.vpc.xml'), '<n>');
    assert.deepEqual((await reported('--changed')).sort(), ['c/c.vpc.xml', 'new.vpc.xml']);
    git('tag', 'before');
    git('add', '.');
    git('commit', '--quiet', '-m', 'second');
    assert.deepEqual(await reported('--changed'), []);
    assert.deepEqual((await reported('--changed', '--since', 'before')).sort(), ['c/c.vpc.xml', 'new.vpc.xml']);
    const { code, err } = await lint('--since', '--output=x');
    assert.deepEqual([code, await folder.files().then((files) => files.includes('x'))], [2, false]);
    assert.match(err, /git knows no commit, branch or tag "--output=x" here/);
  });

  it('knows the files that have not changed, too', async () => {
    const editions = await CliFolder.with(editionsFolder(FIRST));
    const gitIn = (...args: string[]) => execFileSync('git', args, { cwd: editions.path, stdio: 'pipe' });
    try {
      gitIn('init', '--quiet');
      gitIn('add', '.');
      const identity = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];
      gitIn(...identity, 'commit', '--quiet', '-m', 'first');
      const second = '2026/second.vpc.xml';
      await writeFile(join(editions.path, second), `${await editions.read(second)}\n`);
      const { out } = await editions.vpc(['lint', '--changed', '--format', 'json']);
      const { files } = JSON.parse(out) as { files: { path: string; diagnostics: { code: string }[] }[] };
      assert.deepEqual(
        files.map(({ path }) => path),
        [second],
      );
      const codes = files[0]!.diagnostics.map(({ code }) => code);
      for (const code of ['vpc/transition', 'vpc/version-not-raised']) assert.ok(codes.includes(code), code);
    } finally {
      await editions.remove();
    }
  });

  it('says where there is no repository', async () => {
    const { code, err } = await lint('--changed');
    assert.equal(code, 2);
    assert.match(err, /^vpc: --changed asks git, and .* is in no git repository\n$/);
  });

  it('writes several reports at once', async () => {
    const reports = ['--format', 'compact', '--format', 'jsonl', '--output', 'r.jsonl', '--output', 'r.txt'];
    const { out } = await lint(...reports, 'a.vpc.xml');
    assert.match(out, /^a\.vpc\.xml:1:2: error: /);
    assert.match(await folder.read('r.jsonl'), /^\{"path":"a\.vpc\.xml"/);
    assert.match(await folder.read('r.txt'), /1 file checked: \d errors?\n$/);
  });

  it('refuses two reports for one place', async () => {
    assert.equal((await lint('--format', 'json', '--format', 'sarif')).code, 2);
    assert.equal((await lint('--output', 'x', '--format', 'json', '--format', 'sarif', '--output', 'x')).code, 2);
  });

  it('keeps quiet about what does not count', async () => {
    const { code, out, err } = await folder.vpc(['lint', '--quiet', '--format', 'compact', 'a.vpc.xml', 'none.xml']);
    assert.equal(code, 3);
    assert.equal(err, 'vpc: cannot read none.xml: no such file\n');
    assert.doesNotMatch(out, /warning: /);
  });

  it('says what is wrong with each file that cannot be read, and does the others', async function () {
    if (process.platform === 'win32') return this.skip();
    const path = (name: string) => join(folder.path, 'odd', name);
    await mkdir(path('folder.vpc.xml'), { recursive: true });
    await symlink('nowhere.xml', path('link.vpc.xml'));
    await symlink('round.vpc.xml', path('round.vpc.xml'));
    await writeFile(path('secret.vpc.xml'), '<a/>');
    await chmod(path('secret.vpc.xml'), 0);
    const names = ['odd/link.vpc.xml', 'odd/round.vpc.xml', 'a.vpc.xml/x', '/dev/zero', 'a.vpc.xml'];
    const { code, out, err } = await lint('--format', 'compact', ...names);
    assert.equal(code, 3);
    assert.match(out, /^a\.vpc\.xml:1:2: error/);
    const lines = err.split('\n').filter((line) => line.startsWith('vpc: cannot read'));
    assert.deepEqual(lines, [
      'vpc: cannot read odd/link.vpc.xml: no such file',
      'vpc: cannot read odd/round.vpc.xml: its symbolic links go round in circles',
      'vpc: cannot read a.vpc.xml/x: a part of its path is no folder',
      'vpc: cannot read /dev/zero: it is a device',
    ]);
    // Whoever is root may read everything.
    if (process.getuid?.() !== 0) assert.match((await lint('odd/secret.vpc.xml')).err, /: permission denied\n/);
  });

  it('checks again when a file changes', async () => {
    const stopping = new AbortController();
    const runs = folder.vpc(['lint', '--watch', '--format', 'compact', 'a.vpc.xml'], {
      stopped: stopping.signal,
      onError: (line) => {
        if (!line.includes('watching')) return;
        if (seen++ === 0) void writeFile(join(folder.path, 'a.vpc.xml'), '<a></b>');
        else stopping.abort();
      },
    });
    let seen = 0;
    const { code, out } = await runs;
    assert.equal(code, 0);
    assert.equal(out.match(/1 file checked/g)?.length, 2);
  });
});
