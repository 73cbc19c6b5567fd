/** The bytes of a document. This folder does no I/O: the caller implements the reading. */
export interface ByteSource {
  /** How many bytes there are. */
  readonly size: number;
  /**
   * Copies bytes from `at` on into `target`.
   * @returns how many were copied: at least one, unless `at` is the end
   */
  read(at: number, target: Uint8Array): number;
}

/** Bytes that are in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(at, target) {
      const part = bytes.subarray(at, at + target.length);
      target.set(part);
      return part.length;
    },
  };
}

/** The bytes `[from, to)`; fewer where the source ends before. */
export function readBytes(source: ByteSource, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(to, source.size) - from));
  for (let at = 0; at < bytes.length;) {
    const count = source.read(from + at, bytes.subarray(at));
    if (count === 0) return bytes.subarray(0, at);
    at += count;
  }
  return bytes;
}

const NO_BYTES = bytesSource(new Uint8Array(0));

/** How many zeros follow the last byte, so that loops need not check the limit. */
const PADDING = 8;

/** A window on the bytes of a document, which moves forward. Indexes into `bytes` are valid until the next refill. */
export class ByteWindow {
  bytes: Uint8Array = new Uint8Array(PADDING);
  /** The same bytes, for reading several at once. */
  protected view = viewOf(this.bytes);
  /** Where in the document `bytes` begins. */
  base = 0;
  /** The current token, as indexes into `bytes`. */
  start = 0;
  end = 0;
  /** A refill keeps the bytes from this place of the document on; `Infinity`: those after the current token. */
  keep = Infinity;
  /** The index after the last byte; zeros follow. */
  protected limit = 0;
  /** Whether the document ends at the limit. */
  protected isLast = false;

  private source = NO_BYTES;
  private chunk = 0;

  /** Moves to the start of a document. @param chunk how many bytes to read at once */
  open(source: ByteSource, chunk: number): void {
    this.source = source;
    this.chunk = chunk;
    this.limit = 0;
    this.keep = Infinity;
    this.moveTo(0);
  }

  /** Releases the document. */
  close(): void {
    this.source = NO_BYTES;
    // A long token has made it larger than documents need.
    if (this.bytes.length > 2 * (this.chunk + PADDING)) {
      this.bytes = new Uint8Array(PADDING);
      this.view = viewOf(this.bytes);
    }
  }

  /** The place in the document of an index. */
  place(index: number): number {
    return this.base + index;
  }

  /** The index of {@link keep}. */
  get keptFrom(): number {
    return this.keep - this.base;
  }

  /** How many bytes of the window follow the current token. */
  get ahead(): number {
    return this.limit - this.end;
  }

  /** Moves the window on: drops the bytes before `end`, but for those to {@link keep}, and reads more. */
  refill(): void {
    const from = Math.min(this.end, this.keep - this.base);
    const kept = this.limit - from;
    this.base += from;
    this.bytes.copyWithin(0, from, this.limit);
    this.start = this.end -= from;
    this.#read(kept);
  }

  /** The bytes `[from, to)` of the document, read again. */
  reread(from: number, to: number): Uint8Array {
    return readBytes(this.source, from, to);
  }

  /** The first bytes of the document, at most `count`; only before the window has moved. */
  first(count: number): Uint8Array {
    return this.bytes.subarray(0, Math.min(count, this.limit));
  }

  /** Moves the window to a place of the document; what it holds already is not read again. */
  protected moveTo(place: number): void {
    const index = place - this.base;
    if (index >= 0 && index < this.limit) {
      this.start = this.end = index;
      return;
    }
    this.base = place;
    this.start = this.end = 0;
    this.#read(0);
  }

  /** Reads after the first `kept` bytes, at least half as many: a long token must not be restarted too often. */
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
