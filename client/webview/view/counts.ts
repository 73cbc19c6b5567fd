/** What is shown, in numbers. */
import { CONFLICT, HOLE, kindsOf, type Kind } from '../model/contents';
import { numberAt, type Matrix, type Row } from '../model/matrix';
import type { Layout } from './layout';

export interface Counts {
  readonly patches: number;
  readonly allPatches: number;
  readonly products: number;
  readonly allProducts: number;
  /** Cells by kind; a cell that says several things counts for each. */
  readonly kinds: ReadonlyMap<Kind, number>;
  readonly holes: number;
  readonly conflicts: number;
  /** Cells whose state changed. */
  readonly changes: number;
  /** Of the patches that some product has not been tested with, the one released first. */
  readonly oldestUntested: Row | undefined;
  /** The last date of publication; empty where none is said. */
  readonly lastPublished: string;
}

/** The id of the state of what is there to be tested. */
const UNTESTED: Kind = 'available';

/** Counts the cells of the rows and columns that the criteria leave. */
export function countLayout(matrix: Matrix, layout: Layout): Counts {
  const contents = matrix.contents.map((content) => ({
    kinds: kindsOf(content),
    isChange: content.change !== undefined,
  }));
  const isUntested = contents.map(({ kinds }) => kinds.includes(UNTESTED));
  const columns = layout.columns.map((index) => matrix.columns[index]!);
  const times = new Uint32Array(contents.length);
  let oldest: Row | undefined;
  for (const index of layout.rows) {
    const row = matrix.rows[index]!;
    let hasUntested = false;
    for (const column of columns) {
      const number = numberAt(row, column);
      times[number]!++;
      hasUntested ||= isUntested[number]!;
    }
    if (hasUntested && row.released !== '' && (oldest === undefined || row.released < oldest.released)) oldest = row;
  }
  const kinds = new Map<Kind, number>();
  let changes = 0;
  contents.forEach((content, number) => {
    if (content.isChange) changes += times[number]!;
    for (const kind of content.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + times[number]!);
  });
  return {
    patches: layout.rows.length,
    allPatches: matrix.rows.length,
    products: columns.length,
    allProducts: matrix.columns.length,
    kinds,
    holes: kinds.get(HOLE) ?? 0,
    conflicts: kinds.get(CONFLICT) ?? 0,
    changes,
    oldestUntested: oldest,
    lastPublished: matrix.sources.reduce((last, { published }) => (published > last ? published : last), ''),
  };
}
