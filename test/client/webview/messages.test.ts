import assert from 'node:assert/strict';
import { isKept, isToPage, isToPanel } from '../../../client/webview/messages';
import { TEXTS } from '../../../client/webview/texts';
import { isKeptState, firstKept } from '../../../client/webview/kept';

const SUBJECT = { uris: ['file:///a.xml'], compareWith: '' };
const SNAPSHOT = {
  revision: 0,
  sources: [],
  compared: [],
  columns: [{ key: 'a', slot: 0, product: 'A', version: '', platform: '', mine: false }],
  rows: [],
  contents: [],
  states: [],
  severities: [],
  summary: {},
};
const SELECTION = { rows: ['a'], columns: ['b'] };

describe('a message between the matrix page and its panel', () => {
  for (const message of [
    { type: 'ready' },
    { type: 'details', question: 1, row: 'a', column: '' },
    { type: 'open', row: 'a', column: 'b' },
    { type: 'openPart', question: 1, part: 0 },
    { type: 'export', format: 'csv', selection: SELECTION },
    { type: 'picture', data: 'AAAA' },
  ])
    it(`is heard by the panel: ${message.type}`, () => assert.ok(isToPanel(message)));

  for (const message of [
    undefined,
    'ready',
    [],
    {},
    { type: 'toString' },
    { type: 'details', question: '1', row: 'a', column: '' },
    { type: 'openPart', question: 1, part: Number.NaN },
    { type: 'export', format: 'exe', selection: SELECTION },
    { type: 'export', format: 'csv', selection: { rows: 'a', columns: [] } },
    { type: 'picture', data: 7 },
  ])
    it(`is not heard by the panel: ${JSON.stringify(message)}`, () => assert.ok(!isToPanel(message)));

  it('is heard by the page', () => {
    assert.ok(isToPage({ type: 'start', texts: TEXTS, subject: SUBJECT }));
    assert.ok(isToPage({ type: 'snapshot', snapshot: SNAPSHOT, compared: '', subject: SUBJECT }));
    assert.ok(isToPage({ type: 'cursor', at: null }));
    assert.ok(isToPage({ type: 'cursor', at: { row: 'a', columns: [] } }));
  });

  for (const [name, message] of Object.entries({
    'a text is missing': { type: 'start', texts: { ...TEXTS, patch: undefined }, subject: SUBJECT },
    'no rows': { type: 'snapshot', snapshot: { ...SNAPSHOT, rows: undefined }, compared: '', subject: SUBJECT },
    'a slot that would take all memory': {
      type: 'snapshot',
      snapshot: { ...SNAPSHOT, columns: [{ ...SNAPSHOT.columns[0], slot: 1e12 }] },
      compared: '',
      subject: SUBJECT,
    },
    'a change of another shape': { type: 'delta', delta: { revision: 1 } },
  }))
    it(`is not heard by the page: ${name}`, () => assert.ok(!isToPage(message)));

  it('is kept with what it was about', () => {
    const kept = firstKept(SUBJECT);
    assert.ok(isKept(kept));
    assert.ok(isKeptState(JSON.parse(JSON.stringify(kept))));
    assert.ok(!isKeptState({ ...kept, widths: { a: '7' } }));
    assert.ok(!isKept({ subject: { uris: 'file:///a.xml' } }));
  });
});
