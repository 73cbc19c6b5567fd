import { readBytes, type ByteSource } from './source';

/** How many zeros stand behind the last byte, so that a loop needs no look at the limit. */
const PADDING = 8;

/** The stretch of a document's bytes that is being looked at. It moves on; what is behind it may go. */
export class ByteWindow {
  bytes: Uint8Array = new Uint8Array(PADDING);
  /** The same bytes, to be read several at once. */
  protected view = viewOf(this.bytes);
  /** Where in the document `bytes` begins. */
  base = 0;
  /** The token that was read last: indexes into `bytes`, valid until the next refill. */
  start = 0;
  end = 0;
  /** From this place on, bytes are there even if they are read already; `Infinity` where those of finished tokens may go. */
  keep = Infinity;
  /** The index behind the last byte that is there; zeros follow. */
  protected limit = 0;
  /** Nothing comes behind that. */
  protected isLast = false;

  /** @param chunk how many bytes to read at once */
  constructor(
    readonly source: ByteSource,
    private readonly chunk: number,
  ) {}

  /** The place in the document of an index. */
  place(index: number): number {
    return this.base + index;
  }

  /** The index of {@link keep}. */
  get keptFrom(): number {
    return this.keep - this.base;
  }

  /** How many bytes are there behind the last token. */
  get ahead(): number {
    return this.limit - this.end;
  }

  /** Reads on. The bytes in front of `end` are gone then, but for those to {@link keep}. */
  refill(): void {
    const from = Math.min(this.end, this.keep - this.base);
    const kept = this.limit - from;
    this.base += from;
    this.bytes.copyWithin(0, from, this.limit);
    this.start = this.end -= from;
    this.#read(kept);
  }

  /** The bytes of a part of the document, read again. */
  reread(from: number, to: number): Uint8Array {
    return readBytes(this.source, from, to);
  }

  /** Goes to a place of the document. */
  protected moveTo(place: number): void {
    this.base = place;
    this.start = this.end = 0;
    this.#read(0);
  }

  /** Reads behind the first `kept` bytes: half as many again at least, so that a long token is not begun too often. */
  #read(kept: number): void {
    const wanted = Math.max(this.chunk, kept >> 1);
    if (this.bytes.length < kept + wanted + PADDING) {
      const larger = new Uint8Array(kept + wanted + PADDING);
      larger.set(this.bytes.subarray(0, kept));
      this.bytes = larger;
      this.view = viewOf(larger);
    }
    const count = this.source.read(this.base + kept, this.bytes.subarray(kept, kept + wanted));
    this.limit = kept + count;
    this.isLast = count === 0 || this.base + this.limit >= this.source.size;
    this.bytes.fill(0, this.limit, this.limit + PADDING);
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
