/** Keyboard and pointer in the grid. */
import type { Place } from '../view/find';
import type { Wanted } from '../view/jump';
import type { Grid } from './grid';
import type { Painter } from './painter';
import type { SelectMode, Selecting } from './selecting';
import { step, TypeAhead } from './steps';
import { allowedWidth, WIDTH_STEP } from './sizes';

/** Actions of the keyboard and the pointer. */
export interface GridActions {
  /** The active cell has changed. */
  moved(): void;
  /** Enter or a double click on a heading, or a click on the arrow of a group: sorts by a column, expands or collapses a group. */
  activate(place: Place): void;
  /** Opens the source of a cell, a row or a column. */
  openSource(place: Place): void;
  /** Opens the entry line. @param typed the letter that was typed; empty: to choose from all states */
  enter(typed: string): void;
  /** Sets the selected cells back to the first state, or removes their statements. */
  clear(remove: boolean): void;
  /** Copies the first line or column of the selection to the others. */
  fill(direction: 'down' | 'right'): void;
  /** Goes to the next cell that asks for attention. */
  jump(to: Wanted): void;
  showDetails(): void;
  /** Opens the menu of the columns below a heading. */
  columnMenu(place: Place): void;
  /** Moves the columns below a heading by one place. */
  moveColumns(place: Place, direction: 1 | -1): void;
  /** Puts the selected cells on the clipboard. @returns whether cells are selected */
  copy(data: DataTransfer | null): boolean;
  /** Copies the selected cells and removes their statements. @returns whether cells are selected */
  cut(data: DataTransfer | null): boolean;
  paste(text: string): void;
  /** @param width in pixels; `undefined`: the default */
  resize(column: number, width: number | undefined): void;
}

export class Control {
  private readonly typeAhead = new TypeAhead();

  /** @param painter the current painter */
  constructor(
    private readonly grid: Grid,
    private readonly selecting: Selecting,
    private readonly painter: () => Painter,
    private readonly actions: GridActions,
  ) {
    const { element } = grid;
    element.addEventListener('keydown', (event) => this.onKey(event));
    element.addEventListener('pointerdown', (event) => this.onPointerDown(event));
    // The focus stays at the active cell while the selection is extended.
    element.addEventListener('mousedown', (event) => {
      if (grid.placeOf(event.target) !== undefined) event.preventDefault();
    });
    element.addEventListener('click', (event) => this.onClick(event));
    element.addEventListener('dblclick', (event) => this.onDoubleClick(event));
    element.addEventListener('pointerover', (event) => this.onPointerOver(event));
    // Shift+F10 and the key for menus cause it, too.
    element.addEventListener('contextmenu', (event) => {
      const place = grid.placeOf(event.target);
      if (place === undefined || !this.isProductHead(place)) return;
      event.preventDefault();
      grid.goTo(place);
      actions.columnMenu(place);
    });
    element.addEventListener('pointerleave', () => grid.hover(undefined));
    element.addEventListener('copy', (event) => this.onCopy(event));
    element.addEventListener('cut', (event) => {
      if (actions.cut(event.clipboardData)) event.preventDefault();
    });
    element.addEventListener('paste', (event) => {
      event.preventDefault();
      actions.paste(event.clipboardData?.getData('text/plain') ?? '');
    });
  }

  private onKey(event: KeyboardEvent): void {
    const { grid } = this;
    const place = grid.place;
    if (this.act(event, place)) {
      event.preventDefault();
      // Otherwise VS Code would run its own command for the key, too.
      event.stopPropagation();
    } else if (this.resizeByKey(event, place) || this.selecting.key(event)) {
      event.preventDefault();
    } else {
      const ctrl = event.ctrlKey || event.metaKey;
      const next = event.shiftKey
        ? undefined
        : step({ key: event.key, ctrl, alt: event.altKey }, place, {
            ...this.selecting.shape,
            page: grid.page.lines,
            pageAcross: grid.page.columns,
            state: (line, column) => this.painter().state(line, column),
          });
      if (next !== undefined) this.move(event, next);
      else if (!ctrl && !event.altKey && event.key.length === 1) this.jump(event, place);
    }
  }

  /** Runs the action of a key. @returns whether it has one */
  private act({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, place: Place): boolean {
    const { actions } = this;
    const ctrl = ctrlKey || metaKey;
    const isCell = this.painter().column(place.column) !== undefined && this.painter().row(place.line) !== undefined;
    const hasSelection = this.selecting.selection.areas.length > 0;
    if ((key === 'Enter' && ctrl) || (key === 'F12' && !ctrl)) actions.openSource(place);
    else if (key === 'Enter' && altKey) actions.showDetails();
    else if (altKey && !ctrl && !shiftKey && ARROWS.has(key) && this.isProductHead(place))
      actions.moveColumns(place, ARROWS.get(key)!);
    else if (altKey && !ctrl && !shiftKey && JUMPS.has(code)) actions.jump(JUMPS.get(code)!);
    else if (key === 'Enter' && !isCell) actions.activate(place);
    else if ((key === 'Enter' || key === 'F2') && isCell && !ctrl) actions.enter('');
    else if ((key === 'Delete' || key === 'Backspace') && hasSelection && !ctrl) actions.clear(shiftKey);
    else if (ctrl && !altKey && !shiftKey && (key.toLowerCase() === 'd' || key.toLowerCase() === 'r') && hasSelection)
      actions.fill(key.toLowerCase() === 'd' ? 'down' : 'right');
    else if (isCell && !ctrl && !altKey && key.length === 1 && key.trim() !== '') actions.enter(key);
    else return false;
    return true;
  }

  private isProductHead({ line, column }: Place): boolean {
    const { headLines, firstProduct } = this.grid.geometry;
    return line < headLines && column >= firstProduct;
  }

  private move(event: Event, place: Place): void {
    event.preventDefault();
    this.grid.goTo(place);
    this.selecting.moveTo(place);
    this.actions.moved();
  }

  private jump(event: KeyboardEvent, { line, column }: Place): void {
    const painter = this.painter();
    const { headLines, lineCount } = this.grid.geometry;
    const found = this.typeAhead.type(event.key, {
      count: lineCount - headLines,
      now: line - headLines,
      nameOf: (index) => painter.row(index + headLines)?.id,
    });
    event.preventDefault();
    if (found !== undefined) this.move(event, { line: found + headLines, column });
  }

  private resizeByKey({ key, shiftKey }: KeyboardEvent, { line, column }: Place): boolean {
    const direction = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
    const { geometry } = this.grid;
    const { headLines, firstProduct, sizes } = geometry;
    const isHead = column < firstProduct ? line < headLines : line === headLines - 1;
    if (!shiftKey || direction === 0 || !isHead) return false;
    this.actions.resize(column, allowedWidth(geometry.widthOf(column) + direction * WIDTH_STEP, sizes));
    return true;
  }

  private onPointerDown(event: PointerEvent): void {
    const place = this.grid.placeOf(event.target);
    if (place === undefined || event.button !== 0) return;
    if (isHandle(event.target)) return this.drag(event, place.column);
    const mode = modeOf(event);
    if (mode === 'extend') this.grid.focus();
    else this.grid.goTo(place);
    if (mode === 'replace' && isToggle(event)) this.selecting.moveTo(place);
    else this.selectBy(place, mode);
    this.actions.moved();
  }

  /** Selects what is under the pointer, and extends the selection until the button is released. */
  private selectBy(start: Place, mode: SelectMode): void {
    this.selecting.choose(start, mode);
    let last = start;
    const end = new AbortController();
    const extend = ({ clientX, clientY, buttons }: PointerEvent): void => {
      if (buttons === 0) return end.abort();
      // Beyond the edge, the cell at the edge is selected and scrolled into view.
      const place = this.grid.placeAt(clientX, clientY);
      if (place === undefined || (place.line === last.line && place.column === last.column)) return;
      last = place;
      this.selecting.choose(place, 'extend');
      const { headLines, firstProduct } = this.grid.geometry;
      if (place.line >= headLines && place.column >= firstProduct) this.grid.reveal(place);
    };
    document.addEventListener('pointermove', extend, { signal: end.signal });
    for (const name of ['pointerup', 'pointercancel'])
      document.addEventListener(name, () => end.abort(), { signal: end.signal });
  }

  private drag(event: PointerEvent, column: number): void {
    event.preventDefault();
    const handle = event.target as HTMLElement;
    const [from, width] = [event.clientX, this.grid.geometry.widthOf(column)];
    handle.setPointerCapture(event.pointerId);
    const end = new AbortController();
    const resize = ({ clientX }: PointerEvent): void =>
      this.actions.resize(column, allowedWidth(width + clientX - from, this.grid.geometry.sizes));
    handle.addEventListener('pointermove', resize, { signal: end.signal });
    for (const name of ['pointerup', 'pointercancel'])
      handle.addEventListener(name, () => end.abort(), { signal: end.signal });
  }

  private onClick(event: MouseEvent): void {
    const place = this.grid.placeOf(event.target);
    if (place !== undefined && isToggle(event)) this.actions.activate(place);
  }

  private onDoubleClick(event: MouseEvent): void {
    const { target } = event;
    const place = this.grid.placeOf(target);
    // Each of the two clicks on an arrow has had its effect.
    if (place === undefined || isToggle(event)) return;
    if (isHandle(target)) this.actions.resize(place.column, undefined);
    else if (this.painter().row(place.line) !== undefined) this.actions.openSource(place);
    else this.actions.activate(place);
  }

  // Tooltips are set on hover only, because scrolling draws hundreds of cells.
  private onPointerOver({ target }: PointerEvent): void {
    const place = this.grid.placeOf(target);
    this.grid.hover(place?.column);
    const cell = (target as Element).closest<HTMLElement>('[role=gridcell],[role=rowheader],[role=columnheader]');
    if (cell === null || cell.title) return;
    const label = cell.getAttribute('aria-label') ?? cell.textContent;
    cell.title = [label, cell.getAttribute('aria-description') ?? ''].filter(Boolean).join('\n');
  }

  private onCopy(event: ClipboardEvent): void {
    const cell = document.activeElement;
    if (cell === null || !document.getSelection()?.isCollapsed) return;
    // A heading is copied as its label.
    if (this.actions.copy(event.clipboardData)) return event.preventDefault();
    event.clipboardData?.setData('text/plain', cell.getAttribute('aria-label') ?? cell.textContent);
    event.preventDefault();
  }
}

function modeOf({ shiftKey, ctrlKey, metaKey }: MouseEvent): SelectMode {
  if (shiftKey) return 'extend';
  return ctrlKey || metaKey ? 'add' : 'replace';
}

/** Whether the pointer is on the arrow that expands and collapses a group. */
function isToggle({ target, clientX }: MouseEvent): boolean {
  const title = target instanceof Element ? target.closest('.head.group')?.querySelector('.id') : undefined;
  return title != null && clientX < title.getBoundingClientRect().left + TOGGLE_WIDTH;
}

/** By the place of the key, because with Alt some layouts give another letter. */
const JUMPS: ReadonlyMap<string, Wanted> = new Map([
  ['KeyN', 'hole'],
  ['KeyC', 'contradiction'],
  ['KeyU', 'untested'],
]);

const ARROWS: ReadonlyMap<string, 1 | -1> = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
]);

/** In pixels: the width of the arrow in `grid.css`. */
const TOGGLE_WIDTH = 16;

function isHandle(target: EventTarget | null): boolean {
  return target instanceof Element && target.classList.contains('handle');
}
