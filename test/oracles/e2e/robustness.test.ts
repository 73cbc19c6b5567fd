/**
 * The command line accepts any bytes: each run ends in time, with the documented exit code and without a stack trace.
 * VPC_FUZZ_INPUTS=N sets the number of inputs; an input that fails is kept, and its path is printed.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reporters } from '../../../server/src/cli/reporters';
import type { Summary } from '../../../server/src/cli/reporters/reporter';
import { mutated } from '../../support/mutatedBytes';
import { randomFrom } from '../../support/random';
import { forSeeds } from '../../support/seeds';
import { BOTH, type TestVocabulary } from '../../support/vocabularies';
import type { FuzzOutcome, FuzzTask } from '../../e2e/support/fuzzWorker';
import { RUN_LIMIT_MS, WatchedRuns } from '../../e2e/support/watchedRuns';

const INPUTS = Number(process.env.VPC_FUZZ_INPUTS ?? 1_000);
const SEED = 20_260_311;
const FORMATS = Object.keys(reporters);
const CLI = join(__dirname, '..', '..', '..', 'dist', 'cli.js');

/** The input with a number and a seed; it does not depend on other inputs. */
function inputOf(index: number, { sampleText }: TestVocabulary, seed = SEED): Uint8Array {
  return mutated(Buffer.from(sampleText), randomFrom(seed + index));
}

function own({ schemaPath, profilePath }: TestVocabulary): string[] {
  return ['--schema', schemaPath, '--profile', profilePath];
}

/** Checks what must hold for every run. */
function checkRun({ code, out, err }: Pick<FuzzOutcome, 'code' | 'out' | 'err'>): void {
  assert.ok([0, 1, 3].includes(code), `exit code ${code}`);
  assert.doesNotMatch(err + out, /internal error|^ +at .*[:(]\d+/m);
  if (code === 3)
    assert.match(err, /cannot (be )?read|failed|is not a VPC file|error: |nothing of this file is shown: /i);
}

/** A use of an input, and what must hold for it. */
interface Kind {
  /** The percentage of the inputs. */
  readonly share: number;
  task(input: Uint8Array, test: TestVocabulary, index: number): FuzzTask;
  check(outcome: FuzzOutcome): void;
}

const REPORT = 'report.json';

const KINDS: Readonly<Record<string, Kind>> = {
  lint: {
    share: 84,
    task: (input, test, index) => ({
      args: [
        ...['lint', 'x.xml', ...own(test), '--format', FORMATS[index % FORMATS.length]!, '--output', 'other'],
        ...['--format', 'json', '--output', REPORT],
      ],
      name: 'x.xml',
      input,
      report: REPORT,
    }),
    check: ({ code, err, report }) => {
      const { summary } = JSON.parse(report!) as { summary: Summary };
      const expected = err.includes('cannot read') ? 3 : summary.errors > 0 ? 1 : 0;
      assert.equal(code, expected);
    },
  },
  'lint --fix': {
    share: 8,
    task: (input, test) => ({ args: ['lint', '--fix', '-', ...own(test)], name: 'x.xml', input }),
    check: ({ code, out }) => assert.ok(code === 3 || out !== ''),
  },
  format: {
    share: 4,
    task: (input, test) => ({ args: ['format', '--check', 'x.xml', ...own(test)], name: 'x.xml', input }),
    check: ({ code, out }) => assert.equal(code === 1, out !== ''),
  },
  matrix: {
    share: 2,
    task: (input, { profilePath }) => {
      return { args: ['matrix', 'x.xml', '--format', 'csv', '--profile', profilePath], name: 'x.xml', input };
    },
    check: ({ code, out }) => assert.equal(code === 0, out !== ''),
  },
  compare: {
    share: 2,
    task: (input, { profilePath, samplePath }) => {
      return { args: ['compare', samplePath, 'x.xml', '--profile', profilePath], name: 'x.xml', input };
    },
    check: ({ code, out }) => assert.equal(code === 0, out !== ''),
  },
};

const DEALT = Object.values(KINDS).flatMap((kind) => Array.from({ length: kind.share }, () => kind));

describe(`vpc accepts any bytes, ${INPUTS} inputs`, () => {
  let runs: WatchedRuns;
  before(() => (runs = new WatchedRuns()));
  after(() => runs.end());

  async function tryInput(index: number, seed: number): Promise<void> {
    const test = BOTH[index % BOTH.length]!;
    // The step is coprime to 100, so that each range of inputs has all kinds.
    const kind = DEALT[(index * 37) % DEALT.length]!;
    const input = inputOf(index, test, seed);
    const task = kind.task(input, test, index);
    try {
      const outcome = await runs.run(task);
      checkRun(outcome);
      kind.check(outcome);
    } catch (error) {
      const kept = join(tmpdir(), `vpc-fuzz-${seed}-${index}.xml`);
      writeFileSync(kept, input);
      throw new Error(`input ${index}, kept as ${kept}: vpc ${task.args.join(' ')}`, { cause: error });
    }
  }

  const BATCH = 250;
  for (let first = 0; first < INPUTS; first += BATCH) {
    const last = Math.min(INPUTS, first + BATCH) - 1;
    it(`ends well for each of the inputs ${first} to ${last}`, async function () {
      // Each run has a time limit; the limit of a batch is their sum.
      this.timeout(BATCH * RUN_LIMIT_MS);
      await forSeeds(SEED, last - first + 1, async ({ seed, count }) => {
        for (let index = first; index < first + count; index++) await tryInput(index, seed);
      });
    });
  }
});

describe('dist/cli.js accepts any bytes', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'vpc-'))));
  after(() => rmSync(folder, { recursive: true }));

  /** Kills the process after the time limit; it then has no exit code. */
  function run(args: readonly string[], input: Uint8Array | string, timeout: number): void {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: folder,
      input,
      encoding: 'utf8',
      timeout,
      killSignal: 'SIGKILL',
      maxBuffer: 64 * 1024 * 1024,
    });
    assert.notEqual(status, null, `it has not ended after ${timeout} ms: ${args.join(' ')}`);
    checkRun({ code: status!, out: stdout, err: stderr });
  }

  for (const test of BOTH) {
    it(`from standard input (${test.title})`, function () {
      this.timeout(10 * RUN_LIMIT_MS);
      for (let index = 0; index < 10; index++) {
        run(['lint', ...own(test), '--quiet', '-'], inputOf(INPUTS + index, test), RUN_LIMIT_MS);
      }
    });

    it(`in several threads (${test.title})`, function () {
      this.timeout(20 * RUN_LIMIT_MS);
      const names = Array.from({ length: 100 }, (_, index) => `${index}.xml`);
      names.forEach((name, index) => writeFileSync(join(folder, name), inputOf(INPUTS + index, test)));
      run(['lint', ...own(test), '--quiet', '--jobs', '2', ...names], '', 20 * RUN_LIMIT_MS);
    });
  }
});
