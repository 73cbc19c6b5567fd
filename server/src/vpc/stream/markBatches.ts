/** Marks on their way from the thread that reads a document to the one that asks rules about it, many children at once. */
import type { Scope } from '../../xml/namespaces';
import { CONTAINERS } from '../roles';
import { ENTRY_SIZE, FACT_SIZE, type MarkedPart, type Marks } from './marks';
import type { MarkReader, Surroundings } from './marker';

/** Plain data. Whoever reads it does so before the next one but a few is sent: its buffers may be used again. */
export interface MarkBatch {
  /** The parts that are met here first. */
  readonly parts: readonly MarkedPart[];
  /** The steps, one behind the other: each begins with one of {@link Step}. */
  readonly numbers: Int32Array;
  /** Those of the children, one behind the other. */
  readonly bytes: Uint8Array;
}

/** What a batch is written into. */
export type MarkBuffers = Pick<MarkBatch, 'numbers' | 'bytes'>;

/** Buffers for one batch. They hold what children of usual sizes come to; for others they are grown. */
export function markBuffers(Buffer: new (size: number) => ArrayBufferLike = ArrayBuffer): MarkBuffers {
  return { numbers: new Int32Array(new Buffer(BATCH)), bytes: new Uint8Array(new Buffer(BATCH * 2)) };
}

const Step = {
  /** Then the index of the container that may follow; -1 for none. */
  Begin: 0,
  /** Then the child's place in the run, its bytes' length, how many entries and facts there are, and these. */
  Take: 1,
  Finish: 2,
} as const;
const TAKE_SIZE = 5;

/** So many bytes of children make a batch. */
const BATCH = 1 << 17;

/** Sends marks. What it gives for a run is its number among all that were finished. */
export class MarkSender implements MarkReader<number> {
  #parts: MarkedPart[] = [];
  /** `null` while there is nothing to send. */
  #buffers: MarkBuffers | null = null;
  #numberCount = 0;
  #byteCount = 0;
  #isFollowed = false;
  #runs = 0;

  /**
   * @param scope the namespaces in force at the root: with others, nothing is sent
   * @param next gives what the next batch is to be written into
   */
  constructor(
    private readonly scope: Scope,
    private readonly send: (batch: MarkBatch) => void,
    private readonly next: () => MarkBuffers = () => markBuffers(),
  ) {}

  begin(surroundings: Surroundings | null): void {
    const role = surroundings?.role ?? null;
    this.#isFollowed = role !== null && surroundings?.scope === this.scope;
    this.#push(Step.Begin, this.#isFollowed ? CONTAINERS.indexOf(role!) : -1);
  }

  part(part: MarkedPart): void {
    this.#parts.push(part);
  }

  take(
    at: number,
    { entries, entryCount, facts, factCount }: Marks,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void {
    if (!this.#isFollowed) return;
    this.#push(Step.Take, at, end - start, entryCount, factCount);
    this.#pushAll(entries.subarray(0, entryCount * ENTRY_SIZE));
    this.#pushAll(facts.subarray(0, factCount * FACT_SIZE));
    this.#pushBytes(bytes.subarray(start, end));
    if (this.#byteCount >= BATCH) this.flush();
  }

  finish(): number {
    this.#push(Step.Finish);
    return this.#runs++;
  }

  /** Sends what has not been sent. */
  flush(): void {
    if (this.#buffers === null) return;
    const numbers = this.#buffers.numbers.subarray(0, this.#numberCount);
    const bytes = this.#buffers.bytes.subarray(0, this.#byteCount);
    this.send({ parts: this.#parts, numbers, bytes });
    this.#buffers = null;
    this.#parts = [];
    this.#numberCount = 0;
    this.#byteCount = 0;
  }

  #push(...numbers: number[]): void {
    this.#pushAll(numbers);
  }

  #pushAll(numbers: ArrayLike<number>): void {
    const buffers = (this.#buffers ??= this.next());
    const end = this.#numberCount + numbers.length;
    if (end > buffers.numbers.length) {
      const larger = new Int32Array(end * 2);
      larger.set(buffers.numbers);
      this.#buffers = { ...buffers, numbers: larger };
    }
    this.#buffers.numbers.set(numbers, this.#numberCount);
    this.#numberCount = end;
  }

  #pushBytes(bytes: Uint8Array): void {
    const buffers = (this.#buffers ??= this.next());
    const end = this.#byteCount + bytes.length;
    if (end > buffers.bytes.length) {
      const larger = new Uint8Array(end * 2);
      larger.set(buffers.bytes);
      this.#buffers = { ...buffers, bytes: larger };
    }
    this.#buffers.bytes.set(bytes, this.#byteCount);
    this.#byteCount = end;
  }
}

/** Passes marks that were sent on to who reads them. */
export class MarkReceiver<T> {
  /** What the reader gave for each run. */
  readonly runs: (T | null)[] = [];

  /** @param root what stands around the children, but for their role */
  constructor(
    private readonly reader: MarkReader<T>,
    private readonly root: Omit<Surroundings, 'role'>,
  ) {}

  take({ parts, numbers, bytes }: MarkBatch): void {
    const { reader } = this;
    for (const part of parts) reader.part(part);
    let start = 0;
    for (let at = 0; at < numbers.length;) {
      switch (numbers[at]) {
        case Step.Begin: {
          const role = CONTAINERS[numbers[at + 1]!];
          reader.begin(role === undefined ? null : { ...this.root, role });
          at += 2;
          break;
        }
        case Step.Take: {
          const [place, length, entryCount, factCount] = numbers.subarray(
            at + 1,
            at + TAKE_SIZE,
          ) as unknown as number[];
          const entriesEnd = at + TAKE_SIZE + entryCount! * ENTRY_SIZE;
          const factsEnd = entriesEnd + factCount! * FACT_SIZE;
          const entries = numbers.subarray(at + TAKE_SIZE, entriesEnd);
          const facts = numbers.subarray(entriesEnd, factsEnd);
          reader.take(
            place!,
            { entries, entryCount: entryCount!, facts, factCount: factCount! },
            bytes,
            start,
            start + length!,
          );
          start += length!;
          at = factsEnd;
          break;
        }
        default:
          this.runs.push(reader.finish());
          at++;
      }
    }
  }
}
