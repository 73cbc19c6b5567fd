/** Small matrices, written by hand. */
import {
  encodeCells,
  type MatrixColumn,
  type MatrixContent,
  type MatrixRow,
  type MatrixSnapshot,
  type MatrixStatement,
} from '../../../server/src/lsp/protocol';
import profile from '../../../schemas/profile.json';

/** Columns by `product version`; the key is the same. */
export function columnsOf(...names: readonly string[]): MatrixColumn[] {
  return names.map((key, slot) => {
    const [product = '', version = ''] = key.split(' ');
    return { key, slot, product, version, platform: '', mine: false };
  });
}

/** What one statement makes of a cell. */
export function content(
  state: string | null,
  word: string,
  date = '',
  more: Partial<MatrixStatement> = {},
): MatrixContent {
  return {
    statements: [{ state, word, date, restart: null, restrictions: [], comments: [], ...more }],
    conflict: false,
  };
}

/** A patch whose key is `vendor/id`. @param cells numbers of contents, from 1 on; 0 is a hole */
export function row(
  vendor: string,
  id: string,
  severity: string,
  released: string,
  cells: readonly number[],
  targets: readonly string[] = [],
): MatrixRow {
  const key = `${vendor}/${id}`;
  return { key, vendor, id, title: '', type: '', severity, released, targets, cells: encodeCells(cells) };
}

/** A matrix of one file. */
export function matrix(
  parts: Pick<MatrixSnapshot, 'columns' | 'contents' | 'rows'> & Partial<MatrixSnapshot>,
): MatrixSnapshot {
  return {
    revision: 0,
    sources: [
      { uri: 'file:///a.xml', name: 'a.xml', supplier: 'Northwind', published: '2026-03-04T08:00:00Z', version: '1' },
    ],
    compared: [],
    states: profile.states as MatrixSnapshot['states'],
    severities: ['Critical', 'Important', 'Moderate', 'Low'],
    summary: {
      patches: parts.rows.length,
      columns: parts.columns.length,
      states: [],
      otherStates: 0,
      holes: 0,
      conflicts: 0,
      oldestUntested: null,
      lastPublished: '',
    },
    ...parts,
  };
}
