/** A signal ends a command at once, also in the middle of long work, and leaves no temporary file. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CliFolder } from '../support/cli';
import { publicationText } from '../support/publications';
import { skip } from '../support/skip';
import { FIRST } from '../support/vocabularies';

const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');

/** Many patches with many products each, all different: checking it takes seconds. */
const LONG = publicationText(
  FIRST,
  Array.from({ length: 60 }, (_, patch) => ({
    'patch-id': `KB${patch}`,
    product: [
      {
        'product-id': `Product ${patch}`,
        'product-version': Array.from({ length: 99 }, (_, index) => `${patch}.${index}`),
        platform: Array.from({ length: 99 }, (_, index) => `Platform ${patch} ${index}`),
        state: 'Approved',
      },
    ],
  })),
);

describe('a signal in the middle of long work', () => {
  let folder: CliFolder;
  before(async () => {
    folder = await CliFolder.with({ 'a.vpc.xml': '<PatchData/>', 'b.vpc.xml': LONG });
  });
  after(() => folder.remove());

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    for (const args of [[], ['--fix'], ['--jobs', '2']]) {
      it(`${signal} ends lint ${args.join(' ')}`, async function () {
        if (process.platform === 'win32') return skip(this, 'Windows has no signals');
        const files = ['a.vpc.xml', 'b.vpc.xml'];
        const child = spawn(process.execPath, [CLI, 'lint', '--format', 'jsonl', ...args, ...files], {
          cwd: folder.path,
          stdio: ['ignore', 'pipe', 'ignore'],
        });
        // The report of the first file is there: the second one is being checked.
        child.stdout.once('data', () => child.kill(signal));
        const by = await new Promise((resolve) => child.once('exit', (_, endedBy) => resolve(endedBy)));
        assert.equal(by, signal);
        assert.deepEqual(await folder.files(), ['a.vpc.xml', 'b.vpc.xml']);
      });
    }
  }
});
