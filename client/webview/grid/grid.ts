/**
 * A grid that draws only its visible part, in both directions (virtual scrolling). The browser scrolls it; headings are
 * `position: sticky`; sizes are fixed, so that the visible part is found by binary search. The active cell is always drawn, so
 * that it never loses the focus.
 */
import { make, setAttribute } from '../dom';
import { EMPTY_MATRIX } from '../model/matrix';
import type { Place } from '../view/find';
import { EMPTY_LAYOUT, HEAD_COLUMNS } from '../view/layout';
import type { CellSelection } from '../view/selection';
import { scrollInto } from './axis';
import { Body } from './body';
import { Geometry } from './geometry';
import { Headings } from './headings';
import { Overlay } from './overlay';
import type { Drawing, Painter } from './painter';
import { putAcross } from './placing';
import { sightOf } from './sight';
import type { Widths } from './sizes';

/** In pixels, an upper limit. */
const SCROLL_BAR = 18;

export class Grid {
  /** The scrolling element. */
  readonly element: HTMLElement;
  readonly overlay = new Overlay();
  private readonly canvas = make('div', { className: 'canvas' });
  private readonly grid: HTMLElement;
  private readonly headings = new Headings();
  private readonly body = new Body();
  private readonly marks = {
    active: make('div', { className: 'column-mark active' }, { 'aria-hidden': true }),
    hover: make('div', { className: 'column-mark hover' }, { 'aria-hidden': true }),
  };
  /** `undefined`: nothing is shown yet. */
  private painter: Painter | undefined;
  private widths: Widths = {};
  private currentGeometry = new Geometry(EMPTY_MATRIX, EMPTY_LAYOUT, {}, 0);
  private size = { width: 0, height: 0 };
  private active: Place = { line: 0, column: 0 };
  private focusable: HTMLElement | undefined;
  private frame = 0;

  /**
   * @param onScroll called after the grid was drawn at a new scroll position
   * @param onResize called when the grid has another size, before it is drawn
   */
  constructor(
    private readonly onScroll: () => void,
    private readonly onResize: () => void,
  ) {
    this.grid = make(
      'div',
      { className: 'grid' },
      { role: 'grid', 'aria-readonly': true, 'aria-multiselectable': true },
      this.headings.element,
      this.body.element,
    );
    this.body.element.append(this.overlay.element);
    this.canvas.append(this.marks.hover, this.marks.active, this.grid);
    this.element = make('div', { className: 'viewport' }, {}, this.canvas);
    this.element.addEventListener('scroll', () => this.drawSoon(), { passive: true });
    new ResizeObserver(() => this.measure()).observe(this.element);
  }

  /** Where the lines and columns are that are shown now. */
  get geometry(): Geometry {
    return this.currentGeometry;
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
    return (this.focusable ?? this.headings.corner).getBoundingClientRect();
  }

  /** The number of lines and columns on a screen. */
  get page(): { lines: number; columns: number } {
    const { headHeight, headWidth, sizes } = this.geometry;
    return {
      lines: Math.max(1, Math.floor((this.size.height - headHeight) / sizes.patch) - 1),
      columns: Math.max(1, Math.floor((this.size.width - headWidth) / sizes.column) - 1),
    };
  }

  /** The width that columns can have together and be in sight. */
  get room(): number {
    // That of the parent does not depend on scroll bars, which come and go with the density.
    return (this.element.parentElement?.clientWidth ?? 0) - SCROLL_BAR;
  }

  get scroll(): { left: number; top: number } {
    return { left: this.element.scrollLeft, top: this.element.scrollTop };
  }

  /** The first visible line below the heads, and how many pixels of it are hidden above. */
  get top(): { line: number; above: number } {
    const { vertical, headLines } = this.geometry;
    const line = vertical.at(this.element.scrollTop);
    return { line: line + headLines, above: this.element.scrollTop - vertical.start(line) };
  }

  describeBy(id: string): void {
    setAttribute(this.grid, 'aria-describedby', id);
  }

  /**
   * Shows another scene at the same scroll position.
   * @param active the place of the active cell in it
   */
  show(painter: Painter, widths: Widths, active = this.active): void {
    const { layout, matrix } = painter.scene;
    const geometry = new Geometry(matrix, layout, widths, this.size.width);
    const { headWidth, headHeight, headLines, sizes } = geometry;
    this.painter = painter;
    this.widths = widths;
    this.currentGeometry = geometry;
    this.element.classList.toggle('compact', layout.density === 'compact');
    this.element.classList.toggle('has-pinned', layout.pinned > 0);
    this.element.style.setProperty('--bands-height', `${(headLines - 1) * sizes.band}px`);
    setAttribute(this.grid, 'aria-label', painter.gridName);
    setAttribute(this.grid, 'aria-rowcount', geometry.lineCount);
    setAttribute(this.grid, 'aria-colcount', geometry.columnCount);
    this.canvas.style.width = `${headWidth + geometry.horizontal.total}px`;
    this.canvas.style.height = `${headHeight + geometry.vertical.total}px`;
    this.active = geometry.inside(active);
    const hadFocus = this.element.contains(document.activeElement);
    this.headings.arrange(painter, geometry);
    this.draw(true);
    if (hadFocus) this.focus();
  }

  /** Draws the heads of the columns again. */
  drawColumnHeads(): void {
    const { painter, geometry } = this;
    if (painter === undefined) return;
    this.headings.redrawColumns(painter, geometry);
    // A head that is filled has lost the mark of the active cell.
    this.setFocusable(painter);
  }

  scrollTo(left: number, top: number): void {
    this.element.scrollTo({ left, top, behavior: 'instant' });
    this.draw();
  }

  /** Scrolls a line to the top of the screen. @param above pixels of it that are hidden above */
  putOnTop(line: number, above: number): void {
    const { vertical, headLines } = this.geometry;
    this.scrollTo(this.element.scrollLeft, vertical.start(Math.max(0, line - headLines)) + above);
  }

  /** Activates a cell and scrolls it into view. */
  goTo(place: Place, { focus = true } = {}): void {
    this.active = this.geometry.inside(place);
    this.reveal(this.active);
    this.draw();
    if (focus) this.focus();
  }

  /** Activates a cell without scrolling. */
  setActive(place: Place): void {
    this.active = this.geometry.inside(place);
    this.draw();
  }

  /** Shows which cells are selected. A single one is only the active cell. */
  showSelection(selection: CellSelection): void {
    this.body.showSelection(selection, this.geometry.firstProduct);
    this.overlay.showSelection(selection);
  }

  focus(): void {
    this.focusable?.focus({ preventScroll: true });
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

  /** Highlights the column under the pointer. */
  hover(column: number | undefined): void {
    this.placeMark(this.marks.hover, column);
  }

  /** All drawn elements, for a screenshot: heads last, because they cover the cells. */
  drawn(): HTMLElement[] {
    return [...this.body.drawn(), ...this.headings.drawn()];
  }

  /** Scrolls a cell into view. */
  reveal({ line, column }: Place): void {
    const { geometry, size } = this;
    const { headLines, firstProduct, headHeight, headWidth } = geometry;
    const { left: scrollLeft, top: scrollTop } = this.scroll;
    const top =
      line < headLines
        ? scrollTop
        : scrollInto(scrollTop, size.height - headHeight, geometry.vertical, line - headLines);
    const isInPlace = column < HEAD_COLUMNS || geometry.isPinned(column) || this.painter!.group(line) !== undefined;
    const covered = column < firstProduct ? 0 : geometry.pinnedWidth;
    const room = size.width - headWidth - covered;
    const left = isInPlace
      ? scrollLeft
      : Math.max(0, scrollInto(scrollLeft + covered, room, geometry.horizontal, column - HEAD_COLUMNS) - covered);
    if (top !== scrollTop || left !== scrollLeft) this.element.scrollTo({ left, top, behavior: 'instant' });
  }

  private measure(): void {
    this.size = { width: this.element.clientWidth, height: this.element.clientHeight };
    this.onResize();
    const { headWidth } = this.geometry;
    if (this.painter !== undefined && this.geometry.headWidthIn(this.size.width) !== headWidth)
      this.show(this.painter, this.widths);
    else this.draw();
  }

  private drawSoon(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
      this.onScroll();
    });
  }

  /** @param refill whether elements that are already drawn are filled again */
  private draw(refill = false): void {
    const { painter, geometry, active } = this;
    if (painter === undefined) return;
    const sight = sightOf(geometry, active, { ...this.scroll, ...this.size });
    const drawing: Drawing = { ...sight, painter, refill };
    this.headings.draw(drawing);
    if (!this.body.draw(drawing)) this.drawSoon();
    this.placeMark(this.marks.active, active.line >= geometry.headLines ? active.column : undefined);
    this.overlay.draw(drawing);
    this.setFocusable(painter);
  }

  // The grid is one tab stop: the active cell.
  private setFocusable(painter: Painter): void {
    const { active, headings, geometry } = this;
    const element =
      (active.line < geometry.headLines ? headings.at(active, painter, geometry) : this.body.at(active, painter)) ??
      headings.corner;
    if (this.focusable !== undefined && this.focusable !== element) {
      this.focusable.tabIndex = -1;
      this.focusable.classList.remove('current');
    }
    this.focusable = element;
    element.tabIndex = 0;
    element.classList.add('current');
  }

  private placeMark(mark: HTMLElement, column: number | undefined): void {
    const { geometry } = this;
    const isShown =
      column !== undefined && column >= HEAD_COLUMNS && column < geometry.columnCount && !geometry.isPinned(column);
    mark.hidden = !isShown;
    if (isShown) putAcross(mark, geometry, column);
  }
}
