import { UNKEPT } from './marks';

/** Nothing has been said. */
export const SILENCE = 0;

/** How many are kept; of more there is no telling that they are said again. */
const MOST = 1 << 17;

/**
 * Numbers for what entries say that hold no others: the same for all that say the same in the same order. Each beginning of
 * what is said has a number too, and leads on by one word more.
 */
export class Sayings {
  /** By number: the number of what was said before, and the last word. */
  #before = new Int32Array(1 << 10);
  #words = new Int32Array(1 << 10);
  #size = 1;
  #slots = new Int32Array(1 << 11);

  /**
   * The number of what was said, with one thing more.
   * @param word a number for what it is and how it is written
   */
  followedBy(saying: number, word: number): number {
    if (saying === UNKEPT) return UNKEPT;
    const mask = this.#slots.length - 1;
    let slot = hashOf(saying, word) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const known = this.#slots[slot]!;
      if (known === 0) break;
      if (this.#before[known] === saying && this.#words[known] === word) return known;
    }
    if (this.#size >= MOST) return UNKEPT;
    const added = this.#size++;
    if (added === this.#words.length) this.#grow();
    this.#before[added] = saying;
    this.#words[added] = word;
    this.#place(added);
    return added;
  }

  #grow(): void {
    this.#before = doubled(this.#before);
    this.#words = doubled(this.#words);
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let saying = 1; saying < this.#size - 1; saying++) this.#place(saying);
  }

  #place(saying: number): void {
    const mask = this.#slots.length - 1;
    let slot = hashOf(this.#before[saying]!, this.#words[saying]!) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = saying;
  }
}

function hashOf(saying: number, word: number): number {
  const mixed = Math.imul(saying, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
