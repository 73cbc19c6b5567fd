import assert from 'node:assert/strict';
import { columnName, columnOf } from '../../../server/src/vpc/matrix/columns';
import { myColumns } from '../../../server/src/vpc/matrix/mine';
import { FIRST } from '../../support/vocabularies';

const COLUMNS = (
  [
    ['Batch', '8.1', 'Windows 10'],
    ['Batch', '8.2', 'Windows 10'],
    ['Batch', '8.2', 'Windows 11'],
    ['Batch Server', '2', ''],
    ['Panel', '', ''],
  ] as const
).map(([product, version, platform]) => columnOf(FIRST.vocabulary, product, version, platform));

const names = (keys: ReadonlySet<string>): string[] =>
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
    // What holds for all versions holds for the one that somebody has.
    ['Panel 7', ['Panel']],
    ['Panels', []],
    ['', []],
  ];
  for (const [name, columns] of CASES) {
    it(`${JSON.stringify(name)} means ${columns.join(', ') || 'none'}`, () =>
      assert.deepEqual(names(myColumns(COLUMNS, { names: [name], listed: [] })), columns));
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
    it(`the list's ${[id, version, platform].join(',')} means ${columns.join(', ') || 'none'}`, () =>
      assert.deepEqual(names(myColumns(COLUMNS, { names: [], listed: [{ id, version, platform }] })), columns));
  }
});
