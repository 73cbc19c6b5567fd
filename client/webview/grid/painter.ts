/** What the elements of the grid look like and say. Each cell is one element with one text, so that many can be drawn. */
import type { MatrixContent } from '../../../server/src/lsp/protocol';
import { setAttribute } from '../dom';
import { contentAt, dayOf, numberAt, type Matrix, type Row } from '../model/matrix';
import { shortened } from '../texts';
import { HEAD_COLUMNS, HEAD_LINES, type Hits } from '../view/find';
import type { Group, Layout, Line } from '../view/layout';
import { gridName, type Labels } from './labels';

/** What the editor's cursor is in, by keys. */
export interface Mark {
  readonly row: string;
  readonly columns: readonly string[];
}

/** All that is shown. */
export interface Scene {
  readonly matrix: Matrix;
  readonly layout: Layout;
  readonly hits: Hits;
  readonly mark: Mark | null;
  /** The column that rows are sorted by, by its key. */
  readonly sortedBy: string | undefined;
}

/** How states look, by their id: colour is only one of three ways in which they differ. */
const TONES: Readonly<Record<string, string>> = {
  approved: 'good',
  released: 'good',
  authorized: 'good',
  effective: 'good',
  installed: 'good',
  'not-approved': 'bad',
  'not-authorized': 'bad',
  'in-test': 'work',
  'in-internal-test': 'work',
  available: 'open',
  'not-applicable': 'none',
};

/** The class for the colour of a state. */
export function toneOf(state: string | null): string {
  return (state !== null && TONES[state]) || 'other';
}

/** Shown where a state is a word that the profile does not know, where nothing is said, and where there is a contradiction. */
export const OTHER_SYMBOL = '?';
export const HOLE_SYMBOL = '·';
export const CONFLICT_SYMBOL = '≠';

export class Painter {
  constructor(
    readonly scene: Scene,
    readonly labels: Labels,
  ) {}

  get gridName(): string {
    return gridName(this.scene.matrix, this.labels);
  }

  line(index: number): Line {
    return this.scene.layout.lines[index - HEAD_LINES]!;
  }

  row(line: number): Row | undefined {
    const found = this.scene.layout.lines[line - HEAD_LINES];
    return found !== undefined && 'row' in found ? this.scene.matrix.rows[found.row] : undefined;
  }

  group(line: number): Group | undefined {
    const found = this.scene.layout.lines[line - HEAD_LINES];
    return found !== undefined && 'group' in found ? found.group : undefined;
  }

  column(column: number) {
    return this.scene.matrix.columns[this.scene.layout.columns[column - HEAD_COLUMNS] ?? -1];
  }

  /** @param element a columnheader in line 0 */
  product(element: HTMLElement, group: number): void {
    const { product, start, length } = this.scene.layout.columnGroups[group]!;
    element.className = 'head product';
    this.mayBeHit(element, 0, HEAD_COLUMNS + start);
    setAttribute(element, 'aria-colindex', HEAD_COLUMNS + start + 1);
    setAttribute(element, 'aria-colspan', length);
    element.firstElementChild!.textContent = shortened(product) || this.labels.text('none');
  }

  /** @param element a columnheader in line 1 that holds two texts and a handle */
  columnHead(element: HTMLElement, column: number): void {
    const { key, version, platform, mine, edition } = this.column(column)!;
    const { sortedBy } = this.scene;
    element.className = ['head column', mine && 'mine', edition].filter(Boolean).join(' ');
    this.mayBeHit(element, 1, column);
    setAttribute(element, 'aria-colindex', column + 1);
    setAttribute(element, 'aria-sort', key === sortedBy ? 'ascending' : undefined);
    const [versionText, platformText] = element.children;
    versionText!.textContent = shortened(version) || this.labels.text('allVersions');
    platformText!.textContent = shortened(platform);
    setAttribute(element, 'aria-label', this.labels.column(this.column(column)!));
  }

  /** @param element the rowheader of a group */
  groupHead(element: HTMLElement, line: number): void {
    const { name, rows, isCollapsed } = this.group(line)!;
    element.className = 'head group';
    this.mayBeHit(element, line, 0);
    setAttribute(element, 'aria-colspan', this.scene.layout.columns.length + HEAD_COLUMNS);
    setAttribute(element, 'aria-expanded', !isCollapsed);
    element.removeAttribute('aria-label');
    const [title, ...others] = element.children;
    title!.textContent = this.labels.text('groupRows', this.labels.group(name), rows);
    for (const other of others) other.textContent = '';
  }

  /** @param element the rowheader of a patch, which holds four texts */
  rowHead(element: HTMLElement, line: number): void {
    const row = this.row(line)!;
    const { mark } = this.scene;
    const isMarked = mark?.row === row.key;
    element.className = ['head patch', isMarked && 'marked', row.edition ?? (row.changes && 'changed')]
      .filter(Boolean)
      .join(' ');
    this.mayBeHit(element, line, 0);
    setAttribute(element, 'aria-label', this.labels.row(row, isMarked));
    const change = this.labels.rowChange(row);
    const texts = [
      this.labels.patch(row),
      [shortened(row.severity), change].filter(Boolean).join(' · '),
      shortened(row.title),
      dayOf(row.released),
    ];
    texts.forEach((text, index) => (element.children[index]!.textContent = text));
  }

  /** @param element a gridcell */
  cell(element: HTMLElement, line: number, column: number): void {
    const { matrix, layout, mark } = this.scene;
    const [row, info] = [this.row(line)!, this.column(column)!];
    const content = contentAt(matrix, row, info);
    const { statements, conflict, change } = content;
    const isMarked = mark?.row === row.key && mark.columns.includes(info.key);
    const isWanted = layout.wanted?.[numberAt(row, info)] ?? true;
    const tone = conflict ? 'conflict' : statements.length === 0 ? 'hole' : toneOf(statements[0]!.state);
    element.className = ['cell', tone, isMarked && 'marked', change && 'changed', !isWanted && 'pale']
      .filter(Boolean)
      .join(' ');
    this.mayBeHit(element, line, column);
    element.textContent = statements.length === 0 && !change ? '' : this.labels.states(content);
    element.dataset.symbol = this.symbol(content);
    element.dataset.note = noteOf(content);
    setAttribute(element, 'aria-colindex', column + 1);
    setAttribute(element, 'aria-label', this.labels.cell(row, info, content, isMarked));
  }

  private symbol({ statements: [first], conflict }: MatrixContent): string {
    if (conflict) return CONFLICT_SYMBOL;
    if (first === undefined) return HOLE_SYMBOL;
    return this.scene.matrix.states.find(({ id }) => id === first.state)?.symbol ?? OTHER_SYMBOL;
  }

  private mayBeHit(element: HTMLElement, line: number, column: number): void {
    element.classList.toggle('hit', this.scene.hits.has({ line, column }));
  }
}

/** The second line of a cell: the date, and signs for what else is said. */
function noteOf({ statements: [first] }: MatrixContent): string {
  if (first === undefined) return '';
  const { date, restart, restrictions, comments } = first;
  const signs = [restart === true && '↻', restrictions.length > 0 && '⚠\uFE0E', comments.length > 0 && '✎'].filter(
    Boolean,
  );
  return [dayOf(date), ...signs].filter(Boolean).join(' ');
}
