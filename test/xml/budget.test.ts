import assert from 'node:assert/strict';
import { begin, BudgetExceeded, checkpoint, within, type Budget } from '../../server/src/xml/budget';
import { parse } from '../../server/src/xml/parser';

/** Used up after N questions. */
const questions = (count: number): Budget & { asked: number } => ({
  asked: 0,
  exceeded() {
    return ++this.asked > count ? 'time' : null;
  },
});

describe('a budget', () => {
  it('ends work that has used it up, and only that', () => {
    const budget = questions(3);
    const work = (): void => {
      for (;;) checkpoint();
    };
    assert.throws(() => within(budget, work), new BudgetExceeded('time'));
    assert.equal(budget.asked, 4);
    for (let count = 0; count < 100_000; count++) checkpoint();
    assert.equal(budget.asked, 4);
  });

  it('does not hold after its end, in whichever order two end', () => {
    const usedUp = questions(0);
    const [endFirst, endSecond] = [begin(usedUp), begin(questions(0))];
    endFirst();
    endSecond();
    for (let count = 0; count < 100_000; count++) checkpoint();
    assert.equal(usedUp.asked, 0);
  });

  it('ends the parsing of a document', () => {
    const text = `<a>${'<b x="1">&amp;</b>'.repeat(100_000)}</a>`;
    assert.throws(() => within(questions(2), () => parse(text)), BudgetExceeded);
    assert.equal(within(questions(Infinity), () => parse(text)).length, text.length);
  });
});
