/** The bundled command line, dist/cli.js, as a process. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagnostics } from '../../server/src/language/diagnostics';
import { diagnosticOf } from '../../server/src/workspace/diagnostic';
import { runCli } from '../support/builtCli';
import { CliFolder } from '../support/cli';
import { documentIn } from '../support/documents';
import { editionsFolder } from '../support/editionsFolder';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';
import { english } from '../../server/src/xml/problem';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'dist/cli.js');

describe('dist/cli.js', () => {
  it('runs alone', () => {
    accessSync(CLI, constants.X_OK);
    assert.match(readFileSync(CLI, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });

  it('reports the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    assert.deepEqual(runCli(['--version']), { code: 0, out: `${version}\n`, err: '' });
  });

  it('includes schema, profile and tables', () => {
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

  it('reads standard input and exits with the right code', () => {
    assert.equal(runCli(['lint', '-'], { input: FIRST.sampleText }).code, 0);
    assert.equal(runCli(['lint', '-'], { input: '<a>' }).code, 1);
    assert.equal(runCli(['lint', '--nonsense']).code, 2);
    assert.equal(runCli(['lint', 'missing.xml']).code, 3);
  });

  it('finds the same problems in a streamed file of 9 MB as in its tree', () => {
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
      const expected = diagnostics(document).map((problem) => diagnosticOf(problem, document.tree, english));
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

  it('reports the same in the same order with several threads', () => {
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

  it('lets rules use all files in several threads and in shards', async () => {
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

  it('reports files that are too large for the memory, and checks the others', () => {
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
      assert.equal(code, 3);
      assert.match(out, /^held\.xml: error\n {2}cannot read the file: .*\n\nzeros\.xml: error\n/);
      assert.match(out, /\n1 file checked, no problems; 2 files could not be read\n$/);
      const size =
        '\\d+ MB, the limit is \\d+ MB; NODE_OPTIONS=--max-old-space-size=8192 raises the memory limit of Node';
      assert.match(
        err,
        new RegExp(
          [
            `^vpc: cannot read held\\.xml: .*the part to load into memory is too large: ${size}`,
            'vpc: cannot read zeros\\.xml: not a text file\n$',
          ].join('\n'),
        ),
      );
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });

  describe('with an output that cannot be written to', () => {
    const folder = (): string => {
      const cwd = mkdtempSync(join(tmpdir(), 'vpc-'));
      for (let index = 0; index < 40; index++)
        writeFileSync(join(cwd, `${index}.vpc.xml`), `<PatchData>${'<b/>\n'.repeat(200)}</PatchData>`);
      writeFileSync(join(cwd, 'fix.vpc.xml'), FIRST.sampleText.replace('</Supplier>', '</Suplier>'));
      return cwd;
    };
    const sh = (script: string, cwd: string, env: Readonly<Record<string, string>> = {}) =>
      spawnSync('bash', ['-c', `vpc() { "${process.execPath}" "${CLI}" "$@"; }; ${script}`], {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, ...env },
      });

    it('ends with the true exit code, and writes files, when the reader closes the pipe', function () {
      if (process.platform === 'win32') this.skip();
      const cwd = folder();
      try {
        const script =
          'vpc lint --format compact --format json --output r.json --fix . | head -1; echo "${PIPESTATUS[0]}"';
        const { stdout, stderr } = sh(script, cwd);
        assert.match(stdout, /^\S+:\d+:\d+: .*\n1\n$/);
        assert.match(stderr, /^vpc: fixed \d+ problems? in \d+ files?$/m);
        const { files } = JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8')) as { files: unknown[] };
        assert.equal(files.length, 41);
        assert.match(readFileSync(join(cwd, 'fix.vpc.xml'), 'utf8'), /<\/Supplier>/);
        assert.match(sh('vpc lint . 2>&1 >/dev/null | true; echo "${PIPESTATUS[0]}"', cwd).stdout, /^1\n$/);
      } finally {
        rmSync(cwd, { recursive: true });
      }
    });

    it('says in one line that a disk is full, writes files, and exits with 3', function () {
      if (process.platform !== 'linux') this.skip();
      const cwd = folder();
      try {
        for (const args of [
          'lint --format json --output r.json --format compact .',
          '--help',
          '--version',
          'rules',
          'explain cve-syntax',
        ]) {
          const { status, stderr } = sh(`vpc ${args} > /dev/full`, cwd);
          assert.equal(status, 3, args);
          assert.equal(
            stderr.replace(/^vpc: \d+\.vpc\.xml: .*\n/gm, ''),
            'vpc: cannot write standard output: disk full\n',
          );
        }
        assert.doesNotThrow(() => JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8')) as unknown);
        const toFile = sh('vpc lint --output /dev/full fix.vpc.xml', cwd);
        assert.deepEqual([toFile.status, toFile.stderr], [3, 'vpc: Cannot write /dev/full: disk full\n']);
        assert.equal(sh('vpc lint . 2> /dev/full > /dev/null', cwd).status, 1);
      } finally {
        rmSync(cwd, { recursive: true });
      }
    });

    it('stops watching when the reader closes the pipe', function () {
      if (process.platform === 'win32') this.skip();
      const cwd = folder();
      try {
        const { status, signal } = spawnSync(
          'bash',
          ['-c', `"${process.execPath}" "${CLI}" lint --watch --format compact . 2>/dev/null | head -1`],
          {
            cwd,
            timeout: 50_000,
          },
        );
        assert.deepEqual([status, signal], [0, null]);
      } finally {
        rmSync(cwd, { recursive: true });
      }
    });

    it('colours nothing that is redirected, whatever the CI server', function () {
      if (process.platform === 'win32') this.skip();
      const cwd = folder();
      try {
        const environments: Record<string, string>[] = [
          { CI: '1' },
          { CI: 'true', GITHUB_ACTIONS: 'true' },
          { TERM: 'xterm' },
        ];
        for (const env of environments) {
          const { stdout, stderr } = sh('vpc lint --format pretty fix.vpc.xml | cat', cwd, env);
          assert.ok(stdout.includes('fix.vpc.xml') && !(stdout + stderr).includes('\u001b'));
        }
        assert.ok(sh('vpc lint fix.vpc.xml', cwd, { FORCE_COLOR: '1' }).stdout.includes('\u001b['));
      } finally {
        rmSync(cwd, { recursive: true });
      }
    });
  });

  it('exits without an error when the reader closes the pipe', function () {
    if (process.platform === 'win32') this.skip();
    const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${CLI}" lint --help | true`], {
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [0, '']);
  });
});
