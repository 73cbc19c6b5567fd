import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Wire, type Shown } from '../../server/src/lsp/matrix/wire';
import { buildMatrix, type Matrix } from '../../server/src/vpc/matrix/matrix';
import { sourceOf } from '../../server/src/vpc/matrix/sources';
import { publicationOf } from '../../server/src/vpc/model';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { editsOf } from '../support/edits';
import { MatrixPage } from '../support/matrixPage';
import { BOTH } from '../support/vocabularies';

const shown = (matrix: Matrix): Shown => ({
  matrix,
  sources: matrix.sources.map((source) => ({ uri: `file:///${source.name}`, ...source })),
  compared: (matrix.older?.sources ?? []).map((source) => ({ uri: `file:///${source.name}`, ...source })),
  mine: new Set(),
});

describe('the matrix on its way', () => {
  for (const test of BOTH) {
    const { sampleText: text, vocabulary } = test;
    const olderTree = parse(text.replaceAll('>Approved<', '>Available<'));
    const older = buildMatrix(vocabulary, [sourceOf(publicationOf(olderTree, vocabulary), 'older.xml')]);

    // In the second case a message takes a row or two: edits come while the parts of a matrix are on their way.
    for (const [compared, mostLetters] of [[null], [null, 600], [older], [older, 600]] as const) {
      const how = (compared ? ', compared' : '') + (mostLetters === undefined ? '' : ', in parts');
      it(`is, delta for delta, what a snapshot would say${how}: ${test.title}`, () => {
        fc.assert(
          fc.property(editsOf(text), (edits) => {
            const matrixOf = (tree: ReturnType<typeof parse>, previous: Matrix | null): Matrix =>
              buildMatrix(vocabulary, [sourceOf(publicationOf(tree, vocabulary), 'a.xml')], {
                older: compared,
                previous,
              });
            let tree = parse(text);
            let now = shown(matrixOf(tree, null));
            const { mine } = now;
            let wire = new Wire(mostLetters);
            let page = new MatrixPage(wire.snapshot(now));
            const tell = (): void => {
              const delta = wire.delta(now);
              if (delta === 'anew') {
                wire = new Wire(mostLetters);
                page = new MatrixPage(wire.snapshot(now));
              } else if (delta !== null) page.apply(JSON.parse(JSON.stringify(delta)) as typeof delta);
              assert.equal(page.isWhole, !wire.isPartial);
            };
            const check = (): void => {
              const fresh = new MatrixPage(new Wire().snapshot(shown(matrixOf(parse(tree.text()), null))));
              assert.deepEqual(page.seen(), fresh.seen());
            };
            for (const edit of edits) {
              const start = Math.min(edit.at, tree.length);
              const end = Math.min(start + edit.length, tree.length);
              tree = reparse(tree, { start, end, text: edit.text });
              now = { ...shown(matrixOf(tree, now.matrix)), mine };
              tell();
              if (page.isWhole) check();
            }
            while (!page.isWhole) tell();
            check();
          }),
          { numRuns: Number(process.env.VPC_RUNS ?? 60), seed: 2026 },
        );
      }).timeout(300_000);
    }

    it(`says all of it, a part at a time, in order: ${test.title}`, () => {
      const now = shown(buildMatrix(vocabulary, [sourceOf(publicationOf(parse(text), vocabulary), 'a.xml')]));
      const whole = new Wire().snapshot(now);
      const wire = new Wire(600);
      const first = wire.snapshot(now);
      const rows = [...first.rows];
      let { rest } = first;
      while (rest !== undefined) {
        const delta = wire.delta(now);
        assert.ok(delta !== null && delta !== 'anew');
        rows.push(...delta.rows);
        assert.equal(delta.rest ?? 0, rest - delta.rows.length);
        ({ rest } = delta);
      }
      assert.deepEqual(
        rows.map(({ key }) => key),
        whole.rows.map(({ key }) => key),
      );
      assert.ok(first.rows.length < whole.rows.length);
      assert.equal(wire.delta(now), null);
    });

    it(`says no more of an edit in one cell than that cell's row: ${test.title}`, () => {
      const tree = parse(text);
      const matrix = buildMatrix(vocabulary, [sourceOf(publicationOf(tree, vocabulary), 'a.xml')]);
      const before = shown(matrix);
      const wire = new Wire();
      wire.snapshot(before);
      const start = text.indexOf('>In Test<') + 1;
      const edited = reparse(tree, { start, end: start + 'In Test'.length, text: 'Neither' });
      const next = buildMatrix(vocabulary, [sourceOf(publicationOf(edited, vocabulary), 'a.xml')], {
        previous: matrix,
      });
      const delta = wire.delta({ ...shown(next), mine: before.mine });
      assert.ok(delta !== null && delta !== 'anew');
      const { rows, contents, summary: _summary, ...others } = delta;
      assert.deepEqual(others, { revision: 1, removed: [] });
      assert.equal(rows.length, 1);
      assert.deepEqual(
        contents.map(({ statements }) => statements.map(({ state, word }) => [state, word])),
        [[[null, 'Neither']]],
      );
    });
  }
});
