import { strict as assert } from 'node:assert';
import { UNKEPT } from '../../../server/src/vpc/stream/marks';
import { Sayings, SILENCE } from '../../../server/src/vpc/stream/sayings';
import { randomFrom } from '../../support/random';

describe('numbers for what entries say', () => {
  it('are the same for the same words in the same order, and for nothing else', () => {
    const random = randomFrom(11);
    const sayings = new Sayings();
    const known = new Map<string, number>([['', SILENCE]]);
    for (let round = 0; round < 20_000; round++) {
      let [saying, said] = [SILENCE, ''];
      for (let length = random(6); length > 0; length--) {
        const word = random(5) * 1_000_003;
        saying = sayings.followedBy(saying, word);
        said += ` ${word}`;
        if (!known.has(said)) known.set(said, saying);
        assert.equal(saying, known.get(said), said);
      }
    }
    assert.equal(new Set(known.values()).size, known.size);
  });

  it('end where there are too many, and go on for those that are known', () => {
    const sayings = new Sayings();
    let word = 0;
    while (sayings.followedBy(SILENCE, word) !== UNKEPT) word++;
    assert.equal(sayings.followedBy(UNKEPT, 1), UNKEPT);
    assert.equal(sayings.followedBy(SILENCE, 0), 1);
    assert.equal(sayings.followedBy(SILENCE, word), UNKEPT);
  });
});
