/** The installed command, bin/vpc.js, with Node's compile cache, on which no run depends. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRST } from '../support/vocabularies';

const COMMAND = join(__dirname, '..', '..', 'bin', 'vpc.js');
const CLEAN = { status: 0, stdout: '1 file checked, no problems\n', stderr: '' };
const HAS_CACHE = 'enableCompileCache' in nodeModule;

describe('bin/vpc.js', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'vpc-cache-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const folder = () => join(home, 'vpc-tools');
  const lint = (env: Readonly<Record<string, string>> = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, 'lint', FIRST.samplePath], {
      env: { ...process.env, XDG_CACHE_HOME: home, ...env },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  /** The files in the cache folder. */
  const kept = (): string[] =>
    existsSync(folder())
      ? readdirSync(folder(), { recursive: true, encoding: 'utf8' })
          .map((name) => join(folder(), name))
          .filter((file) => statSync(file).isFile())
      : [];

  it('keeps a cache in the folder of the user, if Node supports it', () => {
    assert.deepEqual(lint(), CLEAN);
    assert.equal(kept().length > 0, HAS_CACHE);
    assert.deepEqual(lint(), CLEAN);
  });

  it('runs with a damaged cache', () => {
    const damages: ((file: string) => void)[] = [
      (file) => writeFileSync(file, 'nonsense'),
      (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
      (file) => writeFileSync(file, ''),
      (file) => writeFileSync(file, flipped(readFileSync(file))),
    ];
    for (const damage of damages) {
      assert.deepEqual(lint(), CLEAN);
      kept().forEach(damage);
      assert.deepEqual(lint(), CLEAN);
    }
  });

  it('runs if the cache cannot be written', () => {
    writeFileSync(folder(), '');
    assert.deepEqual(lint(), CLEAN);
  });

  it('keeps no cache if the environment disables it', () => {
    assert.deepEqual(lint({ NODE_DISABLE_COMPILE_CACHE: '1' }), CLEAN);
    assert.deepEqual(readdirSync(home), []);
  });
});

/** Bytes with one flipped bit in each thousand. */
function flipped(bytes: Buffer): Buffer {
  for (let at = 500; at < bytes.length; at += 1000) bytes[at]! ^= 1;
  return bytes;
}
