/**
 * A grid that draws only its visible part, in both directions (virtual scrolling). The browser scrolls it; headings are
 * `position: sticky`; sizes are fixed, so that the visible part is found by binary search; elements are kept by coordinates and
 * reused. The active cell is always drawn, so that it never loses the focus.
 */
import { make, setAttribute } from '../dom';
import type { Matrix } from '../model/matrix';
import type { Density } from '../view/criteria';
import type { Place } from '../view/find';
import { isSelected, NOTHING_SELECTED, type Area, type CellSelection } from '../view/selection';
import { HEAD_COLUMNS, type Layout } from '../view/layout';
import {
  Axis,
  columnHeadHeight,
  scrollInto,
  shiftedRange,
  FIELD_WIDTHS,
  HEAD_PART,
  HEAD_WIDTHS,
  MAX_COMPACT_HEAD,
  SIZES,
  type Sizes,
  type Widths,
} from './axis';
import { newBandHead, newColumnHead, newHandle, newLine, type LineElements } from './elements';
import type { Painter } from './painter';
import { Pool } from './pool';

/** Drawn beyond the visible part, on each side. */
const EXTRA_LINES = 3;
const EXTRA_COLUMNS = 1;
/** In one frame; the other cells come in the next ones. */
const MAX_NEW_CELLS = 200;
/** Suppliers and products. */
const MAX_BANDS = 2;
/** In pixels, an upper limit. */
const SCROLL_BAR = 18;

/** A line of headings above several columns each. */
interface Band {
  readonly line: HTMLElement;
  readonly heads: Pool<HTMLElement>;
}

export class Grid {
  /** The scrolling element. */
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
  /** One frame for each selected area that is in sight. */
  private readonly frames: Pool<HTMLElement>;
  private selection: CellSelection = NOTHING_SELECTED;
  /** At the corner of the selection, to drag. Keys do the same. */
  readonly fillHandle = make('div', { className: 'fill-handle', hidden: true });
  private readonly fillFrame = make('div', { className: 'fill-target', hidden: true });
  private readonly lines: Pool<LineElements>;
  private readonly heading = make('div', { className: 'heads' }, { role: 'rowgroup' });
  private readonly columnLine = make('div', { className: 'line' }, { role: 'row' });
  private readonly allBands: readonly Band[] = Array.from({ length: MAX_BANDS }, newBand);
  /** Those that are shown, from top to bottom. */
  private bands: readonly Band[] = [];
  private readonly heads: Pool<HTMLElement>;
  private vertical = new Axis(0, () => 0);
  private horizontal = new Axis(0, () => 0);
  private painter: Painter | undefined;
  private widths: Widths = {};
  private columnHead = 0;
  private size = { width: 0, height: 0 };
  private active: Place = { line: 0, column: 0 };
  private focusable: HTMLElement | undefined;
  private frame = 0;
  /** The column in which each cell was put last. */
  private readonly columnOf = new WeakMap<HTMLElement, number>();
  /** Half-open range of the lines that were drawn last. */
  private drawnLines: readonly [number, number] = [0, 0];
  /** Whether elements that are already drawn are filled again. */
  private refill = false;

  /**
   * @param onScroll called after the grid was drawn at a new scroll position
   * @param onResize called when the grid has another size, before it is drawn
   */
  constructor(
    private readonly onScroll: () => void,
    private readonly onResize: () => void,
  ) {
    this.corner.append(make('span', { className: 'label' }), newHandle());
    this.grid = make(
      'div',
      { className: 'grid' },
      { role: 'grid', 'aria-readonly': true, 'aria-multiselectable': true },
      this.heading,
      this.body,
    );
    for (const mark of Object.values(this.marks)) setAttribute(mark, 'aria-hidden', true);
    const frames = make('div', {}, { 'aria-hidden': true });
    this.canvas.append(this.marks.hover, this.marks.active, this.grid);
    frames.append(this.fillFrame, this.fillHandle);
    this.body.append(frames);
    this.frames = new Pool(frames, newFrame, (frame) => frame);
    this.element = make('div', { className: 'viewport' }, {}, this.canvas);
    this.lines = new Pool(this.body, newLine, ({ line }) => line);
    this.heads = new Pool(this.columnLine, newColumnHead, (head) => head);
    this.element.addEventListener('scroll', () => this.drawSoon(), { passive: true });
    new ResizeObserver(() => this.measure()).observe(this.element);
  }

  /** Number of lines of the heads, which is the first line of the body. */
  get headLines(): number {
    return this.painter?.headLines ?? 1;
  }

  /** The first column of a product, after the heads of patches and their fields. */
  get firstProduct(): number {
    return this.painter?.firstProduct ?? HEAD_COLUMNS;
  }

  get lineCount(): number {
    return this.vertical.count + this.headLines;
  }

  get columnCount(): number {
    return this.horizontal.count + HEAD_COLUMNS;
  }

  get place(): Place {
    return this.active;
  }

  /** The label of the active cell for screen readers. */
  get activeLabel(): string {
    return this.focusable?.getAttribute('aria-label') ?? '';
  }

  /** The place of the active cell on the screen; scrolled into view. */
  get activeBox(): DOMRect {
    this.reveal(this.active);
    this.draw();
    return (this.focusable ?? this.corner).getBoundingClientRect();
  }

  /** The number of lines and columns on a screen. */
  get page(): { lines: number; columns: number } {
    return {
      lines: Math.max(1, Math.floor((this.size.height - this.headHeight) / this.sizes.patch) - 1),
      columns: Math.max(1, Math.floor((this.size.width - this.headWidth) / this.sizes.column) - 1),
    };
  }

  get scroll(): { left: number; top: number } {
    return { left: this.element.scrollLeft, top: this.element.scrollTop };
  }

  /** The first visible line below the heads, and how many pixels of it are hidden above. */
  get top(): { line: number; above: number } {
    const line = this.vertical.at(this.element.scrollTop);
    return { line: line + this.headLines, above: this.element.scrollTop - this.vertical.start(line) };
  }

  describeBy(id: string): void {
    setAttribute(this.grid, 'aria-describedby', id);
  }

  widthOf(column: number): number {
    return column < HEAD_COLUMNS ? this.headWidth : this.horizontal.size(column - HEAD_COLUMNS);
  }

  /**
   * Shows another scene at the same scroll position.
   * @param active the place of the active cell in it
   */
  show(painter: Painter, widths: Widths, active = this.active): void {
    this.painter = painter;
    this.widths = widths;
    const { layout, matrix } = painter.scene;
    const { sizes } = this;
    // An old and a new state need more room than one.
    const usual = matrix.compared.length > 0 ? sizes.compared : sizes.column;
    this.vertical = new Axis(layout.lines.length, (index) =>
      'group' in layout.lines[index]! ? sizes.group : sizes.patch,
    );
    this.columnHead = columnHeadHeight(layout);
    this.element.classList.toggle('compact', layout.density === 'compact');
    this.element.classList.toggle('has-pinned', layout.pinned > 0);
    this.horizontal = new Axis(layout.fields.length + layout.columns.length, (index) => {
      const column = index + HEAD_COLUMNS;
      const field = painter.field(column);
      const key = painter.widthKey(column);
      return ownWidth(widths, key) ?? (field === undefined ? usual : FIELD_WIDTHS[field]);
    });
    setAttribute(this.grid, 'aria-label', painter.gridName);
    setAttribute(this.grid, 'aria-rowcount', this.lineCount);
    setAttribute(this.grid, 'aria-colcount', this.columnCount);
    this.canvas.style.width = `${this.headWidth + this.horizontal.total}px`;
    this.canvas.style.height = `${this.headHeight + this.vertical.total}px`;
    this.corner.firstElementChild!.textContent = painter.labels.text('patch');
    this.corner.style.width = `${this.headWidth}px`;
    this.active = this.inside(active);
    this.repaint();
  }

  /** Puts the lines of the heads together; the corner, which spans them all, is in the first one. */
  private arrangeHeads(count: number): void {
    const { band } = this.sizes;
    for (const { line } of this.allBands) line.style.height = `${band}px`;
    this.columnLine.style.height = `${this.columnHead}px`;
    this.corner.style.height = `${this.headHeight}px`;
    this.element.style.setProperty('--bands-height', `${count * band}px`);
    if (this.bands.length === count) return;
    this.bands = this.allBands.slice(MAX_BANDS - count);
    const lines = [...this.bands.map(({ line }) => line), this.columnLine];
    lines[0]!.prepend(this.corner);
    lines.forEach((line, index) => setAttribute(line, 'aria-rowindex', index + 1));
    this.heading.replaceChildren(...lines);
    setAttribute(this.corner, 'aria-rowspan', lines.length);
  }

  /** Draws everything again. */
  private repaint(): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.arrangeHeads(this.headLines - 1);
    this.refill = true;
    this.draw();
    this.refill = false;
    if (hadFocus) this.focus();
  }

  /** Draws the heads of the columns again. */
  drawColumnHeads(): void {
    const { painter } = this;
    if (painter === undefined) return;
    for (const [column, head] of this.heads.entries()) this.fillColumnHead(painter, head, column);
    // A head that is filled has lost the mark of the active cell.
    this.setFocusable();
  }

  private fillColumnHead(painter: Painter, head: HTMLElement, column: number): void {
    this.putAcross(head, column);
    painter.columnHead(head, column);
    this.markPinned(head, column, this.bands.length > 0);
  }

  scrollTo(left: number, top: number): void {
    this.element.scrollTo({ left, top, behavior: 'instant' });
    this.draw();
  }

  /** Scrolls a line to the top of the screen. @param above pixels of it that are hidden above */
  putOnTop(line: number, above: number): void {
    this.scrollTo(this.element.scrollLeft, this.vertical.start(Math.max(0, line - this.headLines)) + above);
  }

  /** Activates a cell and scrolls it into view. */
  goTo(place: Place, { focus = true } = {}): void {
    this.active = this.inside(place);
    this.reveal(this.active);
    this.draw();
    if (focus) this.focus();
  }

  /** Activates a cell without scrolling. */
  setActive(place: Place): void {
    this.active = this.inside(place);
    this.draw();
  }

  /** Shows which cells are selected. A single one is only the active cell. */
  showSelection(selection: CellSelection): void {
    this.selection = selection;
    for (const [line, { cells }] of this.lines.entries())
      for (const [column, cell] of cells.entries()) this.markSelected(cell, line, column);
    this.drawFrames();
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

  /** The place under a point of the screen; beyond the edge, the one at the edge. */
  placeAt(x: number, y: number): Place | undefined {
    const { left, top, right, bottom } = this.element.getBoundingClientRect();
    const inside = [Math.max(left, Math.min(x, right - 1)), Math.max(top, Math.min(y, bottom - 1))] as const;
    return this.placeOf(document.elementFromPoint(...inside));
  }

  /** The columns of the group of a column in a line of the heads: a half-open range. */
  groupOf(line: number, column: number): readonly [number, number] {
    const { start, length } = this.groupsIn(line)[this.groupIndex(line, column)]!;
    return [start + this.firstProduct, start + length + this.firstProduct];
  }

  /** Highlights the column under the pointer. */
  hover(column: number | undefined): void {
    this.placeMark(this.marks.hover, column);
  }

  /** All drawn elements, for a screenshot: heads last, because they cover the cells. */
  drawn(): HTMLElement[] {
    const cells = [...this.body.querySelectorAll<HTMLElement>('[role=gridcell]')];
    return [
      ...cells,
      ...this.body.querySelectorAll<HTMLElement>('[role=rowheader]'),
      ...this.heads.elements(),
      ...this.bands.flatMap(({ heads }) => heads.elements()).reverse(),
      this.corner,
    ];
  }

  private get headHeight(): number {
    return (this.headLines - 1) * this.sizes.band + this.columnHead;
  }

  /** The sizes of the density that is shown. */
  get sizes(): Sizes {
    return SIZES[this.density];
  }

  private get density(): Density {
    return this.painter?.scene.layout.density ?? 'full';
  }

  private get headWidth(): number {
    const own = this.widths[''];
    if (own !== undefined) return own;
    const usual = usualHeadWidth(this.size.width);
    if (this.density === 'full') return usual;
    const rest = Math.round(this.size.width - this.horizontal.total);
    return Math.max(usual, Math.min(rest, MAX_COMPACT_HEAD));
  }

  /** Whether all columns of a layout are in sight in full width. @param widths those of full columns */
  hasRoomFor({ fields, columns }: Layout, matrix: Matrix, widths: Widths): boolean {
    // That of the parent does not depend on scroll bars, which come and go with the density.
    const room = (this.element.parentElement?.clientWidth ?? 0) - SCROLL_BAR;
    const usual = matrix.compared.length > 0 ? SIZES.full.compared : SIZES.full.column;
    let left = room - (widths[''] ?? usualHeadWidth(room));
    for (const field of fields) left -= ownWidth(widths, field) ?? FIELD_WIDTHS[field];
    for (const index of columns) left -= ownWidth(widths, matrix.columns[index]!.key) ?? usual;
    return left >= 0;
  }

  private measure(): void {
    const before = this.headWidth;
    this.size = { width: this.element.clientWidth, height: this.element.clientHeight };
    this.onResize();
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
      scrollTop + this.size.height - this.headHeight,
      EXTRA_LINES,
    );
    const across = this.horizontal.range(scrollLeft, scrollLeft + this.size.width - this.headWidth, EXTRA_COLUMNS);
    const inSight = shiftedRange(
      ...across,
      HEAD_COLUMNS,
      this.active.column >= HEAD_COLUMNS ? this.active.column : undefined,
    );
    const pinned = shiftedRange(0, painter.scene.layout.pinned, this.firstProduct);
    const columns = [...pinned, ...inSight.filter((column) => !this.isPinned(column))].sort((a, b) => a - b);
    const lines = this.withinBudget(
      shiftedRange(
        firstLine,
        lastLine,
        this.headLines,
        this.active.line >= this.headLines ? this.active.line : undefined,
      ),
      columns.length,
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
      // A reused element still has the cells of another line.
      if (!isGroup && (isOld || fresh.has(line)))
        for (const [column, cell] of elements.cells.entries()) this.fillCell(cell, line, column);
    }
    this.placeMark(this.marks.active, this.active.line >= this.headLines ? this.active.column : undefined);
    this.drawFrames(firstLine + this.headLines, lastLine + this.headLines);
    this.setFocusable();
  }

  /** The lines to draw now; if they have very many new cells, the last of them are drawn in the next frames. */
  private withinBudget(lines: readonly number[], columns: number): readonly number[] {
    const max = Math.max(1, Math.floor(MAX_NEW_CELLS / columns));
    let fresh = 0;
    const now = lines.filter(
      (line) => this.lines.get(line) !== undefined || line === this.active.line || ++fresh <= max,
    );
    if (now.length < lines.length) this.drawSoon();
    return now;
  }

  /** @param from first line that is drawn @param to line after the last one */
  private drawFrames(from = this.drawnLines[0], to = this.drawnLines[1]): void {
    this.drawnLines = [from, to];
    const { areas } = this.selection;
    const isOne = areas.length === 1 && areas[0]!.top === areas[0]!.bottom && areas[0]!.left === areas[0]!.right;
    const shown = areas.flatMap(({ top, bottom }, index) => (!isOne && top < to && bottom >= from ? [index] : []));
    this.frames.show(shown, () => undefined);
    for (const [index, frame] of this.frames.entries()) this.putOver(frame, areas[index]!);
    this.drawFillHandle();
  }

  private drawFillHandle(): void {
    const { areas } = this.selection;
    const [area] = areas;
    const isShown = area !== undefined && areas.length === 1 && this.painter?.scene.isWritable === true;
    this.fillHandle.hidden = !isShown;
    if (!isShown) return;
    this.fillHandle.style.left = `${this.headWidth + this.horizontal.end(area.right - HEAD_COLUMNS)}px`;
    this.fillHandle.style.top = `${this.vertical.end(area.bottom - this.headLines)}px`;
  }

  /** Shows which cells the fill handle fills. */
  showFill(area: Area | undefined): void {
    this.fillFrame.hidden = area === undefined;
    if (area !== undefined) this.putOver(this.fillFrame, area);
  }

  /** Puts a frame over an area. */
  private putOver(frame: HTMLElement, { top, bottom, left, right }: Area): void {
    const [x, y] = [this.horizontal.start(left - HEAD_COLUMNS), this.vertical.start(top - this.headLines)];
    frame.style.left = `${this.headWidth + x}px`;
    frame.style.top = `${y}px`;
    frame.style.width = `${this.horizontal.end(right - HEAD_COLUMNS) - x}px`;
    frame.style.height = `${this.vertical.end(bottom - this.headLines) - y}px`;
  }

  private markSelected(cell: HTMLElement, line: number, column: number): void {
    // Fields of patches cannot be selected.
    const selected = column < this.firstProduct ? undefined : isSelected(this.selection, { line, column });
    setAttribute(cell, 'aria-selected', selected);
  }

  /** @param across half-open range of indices into the horizontal axis */
  private drawHeads(painter: Painter, columns: readonly number[], across: readonly [number, number]): void {
    const fields = this.firstProduct - HEAD_COLUMNS;
    const first = Math.max(across[0], fields) + HEAD_COLUMNS;
    const end = across[1] + HEAD_COLUMNS;
    this.bands.forEach(({ heads }, line) => {
      const groups = this.groupsIn(line);
      const fill = (element: HTMLElement, index: number): void => {
        const { start, length } = groups[index]!;
        const [left, right] = [start + fields, start + fields + length - 1];
        this.putAt(element, left);
        element.style.width = `${this.horizontal.end(right) - this.horizontal.start(left)}px`;
        element.style.setProperty('--head-width', `${this.headWidth}px`);
        painter.band(element, line, index);
        this.markPinned(element, start + this.firstProduct, line > 0);
      };
      const { column } = this.active;
      const active = column >= this.firstProduct ? this.groupIndex(line, column) : undefined;
      const inSight =
        first < end ? shiftedRange(this.groupIndex(line, first), this.groupIndex(line, end - 1) + 1, 0, active) : [];
      const shown = groups.flatMap(({ start }, index) =>
        start < painter.scene.layout.pinned || inSight.includes(index) ? [index] : [],
      );
      this.showHeads(heads, shown, fill);
    });
    this.showHeads(this.heads, columns, (head, column) => this.fillColumnHead(painter, head, column));
  }

  /** Fills the heads that are new, and the others where all is drawn again. */
  private showHeads(
    heads: Pool<HTMLElement>,
    shown: readonly number[],
    fill: (head: HTMLElement, index: number) => void,
  ): void {
    const fresh = new Set<number>();
    heads.show(shown, (head, index) => {
      fill(head, index);
      fresh.add(index);
    });
    if (!this.refill) return;
    for (const [index, head] of heads.entries()) if (!fresh.has(index)) fill(head, index);
  }

  private fillLine({ line, head }: LineElements, index: number): void {
    const painter = this.painter!;
    const isGroup = painter.group(index) !== undefined;
    line.className = isGroup ? 'line group' : 'line';
    line.style.top = `${this.vertical.start(index - this.headLines)}px`;
    line.style.height = `${this.vertical.size(index - this.headLines)}px`;
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
    // Scrolling down fills the same cells again; their column stays.
    if (this.refill || this.columnOf.get(cell) !== column) {
      this.columnOf.set(cell, column);
      this.putAcross(cell, column);
      setAttribute(cell, 'aria-colindex', column + 1);
    }
    this.painter!.cell(cell, line, column);
    this.markPinned(cell, column, false);
    this.markSelected(cell, line, column);
    cell.removeAttribute('title');
  }

  /** Whether a column stays in sight when the grid is scrolled. */
  private isPinned(column: number): boolean {
    const place = column - this.firstProduct;
    return place >= 0 && place < (this.painter?.scene.layout.pinned ?? 0);
  }

  /**
   * Pinned elements are in the flow of their line and sticky, all others are placed in it.
   * @param isIndented whether nothing in the line is before the first one
   */
  private markPinned(element: HTMLElement, column: number, isIndented: boolean): void {
    const isPinned = this.isPinned(column);
    element.classList.toggle('pinned', isPinned);
    const isFirst = isPinned && column === this.firstProduct;
    const before = this.horizontal.start(this.firstProduct - HEAD_COLUMNS) + (isIndented ? this.headWidth : 0);
    element.style.marginLeft = isFirst ? `${before}px` : '';
  }

  /** The width of the pinned columns. */
  private get pinnedWidth(): number {
    const first = this.firstProduct - HEAD_COLUMNS;
    return this.horizontal.start(first + (this.painter?.scene.layout.pinned ?? 0)) - this.horizontal.start(first);
  }

  /** @param index into the horizontal axis */
  private putAt(element: HTMLElement, index: number): void {
    // A pinned one stays beside the heads of patches; the fields of patches go below it.
    const fields = this.isPinned(index + HEAD_COLUMNS) ? this.horizontal.start(this.firstProduct - HEAD_COLUMNS) : 0;
    element.style.left = `${this.headWidth + this.horizontal.start(index) - fields}px`;
  }

  private putAcross(element: HTMLElement, column: number): void {
    this.putAt(element, column - HEAD_COLUMNS);
    element.style.width = `${this.horizontal.size(column - HEAD_COLUMNS)}px`;
  }

  // The grid is one tab stop: the active cell.
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
    if (line < this.headLines && column < HEAD_COLUMNS) return this.corner;
    const band = column < this.firstProduct ? undefined : this.bands[line];
    if (band !== undefined) return band.heads.get(this.groupIndex(line, column));
    if (line < this.headLines) return this.heads.get(column);
    const elements = this.lines.get(line);
    if (elements === undefined || column < HEAD_COLUMNS || this.painter!.group(line) !== undefined)
      return elements?.head;
    return elements.cells.get(column);
  }

  private groupsIn(line: number): Layout['bands'][number] {
    return this.painter!.scene.layout.bands[line]!;
  }

  /** The group of a column in a line of the heads; the last one if there is none. */
  private groupIndex(line: number, column: number): number {
    const groups = this.groupsIn(line);
    const found = groups.findIndex(({ start, length }) => column - this.firstProduct < start + length);
    return found < 0 ? groups.length - 1 : found;
  }

  private inside({ line, column }: Place): Place {
    return {
      line: Math.max(0, Math.min(line, this.lineCount - 1)),
      column: Math.max(0, Math.min(column, this.columnCount - 1)),
    };
  }

  /** Scrolls a cell into view. */
  reveal({ line, column }: Place): void {
    const { scrollLeft, scrollTop } = this.element;
    const top =
      line < this.headLines
        ? scrollTop
        : scrollInto(scrollTop, this.size.height - this.headHeight, this.vertical, line - this.headLines);
    const isInPlace = column < HEAD_COLUMNS || this.isPinned(column) || this.painter!.group(line) !== undefined;
    const covered = column < this.firstProduct ? 0 : this.pinnedWidth;
    const room = this.size.width - this.headWidth - covered;
    const left = isInPlace
      ? scrollLeft
      : Math.max(0, scrollInto(scrollLeft + covered, room, this.horizontal, column - HEAD_COLUMNS) - covered);
    if (top !== scrollTop || left !== scrollLeft) this.element.scrollTo({ left, top, behavior: 'instant' });
  }

  private placeMark(mark: HTMLElement, column: number | undefined): void {
    const isShown =
      column !== undefined && column >= HEAD_COLUMNS && column < this.columnCount && !this.isPinned(column);
    mark.hidden = !isShown;
    if (isShown) this.putAcross(mark, column);
  }
}

function usualHeadWidth(width: number): number {
  const [min, max] = HEAD_WIDTHS;
  return Math.round(Math.max(min, Math.min(max, width * HEAD_PART)));
}

/** The width that the user has given a column. */
function ownWidth(widths: Widths, key: string): number | undefined {
  return Object.hasOwn(widths, key) ? widths[key] : undefined;
}

function newFrame(): HTMLElement {
  return make('div', { className: 'selected-area' });
}

function newBand(): Band {
  const line = make('div', { className: 'line' }, { role: 'row' });
  return { line, heads: new Pool(line, newBandHead, (head) => head) };
}
