import assert from 'node:assert/strict';
import type { Draft } from '../../../server/src/vpc/draft';
import { columnName } from '../../../server/src/vpc/matrix/columns';
import { buildMatrix, editionOf, type Matrix } from '../../../server/src/vpc/matrix/matrix';
import { wordsOf, type Cell } from '../../../server/src/vpc/matrix/row';
import { sourceOf } from '../../../server/src/vpc/matrix/sources';
import { summarise } from '../../../server/src/vpc/matrix/summary';
import { cellsOf, viewOf, type ViewOptions } from '../../../server/src/vpc/matrix/view';
import { publicationIn, publicationText } from '../../support/publications';
import { BOTH, FIRST, type TestVocabulary } from '../../support/vocabularies';

const product = (id: string, state: string, more: Draft<'product'> = {}): Draft<'product'> => ({
  'product-id': id,
  state,
  ...more,
});

type Publication = Draft<'publication'> & { readonly patches: readonly Draft<'patch'>[] };

/** The matrix of publications, each with the patches given; by different suppliers, a month apart, unless they say so. */
function matrixOf(
  vocabulary: TestVocabulary,
  publications: readonly (Publication | readonly Draft<'patch'>[])[],
  older: Matrix | null = null,
): Matrix {
  const sources = publications.map((given, index) => {
    const { patches, ...said } = 'patches' in given ? given : { patches: given };
    const more = { supplier: `Supplier ${index}`, published: `2026-0${index + 1}-01T00:00:00Z`, ...said };
    return sourceOf(publicationIn(publicationText(vocabulary, patches, more), vocabulary), `${index}.xml`);
  });
  return buildMatrix(vocabulary.vocabulary, sources, { older });
}

const said = (cell: Cell | undefined): string => {
  if (cell === undefined) return '';
  const before = cell.change?.before.map(({ word }) => word).join('+');
  return (
    cell.statements.map(({ statement }) => statement.word).join('+') + (before === undefined ? '' : ` was ${before}`)
  );
};

/** The table as people see it: a line a patch, states separated by `+`. */
function table(matrix: Matrix, wanted: ViewOptions = {}): string[] {
  const view = viewOf(matrix, wanted);
  const lines = view.rows.map((row) => [row.id, ...cellsOf(row, view).map(said)].join(' | '));
  return [['', ...view.columns.map(columnName)].join(' | '), ...lines];
}

for (const vocabulary of BOTH) {
  describe(`the matrix, ${vocabulary.title}`, () => {
    it('has a row for each patch, the latest first, and a column for each product, version and platform', () => {
      const matrix = matrixOf(vocabulary, [
        [
          { 'patch-id': 'KB9', released: '2026-01-01T00:00:00Z', product: [product('B', 'Approved')] },
          {
            'patch-id': 'KB10',
            released: '2026-02-01T00:00:00Z',
            product: [
              product('A', 'In Test', { 'product-version': '10' }),
              product('A', 'Available', { 'product-version': '9' }),
            ],
          },
          { 'patch-id': 'KB1', released: '2026-02-01T00:00:00Z' },
        ],
      ]);
      assert.deepEqual(table(matrix), [
        ' | A 9 | A 10 | B',
        'KB1 |  |  | ',
        'KB10 | Available | In Test | ',
        'KB9 |  |  | Approved',
      ]);
    });

    it('lets a statement hold for each version on each platform that it names', () => {
      const all = { 'product-version': ['1', '2'], platform: ['P', 'Q'] };
      const matrix = matrixOf(vocabulary, [[{ 'patch-id': 'KB1', product: [product('A', 'Approved', all)] }]]);
      assert.deepEqual(table(matrix), [
        ' | A 1 (P) | A 1 (Q) | A 2 (P) | A 2 (Q)',
        'KB1 | Approved | Approved | Approved | Approved',
      ]);
    });

    it('keeps what suppliers say differently, the later one first, and knows whose word it is', () => {
      const matrix = matrixOf(vocabulary, [
        [{ 'patch-id': 'KB1', product: [product('A', 'Approved'), product('B', 'In Test')] }],
        [{ 'patch-id': 'KB1', product: [product('A', 'Not Approved'), product('B', 'In Test')] }],
      ]);
      assert.deepEqual(table(matrix), [' | A | B', 'KB1 | Not Approved+Approved | In Test+In Test']);
      const [row] = matrix.rows.values();
      assert.deepEqual(
        row!.cells.map(({ conflict }) => conflict),
        [true, false],
      );
      assert.deepEqual(
        row!.cells[0]!.statements.map(({ source }) => matrix.sources[source]!.supplier),
        ['Supplier 1', 'Supplier 0'],
      );
    });

    it('keeps what a file says twice, in its order', () => {
      const twice = [product('A', 'Not Approved'), product('A', 'Approved'), product('A', 'Approved')];
      const matrix = matrixOf(vocabulary, [[{ 'patch-id': 'KB1', product: twice }]]);
      assert.deepEqual(table(matrix), [' | A', 'KB1 | Not Approved+Approved+Approved']);
      const matrixOfPatches = matrixOf(vocabulary, [
        [
          { 'patch-id': 'KB1', title: 'First', product: [product('A', 'In Test')] },
          { 'patch-id': 'KB1', title: 'Second', product: [product('A', 'Approved'), product('B', 'Approved')] },
        ],
      ]);
      assert.deepEqual(table(matrixOfPatches), [' | A | B', 'KB1 | In Test+Approved | Approved']);
      assert.equal([...matrixOfPatches.rows.values()][0]!.title, 'First');
    });

    it('lets the last publication of a supplier hold, in whatever order they are given', () => {
      const edition = (published: string, state: string, more: Draft<'product'>[] = []): Publication => ({
        supplier: 'Northwind',
        published,
        patches: [{ 'patch-id': 'KB1', product: [product('A', state), ...more] }],
      });
      const january = edition('2026-01-31T23:00:00Z', 'In Test', [product('B', 'Approved')]);
      const february = edition('2026-02-01T00:30:00+02:00', 'Approved');
      const march = edition('2026-03-01T00:00:00Z', 'Not Approved');
      const february2: Publication = { ...february, 'document-version': '2' };
      for (const order of [
        [january, february],
        [february, january],
      ]) {
        // February's moment is before January's.
        assert.deepEqual(table(matrixOf(vocabulary, order)), [' | A | B', 'KB1 | In Test | Approved']);
      }
      assert.deepEqual(table(matrixOf(vocabulary, [march, january])), [' | A | B', 'KB1 | Not Approved | Approved']);
      assert.deepEqual(table(matrixOf(vocabulary, [february2, { ...february, patches: january.patches }])), [
        ' | A | B',
        'KB1 | Approved | Approved',
      ]);
    });

    it('does not take patches without a name for the same patch', () => {
      const matrix = matrixOf(vocabulary, [
        [{ product: [product('A', 'Approved')] }, { product: [product('A', 'In Test')] }],
      ]);
      assert.deepEqual(table(matrix), [' | A', ' | Approved', ' | In Test']);
    });

    it('carries what else is said', () => {
      const more = {
        'state-date': '2026-02-16T14:30:00Z',
        reboot: '1',
        restriction: ['First', 'Second'],
        comment: 'Third',
        url: 'https://example.com',
      };
      const patch = { 'patch-id': 'KB1', target: ['Windows', 'Office'], product: [product('A', 'Approved', more)] };
      const [row] = matrixOf(vocabulary, [[patch]]).rows.values();
      assert.deepEqual(row!.cells[0]!.statements[0]!.statement, {
        word: 'Approved',
        known: vocabulary.vocabulary.state('Approved'),
        date: '2026-02-16T14:30:00Z',
        restart: true,
        restrictions: ['First', 'Second'],
        comments: ['Third'],
        url: 'https://example.com',
      });
      assert.deepEqual(row!.targets, ['Windows', 'Office']);
    });

    it('shows the rows and columns that are wanted, in that order', () => {
      const matrix = matrixOf(vocabulary, [
        [
          { 'patch-id': 'KB1', product: [product('A', 'Approved'), product('B', 'In Test')] },
          { 'patch-id': 'KB2', product: [product('B', 'Approved')] },
        ],
      ]);
      const [kb1, kb2] = [...matrix.rows.keys()];
      const [a, b] = matrix.columns.map(({ key }) => key);
      assert.deepEqual(table(matrix, { rows: [kb2!, 'none', kb1!], columns: [b!, 'none', a!] }), [
        ' | B | A',
        'KB2 | Approved | ',
        'KB1 | In Test | Approved',
      ]);
    });

    it('is summed up in numbers', () => {
      const matrix = matrixOf(vocabulary, [
        [
          {
            'patch-id': 'KB1',
            released: '2026-01-02T00:00:00Z',
            product: [product('A', 'Available'), product('B', 'Approved')],
          },
          { 'patch-id': 'KB2', released: '2026-01-01T00:00:00Z', product: [product('A', 'Approved')] },
        ],
        [
          { 'patch-id': 'KB1', product: [product('A', 'Approved')] },
          {
            'patch-id': 'KB3',
            released: '2026-01-03T00:00:00Z',
            product: [product('C', 'Reviewed'), product('A', 'Available')],
          },
        ],
      ]);
      const numbers = (wanted: ViewOptions = {}) => {
        const { states, oldestUntested, ...others } = summarise(viewOf(matrix, wanted));
        const counts = states.map(({ state, cells }) => `${state.value} ${cells}`);
        return { ...others, states: counts, oldestUntested: oldestUntested?.id };
      };
      assert.deepEqual(numbers(), {
        patches: 3,
        columns: 3,
        states: ['Available 2', 'Approved 3'],
        otherStates: 1,
        holes: 4,
        conflicts: 1,
        oldestUntested: 'KB1',
        lastPublished: '2026-02-01T00:00:00Z',
        comparison: null,
      });
      const { patches, columns, states, holes, oldestUntested } = numbers({ columns: [matrix.columns[1]!.key] });
      assert.deepEqual([patches, columns, states, holes, oldestUntested], [3, 1, ['Approved 1'], 2, undefined]);
    });

    it('marks what has changed since an older edition', () => {
      const older = matrixOf(vocabulary, [
        [
          {
            'patch-id': 'KB1',
            severity: 'Low',
            product: [
              product('A', 'In Test'),
              product('B', 'Approved'),
              product('C', 'Approved'),
              product('E', 'Approved'),
            ],
          },
          { 'patch-id': 'KB2', product: [product('A', 'Approved')] },
          { 'patch-id': 'KB4', product: [product('E', 'Approved')] },
        ],
      ]);
      const now = [
        {
          'patch-id': 'KB1',
          severity: 'Critical',
          product: [product('A', 'Approved'), product('B', 'Approved'), product('D', 'Available')],
        },
        { 'patch-id': 'KB3', product: [product('A', 'Available')] },
        { 'patch-id': 'KB4', product: [product('E', 'Not Approved')] },
      ];
      const matrix = matrixOf(vocabulary, [now], older);
      assert.deepEqual(table(matrix), [
        ' | A | B | C | D | E',
        'KB1 | Approved was In Test | Approved |  was Approved | Available was  |  was Approved',
        'KB2 |  was Approved |  |  |  | ',
        'KB3 | Available |  |  |  | ',
        'KB4 |  |  |  |  | Not Approved was Approved',
      ]);
      assert.deepEqual(
        [...matrix.rows.values()].map(({ id, edition, changes }) => [id, edition, changes]),
        [
          ['KB1', null, [{ field: 'severity', before: 'Low', after: 'Critical' }]],
          ['KB3', 'added', []],
          ['KB4', null, []],
          ['KB2', 'removed', []],
        ],
      );
      assert.deepEqual(
        matrix.columns.map((column) => editionOf(column, matrix)),
        [null, null, 'removed', 'added', null],
      );
      const { patches, columns, comparison } = summarise(viewOf(matrix));
      assert.deepEqual([patches, columns], [3, 4]);
      assert.deepEqual(comparison, {
        changed: 4,
        regressions: 2,
        added: { patches: 1, columns: 1 },
        removed: { patches: 1, columns: 1 },
      });
    });
  });
}

describe('the matrix', () => {
  it('of broken and empty publications is empty, not an error', () => {
    const text = `<${FIRST.vocabulary.rootName}>`;
    const matrix = buildMatrix(FIRST.vocabulary, [
      sourceOf(publicationIn(text, FIRST), 'a.xml'),
      sourceOf(null, 'b.xml'),
    ]);
    assert.deepEqual(matrix.sources[0], { name: 'a.xml', supplier: '', published: '', version: '' });
    assert.deepEqual([matrix.columns, [...matrix.rows]], [[], []]);
    assert.equal(summarise(viewOf(matrix)).oldestUntested, null);
  });

  it('has words that are states only', () => {
    const [row] = matrixOf(FIRST, [
      [{ 'patch-id': 'KB1', product: [product('A', ''), product('A', 'Approved')] }],
    ]).rows.values();
    assert.deepEqual(wordsOf(row!.cells[0]!), ['Approved']);
    assert.equal(row!.cells[0]!.conflict, false);
  });
});
