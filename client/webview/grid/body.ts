/** The lines of the body: headings of groups, and patches with their cells. Elements are kept by coordinates and reused. */
import { make, setAttribute } from '../dom';
import type { Place } from '../view/find';
import { HEAD_COLUMNS } from '../view/layout';
import { isSelected, NOTHING_SELECTED, type CellSelection } from '../view/selection';
import { newLine, type LineElements } from './elements';
import type { Drawing, Painter } from './painter';
import { markPinned, putAcross } from './placing';
import { Pool } from './pool';

/** In one frame; the other cells come in the next ones. */
const MAX_NEW_CELLS = 200;

export class Body {
  readonly element = make('div', { className: 'body' }, { role: 'rowgroup' });
  private readonly lines = new Pool(this.element, newLine, ({ line }) => line);
  /** The column in which each cell was put last. */
  private readonly columnOf = new WeakMap<HTMLElement, number>();
  private selection: CellSelection = NOTHING_SELECTED;

  /** @returns whether all is drawn; otherwise the rest is to be drawn in the next frames */
  draw(drawing: Drawing): boolean {
    const { painter, active, columns, refill } = drawing;
    const lines = this.withinBudget(drawing);
    const fresh = new Set<number>();
    this.lines.show(lines, (elements, line) => {
      fillLine(elements, line, drawing);
      fresh.add(line);
    });
    for (const [line, elements] of this.lines.entries()) {
      const isOld = refill && !fresh.has(line);
      if (isOld) fillLine(elements, line, drawing);
      elements.line.classList.toggle('active', line === active.line);
      const isGroup = painter.group(line) !== undefined;
      elements.cells.show(isGroup ? [] : columns, (cell, column) => this.fillCell(cell, line, column, drawing));
      // A reused element still has the cells of another line.
      if (!isGroup && (isOld || fresh.has(line)))
        for (const [column, cell] of elements.cells.entries()) this.fillCell(cell, line, column, drawing);
    }
    return lines.length === drawing.lines.length;
  }

  /** Shows which cells are selected. @param firstProduct fields of patches, before it, cannot be selected */
  showSelection(selection: CellSelection, firstProduct: number): void {
    this.selection = selection;
    for (const [line, { cells }] of this.lines.entries())
      for (const [column, cell] of cells.entries()) this.markSelected(cell, line, column, firstProduct);
  }

  /** The drawn element at a place of the body: of a group, its heading for all columns. */
  at({ line, column }: Place, painter: Painter): HTMLElement | undefined {
    const elements = this.lines.get(line);
    return column < HEAD_COLUMNS || painter.group(line) !== undefined ? elements?.head : elements?.cells.get(column);
  }

  /** All drawn elements: those that cover others last. */
  drawn(): HTMLElement[] {
    return ['gridcell', 'rowheader'].flatMap((role) => [
      ...this.element.querySelectorAll<HTMLElement>(`[role=${role}]`),
    ]);
  }

  /** The lines to draw now; if they have very many new cells, the last of them are drawn in the next frames. */
  private withinBudget({ lines, columns, active }: Drawing): readonly number[] {
    const max = Math.max(1, Math.floor(MAX_NEW_CELLS / columns.length));
    let fresh = 0;
    return lines.filter((line) => this.lines.get(line) !== undefined || line === active.line || ++fresh <= max);
  }

  private fillCell(cell: HTMLElement, line: number, column: number, { painter, geometry, refill }: Drawing): void {
    // Scrolling down fills the same cells again; their column stays.
    if (refill || this.columnOf.get(cell) !== column) {
      this.columnOf.set(cell, column);
      putAcross(cell, geometry, column);
      setAttribute(cell, 'aria-colindex', column + 1);
    }
    painter.cell(cell, line, column);
    markPinned(cell, geometry, column, false);
    this.markSelected(cell, line, column, geometry.firstProduct);
    cell.removeAttribute('title');
  }

  private markSelected(cell: HTMLElement, line: number, column: number, firstProduct: number): void {
    const selected = column < firstProduct ? undefined : isSelected(this.selection, { line, column });
    setAttribute(cell, 'aria-selected', selected);
  }
}

function fillLine({ line, head }: LineElements, index: number, { painter, geometry }: Drawing): void {
  const { vertical, headLines, headWidth } = geometry;
  const isGroup = painter.group(index) !== undefined;
  line.className = isGroup ? 'line group' : 'line';
  line.style.top = `${vertical.start(index - headLines)}px`;
  line.style.height = `${vertical.size(index - headLines)}px`;
  setAttribute(line, 'aria-rowindex', index + 1);
  head.style.width = isGroup ? '' : `${headWidth}px`;
  if (isGroup) return painter.groupHead(head, index);
  for (const name of ['aria-colspan', 'aria-expanded']) head.removeAttribute(name);
  painter.rowHead(head, index);
}
