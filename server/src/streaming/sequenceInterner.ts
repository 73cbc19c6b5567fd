import { NOT_INTERNED } from './records';

/** The number of the empty sequence. */
export const EMPTY = 0;

/** How many sequences are interned. */
export const MAX_SEQUENCES = 1 << 17;

/**
 * Interns sequences of numbers: equal sequences have equal numbers. It is a trie in a hash table: a sequence is the number of
 * its prefix and its last item.
 */
export class SequenceInterner {
  /** By number: the prefix, and the last item. */
  #prefixes = new Int32Array(1 << 10);
  #items = new Int32Array(1 << 10);
  #size = 1;
  #slots = new Int32Array(1 << 11);

  /** The number of sequences. */
  get size(): number {
    return this.#size;
  }

  /**
   * The number of a sequence with one more item; {@link NOT_INTERNED} where there are too many.
   */
  append(sequence: number, item: number): number {
    if (sequence === NOT_INTERNED) return NOT_INTERNED;
    const mask = this.#slots.length - 1;
    let slot = hashOf(sequence, item) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const known = this.#slots[slot]!;
      if (known === 0) break;
      if (this.#prefixes[known] === sequence && this.#items[known] === item) return known;
    }
    if (this.#size >= MAX_SEQUENCES) return NOT_INTERNED;
    const added = this.#size++;
    if (added === this.#items.length) this.#grow();
    this.#prefixes[added] = sequence;
    this.#items[added] = item;
    this.#place(added);
    return added;
  }

  #grow(): void {
    this.#prefixes = doubled(this.#prefixes);
    this.#items = doubled(this.#items);
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let sequence = 1; sequence < this.#size - 1; sequence++) this.#place(sequence);
  }

  #place(sequence: number): void {
    const mask = this.#slots.length - 1;
    let slot = hashOf(this.#prefixes[sequence]!, this.#items[sequence]!) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = sequence;
  }
}

function hashOf(sequence: number, item: number): number {
  const mixed = Math.imul(sequence, 0x9e3779b1) ^ Math.imul(item, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
