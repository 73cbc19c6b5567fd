/** A matrix as JSON, with all statements of each cell. */
import { jsonOf } from '../../xml/escape';
import type { Column } from '../columns';
import type { Statement } from '../digest';
import { editionOf, type Matrix } from '../matrix';
import type { Cell } from '../cell';
import { noteJson, type Note, type NoteKind } from '../notes';
import { historyOf, type Row } from '../row';
import { summarise, type MatrixSummary } from '../summary';
import { supersedersOf } from '../supersedence';
import { cellsOf, type View } from '../view';
import { inPieces, type ExportOptions, ENGLISH } from './texts';

/**
 * Writes `{version, notes, sources, columns, patches: [{vendor, id, …, results, cells}], summary}`. `results` has each statement
 * that holds, as `{column, state, …}`; `cells` has for each cell what is shown and the statements of all editions. `column` is an
 * index into `columns`, `source` into `sources`. When comparing, there are `compared` (the older sources), `edition` and
 * `changes` where something differs, and `before` and `verdict` with the results of changed cells.
 * @returns the text in pieces
 */
export function* matrixJson(
  view: View,
  { notes = view.matrix.notes, translate = ENGLISH }: Pick<ExportOptions, 'notes' | 'translate'> = {},
): Generator<string, void, undefined> {
  const { matrix, columns, rows } = view;
  const edition = (column: Column): object => {
    const found = editionOf(column, matrix);
    return found === null ? {} : { edition: found };
  };
  const head = {
    version: 1,
    notes: notes.map((note) => noteJson(note, translate)),
    sources: [...sourcesJson(matrix), ...unreadJson(notes)],
    ...(matrix.older !== null && { compared: sourcesJson(matrix.older) }),
    columns: columns.map((column) => ({
      supplier: column.supplier,
      product: column.product,
      version: column.version,
      platform: column.platform,
      ...edition(column),
    })),
  };
  yield `${indented(head, '').slice(0, -'\n}'.length)},\n  "patches": [`;
  let before = '\n    ';
  for (const row of rows) {
    yield before + indented(patchJson(row, view), '    ');
    before = ',\n    ';
  }
  yield `${rows.length === 0 ? '' : '\n  '}],\n  "summary": `;
  yield `${indented(summaryJson(yield* inPieces(summarise(view))), '  ')}\n}\n`;
}

/** JSON as part of a document: all lines but the first are indented. */
export function indented(value: object, indent: string): string {
  return jsonOf(value, 2).replaceAll('\n', `\n${indent}`);
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

/** The sources of a matrix, for programs. */
export function sourcesJson({ sources, editions: { statuses } }: Matrix): object[] {
  return sources.map(({ name, path, supplier, published, version, documentId, isOwner, isValid }, index) => {
    const { publicationName, edition, speaks } = statuses[index]!;
    return {
      ...{ name, path, supplier, published, version, documentId },
      ...{ publication: publicationName, edition, status: speaks ? 'current' : 'replaced' },
      ...{ owner: isOwner, valid: isValid },
    };
  });
}

/** The files of which nothing is shown: they come last, so that the indexes of the others stay. */
export function unreadJson(notes: readonly Note[]): object[] {
  const paths = new Set(notes.flatMap(({ kind, path }) => (UNREAD.includes(kind) && path !== undefined ? [path] : [])));
  return [...paths].map((path) => ({ name: path.replace(/^.*[/\\]/, ''), path, status: 'unread' }));
}

const UNREAD: readonly NoteKind[] = ['unreadable', 'ill-formed', 'truncated', 'undecodable', 'skipped'];

function patchJson(row: Row, view: View): object {
  const { vendor, id, title, type, severity, released, targets, edition, changes } = row;
  const { vulnerabilities, restart, supersedes, contradictions, isDropped } = row;
  const cells = cellsOf(row, view);
  return {
    ...{ vendor, id, title, type, severity, released, targets },
    ...{ vulnerabilities, restart, supersedes, supersededBy: supersedersOf(row, view.matrix) },
    contradictions,
    ...(isDropped && { dropped: true }),
    ...(edition !== null && { edition }),
    ...(changes.length > 0 && { changes }),
    results: cells.flatMap((cell, column) => (cell === undefined ? [] : resultsJson(cell, column))),
    cells: cells.flatMap((cell, column) => (cell === undefined ? [] : cellJson(cell, column, row, view))),
  };
}

/** A result for each statement; one without a state for a cell where only the older edition has a statement. */
function resultsJson({ statements, change }: Cell, column: number): object[] {
  const more = change === null ? {} : { before: change.before.map(statementJson), verdict: change.verdict };
  if (statements.length === 0) return change === null ? [] : [{ column, state: null, ...more }];
  return statements.map(({ statement, source }) => ({ column, ...statementJson(statement), source, ...more }));
}

function cellJson(cell: Cell, column: number, row: Row, { matrix, columns }: View): object[] {
  const { statements, dropped, owner, isRetired, withdrawal, conflict, doubt, change } = cell;
  const isGone = statements.length === 0 && dropped.length > 0;
  const status = statements.length > 0 ? 'stated' : isGone ? (isRetired ? 'retired' : 'dropped') : 'none';
  const history = historyOf(row, columns[column]!.key, matrix);
  return [
    {
      column,
      state: statements[0]?.statement.word ?? null,
      status,
      ...{ contradiction: conflict, doubt, withdrawn: withdrawal !== null },
      ...(owner.length > 0 && { owner: owner[0]!.statement.word }),
      ...(change !== null && { before: change.before.map(statementJson), verdict: change.verdict }),
      statements: history.map(({ said: { statement, source }, status: holds }) => ({
        ...statementJson(statement),
        source,
        status: holds,
      })),
    },
  ];
}

function statementJson({ word, date, restart, restrictions, comments, url }: Statement): object {
  return { state: word, date, reboot: restart, restrictions, comments, url };
}
