/** Keys and pointer in the grid. */
import { HEAD_COLUMNS, HEAD_LINES, type Place } from '../view/find';
import type { Grid } from './grid';
import type { Painter } from './painter';
import { allowedWidth, WIDTH_STEP } from './sizes';
import { step } from './steps';
import { TypeAhead } from './typeAhead';

/** What the keys and the pointer ask for. */
export interface Wishes {
  /** Another cell is the active one. */
  moved(): void;
  /** Enter, or a double click: the source of a cell, the order by a column, a group opened or closed. */
  activate(place: Place): void;
  /** @param width `undefined`: the usual one */
  resize(column: number, width: number | undefined): void;
}

export class Control {
  private readonly typed = new TypeAhead();

  /** @param painter what is painted now */
  constructor(
    private readonly grid: Grid,
    private readonly painter: () => Painter,
    private readonly wishes: Wishes,
  ) {
    const { element } = grid;
    element.addEventListener('keydown', (event) => this.onKey(event));
    element.addEventListener('pointerdown', (event) => this.onPointerDown(event));
    element.addEventListener('click', (event) => this.onClick(event));
    element.addEventListener('dblclick', (event) => this.onDoubleClick(event));
    element.addEventListener('pointerover', (event) => this.onPointerOver(event));
    element.addEventListener('pointerleave', () => grid.hover(undefined));
    element.addEventListener('copy', (event) => this.onCopy(event));
  }

  private onKey(event: KeyboardEvent): void {
    const { grid } = this;
    const place = grid.place;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.wishes.activate(place);
    } else if (this.resizeByKey(event, place)) {
      event.preventDefault();
    } else {
      const ctrl = event.ctrlKey || event.metaKey;
      const next = event.shiftKey
        ? undefined
        : step({ key: event.key, ctrl, alt: event.altKey }, place, {
            lines: grid.lineCount,
            columns: grid.columnCount,
            page: grid.page.lines,
            pageAcross: grid.page.columns,
            isGroup: (line) => this.painter().group(line) !== undefined,
            product: (column) => grid.productOf(column),
          });
      if (next !== undefined) this.move(event, next);
      else if (!ctrl && !event.altKey && event.key.length === 1) this.jump(event, place);
    }
  }

  private move(event: Event, place: Place): void {
    event.preventDefault();
    this.grid.go(place);
    this.wishes.moved();
  }

  private jump(event: KeyboardEvent, { line, column }: Place): void {
    const painter = this.painter();
    const found = this.typed.type(event.key, {
      count: this.grid.lineCount - HEAD_LINES,
      now: line - HEAD_LINES,
      nameOf: (index) => painter.row(index + HEAD_LINES)?.id,
    });
    event.preventDefault();
    if (found !== undefined) this.move(event, { line: found + HEAD_LINES, column });
  }

  private resizeByKey({ key, shiftKey }: KeyboardEvent, { line, column }: Place): boolean {
    const direction = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
    const isHead = column < HEAD_COLUMNS ? line === 0 : line === 1;
    if (!shiftKey || direction === 0 || !isHead) return false;
    this.wishes.resize(column, allowedWidth(this.grid.widthOf(column) + direction * WIDTH_STEP));
    return true;
  }

  private onPointerDown(event: PointerEvent): void {
    const place = this.grid.placeOf(event.target);
    if (place === undefined || event.button !== 0) return;
    if (isHandle(event.target)) return this.drag(event, place.column);
    this.grid.go(place);
    this.wishes.moved();
  }

  private drag(event: PointerEvent, column: number): void {
    event.preventDefault();
    const handle = event.target as HTMLElement;
    const [from, width] = [event.clientX, this.grid.widthOf(column)];
    handle.setPointerCapture(event.pointerId);
    const end = new AbortController();
    const resize = ({ clientX }: PointerEvent): void =>
      this.wishes.resize(column, allowedWidth(width + clientX - from));
    handle.addEventListener('pointermove', resize, { signal: end.signal });
    for (const name of ['pointerup', 'pointercancel'])
      handle.addEventListener(name, () => end.abort(), { signal: end.signal });
  }

  private onClick({ target }: MouseEvent): void {
    const place = this.grid.placeOf(target);
    if (place === undefined || isHandle(target)) return;
    if (place.line === 1 || this.painter().group(place.line) !== undefined) this.wishes.activate(place);
  }

  private onDoubleClick({ target }: MouseEvent): void {
    const place = this.grid.placeOf(target);
    if (place === undefined) return;
    if (isHandle(target)) this.wishes.resize(place.column, undefined);
    else if (this.painter().row(place.line) !== undefined) this.wishes.activate(place);
  }

  // Tooltips are made when they are wanted: hundreds of cells pass by while scrolling.
  private onPointerOver({ target }: PointerEvent): void {
    const place = this.grid.placeOf(target);
    this.grid.hover(place?.column);
    const cell = (target as Element).closest<HTMLElement>('[role=gridcell],[role=rowheader],[role=columnheader]');
    if (cell !== null && !cell.title) cell.title = cell.getAttribute('aria-label') ?? cell.textContent;
  }

  private onCopy(event: ClipboardEvent): void {
    const cell = document.activeElement;
    if (cell === null || !document.getSelection()?.isCollapsed) return;
    event.clipboardData?.setData('text/plain', cell.getAttribute('aria-label') ?? cell.textContent);
    event.preventDefault();
  }
}

function isHandle(target: EventTarget | null): boolean {
  return target instanceof Element && target.classList.contains('handle');
}
