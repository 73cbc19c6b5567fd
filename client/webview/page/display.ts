/** What the grid shows: the matrix in its arrangement, in full or compact columns, with what was found and what is being written. */
import type { Grid } from '../grid/grid';
import type { Labels } from '../grid/labels';
import { Painter, type CursorMark, type Scene } from '../grid/painter';
import type { Selecting } from '../grid/selecting';
import { hasRoomFor, type Widths } from '../grid/sizes';
import { EMPTY_MATRIX, type Matrix } from '../model/matrix';
import type { Hits } from '../view/find';
import { arrange, EMPTY_LAYOUT, withDensity, type Layout } from '../view/layout';
import { placeOf, positionAt, type Position } from '../view/positions';
import { Rollups } from '../view/rollup';
import type { PageState } from './state';

/** Finds a text in what is shown. */
export interface Search {
  readonly hits: Hits;
  /** Searches again, in another arrangement. */
  search(matrix: Matrix, layout: Layout): void;
}

/** What writing has done to the cells. */
export type Written = Pick<Scene, 'isWritable' | 'isPending' | 'isWarned'>;

export class Display {
  private current: Painter;
  private rollups = new Rollups(EMPTY_MATRIX, EMPTY_LAYOUT, () => undefined);
  private rollingUp = 0;
  private mark: CursorMark | null = null;

  constructor(
    private readonly grid: Grid,
    private readonly selecting: Selecting,
    private readonly labels: Labels,
    private readonly state: PageState,
    private readonly search: Search,
    private readonly written: Written,
  ) {
    this.current = this.newPainter(EMPTY_MATRIX, EMPTY_LAYOUT);
  }

  get painter(): Painter {
    return this.current;
  }

  /** Arranges and draws everything again. The active cell stays the same if it is still shown. */
  show(matrix = this.current.scene.matrix): void {
    const active = positionAt(this.current, this.grid.place);
    this.draw(matrix, this.inDensity(matrix, arrange(matrix, this.state.now.arrangement)), active);
  }

  /** Shows which cells are at the cursor of the editor; `null`: none. */
  markCursor(mark: CursorMark | null): void {
    // The position arrives again after each edit.
    if (JSON.stringify(mark) === JSON.stringify(this.mark)) return;
    this.mark = mark;
    this.repaint();
  }

  /** Draws the cells again. */
  repaint(): void {
    const { matrix, layout } = this.current.scene;
    this.current = this.newPainter(matrix, layout);
    this.grid.show(this.current, this.widths);
  }

  /**
   * Shows full or compact columns, as the room for them is. The patch at the top of the screen stays there.
   * @returns whether the density has changed
   */
  adaptDensity(): boolean {
    const { matrix, layout } = this.current.scene;
    const adapted = this.inDensity(matrix, layout);
    if (adapted === layout) return false;
    const { top } = this.grid;
    this.draw(matrix, adapted);
    this.grid.putOnTop(top.line, 0);
    return true;
  }

  toggleDensity(): void {
    const { matrix, layout } = this.current.scene;
    const wanted = layout.density === 'full' ? 'compact' : 'full';
    this.state.change({ density: 'auto' });
    // What the width asks for needs no choice of its own, which would outlast it.
    if (this.inDensity(matrix, layout).density !== wanted) this.state.change({ density: wanted });
    this.adaptDensity();
  }

  /** @param width in pixels; `undefined`: the default */
  resize(column: number, width: number | undefined): void {
    const key = this.current.widthKey(column);
    const { [key]: _, ...others } = this.widths;
    const widths = width === undefined ? others : { ...others, [key]: width };
    this.state.change({ widths: { ...this.state.now.widths, [this.current.scene.layout.density]: widths } });
    this.repaint();
  }

  private draw(matrix: Matrix, layout: Layout, active?: Position): void {
    const before = this.current;
    this.search.search(matrix, layout);
    this.current = this.newPainter(matrix, layout);
    this.grid.show(this.current, this.widths, active && placeOf(this.current.scene, active));
    this.selecting.arranged(before, this.current);
  }

  private newPainter(matrix: Matrix, layout: Layout): Painter {
    const { search, written } = this;
    const { order } = this.state.now.arrangement;
    if (this.rollups.layout !== layout || this.rollups.matrix !== matrix)
      this.rollups = new Rollups(matrix, layout, () => this.rollUpSoon());
    return new Painter(
      {
        ...{ matrix, layout, hits: search.hits, mark: this.mark, rollups: this.rollups },
        sortedBy: order.by === 'column' ? order.column : undefined,
        isWritable: written.isWritable,
        isPending: (row, column) => written.isPending(row, column),
        isWarned: (row, column) => written.isWarned(row, column),
      },
      this.labels,
    );
  }

  /** Rolls up columns after the cells are drawn, in slices. */
  private rollUpSoon(): void {
    this.rollingUp ||= window.setTimeout(() => {
      this.rollingUp = 0;
      if (this.rollups.rollUpWanted()) this.grid.drawColumnHeads();
      else this.rollUpSoon();
    });
  }

  /** The layout with compact columns, if the user wants them or full ones have no room. */
  private inDensity(matrix: Matrix, layout: Layout): Layout {
    const { density, widths } = this.state.now;
    if (density !== 'auto') return withDensity(matrix, layout, density);
    const hasRoom = hasRoomFor(matrix, layout, widths.full, this.grid.room);
    return withDensity(matrix, layout, hasRoom ? 'full' : 'compact');
  }

  private get widths(): Widths {
    return this.state.now.widths[this.current.scene.layout.density];
  }
}
