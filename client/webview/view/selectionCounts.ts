/** The counts of the selected cells by their states. */
import type { MatrixColumn } from '../../../server/src/lsp/protocol/index';
import { allKinds, byContent, countedKindsOf, kindName } from '../model/kinds';
import { numberAt, type Matrix, type Row } from '../model/matrix';
import { fill, shortened, type Texts } from '../texts';
import { forEachCell, type CellSelection } from './selection';

/** The patches and products of a grid by line and column; `undefined`: a heading or a field of patches. */
export interface GridContent {
  row(line: number): Row | undefined;
  column(column: number): MatrixColumn | undefined;
}

/** `24 cells: 20 In Test, 4 Available`, the most frequent state first; empty if at most one cell is selected. */
export function selectionText(matrix: Matrix, grid: GridContent, selection: CellSelection, texts: Texts): string {
  const kindOf = byContent(matrix, (content) => countedKindsOf(content)[0]!);
  const counts = new Map(allKinds(matrix).map((kind) => [kind, 0]));
  let cells = 0;
  forEachCell(
    selection,
    (line) => grid.row(line) !== undefined,
    (line, column) => {
      const kind = kindOf[numberAt(grid.row(line)!, grid.column(column)!)] ?? kindOf[0]!;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      cells++;
    },
  );
  if (cells < 2) return '';
  const parts = [...counts]
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => fill(texts.selectedKind, count, shortened(kindName(matrix, kind, texts))));
  return fill(texts.selectedCells, cells, parts.join(', '));
}
