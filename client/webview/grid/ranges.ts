import type { Axis } from './axis';

/** Where to scroll so that an item is seen whole. */
export function into(scroll: number, room: number, axis: Axis, index: number): number {
  if (axis.start(index) < scroll || axis.size(index) > room) return axis.start(index);
  return axis.end(index) > scroll + room ? axis.end(index) - room : scroll;
}

/** The numbers of a range moved by an offset, and one more; ascending. */
export function numbers(from: number, to: number, offset: number, more?: number): number[] {
  const all: number[] = [];
  for (let number = from + offset; number < to + offset; number++) all.push(number);
  if (more === undefined || all.includes(more)) return all;
  return [...all, more].sort((a, b) => a - b);
}
