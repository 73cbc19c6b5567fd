import assert from 'node:assert/strict';
import { cellsFromCsv, comparisonFromJson, matrixFromJson } from './adapter';
import { changeDifferences, csvDifferences, differences, sourceDifferences, summaryDifferences } from './differences';
import type { ExpectedComparison, ExpectedMatrix } from './expected';

const EXPECTED: ExpectedMatrix = {
  sources: [
    { name: 'a.xml', status: 'current' },
    { name: 'b.xml', status: 'unread', why: 'ill-formed' },
  ],
  columns: [
    ['alpha', 'batch view', '8.1', ''],
    ['beta', 'batch view', '8.1', ''],
  ],
  patches: [
    { key: ['microsoft', '1'], contradictions: { reboot: [['alpha'], ['beta']] } },
    { key: ['microsoft', '2'], contradictions: {} },
  ],
  cells: [
    {
      patch: ['microsoft', '1'],
      column: ['alpha', 'batch view', '8.1', ''],
      status: 'stated',
      states: ['Approved', 'Not Approved'],
      shown: ['Not Approved'],
      withdrawn: true,
      contradiction: true,
      doubt: false,
      restricted: false,
    },
    {
      patch: ['microsoft', '2'],
      column: ['beta', 'batch view', '8.1', ''],
      status: 'dropped',
      states: ['Approved'],
      shown: ['Approved'],
      withdrawn: true,
      contradiction: false,
      doubt: false,
      restricted: false,
    },
  ],
  summary: {
    patches: 2,
    columns: 2,
    states: { 'Not Approved': 1 },
    dropped: 1,
    retired: 0,
    holes: 2,
    contradictions: 1,
    factContradictions: 1,
    withdrawals: 2,
  },
};

const JSON_TEXT = JSON.stringify({
  notes: [{ kind: 'ill-formed', message: 'b.xml: Unterminated element.', path: 'files/b.xml' }],
  sources: [
    { name: 'a.xml', status: 'current', supplier: 'Alpha' },
    { name: 'b.xml', status: 'unread', supplier: '' },
  ],
  columns: [
    { supplier: 'ALPHA', product: 'Batch-View', version: '8.1', platform: '' },
    { supplier: 'Beta', product: 'Batch\u00a0View', version: '8.\u200b1', platform: '' },
  ],
  patches: [
    {
      vendor: 'MICROSOFT',
      id: 'KB1',
      contradictions: [{ field: 'restart' }],
      cells: [
        {
          column: 0,
          state: 'Not Approved',
          status: 'stated',
          withdrawn: true,
          contradiction: true,
          doubt: false,
          statements: [
            { state: 'Approved', status: 'holds' },
            { state: 'Not Approved', status: 'holds' },
            { state: 'Approved', status: 'replaced' },
          ],
        },
      ],
    },
    {
      vendor: 'Microsoft',
      id: '2',
      contradictions: [],
      cells: [
        {
          column: 1,
          state: 'Approved',
          status: 'dropped',
          withdrawn: true,
          contradiction: false,
          doubt: false,
          statements: [{ state: 'Approved', status: 'dropped' }],
        },
      ],
    },
  ],
  summary: {
    patches: 2,
    columns: 2,
    states: [{ state: 'Not Approved', cells: 1 }],
    holes: 2,
    conflicts: 1,
    withdrawals: 2,
  },
});

const all = (text: string) => {
  const shown = matrixFromJson(text);
  return [
    ...differences(shown, EXPECTED),
    ...sourceDifferences(shown, EXPECTED),
    ...summaryDifferences(shown, EXPECTED),
  ];
};

describe('independent matrix: comparison with the command line', () => {
  it('finds no difference in the same answer, however names are spelled', () => {
    assert.deepEqual(all(JSON_TEXT), []);
  });

  it('finds each difference', () => {
    for (const [from, to] of [
      ['"state":"Not Approved","status":"stated"', '"state":"Approved","status":"stated"'],
      ['"state":"Approved","status":"holds"', '"state":"Approved","status":"replaced"'],
      ['"status":"dropped","withdrawn":true', '"status":"retired","withdrawn":true'],
      ['"status":"dropped","withdrawn":true', '"status":"dropped","withdrawn":false'],
      ['"contradiction":true', '"contradiction":false'],
      ['"doubt":false', '"doubt":true'],
      ['"column":1', '"column":0'],
      ['"supplier":"Beta","product"', '"supplier":"Alpha Beta","product"'],
      ['"id":"KB1"', '"id":"KB3"'],
      ['{"field":"restart"}', '{"field":"severity"}'],
      ['"status":"unread"', '"status":"current"'],
      ['"conflicts":1', '"conflicts":0'],
      ['"holes":2', '"holes":3'],
      ['"cells":1', '"cells":2'],
    ] as const) {
      assert.ok(JSON_TEXT.includes(from), from);
      assert.notDeepEqual(all(JSON_TEXT.replace(from, to)), [], to);
    }
  });

  it('finds what a CSV does not say', () => {
    const marksOf = (first: string, second: string) => {
      const text = `\ufeffPatch vendor,Patch,A,B\nMicrosoft,KB1,${first},\nMicrosoft,KB2,,${second}\n`;
      return csvDifferences(cellsFromCsv(text, matrixFromJson(JSON_TEXT)), EXPECTED).length;
    };
    assert.equal(marksOf('Not Approved / Approved', 'dropped (Approved)'), 0);
    assert.equal(marksOf('Not Approved', 'dropped'), 1);
    assert.equal(marksOf('Approved (withdrawn)', ''), 1);
    assert.equal(marksOf('Not Approved (withdrawn)', 'Approved'), 1);
  });

  it('finds a change that is not told', () => {
    const { patch, column } = EXPECTED.cells[0]!;
    const [before, after] = [['Approved'], ['Not Approved']];
    const expected: ExpectedComparison = {
      changes: [{ patch, column, kind: 'changed', before, after, regression: true }],
      withdrawn: 1,
      droppedApprovals: 0,
      unread: [],
    };
    const product = { supplier: 'Alpha', product: 'Batch View', version: '8.1', platform: '' };
    const change = { product, before, after, verdict: 'withdrawn' };
    const told = { vendor: 'Microsoft', id: 'KB1', states: [change] };
    const differing = (changed: readonly object[], states: readonly object[]) => {
      const text = JSON.stringify({ notes: [], patches: { removed: [], changed }, regressions: { states } });
      return changeDifferences(comparisonFromJson(text), expected).length;
    };
    assert.equal(differing([told], [{ patch: told, change }]), 0);
    assert.equal(differing([told], []), 1);
    assert.equal(differing([], []), 2);
    assert.equal(differing([{ ...told, id: 'KB2' }], [{ patch: told, change }]), 2);
    assert.equal(differing([{ ...told, states: [{ ...change, after: ['In Test'] }] }], [{ patch: told, change }]), 1);
  });
});
