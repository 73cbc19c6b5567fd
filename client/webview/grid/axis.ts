/** Where the lines or columns of the grid begin and end, in pixels. */
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

  /** Where an item begins. */
  start(index: number): number {
    return this.starts[index]!;
  }

  end(index: number): number {
    return this.starts[index + 1]!;
  }

  size(index: number): number {
    return this.end(index) - this.start(index);
  }

  /** The item at a place; the first or last where the place is outside. */
  at(place: number): number {
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.starts[middle]! <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The items that touch a stretch, and `more` on each side: from the first, before the second. */
  range(from: number, to: number, more: number): [number, number] {
    if (this.count === 0) return [0, 0];
    return [Math.max(0, this.at(from) - more), Math.min(this.count, this.at(Math.max(from, to - 1)) + 1 + more)];
  }
}
