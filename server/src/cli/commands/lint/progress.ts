import type { Sink } from '../../io';

/** So long a run stays silent, in milliseconds. */
const PATIENCE = 1_000;
/** So often the line is written anew, in milliseconds. */
const INTERVAL = 100;

/** One line on a terminal that says how far a long run has come; elsewhere nothing. */
export class Progress {
  private done = 0;
  private last = Date.now() + PATIENCE - INTERVAL;
  private isShown = false;

  constructor(
    private readonly total: number,
    private readonly sink: Sink,
  ) {}

  /** One more file is done. */
  step(): void {
    this.done++;
    if (!this.sink.isTerminal || this.done === this.total || Date.now() < this.last + INTERVAL) return;
    this.last = Date.now();
    this.isShown = true;
    this.sink.write(`\r${this.done} of ${this.total} files`);
  }

  /** Takes the line away, so that something else can be written. */
  clear(): void {
    if (this.isShown) this.sink.write('\r\u001b[K');
    this.isShown = false;
  }
}
