/** The installed command, bin/vpc.js, with the code that an earlier run has compiled, on which no run depends. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRST } from '../support/vocabularies';

const COMMAND = join(__dirname, '..', '..', 'bin', 'vpc.js');
const CLEAN = { status: 0, stdout: '1 file checked, no problems\n', stderr: '' };

describe('bin/vpc.js', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'vpc-cache-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const folder = () => join(home, 'vpc-tools');
  const vpc = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
      env: { ...process.env, XDG_CACHE_HOME: home, ...env },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const lint = (env: Readonly<Record<string, string>> = {}) => vpc(['lint', FIRST.samplePath], env);
  /** The files in the cache folder. */
  const kept = (): string[] =>
    existsSync(folder())
      ? readdirSync(folder(), { recursive: true, encoding: 'utf8' })
          .map((name) => join(folder(), name))
          .filter((file) => statSync(file).isFile())
      : [];

  it('keeps the compiled code in the folder of the user, and V8 accepts it in the next run', () => {
    assert.deepEqual(lint(), CLEAN);
    const [first] = kept();
    assert.ok(first !== undefined && kept().length === 1);
    const written = statSync(first);
    assert.deepEqual(lint(), CLEAN);
    // Code that V8 rejects is replaced by another file.
    assert.deepEqual([kept(), statSync(first).ino], [[first], written.ino]);
  });

  it('contains the functions that the command needs', () => {
    vpc(['--version']);
    const [version] = kept();
    lint();
    const [checked] = kept().filter((file) => file !== version);
    assert.ok(statSync(checked!).size > 2 * statSync(version!).size);
  });

  it('is replaced once by that of a run with findings', () => {
    const broken = join(home, 'broken.xml');
    writeFileSync(broken, '<a>');
    lint();
    const [file] = kept();
    const { ino } = statSync(file!);
    assert.equal(vpc(['lint', broken]).status, 1);
    const second = statSync(file!);
    assert.notEqual(second.ino, ino);
    lint();
    vpc(['lint', broken]);
    assert.equal(statSync(file!).ino, second.ino);
  });

  it('replaces code that V8 rejects, as after other options of Node', () => {
    lint();
    const [file] = kept();
    const written = statSync(file!);
    assert.deepEqual(lint({ NODE_OPTIONS: '--stack-trace-limit=5' }), CLEAN);
    assert.notEqual(statSync(file!).ino, written.ino);
  });

  it('keeps nothing of a wrong command line', () => {
    assert.equal(vpc(['nonsense']).status, 2);
    assert.deepEqual(kept(), []);
  });

  it('keeps twelve files at most', () => {
    mkdirSync(join(folder(), 'code'), { recursive: true });
    for (let index = 0; index < 20; index++) {
      const old = join(folder(), 'code', `lint-v0.${index}`);
      writeFileSync(old, '');
      utimesSync(old, index, index);
    }
    lint();
    assert.equal(kept().length, 12);
    assert.ok(kept().some((file) => /lint-v[1-9]/.test(file)));
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
