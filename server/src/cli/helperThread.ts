import type { Worker } from 'node:worker_threads';
import type { SharedSurvey } from '../service/sharedSurvey';
import { markBuffers, type MarkBatch } from '../vpc/stream/markBatches';
import type { Helper, HelperAnswer, HelperQuestion, HelperStart, HelperTask } from './helper';
import { startThread } from './thread';

/** So many batches may be under way. */
const UNDER_WAY = 8;

/** A survey that is under way. */
interface Pending {
  readonly taken: Int32Array;
  readonly take: (batch: MarkBatch) => void;
  readonly settle: (survey: SharedSurvey | null) => void;
}

/** A helper in a thread of its own, which surveys one file after the other. The process does not wait for it to end. */
export class HelperThread implements Helper {
  private readonly worker: Worker;
  private pending: Pending | null = null;
  private isDead = false;

  /** @param program the file to start; there it is to call `serve` */
  constructor(program: string) {
    this.worker = startThread(program, { kind: 'helper' } satisfies HelperStart);
    this.worker.unref();
    this.worker.on('message', (answer: HelperAnswer) => this.hear(answer));
    // Whoever waits can do it without a helper.
    this.worker.on('error', () => this.end());
    this.worker.on('exit', () => this.end());
  }

  survey(task: HelperTask, take: (batch: MarkBatch) => void): Promise<SharedSurvey | null> {
    if (this.isDead || this.pending !== null) return Promise.resolve(null);
    const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const buffers = Array.from({ length: UNDER_WAY }, () => markBuffers(SharedArrayBuffer));
    return new Promise((settle) => {
      this.pending = { taken, take, settle };
      this.worker.ref();
      this.worker.postMessage({ task, taken, buffers } satisfies HelperQuestion);
    });
  }

  private hear(answer: HelperAnswer): void {
    const { pending } = this;
    if (pending === null) return;
    if ('survey' in answer) return this.settle(answer.survey);
    pending.take(answer.batch);
    Atomics.add(pending.taken, 0, 1);
    Atomics.notify(pending.taken, 0);
  }

  private settle(survey: SharedSurvey | null): void {
    const { pending } = this;
    this.pending = null;
    this.worker.unref();
    pending?.settle(survey);
  }

  private end(): void {
    this.isDead = true;
    this.settle(null);
  }
}
