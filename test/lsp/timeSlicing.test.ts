import assert from 'node:assert/strict';
import { BudgetExceeded, checkpoint } from '../../server/src/xml/budget';
import { runForDocument, runInSlices } from '../../server/src/lsp/timeSlicing';
import { resumable, type Task } from '../../server/src/xml/task';

/** A slice length that makes each step a slice of its own. */
const ONE_STEP = -1;
/** A slice length that runs the task to completion. */
const ALL = Infinity;

/** Counts the turns of the event loop, and calls `during` at each. */
class Turns {
  count = 0;

  constructor(private readonly during: (count: number) => void = () => undefined) {}

  yieldTurn(): Promise<void> {
    this.during(++this.count);
    return Promise.resolve();
  }
}

/** A task with a number of steps. @param atEnd called right before it returns */
class Steps {
  taken = 0;

  *task(steps: number, atEnd: () => void = () => undefined): Task<string> {
    for (let step = 0; step < steps; step++) {
      this.taken++;
      yield;
    }
    atEnd();
    return 'done';
  }
}

describe('runInSlices', () => {
  it('yields to the event loop between two slices', async () => {
    const turns = new Turns();
    const result = await runInSlices(turns, new Steps().task(5), () => true, ONE_STEP);
    assert.deepEqual([result, turns.count], [{ result: 'done' }, 5]);
  });

  it('runs as many steps as fit into a slice', async () => {
    const turns = new Turns();
    const result = await runInSlices(turns, new Steps().task(5), () => true, ALL);
    assert.deepEqual([result, turns.count], [{ result: 'done' }, 0]);
  });

  it('stops at the end of the slice in which it was cancelled', async () => {
    let isWanted = true;
    const turns = new Turns((count) => (isWanted = count < 2));
    const steps = new Steps();
    const result = await runInSlices(turns, steps.task(5), () => isWanted, ONE_STEP);
    assert.deepEqual([result, steps.taken], [null, 2]);
  });

  it('never returns the result of a cancelled task', async () => {
    let isWanted = true;
    const cancelled = new Steps().task(0, () => (isWanted = false));
    assert.equal(await runInSlices(new Turns(), cancelled, () => isWanted, ALL), null);
    for (let turn = 1; turn <= 5; turn++) {
      isWanted = true;
      const turns = new Turns((count) => (isWanted = count < turn));
      assert.equal(await runInSlices(turns, new Steps().task(5), () => isWanted, ONE_STEP), null, String(turn));
    }
  });

  it('does not start a task that is already cancelled', async () => {
    const steps = new Steps();
    assert.equal(await runInSlices(new Turns(), steps.task(5), () => false, ALL), null);
    assert.equal(steps.taken, 0);
  });

  it('passes an error on', async () => {
    const failing = new Steps().task(1, () => {
      throw new TypeError('wrong');
    });
    await assert.rejects(
      runInSlices(new Turns(), failing, () => true, ONE_STEP),
      TypeError,
    );
  });
});

describe('runForDocument', () => {
  it('stops a task that takes more time than a document gets, between two slices', async () => {
    const steps = new Steps();
    const turns = new Turns();
    const stopped = runForDocument(
      { yieldTurn: () => turns.yieldTurn(), documentBudgetMs: -1 },
      steps.task(5),
      () => true,
      ONE_STEP,
    );
    await assert.rejects(stopped, BudgetExceeded);
    assert.deepEqual([steps.taken, turns.count], [1, 0]);
  });

  it('stops a task in the middle of a step that does not end', async () => {
    const endless = resumable(() => {
      for (;;) checkpoint();
    });
    const turns = { yieldTurn: () => Promise.resolve(), documentBudgetMs: 1 };
    await assert.rejects(
      runForDocument(turns, endless, () => true),
      BudgetExceeded,
    );
    // What comes after it has its own budget.
    assert.deepEqual(await runForDocument(new Turns(), new Steps().task(5), () => true), { result: 'done' });
  });

  it('gives the result of one that takes less', async () => {
    assert.deepEqual(await runForDocument(new Turns(), new Steps().task(5), () => true, ONE_STEP), { result: 'done' });
  });
});
