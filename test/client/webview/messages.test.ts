import assert from 'node:assert/strict';
import { hasSubject, isToPage, isToPanel } from '../../../client/webview/messages';
import { TEXTS } from '../../../client/webview/texts';
import { isPersistedState, initialState } from '../../../client/webview/page/persistedState';

const SUBJECT = { uris: ['file:///a.xml'], compareWith: '' };
const SNAPSHOT = {
  revision: 0,
  sources: [],
  compared: [],
  columns: [{ key: 'a', slot: 0, supplier: 'S', product: 'A', version: '', platform: '', mine: false }],
  rows: [],
  contents: [],
  states: [],
  severities: [],
  summary: {},
  notes: [{ kind: 'skipped', text: 'a.xml', severe: false }],
};
const ROW = {
  ...{ key: 'r', vendor: '', id: '', title: '', type: '', severity: '', released: '', targets: [] },
  ...{ vulnerabilities: [], restart: null, cells: '' },
};
const DELTA = { revision: 1, contents: [], rows: [ROW], removed: [], summary: {} };
const CHANGE = {
  ...{ row: 'a', column: 'b', isStated: true },
  change: { patch: { id: 'KB1' }, product: { id: 'Batch', version: '', platform: '' }, state: 'Approved', date: null },
};
const SELECTION = { rows: ['a'], columns: ['b'], fields: ['cves'] };

describe('a message between the matrix page and its panel', () => {
  for (const message of [
    { type: 'ready' },
    { type: 'details', question: 1, row: 'a', column: '' },
    { type: 'open', row: 'a', column: 'b' },
    { type: 'openPart', question: 1, part: 0 },
    { type: 'openFile', uri: 'file:///a.xml' },
    { type: 'export', format: 'csv', selection: SELECTION },
    { type: 'export', format: 'xlsx', selection: SELECTION },
    { type: 'applyTable' },
    { type: 'applyTable', dropped: { name: 'a.xlsx', data: 'AAAA' } },
    { type: 'picture', data: 'AAAA' },
    { type: 'addProduct', all: 2, shown: [{ row: 'r', patch: { id: 'KB1' } }], selected: [] },
    { type: 'addPatch', vendors: ['v'], columns: SNAPSHOT.columns },
    { type: 'follow' },
    { type: 'undo' },
    { type: 'redo' },
    { type: 'save' },
    { type: 'write', write: 1, label: 'Set the cell to Approved', changes: [CHANGE] },
  ])
    it(`is accepted by the panel: ${message.type}`, () => assert.ok(isToPanel(message)));

  for (const message of [
    undefined,
    'ready',
    [],
    {},
    { type: 'toString' },
    { type: 'details', question: '1', row: 'a', column: '' },
    { type: 'openPart', question: 1, part: Number.NaN },
    { type: 'export', format: 'exe', selection: SELECTION },
    { type: 'export', format: 'csv', selection: { rows: 'a', columns: [], fields: [] } },
    { type: 'export', format: 'csv', selection: { ...SELECTION, fields: ['title'] } },
    { type: 'applyTable', dropped: { name: 'a.xlsx' } },
    { type: 'openFile', uri: null },
    { type: 'picture', data: 7 },
    { type: 'write', write: 1, label: '', changes: [{ ...CHANGE, change: undefined }] },
    { type: 'write', write: 1, label: '', changes: [{ ...CHANGE, change: { patch: { id: 1 } } }] },
    { type: 'write', write: 1, changes: [] },
  ])
    it(`is rejected by the panel: ${JSON.stringify(message)}`, () => assert.ok(!isToPanel(message)));

  it('is accepted by the page', () => {
    assert.ok(isToPage({ type: 'start', view: 'matrix', texts: TEXTS, subject: SUBJECT, isEditor: false }));
    assert.ok(isToPage({ type: 'snapshot', snapshot: SNAPSHOT, compared: '', subject: SUBJECT }));
    const row = {
      ...ROW,
      dropped: true,
      contradictions: [{ field: 'severity', values: [{ value: 'Low', sources: [0] }] }],
    };
    assert.ok(isToPage({ type: 'delta', delta: { ...DELTA, rows: [row], notes: SNAPSHOT.notes } }));
    assert.ok(isToPage({ type: 'cursor', at: null, show: false }));
    assert.ok(isToPage({ type: 'writable', reason: '' }));
    assert.ok(isToPage({ type: 'act', action: 'fillDown' }));
    assert.ok(isToPage({ type: 'told', text: 'Undone', lines: [] }));
    const notDone = [{ row: 'a', column: 'b', reason: 'It is read-only.' }];
    assert.ok(isToPage({ type: 'written', write: 1, isChanged: false, notDone }));
    assert.ok(isToPage({ type: 'cursor', at: { row: 'a', columns: [] }, show: true }));
  });

  for (const [name, message] of Object.entries({
    'a text is missing': {
      type: 'start',
      view: 'matrix',
      texts: { ...TEXTS, patch: undefined },
      subject: SUBJECT,
      isEditor: false,
    },
    'no rows': { type: 'snapshot', snapshot: { ...SNAPSHOT, rows: undefined }, compared: '', subject: SUBJECT },
    'a slot that would take all memory': {
      type: 'snapshot',
      snapshot: { ...SNAPSHOT, columns: [{ ...SNAPSHOT.columns[0], slot: 1e12 }] },
      compared: '',
      subject: SUBJECT,
    },
    'no notes': { type: 'snapshot', snapshot: { ...SNAPSHOT, notes: undefined }, compared: '', subject: SUBJECT },
    'a column without supplier': {
      type: 'snapshot',
      snapshot: { ...SNAPSHOT, columns: [{ ...SNAPSHOT.columns[0], supplier: undefined }] },
      compared: '',
      subject: SUBJECT,
    },
    'a note without a text': { type: 'delta', delta: { ...DELTA, notes: [{ kind: 'skipped', severe: true }] } },
    'a contradiction about another field': {
      type: 'delta',
      delta: { ...DELTA, rows: [{ ...ROW, contradictions: [{ field: 'title', values: [] }] }] },
    },
    'a dropped statement of another shape': {
      type: 'delta',
      delta: { ...DELTA, contents: [{ statements: [], conflict: false, dropped: [{ word: 'Approved' }] }] },
    },
    'what was not done, without a reason': {
      ...{ type: 'written', write: 1, isChanged: false },
      notDone: [{ row: 'a', column: 'b' }],
    },
    'an unknown action': { type: 'act', action: 'toString' },
    'a change of another shape': { type: 'delta', delta: { revision: 1 } },
  }))
    it(`is rejected by the page: ${name}`, () => assert.ok(!isToPage(message)));

  it('is rejected with a persisted state of another shape', () => {
    const state = initialState(SUBJECT);
    assert.ok(hasSubject(state));
    assert.ok(isPersistedState(JSON.parse(JSON.stringify(state))));
    assert.ok(!isPersistedState({ ...state, widths: { a: '7' } }));
    assert.ok(!hasSubject({ subject: { uris: 'file:///a.xml' } }));
  });
});
