/** The lines of the heads above the body: bands above several columns each, and the heads of columns; with the corner, which spans them all. */
import { make, setAttribute } from '../dom';
import type { Place } from '../view/find';
import { groupIndex } from '../view/heads';
import { HEAD_COLUMNS } from '../view/layout';
import { shiftedRange } from './axis';
import { newBandHead, newColumnHead, newHandle } from './elements';
import type { Geometry } from './geometry';
import type { Drawing, Painter } from './painter';
import { markPinned, putAcross, putAt } from './placing';
import { Pool } from './pool';

/** Suppliers and products. */
const MAX_BANDS = 2;

/** A line of headings above several columns each. */
interface Band {
  readonly line: HTMLElement;
  readonly heads: Pool<HTMLElement>;
}

export class Headings {
  readonly element = make('div', { className: 'heads' }, { role: 'rowgroup' });
  readonly corner = make(
    'div',
    { className: 'head corner', tabIndex: -1 },
    { role: 'columnheader', 'aria-colindex': 1 },
    make('span', { className: 'label' }),
    newHandle(),
  );
  private readonly columnLine = make('div', { className: 'line' }, { role: 'row' });
  private readonly columnHeads = new Pool(this.columnLine, newColumnHead, (head) => head);
  private readonly allBands: readonly Band[] = Array.from({ length: MAX_BANDS }, newBand);
  /** Those that are shown, from top to bottom. */
  private bands: readonly Band[] = [];

  /** Puts the lines together. A head that has the focus can lose it. */
  arrange(painter: Painter, geometry: Geometry): void {
    const { headLines, sizes, columnHead, headHeight, headWidth } = geometry;
    for (const { line } of this.allBands) line.style.height = `${sizes.band}px`;
    this.columnLine.style.height = `${columnHead}px`;
    this.corner.firstElementChild!.textContent = painter.labels.text('patch');
    this.corner.style.width = `${headWidth}px`;
    this.corner.style.height = `${headHeight}px`;
    const count = headLines - 1;
    if (this.bands.length === count) return;
    this.bands = this.allBands.slice(MAX_BANDS - count);
    const lines = [...this.bands.map(({ line }) => line), this.columnLine];
    lines[0]!.prepend(this.corner);
    lines.forEach((line, index) => setAttribute(line, 'aria-rowindex', index + 1));
    this.element.replaceChildren(...lines);
    setAttribute(this.corner, 'aria-rowspan', headLines);
  }

  draw(drawing: Drawing): void {
    const { painter, geometry, columns } = drawing;
    this.bands.forEach((band, line) => drawBand(band, line, drawing));
    showHeads(this.columnHeads, columns, drawing, (head, column) =>
      this.fillColumnHead(painter, geometry, head, column),
    );
  }

  /** Draws the heads of columns again that are drawn. */
  redrawColumns(painter: Painter, geometry: Geometry): void {
    for (const [column, head] of this.columnHeads.entries()) this.fillColumnHead(painter, geometry, head, column);
  }

  /** The drawn element at a place of the heads. */
  at({ line, column }: Place, painter: Painter, { firstProduct }: Geometry): HTMLElement | undefined {
    if (column < HEAD_COLUMNS) return this.corner;
    const band = column < firstProduct ? undefined : this.bands[line];
    if (band === undefined) return this.columnHeads.get(column);
    return band.heads.get(groupIndex(painter.scene.layout.bands[line]!, column - firstProduct));
  }

  /** All drawn elements: those that cover others last. */
  drawn(): HTMLElement[] {
    return [
      ...this.columnHeads.elements(),
      ...this.bands.flatMap(({ heads }) => heads.elements()).reverse(),
      this.corner,
    ];
  }

  private fillColumnHead(painter: Painter, geometry: Geometry, head: HTMLElement, column: number): void {
    putAcross(head, geometry, column);
    painter.columnHead(head, column);
    markPinned(head, geometry, column, this.bands.length > 0);
  }
}

function drawBand({ heads }: Band, line: number, drawing: Drawing): void {
  const { painter, geometry, active } = drawing;
  const { firstProduct, headWidth, horizontal } = geometry;
  const { bands, pinned } = painter.scene.layout;
  const groups = bands[line]!;
  const indexOf = (column: number): number => groupIndex(groups, column - firstProduct);
  const [from, end] = drawing.columnsInSight;
  const first = Math.max(from, firstProduct);
  const activeGroup = active.column >= firstProduct ? indexOf(active.column) : undefined;
  const inSight = first < end ? shiftedRange(indexOf(first), indexOf(end - 1) + 1, 0, activeGroup) : [];
  const shown = groups.flatMap(({ start }, index) => (start < pinned || inSight.includes(index) ? [index] : []));
  showHeads(heads, shown, drawing, (element, index) => {
    const { start, length } = groups[index]!;
    const column = firstProduct + start;
    const left = column - HEAD_COLUMNS;
    putAt(element, geometry, column);
    element.style.width = `${horizontal.end(left + length - 1) - horizontal.start(left)}px`;
    element.style.setProperty('--head-width', `${headWidth}px`);
    painter.band(element, line, index);
    markPinned(element, geometry, column, line > 0);
  });
}

/** Fills the heads that are new, and the others where all is drawn again. */
function showHeads(
  heads: Pool<HTMLElement>,
  shown: readonly number[],
  { refill }: Drawing,
  fill: (head: HTMLElement, index: number) => void,
): void {
  const fresh = new Set<number>();
  heads.show(shown, (head, index) => {
    fill(head, index);
    fresh.add(index);
  });
  if (!refill) return;
  for (const [index, head] of heads.entries()) if (!fresh.has(index)) fill(head, index);
}

function newBand(): Band {
  const line = make('div', { className: 'line' }, { role: 'row' });
  return { line, heads: new Pool(line, newBandHead, (head) => head) };
}
