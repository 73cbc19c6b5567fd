/** Which cells a pasted block is for. */
import type { Bounds, CellSelection } from '../view/selection';
import { forEachCell } from '../view/selection';
import type { Block } from './clipboard';

export interface PlacedText {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/**
 * The cells of a pasted block: one value for all selected cells; a block at the beginning of the selection, repeated if the
 * selection is its multiple. Headings of groups are passed over.
 * @returns `outside`: how many texts are beyond the last line or column
 */
export function placed(
  block: Block,
  selection: CellSelection,
  isPatch: (line: number) => boolean,
  { lines, columns }: Bounds,
): { readonly cells: readonly PlacedText[]; readonly outside: number } {
  const cells: PlacedText[] = [];
  const [height, width] = [block.length, Math.max(0, ...block.map(({ length }) => length))];
  if (height === 1 && width === 1) {
    forEachCell(selection, isPatch, (line, column) => cells.push({ line, column, text: block[0]![0]! }));
    return { cells, outside: 0 };
  }
  const area = selection.areas.at(-1);
  if (area === undefined || width === 0) return { cells, outside: 0 };
  const patches: number[] = [];
  for (let line = area.top; line < lines; line++) if (isPatch(line)) patches.push(line);
  const selected = patches.filter((line) => line <= area.bottom).length;
  const across = area.right - area.left + 1;
  const isMultiple = selection.areas.length === 1 && selected % height === 0 && across % width === 0;
  const [down, right] = isMultiple ? [selected, across] : [height, width];
  let outside = 0;
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < right; x++) {
      const text = block[y % height]![x % width] ?? '';
      const [line, column] = [patches[y], area.left + x];
      if (line === undefined || column >= columns) outside++;
      else cells.push({ line, column, text });
    }
  }
  return { cells, outside };
}
