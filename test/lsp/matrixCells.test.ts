import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { decodeCells, encodeCells } from '../../server/src/lsp/protocol';

describe('the cells of a row as text', () => {
  const CASES: readonly (readonly [cells: readonly number[], text: string])[] = [
    [[], ''],
    [[0, 0, 0], ''],
    [[1], 'Ag=='],
    [[1, 1, 1], 'AgU='],
    [[0, 0, 1, 2], 'AAMCBA=='],
    [[64], 'gAE='],
  ];
  for (const [cells, text] of CASES) {
    it(`${JSON.stringify(cells)} are ${JSON.stringify(text)}`, () => {
      assert.equal(encodeCells(cells), text);
      assert.deepEqual([...decodeCells(text, cells.length)], cells);
    });
  }

  it('take no more than a few letters where a row says the same of 500 products', () => {
    assert.equal(encodeCells(new Uint32Array(500).fill(7)), 'DucH');
  });

  it('are the same behind the wire', () => {
    const content = fc.oneof(fc.constant(0), fc.nat(200), fc.nat(3_000_000));
    const runs = fc.array(fc.tuple(content, fc.integer({ min: 1, max: 300 })), { maxLength: 20 });
    fc.assert(
      fc.property(runs, (parts) => {
        const cells = parts.flatMap(([value, count]) => Array<number>(count).fill(value));
        assert.deepEqual([...decodeCells(encodeCells(cells), cells.length)], cells);
      }),
    );
  });

  it('fill as many slots as the page has, whatever arrives', () => {
    assert.deepEqual([...decodeCells(encodeCells([1, 2]), 4)], [1, 2, 0, 0]);
    assert.deepEqual([...decodeCells(encodeCells([1, 1, 1, 2]), 2)], [1, 1]);
    fc.assert(fc.property(fc.base64String(), fc.nat(50), (text, slots) => decodeCells(text, slots).length === slots));
  });
});
