/** A matrix as JSON, with everything that is known of each cell. */
import type { Column } from './columns';
import type { Statement } from './digest';
import { editionOf } from './matrix';
import type { Cell, Row } from './row';
import { inPieces } from './pieces';
import { summaryInSteps, type MatrixSummary } from './summary';
import { cellsOf, type View } from './view';

/**
 * Writes `{version, sources, columns, patches: [{vendor, id, …, results: [{column, state, …}]}], summary}`: `column` is an
 * index into `columns`, `source` into `sources`. When comparing, there are `compared` (the older sources), `edition` and
 * `changes` where something differs, and `before` and `verdict` with the results of changed cells.
 * @returns the text in pieces
 */
export function* matrixJson(view: View): Generator<string, void, undefined> {
  const { matrix, columns, rows } = view;
  const edition = (column: Column): object => {
    const found = editionOf(column, matrix);
    return found === null ? {} : { edition: found };
  };
  const head = {
    version: 1,
    sources: matrix.sources,
    ...(matrix.older !== null && { compared: matrix.older.sources }),
    columns: columns.map((column) => ({
      product: column.product,
      version: column.version,
      platform: column.platform,
      ...edition(column),
    })),
  };
  yield `${indented(head, '').slice(0, -'\n}'.length)},\n  "patches": [`;
  let before = '\n    ';
  for (const row of rows) {
    yield before + indented(patchJson(row, cellsOf(row, view)), '    ');
    before = ',\n    ';
  }
  yield `${rows.length === 0 ? '' : '\n  '}],\n  "summary": `;
  yield `${indented(summaryJson(yield* inPieces(summaryInSteps(view))), '  ')}\n}\n`;
}

/** JSON as a part of a document: its lines but the first begin with an indent. */
function indented(value: object, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}

function summaryJson({ states, oldestUntested, comparison, ...numbers }: MatrixSummary): object {
  return {
    ...numbers,
    states: states.map(({ state, cells }) => ({ state: state.value, cells })),
    oldestUntested: oldestUntested && {
      vendor: oldestUntested.vendor,
      id: oldestUntested.id,
      released: oldestUntested.released,
    },
    ...(comparison !== null && { comparison }),
  };
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
