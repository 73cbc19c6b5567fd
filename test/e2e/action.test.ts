/** The GitHub action, called as a runner does. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder } from '../support/cli';

const ROOT = join(__dirname, '..', '..');

describe('the action', () => {
  let folder: CliFolder;
  before(async function () {
    if (process.platform === 'win32') this.skip();
    folder = await CliFolder.with({ 'a b.xml': '<a>', 'c.xml': '<c/>', '--fix': '<d>R & D</d>' });
  });
  after(() => folder.remove());

  const run = (env: Readonly<Record<string, string>>) =>
    spawnSync('bash', [join(ROOT, 'scripts/action.sh'), ROOT], {
      cwd: folder.path,
      env: { ...process.env, GITHUB_STEP_SUMMARY: '', GITHUB_WORKSPACE: folder.path, ...env },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });

  it('annotates, writes SARIF and fails', async () => {
    const { status, stdout } = run({ VPC_FILES: 'a b.xml\r\n\nc.xml\n', VPC_SARIF: 'vpc.sarif' });
    assert.equal(status, 1);
    assert.match(stdout, /^::error file=a b\.xml,line=1,/);
    assert.match(stdout, /2 files checked: 1 error/);
    assert.match(await folder.read('vpc.sarif'), /"version": "2\.1\.0"/);
  });

  it('trims its inputs, and checks the current folder without files', () => {
    const spaced = run({ VPC_FILES: '  a b.xml \t\n', VPC_FAIL_ON: ' error\n', VPC_ARGUMENTS: '  --no-config  \n' });
    assert.deepEqual([spaced.status, spaced.stderr.includes('error:')], [1, false]);
    assert.match(run({ VPC_FILES: ' \n' }).stderr, /No VPC files in \./);
  });

  it('adds to the summary of the step, and leaves no file', async () => {
    const summary = join(folder.path, 'summary.md');
    await writeFile(summary, 'before\n');
    const { status } = run({ VPC_FILES: 'a b.xml', GITHUB_STEP_SUMMARY: summary, TMPDIR: folder.path });
    assert.equal(status, 1);
    assert.match(
      await readFile(summary, 'utf8'),
      /^before\n## vpc lint\n\n1 file checked: 1 error\n[^]*\| xml\/missing-end-tag \|/,
    );
    assert.deepEqual(
      (await folder.files()).filter((name) => name.startsWith('tmp.')),
      [],
    );
  });

  it('cuts a summary that GitHub would refuse', async () => {
    const names = ['long1.xml', 'long2.xml', 'long3.xml'];
    // Few enough in each file that no file is stopped.
    for (const name of names) await writeFile(join(folder.path, name), '<b>&'.repeat(4_500));
    const summary = join(folder.path, 'long.md');
    await writeFile(summary, '');
    assert.equal(run({ VPC_FILES: names.join('\n'), GITHUB_STEP_SUMMARY: summary }).status, 1);
    const text = await readFile(summary, 'utf8');
    assert.ok(text.length < 1024 * 1024 && text.length > 900_000);
    assert.match(text, / \|\n\nThe summary is cut here\. The annotations and the log have all problems\.\n$/);
  });

  it('passes additional arguments', () => {
    assert.equal(run({ VPC_FILES: 'c.xml', VPC_ARGUMENTS: '--schema=none.xsd\n' }).status, 2);
    assert.equal(run({ VPC_FILES: 'c.xml' }).status, 0);
  });

  it('does not use a file name as an option', async () => {
    assert.equal(run({ VPC_FILES: '--fix' }).status, 1);
    assert.equal(await folder.read('--fix'), '<d>R & D</d>');
  });
});
