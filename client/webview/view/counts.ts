/** Counting what is shown. */
import { CONTRADICTORY, countedKindsOf, HOLE, isRowOfKind, UNTESTED, type Kind } from '../model/kinds';
import { isListedRow, listedColumns, numberAt, type Matrix, type Row } from '../model/matrix';
import type { Layout } from './layout';

export interface Counts {
  readonly patches: number;
  readonly allPatches: number;
  readonly products: number;
  readonly allProducts: number;
  /** Number of cells by kind; a cell counts for its state and for what must be known with it. Of {@link CONTRADICTORY}, the number of rows. */
  readonly kinds: ReadonlyMap<Kind, number>;
  /** Number of cells whose state changed. */
  readonly changes: number;
  /** The oldest patch that is untested with a product. */
  readonly oldestUntested: Row | undefined;
  /** The latest date of publication; empty: none. */
  readonly lastPublished: string;
}

/** Counts the cells of the rows and columns that match the criteria. */
export function countLayout(matrix: Matrix, layout: Layout): Counts {
  const contents = matrix.contents.map((content) => ({
    kinds: countedKindsOf(content),
    isChange: content.change !== undefined,
  }));
  const isUntested = contents.map(({ kinds }) => kinds.includes(UNTESTED));
  const isHole = contents.map(({ kinds }) => kinds.includes(HOLE));
  const columns = layout.columns.map((index) => matrix.columns[index]!);
  const listed = listedColumns(matrix);
  const isListed = columns.map((column) => listed.has(column));
  const times = new Uint32Array(contents.length);
  let [holes, contradictory] = [0, 0];
  let oldest: Row | undefined;
  for (const index of layout.rows) {
    const row = matrix.rows[index]!;
    const isCurrent = isListedRow(row);
    let hasUntested = false;
    for (let place = 0; place < columns.length; place++) {
      const number = numberAt(row, columns[place]!);
      times[number]!++;
      if (isCurrent && isHole[number]! && isListed[place]!) holes++;
      hasUntested ||= isUntested[number]!;
    }
    if (isRowOfKind(row, [CONTRADICTORY])) contradictory++;
    if (hasUntested && row.released !== '' && (oldest === undefined || row.released < oldest.released)) oldest = row;
  }
  const kinds = new Map<Kind, number>();
  let changes = 0;
  contents.forEach((content, number) => {
    if (content.isChange) changes += times[number]!;
    for (const kind of content.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + times[number]!);
  });
  // What nobody lists any more has no holes.
  kinds.set(HOLE, holes).set(CONTRADICTORY, contradictory);
  return {
    patches: layout.rows.length,
    allPatches: matrix.rows.length,
    products: columns.length,
    allProducts: matrix.columns.length,
    kinds,
    changes,
    oldestUntested: oldest,
    lastPublished: matrix.sources.reduce((last, { published }) => (published > last ? published : last), ''),
  };
}
