/**
 * What `vpc matrix` and `vpc compare` answer for generated files of 12 suppliers in 3 months, with the mishaps of practice,
 * equals what an independent script computes, to the cell.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MatrixEncoder } from '../../../server/src/lsp/matrix/matrixEncoder';
import type { MatrixSnapshot } from '../../../server/src/lsp/protocol';
import { buildMatrix } from '../../../server/src/matrix/matrix';
import { readPublication } from '../../../server/src/matrix/reading';
import { decode, withProblems } from '../../../server/src/xml/decode';
import { runToCompletion } from '../../../server/src/xml/task';
import { runCli } from '../../support/builtCli';
import { documentIn } from '../../support/documents';
import { freshSeed } from '../../support/seeds';
import { skip } from '../../support/skip';
import { FIRST } from '../../support/vocabularies';
import { cellsFromCsv, comparisonFromJson, matrixFromJson, matrixFromSnapshot, type ShownMatrix } from './adapter';
import {
  assertNone,
  changeDifferences,
  csvDifferences,
  differences,
  sourceDifferences,
  summaryDifferences,
} from './differences';
import type { ExpectedComparison, ExpectedMatrix } from './expected';
import { NO_PYTHON, PYTHON, python } from './python';

const SEEDS = [1, 7_919, 20_260_311, ...(freshSeed === null ? [] : [freshSeed])];

interface Generated {
  readonly mishaps: readonly { readonly file: string; readonly kind: string }[];
}

/** Mishaps with which a file contributes nothing, and what the oracle calls them. */
const UNREAD: Readonly<Record<string, string>> = {
  truncated: 'ill-formed',
  html: 'other-root',
  undecodable: 'undecodable',
};

/** What the language server sends to the panel for the files of a folder. */
async function snapshotOf(folder: string): Promise<MatrixSnapshot> {
  const names = (await readdir(folder)).sort();
  const read = await Promise.all(
    names.map(async (name) => {
      const { text, problems: encoding } = withProblems(decode(await readFile(join(folder, name))));
      const document = documentIn(FIRST, text, name);
      return readPublication(document, { name, path: name, isOwner: false, encoding });
    }),
  );
  const matrix = runToCompletion(
    buildMatrix(
      FIRST.vocabulary,
      read.flatMap(({ given }) => given ?? []),
    ),
  );
  const sources = matrix.sources.map((source, index) => ({
    ...source,
    uri: `file:///${source.name}`,
    replaced: !matrix.editions.statuses[index]!.speaks,
  }));
  const encoder = new MatrixEncoder(Infinity);
  return runToCompletion(encoder.snapshot({ matrix, sources, compared: [], mine: new Set(), notes: [] }));
}

for (const seed of SEEDS) {
  describe(`independent matrix: 36 generated files, seed ${seed}`, () => {
    let folder: string;
    let generated: Generated;
    let expected: ExpectedMatrix;

    before(async function () {
      folder = await mkdtemp(join(tmpdir(), 'vpc-'));
      if (!PYTHON) skip(this, NO_PYTHON);
      generated = python<Generated>('generate', folder, String(seed));
      expected = python<ExpectedMatrix>('oracle', 'matrix', join(folder, 'all'));
    });
    after(() => rm(folder, { recursive: true }));

    const mishaps = (kind: string) => generated.mishaps.filter((mishap) => mishap.kind === kind);

    describe('the oracle', () => {
      it('reads 33 of the files and says why it does not read the others', () => {
        const unread = expected.sources.filter(({ status }) => status === 'unread');
        const must = Object.entries(UNREAD).flatMap(([kind, why]) =>
          mishaps(kind).map(({ file }) => `${file}: ${why}`),
        );
        assert.equal(expected.sources.length, 36);
        assert.equal(must.length, 3);
        assert.deepEqual(unread.map(({ name, why }) => `${name}: ${why}`).sort(), must.sort());
      });

      it('finds what the generator put into the files', () => {
        const cells = (has: (cell: ExpectedMatrix['cells'][number]) => boolean) => expected.cells.some(has);
        assert.deepEqual(
          {
            dropped: cells(({ status, withdrawn }) => status === 'dropped' && withdrawn),
            retired: cells(({ status }) => status === 'retired'),
            withdrawn: cells(({ status, withdrawn }) => status === 'stated' && withdrawn),
            contradiction: cells(({ contradiction }) => contradiction),
            doubt: cells(({ doubt }) => doubt),
            restricted: cells(({ restricted }) => restricted),
            ownWord: cells(({ states }) => states.includes('Conditionally approved')),
            invalid: expected.sources.filter(({ isValid }) => isValid === false).length,
            inDoubt: expected.sources.filter(({ isInDoubt }) => isInDoubt).length,
            fields: [...new Set(expected.patches.flatMap(({ contradictions }) => Object.keys(contradictions)))].sort(),
          },
          {
            dropped: true,
            retired: true,
            withdrawn: true,
            contradiction: true,
            doubt: true,
            restricted: true,
            ownWord: true,
            invalid: 2,
            inDoubt: 4,
            fields: ['reboot', 'released', 'severity', 'supersedes'],
          },
        );
      });

      it('sees one patch and one product in all their spellings', () => {
        // 3 months of 24 patches; 12 suppliers, of which two have a product of the same name.
        assert.ok(expected.summary.patches <= 72, String(expected.summary.patches));
        assert.equal(new Set(expected.columns.map(([supplier]) => supplier)).size, 12);
        const historians = expected.columns.filter(
          ([, product, version]) => product === 'historian' && version === '5',
        );
        assert.equal(historians.length, 2);
      });
    });

    describe('vpc matrix', () => {
      let shown: ShownMatrix;
      let code: number | null;

      before(() => {
        const run = runCli(['matrix', join(folder, 'all'), '--format', 'json']);
        code = run.code;
        shown = matrixFromJson(run.out);
      });

      it('equals the oracle to the cell', () => assertNone(differences(shown, expected)));
      it('says which files speak', () => assertNone(sourceDifferences(shown, expected)));
      it('has the numbers of the oracle', () => assertNone(summaryDifferences(shown, expected)));

      it('names each file that is not read, not valid or in doubt, and exits with 3', () => {
        assert.equal(code, 3);
        const named = new Set(shown.notes.map(({ file }) => file));
        const must = expected.sources.filter((source) => source.status === 'unread' || source.isValid === false);
        assertNone(must.filter(({ name }) => !named.has(name.normalize('NFC'))).map(({ name }) => `${name}: no note`));
        // An order in doubt concerns two files; the note can name either.
        for (const { publication, supplier } of expected.sources.filter(({ isInDoubt }) => isInDoubt)) {
          const editions = expected.sources.filter((s) => s.publication === publication && s.supplier === supplier);
          assert.ok(
            editions.some(({ name }) => named.has(name.normalize('NFC'))),
            `${supplier}: no note on the order`,
          );
        }
      });

      it('writes a CSV in which nothing is greener', () => {
        const { out } = runCli(['matrix', join(folder, 'all'), '--format', 'csv']);
        assertNone(csvDifferences(cellsFromCsv(out, shown), expected));
      });
    });

    it('the panel gets the cells and numbers of the oracle', async () => {
      const shown = matrixFromSnapshot(await snapshotOf(join(folder, 'all')));
      assertNone([
        ...differences(shown, expected),
        ...sourceDifferences(shown, expected),
        ...summaryDifferences(shown, expected),
      ]);
    });

    for (const [before, after] of [
      ['month1', 'month2'],
      ['month2', 'month3'],
    ] as const) {
      it(`vpc compare ${before} ${after} equals the oracle`, () => {
        const sides = [join(folder, before), join(folder, after)] as const;
        const must = python<ExpectedComparison>('oracle', 'compare', ...sides);
        assert.ok(must.withdrawn > 0 && must.droppedApprovals > 0);
        const shown = comparisonFromJson(runCli(['compare', ...sides, '--format', 'json']).out);
        assertNone(changeDifferences(shown, must));
        const named = new Set(shown.notes.map(({ file }) => file));
        assertNone(must.unread.filter((name) => !named.has(name.normalize('NFC'))).map((name) => `${name}: no note`));
      });
    }
  });
}
