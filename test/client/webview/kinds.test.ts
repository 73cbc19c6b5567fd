import assert from 'node:assert/strict';
import { allKinds } from '../../../client/webview/model/kinds';
import { changed, matrixOf } from '../../../client/webview/model/matrix';
import {
  encodeCells,
  type MatrixContent,
  type MatrixRow,
  type MatrixSnapshot,
} from '../../../server/src/lsp/protocol/index';

const content = (state: string | null, word: string): MatrixContent => ({
  statements: [{ state, word, date: '', restart: null, restrictions: [], comments: [] }],
  conflict: false,
});
const row = (cell: number): MatrixRow => ({
  ...{ key: 'r', vendor: 'v', id: 'KB1', title: '', type: '', severity: '', released: '', targets: [] },
  ...{ vulnerabilities: [], restart: null, cells: encodeCells([cell]) },
});
const SNAPSHOT = {
  ...{ revision: 0, sources: [], compared: [], severities: [], notes: [], contents: [content('approved', 'Approved')] },
  columns: [{ key: 'c', slot: 0, supplier: '', product: 'A', version: '', platform: '', mine: false }],
  rows: [row(1)],
  states: [{ id: 'approved', value: 'Approved', symbol: '✓', party: 'supplier' }],
} as unknown as MatrixSnapshot;

describe('the kinds of cells', () => {
  const delta = (revision: number, cell: number, ...contents: MatrixContent[]) =>
    ({ revision, contents, rows: [row(cell)], removed: [] }) as never;

  it('have no word that was typed and taken back', () => {
    const typing = changed(matrixOf(SNAPSHOT), delta(1, 2, content(null, 'Appro')))!;
    assert.deepEqual(allKinds(typing), ['=Appro', '(hole)']);
    const typed = changed(typing, delta(2, 1))!;
    assert.deepEqual(allKinds(typed), ['approved', '(hole)']);
  });

  it('have those that are filtered by, so that they can be taken away', () => {
    assert.deepEqual(allKinds(matrixOf(SNAPSHOT), ['=Appro']), ['approved', '=Appro', '(hole)']);
  });
});
