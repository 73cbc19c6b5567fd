import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const DRIVER = 'test/conformance/months.mjs';

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [DRIVER, ...args], { encoding: 'utf8' });
}

describe('a conformance driver', () => {
  for (const args of [[], ['no-such-folder'], ['package.json', 'test']]) {
    it(`says what its arguments are when called with: ${args.join(' ') || 'none'}`, () => {
      const { status, stdout, stderr } = run(...args);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(
        stderr,
        /^Usage: node test[\\/]conformance[\\/]months\.mjs FOLDER \[SHARED\]\n[^\n]*\.ci\/run[^\n]*\n$/,
      );
    });
  }

  it('checks its arguments, whichever .ci/run calls', () => {
    const drivers = [...readFileSync('scripts/ci.mjs', 'utf8').matchAll(/driver: '([^']+)'/g)].map(([, path]) => path!);
    assert.ok(drivers.includes(DRIVER));
    const unchecked = drivers.filter((path) => !readFileSync(path, 'utf8').includes('corpusFolder()'));
    assert.deepEqual(unchecked, []);
  });
});
