/** `vpc` as it is shipped: dist/cli.js, a process of its own. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagnostics } from '../../server/src/service/diagnostics';
import { findingOf } from '../../server/src/service/findings';
import { english } from '../../server/src/service/localize';
import { runCli } from '../support/builtCli';
import { CliFolder } from '../support/cli';
import { documentIn } from '../support/documents';
import { editionsFolder } from '../support/editionsFolder';
import { publicationText } from '../support/publications';
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

  it('finds in a file so large that two threads share it what is found in its tree', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'vpc-'));
    try {
      const patches = Array.from({ length: 90_000 }, (_, index) => ({
        'patch-id': `KB${index % 89_990}`,
        title: `Update ${index}`,
        released: '2026-02-10T18:00:00Z',
      }));
      const text = publicationText(FIRST, patches).replace('Update 89000<', 'Update <wrong>59000<');
      writeFileSync(join(cwd, 'large.vpc.xml'), text);
      const { out } = runCli(['lint', '--format', 'json', 'large.vpc.xml'], { cwd });
      const { files } = JSON.parse(out) as { files: { diagnostics: { code: string; range: unknown }[] }[] };
      const document = documentIn(FIRST, text, 'large.vpc.xml');
      const expected = diagnostics(document).map((problem) => findingOf(problem, document.tree, english));
      assert.ok(text.length > 9_000_000);
      assert.ok(expected.length > 10);
      assert.deepEqual(
        files[0]!.diagnostics.map(({ code, range }) => ({ code, range })),
        expected.map(({ code, range }) => ({ code, range })),
      );
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });

  it('shares the files among threads, and reports the same in the same order', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'vpc-'));
    try {
      for (let index = 0; index < 200; index++) {
        writeFileSync(join(cwd, `${index}.vpc.xml`), `<a${index}>${'\n<b>'.repeat(index % 7)}`);
      }
      const args = ['lint', '--format', 'json', '.', 'missing.xml', FIRST.samplePath];
      const alone = runCli(args, { cwd });
      assert.equal(alone.code, 3);
      assert.deepEqual(runCli([...args, '--jobs', '3'], { cwd }), alone);
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });

  it('lets the files know each other in several threads and in shards', async () => {
    const folder = await CliFolder.with(editionsFolder(FIRST));
    try {
      const args = ['lint', '--format', 'jsonl', '.'];
      const alone = runCli(args, { cwd: folder.path });
      assert.match(alone.out, /vpc\/transition/);
      assert.deepEqual(runCli([...args, '--jobs', '3'], { cwd: folder.path }), alone);
      const parts = ['1/2', '2/2'].map(
        (part) => runCli([...args, '--shard', part, '--jobs', '2'], { cwd: folder.path }).out,
      );
      const findings = (out: string) => out.split('\n').sort();
      assert.deepEqual(findings(parts.join('')).filter(Boolean), findings(alone.out).filter(Boolean));
    } finally {
      await folder.remove();
    }
  });

  it('says what is too large for the memory that there is, and does the others', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'vpc-'));
    try {
      writeFileSync(join(cwd, 'held.xml'), `<!DOCTYPE a>\n<a>${'<b>text</b>\n'.repeat(1_500_000)}</a>`);
      writeFileSync(join(cwd, 'zeros.xml'), Buffer.alloc(20_000_000));
      writeFileSync(join(cwd, 'good.xml'), '<a/>');
      const env = { NODE_OPTIONS: '--max-old-space-size=100' };
      const { code, out, err } = runCli(['lint', 'held.xml', 'zeros.xml', 'good.xml', '--quiet'], {
        cwd,
        env,
      });
      assert.deepEqual([code, out], [3, '1 file checked, no problems\n']);
      const size =
        '\\d+ MB, and \\d+ MB is the most; NODE_OPTIONS=--max-old-space-size=8192 lets Node take more memory';
      assert.match(
        err,
        new RegExp(
          [
            `^vpc: cannot read held\\.xml: .*would have to be held: ${size}`,
            'vpc: cannot read zeros\\.xml: it is not a text file\n$',
          ].join('\n'),
        ),
      );
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });

  it('is quiet where nobody reads on', function () {
    if (process.platform === 'win32') this.skip();
    const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${CLI}" lint --help | true`], {
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [0, '']);
  });
});
