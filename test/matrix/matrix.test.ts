import assert from 'node:assert/strict';
import { columnNames } from '../../server/src/matrix/columns';
import { buildMatrix, editionOf, type Matrix } from '../../server/src/matrix/matrix';
import { stateWords, type Cell } from '../../server/src/matrix/cell';
import { sourceOf } from '../../server/src/matrix/sources';
import { summarise } from '../../server/src/matrix/summary';
import { cellsOf, viewOf, type ViewOptions } from '../../server/src/matrix/view';
import { publicationIn, publicationText } from '../support/publications';
import { BOTH, FIRST, type TestVocabulary } from '../support/vocabularies';
import { runToCompletion } from '../../server/src/xml/task';
import type { Draft } from '../../server/src/domain/publicationText';

const product = (id: string, state: string, more: Draft<'product'> = {}): Draft<'product'> => ({
  'product-id': id,
  state,
  ...more,
});

type Publication = Draft<'publication'> & { readonly patches: readonly Draft<'patch'>[] };

/** The matrix of publications with these patches; by default by different suppliers, a month apart. */
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
  return runToCompletion(buildMatrix(vocabulary.vocabulary, sources, { older }));
}

const said = (cell: Cell | undefined): string => {
  if (cell === undefined) return '';
  const words = (list: Cell['statements']): string => list.map(({ statement }) => statement.word).join('+');
  const before = cell.change?.before.map(({ word }) => word).join('+');
  const dropped = cell.dropped.length === 0 ? '' : `${cell.isRetired ? 'retired' : 'dropped'} ${words(cell.dropped)}`;
  return [words(cell.statements), dropped].filter(Boolean).join(' ') + (before === undefined ? '' : ` was ${before}`);
};

/** The visible table: a line for each patch, states separated by `+`. */
function table(matrix: Matrix, wanted: ViewOptions = {}): string[] {
  const view = viewOf(matrix, wanted);
  const lines = view.rows.map((row) => [row.id, ...cellsOf(row, view).map(said)].join(' | '));
  return [['', ...columnNames(view.columns)].join(' | '), ...lines];
}

for (const vocabulary of BOTH) {
  describe(`the matrix, ${vocabulary.title}`, () => {
    it('sorts patches with an unknown release date last, after those from before 1970', () => {
      const dated = (id: string, released: string) => ({
        'patch-id': id,
        released,
        product: [product('A', 'Approved')],
      });
      const matrix = matrixOf(vocabulary, [
        [
          dated('KB1', ''),
          dated('KB2', '1969-12-31T00:00:00Z'),
          dated('KB3', 'soon'),
          dated('KB4', '2026-01-01T00:00:00Z'),
        ],
      ]);
      assert.deepEqual(
        viewOf(matrix).rows.map(({ id }) => id),
        ['KB4', 'KB2', 'KB1', 'KB3'],
      );
    });

    it('treats files without a supplier as those of different suppliers', () => {
      const edition = (state: string, published: string, supplier: string) => ({
        patches: [{ 'patch-id': 'KB1', product: [product('A', state)] }],
        published,
        supplier,
      });
      const said = (supplier: string) =>
        table(
          matrixOf(vocabulary, [
            edition('In Test', '2026-01-01T00:00:00Z', supplier),
            edition('Approved', '2026-02-01T00:00:00Z', supplier),
          ]),
        )[1];
      assert.deepEqual([said(''), said('Northwind')], ['KB1 | In Test | Approved', 'KB1 | Approved']);
    });

    it('prefers the higher version of two editions with the same date, comparing numbers numerically', () => {
      const edition = (state: string, version: string) => ({
        patches: [{ 'patch-id': 'KB1', product: [product('A', state)] }],
        published: '2026-01-01T00:00:00Z',
        supplier: 'Northwind',
        'document-version': version,
      });
      const said = (...editions: readonly ReturnType<typeof edition>[]) => table(matrixOf(vocabulary, editions))[1];
      const [older, newer] = [edition('In Test', '9'), edition('Approved', '10')];
      assert.deepEqual([said(older, newer), said(newer, older)], ['KB1 | Approved', 'KB1 | Approved']);
    });

    it('finds the same oldest untested patch in any order of the files', () => {
      const untested = (id: string, released: string) => ({
        'patch-id': id,
        released,
        product: [product('A', 'Available')],
      });
      const oldest = (...patches: readonly Draft<'patch'>[]) =>
        runToCompletion(summarise(viewOf(matrixOf(vocabulary, [patches])))).oldestUntested?.id;
      const [one, other] = [untested('KB1', '2026-01-01T00:00:00Z'), untested('KB2', '2026-01-01T00:00:00Z')];
      assert.deepEqual([oldest(one, other), oldest(other, one)], ['KB1', 'KB1']);
      // A patch with an unknown release date is not the oldest.
      assert.equal(oldest(untested('KB0', ''), other), 'KB2');
      assert.equal(oldest(untested('KB0', '')), 'KB0');
    });

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

    it('applies a statement to each of its versions on each of its platforms', () => {
      const all = { 'product-version': ['1', '2'], platform: ['P', 'Q'] };
      const matrix = matrixOf(vocabulary, [[{ 'patch-id': 'KB1', product: [product('A', 'Approved', all)] }]]);
      assert.deepEqual(table(matrix), [
        ' | A 1 (P) | A 1 (Q) | A 2 (P) | A 2 (Q)',
        'KB1 | Approved | Approved | Approved | Approved',
      ]);
    });

    it('has a column for each supplier, also for products of the same name', () => {
      const matrix = matrixOf(vocabulary, [
        [{ 'patch-id': 'KB1', product: [product('A', 'Approved'), product('B', 'In Test')] }],
        [{ 'patch-id': 'KB1', product: [product('A', 'Not Approved')] }],
      ]);
      assert.deepEqual(table(matrix), [
        ' | Supplier 0: A | Supplier 0: B | Supplier 1: A',
        'KB1 | Approved | In Test | Not Approved',
      ]);
      const [row] = matrix.rows.values();
      assert.deepEqual(
        row!.cells.map(({ conflict }) => conflict),
        [false, false, false],
      );
    });

    it('keeps contradictory statements of a file, the most cautious first', () => {
      const twice = [product('A', 'Approved'), product('A', 'Not Approved'), product('A', 'Approved')];
      const matrix = matrixOf(vocabulary, [[{ 'patch-id': 'KB1', product: twice }]]);
      assert.deepEqual(table(matrix), [' | A', 'KB1 | Not Approved+Approved']);
      assert.equal([...matrix.rows.values()][0]!.cells[0]!.conflict, true);
      const matrixOfPatches = matrixOf(vocabulary, [
        [
          { 'patch-id': 'KB1', title: 'First', product: [product('A', 'In Test')] },
          { 'patch-id': 'KB1', title: 'Second', product: [product('A', 'Approved'), product('B', 'Approved')] },
        ],
      ]);
      assert.deepEqual(table(matrixOfPatches), [' | A | B', 'KB1 | In Test+Approved | Approved']);
      assert.equal([...matrixOfPatches.rows.values()][0]!.title, 'First');
    });

    it('takes the statement with the later date where a file has two', () => {
      const dated = (state: string, date: string) => product('A', state, { 'state-date': date });
      const twice = [dated('Approved', '2026-01-02T00:00:00Z'), dated('In Test', '2026-01-01T00:00:00Z')];
      const matrix = matrixOf(vocabulary, [[{ 'patch-id': 'KB1', product: twice }]]);
      assert.deepEqual(table(matrix), [' | A', 'KB1 | Approved']);
    });

    it('replaces an edition by the latest one as a whole, in any order of the files', () => {
      const edition = (published: string, state: string, more: Draft<'product'>[] = []): Publication => ({
        supplier: 'Northwind',
        published,
        patches: [{ 'patch-id': 'KB1', product: [product('A', state), ...more] }],
      });
      const january = edition('2026-01-31T23:00:00Z', 'In Test', [product('B', 'Approved')]);
      const february = edition('2026-02-01T00:30:00+02:00', 'Approved');
      const march = edition('2026-03-01T00:00:00Z', 'Not Approved');
      for (const order of [
        [january, february],
        [february, january],
      ]) {
        // With the time zones, February's date is before January's.
        assert.deepEqual(table(matrixOf(vocabulary, order)), [' | A | B', 'KB1 | In Test | Approved']);
      }
      assert.deepEqual(table(matrixOf(vocabulary, [march, january])), [
        ' | A | B',
        'KB1 | Not Approved | dropped Approved',
      ]);
    });

    it('has a row for each patch without an identifier', () => {
      const matrix = matrixOf(vocabulary, [
        [{ product: [product('A', 'Approved')] }, { product: [product('A', 'In Test')] }],
      ]);
      assert.deepEqual(table(matrix), [' | A', ' | Approved', ' | In Test']);
    });

    it('keeps all other values of a statement', () => {
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

    it('shows the selected rows and columns in the given order', () => {
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

    it('has a summary in numbers', () => {
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
        const { states, oldestUntested, ...others } = runToCompletion(summarise(viewOf(matrix, wanted)));
        const counts = states.map(({ state, cells }) => `${state.value} ${cells}`);
        return { ...others, states: counts, oldestUntested: oldestUntested?.id };
      };
      assert.deepEqual(numbers(), {
        patches: 3,
        columns: 4,
        states: ['Available 2', 'Approved 3'],
        otherStates: 1,
        holes: 6,
        ...{ conflicts: 0, doubts: 0, dropped: 0, retired: 0, withdrawals: 0, contradictions: 0 },
        oldestUntested: 'KB1',
        lastPublished: '2026-02-01T00:00:00Z',
        comparison: null,
      });
      const { patches, columns, states, holes, oldestUntested } = numbers({ columns: [matrix.columns[1]!.key] });
      assert.deepEqual([patches, columns, states, holes, oldestUntested], [3, 1, ['Approved 1'], 2, undefined]);
    });

    it('records the changes since an older edition', () => {
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
      const { patches, columns, comparison } = runToCompletion(summarise(viewOf(matrix)));
      assert.deepEqual([patches, columns], [3, 4]);
      assert.deepEqual(comparison, {
        changed: 4,
        regressions: 4,
        added: { patches: 1, columns: 1 },
        removed: { patches: 1, columns: 1 },
      });
    });
  });
}

describe('the matrix', () => {
  it('is empty for broken and empty publications', () => {
    const text = `<${FIRST.vocabulary.rootName}>`;
    const matrix = runToCompletion(
      buildMatrix(FIRST.vocabulary, [sourceOf(publicationIn(text, FIRST), 'a.xml'), sourceOf(null, 'b.xml')]),
    );
    const { name, supplier, published, version } = matrix.sources[0]!;
    assert.deepEqual([name, supplier, published, version], ['a.xml', '', '', '']);
    assert.deepEqual([matrix.columns, [...matrix.rows]], [[], []]);
    assert.equal(runToCompletion(summarise(viewOf(matrix))).oldestUntested, null);
  });

  it('leaves empty states out of the states of a cell', () => {
    const [row] = matrixOf(FIRST, [
      [{ 'patch-id': 'KB1', product: [product('A', ''), product('A', 'Approved')] }],
    ]).rows.values();
    assert.deepEqual(stateWords(row!.cells[0]!), ['Approved']);
    assert.equal(row!.cells[0]!.conflict, false);
  });
});
