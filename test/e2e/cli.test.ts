/** `vpc` as it is shipped: dist/cli.js, a process of its own. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../support/builtCli';
import { FIRST } from '../support/vocabularies';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'dist/cli.js');

describe('dist/cli.js', () => {
  it('is a program of its own', () => {
    accessSync(CLI, constants.X_OK);
    assert.match(readFileSync(CLI, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });

  it('reports the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    assert.deepEqual(runCli(['--version']), { code: 0, out: `${version}\n`, err: '' });
  });

  it('holds all that it needs: schema, profile, tables', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'vpc-'));
    try {
      assert.deepEqual(runCli(['lint', FIRST.samplePath], { cwd }), {
        code: 0,
        out: '1 file checked, no problems\n',
        err: '',
      });
      assert.equal(runCli(['matrix', FIRST.samplePath, '--format', 'csv'], { cwd }).code, 0);
      assert.equal(runCli(['profile'], { cwd }).code, 0);
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });

  it('reads standard input and ends with the exit code', () => {
    assert.equal(runCli(['lint', '-'], { input: FIRST.sampleText }).code, 0);
    assert.equal(runCli(['lint', '-'], { input: '<a>' }).code, 1);
    assert.equal(runCli(['lint', '--nonsense']).code, 2);
    assert.equal(runCli(['lint', 'missing.xml']).code, 3);
  });

  it('is quiet where nobody reads on', function () {
    if (process.platform === 'win32') this.skip();
    const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${CLI}" lint --help | true`], {
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [0, '']);
  });
});
