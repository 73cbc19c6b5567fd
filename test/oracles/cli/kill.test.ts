/**
 * Writing while a run is killed or interrupted, with another writer, on a full disk: a file is the old or the new one, whole.
 * VPC_KILLS=N sets how often; `npm run torture` does it 200 times and prints what happened.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder } from '../../support/cli';
import { count } from '../../support/counts';
import { publicationText } from '../../support/publications';
import { skip } from '../../support/skip';
import { FIRST } from '../../support/vocabularies';

const CLI = join(__dirname, '..', '..', '..', 'dist', 'cli.js');
const KILLS = Number(process.env.VPC_KILLS ?? 12);

/** A file without indentation whose every patch has a problem with a fix. */
const OLD = publicationText(
  FIRST,
  Array.from({ length: 300 }, (_, index) => ({ 'patch-id': ` KB${index} `, title: `Update ${index}` })),
).replace(/\n +/g, '\n');

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function started(folder: CliFolder, ...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder.path, stdio: 'ignore' });
  const ended = new Promise<Ended>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  return { child, ended };
}

async function temporaryFiles(folder: CliFolder): Promise<string[]> {
  return (await readdir(folder.path)).filter((name) => name.endsWith('.tmp'));
}

describe('a run that writes', () => {
  let fixed: string;
  let duration: number;

  before(async () => {
    const folder = await CliFolder.with({ 'a.vpc.xml': OLD });
    try {
      const start = Date.now();
      const { code } = await started(folder, 'lint', '--fix', 'a.vpc.xml').ended;
      duration = Date.now() - start;
      assert.notEqual(code, 3);
      fixed = await folder.read('a.vpc.xml');
      assert.notEqual(fixed, OLD);
    } finally {
      await folder.remove();
    }
  });

  /** Ends a run by a signal: half of the times when its temporary file appears, else at any time. */
  async function interrupted(folder: CliFolder, args: string[], signal: NodeJS.Signals, turn: number): Promise<Ended> {
    const { child, ended } = started(folder, ...args);
    const end = (): void => void child.kill(signal);
    if (turn % 2 === 1) {
      const timer = setTimeout(end, Math.random() * duration * 1.1);
      return ended.finally(() => clearTimeout(timer));
    }
    const watcher = watch(folder.path, (_, name) => {
      if (name?.endsWith('.tmp')) setTimeout(end, Math.random() * 4);
    });
    return ended.finally(() => watcher.close());
  }

  for (const signal of ['SIGKILL', 'SIGINT', 'SIGTERM'] as const) {
    for (const args of [['a.vpc.xml'], ['--jobs', '2', '.']]) {
      it(`leaves whole files after ${signal}: lint --fix ${args.join(' ')}`, async function () {
        if (process.platform === 'win32') return skip(this, 'Windows has no signals');
        this.timeout(60_000 + KILLS * 5_000);
        const runs = signal === 'SIGKILL' ? Math.ceil(KILLS / 2) : Math.ceil(KILLS / 8);
        const folder = await CliFolder.with({ 'a.vpc.xml': OLD, 'b.vpc.xml': OLD });
        try {
          for (let turn = 0; turn < runs; turn++) {
            for (const name of ['a.vpc.xml', 'b.vpc.xml']) await writeFile(join(folder.path, name), OLD);
            await writeFile(join(folder.path, 'report.json'), 'old');
            const all = ['lint', '--fix', '--format', 'json', '--output', 'report.json', ...args];
            const { signal: by } = await interrupted(folder, all, signal, turn);
            for (const name of ['a.vpc.xml', 'b.vpc.xml']) {
              const text = await folder.read(name);
              assert.ok(text === OLD || text === fixed, `${name} is neither the old nor the new one`);
              count(`${signal}, ${by === null ? 'after the end' : 'in time'}: ${text === OLD ? 'old' : 'new'} file`);
            }
            const report = await folder.read('report.json');
            if (report !== 'old') assert.ok(JSON.parse(report));
            const left = await temporaryFiles(folder);
            if (left.length > 0) count(`${signal}: temporary file left`);
            if (signal !== 'SIGKILL' && !args.includes('--jobs')) assert.deepEqual(left, []);
          }
          for (const name of ['a.vpc.xml', 'b.vpc.xml']) await writeFile(join(folder.path, name), OLD);
          assert.notEqual((await started(folder, 'lint', '--fix', '.').ended).code, 3);
          assert.deepEqual(await temporaryFiles(folder), []);
          assert.deepEqual([await folder.read('a.vpc.xml'), await folder.read('b.vpc.xml')], [fixed, fixed]);
        } finally {
          await folder.remove();
        }
      });
    }
  }

  it('keeps a file whole with two writers', async function () {
    this.timeout(60_000 + KILLS * 5_000);
    const folder = await CliFolder.with({ 'a.vpc.xml': OLD });
    try {
      for (let turn = 0; turn < Math.ceil(KILLS / 4); turn++) {
        await writeFile(join(folder.path, 'a.vpc.xml'), OLD);
        const both = await Promise.all([1, 2].map(() => started(folder, 'lint', '--fix', 'a.vpc.xml').ended));
        assert.equal(await folder.read('a.vpc.xml'), fixed);
        assert.ok(both.some(({ code }) => code !== 3));
        for (const { code } of both)
          count(`two writers: ${code === 3 ? 'refused, as the file had changed' : 'written'}`);
        assert.deepEqual(await temporaryFiles(folder), []);
      }
    } finally {
      await folder.remove();
    }
  });

  it('keeps the old file on a full disk, and says so', async function () {
    if (process.platform !== 'linux' || process.getuid?.() !== 0)
      return skip(this, 'only an administrator of Linux can mount');
    this.timeout(60_000 + KILLS * 5_000);
    const folder = await CliFolder.with({});
    const disk = join(folder.path, 'disk');
    await mkdir(disk);
    const size = Math.ceil((OLD.length * 1.2) / 4096) * 4096;
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk]).status !== 0) {
      await folder.remove();
      return skip(this, 'mounting is not allowed here');
    }
    try {
      for (let turn = 0; turn < Math.ceil(KILLS / 10); turn++) {
        await writeFile(join(disk, 'a.vpc.xml'), OLD);
        for (const args of [
          ['lint', '--fix', 'a.vpc.xml'],
          ['lint', '--format', 'json', '--output', 'report.json', 'a.vpc.xml'],
          ['format', 'a.vpc.xml'],
          ['lint', '--baseline', 'baseline.json', '--update-baseline', 'a.vpc.xml'],
        ]) {
          const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd: disk, encoding: 'utf8' });
          assert.equal(status, 3, args.join(' '));
          assert.match(stderr, /^vpc: [Cc]annot write .*: disk full$/m);
          assert.equal(await readFile(join(disk, 'a.vpc.xml'), 'utf8'), OLD);
          assert.deepEqual(await readdir(disk), ['a.vpc.xml']);
          count('disk full: refused, old file');
        }
      }
    } finally {
      spawnSync('umount', [disk]);
      await folder.remove();
    }
  });
});
