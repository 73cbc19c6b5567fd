/** The command line takes any bytes: in this process, and as it is shipped. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reporters } from '../../server/src/cli/reporters';
import { mutated } from '../support/mutatedBytes';
import { runCli } from '../support/builtCli';
import { CliFolder } from '../support/cli';
import { randomFrom } from '../support/random';
import { BOTH } from '../support/vocabularies';

/** So many inputs in all; each batch is one run of the command. */
const INPUTS = 5_000;
const BATCH = 250;

describe('vpc lint takes any bytes', () => {
  const random = randomFrom(20_260_311);
  const formats = Object.keys(reporters);
  const names = Array.from({ length: BATCH }, (_, index) => `${index}.xml`);
  let folder: CliFolder;
  before(async () => (folder = await CliFolder.with({})));
  after(() => folder.remove());

  for (let batch = 0; batch < INPUTS / BATCH; batch++) {
    const test = BOTH[batch % BOTH.length]!;
    const format = formats[batch % formats.length]!;
    // Mending checks each file many times over.
    const isMending = batch % 10 === 3;
    it(`batch ${batch + 1}, ${format}${isMending ? ', with --dry-run' : ''} (${test.title})`, async () => {
      const source = Buffer.from(test.sampleText);
      await Promise.all(names.map((name) => writeFile(join(folder.path, name), mutated(source, random))));
      const { code, out, err } = await folder.vpc([
        ...['lint', ...names, '--schema', test.schemaPath, '--profile', test.profilePath],
        ...['--format', format, '--output', 'report', ...(isMending ? ['--dry-run'] : [])],
      ]);
      assert.ok([0, 1, 3].includes(code), String(code));
      assert.doesNotMatch(err + out, /internal error|^ +at /m);
      assert.equal(code === 3, err.includes('cannot read'));
      assert.notEqual(await folder.read('report'), '');
    });
  }

  for (const test of BOTH) {
    it(`as it is shipped, in several threads and by standard input (${test.title})`, async () => {
      const own = ['--schema', test.schemaPath, '--profile', test.profilePath, '--quiet'];
      const inputs = names.map(() => mutated(Buffer.from(test.sampleText), random));
      await Promise.all(names.map((name, index) => writeFile(join(folder.path, name), inputs[index]!)));
      const runs = [runCli(['lint', ...own, '--jobs', '2', ...names], { cwd: folder.path })];
      for (const input of inputs.slice(0, 10)) runs.push(runCli(['lint', ...own, '-'], { cwd: folder.path, input }));
      for (const { code, out, err } of runs) {
        assert.ok([0, 1, 3].includes(code!), String(code));
        assert.doesNotMatch(err + out, /internal error|^ +at /m);
      }
    });
  }
});
