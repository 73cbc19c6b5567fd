/** The GitHub action, as a runner would call it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
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
      env: { ...process.env, GITHUB_WORKSPACE: folder.path, ...env },
      encoding: 'utf8',
    });

  it('annotates, writes SARIF and fails', async () => {
    const { status, stdout } = run({ VPC_FILES: 'a b.xml\r\n\nc.xml\n', VPC_SARIF: 'vpc.sarif' });
    assert.equal(status, 1);
    assert.match(stdout, /^::error file=a b\.xml,line=1,/);
    assert.match(stdout, /2 files checked: 1 error/);
    assert.match(await folder.read('vpc.sarif'), /"version": "2\.1\.0"/);
  });

  it('takes more arguments', () => {
    assert.equal(run({ VPC_FILES: 'c.xml', VPC_ARGUMENTS: '--schema=none.xsd\n' }).status, 2);
    assert.equal(run({ VPC_FILES: 'c.xml' }).status, 0);
  });

  it('takes no name of a file for an option', async () => {
    assert.equal(run({ VPC_FILES: '--fix' }).status, 1);
    assert.equal(await folder.read('--fix'), '<d>R & D</d>');
  });
});
