import assert from 'node:assert/strict';
import { SharedQueue, type Taken } from '../../server/src/cli/commands/lint/sharedQueue';

describe('the queue of files that threads share', () => {
  it('gives each file to one thread, fewer at once towards the end', () => {
    const here = new SharedQueue(100, 2);
    const there = new SharedQueue(100, 2, here.buffer);
    const taken: Taken[] = [];
    for (let thread = 0, next = here.take(0); next !== null; thread = 1 - thread) {
      assert.notEqual(next, 'ahead');
      taken.push(next as Taken);
      here.reported((next as Taken).to);
      next = thread === 0 ? there.take(1) : here.take(0);
    }
    const sizes = taken.map(({ from, to }) => to - from);
    assert.deepEqual(
      taken.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)),
      Array.from({ length: 100 }, (_, index) => index),
    );
    assert.deepEqual(sizes.slice(0, 3), [13, 11, 10]);
    assert.equal(sizes.at(-1), 1);
  });

  it('gives no file that is too far ahead of the last report', () => {
    const queue = new SharedQueue(1_000, 2);
    const taken = [queue.take(0), queue.take(1), queue.take(0), queue.take(1), queue.take(0)];
    assert.deepEqual(taken.slice(3), [{ from: 48, to: 64 }, 'ahead']);
    queue.reported(1);
    assert.deepEqual(queue.take(0), { from: 64, to: 80 });
  });

  it('knows what a thread that has ended had not finished', () => {
    const queue = new SharedQueue(1_000, 2);
    assert.deepEqual(queue.unfinished(1), { from: 0, to: 0 });
    queue.take(0);
    queue.take(1);
    queue.begin(1, 20);
    assert.deepEqual(queue.unfinished(1), { from: 20, to: 32 });
  });
});
