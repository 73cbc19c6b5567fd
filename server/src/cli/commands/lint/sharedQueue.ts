/**
 * The files of a run, shared by the threads that check them: each takes the next ones when it has checked its own, without a
 * message. Files are numbered from 0.
 */

/** Files that a thread takes at once: editions of a publication are neighbours, and a thread reads its last file only once. */
const MAX_TAKEN = 16;
/** How many files can be taken ahead of the next report; their outcomes wait in memory. */
const MAX_AHEAD = 64;

/** A half-open range of files. */
export interface Taken {
  readonly from: number;
  readonly to: number;
}

const NEXT = 0;
const REPORTED = 1;
const FIRST_THREAD = 2;

export class SharedQueue {
  readonly #cells: Int32Array<SharedArrayBuffer>;

  /**
   * @param count the number of files
   * @param threads the number of threads; they are numbered from 0
   * @param buffer of the queue in another thread; left out: a new queue
   */
  constructor(
    private readonly count: number,
    private readonly threads: number,
    readonly buffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * (FIRST_THREAD + 2 * threads)),
  ) {
    this.#cells = new Int32Array(buffer);
  }

  /**
   * Takes the next files.
   * @returns `null` where all have been taken, `ahead` where a report has to be made first
   */
  take(thread: number): Taken | 'ahead' | null {
    for (;;) {
      const from = Atomics.load(this.#cells, NEXT);
      const left = this.count - from;
      if (left <= 0) return null;
      if (from >= Atomics.load(this.#cells, REPORTED) + MAX_AHEAD) return 'ahead';
      // Fewer towards the end, so that all threads end at about the same time.
      const to = from + Math.min(MAX_TAKEN, Math.ceil(left / (this.threads * 4)));
      if (Atomics.compareExchange(this.#cells, NEXT, from, to) !== from) continue;
      Atomics.store(this.#cells, FIRST_THREAD + 2 * thread, from);
      Atomics.store(this.#cells, FIRST_THREAD + 2 * thread + 1, to);
      return { from, to };
    }
  }

  /** Says which of its files a thread begins to check. */
  begin(thread: number, file: number): void {
    Atomics.store(this.#cells, FIRST_THREAD + 2 * thread, file);
  }

  /** The files that a thread has taken and not finished. */
  unfinished(thread: number): Taken {
    const [from, to] = [0, 1].map((index) => Atomics.load(this.#cells, FIRST_THREAD + 2 * thread + index));
    return { from: from!, to: to! };
  }

  /** Says that all files before one have been reported. */
  reported(next: number): void {
    Atomics.store(this.#cells, REPORTED, next);
    Atomics.notify(this.#cells, REPORTED);
  }

  /** Waits, in a thread that has nothing else to do, until a file can be taken. */
  wait(): void {
    const reported = Atomics.load(this.#cells, REPORTED);
    if (Atomics.load(this.#cells, NEXT) >= reported + MAX_AHEAD) Atomics.wait(this.#cells, REPORTED, reported);
  }
}
