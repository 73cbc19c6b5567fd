/**
 * What `vpc plan` decides for the assets of an owner equals what an independent script decides, reasons included: for generated
 * files of 13 suppliers in 3 months, and after one of them was damaged. `VPC_RUNS=N` tries N folders and N damages.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DECISIONS } from '../../../server/src/matrix/plan/decision';
import { CliFolder } from '../../support/cli';
import { forSeeds } from '../../support/seeds';
import { skip } from '../../support/skip';
import { assertNone } from './differences';
import { NO_PYTHON, PYTHON, python } from './python';

const FOLDERS = 3;
const DAMAGES = 12;
/** Of each damage: the rest of a fault is more of the same. */
const MAX_PRINTED = 2;
/** Fewer assets where the files are of interest. */
const ASSETS_OF_DAMAGED = 60;

interface Compared {
  readonly decisions: number;
  /** By decision. */
  readonly counts: Readonly<Record<string, number>>;
  /** Reasons of decisions about products. */
  readonly reasons: number;
  readonly differences: readonly string[];
}

interface Damage {
  readonly folder: string;
  readonly file: string;
  readonly kind: string;
  readonly detail: string;
}

interface Checked extends Damage {
  readonly isNoted: boolean;
  readonly isUnread: boolean;
  readonly checked: number;
  readonly unreplaced: number;
  readonly otherSupplier: number;
  readonly changed: number;
  readonly wrong: readonly string[];
}

/** Writes the plan for files in a folder of the lists beside them. */
async function plan(lists: string, files: string): Promise<void> {
  const args = ['plan', files, '--assets', 'assets.csv', '--installed', 'installed.csv', '--date', '2026-04-01'];
  const { err } = await CliFolder.at(lists).vpc([...args, '--output', `${files}.plan.json`]);
  assert.ok(!err.includes('rror:'), err);
}

/** The numbers of a run, for docs/RELIABILITY.md. */
function report(title: string, numbers: Readonly<Record<string, number>>): void {
  if (process.env.VPC_RUNS !== undefined) console.log(`${title}: ${JSON.stringify(numbers)}`);
}

describe('independent plan', () => {
  let folder: string;
  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'vpc-'));
    if (!PYTHON) skip(this, NO_PYTHON);
  });
  after(() => rm(folder, { recursive: true }));

  it('equals that of the command line, reasons included', () =>
    forSeeds(7_919, FOLDERS, async ({ seed, count }) => {
      const counts = new Map<string, number>();
      let [decisions, reasons] = [0, 0];
      for (let own = seed; own < seed + count; own++) {
        const lists = join(folder, `lists-${own}`);
        python('generate_plan', lists, String(own));
        await plan(lists, 'received');
        const [compared] = python<Compared[]>('plan', lists, join(lists, 'received'));
        assertNone(compared!.differences.map((difference) => `folder ${own}: ${difference}`));
        for (const [decision, number] of Object.entries(compared!.counts)) {
          counts.set(decision, (counts.get(decision) ?? 0) + number);
        }
        decisions += compared!.decisions;
        reasons += compared!.reasons;
        await rm(lists, { recursive: true });
      }
      report('plans', { folders: count, decisions, reasons, ...Object.fromEntries(counts) });
      assert.deepEqual([...counts.keys()].sort(), [...DECISIONS].sort());
      assert.ok(reasons > 4_000 * count, `${reasons} reasons`);
    }));

  it('installs nothing that a damaged file stands against', () =>
    forSeeds(20_260_401, DAMAGES, async ({ seed, count }) => {
      const lists = join(folder, `damaged-${seed}`);
      const parent = join(lists, 'damaged');
      python('generate_plan', lists, String(seed), String(ASSETS_OF_DAMAGED));
      await plan(lists, 'received');
      const damages = python<Damage[]>('mutate', join(lists, 'received'), parent, String(seed), String(count));
      await writeFile(join(parent, 'damages.json'), JSON.stringify(damages));
      for (const damage of damages) await plan(lists, `damaged/${damage.folder}`);
      const compared = python<Compared[]>('plan', lists, ...damages.map((damage) => join(parent, damage.folder)));
      const checked = python<Checked[]>('damage', lists, join(lists, 'received'), parent);
      const name = ({ folder: number, kind, detail, file }: Damage): string =>
        `${number} ${kind} (${detail}) in ${file}`;
      const sum = (of: (one: Checked) => number): number => checked.reduce((total, one) => total + of(one), 0);
      report('damages', {
        damages: count,
        unread: sum(({ isUnread }) => Number(isUnread)),
        noted: sum(({ isNoted }) => Number(isNoted)),
        decisions: compared.reduce((total, one) => total + one.decisions, 0),
        checked: sum((one) => one.checked),
        unreplaced: sum((one) => one.unreplaced),
        otherSupplier: sum((one) => one.otherSupplier),
        changed: sum((one) => one.changed),
      });
      assertNone([
        ...damages.flatMap((damage, index) =>
          compared[index]!.differences.slice(0, MAX_PRINTED).map((each) => `${name(damage)}: ${each}`),
        ),
        ...checked.flatMap((one) => one.wrong.slice(0, MAX_PRINTED).map((each) => `${name(one)}: ${each}`)),
        ...checked.filter(({ isUnread, isNoted }) => isUnread && !isNoted).map((one) => `${name(one)}: no note`),
      ]);
      assert.ok(sum((one) => one.checked) > 50 * count, 'too few patches to install');
      assert.ok(checked.some(({ isUnread }) => isUnread));
    }));
});
