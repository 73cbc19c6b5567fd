import { strict as assert } from 'node:assert';
import { ByteTable } from '../../server/src/streaming/byteTable';
import { hashed } from '../../server/src/xml/syntax/elementInterner';
import { forSeeds } from '../support/seeds';

function hashOf(bytes: Uint8Array): number {
  return bytes.reduce(hashed, 0);
}

describe('ByteTable', () => {
  it('agrees with a map', () =>
    forSeeds(7, 20_000, ({ random, count }) => {
      const table = new ByteTable();
      const map = new Map<string, number>();
      for (let round = 0; round < count; round++) {
        // Few letters and lengths: most texts are repeated, and many share a prefix.
        const text = Array.from({ length: random(9) }, () => 'abcä'[random(4)]).join('');
        const bytes = Buffer.from(`<${text}>`);
        const [start, end] = [1, bytes.length - 1];
        const hash = hashOf(bytes.subarray(start, end));
        assert.equal(table.find(bytes, start, end, hash), map.get(text) ?? -1, text);
        if (!map.has(text)) map.set(text, table.add(bytes, start, end, hash));
        assert.equal(table.lengthOf(map.get(text)!), end - start);
      }
      assert.equal(table.size, map.size);
    }));

  it('distinguishes texts with equal hashes', () => {
    const table = new ByteTable();
    const bytes = Buffer.from('ab cd');
    assert.equal(table.add(bytes, 0, 2, 1), 0);
    assert.equal(table.add(bytes, 3, 5, 1), 1);
    assert.equal(table.find(bytes, 3, 5, 1), 1);
    assert.equal(table.find(bytes, 0, 2, 1), 0);
    assert.equal(table.find(bytes, 1, 3, 1), -1);
  });

  it('is empty after clear', () => {
    const table = new ByteTable();
    const bytes = Buffer.from('ab');
    table.add(bytes, 0, 2, 1);
    table.clear();
    assert.equal(table.find(bytes, 0, 2, 1), -1);
    assert.equal(table.add(bytes, 0, 1, 1), 0);
  });
});
