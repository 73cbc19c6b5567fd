/**
 * A read-only grid that draws only what is on the screen, in both directions. The browser scrolls it; headings stay by
 * `position: sticky`; lines and cells have fixed sizes, so that what is on the screen is two divisions; elements are kept by
 * their coordinates and used again. The cell that has the focus is always drawn, so that it never loses it.
 */
import { make, setAttribute } from '../dom';
import { HEAD_COLUMNS, HEAD_LINES, type Place } from '../view/find';
import { Axis } from './axis';
import { newColumnHead, newHandle, newLine, newProduct, type LineElements } from './elements';
import type { Painter } from './painter';
import { Pool } from './pool';
import { into, numbers } from './ranges';
import {
  COLUMN_WIDTH,
  COMPARED_WIDTH,
  GROUP_HEIGHT,
  HEAD_HEIGHT,
  HEAD_HEIGHTS,
  HEAD_PART,
  HEAD_WIDTHS,
  PATCH_HEIGHT,
  type Widths,
} from './sizes';

/** Drawn besides what is on the screen, on each side. */
const MORE_LINES = 3;
const MORE_COLUMNS = 1;

export class Grid {
  /** What scrolls. */
  readonly element: HTMLElement;
  private readonly canvas = make('div', { className: 'canvas' });
  private readonly grid: HTMLElement;
  private readonly body = make('div', { className: 'body' }, { role: 'rowgroup' });
  private readonly corner = make(
    'div',
    { className: 'head corner', tabIndex: -1 },
    { role: 'columnheader', 'aria-colindex': 1 },
  );
  private readonly marks = {
    active: make('div', { className: 'column-mark active' }),
    hover: make('div', { className: 'column-mark hover' }),
  };
  private readonly lines: Pool<LineElements>;
  private readonly products: Pool<HTMLElement>;
  private readonly heads: Pool<HTMLElement>;
  private vertical = new Axis(0, () => 0);
  private horizontal = new Axis(0, () => 0);
  private painter: Painter | undefined;
  private widths: Widths = {};
  private size = { width: 0, height: 0 };
  private active: Place = { line: HEAD_LINES, column: 0 };
  private focusable: HTMLElement | undefined;
  private frame = 0;
  /** Whether what is drawn already is to be painted anew, too. */
  private refill = false;

  /** @param onScroll called after the scrolled grid was drawn */
  constructor(private readonly onScroll: () => void) {
    const productLine = make('div', { className: 'line' }, { role: 'row', 'aria-rowindex': 1 }, this.corner);
    const columnLine = make('div', { className: 'line' }, { role: 'row', 'aria-rowindex': 2 });
    productLine.style.height = `${HEAD_HEIGHTS[0]}px`;
    columnLine.style.height = `${HEAD_HEIGHTS[1]}px`;
    this.corner.style.height = `${HEAD_HEIGHT}px`;
    setAttribute(this.corner, 'aria-rowspan', HEAD_LINES);
    this.corner.append(make('span', { className: 'label' }), newHandle());
    const top = make('div', { className: 'heads' }, { role: 'rowgroup' }, productLine, columnLine);
    this.grid = make('div', { className: 'grid' }, { role: 'grid', 'aria-readonly': true }, top, this.body);
    for (const mark of Object.values(this.marks)) setAttribute(mark, 'aria-hidden', true);
    this.canvas.append(this.marks.hover, this.marks.active, this.grid);
    this.element = make('div', { className: 'viewport' }, {}, this.canvas);
    this.lines = new Pool(this.body, newLine, ({ line }) => line);
    this.products = new Pool(productLine, newProduct, (head) => head);
    this.heads = new Pool(columnLine, newColumnHead, (head) => head);
    this.element.addEventListener('scroll', () => this.drawSoon(), { passive: true });
    new ResizeObserver(() => this.measure()).observe(this.element);
  }

  get lineCount(): number {
    return this.vertical.count + HEAD_LINES;
  }

  get columnCount(): number {
    return this.horizontal.count + HEAD_COLUMNS;
  }

  get place(): Place {
    return this.active;
  }

  /** What the active cell says to screen readers. */
  get said(): string {
    return this.focusable?.getAttribute('aria-label') ?? '';
  }

  /** How many lines and columns there are on a screen. */
  get page(): { lines: number; columns: number } {
    return {
      lines: Math.max(1, Math.floor((this.size.height - HEAD_HEIGHT) / PATCH_HEIGHT) - 1),
      columns: Math.max(1, Math.floor((this.size.width - this.headWidth) / COLUMN_WIDTH) - 1),
    };
  }

  get scroll(): { left: number; top: number } {
    return { left: this.element.scrollLeft, top: this.element.scrollTop };
  }

  /** The line that is at the top of the screen below the heads, and how much of it is above. */
  get top(): { line: number; above: number } {
    const line = this.vertical.at(this.element.scrollTop);
    return { line: line + HEAD_LINES, above: this.element.scrollTop - this.vertical.start(line) };
  }

  describeBy(id: string): void {
    setAttribute(this.grid, 'aria-describedby', id);
  }

  widthOf(column: number): number {
    return column < HEAD_COLUMNS ? this.headWidth : this.horizontal.size(column - HEAD_COLUMNS);
  }

  /**
   * Shows another scene. The scroll position stays where it is; the caller may set another.
   * @param active where the active cell is now
   */
  show(painter: Painter, widths: Widths, active = this.active): void {
    this.painter = painter;
    this.widths = widths;
    const { layout, matrix } = painter.scene;
    // Two states need more room than one.
    const usual = matrix.compared.length > 0 ? COMPARED_WIDTH : COLUMN_WIDTH;
    this.vertical = new Axis(layout.lines.length, (index) =>
      'group' in layout.lines[index]! ? GROUP_HEIGHT : PATCH_HEIGHT,
    );
    this.horizontal = new Axis(
      layout.columns.length,
      (index) => widths[matrix.columns[layout.columns[index]!]!.key] ?? usual,
    );
    setAttribute(this.grid, 'aria-label', painter.gridName);
    setAttribute(this.grid, 'aria-rowcount', this.lineCount);
    setAttribute(this.grid, 'aria-colcount', this.columnCount);
    this.canvas.style.width = `${this.headWidth + this.horizontal.total}px`;
    this.canvas.style.height = `${HEAD_HEIGHT + this.vertical.total}px`;
    this.corner.firstElementChild!.textContent = painter.labels.text('patch');
    this.corner.style.width = `${this.headWidth}px`;
    this.active = this.inside(active);
    this.repaint();
  }

  /** Paints all that is drawn anew. */
  private repaint(): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.refill = true;
    this.draw();
    this.refill = false;
    if (hadFocus) this.focus();
  }

  scrollTo(left: number, top: number): void {
    this.element.scrollTo({ left, top, behavior: 'instant' });
    this.draw();
  }

  /** Puts a line at the top of the screen, with so many pixels of it above. */
  putOnTop(line: number, above: number): void {
    this.scrollTo(this.element.scrollLeft, this.vertical.start(Math.max(0, line - HEAD_LINES)) + above);
  }

  /** Makes a cell the active one and brings it into view. */
  go(place: Place, { focus = true } = {}): void {
    this.active = this.inside(place);
    this.reveal(this.active);
    this.draw();
    if (focus) this.focus();
  }

  /** Makes a cell the active one; the scroll position stays. */
  setActive(place: Place): void {
    this.active = this.inside(place);
    this.draw();
  }

  focus(): void {
    this.focusable?.focus({ preventScroll: true });
  }

  get hasFocus(): boolean {
    return this.grid.contains(document.activeElement);
  }

  /** The place of the cell that holds an element. */
  placeOf(target: EventTarget | null): Place | undefined {
    const cell =
      target instanceof Element
        ? target.closest<HTMLElement>('[role=columnheader],[role=rowheader],[role=gridcell]')
        : null;
    if (cell === null || !this.grid.contains(cell)) return undefined;
    const line = Number(cell.parentElement!.getAttribute('aria-rowindex')) - 1;
    return { line, column: Number(cell.getAttribute('aria-colindex')) - 1 };
  }

  /** The group of columns that a column belongs to: its first column, and the first one behind it. */
  productOf(column: number): readonly [number, number] {
    const { start, length } = this.painter!.scene.layout.columnGroups[this.productIndex(column)]!;
    return [start + HEAD_COLUMNS, start + length + HEAD_COLUMNS];
  }

  /** Highlights the column under the pointer. */
  hover(column: number | undefined): void {
    this.placeMark(this.marks.hover, column);
  }

  /** All that is drawn, for a picture: heads last, since they lie above. */
  drawn(): HTMLElement[] {
    const cells = [...this.body.querySelectorAll<HTMLElement>('[role=gridcell]')];
    return [
      ...cells,
      ...this.body.querySelectorAll<HTMLElement>('[role=rowheader]'),
      ...this.heads.elements(),
      ...this.products.elements(),
      this.corner,
    ];
  }

  private get headWidth(): number {
    const [least, most] = HEAD_WIDTHS;
    return this.widths[''] ?? Math.round(Math.max(least, Math.min(most, this.size.width * HEAD_PART)));
  }

  private measure(): void {
    const before = this.headWidth;
    this.size = { width: this.element.clientWidth, height: this.element.clientHeight };
    if (this.painter !== undefined && this.headWidth !== before) this.show(this.painter, this.widths);
    else this.draw();
  }

  private drawSoon(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
      this.onScroll();
    });
  }

  private draw(): void {
    const { painter } = this;
    if (painter === undefined) return;
    const { scrollLeft, scrollTop } = this.element;
    const [firstLine, lastLine] = this.vertical.range(
      scrollTop,
      scrollTop + this.size.height - HEAD_HEIGHT,
      MORE_LINES,
    );
    const across = this.horizontal.range(scrollLeft, scrollLeft + this.size.width - this.headWidth, MORE_COLUMNS);
    const columns = numbers(
      ...across,
      HEAD_COLUMNS,
      this.active.column >= HEAD_COLUMNS ? this.active.column : undefined,
    );
    const lines = numbers(
      firstLine,
      lastLine,
      HEAD_LINES,
      this.active.line >= HEAD_LINES ? this.active.line : undefined,
    );
    this.drawHeads(painter, columns, across);
    const fresh = new Set<number>();
    this.lines.show(lines, (elements, line) => {
      this.fillLine(elements, line);
      fresh.add(line);
    });
    for (const [line, elements] of this.lines.entries()) {
      const isOld = this.refill && !fresh.has(line);
      if (isOld) this.fillLine(elements, line);
      elements.line.classList.toggle('active', line === this.active.line);
      const isGroup = painter.group(line) !== undefined;
      elements.cells.show(isGroup ? [] : columns, (cell, column) => this.fillCell(cell, line, column));
      // A line that is used again still has the cells of the line that it was.
      if (!isGroup && (isOld || fresh.has(line)))
        for (const [column, cell] of elements.cells.entries()) this.fillCell(cell, line, column);
    }
    this.placeMark(this.marks.active, this.active.line >= HEAD_LINES ? this.active.column : undefined);
    this.setFocusable();
  }

  private drawHeads(painter: Painter, columns: readonly number[], [first, last]: readonly [number, number]): void {
    const { columnGroups } = painter.scene.layout;
    const fillProduct = (element: HTMLElement, index: number): void => {
      const { start, length } = columnGroups[index]!;
      element.style.left = `${this.headWidth + this.horizontal.start(start)}px`;
      element.style.width = `${this.horizontal.end(start + length - 1) - this.horizontal.start(start)}px`;
      element.style.setProperty('--head-width', `${this.headWidth}px`);
      painter.product(element, index);
    };
    const fillHead = (element: HTMLElement, column: number): void => {
      this.putAcross(element, column);
      painter.columnHead(element, column);
    };
    const products =
      first < last
        ? numbers(
            this.productIndex(first + HEAD_COLUMNS),
            this.productIndex(last) + 1,
            0,
            this.active.column >= HEAD_COLUMNS ? this.productIndex(this.active.column) : undefined,
          )
        : [];
    this.products.show(products, fillProduct);
    this.heads.show(columns, fillHead);
    if (!this.refill) return;
    for (const [index, element] of this.products.entries()) fillProduct(element, index);
    for (const [column, element] of this.heads.entries()) fillHead(element, column);
  }

  private fillLine({ line, head }: LineElements, index: number): void {
    const painter = this.painter!;
    const isGroup = painter.group(index) !== undefined;
    line.className = isGroup ? 'line group' : 'line';
    line.style.top = `${this.vertical.start(index - HEAD_LINES)}px`;
    line.style.height = `${this.vertical.size(index - HEAD_LINES)}px`;
    setAttribute(line, 'aria-rowindex', index + 1);
    head.style.width = isGroup ? '' : `${this.headWidth}px`;
    if (isGroup) {
      painter.groupHead(head, index);
      return;
    }
    for (const name of ['aria-colspan', 'aria-expanded']) head.removeAttribute(name);
    painter.rowHead(head, index);
  }

  private fillCell(cell: HTMLElement, line: number, column: number): void {
    this.putAcross(cell, column);
    this.painter!.cell(cell, line, column);
    cell.removeAttribute('title');
  }

  private putAcross(element: HTMLElement, column: number): void {
    element.style.left = `${this.headWidth + this.horizontal.start(column - HEAD_COLUMNS)}px`;
    element.style.width = `${this.horizontal.size(column - HEAD_COLUMNS)}px`;
  }

  // One stop for the tab key: the active cell.
  private setFocusable(): void {
    const element = this.elementAt(this.active) ?? this.corner;
    if (this.focusable !== undefined && this.focusable !== element) {
      this.focusable.tabIndex = -1;
      this.focusable.classList.remove('current');
    }
    this.focusable = element;
    element.tabIndex = 0;
    element.classList.add('current');
  }

  private elementAt({ line, column }: Place): HTMLElement | undefined {
    if (line < HEAD_LINES && column < HEAD_COLUMNS) return this.corner;
    if (line === 0) return this.products.get(this.productIndex(column));
    if (line < HEAD_LINES) return this.heads.get(column);
    const elements = this.lines.get(line);
    if (elements === undefined || column < HEAD_COLUMNS || this.painter!.group(line) !== undefined)
      return elements?.head;
    return elements.cells.get(column);
  }

  private productIndex(column: number): number {
    const groups = this.painter!.scene.layout.columnGroups;
    const found = groups.findIndex(({ start, length }) => column - HEAD_COLUMNS < start + length);
    return found < 0 ? groups.length - 1 : found;
  }

  private inside({ line, column }: Place): Place {
    return {
      line: Math.max(0, Math.min(line, this.lineCount - 1)),
      column: Math.max(0, Math.min(column, this.columnCount - 1)),
    };
  }

  private reveal({ line, column }: Place): void {
    const { scrollLeft, scrollTop } = this.element;
    const top =
      line < HEAD_LINES ? scrollTop : into(scrollTop, this.size.height - HEAD_HEIGHT, this.vertical, line - HEAD_LINES);
    const left =
      column < HEAD_COLUMNS || this.painter!.group(line) !== undefined
        ? scrollLeft
        : into(scrollLeft, this.size.width - this.headWidth, this.horizontal, column - HEAD_COLUMNS);
    if (top !== scrollTop || left !== scrollLeft) this.element.scrollTo({ left, top, behavior: 'instant' });
  }

  private placeMark(mark: HTMLElement, column: number | undefined): void {
    const isShown = column !== undefined && column >= HEAD_COLUMNS && column < this.columnCount;
    mark.hidden = !isShown;
    if (isShown) this.putAcross(mark, column);
  }
}
