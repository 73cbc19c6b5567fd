import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { decodeCells, encodeCells } from '../../server/src/lsp/protocol/index';
import { assertProperty } from '../support/seeds';

describe('the encoding of the cells of a row', () => {
  const CASES: readonly (readonly [cells: readonly number[], text: string])[] = [
    [[], ''],
    [[0, 0, 0], ''],
    [[1], 'Ag=='],
    [[1, 1, 1], 'AgU='],
    [[0, 0, 1, 2], 'AAMCBA=='],
    [[64], 'gAE='],
  ];
  for (const [cells, text] of CASES) {
    it(`encodes ${JSON.stringify(cells)} as ${JSON.stringify(text)}`, () => {
      assert.equal(encodeCells(cells), text);
      assert.deepEqual([...decodeCells(text, cells.length)], cells);
    });
  }

  it('needs only a few characters for a row with 500 equal cells', () => {
    assert.equal(encodeCells(new Uint32Array(500).fill(7)), 'DucH');
  });

  it('round-trips any cells', () => {
    const content = fc.oneof(fc.constant(0), fc.nat(200), fc.nat(3_000_000));
    const runs = fc.array(fc.tuple(content, fc.integer({ min: 1, max: 300 })), { maxLength: 20 });
    assertProperty(
      fc.property(runs, (parts) => {
        const cells = parts.flatMap(([value, count]) => Array<number>(count).fill(value));
        assert.deepEqual([...decodeCells(encodeCells(cells), cells.length)], cells);
      }),
      { numRuns: 100, seed: 2026 },
    );
  });

  it('decodes any text to the given number of slots', () => {
    assert.deepEqual([...decodeCells(encodeCells([1, 2]), 4)], [1, 2, 0, 0]);
    assert.deepEqual([...decodeCells(encodeCells([1, 1, 1, 2]), 2)], [1, 1]);
    assertProperty(
      fc.property(fc.base64String(), fc.nat(50), (text, slots) => decodeCells(text, slots).length === slots),
      { numRuns: 100, seed: 2026 },
    );
  });
});
