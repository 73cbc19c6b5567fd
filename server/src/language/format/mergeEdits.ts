import type { TextEdit } from '../../xml/reparse';
import type { XmlTree } from '../../xml/tree';
import type { Task } from '../../xml/task';

/** With more edits, an editor takes longer to apply them than to replace the text between them. */
const MAX_EDITS = 10_000;
/** A merged edit is not extended beyond this length, in UTF-16 units. */
const MAX_MERGED_LENGTH = 32_768;
/** Edits between two yield points. */
const EDITS_PER_STEP = 4_096;

/**
 * The same change in about {@link MAX_EDITS} edits at most: if there are more, the closest ones are merged with the text
 * between them.
 * @param edits in document order
 */
export function* mergeEdits(edits: readonly TextEdit[], tree: XmlTree): Task<readonly TextEdit[]> {
  if (edits.length <= MAX_EDITS) return edits;
  const limit = yield* gapLimit(edits);
  const result: TextEdit[] = [];
  let parts: string[] = [];
  let start = edits[0]!.start;
  for (const [index, { end, text }] of edits.entries()) {
    parts.push(text);
    const next = edits[index + 1];
    if (next !== undefined && next.start - end <= limit && end - start < MAX_MERGED_LENGTH) {
      parts.push(tree.slice(end, next.start));
    } else {
      result.push({ start, end, text: parts.join('') });
      parts = [];
      start = next?.start ?? end;
    }
    if (index % EDITS_PER_STEP === 0) yield;
  }
  return result;
}

/** The distance in UTF-16 units up to which edits have to be merged. */
function* gapLimit(edits: readonly TextEdit[]): Task<number> {
  for (let limit = 64; ; limit *= 4) {
    let count = 1;
    for (let i = 1; i < edits.length; i++) {
      if (edits[i]!.start - edits[i - 1]!.end > limit) count++;
      if (i % EDITS_PER_STEP === 0) yield;
    }
    if (count <= MAX_EDITS) return limit;
  }
}
