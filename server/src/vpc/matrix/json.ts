/** A matrix as JSON, with everything that is known of each cell. */
import type { Column } from './columns';
import type { Statement } from './digest';
import { editionOf } from './matrix';
import type { Cell, Row } from './row';
import { summarise } from './summary';
import { cellsOf, type View } from './view';

/**
 * Writes `{version, sources, columns, patches: [{vendor, id, …, results: [{column, state, …}]}], summary}`: `column` is an
 * index into `columns`, `source` into `sources`. When comparing, there are `compared` (the older sources), `edition` and
 * `changes` where something differs, and `before` and `verdict` with the results of changed cells.
 */
export function matrixJson(view: View): string {
  const { matrix, columns, rows } = view;
  const edition = (column: Column): object => {
    const found = editionOf(column, matrix);
    return found === null ? {} : { edition: found };
  };
  const { states, oldestUntested, comparison, ...numbers } = summarise(view);
  const document = {
    version: 1,
    sources: matrix.sources,
    ...(matrix.older !== null && { compared: matrix.older.sources }),
    columns: columns.map((column) => ({
      product: column.product,
      version: column.version,
      platform: column.platform,
      ...edition(column),
    })),
    patches: rows.map((row) => patchJson(row, cellsOf(row, view))),
    summary: {
      ...numbers,
      states: states.map(({ state, cells }) => ({ state: state.value, cells })),
      oldestUntested: oldestUntested && {
        vendor: oldestUntested.vendor,
        id: oldestUntested.id,
        released: oldestUntested.released,
      },
      ...(comparison !== null && { comparison }),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function patchJson(
  { vendor, id, title, type, severity, released, targets, edition, changes }: Row,
  cells: readonly (Cell | undefined)[],
): object {
  return {
    ...{ vendor, id, title, type, severity, released, targets },
    ...(edition !== null && { edition }),
    ...(changes.length > 0 && { changes }),
    results: cells.flatMap((cell, column) => (cell === undefined ? [] : resultsJson(cell, column))),
  };
}

/** A result for each statement; for a cell that only the older edition speaks of, one without a state. */
function resultsJson({ statements, change }: Cell, column: number): object[] {
  const more = change === null ? {} : { before: change.before.map(statementJson), verdict: change.verdict };
  if (statements.length === 0) return [{ column, state: null, ...more }];
  return statements.map(({ statement, source }) => ({ column, ...statementJson(statement), source, ...more }));
}

function statementJson({ word, date, restart, restrictions, comments, url }: Statement): object {
  return { state: word, date, reboot: restart, restrictions, comments, url };
}
