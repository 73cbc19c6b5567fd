/** The command line in the extension: its launcher in `terminal/`, and the problem matcher of its tasks. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import manifest from '../../package.json';
import { CliFolder } from '../support/cli';
import { skip } from '../support/skip';

const ROOT = join(__dirname, '..', '..');
const LAUNCHERS = join(ROOT, 'terminal');
const BROKEN = '<PatchData b=c>\n  <Supplier></PatchData>';
const SERVER = join(ROOT, 'dist/server.js');

/** Runs `vpc` as the extension's tasks do. */
function runTask(args: readonly string[], cwd: string) {
  const options = { cwd, encoding: 'utf8', input: '', env: { ...process.env, LC_ALL: 'C', VPC_LANG: 'en' } } as const;
  return spawnSync(process.execPath, [SERVER, 'cli', ...args], options);
}

describe('vpc in the extension', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ 'sub/a b.vpc.xml': BROKEN, 'b.vpc.xml': BROKEN, 'c.vpc.xml': BROKEN });
  });
  afterEach(() => folder.remove());

  it('is found by its name in a terminal, and exits with its exit code', function () {
    if (process.platform === 'win32') skip(this, 'the launcher for Windows is another one');
    const env = { ...process.env, PATH: [LAUNCHERS, process.env.PATH].join(delimiter), VPC_NODE: process.execPath };
    const run = (command: string) => spawnSync('/bin/sh', ['-c', command], { cwd: folder.path, encoding: 'utf8', env });
    assert.deepEqual([run('vpc --version').stdout, run('vpc --version').status], [`${manifest.version}\n`, 0]);
    const { status, stdout } = run('vpc lint "sub/a b.vpc.xml" --format compact');
    assert.equal(status, 1);
    assert.match(stdout, /^sub\/a b\.vpc\.xml:2:4: error: .* \[xml\/missing-end-tag\]\n/m);
  });

  it('has a launcher for Windows with its line ends, for the same program', () => {
    const lines = readFileSync(join(LAUNCHERS, 'vpc.cmd'), 'utf8').split('\r\n');
    assert.deepEqual(lines.slice(-2), ['"%VPC_NODE%" "%~dp0..\\dist\\server.js" cli %*', '']);
    assert.ok(lines.every((line) => !line.includes('\n')));
  });

  it('checks files in several threads', () => {
    const { status, stdout, stderr } = runTask(['lint', '.', '--jobs', '2', '--format', 'compact'], folder.path);
    assert.deepEqual([status, stderr], [1, '']);
    assert.equal(stdout.match(/xml\/missing-end-tag/g)?.length, 3);
  });

  it('is the language server, too', () => {
    // Its client is gone without a shutdown.
    const { status, stdout } = runTask(['lsp'], folder.path);
    assert.deepEqual([status, stdout], [1, '']);
  });

  it('has a problem matcher that reads what vpc lint prints', () => {
    const { stdout } = runTask(['lint', '.'], folder.path);
    const expected = JSON.parse(runTask(['lint', '.', '--format', 'json'], folder.path).stdout) as {
      files: {
        path: string;
        diagnostics: {
          code: string;
          severity: string;
          message: string;
          range: { start: { line: number; character: number } };
        }[];
      }[];
    };
    const [matcher] = manifest.contributes.problemMatchers;
    const [head, message] = matcher!.pattern.map(({ regexp }) => new RegExp(regexp));
    const lines = stdout.split('\n');
    const found = lines.flatMap((line, index) => {
      const [, file, at, column, severity, code] = head!.exec(line) ?? [];
      return file === undefined
        ? []
        : [[file, Number(at), Number(column), severity, code, message!.exec(lines[index + 1]!)?.[1]]];
    });
    const wanted = expected.files.flatMap(({ path, diagnostics }) =>
      diagnostics.map(({ code, severity, message, range: { start } }) => [
        path,
        start.line + 1,
        start.character + 1,
        severity,
        code,
        message,
      ]),
    );
    assert.ok(wanted.length > 1);
    assert.deepEqual(found, wanted);
  });
});
