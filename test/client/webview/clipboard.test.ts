import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MatrixState } from '../../../server/src/lsp/protocol/index';
import { blockOf, htmlOf, pastedCell, tsvOf } from '../../../client/webview/writing/clipboard';
import { placed } from '../../../client/webview/writing/paste';
import { assertProperty } from '../../support/seeds';

const state = (value: string, ...synonyms: string[]): MatrixState => ({
  ...{ id: value.toLowerCase().replace(' ', '-'), value, symbol: '', party: 'supplier', synonyms },
});
const STATES = [
  state('Available', 'Verfügbar'),
  state('In Test', 'In Prüfung'),
  state('Not Approved', 'Nicht freigegeben'),
  state('Not Applicable', 'Nicht zutreffend'),
  state('Approved', 'Freigegeben'),
  state('Released', 'Herausgegeben'),
];

describe('cells as tab-separated values', () => {
  it('are quoted where they have tabs, quotes or line breaks', () =>
    assert.equal(
      tsvOf([
        ['a', 'b\nc'],
        ['d "e"', ''],
      ]),
      'a\t"b\nc"\n"d ""e"""\t',
    ));

  for (const [text, block] of [
    [
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a', [['a']]],
    ['\ta', [['', 'a']]],
    ['a\t\n', [['a', '']]],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['"a\nb"\tc', [['a\nb', 'c']]],
    ['"a" b\t"', [['"a" b', '"']]],
  ] as const)
    it(`are read from ${JSON.stringify(text)}`, () => assert.deepEqual(blockOf(text), block));

  it('are read as they were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' ') });
    const block = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 4 }))
      .chain(([lines, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: lines, maxLength: lines }),
      );
    assertProperty(
      fc.property(block, (cells) => assert.deepEqual(blockOf(tsvOf(cells)), cells)),
      { numRuns: 500, seed: 2026 },
    );
  });

  it('are HTML with colours and without markup of files', () =>
    assert.equal(
      htmlOf([[{ text: '<b>&', back: 'rgb(1, 2, 3)', fore: '"' }]]),
      '<table><tr><td style="background-color:rgb(1, 2, 3);color:&quot;">&lt;b&gt;&amp;</td></tr></table>',
    ));
});

describe('a pasted cell', () => {
  const TODAY = '2026-03-01';
  for (const [text, expected] of [
    ['Approved', 'Approved 2026-03-01'],
    [' not  approved ', 'Not Approved 2026-03-01'],
    ['Verfügbar', 'Available 2026-03-01'],
    ['In Prüfung', 'In Test 2026-03-01'],
    ['Nicht freigegeben', 'Not Approved 2026-03-01'],
    ['Nicht zutreffend', 'Not Applicable 2026-03-01'],
    ['Freigegeben', 'Approved 2026-03-01'],
    ['Herausgegeben', 'Released 2026-03-01'],
    ['Approved 2026-02-02', 'Approved 2026-02-02'],
    ['Approved\n2026-02-02', 'Approved 2026-02-02'],
    ['Approved (2026-02-02)', 'Approved 2026-02-02'],
    ['Approved, 2026-02-02T08:00:00Z', 'Approved 2026-02-02'],
    ['Freigegeben\n2.2.2026', 'Approved 2026-02-02'],
    ['', 'nothing'],
    ['\n', 'nothing'],
    ['Maybe', 'no state: Maybe'],
    ['Maybe 2026-02-02', 'no state: Maybe 2026-02-02'],
    ['Approved 31.02.2026', 'no date: Approved 31.02.2026'],
    ['Approved 1/2/2026', 'no date: Approved 1/2/2026'],
  ] as const)
    it(`is read from ${JSON.stringify(text)} as ${expected}`, () => {
      const cell = pastedCell(text, STATES, TODAY);
      const read =
        cell.kind === 'value'
          ? `${cell.value.state} ${cell.value.date}`
          : 'text' in cell
            ? `${cell.kind}: ${cell.text}`
            : cell.kind;
      assert.equal(read, expected);
    });
});

describe('the places of a pasted block', () => {
  const area = (top: number, bottom: number, left: number, right: number) => ({ top, bottom, left, right });
  const BLOCK = [
    ['a', 'b'],
    ['c', 'd'],
  ];
  /** Lines 5 and above are headings of groups or beyond the end. */
  const isPatch = (line: number): boolean => line !== 3 && line < 7;
  const at = (areas: ReturnType<typeof area>[], block: readonly (readonly string[])[]) => {
    const { cells, outside } = placed(block, { areas, anchor: areas[0]!, corner: { line: 0, column: 0 } }, isPatch, {
      ...{ heads: 1, lines: 7, first: 1, columns: 5 },
    });
    return [...cells.map(({ line, column, text }) => `${line}:${column}${text}`), ...(outside > 0 ? [outside] : [])];
  };

  it('are the block at the active cell, over the headings of groups', () =>
    assert.deepEqual(at([area(2, 2, 3, 3)], BLOCK), ['2:3a', '2:4b', '4:3c', '4:4d']));

  it('are one value in all selected cells', () =>
    assert.deepEqual(at([area(1, 2, 1, 1), area(5, 5, 4, 4)], [['x']]), ['1:1x', '2:1x', '5:4x']));

  it('are the block repeated in a selection that is its multiple', () =>
    assert.deepEqual(at([area(1, 5, 1, 2)], BLOCK), ['1:1a', '1:2b', '2:1c', '2:2d', '4:1a', '4:2b', '5:1c', '5:2d']));

  it('are the block once in another selection', () =>
    assert.deepEqual(at([area(1, 4, 1, 2)], BLOCK), ['1:1a', '1:2b', '2:1c', '2:2d']));

  it('are counted where they are outside the grid', () => assert.deepEqual(at([area(6, 6, 4, 4)], BLOCK), ['6:4a', 3]));
});
