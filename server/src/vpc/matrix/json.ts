/** A matrix as JSON, with everything that is known of each cell. */
import type { State } from '../profile';
import type { Matrix } from './matrix';
import { summarise } from './summary';

/**
 * Writes `{version, sources, columns, vendors: [{vendor, patches: [{id, …, results: [{column, state, …}]}]}], summary}`;
 * `column` is an index into `columns`, `source` into `sources`.
 * @param states the profile's, in its order
 */
export function matrixJson(matrix: Matrix, states: readonly State[]): string {
  const { sources, columns, groups } = matrix;
  const summary = summarise(matrix, states);
  const vendors = groups.map(({ vendor, rows }) => ({
    vendor,
    patches: rows.map(({ id, title, type, severity, released, cells }) => ({
      id,
      title,
      type,
      severity,
      released,
      results: [...cells]
        .sort(([a], [b]) => a - b)
        .flatMap(([column, results]) =>
          results.map(({ state, date, reboot, restrictions, comments, url, source }) => ({
            column,
            state,
            date,
            reboot,
            restrictions,
            comments,
            url,
            source,
          })),
        ),
    })),
  }));
  const counts = summary.states.map(({ state, cells }) => ({ state: state.value, cells }));
  return `${JSON.stringify({ version: 1, sources, columns, vendors, summary: { ...summary, states: counts } }, null, 2)}\n`;
}
