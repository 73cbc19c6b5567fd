import { MAX_VALUE_LENGTH, AdmissionPolicy } from '../domain/valueTable';
import { scanName } from '../xml/characters';
import { hashed } from '../xml/syntax/elementInterner';

/** Interns texts by their bytes. Each gets a number, counted from 0; looking up a known one makes no string. */
export class ByteTable {
  /** The number of texts. */
  size = 0;
  #starts: number[] = [];
  #lengths: number[] = [];
  #hashes: number[] = [];
  #pool = new Uint8Array(4096);
  #poolEnd = 0;
  #slots = new Int32Array(512);

  /**
   * The number of the text `bytes[start, end)`; -1 where it is unknown.
   * @param hash of its bytes; see {@link hashed}
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

  /** Adds an unknown text. @returns its number */
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

  /** Removes all texts. */
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

/** The hash of `bytes[start, end)`. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = hashed(hash, bytes[i]!);
  return hash;
}

/** Similar texts, such as dates, have similar hashes; their slots must not be neighbours. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

function grown(pool: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(pool.length * 2);
  larger.set(pool);
  return larger;
}

/** A document with more names follows no vocabulary. */
const MAX_NAMES = 1 << 16;

/** Interns XML names. */
export class ByteNames extends ByteTable {
  /** The names, by number. */
  readonly texts: string[] = [];
  /** By number: 1 for a name with a colon. */
  readonly isPrefixed: number[] = [];
  /** Whether some name has characters that are not ASCII. */
  hasHigh = false;

  /**
   * The number of the name `bytes[start, end)`; -1 where it is not a name (XML 1.0, production 5).
   * @param hash of its bytes; see `hashed`
   */
  intern(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const known = this.find(bytes, start, end, hash);
    return known >= 0 ? known : this.#addName(bytes, start, end, hash);
  }

  #addName(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, end));
    if (scanName(text, 0) !== text.length || text === '' || text.includes('\uFFFD')) return -1;
    if (this.size >= MAX_NAMES) return -1;
    this.texts.push(text);
    this.isPrefixed.push(text.includes(':') ? 1 : 0);
    if (text.length < end - start) this.hasHigh = true;
    return this.add(bytes, start, end, hash);
  }
}

/** The most values that a table holds; further ones are not interned. */
export const MAX_VALUES = 1 << 14;

/** Interns the values of one role by the bytes of their elements, which are well-formed: from the name to the end tag. */
export class ByteValueTable {
  private readonly table = new ByteTable();
  private readonly worth = new AdmissionPolicy();

  /** The number of values. */
  get size(): number {
    return this.table.size;
  }

  /**
   * The number of an element's value; -1 where it is long, or where values of the role are hardly ever repeated.
   * @param start the end of the element's name
   * @param end the start of its end tag, or the end of an empty-element tag
   * @param hash equal for equal bytes
   */
  of(bytes: Uint8Array, start: number, end: number, hash: number): number {
    if (end - start > MAX_VALUE_LENGTH || !this.worth.admits) return -1;
    const known = this.table.find(bytes, start, end, hash);
    this.worth.record(known >= 0);
    if (known >= 0 || this.table.size >= MAX_VALUES) return known;
    return this.table.add(bytes, start, end, hash);
  }
}

/** A few bytes that are compared often, four at a time. */
export class ByteWords {
  readonly length: number;
  readonly #words: Int32Array;
  /** The bytes after the last whole word. */
  readonly #rest: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.length = bytes.length;
    const whole = bytes.length >> 2;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#words = Int32Array.from({ length: whole }, (_, index) => view.getInt32(index * 4, true));
    this.#rest = bytes.slice(whole * 4);
  }

  /** Whether the view has these bytes at `at`. It must have at least {@link length} bytes from there on. */
  areAt(view: DataView, at: number): boolean {
    const words = this.#words;
    let from = at;
    for (let i = 0; i < words.length; i++, from += 4) if (view.getInt32(from, true) !== words[i]) return false;
    const rest = this.#rest;
    for (let i = 0; i < rest.length; i++) if (view.getUint8(from + i) !== rest[i]) return false;
    return true;
  }
}
