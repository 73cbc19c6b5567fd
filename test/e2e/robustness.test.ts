/**
 * The command line takes any bytes: each input by itself ends in time, with an exit code that means what the documents
 * say, and without a stack trace. VPC_FUZZ_INPUTS=5000 tries so many; an input that fails is kept and named.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reporters } from '../../server/src/cli/reporters';
import type { Summary } from '../../server/src/cli/reporters/reporter';
import { mutated } from '../support/mutatedBytes';
import { randomFrom } from '../support/random';
import { BOTH, type TestVocabulary } from '../support/vocabularies';
import type { FuzzOutcome, FuzzTask } from './support/fuzzWorker';
import { PATIENCE, WatchedRuns } from './support/watchedRuns';

const INPUTS = Number(process.env.VPC_FUZZ_INPUTS ?? 1_000);
const SEED = 20_260_311;
const FORMATS = Object.keys(reporters);
const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');

/** The input of a number: the same each time, whatever was tried before it. */
function inputOf(index: number, { sampleText }: TestVocabulary): Uint8Array {
  return mutated(Buffer.from(sampleText), randomFrom(SEED + index));
}

function own({ schemaPath, profilePath }: TestVocabulary): string[] {
  return ['--schema', schemaPath, '--profile', profilePath];
}

/** What must hold of every run. */
function checkRun({ code, out, err }: Pick<FuzzOutcome, 'code' | 'out' | 'err'>): void {
  assert.ok([0, 1, 3].includes(code), `exit code ${code}`);
  assert.doesNotMatch(err + out, /internal error|^ +at .*[:(]\d+/m);
  if (code === 3) assert.match(err, /cannot read|left alone|is not a VPC file|error: /);
}

/** What is done with an input, and what must hold of it. */
interface Kind {
  /** So many of a hundred inputs. */
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

describe(`the command line takes any bytes, ${INPUTS} inputs`, () => {
  let runs: WatchedRuns;
  before(() => (runs = new WatchedRuns()));
  after(() => runs.end());

  const BATCH = 250;
  for (let first = 0; first < INPUTS; first += BATCH) {
    const last = Math.min(INPUTS, first + BATCH) - 1;
    it(`each by itself, ${first} to ${last}`, async function () {
      // Each run has its own time; a batch has that of all.
      this.timeout(BATCH * PATIENCE);
      for (let index = first; index <= last; index++) {
        const test = BOTH[index % BOTH.length]!;
        // A step that has no divisor in common with a hundred: all kinds come in any row of inputs.
        const kind = DEALT[(index * 37) % DEALT.length]!;
        const input = inputOf(index, test);
        const task = kind.task(input, test, index);
        try {
          const outcome = await runs.run(task);
          checkRun(outcome);
          kind.check(outcome);
        } catch (error) {
          const kept = join(tmpdir(), `vpc-fuzz-${index}.xml`);
          writeFileSync(kept, input);
          throw new Error(`input ${index}, kept as ${kept}: vpc ${task.args.join(' ')}`, { cause: error });
        }
      }
    });
  }
});

describe('dist/cli.js takes any bytes', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'vpc-'))));
  after(() => rmSync(folder, { recursive: true }));

  /** A process that does not end in time is ended, and has no exit code. */
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
    it(`by standard input (${test.title})`, function () {
      this.timeout(10 * PATIENCE);
      for (let index = 0; index < 10; index++) {
        run(['lint', ...own(test), '--quiet', '-'], inputOf(INPUTS + index, test), PATIENCE);
      }
    });

    it(`in several threads (${test.title})`, function () {
      this.timeout(20 * PATIENCE);
      const names = Array.from({ length: 100 }, (_, index) => `${index}.xml`);
      names.forEach((name, index) => writeFileSync(join(folder, name), inputOf(INPUTS + index, test)));
      run(['lint', ...own(test), '--quiet', '--jobs', '2', ...names], '', 20 * PATIENCE);
    });
  }
});
