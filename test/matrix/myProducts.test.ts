import assert from 'node:assert/strict';
import { columnName, productName, supplierColumns } from '../../server/src/matrix/columns';
import { noteText } from '../../server/src/matrix/notes';
import { english } from '../../server/src/xml/problem';
import { myColumns, type MyColumns, type MyProducts } from '../../server/src/matrix/myProducts';
import { FIRST } from '../support/vocabularies';

const COLUMNS = (
  [
    ['Batch', '8.1', 'Windows 10'],
    ['Batch', '8.2', 'Windows 10'],
    ['Batch', '8.2', 'Windows 11'],
    ['Batch Server', '2', ''],
    ['Panel', '', ''],
  ] as const
).map(([product, version, platform]) =>
  supplierColumns(FIRST.vocabulary, 'Acme', 'a.xml').of(productName(FIRST.vocabulary, product, version, platform)),
);

const mine = (products: MyProducts) => myColumns(COLUMNS, products, FIRST.vocabulary.identity);

const names = ({ keys }: MyColumns): string[] =>
  COLUMNS.filter(({ key }) => keys.has(key)).map((column) => columnName(column));

describe('my products', () => {
  const CASES: readonly (readonly [name: string, columns: readonly string[]])[] = [
    ['Batch', ['Batch 8.1 (Windows 10)', 'Batch 8.2 (Windows 10)', 'Batch 8.2 (Windows 11)']],
    ['batch  8.2 ', ['Batch 8.2 (Windows 10)', 'Batch 8.2 (Windows 11)']],
    ['Batch 8.2 Windows 11', ['Batch 8.2 (Windows 11)']],
    ['Batch 8.2 (Windows 11)', ['Batch 8.2 (Windows 11)']],
    ['Batch 8', []],
    ['Batch Server', ['Batch Server 2']],
    ['Batch Server 2', ['Batch Server 2']],
    ['Batch Server 3', []],
    // A column for all versions matches each version.
    ['Panel 7', ['Panel']],
    ['Panels', []],
    ['', []],
  ];
  for (const [name, columns] of CASES) {
    it(`matches the name ${JSON.stringify(name)} with ${columns.join(', ') || 'no column'}`, () =>
      assert.deepEqual(names(mine({ names: [name], listed: [] })), columns));
  }

  const LISTED: readonly (readonly [id: string, version: string, platform: string, columns: readonly string[]])[] = [
    ['batch', '', '', ['Batch 8.1 (Windows 10)', 'Batch 8.2 (Windows 10)', 'Batch 8.2 (Windows 11)']],
    ['Batch', '8.2', '', ['Batch 8.2 (Windows 10)', 'Batch 8.2 (Windows 11)']],
    ['Batch', '', 'Windows 10', ['Batch 8.1 (Windows 10)', 'Batch 8.2 (Windows 10)']],
    ['Batch Server', '2', 'Windows 11', ['Batch Server 2']],
    ['Panel', '7', '', ['Panel']],
    ['Batch 8.2', '', '', []],
  ];
  for (const [id, version, platform, columns] of LISTED) {
    it(`matches the listed product ${[id, version, platform].join(',')} with ${columns.join(', ') || 'no column'}`, () =>
      assert.deepEqual(names(mine({ names: [], listed: [{ id, version, platform }] })), columns));
  }

  it('tells of each product that no supplier speaks of, with the nearest names', () => {
    const listed = [
      { id: 'Batch', version: '9', platform: '' },
      { id: 'Turbine Guard', version: '9', platform: '' },
    ];
    const { notes } = mine({ names: ['Panels'], listed });
    assert.deepEqual(
      notes.map((note) => noteText(note, english)),
      [
        'No supplier speaks of "Batch 9". The nearest names are: Batch 8.1 (Windows 10), Batch 8.2 (Windows 10), Batch 8.2 (Windows 11).',
        'No supplier speaks of "Turbine Guard 9".',
        'No supplier speaks of "Panels". The nearest names are: Panel.',
      ],
    );
  });

  it('matches the supplier where the list names one', () => {
    const of = (supplier: string) =>
      names(mine({ names: [], listed: [{ id: 'Panel', version: '', platform: '', supplier }] }));
    assert.deepEqual([of('ACME'), of('Beta')], [['Panel'], []]);
  });
});
