import assert from 'node:assert/strict';
import { parse as parseCsv } from 'csv-parse/sync';
import type { Draft } from '../../../server/src/vpc/draft';
import { matrixCsv } from '../../../server/src/vpc/matrix/csv';
import { matrixHtml } from '../../../server/src/vpc/matrix/html';
import { matrixJson } from '../../../server/src/vpc/matrix/json';
import { matrixMarkdown } from '../../../server/src/vpc/matrix/markdown';
import { buildMatrix, type Matrix } from '../../../server/src/vpc/matrix/matrix';
import { parse } from '../../../server/src/xml/parser';
import { wellFormednessProblems } from '../../../server/src/xml/wellFormedness';
import { publicationIn, publicationText } from '../../support/publications';
import { BOTH, FIRST } from '../../support/vocabularies';

const { states } = FIRST.profile;

function matrixOf(patches: readonly Draft<'patch'>[], supplier = 'Northwind'): Matrix {
  return buildMatrix([
    { publication: publicationIn(publicationText(FIRST, patches, { supplier }), FIRST), name: 'a.xml' },
  ]);
}

const MATRIX = matrixOf([
  {
    'patch-id': 'KB1',
    title: 'First',
    severity: 'Critical',
    released: '2026-02-10T08:00:00Z',
    product: [
      { 'product-id': 'Batch', 'product-version': '8.2', platform: 'Windows', state: 'Approved', reboot: 'true' },
      { 'product-id': 'Panel', state: 'Approved' },
      { 'product-id': 'Panel', state: 'Not Approved', comment: 'Stops' },
    ],
  },
  {
    'patch-id': 'KB0',
    title: 'Second',
    released: '2026-01-10T08:00:00Z',
    product: [{ 'product-id': 'Panel', state: 'Own' }],
  },
]);

/** Texts that would be markup, formulas or code if they were not taken for text. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '=HYPERLINK("http://evil.example")',
  '@SUM(1)',
  '+1',
  '-1',
  '| a | b |\n# head',
  '[x](javascript:alert(1))',
  '&lt;b&gt;',
  'x'.repeat(100_000),
];
const hostileMatrix = (text: string) =>
  matrixOf(
    [
      {
        'patch-id': text,
        title: text,
        severity: text,
        released: text,
        product: [
          {
            'product-id': text,
            'product-version': text,
            platform: text,
            state: text,
            'state-date': text,
            restriction: text,
            comment: text,
          },
        ],
      },
    ],
    text,
  );

describe('the matrix as CSV', () => {
  const read = (csv: string): string[][] => parseCsv(csv, { bom: true });

  it('has a line a patch and a column a product', () => {
    const csv = matrixCsv(MATRIX);
    assert.ok(csv.startsWith('\uFEFF'));
    assert.deepEqual(read(csv), [
      ['Patch vendor', 'Patch', 'Title', 'Severity', 'Released', 'Batch 8.2 (Windows)', 'Panel'],
      ['Microsoft', 'KB1', 'First', 'Critical', '2026-02-10', 'Approved', 'Approved / Not Approved'],
      ['Microsoft', 'KB0', 'Second', '', '2026-01-10', '', 'Own'],
    ]);
  });

  for (const text of HOSTILE) {
    it(`defuses ${JSON.stringify(text.slice(0, 30))}`, () => {
      const [, line] = read(matrixCsv(hostileMatrix(text)));
      const trimmed = text.trim();
      assert.equal(line![1], /^[=+@-]/.test(trimmed) ? `'${trimmed}` : trimmed);
      assert.ok(line!.every((field) => !/^[=+\-@\t\r]/.test(field)));
    });
  }
});

describe('the matrix as Markdown', () => {
  it('has a table for each vendor', () => {
    assert.equal(
      matrixMarkdown(MATRIX),
      `# Patch compatibility: Northwind

## Microsoft

| Patch | Title | Severity | Released | Batch 8.2 \\(Windows\\) | Panel |
| --- | --- | --- | --- | --- | --- |
| KB1 | First | Critical | 2026-02-10 | ✓ Approved | ✓ Approved / Not Approved |
| KB0 | Second |  | 2026-01-10 |  | Own |
`,
    );
  });

  for (const text of HOSTILE) {
    it(`keeps ${JSON.stringify(text.slice(0, 30))} in its cell`, () => {
      const markdown = matrixMarkdown(hostileMatrix(text));
      assert.equal(markdown.split('\n').length, 8);
      assert.doesNotMatch(markdown, /<(?!br)|(?<!\\)\[|(?<!\\)`/);
      const cells = markdown.split('\n')[6]!.split(/(?<!\\)\|/).length;
      assert.equal(cells, 7);
    });
  }
});

describe('the matrix as JSON', () => {
  it('holds everything that is known of a cell', () => {
    const json = JSON.parse(matrixJson(MATRIX, states)) as {
      columns: unknown[];
      vendors: { patches: { id: string; results: { column: number; state: string; reboot: boolean | null }[] }[] }[];
      summary: { states: unknown[]; conflicts: number };
    };
    assert.deepEqual(json.columns[0], { product: 'Batch', version: '8.2', platform: 'Windows' });
    const [first] = json.vendors[0]!.patches;
    assert.deepEqual(
      first!.results.map(({ column, state, reboot }) => [column, state, reboot]),
      [
        [0, 'Approved', true],
        [1, 'Approved', null],
        [1, 'Not Approved', null],
      ],
    );
    assert.deepEqual(json.summary.states, [
      { state: 'Not Approved', cells: 1 },
      { state: 'Approved', cells: 2 },
    ]);
    assert.equal(json.summary.conflicts, 1);
  });
});

describe('the matrix as HTML', () => {
  const html = matrixHtml(MATRIX, states);

  /** Void elements and the document type are what tells this HTML from XML. */
  const asXml = (page: string) => page.replace('<!doctype html>', '').replace(/<meta [^>]*>/g, '');

  it('is one page without script, with every state by class, symbol and text', () => {
    assert.doesNotMatch(html, /<script|<link|url\(|@import|https?:/);
    assert.match(html, /default-src 'none'; style-src 'unsafe-inline'/);
    assert.match(
      html,
      /<td class="approved"><div><span class="symbol" aria-hidden="true">✓<\/span> Approved <small>restart<\/small>/,
    );
    assert.match(html, /<td class="other"><div><span class="symbol" aria-hidden="true">\?<\/span> Own<\/div>/);
    assert.match(html, /<td class="hole"><span aria-hidden="true">·<\/span><span class="unseen">no statement<\/span>/);
    assert.match(html, /<td class="conflict"><strong>contradiction<\/strong>/);
  });

  it('sums up in its head', () => {
    assert.match(
      html,
      /<p>Patches: 2, products and versions: 2 · Published 2026-02-18 · Contradictions: 1 · Cells without a statement: 1<\/p>/,
    );
    assert.match(html, /<li class="approved">.*Approved: 2<\/li>.*<li class="other">State from another list: 1<\/li>/);
  });

  it('has a style for every state', () => {
    for (const { id } of states) assert.match(html, new RegExp(`\\.${id}\\b[^{]*\\{ background`), id);
  });

  it('is balanced, with as many cells in each row as there are columns', () => {
    assert.deepEqual(wellFormednessProblems(parse(asXml(html))), []);
    const rows = html.match(/<tr>.*<\/tr>/g)!.slice(1);
    assert.deepEqual(
      rows.map((row) => row.match(/<td/g)!.length),
      [2, 2],
    );
  });

  for (const text of HOSTILE) {
    it(`shows ${JSON.stringify(text.slice(0, 30))} as text`, () => {
      const page = matrixHtml(hostileMatrix(text), states);
      assert.deepEqual(wellFormednessProblems(parse(asXml(page))), []);
      assert.doesNotMatch(page, /<script|<img|onmouseover='/);
    });
  }

  it('speaks the language that it is given', () => {
    const page = matrixHtml(MATRIX, states, {
      translate: (template) => (template === 'Patch' ? 'Korrektur' : template),
    });
    assert.match(page, /<th scope="col" class="patch">Korrektur<\/th>/);
  });

  it('is the same for both vocabularies', () => {
    const [first, second] = BOTH.map((vocabulary) =>
      matrixHtml(
        buildMatrix([{ publication: publicationIn(vocabulary.sampleText, vocabulary), name: 'a.xml' }]),
        states,
      ),
    );
    assert.equal(first, second);
    assert.match(first!, /KB5075906/);
  });
});
