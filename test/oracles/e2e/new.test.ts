import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
/** Installed, built, or of another tool. */
const NOT_COPIED: readonly string[] = ['node_modules', 'dist', 'out', '.git'];
const TSC = 'node_modules/typescript/bin/tsc';
const ESLINT = 'node_modules/eslint/bin/eslint.js';
const MOCHA = 'node_modules/mocha/bin/mocha.js';

describe('npm run new', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'vpc-new-'));
    for (const name of readdirSync(root).filter((name) => !NOT_COPIED.includes(name))) {
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  });
  after(() => rmSync(folder, { recursive: true }));

  const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

  for (const [kind, name] of [
    ['rule', 'states/new-rule'],
    ['reporter', 'new-reporter'],
    ['command', 'new-command'],
  ] as const) {
    it(`makes a ${kind} whose test passes`, () => {
      const { status, stdout, stderr } = node('scripts/new.mjs', kind, name);
      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, /\n {2}\d+ passing[^]*\nWhat is left to do:\n {2}\[ \] /);
      assert.doesNotMatch(stdout, /\d failing/);
    });
  }

  it('makes code that passes the type check and ESLint', () => {
    const types = node(TSC, '--noEmit', '-p', 'tsconfig.json');
    assert.equal(types.status, 0, types.stdout);
    const made = [
      'server/src/rules/states',
      'server/src/cli/reporters',
      'server/src/cli/commands/newCommand',
      'test/cli',
    ];
    const lint = node(ESLINT, '--max-warnings', '0', ...made);
    assert.equal(lint.status, 0, lint.stdout);
  });

  it('breaks only the test that lists the texts left to write', () => {
    const tests = [
      'rules/*',
      'rules/states/*',
      'cli/*',
      'cli/reporters/*',
      'client/languages',
      'schemas/*',
      'scripts/*',
    ];
    const args = [
      '--import',
      'tsx',
      MOCHA,
      '--no-config',
      '--require',
      './test/support/seeds.ts',
      '--timeout',
      '60000',
    ];
    const { stdout } = node(...args, '--reporter', 'json', ...tests.map((name) => `test/${name}.test.ts`));
    const { failures } = JSON.parse(stdout.slice(stdout.indexOf('\n{') + 1)) as { failures: { fullTitle: string }[] };
    assert.deepEqual(
      failures.map(({ fullTitle }) => fullTitle),
      ['what npm run new makes has no text left that its author has to write'],
    );
  });
});
