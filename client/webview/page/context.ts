/** What the parts of the page that show the matrix or change it share. */
import type { Grid } from '../grid/grid';
import type { Labels } from '../grid/labels';
import type { Painter } from '../grid/painter';
import type { Selecting } from '../grid/selecting';
import type { ToPanel } from '../messages';

export interface PageContext {
  readonly grid: Grid;
  readonly selecting: Selecting;
  readonly labels: Labels;
  /** The current painter, which has the matrix and its arrangement. */
  painter(): Painter;
  post(message: ToPanel): void;
  /** Draws the cells again. */
  repaint(): void;
  /** Says something to screen readers. */
  say(text: string): void;
  /** The active cell has changed. */
  moved(): void;
}
