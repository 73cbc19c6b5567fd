/**
 * A list of lines in levels that unfold, of which only the visible ones are elements (ARIA: treegrid). Its lines can be higher than others
 * where their texts wrap: they are measured when they are drawn first.
 */
import { freshId, make, setAttribute } from '../dom';

/** One line. */
export interface TreeLine {
  /** The same while the line means the same. */
  readonly key: string;
  readonly level: number;
  /** Left out: nothing unfolds below it. */
  readonly isOpen?: boolean;
  /** Its place among the lines of its level below the same line, from 1, and how many there are. */
  readonly position: number;
  readonly size: number;
  /** Whether its texts wrap, so that its height is not known. */
  readonly wraps: boolean;
}

/** What a tree asks of its owner. */
export interface TreeOwner<Line extends TreeLine> {
  /** The cells of a line. */
  draw(line: Line): readonly HTMLElement[];
  className(line: Line): string;
  /** Folds or unfolds a line. */
  toggle(line: Line): void;
  /** Enter on a line that does not unfold, or a double click. */
  activate(line: Line): void;
  /** Goes to the source of a line. */
  openSource(line: Line): void;
  copy(line: Line): void;
  /** Another line is the active one. */
  moved(line: Line): void;
  /** Lines are visible that were not. */
  shown(lines: readonly Line[]): void;
}

/** Of a line whose texts do not wrap, in pixels, as in the style sheet. */
const LINE_HEIGHT = 26;
/** Lines beyond the visible ones that are drawn, so that scrolling shows no gap. */
const BEYOND = 8;

export class Tree<Line extends TreeLine> {
  readonly element: HTMLElement;
  private readonly body = make('div', { className: 'tree-body' }, { role: 'rowgroup' });
  private lines: readonly Line[] = [];
  /** The top of each line, and at the end the height of all. */
  private tops: Float64Array = new Float64Array(1);
  private readonly heights = new Map<string, number>();
  private readonly ids = new Map<string, string>();
  private drawn = new Map<string, HTMLElement>();
  private active = 0;
  private frame = 0;

  /** @param label name for screen readers @param helpId id of the text that describes the keys */
  constructor(
    private readonly owner: TreeOwner<Line>,
    label: string,
    helpId: string,
    columns: readonly string[],
  ) {
    const heads = columns.map((text) => make('span', { textContent: text }, { role: 'columnheader' }));
    const head = make('div', { className: 'unseen' }, { role: 'rowgroup' }, make('div', {}, { role: 'row' }, ...heads));
    this.element = make(
      'div',
      { className: 'tree', tabIndex: 0 },
      { role: 'treegrid', 'aria-label': label, 'aria-describedby': helpId, 'aria-colcount': columns.length },
      head,
      this.body,
    );
    this.element.addEventListener('scroll', () => this.drawSoon());
    this.element.addEventListener('keydown', (event) => this.onKey(event));
    this.element.addEventListener('click', (event) => this.onClick(event));
    this.element.addEventListener('dblclick', (event) => {
      const line = this.lineOf(event);
      if (line !== undefined && line.isOpen === undefined) owner.activate(line);
    });
    let width = 0;
    new ResizeObserver(() => {
      // In another width, texts wrap elsewhere.
      if (this.element.clientWidth !== width) this.heights.clear();
      width = this.element.clientWidth;
      this.layOut();
      this.drawSoon();
    }).observe(this.element);
  }

  /** The active line; `undefined` where there are no lines. */
  get current(): Line | undefined {
    return this.lines[this.active];
  }

  focus(): void {
    this.element.focus();
  }

  /** Shows other lines. The active line stays, or the one in its place. */
  show(lines: readonly Line[]): void {
    const key = this.current?.key;
    const anchor = this.lines[this.firstVisible()];
    const offset = anchor === undefined ? 0 : this.element.scrollTop - this.tops[this.firstVisible()]!;
    this.lines = lines;
    const found = key === undefined ? -1 : lines.findIndex((line) => line.key === key);
    this.active = found >= 0 ? found : Math.max(0, Math.min(this.active, lines.length - 1));
    this.layOut();
    // What the user looks at stays where it is.
    const at = anchor === undefined ? -1 : lines.findIndex((line) => line.key === anchor.key);
    if (at >= 0) this.element.scrollTop = this.tops[at]! + offset;
    setAttribute(this.element, 'aria-rowcount', lines.length + 1);
    this.drawn.clear();
    this.body.replaceChildren();
    this.draw();
  }

  /** Makes a line the active one. */
  goTo(index: number): void {
    const line = this.lines[index];
    if (line === undefined) return;
    this.active = index;
    this.reveal(index);
    this.draw();
    this.owner.moved(line);
  }

  private reveal(index: number): void {
    const { element } = this;
    const [top, bottom] = [this.tops[index]!, this.tops[index + 1]!];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
  }

  private layOut(): void {
    const { lines } = this;
    this.tops = new Float64Array(lines.length + 1);
    for (const [index, line] of lines.entries())
      this.tops[index + 1] =
        this.tops[index]! + (line.wraps ? (this.heights.get(line.key) ?? LINE_HEIGHT) : LINE_HEIGHT);
    this.body.style.height = `${this.tops[lines.length]}px`;
  }

  /** The line at the upper edge. */
  private firstVisible(): number {
    let [low, high] = [0, this.lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tops[middle + 1]! <= this.element.scrollTop) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private drawSoon(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private draw(): void {
    const { lines, element } = this;
    // Measuring can move lines: a second time, all heights are known.
    for (let isKnown = false; !isKnown;) {
      const bottom = element.scrollTop + element.clientHeight;
      const first = Math.max(0, this.firstVisible() - BEYOND);
      let last = first;
      while (last < lines.length && this.tops[last]! < bottom) last++;
      last = Math.min(lines.length, last + BEYOND);
      const wanted = new Set<number>();
      for (let index = first; index < last; index++) wanted.add(index);
      // Screen readers read the active line, wherever it is.
      if (this.active < lines.length) wanted.add(this.active);
      this.drawLines([...wanted].sort((a, b) => a - b));
      isKnown = this.measured([...wanted]);
      if (isKnown) this.owner.shown(lines.slice(first, last));
    }
    const current = this.current;
    setAttribute(element, 'aria-activedescendant', current && this.idOf(current.key));
  }

  private drawLines(wanted: readonly number[]): void {
    const next = new Map<string, HTMLElement>();
    for (const index of wanted) {
      const line = this.lines[index]!;
      const row = this.drawn.get(line.key) ?? this.row(line);
      row.style.top = `${this.tops[index]}px`;
      row.classList.toggle('active', index === this.active);
      setAttribute(row, 'aria-rowindex', index + 2);
      setAttribute(row, 'aria-selected', index === this.active);
      next.set(line.key, row);
    }
    for (const [key, row] of this.drawn) if (!next.has(key)) row.remove();
    this.drawn = next;
    for (const row of next.values()) if (row.parentElement === null) this.body.append(row);
  }

  private row(line: Line): HTMLElement {
    const row = make(
      'div',
      { className: `line level-${line.level} ${this.owner.className(line)}`, id: this.idOf(line.key) },
      {
        role: 'row',
        'aria-level': line.level,
        'aria-posinset': line.position,
        'aria-setsize': line.size,
        ...(line.isOpen !== undefined && { 'aria-expanded': line.isOpen }),
        'data-key': line.key,
      },
      ...this.owner.draw(line),
    );
    row.classList.toggle('wraps', line.wraps);
    return row;
  }

  /** Measures lines whose texts wrap. @returns whether all heights were known */
  private measured(indices: readonly number[]): boolean {
    let isKnown = true;
    for (const index of indices) {
      const line = this.lines[index]!;
      if (!line.wraps || this.heights.has(line.key)) continue;
      this.heights.set(line.key, Math.max(1, this.drawn.get(line.key)!.offsetHeight));
      isKnown = false;
    }
    if (!isKnown) this.layOut();
    return isKnown;
  }

  private idOf(key: string): string {
    let id = this.ids.get(key);
    if (id === undefined) this.ids.set(key, (id = freshId()));
    return id;
  }

  private lineOf({ target }: Event): Line | undefined {
    const key = (target as Element).closest<HTMLElement>('[data-key]')?.dataset.key;
    return key === undefined ? undefined : this.lines.find((line) => line.key === key);
  }

  private onClick(event: MouseEvent): void {
    const line = this.lineOf(event);
    if (line === undefined) return;
    // A text that is selected is to be copied.
    if (getSelection()?.isCollapsed === false) return;
    this.goTo(this.lines.indexOf(line));
    if ((event.target as Element).closest('.go') !== null) this.owner.activate(line);
    else if (line.isOpen !== undefined) this.owner.toggle(line);
  }

  private onKey(event: KeyboardEvent): void {
    const line = this.current;
    if (line === undefined || event.altKey) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const key = isCommand ? `Control+${event.key}` : event.key;
    const run = this.keys.get(key);
    if (run === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    run(line);
  }

  private readonly keys: ReadonlyMap<string, (line: Line) => void> = new Map(
    Object.entries<(line: Line) => void>({
      ArrowDown: () => this.goTo(Math.min(this.lines.length - 1, this.active + 1)),
      ArrowUp: () => this.goTo(Math.max(0, this.active - 1)),
      Home: () => this.goTo(0),
      End: () => this.goTo(this.lines.length - 1),
      PageDown: () => this.page(1),
      PageUp: () => this.page(-1),
      ArrowRight: (line) => {
        if (line.isOpen === false) this.owner.toggle(line);
        else if (line.isOpen === true && this.lines[this.active + 1]?.level === line.level + 1)
          this.goTo(this.active + 1);
      },
      ArrowLeft: (line) => {
        if (line.isOpen === true) return this.owner.toggle(line);
        for (let index = this.active - 1; index >= 0; index--)
          if (this.lines[index]!.level < line.level) return this.goTo(index);
      },
      Enter: (line) => (line.isOpen === undefined ? this.owner.activate(line) : this.owner.toggle(line)),
      ' ': (line) => (line.isOpen === undefined ? this.owner.activate(line) : this.owner.toggle(line)),
      'Control+Enter': (line) => this.owner.openSource(line),
      F12: (line) => this.owner.openSource(line),
      'Control+c': (line) => this.owner.copy(line),
    }),
  );

  private page(direction: 1 | -1): void {
    const { clientHeight } = this.element;
    const wanted = this.tops[this.active]! + direction * Math.max(LINE_HEIGHT, clientHeight - LINE_HEIGHT);
    let index = this.active;
    while (this.lines[index + direction] !== undefined && direction * (this.tops[index]! - wanted) < 0)
      index += direction;
    this.goTo(index);
  }
}
