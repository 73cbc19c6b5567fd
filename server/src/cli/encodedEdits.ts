import { encode } from '../xml/decode';
import type { TextEdit } from '../xml/reparse';
import { edited } from './edits';
import type { ReadInput } from './input';

/**
 * The bytes of a document after edits, in its encoding. All other bytes stay as they are.
 * @param text of the document
 * @param edits sorted; none touches another
 * @returns `null` where the encoding has no bytes for the result, or would write a part that is not edited in other bytes:
 *   some encodings (Shift_JIS) have several for one character
 */
export function encodedEdits(input: ReadInput, text: string, edits: readonly TextEdit[]): Uint8Array | null {
  const unchanged = encode(text, input);
  const isSame = unchanged !== null && Buffer.compare(unchanged, input.bytes) === 0;
  return isSame ? encode(edited(text, edits), input) : null;
}
