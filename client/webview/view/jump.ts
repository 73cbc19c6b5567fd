/** The next cell that asks for attention, in reading order. */
import { byContent, CONFLICT, CONTRADICTORY, countedKindsOf, HOLE, isRowOfKind, UNTESTED } from '../model/kinds';
import { isListedRow, listedColumns, numberAt, type Matrix } from '../model/matrix';
import type { Place } from './find';
import { firstProduct, headLines, type Layout } from './layout';

/** What is looked for: cells without a statement, contradictions, cells before any test. */
export type Wanted = 'hole' | 'contradiction' | 'untested';

const KINDS = { hole: HOLE, contradiction: CONFLICT, untested: UNTESTED } as const;

/** The next place after `from`, and after the last one the first; a patch about which suppliers disagree is at its head. `undefined`: none. */
export function nextPlace(matrix: Matrix, layout: Layout, wanted: Wanted, from: Place): Place | undefined {
  const isWanted = byContent(matrix, (content) => countedKindsOf(content).includes(KINDS[wanted]));
  const columns = layout.columns.map((index) => matrix.columns[index]!);
  const listed = listedColumns(matrix);
  const [heads, first] = [headLines(layout), firstProduct(layout)];
  const { lines } = layout;
  const inLine = (index: number, after: number): Place | undefined => {
    const line = lines[index]!;
    if (!('row' in line)) return undefined;
    const row = matrix.rows[line.row]!;
    if (wanted === 'hole' && !isListedRow(row)) return undefined;
    if (wanted === 'contradiction' && after < 0 && isRowOfKind(row, [CONTRADICTORY]))
      return { line: index + heads, column: 0 };
    const found = columns.findIndex(
      (column, place) =>
        place + first > after && isWanted[numberAt(row, column)] && (wanted !== 'hole' || listed.has(column)),
    );
    return found < 0 ? undefined : { line: index + heads, column: found + first };
  };
  const start = from.line - heads;
  if (start >= 0 && start < lines.length) {
    const found = inLine(start, from.column);
    if (found !== undefined) return found;
  }
  for (let steps = 1; steps <= lines.length; steps++) {
    const found = inLine((Math.max(-1, start) + steps) % lines.length, -1);
    if (found !== undefined) return found;
  }
  return undefined;
}
