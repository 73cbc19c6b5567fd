/** What is to be drawn at a scroll position: the lines and columns in sight, the pinned ones, and those of the active cell. */
import type { Place } from '../view/find';
import { HEAD_COLUMNS } from '../view/layout';
import { shiftedRange } from './axis';
import type { Geometry } from './geometry';

/** Drawn beyond the visible part, on each side. */
const EXTRA_LINES = 3;
const EXTRA_COLUMNS = 1;

/** The visible part, in pixels. */
export interface Viewport {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Ranges are half-open, lists ascending. */
export interface Sight {
  readonly geometry: Geometry;
  readonly active: Place;
  /** The lines of the body in sight. */
  readonly linesInSight: readonly [number, number];
  /** The columns in sight, without regard to pinned ones. */
  readonly columnsInSight: readonly [number, number];
  /** The lines of the body and the columns to draw. */
  readonly lines: readonly number[];
  readonly columns: readonly number[];
}

/** @param active the place of the active cell */
export function sightOf(geometry: Geometry, active: Place, { left, top, width, height }: Viewport): Sight {
  const { headLines, firstProduct, headHeight, headWidth, pinned } = geometry;
  const lines = shifted(geometry.vertical.range(top, top + height - headHeight, EXTRA_LINES), headLines);
  const columns = shifted(geometry.horizontal.range(left, left + width - headWidth, EXTRA_COLUMNS), HEAD_COLUMNS);
  const inSight = shiftedRange(...columns, 0, active.column >= HEAD_COLUMNS ? active.column : undefined);
  return {
    geometry,
    active,
    linesInSight: lines,
    columnsInSight: columns,
    lines: shiftedRange(...lines, 0, active.line >= headLines ? active.line : undefined),
    columns: [...shiftedRange(0, pinned, firstProduct), ...inSight.filter((column) => !geometry.isPinned(column))].sort(
      (a, b) => a - b,
    ),
  };
}

function shifted([from, to]: readonly [number, number], offset: number): readonly [number, number] {
  return [from + offset, to + offset];
}
