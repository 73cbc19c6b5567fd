/** What the engine compiled is kept for the next run, and no run depends on it. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../support/builtCli';
import { FIRST } from '../support/vocabularies';

const CLEAN = { code: 0, out: '1 file checked, no problems\n', err: '' };

describe('the compile cache', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'vpc-cache-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const folder = () => join(home, 'vpc-tools');
  const kept = () => readdirSync(folder());
  const lint = (env: Record<string, string> = {}) =>
    runCli(['lint', FIRST.samplePath], { env: { XDG_CACHE_HOME: home, ...env } });

  it('is written by the first runs of a command, for the user alone, and used by the next', () => {
    for (let run = 1; run <= 3; run++) assert.deepEqual(lint(), CLEAN);
    const [file] = kept();
    assert.match(file!, /^[0-9a-f]{16}-v[\d.]+-\w+-lint\.bin$/);
    assert.equal(statSync(folder()).mode & 0o077, 0);
    const before = readFileSync(join(folder(), file!));
    assert.deepEqual(lint(), CLEAN);
    assert.deepEqual(readFileSync(join(folder(), file!)), before);
    assert.equal(runCli(['profile'], { env: { XDG_CACHE_HOME: home } }).code, 0);
    assert.equal(kept().length, 2);
  });

  it('learns more from runs that do more, and nothing from those that are refused', () => {
    const size = () => statSync(join(folder(), kept()[0]!)).size;
    assert.equal(runCli(['lint', '--nonsense'], { env: { XDG_CACHE_HOME: home } }).code, 2);
    assert.deepEqual(readdirSync(home), []);
    assert.equal(runCli(['lint', '--help'], { env: { XDG_CACHE_HOME: home } }).code, 0);
    const little = size();
    assert.deepEqual(lint(), CLEAN);
    assert.ok(size() > 2 * little);
  });

  it('is made again where it is damaged, and the files that were written last are kept', () => {
    lint();
    const file = join(folder(), kept()[0]!);
    writeFileSync(file, 'nonsense');
    for (let day = 1; day <= 30; day++) {
      const other = join(folder(), `${day}`);
      writeFileSync(other, '');
      utimesSync(other, 0, new Date(2026, 0, day));
    }
    assert.deepEqual(lint(), CLEAN);
    assert.equal(kept().length, 16);
    assert.ok(kept().includes('30') && !kept().includes('1'));
    assert.notEqual(readFileSync(file, 'latin1'), 'nonsense');
  });

  it('is not taken from a folder in which others may write', () => {
    mkdirSync(folder());
    chmodSync(folder(), 0o777);
    assert.deepEqual(lint(), CLEAN);
    assert.deepEqual(kept(), []);
  });

  it('is left out where the environment says so, or where there is no place for it', () => {
    assert.deepEqual(lint({ VPC_COMPILE_CACHE: 'off' }), CLEAN);
    assert.deepEqual(lint({ NODE_DISABLE_COMPILE_CACHE: '1' }), CLEAN);
    assert.deepEqual(readdirSync(home), []);
    writeFileSync(folder(), '');
    assert.deepEqual(lint(), CLEAN);
  });
});
