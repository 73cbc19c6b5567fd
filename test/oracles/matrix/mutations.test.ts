/**
 * One of 36 files is damaged in 200 ways: each time, `vpc matrix` answers what the oracle answers, or a note that was not
 * there before names the file. A file that cannot be read has a note in any case.
 */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliFolder } from '../../support/cli';
import { forSeeds } from '../../support/seeds';
import { skip } from '../../support/skip';
import { matrixFromJson, type ShownMatrix, type ShownNote } from './adapter';
import { assertNone, differences } from './differences';
import type { ExpectedMatrix } from './expected';
import { NO_PYTHON, PYTHON, python } from './python';

const DAMAGES = 200;
const KINDS = 12;
const SEED = 20_260_320;

interface Damage {
  readonly folder: string;
  readonly file: string;
  readonly kind: string;
  readonly detail: string;
}

async function shownIn(folder: string): Promise<ShownMatrix> {
  return matrixFromJson((await CliFolder.at(folder).vpc(['matrix', '.', '--format', 'json'])).out);
}

/** Notes on a file, as texts that can be compared. */
function notesOn(name: string, notes: readonly ShownNote[]): string[] {
  return notes.filter(({ file }) => file === name.normalize('NFC')).map(({ kind, message }) => `${kind}: ${message}`);
}

describe('independent matrix: damaged files', () => {
  let folder: string;
  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'vpc-'));
    if (!PYTHON) skip(this, NO_PYTHON);
  });
  after(() => rm(folder, { recursive: true }));

  it('never give a wrong answer in silence', () =>
    forSeeds(SEED, DAMAGES, async ({ seed, count, isFixed }) => {
      const [base, damaged] = [join(folder, `base-${seed}`), join(folder, `damaged-${seed}`)];
      await mkdir(damaged);
      python('generate', base, String(seed));
      const damages = python<Damage[]>('mutate', join(base, 'all'), damaged, String(seed), String(count));
      python('oracle', 'batch', damaged);
      const undamaged = await shownIn(join(base, 'all'));
      const silent: string[] = [];
      let right = 0;
      for (const { folder: name, file, kind, detail } of damages) {
        const expected = JSON.parse(await readFile(join(damaged, `${name}.expected.json`), 'utf8')) as ExpectedMatrix;
        const shown = await shownIn(join(damaged, name));
        const known = notesOn(file, undamaged.notes);
        const notes = notesOn(file, shown.notes);
        const isNoted = notes.some((note) => !known.includes(note));
        const [difference] = differences(shown, expected);
        if (difference === undefined) right++;
        else if (!isNoted) silent.push(`${kind} (${detail}) in ${file}: ${difference}`);
        const isUnread = expected.sources.some((source) => source.name === file && source.status === 'unread');
        if (isUnread && notes.length === 0) silent.push(`${kind} (${detail}) in ${file}: not read, and no note`);
      }
      assertNone(silent);
      if (!isFixed || count < DAMAGES) return;
      assert.equal(new Set(damages.map(({ kind }) => kind)).size, KINDS);
      // Notes are for what cannot be known. Were most answers only noted, this test would compare little.
      assert.ok(right > DAMAGES / 2, `${right} right answers`);
    }));
});
