import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildMatrix, changesIn, type Matrix, type MatrixOptions } from '../../server/src/matrix/matrix';
import { rowsInOrder } from '../../server/src/matrix/order';
import type { Row } from '../../server/src/matrix/row';
import { sourceOf } from '../../server/src/matrix/sources';
import { summarise } from '../../server/src/matrix/summary';
import { viewOf } from '../../server/src/matrix/view';
import { publicationOf } from '../../server/src/domain/model';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import type { XmlTree } from '../../server/src/xml/tree';
import { editsOf } from '../support/edits';
import { BOTH, type TestVocabulary } from '../support/vocabularies';
import { runToCompletion } from '../../server/src/xml/task';
import { assertProperty } from '../support/seeds';

const matrixOf = ({ vocabulary }: TestVocabulary, trees: readonly XmlTree[], options: MatrixOptions = {}): Matrix =>
  runToCompletion(
    buildMatrix(
      vocabulary,
      trees.map((tree, index) => sourceOf(publicationOf(tree, vocabulary), `${index}.xml`)),
      options,
    ),
  );

/** The visible content of a matrix, without caches. */
function seen(matrix: Matrix): object {
  const summary = runToCompletion(summarise(viewOf(matrix)));
  const row = ({ parts: _parts, before: _before, ...shown }: Row): object => shown;
  return {
    sources: matrix.sources,
    columns: matrix.columns,
    rows: runToCompletion(rowsInOrder(matrix)).map(row),
    uses: new Map([...matrix.uses].sort(([a], [b]) => (a < b ? -1 : 1))),
    summary: { ...summary, oldestUntested: summary.oldestUntested?.key },
  };
}

describe('the matrix after edits', () => {
  for (const vocabulary of BOTH) {
    const { sampleText: text } = vocabulary;
    /** The same publication by another supplier, for conflicts, and an older edition of it. */
    const other = parse(
      text.replaceAll('>Approved<', '>In Test<').replaceAll('Northwind Process', 'Southwind Process'),
    );
    const before = matrixOf(vocabulary, [parse(text.replaceAll('>Approved<', '>Available<'))]);

    for (const older of [null, before]) {
      it(`agrees with a fresh matrix${older ? ', compared' : ''}: ${vocabulary.title}`, () => {
        assertProperty(
          fc.property(editsOf(text), fc.boolean(), (edits, isAlone) => {
            let current = text;
            let tree = parse(text);
            const trees = (): XmlTree[] => (isAlone ? [tree] : [other, tree]);
            let matrix = matrixOf(vocabulary, trees(), { older });
            const shown = new Map(matrix.rows);
            for (const edit of edits) {
              const start = Math.min(edit.at, current.length);
              const end = Math.min(start + edit.length, current.length);
              current = current.slice(0, start) + edit.text + current.slice(end);
              tree = reparse(tree, { start, end, text: edit.text });
              const next = matrixOf(vocabulary, trees(), { older, previous: matrix });
              const changes = changesIn(matrix, next);
              for (const key of changes.removed) shown.delete(key);
              for (const row of changes.rows) shown.set(row.key, row);
              assert.deepEqual(new Set(shown.values()), new Set(next.rows.values()));
              matrix = next;
              const fresh = matrixOf(vocabulary, isAlone ? [parse(current)] : [other, parse(current)], { older });
              assert.deepEqual(seen(matrix), seen(fresh));
            }
          }),
          { numRuns: 60, seed: 2026 },
        );
      });
    }

    it(`changes one row after an edit in one patch: ${vocabulary.title}`, () => {
      const tree = parse(text);
      const matrix = matrixOf(vocabulary, [tree]);
      const start = text.indexOf('>In Test<') + 1;
      const edited = reparse(tree, { start, end: start + 'In Test'.length, text: 'Approved' });
      const { rows, ...others } = changesIn(matrix, matrixOf(vocabulary, [edited], { previous: matrix }));
      assert.equal(rows.length, 1);
      assert.deepEqual(others, { removed: [], columns: false, sources: false });
    });

    it(`reports added and removed columns: ${vocabulary.title}`, () => {
      const tree = parse(text);
      const matrix = matrixOf(vocabulary, [tree]);
      const start = text.lastIndexOf('Northwind Batch');
      const edited = reparse(tree, { start, end: start, text: 'New ' });
      const next = matrixOf(vocabulary, [edited], { previous: matrix });
      assert.equal(changesIn(matrix, next).columns, true);
      assert.equal(next.columns.length, matrix.columns.length + 1);
    });
  }
});
