/** Small matrices, written by hand. */
import {
  encodeCells,
  type MatrixColumn,
  type MatrixContent,
  type MatrixRow,
  type MatrixSnapshot,
  type MatrixSource,
  type MatrixState,
  type MatrixStatement,
} from '../../../server/src/lsp/protocol/index';
import profile from '../../../schemas/profile.json';

/** Columns from names `product version`, which are also their keys. */
export function columnsOf(...names: readonly string[]): MatrixColumn[] {
  return names.map((key, slot) => {
    const [product = '', version = ''] = key.split(' ');
    return { key, slot, supplier: 'Northwind', product, version, platform: '', mine: false };
  });
}

/** The content of a cell with one statement. */
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

/** A patch with the key `vendor/id`. @param cells numbers of contents, from 1; 0 is a hole */
export function row(
  vendor: string,
  id: string,
  severity: string,
  released: string,
  cells: readonly number[],
  targets: readonly string[] = [],
): MatrixRow {
  const key = `${vendor}/${id}`;
  const unsaid = { title: '', type: '', vulnerabilities: [], restart: null };
  return { key, vendor, id, severity, released, targets, ...unsaid, cells: encodeCells(cells) };
}

/** A file of a supplier. */
export function source(name: string, supplier = 'Northwind', published = '2026-03-04T08:00:00Z'): MatrixSource {
  return { uri: `file:///${name}`, name, supplier, published, version: '1', documentId: '', isOwner: false };
}

/** A matrix of one file. */
export function matrix(
  parts: Pick<MatrixSnapshot, 'columns' | 'contents' | 'rows'> & Partial<MatrixSnapshot>,
): MatrixSnapshot {
  return {
    revision: 0,
    sources: [source('a.xml')],
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
      doubts: 0,
      dropped: 0,
      retired: 0,
      withdrawals: 0,
      contradictions: 0,
      oldestUntested: null,
      lastPublished: '',
    },
    notes: [],
    ...parts,
  };
}

const STATES = profile.states.slice(0, 6).map((state): MatrixState => {
  const { [state.id]: next } = profile.transitions as Record<string, string[] | undefined>;
  return { ...(state as MatrixState), ...(next && { next }), refuses: state.id.startsWith('not-') };
});

/** A matrix to write into. Lines 3 and 6 are vendors; 4, 5, 7 and 8 patches; columns 2 to 4 products. */
export const WRITABLE = matrix({
  states: STATES,
  columns: columnsOf('Batch 7', 'Batch 8', 'Historian 1'),
  contents: [content('approved', 'Approved', '2026-02-02'), content('in-test', 'In Test', '2026-01-05')],
  rows: [
    row('Adobe', 'A1', 'Low', '2026-01-02', [1, 2, 0]),
    row('Adobe', 'A2', 'Low', '2026-01-01', [2, 2, 0]),
    row('Microsoft', 'KB1', 'Low', '2026-01-02', [2, 2, 2]),
    row('Microsoft', 'KB2', 'Low', '2026-01-01', [1, 1, 1]),
  ],
});
