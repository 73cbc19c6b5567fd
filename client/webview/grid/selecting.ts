/** The selection of cells by keys and pointer. The active cell stays where the selection began. */
import type { Place } from '../view/find';
import { columnsBelow } from '../view/layout';
import {
  added,
  areaAt,
  carriedOver,
  extended,
  nearestCell,
  NOTHING_SELECTED,
  selected,
  wholeColumns,
  wholeLines,
  type CellSelection,
  type GridKeys,
  type HeadShape,
} from '../view/selection';
import type { Grid } from './grid';
import type { Painter } from './painter';
import { step } from './steps';

/** What happens to the cells that were selected before. */
export type SelectMode = 'replace' | 'extend' | 'add';

export class Selecting {
  private current: CellSelection = NOTHING_SELECTED;

  /** @param painter the current painter @param changed called when other cells are selected */
  constructor(
    private readonly grid: Grid,
    private readonly painter: () => Painter,
    private readonly changed: () => void,
  ) {}

  get selection(): CellSelection {
    return this.current;
  }

  /** Selects a cell, or nothing if it is a heading: keys that move the active cell do not select whole columns. */
  moveTo(place: Place): void {
    const { heads, first, isGroup } = this.shape;
    const isCell = place.line >= heads && place.column >= first && !isGroup(place.line);
    this.set(isCell ? selected(areaAt(place, this.shape), place) : NOTHING_SELECTED);
  }

  /** Selects what a place is for: a cell, or all cells of a heading. */
  choose(place: Place, mode: SelectMode): void {
    const { shape, current } = this;
    const area = areaAt(place, shape);
    const corner = nearestCell(place, shape);
    if (mode === 'replace') this.set(selected(area, corner));
    else this.set((mode === 'add' ? added : extended)(current, area, corner));
  }

  /** Selects the whole lines of the selected cells. */
  chooseLines(): void {
    this.set(wholeLines(this.startOr(this.grid.place), this.shape));
  }

  /** Handles a key that changes the selection. @returns whether it is one */
  key({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    const { shape } = this;
    const ctrl = ctrlKey || metaKey;
    if (ctrl && !altKey && !shiftKey && key.toLowerCase() === 'a')
      this.set(selected(areaAt(CORNER, shape), nearestCell(this.grid.place, shape)));
    else if (key === ' ' && ctrl && !shiftKey) this.set(wholeColumns(this.startOr(this.grid.place), shape));
    else if (key === ' ' && shiftKey && !ctrl) this.chooseLines();
    else return shiftKey && this.extendByKey(key, ctrl, altKey);
    return true;
  }

  private extendByKey(key: string, ctrl: boolean, alt: boolean): boolean {
    const { grid, shape, current } = this;
    if (current.areas.length === 0) return false;
    const corner = step({ key, ctrl, alt }, current.corner, {
      ...shape,
      page: grid.page.lines,
      pageAcross: grid.page.columns,
      // A line with the heading of a group is crossed like any other.
      isGroup: () => false,
      state: (line, column) => this.painter().state(line, column),
    });
    if (corner === undefined) return false;
    const nearest = nearestCell(corner, shape);
    const { line, column } = nearest;
    this.set(extended(current, { top: line, bottom: line, left: column, right: column }, nearest));
    grid.reveal(nearest);
    return true;
  }

  /** Selects the same cells in another arrangement, by their keys. */
  arranged(before: Painter, after: Painter): void {
    if (before.scene.layout === after.scene.layout && before.scene.matrix === after.scene.matrix) return;
    this.set(carriedOver(this.current, keysOf(before), keysOf(after)));
  }

  /** The selection; without one, the cell or the heading at a place. */
  private startOr(place: Place): CellSelection {
    if (this.current.areas.length > 0) return this.current;
    return selected(areaAt(place, this.shape), nearestCell(place, this.shape));
  }

  private set(selection: CellSelection): void {
    this.current = selection;
    this.grid.showSelection(selection);
    this.changed();
  }

  /** The headings of the grid, and its size. */
  get shape(): HeadShape {
    const { headLines, lineCount, firstProduct, columnCount } = this.grid.geometry;
    return {
      heads: headLines,
      lines: lineCount,
      first: firstProduct,
      columns: columnCount,
      isGroup: (line) => this.painter().group(line) !== undefined,
      group: (line, column) => columnsBelow(this.painter().scene.layout, line, column),
    };
  }
}

/** The heading of everything. */
const CORNER: Place = { line: 0, column: 0 };

function keysOf(painter: Painter): GridKeys {
  const { headLines, firstProduct, scene } = painter;
  return {
    heads: headLines,
    lines: headLines + scene.layout.lines.length,
    first: firstProduct,
    columns: firstProduct + scene.layout.columns.length,
    rowKey: (line) => painter.row(line)?.key,
    columnKey: (column) => painter.column(column)?.key,
  };
}
