import assert from 'node:assert/strict';
import type { Draft } from '../../../server/src/vpc/draft';
import { buildMatrix, isConflict, type Matrix } from '../../../server/src/vpc/matrix/matrix';
import { summarise } from '../../../server/src/vpc/matrix/summary';
import { publicationIn, publicationText } from '../../support/publications';
import { BOTH, FIRST, type TestVocabulary } from '../../support/vocabularies';

const product = (id: string, state: string, more: Draft<'product'> = {}): Draft<'product'> => ({
  'product-id': id,
  state,
  ...more,
});

/** The matrix of publications, each with the patches given. */
function matrixOf(vocabulary: TestVocabulary, ...publications: readonly (readonly Draft<'patch'>[])[]): Matrix {
  const sources = publications.map((patches, index) => {
    const more = { supplier: `Supplier ${index}`, published: `2026-0${index + 1}-01T00:00:00Z` };
    return { publication: publicationIn(publicationText(vocabulary, patches, more), vocabulary), name: `${index}.xml` };
  });
  return buildMatrix(sources);
}

/** The table as people see it: a line a patch, states separated by `|`. */
function table({ columns, groups }: Matrix): string[] {
  const heads = columns.map((column) => [column.product, column.version, column.platform].filter(Boolean).join(' '));
  const lines = groups.flatMap(({ rows }) =>
    rows.map(({ id, cells }) =>
      [id, ...columns.map((_, index) => (cells.get(index) ?? []).map(({ state }) => state).join('+'))].join(' | '),
    ),
  );
  return [['', ...heads].join(' | '), ...lines];
}

for (const vocabulary of BOTH) {
  describe(`the matrix, ${vocabulary.title}`, () => {
    it('has a row for each patch, the latest first, and a column for each product, version and platform', () => {
      const matrix = matrixOf(vocabulary, [
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
      ]);
      assert.deepEqual(table(matrix), [
        ' | A 9 | A 10 | B',
        'KB1 |  |  | ',
        'KB10 | Available | In Test | ',
        'KB9 |  |  | Approved',
      ]);
    });

    it('lets a result hold for each version on each platform that it names', () => {
      const all = { 'product-version': ['1', '2'], platform: ['P', 'Q'] };
      const matrix = matrixOf(vocabulary, [{ 'patch-id': 'KB1', product: [product('A', 'Approved', all)] }]);
      assert.deepEqual(table(matrix), [
        ' | A 1 P | A 1 Q | A 2 P | A 2 Q',
        'KB1 | Approved | Approved | Approved | Approved',
      ]);
    });

    it('keeps what publications say differently, and knows whose word it is', () => {
      const matrix = matrixOf(
        vocabulary,
        [{ 'patch-id': 'KB1', product: [product('A', 'Approved'), product('B', 'In Test')] }],
        [{ 'patch-id': 'KB1', product: [product('A', 'Not Approved'), product('B', 'In Test')] }],
      );
      assert.deepEqual(table(matrix), [' | A | B', 'KB1 | Approved+Not Approved | In Test+In Test']);
      const [a, b] = [0, 1].map((index) => matrix.groups[0]!.rows[0]!.cells.get(index)!);
      assert.equal(isConflict(a!), true);
      assert.equal(isConflict(b!), false);
      assert.deepEqual(
        a!.map(({ source }) => matrix.sources[source]!.supplier),
        ['Supplier 0', 'Supplier 1'],
      );
    });

    it('carries what else is said of a result, and where it stands', () => {
      const said = {
        'state-date': '2026-02-16T14:30:00Z',
        reboot: '1',
        restriction: ['First', 'Second'],
        comment: 'Third',
        url: 'https://example.com',
      };
      const text = publicationText(vocabulary, [{ 'patch-id': 'KB1', product: [product('A', 'Approved', said)] }]);
      const matrix = buildMatrix([{ publication: publicationIn(text, vocabulary), name: 'a.xml' }]);
      const { at, ...result } = matrix.groups[0]!.rows[0]!.cells.get(0)![0]!;
      assert.deepEqual(result, {
        state: 'Approved',
        known: vocabulary.vocabulary.state('Approved'),
        date: '2026-02-16T14:30:00Z',
        reboot: true,
        restrictions: ['First', 'Second'],
        comments: ['Third'],
        url: 'https://example.com',
        source: 0,
      });
      assert.ok(text.startsWith(`<${vocabulary.profile.containers.product.element}>`, at));
    });

    it('is summed up in numbers', () => {
      const matrix = matrixOf(
        vocabulary,
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
      );
      const { states, ...numbers } = summarise(matrix, vocabulary.profile.states);
      assert.deepEqual(
        states.map(({ state, cells }) => `${state.value} ${cells}`),
        ['Available 2', 'Approved 3'],
      );
      assert.deepEqual(numbers, {
        patches: 3,
        columns: 3,
        otherStates: 1,
        holes: 4,
        conflicts: 1,
        oldestUntested: { id: 'KB1', released: '2026-01-02T00:00:00Z' },
        lastPublished: '2026-02-01T00:00:00Z',
      });
    });
  });
}

describe('the matrix', () => {
  it('of broken and empty publications is empty, not an error', () => {
    const text = `<${FIRST.vocabulary.rootName}>`;
    const matrix = buildMatrix([{ publication: publicationIn(text, FIRST), name: 'a.xml' }]);
    assert.deepEqual(matrix, { sources: [{ name: 'a.xml', supplier: '', published: '' }], columns: [], groups: [] });
    assert.equal(summarise(matrix, FIRST.profile.states).oldestUntested, null);
  });
});
