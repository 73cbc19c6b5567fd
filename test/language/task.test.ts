import assert from 'node:assert/strict';
import { diagnostics } from '../../server/src/language/diagnostics';
import { parse, parsing } from '../../server/src/xml/parser';
import { resumable, runToCompletion, yieldPoint, type Task } from '../../server/src/xml/task';
import { documentIn } from '../support/documents';
import { longText } from '../support/longText';
import { BOTH, FIRST } from '../support/vocabularies';

/** The result of a task, and how often it yields. */
function counted<T>(task: Task<T>): { readonly result: T; readonly yields: number } {
  for (let yields = 0; ; yields++) {
    const step = task.next();
    if (step.done === true) return { result: step.value, yields };
  }
}

/** A memoised function of the numbers below `count`, and a counter of the parts that it has computed. */
function memoised(count: number): { readonly work: () => number; readonly computed: () => number } {
  const memo = new Map<number, number>();
  let computed = 0;
  const part = (index: number): number => {
    let value = memo.get(index);
    if (value === undefined) {
      computed++;
      memo.set(index, (value = 2 * index));
      yieldPoint();
    }
    return value;
  };
  const work = (): number => {
    let sum = 0;
    for (let index = 0; index < count; index++) sum += part(index);
    return sum;
  };
  return { work, computed: () => computed };
}

describe('a resumable function', () => {
  for (const vocabulary of BOTH) {
    it(`computes no part of a document twice: ${vocabulary.title}`, () => {
      const text = longText(vocabulary);
      const yields = (parts: number): number => {
        const document = documentIn(vocabulary, text);
        return counted(resumable(() => diagnostics(document), parts)).yields;
      };
      // What equal documents share is memoised after the first one.
      yields(1);
      const parts = yields(1);
      assert.ok(parts > 50, String(parts));
      for (const each of [2, 7, 50]) assert.equal(yields(each), Math.floor(parts / each), String(each));
    });
  }

  it('computes each part once, a fixed number between two yields', () => {
    for (const [parts, yields] of [
      [1, 100],
      [3, 33],
      [1000, 0],
    ] as const) {
      const { work, computed } = memoised(100);
      assert.deepEqual([counted(resumable(work, parts)), computed()], [{ result: 9900, yields }, 100]);
    }
  });

  it('is not interrupted when it is called directly', () => {
    const { work, computed } = memoised(1000);
    assert.deepEqual([work(), computed()], [999_000, 1000]);
  });

  it('may run another task to completion', () => {
    const inner = memoised(100);
    const outer = memoised(100);
    const both = (): number => runToCompletion(resumable(inner.work, 1)) + outer.work();
    assert.deepEqual(counted(resumable(both, 10)), { result: 2 * 9900, yields: 10 });
    assert.deepEqual([inner.computed(), outer.computed()], [100, 100]);
  });

  it('passes a failure on, and interrupts nothing after it', () => {
    const failing = resumable((): never => {
      throw new TypeError('wrong');
    }, 1);
    assert.throws(() => failing.next(), TypeError);
    yieldPoint();
  });
});

describe('parsing as a task', () => {
  it('gives the same tree, whatever the size of a step', () => {
    const text = longText(FIRST, 5);
    for (const tokens of [1, 2, 7, 50]) {
      const { result, yields } = counted(parsing(text, tokens));
      assert.deepEqual(result.content, parse(text).content);
      assert.ok(yields > 0, String(tokens));
    }
  });
});
