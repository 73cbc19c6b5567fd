/**
 * `npm run fuzz -- --minutes N [--only NAME,...] [--seed S]`: fuzzes the targets in turn. Prints the seed of each batch that
 * fails, and keeps the smallest failing input in the corpus. Exit code 1 after a failure, 2 for wrong arguments.
 */
import { join } from 'node:path';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { count } from '../../support/counts';
import { keep } from './corpus';
import { targets } from './targets';
import type { Finished, Job, Started } from './worker';

const USAGE = `Usage: npm run fuzz -- --minutes N [--only ${targets.map(({ name }) => name).join('|')}] [--seed S]`;
/** Inputs that belong together under another name, too. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  config: ['config', 'profiles'],
  lsp: ['lsp', 'frames', 'stdio'],
};
/** A batch takes some seconds, so that all targets get their turn. */
const BATCH_MS = 5_000;
const FIRST_RUNS = 50;
const MAX_RUNS = 20_000;
/** Without a finished input for this long, the input hangs. */
const HANG_MS = 60_000;

interface Tally {
  inputs: number;
  failures: number;
  hangs: number;
  slowestMs: number;
  /** The number of inputs in the next batch. */
  runs: number;
}

class Fuzzer {
  readonly tallies = new Map<string, Tally>();
  private readonly failures = new Set<string>();
  private readonly progress = new SharedArrayBuffer(4);
  private worker = this.started();

  async batch(job: Job): Promise<void> {
    const tally = this.tallyOf(job.target);
    const before = Date.now();
    const outcome = await this.run(job);
    if (outcome === null) return this.hung(job, tally);
    tally.inputs += outcome.runs;
    tally.slowestMs = Math.max(tally.slowestMs, outcome.slowestMs);
    tally.runs = Math.max(1, Math.min(MAX_RUNS, Math.round((job.runs * BATCH_MS) / Math.max(1, Date.now() - before))));
    if (outcome.failure === null) return;
    tally.failures++;
    const { input, error } = outcome.failure;
    // The same failure again would hide others in the corpus.
    const where = error
      .replace(/\d+/g, 'N')
      .split('\n')
      .filter((line) => !/^\s*[+-]/.test(line))
      .slice(0, 4)
      .join('\n');
    if (this.failures.has(where)) return;
    this.failures.add(where);
    console.log(`FAILED ${job.target}, seed ${job.seed}: ${keep(job.target, input)}\n${error.slice(0, 3_000)}\n`);
  }

  end(): Promise<number> {
    return this.worker.terminate();
  }

  tallyOf(name: string): Tally {
    let tally = this.tallies.get(name);
    if (tally === undefined) {
      tally = { inputs: 0, failures: 0, hangs: 0, slowestMs: 0, runs: FIRST_RUNS };
      this.tallies.set(name, tally);
    }
    return tally;
  }

  private started(): Worker {
    return new Worker(join(__dirname, 'worker.mjs'), { workerData: { progress: this.progress } });
  }

  /** @returns `null` where an input hangs */
  private run(job: Job): Promise<Finished | null> {
    const seen = new Int32Array(this.progress);
    return new Promise((resolve, reject) => {
      let last = -1;
      let since = Date.now();
      const look = setInterval(() => {
        const now = Atomics.load(seen, 0);
        if (now !== last) [last, since] = [now, Date.now()];
        else if (Date.now() - since > HANG_MS) done(null);
      }, 1_000);
      const onMessage = (message: Started | Finished): void => {
        if (message.kind === 'finished') done(message);
        else since = Date.now();
      };
      const onError = (error: Error): void => {
        done(null, error);
      };
      const done = (outcome: Finished | null, error?: Error): void => {
        clearInterval(look);
        this.worker.off('message', onMessage).off('error', onError);
        if (error === undefined) resolve(outcome);
        else reject(error);
      };
      this.worker.on('message', onMessage).on('error', onError);
      this.worker.postMessage(job);
    });
  }

  private async hung(job: Job, tally: Tally): Promise<void> {
    const index = Atomics.load(new Int32Array(this.progress), 0);
    await this.worker.terminate();
    this.worker = this.started();
    tally.inputs += index;
    tally.hangs++;
    const { inputs } = targets.find(({ name }) => name === job.target)!;
    const input = fc.sample(inputs, { seed: job.seed, numRuns: index + 1 })[index];
    console.log(`HANGS ${job.target}, seed ${job.seed}, input ${index}: ${keep(job.target, input)}\n`);
  }
}

function print({ tallies }: Fuzzer): void {
  console.log('target      inputs     failures  hangs  slowest');
  let sum = 0;
  for (const [name, { inputs, failures, hangs, slowestMs }] of tallies) {
    sum += inputs;
    count(`${name}: inputs`, inputs);
    count(`${name}: failures`, failures);
    count(`${name}: hangs`, hangs);
    count(`${name}: slowest, in ms`, Math.round(slowestMs));
    console.log(
      `${name.padEnd(10)}${String(inputs).padStart(8)}${String(failures).padStart(13)}${String(hangs).padStart(7)}${`${Math.round(slowestMs)} ms`.padStart(9)}`,
    );
  }
  console.log(`all       ${String(sum).padStart(8)}`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string' }, only: { type: 'string' }, seed: { type: 'string' } },
  });
  const minutes = Number(values.minutes);
  const seed = Number(values.seed ?? randomInt(2 ** 31));
  const wanted = values.only?.split(',').flatMap((name) => GROUPS[name] ?? [name]) ?? targets.map(({ name }) => name);
  const isKnown = wanted.every((name) => targets.some((own) => own.name === name));
  if (!(minutes > 0) || !Number.isSafeInteger(seed) || !isKnown) {
    console.error(USAGE);
    return 2;
  }
  console.log(`seed ${seed}, ${minutes} minutes: ${wanted.join(', ')}`);
  const until = Date.now() + minutes * 60_000;
  const fuzzer = new Fuzzer();
  for (let round = 0; Date.now() < until; round++) {
    for (const target of wanted) {
      if (Date.now() >= until) break;
      await fuzzer.batch({ target, seed: (seed + round * 7_919) % 2 ** 31, runs: fuzzer.tallyOf(target).runs });
    }
  }
  await fuzzer.end();
  print(fuzzer);
  return [...fuzzer.tallies.values()].some(({ failures, hangs }) => failures + hangs > 0) ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
