import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isDelta, isSnapshot } from '../../../../client/webview/matrixChecks';
import { hasSubject, isToPage, isToPanel } from '../../../../client/webview/messages';
import { initialState, isPersistedState } from '../../../../client/webview/page/persistedState';
import { mutatedJson } from '../json';
import { target } from '../target';

const SUBJECT = { uris: ['file:///a.xml'], compareWith: '' };
const SOURCE = {
  uri: 'file:///a.xml',
  name: 'a.xml',
  supplier: 'A',
  published: '',
  version: '',
  documentId: '',
  isOwner: false,
};
const COLUMN = { key: 'c', slot: 0, supplier: 'A', product: 'P', version: '1', platform: '', mine: false };
const ROW = {
  key: 'r',
  vendor: 'V',
  id: 'KB1',
  title: '',
  type: '',
  severity: '',
  released: '',
  targets: [],
  cells: 'AAAA',
  vulnerabilities: [],
  restart: null,
};
const STATEMENT = {
  state: 'approved',
  word: 'Approved',
  date: '',
  restart: null,
  restrictions: [],
  comments: [],
  source: 0,
};
const SNAPSHOT = {
  revision: 1,
  sources: [SOURCE],
  compared: [],
  columns: [COLUMN],
  rows: [ROW],
  contents: [{ statements: [STATEMENT], conflict: false, change: { before: [], verdict: 'expected' } }],
  states: [{ id: 'approved', value: 'Approved', symbol: '', party: 'supplier' }],
  severities: ['Critical'],
  notes: [],
  summary: {},
};
const DELTA = { revision: 2, contents: SNAPSHOT.contents, rows: [ROW], removed: ['r2'], summary: {} };

/** Messages as they are right, and states that the page kept. */
const VALUES: readonly unknown[] = [
  { type: 'snapshot', snapshot: SNAPSHOT, compared: '', subject: SUBJECT },
  { type: 'delta', delta: DELTA },
  { type: 'start', texts: {}, subject: SUBJECT },
  { type: 'cursor', at: { row: 'r', columns: ['c'] }, show: true },
  { type: 'details', question: 1, details: { parts: [{ title: 't', fields: [{ label: 'l', value: 'v' }] }] } },
  { type: 'details', question: 1, row: 'r', column: 'c' },
  { type: 'export', format: 'csv', selection: { rows: ['r'], columns: ['c'] } },
  { type: 'picture', data: 'AAAA' },
  SNAPSHOT,
  DELTA,
  initialState(SUBJECT),
];
const CHECKS = [isSnapshot, isDelta, isToPage, isToPanel, isPersistedState, hasSubject];

/** Any value is accepted or refused, and is the same afterwards. */
export const webviewTarget = target({
  name: 'webview',
  inputs: fc.constantFrom(...VALUES).chain((value) => mutatedJson(value)),
  run(value) {
    const before = JSON.stringify(value);
    for (const check of CHECKS) assert.equal(typeof check(value), 'boolean');
    assert.equal(JSON.stringify(value), before);
  },
  testRuns: 5_000,
});
