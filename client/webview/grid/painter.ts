/** Fills the elements of the grid. Each cell is one element with one text, so that many can be drawn. */
import { make, setAttribute } from '../dom';
import { contentAt, dayOf, numberAt, type Matrix, type Row } from '../model/matrix';
import { countedKindsOf, type Kind } from '../model/kinds';
import { shortened } from '../texts';
import type { Field } from '../view/criteria';
import type { Hits } from '../view/find';
import { barOf, type Rollup, type Rollups } from '../view/rollup';
import { firstProduct, HEAD_COLUMNS, headLines, type Group, type Layout } from '../view/layout';
import { gridName, type Labels } from './labels';
import { CONFLICT_SYMBOL, lookOf, lookOfState, TEXT_STYLE } from './look';
import type { Sight } from './sight';

/** The cells at the cursor of the editor, by keys. */
export interface CursorMark {
  readonly row: string;
  readonly columns: readonly string[];
}

/** Everything that the grid shows. */
export interface Scene {
  readonly matrix: Matrix;
  readonly layout: Layout;
  readonly hits: Hits;
  readonly rollups: Rollups;
  readonly mark: CursorMark | null;
  /** Key of the column that rows are sorted by. */
  readonly sortedBy: string | undefined;
  /** Whether cells can be written. */
  readonly isWritable: boolean;
  /** Whether a cell, by keys, is being written. */
  readonly isPending: (row: string, column: string) => boolean;
  /** Whether a doubtful state was just written into a cell. */
  readonly isWarned: (row: string, column: string) => boolean;
}

/** What is drawn in one frame. */
export interface Drawing extends Sight {
  readonly painter: Painter;
  /** Whether elements that are already drawn are filled again. */
  readonly refill: boolean;
}

/** The colours of the worst severities; the others have none. */
const SEVERITY_TONES: readonly string[] = ['bad', 'work'];

/** More symbols than this are drawn smaller in a compact cell. */
const MAX_SYMBOLS = 2;

export class Painter {
  /** The first line of the body. */
  readonly headLines: number;
  /** The first column of a product. */
  readonly firstProduct: number;

  constructor(
    readonly scene: Scene,
    readonly labels: Labels,
  ) {
    this.headLines = headLines(scene.layout);
    this.firstProduct = firstProduct(scene.layout);
  }

  get gridName(): string {
    return gridName(this.scene.matrix, this.labels);
  }

  row(line: number): Row | undefined {
    const found = this.scene.layout.lines[line - this.headLines];
    return found !== undefined && 'row' in found ? this.scene.matrix.rows[found.row] : undefined;
  }

  group(line: number): Group | undefined {
    const found = this.scene.layout.lines[line - this.headLines];
    return found !== undefined && 'group' in found ? found.group : undefined;
  }

  column(column: number) {
    return this.scene.matrix.columns[this.scene.layout.columns[column - this.firstProduct] ?? -1];
  }

  /** The kind of state that a cell shows; `undefined`: not a cell of a patch and a product. */
  state(line: number, column: number): Kind | undefined {
    const [row, info] = [this.row(line), this.column(column)];
    return row === undefined || info === undefined
      ? undefined
      : countedKindsOf(contentAt(this.scene.matrix, row, info))[0];
  }

  /** The field of patches in a column; `undefined`: a column of heads or of a product. */
  field(column: number): Field | undefined {
    return this.scene.layout.fields[column - HEAD_COLUMNS];
  }

  /** The key of a column for its width. Keys of products are never names of fields. */
  widthKey(column: number): string {
    return this.field(column) ?? this.column(column)?.key ?? '';
  }

  /** @param element a columnheader above several columns @param index of the group in its band */
  band(element: HTMLElement, line: number, index: number): void {
    const { bands } = this.scene.layout;
    const { name, shown, start, length } = bands[line]![index]!;
    element.className = `head ${line === bands.length - 1 ? 'product' : 'supplier'}`;
    this.markHit(element, line, this.firstProduct + start);
    setAttribute(element, 'aria-colindex', this.firstProduct + start + 1);
    setAttribute(element, 'aria-colspan', length);
    element.firstElementChild!.textContent = shown === '' && name !== '' ? '' : this.labels.name(name);
    setAttribute(element, 'aria-label', shown === name ? undefined : this.labels.name(name));
    element.removeAttribute('title');
  }

  /** @param element a columnheader in the last line of the heads, with two texts and a handle */
  columnHead(element: HTMLElement, column: number): void {
    const field = this.field(column);
    setAttribute(element, 'aria-colindex', column + 1);
    const [versionText, platformText, worst] = element.children;
    if (field !== undefined) {
      element.className = 'head column info';
      for (const name of ['aria-sort', 'aria-label']) element.removeAttribute(name);
      versionText!.textContent = this.labels.text(`field.${field}`);
      platformText!.textContent = '';
      this.rollup(element, worst!, undefined);
      delete element.dataset.column;
      return;
    }
    const info = this.column(column)!;
    const { key, version, mine, edition } = info;
    element.className = ['head column', mine && 'mine', edition].filter(Boolean).join(' ');
    this.markHit(element, this.headLines - 1, column);
    setAttribute(element, 'aria-sort', key === this.scene.sortedBy ? 'ascending' : undefined);
    const { main, more } = this.scene.layout.heads[column - this.firstProduct]!;
    // Where the version is above, nothing is left for a column without platform.
    versionText!.textContent = shortened(main) || (version === '' ? this.labels.text('allVersions') : '–');
    platformText!.textContent = shortened(more);
    setAttribute(element, 'aria-label', this.labels.column(info, this.scene.matrix));
    const index = this.scene.layout.columns[column - this.firstProduct]!;
    const rollup = this.scene.rollups.column(index);
    // While a column is rolled up anew, its head shows what it was.
    if (rollup !== undefined || element.dataset.column !== key) this.rollup(element, worst!, rollup);
    element.dataset.column = key;
    element.removeAttribute('title');
  }

  /** @param element the rowheader of a group */
  groupHead(element: HTMLElement, line: number): void {
    const { name, rows, isCollapsed } = this.group(line)!;
    element.className = 'head group';
    this.markHit(element, line, 0);
    setAttribute(element, 'aria-colspan', this.scene.layout.columns.length + this.firstProduct);
    setAttribute(element, 'aria-expanded', !isCollapsed);
    element.removeAttribute('aria-label');
    const [title, ...others] = element.children;
    title!.textContent = this.labels.text('groupRows', this.labels.name(name), rows);
    for (const other of others) other.textContent = '';
    this.rollup(element, others.at(-1)!, undefined);
  }

  /** @param element the rowheader of a patch, with five texts */
  rowHead(element: HTMLElement, line: number): void {
    const { labels } = this;
    const { mark, matrix } = this.scene;
    const row = this.row(line)!;
    const isMarked = mark?.row === row.key;
    const remark = labels.rowMark(row, matrix);
    element.className = [
      'head patch',
      isMarked && 'marked',
      remark !== '' && 'outdated',
      row.contradictions && 'contradictory',
      row.dropped && 'dropped',
      row.edition ?? (row.changes && 'changed'),
    ]
      .filter(Boolean)
      .join(' ');
    this.markHit(element, line, 0);
    setAttribute(element, 'aria-label', labels.row(row, matrix, isMarked));
    const contradicted = new Set(row.contradictions?.map(({ field }) => field));
    const sign = (isContradicted: boolean): string => (isContradicted ? `${CONFLICT_SYMBOL} ` : '');
    const isOther = contradicted.has('restart') || contradicted.has('supersedes');
    const texts = [
      sign(isOther) + labels.patch(row),
      sign(contradicted.has('severity')) + shortened(row.severity),
      [labels.rowChange(row), remark, shortened(row.title)].filter(Boolean).join(' · '),
      sign(contradicted.has('released')) + dayOf(row.released),
      labels.age(row),
    ];
    element.children[1]!.className = `severity ${this.severityTone(row.severity)}`;
    texts.forEach((text, index) => (element.children[index]!.textContent = text));
    this.rollup(element, element.lastElementChild!, this.scene.rollups.row(row));
    element.removeAttribute('title');
  }

  /** Shows the worst state of a line or column, and the shares of all as a bar. */
  private rollup(head: HTMLElement, worst: Element, rollup: Rollup | undefined): void {
    const look = rollup?.worst?.look;
    worst.className = look === undefined ? 'worst' : `worst ${look.tone}`;
    worst.textContent = look?.symbol ?? '';
    if (rollup === undefined) head.style.removeProperty('--shares');
    else head.style.setProperty('--shares', barOf(rollup.shares));
    setAttribute(head, 'aria-description', rollup && this.labels.rollup(rollup, this.scene.matrix));
  }

  private severityTone(severity: string): string {
    if (severity === '') return '';
    const rank = this.scene.matrix.severities.indexOf(severity);
    return `badge ${SEVERITY_TONES[rank] ?? 'none'}`;
  }

  /** @param element a gridcell */
  cell(element: HTMLElement, line: number, column: number): void {
    const row = this.row(line)!;
    const field = this.field(column);
    if (field !== undefined) return this.fieldCell(element, row, field);
    const { labels } = this;
    const { matrix, layout, mark } = this.scene;
    const info = this.column(column)!;
    const content = contentAt(matrix, row, info);
    const isMarked = mark?.row === row.key && mark.columns.includes(info.key);
    const isWanted = layout.wanted?.[numberAt(row, info)] ?? true;
    const { tone, symbol } = lookOf(matrix, content);
    const owner = labels.owner(content);
    let names = `cell ${tone}`;
    if (isMarked) names += ' marked';
    if (content.change) names += ' changed';
    if (owner !== '') names += ' owned';
    if (!isWanted) names += ' pale';
    if (this.scene.isPending(row.key, info.key)) names += ' pending';
    if (this.scene.isWarned(row.key, info.key)) names += ' warned';
    if (this.scene.hits.has({ line, column })) names += ' hit';
    if (symbol.length > MAX_SYMBOLS && [...symbol.replace(TEXT_STYLE, '')].length > MAX_SYMBOLS) names += ' crowded';
    if (element.className !== names) element.className = names;
    if (layout.density === 'compact') element.textContent = symbol;
    else {
      element.textContent = labels.state(content);
      element.dataset.symbol = symbol;
      element.dataset.note = labels.note(content);
    }
    if (owner !== '') element.append(this.ownerBadge(content.owner![0]!.state, owner));
    element.setAttribute('aria-label', labels.cell(row, info, content, matrix, isMarked));
    setAttribute(element, 'aria-readonly', this.scene.isWritable ? false : undefined);
  }

  /** The owner's state, which lies over that of the supplier. Few cells have one, so it may be an element of its own. */
  private ownerBadge(state: string | null, word: string): HTMLElement {
    const { tone, symbol } = lookOfState(this.scene.matrix, state);
    const badge = make('span', { className: `owner ${tone}` });
    // Shown by the style sheet: the label of the cell says it in its own words.
    badge.dataset.word = `${symbol} ${word}`;
    badge.dataset.symbol = symbol;
    return badge;
  }

  private fieldCell(element: HTMLElement, row: Row, field: Field): void {
    const [first = '–', ...others] = this.labels.field(row, field);
    element.className = 'cell info';
    element.removeAttribute('aria-readonly');
    element.textContent = shortened(first);
    delete element.dataset.symbol;
    element.dataset.note = others.length === 0 ? '' : this.labels.text('more', others.length);
    setAttribute(element, 'aria-label', this.labels.fieldLabel(row, field));
  }

  private markHit(element: HTMLElement, line: number, column: number): void {
    element.classList.toggle('hit', this.scene.hits.has({ line, column }));
  }
}
