import assert from 'node:assert/strict';
import { MatrixEncoder } from '../../server/src/lsp/matrix/matrixEncoder';
import { buildMatrix } from '../../server/src/matrix/matrix';
import { sourceOf } from '../../server/src/matrix/sources';
import { publicationOf } from '../../server/src/domain/model';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { shown } from '../support/matrixPage';
import { publicationText } from '../support/publications';
import { BOTH, FIRST } from '../support/vocabularies';
import { runToCompletion } from '../../server/src/xml/task';

describe('the matrix encoder', () => {
  for (const test of BOTH) {
    const { sampleText: text, vocabulary } = test;
    it(`sends a matrix in parts, in order: ${test.title}`, () => {
      const now = shown(
        runToCompletion(buildMatrix(vocabulary, [sourceOf(publicationOf(parse(text), vocabulary), 'a.xml')])),
      );
      const whole = runToCompletion(new MatrixEncoder().snapshot(now));
      const encoder = new MatrixEncoder(600);
      const first = runToCompletion(encoder.snapshot(now));
      const rows = [...first.rows];
      let { rest } = first;
      while (rest !== undefined) {
        const delta = runToCompletion(encoder.delta(now));
        assert.ok(delta !== null && delta !== 'snapshot');
        rows.push(...delta.rows);
        assert.equal(delta.rest ?? 0, rest - delta.rows.length);
        ({ rest } = delta);
      }
      assert.deepEqual(
        rows.map(({ key }) => key),
        whole.rows.map(({ key }) => key),
      );
      assert.ok(first.rows.length < whole.rows.length);
      assert.equal(runToCompletion(encoder.delta(now)), null);
    });

    it(`sends only the row of an edited cell: ${test.title}`, () => {
      const tree = parse(text);
      const matrix = runToCompletion(buildMatrix(vocabulary, [sourceOf(publicationOf(tree, vocabulary), 'a.xml')]));
      const before = shown(matrix);
      const encoder = new MatrixEncoder();
      runToCompletion(encoder.snapshot(before));
      const start = text.indexOf('>In Test<') + 1;
      const edited = reparse(tree, { start, end: start + 'In Test'.length, text: 'Neither' });
      const next = runToCompletion(
        buildMatrix(vocabulary, [sourceOf(publicationOf(edited, vocabulary), 'a.xml')], {
          previous: matrix,
        }),
      );
      const delta = runToCompletion(encoder.delta({ ...shown(next), mine: before.mine }));
      assert.ok(delta !== null && delta !== 'snapshot');
      const { rows, contents, summary: _summary, ...others } = delta;
      assert.deepEqual(others, { revision: 1, removed: [] });
      assert.equal(rows.length, 1);
      assert.deepEqual(
        contents.map(({ statements }) => statements.map(({ state, word }) => [state, word])),
        [[[null, 'Neither']]],
      );
    });
  }

  it('names superseding patches once: those of the matrix by their rows, others as written', () => {
    const text = publicationText(FIRST, [
      {
        'patch-id': 'KB1',
        title: '1',
        'superseded-by': ['kb2', 'KB9'],
        product: [{ 'product-id': 'A', state: 'Approved' }],
      },
      { 'patch-id': 'KB2', title: '2', product: [{ 'product-id': 'A', state: 'Approved' }] },
    ]);
    const source = sourceOf(publicationOf(parse(text), FIRST.vocabulary), 'a.xml');
    const matrix = runToCompletion(buildMatrix(FIRST.vocabulary, [source]));
    const { rows } = runToCompletion(new MatrixEncoder().snapshot(shown(matrix)));
    const [kb1, kb2] = ['KB1', 'KB2'].map((wanted) => rows.find(({ id }) => id === wanted)!);
    assert.deepEqual([kb1!.replacedBy, kb1!.supersededBy], [[kb2!.key], ['KB9']]);
  });
});
