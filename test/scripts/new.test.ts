import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

function refusal(...args: string[]): string {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/new.mjs', ...args], { cwd: root, encoding: 'utf8' });
  assert.equal(status, 2, args.join(' '));
  return stderr;
}

describe('npm run new', () => {
  it('prints its usage without a kind and a name', () => {
    assert.match(refusal(), /^Usage: npm run new -- rule /);
    assert.match(refusal('rule'), /^Usage: /);
    assert.match(refusal('feature', 'x'), /^Usage: /);
    assert.match(refusal('rule', 'x', 'y'), /^Usage: /);
  });

  it('refuses names that cannot be a file and an identifier', () => {
    for (const name of ['StateDate', 'state_date', '../x', '1-x', 'x-']) {
      assert.match(refusal('command', name), /is not a valid name\. Use lower case and hyphens/, name);
    }
    assert.match(refusal('rule', 'delete'), /is a reserved word/);
  });

  it('lists the subjects of rules where there is no such subject', () => {
    assert.match(refusal('rule', 'colours/red'), /Unknown subject "colours"\. Expected: .*, states, /);
  });

  it('overwrites nothing', () => {
    assert.match(refusal('rule', 'states/url'), /docs\/rules\/url\.md already exists/);
    assert.match(refusal('reporter', 'sarif'), /sarif\.ts already exists/);
    assert.match(refusal('reporter', 'jsonl'), /"jsonl" already exists/);
    assert.match(refusal('command', 'lint'), /commands\/lint already exists/);
  });
});

describe('what npm run new makes', () => {
  it('has no text left that its author has to write', () => {
    const left = ['server/src', 'test', 'l10n', 'docs/rules'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ts|json|md)$/.test(name) && join(folder, name) !== join('test', 'scripts', 'new.test.ts'))
        .filter((name) => readFileSync(join(root, folder, name), 'utf8').includes('TODO(new)'))
        .map((name) => join(folder, name)),
    );
    assert.deepEqual(left, []);
  });
});
