/**
 * Seeds of random tests. Each test has a seed in its source, which gives the same cases every time. With VPC_TEST_SEED=random,
 * each test also runs with a new seed, the same one for all tests of the run; it is printed once as `seed N`, and
 * VPC_TEST_SEED=N repeats it. Where nothing has changed, a run of CI gives what the last one gave: new cases are tried by
 * `npm run reliability`. VPC_RUNS=N replaces the number of runs of every test.
 *
 * `npm test` loads this module before the tests, so that parallel jobs inherit the seed from the process that starts them.
 */
import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { count } from './counts';
import { randomFrom } from './random';

const VARIABLE = 'VPC_TEST_SEED';
const RANDOM = 'random';
/** The share of its runs that a test repeats with the new seed. */
const FRESH_SHARE = 1 / 4;
/** The name of their number in counts.ts. */
const RANDOM_CASES = 'random cases';

/** The new seed of this run: an integer of 31 bits; `null` if only the seeds in the sources are used. */
export const freshSeed: number | null = readFreshSeed();

function readFreshSeed(): number | null {
  if (!process.env[VARIABLE]) return null;
  if (process.env[VARIABLE] === RANDOM) {
    process.env[VARIABLE] = String(randomInt(2 ** 31));
    console.log(`seed ${process.env[VARIABLE]}`);
  }
  const seed = Number(process.env[VARIABLE]);
  if (!Number.isSafeInteger(seed))
    throw new Error(`${VARIABLE} must be an integer or "${RANDOM}", found "${process.env[VARIABLE]}"`);
  return seed;
}

/** One pass of a random test. */
export interface Draw {
  readonly seed: number;
  /** Returns integers in `[0, limit)`, see `randomFrom`. */
  readonly random: (limit: number) => number;
  /** How many cases to try. */
  readonly count: number;
  /** Whether this is the seed of the source. Only there can a test expect that rare cases occur. */
  readonly isFixed: boolean;
}

/**
 * Runs a test over `count` random cases with the seed of its source, then over fewer with the new seed, if there is one.
 * @throws Error that names the seed, with what `test` threw as its cause
 */
export async function forSeeds(seed: number, count: number, test: (draw: Draw) => void | Promise<void>): Promise<void> {
  for (const pass of passes(seed, count)) {
    try {
      await test({ ...pass, random: randomFrom(pass.seed) });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`seed ${pass.seed}${pass.isFixed ? '' : ` (${VARIABLE} repeats it)`}: ${message}`, {
        cause: error,
      });
    }
  }
}

/** How often a property is checked, and the seed of the source, under fast-check's names. */
export interface PropertyRuns {
  readonly numRuns: number;
  readonly seed: number;
}

/**
 * Checks a fast-check property with the seed of its source, then, less often, with the new seed, if there is one.
 * @throws Error of fast-check, which names seed, path and counterexample
 */
export function assertProperty<Ts>(property: fc.IProperty<Ts>, { numRuns, seed }: PropertyRuns): void {
  for (const pass of passes(seed, numRuns)) fc.assert(property, { seed: pass.seed, numRuns: pass.count });
}

/** The same for an asynchronous property. */
export async function assertAsyncProperty<Ts>(
  property: fc.IAsyncProperty<Ts>,
  { numRuns, seed }: PropertyRuns,
): Promise<void> {
  for (const pass of passes(seed, numRuns)) await fc.assert(property, { seed: pass.seed, numRuns: pass.count });
}

function passes(seed: number, cases: number): Omit<Draw, 'random'>[] {
  const runs = Number(process.env.VPC_RUNS ?? cases);
  const all = [{ seed, count: runs, isFixed: true }];
  if (freshSeed !== null) all.push({ seed: freshSeed, count: Math.ceil(runs * FRESH_SHARE), isFixed: false });
  for (const pass of all) count(RANDOM_CASES, pass.count);
  return all;
}

// Programs that tests start write English, whatever the language of the system is.
process.env.VPC_LANG = 'en';
