/** Texts by their bytes: each gets a small number, and no string is made to find one that was met before. */
export class ByteTable {
  /** How many there are. */
  size = 0;
  #starts: number[] = [];
  #lengths: number[] = [];
  #hashes: number[] = [];
  #pool = new Uint8Array(4096);
  #poolEnd = 0;
  #slots = new Int32Array(512);

  /**
   * The number of the text `bytes[start, end)`; -1 where it was not added.
   * @param hash of its bytes, made by {@link hashed}
   */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot]! - 1;
      if (id < 0) return -1;
      if (this.#hashes[id] === hash && this.#lengths[id] === end - start && this.isAt(id, bytes, start)) return id;
    }
  }

  /** Whether the bytes at `at` begin with those of a text. */
  isAt(id: number, bytes: Uint8Array, at: number): boolean {
    const pool = this.#pool;
    const start = this.#starts[id]!;
    const length = this.#lengths[id]!;
    for (let i = 0; i < length; i++) if (pool[start + i] !== bytes[at + i]) return false;
    return true;
  }

  /** The length of a text in bytes. */
  lengthOf(id: number): number {
    return this.#lengths[id]!;
  }

  /** Adds a text that is not there yet. @returns its number */
  add(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const id = this.size++;
    const length = end - start;
    while (this.#poolEnd + length > this.#pool.length) this.#pool = grown(this.#pool);
    this.#pool.set(bytes.subarray(start, end), this.#poolEnd);
    this.#starts.push(this.#poolEnd);
    this.#lengths.push(length);
    this.#hashes.push(hash);
    this.#poolEnd += length;
    if (this.size * 2 > this.#slots.length) {
      this.#slots = new Int32Array(this.#slots.length * 2);
      for (let each = 0; each < id; each++) this.#place(each);
    }
    this.#place(id);
    return id;
  }

  /** Forgets all texts. */
  clear(): void {
    this.size = 0;
    this.#starts = [];
    this.#lengths = [];
    this.#hashes = [];
    this.#poolEnd = 0;
    this.#slots.fill(0);
  }

  #place(id: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = spread(this.#hashes[id]!) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = id + 1;
  }
}

/** A hash, one byte or UTF-16 unit on. Starts at 0. */
export function hashed(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
}

/** The hash of `bytes[start, end)`. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = hashed(hash, bytes[i]!);
  return hash;
}

/** Texts that are nearly the same, such as dates, have hashes that are: their slots are to lie apart. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

function grown(pool: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(pool.length * 2);
  larger.set(pool);
  return larger;
}
