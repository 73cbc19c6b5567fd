/** What a matrix says in numbers. */
import type { State } from '../profile';
import { isConflict, type Matrix, type Row } from './matrix';

export interface MatrixSummary {
  readonly patches: number;
  readonly columns: number;
  /** Cells by state, in the profile's order; a cell with several results counts for each different state. */
  readonly states: readonly { readonly state: State; readonly cells: number }[];
  /** Cells whose state is a word that the profile does not know. */
  readonly otherStates: number;
  /** Cells about which nothing is said. */
  readonly holes: number;
  /** Cells whose results contradict each other. */
  readonly conflicts: number;
  /** The patch that was released first of those that some product has not been tested with; `null`: there is none. */
  readonly oldestUntested: { readonly id: string; readonly released: string } | null;
  /** The latest date of publication, as it stands in its file; empty where there is none. */
  readonly lastPublished: string;
}

/** Counts a matrix. @param states the profile's, in its order */
export function summarise({ sources, columns, groups }: Matrix, states: readonly State[]): MatrixSummary {
  const rows = groups.flatMap((group) => group.rows);
  const counts = new Map(states.map(({ id }) => [id, 0]));
  let otherStates = 0;
  let filled = 0;
  let conflicts = 0;
  for (const { cells } of rows) {
    filled += cells.size;
    for (const results of cells.values()) {
      if (isConflict(results)) conflicts++;
      for (const id of new Set(results.map(({ known }) => known?.id))) {
        if (id === undefined) otherStates++;
        else counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
  }
  return {
    patches: rows.length,
    columns: columns.length,
    states: states.map((state) => ({ state, cells: counts.get(state.id)! })).filter(({ cells }) => cells > 0),
    otherStates,
    holes: rows.length * columns.length - filled,
    conflicts,
    oldestUntested: oldestUntested(rows),
    lastPublished:
      sources
        .map(({ published }) => published)
        .sort()
        .at(-1) ?? '',
  };
}

function oldestUntested(rows: readonly Row[]): MatrixSummary['oldestUntested'] {
  const untested = rows.filter(({ cells }) =>
    [...cells.values()].some((results) => results.some(({ known }) => known?.id === 'available')),
  );
  const [oldest] = untested.sort((a, b) => (a.released < b.released ? -1 : a.released > b.released ? 1 : 0));
  return oldest === undefined ? null : { id: oldest.id, released: oldest.released };
}
