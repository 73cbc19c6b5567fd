/** Searching text in all cells that match the criteria, drawn or not. */
import { byContent } from '../model/kinds';
import { dayOf, numberAt, supersedersOf, type Matrix } from '../model/matrix';
import { firstProduct, headLines, type Layout, type Line } from './layout';

/**
 * A place in the grid: the first lines have suppliers (if there are several), products, and their versions and platforms, then
 * the body follows; column 0 has patches, then their fields follow, then the products.
 */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The places where a text was found, in reading order. */
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

  /** The place of a hit by its index. */
  at(index: number): Place {
    const place = this.places[index]!;
    return { line: Math.floor(place / this.width), column: place % this.width };
  }

  has({ line, column }: Place): boolean {
    return this.set.has(line * this.width + column);
  }

  /** The index of the first hit at or after a place; 0 if there is none. */
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
 * Searches a text without regard to case in the headings of columns and patches, in states of suppliers and owner, dates,
 * restrictions and comments.
 * @param groupTitle the text of the heading of a group
 */
export function find(matrix: Matrix, layout: Layout, text: string, groupTitle: (name: string) => string): Hits {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return NO_HITS;
  const fits = (...texts: readonly string[]): boolean => texts.some((one) => one.toLowerCase().includes(wanted));
  const first = firstProduct(layout);
  const width = first + layout.columns.length;
  const places: number[] = [];
  layout.bands.forEach((groups, line) => {
    for (const { name, start } of groups) if (fits(name)) places.push(line * width + first + start);
  });
  const shown = layout.columns.map((index) => matrix.columns[index]!);
  const head = headLines(layout);
  shown.forEach(({ version, platform }, index) => {
    if (fits(version, platform, layout.heads[index]!.main)) places.push((head - 1) * width + first + index);
  });
  const contentFits = byContent(matrix, ({ statements, dropped = [], owner = [], change }) =>
    fits(
      ...[...statements, ...dropped, ...owner].flatMap(({ word, date, restrictions, comments }) => [
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
    const row = matrix.rows[line.row]!;
    const { id, title, severity, released, targets, vulnerabilities } = row;
    return fits(id, title, severity, dayOf(released), ...targets, ...vulnerabilities, ...supersedersOf(matrix, row));
  };
  layout.lines.forEach((line, index) => {
    const start = (head + index) * width;
    if (headFits(line)) places.push(start);
    if ('group' in line) return;
    const row = matrix.rows[line.row]!;
    shown.forEach((column, place) => {
      if (contentFits[numberAt(row, column)]) places.push(start + first + place);
    });
  });
  return new Hits(places, width);
}
