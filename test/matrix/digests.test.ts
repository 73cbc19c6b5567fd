import assert from 'node:assert/strict';
import { monthOf } from '../../bench/generator/publication';
import { publicationOf } from '../../server/src/domain/model';
import { writePublication } from '../../server/src/domain/publicationText';
import { REFERENCE_VOCABULARY } from '../../server/src/domain/referenceVocabulary';
import { buildMatrix } from '../../server/src/matrix/matrix';
import { sourceOf, type MatrixSource } from '../../server/src/matrix/sources';
import { parse } from '../../server/src/xml/parser';
import { runToCompletion } from '../../server/src/xml/task';
import { garbageCollection } from '../support/garbage';

/** What is read of the file of a supplier. */
function digestsOf(supplier: string, seed: number, month: number, patches = 10): MatrixSource {
  const text = writePublication(
    monthOf({ supplier, seed, month, patches }, REFERENCE_VOCABULARY),
    REFERENCE_VOCABULARY,
  );
  return sourceOf(publicationOf(parse(text), REFERENCE_VOCABULARY), `${supplier} ${month}.xml`);
}

const statementsIn = ({ vendors }: MatrixSource) =>
  vendors.flatMap(({ patches }) => patches.flatMap(({ statements }) => statements));

describe('the digests of many files', () => {
  it('have one object for equal statements', () => {
    const all = [digestsOf('Alder', 0, 0), digestsOf('Birch', 1, 0)].flatMap(statementsIn);
    const different = new Set(all.map((statement) => JSON.stringify(statement)));
    assert.equal(new Set(all).size, different.size);
    assert.ok(different.size < all.length / 3);
  });

  it('have one cell for equal statements of a file', () => {
    const matrix = runToCompletion(buildMatrix(REFERENCE_VOCABULARY, [digestsOf('Alder', 0, 0)]));
    const all = [...matrix.rows.values()].flatMap(({ cells }) => cells);
    const different = new Set(all.map((cell) => JSON.stringify(cell)));
    assert.equal(new Set(all).size, different.size);
  });

  it('keep no text of a file alive', () => {
    const collect = garbageCollection();
    const held = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    // The first one compiles the code.
    const kept = [digestsOf('Cedar', 2, 0, 200)];
    const before = held();
    for (let month = 1; month <= 20; month++) kept.push(digestsOf('Cedar', 2, month, 200));
    // Each file has a text of 800,000 characters.
    assert.ok(held() - before < 8_000_000);
    assert.equal(kept.length, 21);
  });
});
