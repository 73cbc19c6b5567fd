import assert from 'node:assert/strict';
import { CONTRADICTORY, DOUBT, HOLE } from '../../../client/webview/model/kinds';
import { matrixOf, type Matrix } from '../../../client/webview/model/matrix';
import { INITIAL_ARRANGEMENT, NO_CRITERIA, type Criteria } from '../../../client/webview/view/criteria';
import { find } from '../../../client/webview/view/find';
import { arrange, firstProduct, headLines } from '../../../client/webview/view/layout';
import { DOUBTFUL } from '../../browser/support/doubtful';

const MATRIX = matrixOf(DOUBTFUL);

/** The identifiers of the patches that are left, in the order of the matrix. */
function left(criteria: Partial<Criteria>, matrix: Matrix = MATRIX): string {
  const { rows } = arrange(matrix, { ...INITIAL_ARRANGEMENT, criteria: { ...NO_CRITERIA, ...criteria } });
  return [...rows]
    .sort((a, b) => a - b)
    .map((index) => matrix.rows[index]!.id)
    .join(' ');
}

describe('the filters of the matrix page', () => {
  it('leave what must not look like a result, each alone', () => {
    assert.equal(left({ onlyWithdrawn: true }), 'KB1 KB2 KB4');
    assert.equal(left({ onlyDropped: true }), 'KB1 KB4');
    assert.equal(left({ onlyDoubts: true }), 'KB2 KB3');
    assert.equal(left({ onlyContradictions: true }), 'KB1 KB2');
  });

  it('leave what fits one of several', () => {
    assert.equal(left({ onlyDoubts: true, onlyDropped: true }), 'KB1 KB2 KB3 KB4');
  });

  it('leave cells that have a chosen kind and fit a switch', () => {
    assert.equal(left({ kinds: ['not-approved'], onlyDoubts: true }), 'KB3');
    assert.equal(left({ kinds: ['in-test'], onlyDoubts: true }), '');
  });

  it('leave contradictory patches without regard to their cells', () => {
    assert.equal(left({ kinds: [CONTRADICTORY] }), 'KB1');
    assert.equal(left({ kinds: [CONTRADICTORY, DOUBT] }), 'KB1 KB2 KB3');
    assert.equal(left({ kinds: ['in-test'], onlyContradictions: true }), '');
  });

  it('do not take a cell of a patch that nobody lists any more for a hole', () => {
    assert.equal(left({ onlyHoles: true }), 'KB1 KB3');
    assert.equal(left({ kinds: [HOLE] }), 'KB1 KB3');
  });

  it('do not take a cell of a product that nobody lists any more for a hole', () => {
    const gone = { ...DOUBTFUL.columns[3]!, key: 'Beta/Gone', slot: 4, product: 'Gone' };
    const matrix = matrixOf({ ...DOUBTFUL, columns: [...DOUBTFUL.columns, gone] });
    assert.equal(left({ onlyHoles: true }, matrix), 'KB1 KB3');
  });

  it('leave only patches about which there is something for my products', () => {
    assert.equal(left({ onlyMine: true }), 'KB2 KB3');
    assert.equal(left({ onlyMine: true, onlyDropped: true }), '');
  });

  it('leave the products of a supplier', () => {
    const criteria = { ...NO_CRITERIA, suppliers: ['Beta'] };
    assert.deepEqual(arrange(MATRIX, { ...INITIAL_ARRANGEMENT, criteria }).columns, [2, 3]);
  });
});

describe('the layout of the matrix page', () => {
  const layout = arrange(MATRIX, INITIAL_ARRANGEMENT);

  it('has a line of suppliers if there are several, and separates their products of the same name', () => {
    assert.deepEqual(layout.bands, [
      [
        { name: 'Alpha', shown: 'Alpha', start: 0, length: 2 },
        { name: 'Beta', shown: 'Beta', start: 2, length: 2 },
      ],
      [
        { name: 'Batch', shown: 'Batch', start: 0, length: 2 },
        { name: 'Batch', shown: 'Batch', start: 2, length: 1 },
        { name: 'Valve', shown: 'Valve', start: 3, length: 1 },
      ],
    ]);
    assert.equal(headLines(layout), 3);
  });

  it('has no line of suppliers if there is one', () => {
    const columns = DOUBTFUL.columns.map((column) => ({ ...column, supplier: 'Alpha' }));
    const { bands } = arrange(matrixOf({ ...DOUBTFUL, columns }), INITIAL_ARRANGEMENT);
    assert.deepEqual(
      bands.map((groups) => groups.map(({ name }) => name)),
      [['Batch', 'Valve']],
    );
  });

  it('has the fields of patches before the products on demand', () => {
    assert.equal(firstProduct(layout), 1);
    assert.equal(firstProduct(arrange(MATRIX, { ...INITIAL_ARRANGEMENT, moreColumns: true })), 3);
  });

  it('is searched for suppliers, CVEs, superseding patches, and the states of the owner', () => {
    const found = (text: string) => {
      const hits = find(MATRIX, layout, text, (name) => name);
      return Array.from({ length: hits.count }, (_, index) => {
        const { line, column } = hits.at(index);
        return `${line}:${column}`;
      }).join(' ');
    };
    // Lines: 3 heads, the vendor, KB2, KB3, KB1, KB4.
    assert.equal(found('beta'), '0:3');
    assert.equal(found('batch'), '1:1 1:3');
    assert.equal(found('cve-2026-0002'), '4:0');
    assert.equal(found('KB9'), '6:0');
    assert.equal(found('installed'), '4:4');
  });
});
