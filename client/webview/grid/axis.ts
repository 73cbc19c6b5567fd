/** Positions along one direction of the grid, and numbers of what is there. */

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
