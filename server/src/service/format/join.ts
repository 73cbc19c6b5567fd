import type { TextEdit } from '../../xml/reparse';
import type { XmlTree } from '../../xml/tree';

/** More edits than this cost the editor more than the text between them. */
const MOST_EDITS = 10_000;
/** A joined edit grows no longer than about this, in UTF-16 units. */
const LONGEST = 32_768;
const STEP = 4_096;

/**
 * The same change in about {@link MOST_EDITS} edits at most: where there are more, those that stand nearest to each other
 * are joined with the text between them.
 * @param edits in document order
 */
export function* joined(edits: readonly TextEdit[], tree: XmlTree): Generator<void, readonly TextEdit[], undefined> {
  if (edits.length <= MOST_EDITS) return edits;
  const limit = yield* gapLimit(edits);
  const result: TextEdit[] = [];
  let parts: string[] = [];
  let start = edits[0]!.start;
  for (const [index, { end, text }] of edits.entries()) {
    parts.push(text);
    const next = edits[index + 1];
    if (next !== undefined && next.start - end <= limit && end - start < LONGEST) {
      parts.push(tree.slice(end, next.start));
    } else {
      result.push({ start, end, text: parts.join('') });
      parts = [];
      start = next?.start ?? end;
    }
    if (index % STEP === 0) yield;
  }
  return result;
}

/** Edits that are no further apart than this are joined. */
function* gapLimit(edits: readonly TextEdit[]): Generator<void, number, undefined> {
  for (let limit = 64; ; limit *= 4) {
    let count = 1;
    for (let i = 1; i < edits.length; i++) {
      if (edits[i]!.start - edits[i - 1]!.end > limit) count++;
      if (i % STEP === 0) yield;
    }
    if (count <= MOST_EDITS) return limit;
  }
}
