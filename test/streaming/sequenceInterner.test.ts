import { strict as assert } from 'node:assert';
import { NOT_INTERNED } from '../../server/src/streaming/records';
import { SequenceInterner, EMPTY } from '../../server/src/streaming/sequenceInterner';
import { forSeeds } from '../support/seeds';

describe('SequenceInterner', () => {
  it('gives equal numbers to equal sequences only', () =>
    forSeeds(11, 20_000, ({ random, count }) => {
      const interner = new SequenceInterner();
      const known = new Map<string, number>([['', EMPTY]]);
      for (let round = 0; round < count; round++) {
        let [sequence, text] = [EMPTY, ''];
        for (let length = random(6); length > 0; length--) {
          const item = random(5) * 1_000_003;
          sequence = interner.append(sequence, item);
          text += ` ${item}`;
          if (!known.has(text)) known.set(text, sequence);
          assert.equal(sequence, known.get(text), text);
        }
      }
      assert.equal(new Set(known.values()).size, known.size);
    }));

  it('interns no new sequences over its limit, and still finds known ones', () => {
    const interner = new SequenceInterner();
    let item = 0;
    while (interner.append(EMPTY, item) !== NOT_INTERNED) item++;
    assert.equal(interner.append(NOT_INTERNED, 1), NOT_INTERNED);
    assert.equal(interner.append(EMPTY, 0), 1);
    assert.equal(interner.append(EMPTY, item), NOT_INTERNED);
  });
});
