import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LintOptions } from '../../server/src/cli/commands/lint/options';
import type { Outcome } from '../../server/src/cli/commands/lint/report';
import { Threads } from '../../server/src/cli/commands/lint/threads';
import { notesSink, type Io } from '../../server/src/cli/io';
import { CliFolder } from '../support/cli';

const FILES = Array.from({ length: 40 }, (_, index) => `${index}.xml`);
const OPTIONS: LintOptions = { reports: [], failOn: 'error' };

/** Takes files 5 to 7 as the queue does, says that it checks file 6, and ends. */
const ENDING = `
const { parentPort } = require('node:worker_threads');
const { writeFileSync } = require('node:fs');
parentPort.on('message', ({ buffer }) => {
  const cells = new Int32Array(buffer);
  const next = cells[0];
  cells[0] = next + 3;
  cells[4] = next + 1;
  cells[5] = next + 3;
  parentPort.postMessage({ file: next, outcome: { result: { path: 'by thread', findings: [] }, notes: [] } });
  writeFileSync(__dirname + '/ended', '');
  throw new Error('no memory');
});`;

describe('threads that check files', () => {
  let folder: CliFolder;
  afterEach(() => folder.remove());

  /** The paths or reasons in the outcomes. @param waits before each file in this thread. @param before the threads get work */
  const paths = async (waits: () => Promise<void>, before = () => Promise.resolve()): Promise<string[]> => {
    const sink = notesSink({ write: () => undefined, isTerminal: false });
    const io: Io = { out: sink, err: sink, cwd: folder.path, env: {}, readInput: () => Promise.reject(new Error()) };
    const threads = new Threads(1, join(folder.path, 'program.js'), OPTIONS, io);
    await before();
    const checkHere = async (file: string): Promise<Outcome> => {
      await waits();
      return { result: { path: file, findings: [], lines: new Map() }, notes: [] };
    };
    const task = { files: FILES, run: FILES, heads: new Map<string, never>(), defersSpellings: false };
    const found: string[] = [];
    try {
      for await (const { result } of threads.lint(task, checkHere)) {
        found.push('reason' in result ? `${result.path}: ${result.reason}` : result.path);
      }
    } finally {
      await threads.end();
    }
    return found;
  };

  const ended = async (): Promise<void> => {
    while (!existsSync(join(folder.path, 'ended'))) await sleep(5);
    await sleep(5);
  };

  it('report the file that a thread ended with; the main thread checks its other files', async () => {
    folder = await CliFolder.with({ 'program.js': ENDING });
    const found = await paths(ended);
    const at = found.indexOf('by thread');
    assert.deepEqual(
      found.map((path, index) => (index === at ? FILES[at] : path)),
      FILES.map((path, index) => (index === at + 1 ? found[index] : path)),
    );
    assert.match(found[at + 1]!, new RegExp(`^${at + 1}\\.xml: internal error: no memory`));
  });

  it('are not needed: a program that cannot be started leaves all files to the main thread', async () => {
    const program = `require('node:fs').writeFileSync(__dirname + '/ended', ''); throw new Error('not here');`;
    folder = await CliFolder.with({ 'program.js': program });
    const nothing = (): Promise<void> => Promise.resolve();
    assert.deepEqual(await paths(nothing), FILES);
    assert.deepEqual(await paths(nothing, ended), FILES);
  });
});
