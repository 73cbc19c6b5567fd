import { scanName } from '../characters';

/** Most different names of one document; a file with more is no vocabulary's, and is not worth a table. */
const MOST_NAMES = 1 << 16;

/** Names by their bytes: each gets a small number, and no string is made for a name that was met before. */
export class ByteNames {
  /** By number. */
  readonly texts: string[] = [];
  /** By number: 1 where there is a colon in it. */
  readonly isPrefixed: number[] = [];
  /** Whether some name has a character that is not ASCII. */
  hasHigh = false;
  #starts: number[] = [];
  #lengths: number[] = [];
  #hashes: number[] = [];
  #pool = new Uint8Array(4096);
  #poolEnd = 0;
  #slots = new Int32Array(512);

  /**
   * The number of the name `bytes[start, end)`; -1 where it is none (XML 1.0 production 5).
   * @param hash of its bytes, made by {@link hashed}
   */
  intern(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot]! - 1;
      if (id < 0) return this.#add(bytes, start, end, hash);
      if (this.#hashes[id] === hash && this.#lengths[id] === end - start && this.isAt(id, bytes, start)) return id;
    }
  }

  /** Whether the bytes at `at` begin with those of a name. */
  isAt(id: number, bytes: Uint8Array, at: number): boolean {
    const pool = this.#pool;
    const start = this.#starts[id]!;
    const length = this.#lengths[id]!;
    for (let i = 0; i < length; i++) if (pool[start + i] !== bytes[at + i]) return false;
    return true;
  }

  /** The length of a name in bytes. */
  lengthOf(id: number): number {
    return this.#lengths[id]!;
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, end));
    if (scanName(text, 0) !== text.length || text === '' || text.includes('\uFFFD')) return -1;
    const id = this.texts.length;
    if (id >= MOST_NAMES) return -1;
    const length = end - start;
    while (this.#poolEnd + length > this.#pool.length) this.#pool = grown(this.#pool);
    this.#pool.set(bytes.subarray(start, end), this.#poolEnd);
    this.texts.push(text);
    this.isPrefixed.push(text.includes(':') ? 1 : 0);
    if (text.length < length) this.hasHigh = true;
    this.#starts.push(this.#poolEnd);
    this.#lengths.push(length);
    this.#hashes.push(hash);
    this.#poolEnd += length;
    if (this.texts.length * 2 > this.#slots.length) {
      this.#slots = new Int32Array(this.#slots.length * 2);
      for (let each = 0; each < id; each++) this.#place(each);
    }
    this.#place(id);
    return id;
  }

  #place(id: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = this.#hashes[id]! & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = id + 1;
  }
}

/** A hash, one byte on. Starts at 0. */
export function hashed(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0;
}

function grown(pool: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(pool.length * 2);
  larger.set(pool);
  return larger;
}
