import { ByteTable } from '../../xml/stream/byteTable';
import { LONGEST_WORDING, Worth } from '../wording';

/** How many of a role are known; of more there is no telling that they come again. */
export const MOST_WORDINGS = 1 << 14;

/** Tells wordings of a role apart in bytes that were found to be well-formed: each has a number, and the numbers have no gaps. */
export class ByteWordings {
  private readonly table = new ByteTable();
  private readonly worth = new Worth();

  /**
   * The number of the wording of an element; -1 where it is long, or where wordings of the role hardly come again.
   * @param start where its name ends
   * @param end where its end tag starts, or where it ends where it has none
   * @param hash the same for all that are written the same
   */
  of(bytes: Uint8Array, start: number, end: number, hash: number): number {
    if (end - start > LONGEST_WORDING || !this.worth.isGiven) return -1;
    const known = this.table.find(bytes, start, end, hash);
    this.worth.note(known >= 0);
    if (known >= 0 || this.table.size >= MOST_WORDINGS) return known;
    return this.table.add(bytes, start, end, hash);
  }
}
