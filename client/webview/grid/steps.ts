/** Navigation in the grid by keys. */
import type { Place } from '../view/find';

/** The shape of the grid, as far as the keys depend on it. */
export interface GridShape {
  /** Number of lines, with the heads. */
  readonly lines: number;
  /** Number of lines of the heads. In the last one, each column has a head; the others have groups of columns. */
  readonly heads: number;
  readonly columns: number;
  /** The first column of a product. The heads of those before it span all lines of the heads. */
  readonly first: number;
  /** Number of lines on a screen. */
  readonly page: number;
  /** Number of columns on a screen. */
  readonly pageAcross: number;
  /** Whether a line is the heading of a group, which is a single cell. */
  readonly isGroup: (line: number) => boolean;
  /** The columns of the group of a column in a line of the heads: a half-open range. */
  readonly group: (line: number, column: number) => readonly [number, number];
  /** The state that a cell shows; `undefined`: not a cell of a patch and a product. */
  readonly state: (line: number, column: number) => string | undefined;
}

export interface Key {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
}

/** The place that a key leads to; `undefined`: not a navigation key. */
export function step({ key, ctrl, alt }: Key, { line, column }: Place, shape: GridShape): Place | undefined {
  const { heads, first } = shape;
  const last: Place = { line: shape.lines - 1, column: shape.columns - 1 };
  const isBand = line < heads - 1 && column >= first;
  const go = (down: number, right: number): Place => ({
    line: Math.max(0, Math.min(last.line, line + down)),
    column: Math.max(0, Math.min(last.column, column + right)),
  });
  switch (key) {
    case 'ArrowUp':
      if (ctrl) return change(-1, 0) ?? { line: 0, column };
      return column < first && line === heads ? { line: 0, column } : go(-1, 0);
    case 'ArrowDown':
      if (ctrl) return change(1, 0) ?? { line: last.line, column };
      return column < first && line < heads ? { line: Math.min(heads, last.line), column } : go(1, 0);
    case 'ArrowLeft':
      if (ctrl) return change(0, -1) ?? { line, column: 0 };
      if (isBand) return { line, column: groupBefore(line, column, shape) };
      return line === heads - 1 && column === first ? { line: 0, column: first - 1 } : across(-1);
    case 'ArrowRight':
      if (ctrl) return change(0, 1) ?? { line, column: last.column };
      if (isBand) return { line, column: Math.min(shape.group(line, column)[1], last.column) };
      return across(1);
    case 'Home':
      return ctrl ? { line: Math.min(heads, last.line), column: 0 } : { line, column: 0 };
    case 'End':
      return ctrl ? last : { line, column: last.column };
    case 'PageUp':
      return alt
        ? across(-shape.pageAcross)
        : { ...go(-shape.page, 0), ...(line >= heads && { line: Math.max(heads, line - shape.page) }) };
    case 'PageDown':
      return alt ? across(shape.pageAcross) : go(shape.page, 0);
    default:
      return undefined;
  }

  /** The next cell with another state, else the last one in this direction; `undefined`: no cell follows. */
  function change(down: number, right: number): Place | undefined {
    const state = shape.state(line, column);
    if (state === undefined) return undefined;
    let end: Place | undefined;
    let [y, x] = [line + down, column + right];
    while (y >= heads && y <= last.line && x >= first && x <= last.column) {
      const next = shape.state(y, x);
      // Headings of groups are crossed.
      if (next !== undefined) end = { line: y, column: x };
      if (next !== undefined && next !== state) break;
      [y, x] = [y + down, x + right];
    }
    return end;
  }

  // The heading of a group is a single cell.
  function across(right: number): Place {
    return shape.isGroup(line) ? { line, column } : go(0, right);
  }
}

function groupBefore(line: number, column: number, { group, first }: GridShape): number {
  const [start] = group(line, column);
  return start === first ? first - 1 : group(line, start - 1)[0];
}

/** The names that typing searches. */
export interface Names {
  readonly count: number;
  /** Index of the current item. */
  readonly now: number;
  /** `undefined`: the item has no name. */
  readonly nameOf: (index: number) => string | undefined;
}

/** A letter after a longer pause begins a new word. */
const MAX_PAUSE_MS = 800;

/** Finds names by their first letters, typed one after another. */
export class TypeAhead {
  private word = '';
  private last = -Infinity;

  constructor(private readonly clock = (): number => performance.now()) {}

  /** The index of the next name that starts with the typed text, or whose number does; wraps around. `undefined`: none. */
  type(letter: string, { count, now, nameOf }: Names): number | undefined {
    const time = this.clock();
    this.word = (time - this.last > MAX_PAUSE_MS ? '' : this.word) + letter.toLowerCase();
    this.last = time;
    // The first letter moves to another name; further letters can stay at the current one.
    const first = this.word.length === 1 ? now + 1 : now;
    for (let steps = 0; steps < count; steps++) {
      const index = (Math.max(0, first) + steps) % count;
      const name = nameOf(index)?.toLowerCase();
      if (name !== undefined && (name.startsWith(this.word) || name.replace(/^\D+/, '').startsWith(this.word)))
        return index;
    }
    return undefined;
  }
}
