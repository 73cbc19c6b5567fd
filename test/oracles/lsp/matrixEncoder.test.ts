import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MatrixEncoder } from '../../../server/src/lsp/matrix/matrixEncoder';
import { buildMatrix, type Matrix } from '../../../server/src/matrix/matrix';
import { sourceOf } from '../../../server/src/matrix/sources';
import { publicationOf } from '../../../server/src/domain/model';
import { parse } from '../../../server/src/xml/parser';
import { reparse } from '../../../server/src/xml/reparse';
import { runToCompletion } from '../../../server/src/xml/task';
import { editsOf } from '../../support/edits';
import { MatrixPage, shown } from '../../support/matrixPage';
import { assertProperty } from '../../support/seeds';
import { BOTH } from '../../support/vocabularies';

describe('the matrix encoder', () => {
  for (const test of BOTH) {
    const { sampleText: text, vocabulary } = test;
    const olderTree = parse(text.replaceAll('>Approved<', '>Available<'));
    const older = runToCompletion(
      buildMatrix(vocabulary, [sourceOf(publicationOf(olderTree, vocabulary), 'older.xml')]),
    );

    // A limit of 600 leaves room for a row or two in a message, so that edits happen between the parts of a matrix.
    for (const [compared, maxLength] of [[null], [null, 600], [older], [older, 600]] as const) {
      const how = (compared ? ', compared' : '') + (maxLength === undefined ? '' : ', in parts');
      it(`agrees with a snapshot after each delta${how}: ${test.title}`, () => {
        assertProperty(
          fc.property(editsOf(text), (edits) => {
            const matrixOf = (tree: ReturnType<typeof parse>, previous: Matrix | null): Matrix =>
              runToCompletion(
                buildMatrix(vocabulary, [sourceOf(publicationOf(tree, vocabulary), 'a.xml')], {
                  older: compared,
                  previous,
                }),
              );
            let tree = parse(text);
            let now = shown(matrixOf(tree, null));
            const { mine } = now;
            let encoder = new MatrixEncoder(maxLength);
            let page = new MatrixPage(runToCompletion(encoder.snapshot(now)));
            const send = (): void => {
              const delta = runToCompletion(encoder.delta(now));
              if (delta === 'snapshot') {
                encoder = new MatrixEncoder(maxLength);
                page = new MatrixPage(runToCompletion(encoder.snapshot(now)));
              } else if (delta === null) assert.ok(page.isWhole, 'unsent rows are sent');
              else page.apply(JSON.parse(JSON.stringify(delta)) as typeof delta);
              assert.equal(page.isWhole, !encoder.isPartial);
            };
            const check = (): void => {
              const fresh = new MatrixPage(
                runToCompletion(new MatrixEncoder().snapshot(shown(matrixOf(parse(tree.text()), null)))),
              );
              assert.deepEqual(page.seen(), fresh.seen());
            };
            for (const edit of edits) {
              const start = Math.min(edit.at, tree.length);
              const end = Math.min(start + edit.length, tree.length);
              tree = reparse(tree, { start, end, text: edit.text });
              now = { ...shown(matrixOf(tree, now.matrix)), mine };
              send();
              if (page.isWhole) check();
            }
            while (!page.isWhole) send();
            check();
          }),
          { numRuns: 60, seed: 2026 },
        );
      });
    }
  }
});
