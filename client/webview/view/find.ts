/** Finding text in all cells that the criteria leave, drawn or not. */
import { byContent } from '../model/contents';
import { dayOf, numberAt, type Matrix } from '../model/matrix';
import type { Layout, Line } from './layout';

/** A place in the grid: line 0 names products, line 1 their versions and platforms, the body follows; column 0 names patches. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Lines above the body. */
export const HEAD_LINES = 2;
/** Columns before the cells. */
export const HEAD_COLUMNS = 1;

/** Where a text was found, in reading order. */
export class Hits {
  private readonly set: ReadonlySet<number>;

  /** @param places line times width plus column, ascending */
  constructor(
    private readonly places: readonly number[],
    private readonly width: number,
  ) {
    this.set = new Set(places);
  }

  get count(): number {
    return this.places.length;
  }

  /** The place of a hit by its number, from 0. */
  at(index: number): Place {
    const place = this.places[index]!;
    return { line: Math.floor(place / this.width), column: place % this.width };
  }

  has({ line, column }: Place): boolean {
    return this.set.has(line * this.width + column);
  }

  /** The number of the first hit at a place or behind it; the first of all where there is none. */
  from({ line, column }: Place): number {
    const wanted = line * this.width + column;
    let [low, high] = [0, this.places.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.places[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low === this.places.length ? 0 : low;
  }
}

export const NO_HITS = new Hits([], 1);

/**
 * Finds a text, whatever its case: in the heads of columns and patches, in states, dates, restrictions and comments.
 * @param groupTitle how the heading of a group reads
 */
export function find(matrix: Matrix, layout: Layout, text: string, groupTitle: (name: string) => string): Hits {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return NO_HITS;
  const fits = (...texts: readonly string[]): boolean => texts.some((one) => one.toLowerCase().includes(wanted));
  const width = layout.columns.length + HEAD_COLUMNS;
  const places: number[] = [];
  for (const { product, start } of layout.columnGroups) if (fits(product)) places.push(HEAD_COLUMNS + start);
  const shown = layout.columns.map((index) => matrix.columns[index]!);
  shown.forEach(({ version, platform }, index) => {
    if (fits(version, platform)) places.push(width + HEAD_COLUMNS + index);
  });
  const contentFits = byContent(matrix, ({ statements, change }) =>
    fits(
      ...statements.flatMap(({ word, date, restrictions, comments }) => [
        word,
        dayOf(date),
        ...restrictions,
        ...comments,
      ]),
      ...(change?.before ?? []).map(({ word }) => word),
    ),
  );
  const headFits = (line: Line): boolean => {
    if ('group' in line) return fits(groupTitle(line.group.name));
    const { id, title, severity, released, targets } = matrix.rows[line.row]!;
    return fits(id, title, severity, dayOf(released), ...targets);
  };
  layout.lines.forEach((line, index) => {
    const first = (HEAD_LINES + index) * width;
    if (headFits(line)) places.push(first);
    if ('group' in line) return;
    const row = matrix.rows[line.row]!;
    shown.forEach((column, place) => {
      if (contentFits[numberAt(row, column)]) places.push(first + HEAD_COLUMNS + place);
    });
  });
  return new Hits(places, width);
}
