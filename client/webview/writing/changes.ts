/** The changes of cells that an action makes. Pure: nothing is written here. */
import type { MatrixChangeRequest, MatrixColumn, MatrixStatement } from '../../../server/src/lsp/protocol/index';
import type { GridContent } from '../view/selectionCounts';
import { contentAt, type Matrix, type Row } from '../model/matrix';
import { forEachCell, type Area, type CellSelection } from '../view/selection';

/** A change of one cell, by keys; of a whole row or column if one of them is empty. */
export interface CellChange {
  readonly row: string;
  readonly column: string;
  /** Whether the files have a statement there; otherwise one is added. */
  readonly isStated: boolean;
  readonly change: MatrixChangeRequest;
}

/** What is written into cells. */
export type CellValue = Pick<MatrixChangeRequest, 'state' | 'date' | 'comment' | 'restriction' | 'reboot' | 'remove'>;

/** A cell that can be written. */
export interface Cell {
  readonly row: Row;
  readonly column: MatrixColumn;
  /** The statements that the files make about it; a change is about the first one. */
  readonly statements: readonly MatrixStatement[];
}

/** A cell with its place in the grid. */
export interface Target extends Cell {
  readonly line: number;
  readonly at: number;
}

/** The selected cells, line by line in each area. Only what is shown can be selected. */
export function targetsIn(matrix: Matrix, grid: GridContent, selection: CellSelection): Target[] {
  const targets: Target[] = [];
  forEachCell(
    selection,
    (line) => grid.row(line) !== undefined,
    (line, at) => {
      const target = targetAt(matrix, grid, line, at);
      if (target !== undefined) targets.push(target);
    },
  );
  return targets;
}

/** The cell at a place; `undefined` if it is a heading or a field of a patch. */
export function targetAt(matrix: Matrix, grid: GridContent, line: number, at: number): Target | undefined {
  const [row, column] = [grid.row(line), grid.column(at)];
  if (row === undefined || column === undefined) return undefined;
  return { line, at, ...cellOf(matrix, row, column) };
}

/** The cell with some keys; `undefined` if there is none any more. */
export function cellWith(matrix: Matrix, rowKey: string, columnKey: string): Cell | undefined {
  const row = matrix.rows.find(({ key }) => key === rowKey);
  const column = matrix.columns.find(({ key }) => key === columnKey);
  return row && column && cellOf(matrix, row, column);
}

function cellOf(matrix: Matrix, row: Row, column: MatrixColumn): Cell {
  const { statements, owner = [] } = contentAt(matrix, row, column);
  return { row, column, statements: [...statements, ...owner] };
}

/** The change that writes a value into a cell. */
export function changeOf({ row, column, statements }: Cell, value: CellValue): CellChange {
  return {
    row: row.key,
    column: column.key,
    isStated: statements.length > 0,
    change: { patch: patchOf(row), product: productOf(column), ...value },
  };
}

/** The patch of a row, named as the files do. */
export function patchOf({ id, vendor }: Row): NonNullable<MatrixChangeRequest['patch']> {
  return { id, ...(vendor !== '' && { vendor }) };
}

/** The product of a column, named as the files do. */
export function productOf({
  supplier,
  product,
  version,
  platform,
}: MatrixColumn): NonNullable<MatrixChangeRequest['product']> {
  return { id: product, version, platform, ...(supplier !== '' && { supplier }) };
}

/** The changes that write one value into all cells. A statement that is not there is not removed. */
export function setAll(targets: readonly Target[], value: CellValue): CellChange[] {
  const affected = value.remove ? targets.filter(({ statements }) => statements.length > 0) : targets;
  return affected.map((target) => changeOf(target, value));
}

/** The changes that copy the first line of each area down, or its first column to the right. */
export function filled(
  matrix: Matrix,
  grid: GridContent,
  { areas }: CellSelection,
  direction: 'down' | 'right',
): CellChange[] {
  return areas.flatMap((area) => {
    const first = firstLine(grid, area);
    if (first === undefined) return [];
    const source = direction === 'down' ? { ...area, top: first, bottom: first } : { ...area, right: area.left };
    return repeated(matrix, grid, source, area);
  });
}

/** The changes that repeat the cells of an area below it and to the right, until the end of another one. */
export function repeated(matrix: Matrix, grid: GridContent, source: Area, whole: Area): CellChange[] {
  const lines: number[] = [];
  for (let line = source.top; line <= whole.bottom; line++) if (grid.row(line) !== undefined) lines.push(line);
  const height = lines.filter((line) => line <= source.bottom).length;
  const width = source.right - source.left + 1;
  if (height === 0) return [];
  const changes: CellChange[] = [];
  lines.forEach((line, down) => {
    for (let at = source.left; at <= whole.right; at++) {
      const [fromLine, fromAt] = [lines[down % height]!, source.left + ((at - source.left) % width)];
      const target = targetAt(matrix, grid, line, at);
      const value = valueOf(targetAt(matrix, grid, fromLine, fromAt)?.statements ?? []);
      if ((fromLine !== line || fromAt !== at) && target !== undefined && value !== undefined)
        changes.push(changeOf(target, value));
    }
  });
  return changes;
}

/** The state and date of the statement that a cell shows; `undefined`: it has none. */
export function valueOf([shown]: readonly MatrixStatement[]): CellValue | undefined {
  if (shown === undefined) return undefined;
  return { state: shown.state ?? shown.word, date: shown.date === '' ? null : shown.date };
}

/** The first line of an area that is not the heading of a group. */
function firstLine(grid: GridContent, { top, bottom }: Area): number | undefined {
  for (let line = top; line <= bottom; line++) if (grid.row(line) !== undefined) return line;
  return undefined;
}
