import type { Density, Field } from '../view/criteria';
import { COMPACT_COLUMN_WIDTH, textWidth } from '../view/heads';
import type { Layout } from '../view/layout';

/** Positions of the lines or of the columns of the grid, in pixels. */
export class Axis {
  private readonly starts: Float64Array;

  /** @param sizeOf the size of each item */
  constructor(
    readonly count: number,
    sizeOf: (index: number) => number,
  ) {
    this.starts = new Float64Array(count + 1);
    for (let index = 0; index < count; index++) this.starts[index + 1] = this.starts[index]! + sizeOf(index);
  }

  get total(): number {
    return this.starts[this.count]!;
  }

  /** The start of an item. */
  start(index: number): number {
    return this.starts[index]!;
  }

  end(index: number): number {
    return this.starts[index + 1]!;
  }

  size(index: number): number {
    return this.end(index) - this.start(index);
  }

  /** The item at a position; the first or last if the position is outside. */
  at(position: number): number {
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.starts[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The items that intersect a range of pixels, and `extra` more on each side; a half-open range of indices. */
  range(from: number, to: number, extra: number): [number, number] {
    if (this.count === 0) return [0, 0];
    return [Math.max(0, this.at(from) - extra), Math.min(this.count, this.at(Math.max(from, to - 1)) + 1 + extra)];
  }
}

/** The scroll position at which an item is fully visible, as near to the current one as possible. @param room visible pixels */
export function scrollInto(scroll: number, room: number, axis: Axis, index: number): number {
  if (axis.start(index) < scroll || axis.size(index) > room) return axis.start(index);
  return axis.end(index) > scroll + room ? axis.end(index) - room : scroll;
}

/** The numbers of a half-open range plus an offset, and an extra number; ascending. */
export function shiftedRange(from: number, to: number, offset: number, extra?: number): number[] {
  const all: number[] = [];
  for (let number = from + offset; number < to + offset; number++) all.push(number);
  if (extra === undefined || all.includes(extra)) return all;
  return [...all, extra].sort((a, b) => a - b);
}

/** Sizes in pixels. They are fixed, so that the visible part is known without measuring. */
export interface Sizes {
  /** Heights of lines: bands of the heads, headings of groups, patches. */
  readonly band: number;
  readonly group: number;
  readonly patch: number;
  /** Widths of the column of a product: usual, of one with old and new states beside each other, and limits. */
  readonly column: number;
  readonly compared: number;
  readonly minColumn: number;
  readonly maxColumn: number;
}

export const SIZES: Readonly<Record<Density, Sizes>> = {
  full: { band: 26, group: 28, patch: 42, column: 138, compared: 206, minColumn: 44, maxColumn: 800 },
  compact: {
    ...{ band: 32, group: 24, patch: 26 },
    ...{ column: COMPACT_COLUMN_WIDTH, compared: 44, minColumn: 22, maxColumn: 800 },
  },
};

/** The height of the heads of columns. In compact columns, their texts run upwards. */
export function columnHeadHeight({ density, heads }: Pick<Layout, 'density' | 'heads'>): number {
  if (density === 'full') return 42;
  const longest = heads.reduce((most, { main, more }) => Math.max(most, textWidth(main), textWidth(more)), 0);
  return Math.round(Math.max(MIN_UPRIGHT, Math.min(MAX_UPRIGHT, longest + UPRIGHT_PADDING)));
}

const MIN_UPRIGHT = 64;
const MAX_UPRIGHT = 172;
/** At both ends, and for the worst state above. */
const UPRIGHT_PADDING = 34;

/** Of the fields of patches. */
export const FIELD_WIDTHS: Readonly<Record<Field, number>> = { cves: 138, restart: 84 };
/** The share of the page's width for the column of patches, and its limits. */
export const HEAD_PART = 0.33;
export const HEAD_WIDTHS = [160, 250] as const;
/** Beside compact columns, it takes the room that they leave, up to this. */
export const MAX_COMPACT_HEAD = 460;
/** Widths by the keys of columns, and of the heads of patches under the empty key. */
export type Widths = Readonly<Record<string, number>>;

/** Change of a width by a key. */
export const WIDTH_STEP = 12;

/** A width within the limits of a column. */
export function allowedWidth(width: number, { minColumn, maxColumn }: Sizes): number {
  return Math.round(Math.max(minColumn, Math.min(maxColumn, width)));
}
