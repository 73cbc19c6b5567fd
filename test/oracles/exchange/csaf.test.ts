import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCsaf } from '../../../server/src/exchange/csaf/readCsaf';
import { factsOf } from '../../support/csafFacts';
import { forSeeds } from '../../support/seeds';
import { skip } from '../../support/skip';
import { PYTHON } from '../matrix/python';
import { randomAdvisory } from './csafDocuments';

const NO_PYTHON = 'the independent reader of CSAF: Python 3 is not installed';

/** The facts of advisories by the independent reader. */
function independentFacts(advisories: readonly object[]): unknown[] {
  const folder = mkdtempSync(join(tmpdir(), 'vpc-csaf-'));
  try {
    const files = advisories.map((advisory, index) => {
      const path = join(folder, `${index}.json`);
      writeFileSync(path, JSON.stringify(advisory));
      return path;
    });
    const { status, stdout, stderr } = spawnSync(PYTHON!, [join(__dirname, 'csaf.py'), ...files], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' },
    });
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as unknown[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('readCsaf', () => {
  it('finds what an independent reader finds in random advisories', async function () {
    if (!PYTHON) skip(this, NO_PYTHON);
    await forSeeds(2026, 400, ({ random, count, isFixed }) => {
      const advisories = Array.from({ length: count }, () => randomAdvisory(random));
      const expected = independentFacts(advisories);
      const texts = advisories.map((advisory) => JSON.stringify(advisory));
      const found = texts.map((text) => factsOf(readCsaf(text)) as { patches: { id: string }[] });
      for (const [index, facts] of found.entries()) assert.deepEqual(facts, expected[index], texts[index]);
      // Rare cases must occur, or the comparison says nothing.
      const ids = found.flatMap(({ patches }) => patches.map(({ id }) => id));
      if (isFixed) assert.ok(ids.includes('KB5034441') && ids.includes('ADV-2026-1-3'), ids.join());
    });
  });
});
