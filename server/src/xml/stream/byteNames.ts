import { scanName } from '../characters';
import { ByteTable } from './byteTable';

/** Most different names of one document; a file with more is no vocabulary's, and is not worth a table. */
const MOST_NAMES = 1 << 16;

/** Names by their bytes: each gets a small number, and no string is made for a name that was met before. */
export class ByteNames extends ByteTable {
  /** By number. */
  readonly texts: string[] = [];
  /** By number: 1 where there is a colon in it. */
  readonly isPrefixed: number[] = [];
  /** Whether some name has a character that is not ASCII. */
  hasHigh = false;

  /**
   * The number of the name `bytes[start, end)`; -1 where it is none (XML 1.0 production 5).
   * @param hash of its bytes, made by `hashed`
   */
  intern(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const known = this.find(bytes, start, end, hash);
    return known >= 0 ? known : this.#addName(bytes, start, end, hash);
  }

  #addName(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, end));
    if (scanName(text, 0) !== text.length || text === '' || text.includes('\uFFFD')) return -1;
    if (this.size >= MOST_NAMES) return -1;
    this.texts.push(text);
    this.isPrefixed.push(text.includes(':') ? 1 : 0);
    if (text.length < end - start) this.hasHigh = true;
    return this.add(bytes, start, end, hash);
  }
}
