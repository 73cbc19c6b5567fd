/** The states of a whole row or column: the worst one, and how many cells have each colour. */
import { lookOf, type Look } from '../grid/look';
import { byContent, countedKindsOf, type Kind } from '../model/kinds';
import { isListedRow, listedColumns, numberAt, type Matrix, type Row } from '../model/matrix';
import type { Layout } from './layout';

/** What is worse comes first; cells without a statement say nothing, and come last. */
const TONES = [
  'bad',
  'conflict',
  'doubt',
  'work',
  'open',
  'limited',
  'other',
  'good',
  'retired',
  'none',
  'hole',
] as const;

/** Cells of one colour. */
export interface Share {
  readonly tone: (typeof TONES)[number];
  readonly cells: number;
}

export interface Rollup {
  /** The look of the worst cell, and its number in the contents; `undefined`: no cell has a statement. */
  readonly worst: { readonly look: Look; readonly content: number } | undefined;
  /** Number of cells by kind of state. */
  readonly kinds: ReadonlyMap<Kind, number>;
  /** Without the colours that no cell has; the worst first. */
  readonly shares: readonly Share[];
}

/** Columns are rolled up for this long, then others have their turn. */
const SLICE_MS = 8;

/** Rolls up the rows and columns of a layout, each when it is first asked for; columns can have thousands of cells, and come later. */
export class Rollups {
  private readonly ranks: readonly number[];
  private readonly kindOf: readonly Kind[];
  private readonly rows = new Map<Row, Rollup>();
  private readonly columns = new Map<number, Rollup>();
  private readonly wanted = new Set<number>();

  constructor(
    readonly matrix: Matrix,
    readonly layout: Layout,
    private readonly onWanted: () => void,
  ) {
    this.kindOf = byContent(matrix, (content) => countedKindsOf(content)[0]!);
    this.ranks = byContent(matrix, (content) => {
      const [tone] = lookOf(matrix, content).tone.split(' ');
      return TONES.findIndex((one) => one === tone);
    });
  }

  /** The cells of a patch in the columns that are shown. */
  row(row: Row): Rollup {
    let known = this.rows.get(row);
    if (known === undefined) {
      const listed = listedColumns(this.matrix);
      const isCurrent = isListedRow(row);
      const cells = new Uint32Array(this.matrix.contents.length);
      for (const index of this.layout.columns) {
        const column = this.matrix.columns[index]!;
        const number = numberAt(row, column);
        // What nobody lists any more has no holes.
        if (this.ranks[number] !== HOLE || (isCurrent && listed.has(column))) cells[number]!++;
      }
      this.rows.set(row, (known = this.rolledUp(cells)));
    }
    return known;
  }

  /**
   * The cells of a product in the patches that match the criteria.
   * @param index into the columns of the matrix
   * @returns `undefined`: not rolled up yet; `onWanted` is called, so that {@link rollUpWanted} is called after the cells are drawn
   */
  column(index: number): Rollup | undefined {
    const known = this.columns.get(index);
    if (known === undefined) {
      this.wanted.add(index);
      this.onWanted();
    }
    return known;
  }

  /** Rolls up columns that were asked for, for some milliseconds. @returns whether none is left */
  rollUpWanted(): boolean {
    const end = performance.now() + SLICE_MS;
    for (const index of this.wanted) {
      if (performance.now() > end) return false;
      this.wanted.delete(index);
      this.columns.set(index, this.rolledUpColumn(index));
    }
    return true;
  }

  private rolledUpColumn(index: number): Rollup {
    const column = this.matrix.columns[index]!;
    const isListed = listedColumns(this.matrix).has(column);
    const cells = new Uint32Array(this.matrix.contents.length);
    for (const row of this.layout.rows) {
      const one = this.matrix.rows[row]!;
      const number = numberAt(one, column);
      if (this.ranks[number] !== HOLE || (isListed && isListedRow(one))) cells[number]!++;
    }
    return this.rolledUp(cells);
  }

  /** @param cells number of cells by content */
  private rolledUp(cells: Uint32Array): Rollup {
    const counts = TONES.map(() => 0);
    const kinds = new Map<Kind, number>();
    let worst = -1;
    cells.forEach((count, number) => {
      if (count === 0) return;
      const rank = this.ranks[number]!;
      counts[rank]! += count;
      const kind = this.kindOf[number]!;
      kinds.set(kind, (kinds.get(kind) ?? 0) + count);
      if (rank !== HOLE && (worst < 0 || rank < this.ranks[worst]!)) worst = number;
    });
    const shares = TONES.map((tone, rank) => ({ tone, cells: counts[rank]! })).filter((share) => share.cells > 0);
    const { contents } = this.matrix;
    return {
      worst: worst < 0 ? undefined : { look: lookOf(this.matrix, contents[worst]!), content: worst },
      kinds,
      shares,
    };
  }
}

const HOLE = TONES.indexOf('hole');

/** Shares as a bar: colours from left to right, for `background-image`. */
export function barOf(shares: readonly Share[]): string {
  const all = shares.reduce((sum, { cells }) => sum + cells, 0);
  let from = 0;
  const stops = shares.map(({ tone, cells }) => {
    const to = from + (cells / all) * 100;
    const stop = `var(--bar-${tone}) ${round(from)}% ${round(to)}%`;
    from = to;
    return stop;
  });
  return all === 0 ? 'none' : `linear-gradient(to right, ${stops.join(', ')})`;
}

function round(percentage: number): number {
  return Math.round(percentage * 10) / 10;
}
