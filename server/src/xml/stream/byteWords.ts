/** A few bytes that are going to be compared often: four at a time. */
export class ByteWords {
  readonly length: number;
  readonly #words: Int32Array;
  /** The bytes behind the last whole word. */
  readonly #rest: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.length = bytes.length;
    const whole = bytes.length >> 2;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#words = Int32Array.from({ length: whole }, (_, index) => view.getInt32(index * 4, true));
    this.#rest = bytes.slice(whole * 4);
  }

  /** Whether they stand at a place. So many bytes must be there. */
  areAt(view: DataView, at: number): boolean {
    const words = this.#words;
    let from = at;
    for (let i = 0; i < words.length; i++, from += 4) if (view.getInt32(from, true) !== words[i]) return false;
    const rest = this.#rest;
    for (let i = 0; i < rest.length; i++) if (view.getUint8(from + i) !== rest[i]) return false;
    return true;
  }
}
