/** Which files `vpc lint` checks, and where its reports are written. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LintOptions } from '../../server/src/cli/commands/lint/options';
import { WatchedRun } from '../../server/src/cli/commands/lint/watch';
import { CliFolder } from '../support/cli';
import { editionsFolder } from '../support/editionsFolder';
import { FIRST } from '../support/vocabularies';

const SILENT = { write: (): void => undefined, isTerminal: false };

describe('vpc lint', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({
      'a.vpc.xml': '<PatchData>',
      'b.vpc.xml': '<PatchData>',
      'c/c.vpc.xml': '<PatchData>',
      'd.vpc.xml': '<PatchData>',
    });
  });
  afterEach(() => folder.remove());

  const lint = (...args: string[]) => folder.vpc(['lint', ...args]);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
      cwd: folder.path,
      stdio: 'pipe',
    });
  /** The files in the report; each has a problem. */
  const reported = async (...args: string[]) => {
    const { out } = await lint('--format', 'json', ...args);
    return (JSON.parse(out) as { files: { path: string }[] }).files.map(({ path }) => path);
  };

  it('assigns each file to exactly one shard', async () => {
    const parts = [
      await reported('--shard', '1/3'),
      await reported('--shard', '2/3'),
      await reported('--shard', '3/3'),
    ];
    // In turns: the first of three shards has the first file and the fourth.
    assert.deepEqual(parts, [['a.vpc.xml', 'd.vpc.xml'], ['b.vpc.xml'], ['c/c.vpc.xml']]);
    assert.deepEqual(parts.flat().sort(), ['a.vpc.xml', 'b.vpc.xml', 'c/c.vpc.xml', 'd.vpc.xml']);
    assert.equal((await lint('--shard', '4/3')).code, 2);
    assert.equal((await lint('--shard', '0/3')).code, 2);
  });

  it('checks only changed files with --changed and --since', async () => {
    git('init', '--quiet');
    assert.deepEqual((await reported('--changed')).length, 4);
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    assert.deepEqual(await reported('--changed'), []);
    await writeFile(join(folder.path, 'c/c.vpc.xml'), '<PatchData><c>');
    await writeFile(join(folder.path, 'new.vpc.xml'), '<PatchData>');
    assert.deepEqual((await reported('--changed')).sort(), ['c/c.vpc.xml', 'new.vpc.xml']);
    git('tag', 'before');
    git('add', '.');
    git('commit', '--quiet', '-m', 'second');
    assert.deepEqual(await reported('--changed'), []);
    assert.deepEqual((await reported('--changed', '--since', 'before')).sort(), ['c/c.vpc.xml', 'new.vpc.xml']);
    const { code, err } = await lint('--since', '--output=x');
    assert.deepEqual([code, await folder.files().then((files) => files.includes('x'))], [2, false]);
    assert.match(err, /"--output=x" is not a valid name of a commit, branch or tag/);
  });

  it('lets rules use files that have not changed', async () => {
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

  it('reports that there is no repository', async () => {
    const { code, err } = await lint('--changed');
    assert.equal(code, 2);
    assert.match(err, /^vpc: --changed requires Git, but .* is not in a Git repository\n$/);
  });

  it('writes several reports at once', async () => {
    const reports = ['--format', 'compact', '--format', 'jsonl', '--output', 'r.jsonl', '--output', 'r.txt'];
    const { out } = await lint(...reports, 'a.vpc.xml');
    assert.match(out, /^a\.vpc\.xml:1:2: error: /);
    assert.match(await folder.read('r.jsonl'), /^\{"path":"a\.vpc\.xml"/);
    assert.match(await folder.read('r.txt'), /1 file checked: \d errors?\n$/);
  });

  it('rejects two reports with the same destination', async () => {
    assert.equal((await lint('--format', 'json', '--format', 'sarif')).code, 2);
    assert.equal((await lint('--output', 'x', '--format', 'json', '--format', 'sarif', '--output', 'x')).code, 2);
  });

  it('leaves out findings below the threshold with --quiet', async () => {
    const { code, out, err } = await folder.vpc(['lint', '--quiet', '--format', 'compact', 'a.vpc.xml', 'none.xml']);
    assert.equal(code, 3);
    assert.equal(err, 'vpc: cannot read none.xml: no such file\n');
    assert.doesNotMatch(out, /warning: /);
  });

  it('reports the reason for each file that cannot be read, and checks the others', async function () {
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
    assert.match(out, /^a\.vpc\.xml:1:2: error/m);
    assert.match(out, /^odd\/link\.vpc\.xml:1:1: error: cannot read the file: no such file \[unreadable\]\n/);
    const lines = err.split('\n').filter((line) => line.startsWith('vpc: cannot read'));
    assert.deepEqual(lines, [
      'vpc: cannot read odd/link.vpc.xml: no such file',
      'vpc: cannot read odd/round.vpc.xml: symbolic link loop',
      'vpc: cannot read a.vpc.xml/x: a part of the path is not a folder',
      'vpc: cannot read /dev/zero: is a device',
    ]);
    // Root can read all files.
    if (process.getuid?.() !== 0) assert.match((await lint('odd/secret.vpc.xml')).err, /: permission denied\n/);
  });

  it('checks a folder again when a VPC file changes, and not for other files and its own report', async () => {
    const watched = await CliFolder.with({ 'a.vpc.xml': '<a/>', 'vpc.config.json': '{}' });
    try {
      const options: LintOptions = {
        reports: [{ format: 'checkstyle', output: 'report.xml' }],
        failOn: 'error',
        config: join(watched.path, 'vpc.config.json'),
      };
      const io = {
        cwd: watched.path,
        env: {},
        out: SILENT,
        err: SILENT,
        readInput: () => Promise.resolve(Buffer.of()),
      };
      const schema = { uri: 'vpc:/schemas/vpc.xsd', text: FIRST.schemaText };
      const run = new WatchedRun(options, { version: '1', schema, vocabulary: FIRST.vocabulary }, io);
      await writeFile(join(watched.path, 'other.xml'), '<html/>');
      await writeFile(join(watched.path, 'new.xml'), FIRST.sampleText);
      const reads = (name: string) => run.reads(join(watched.path, name));
      for (const name of ['a.vpc.xml', 'new.xml', 'deleted.xml', 'vpc.config.json', 'sub/x.xsd']) {
        assert.equal(await reads(name), true, name);
      }
      for (const name of [
        'report.xml',
        'other.xml',
        'notes.txt',
        'x.json',
        '.vpc-1-2.tmp',
        '.git/index',
        'node_modules/a.vpc.xml',
      ]) {
        assert.equal(await reads(name), false, name);
      }
      await writeFile(join(watched.path, 'vpc.config.json'), '{"x');
      assert.equal(await reads('other.xml'), true);
    } finally {
      await watched.remove();
    }
  });

  it('reads standard input where only its name is given', async () => {
    for (const [input, ...args] of [
      ['<a>', 'lint', '--format', 'compact'],
      ['<a><b/></a>', 'format', '--check'],
    ]) {
      const named = await folder.vpc([...args, '--stdin-filename', 'x.vpc.xml'], { input: input! });
      assert.match(named.out, /^x\.vpc\.xml/);
      const beside = await folder.vpc([...args, '--stdin-filename', 'x.vpc.xml', 'a.vpc.xml']);
      assert.equal(beside.code, 2);
      assert.match(beside.err, /--stdin-filename names standard input, which is not among the files/);
    }
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
