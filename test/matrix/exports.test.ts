import assert from 'node:assert/strict';
import { parse as parseCsv } from 'csv-parse/sync';
import { matrixCsv as csvPieces } from '../../server/src/matrix/export/csv';
import { matrixHtml as htmlPieces } from '../../server/src/matrix/export/html';
import { matrixJson as jsonPieces } from '../../server/src/matrix/export/json';
import { matrixMarkdown as markdownPieces } from '../../server/src/matrix/export/markdown';
import { buildMatrix } from '../../server/src/matrix/matrix';
import { sourceOf } from '../../server/src/matrix/sources';
import { viewOf, type View } from '../../server/src/matrix/view';
import { parse } from '../../server/src/xml/parser';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { publicationIn, publicationText } from '../support/publications';
import { BOTH, FIRST } from '../support/vocabularies';
import { runToCompletion } from '../../server/src/xml/task';
import type { Draft } from '../../server/src/domain/publicationText';

/** The text of all pieces. */
const whole =
  <Args extends readonly unknown[]>(write: (...args: Args) => Iterable<string>) =>
  (...args: Args): string =>
    [...write(...args)].join('');
const matrixCsv = whole(csvPieces);
const matrixHtml = whole(htmlPieces);
const matrixJson = whole(jsonPieces);
const matrixMarkdown = whole(markdownPieces);

const { states } = FIRST.profile;

type Patches = readonly Draft<'patch'>[];

/** The view of a publication, compared with an older edition if there is one. */
function matrixOf(patches: Patches, supplier = 'Northwind', before: Patches | null = null): View {
  const sources = (drafts: Patches) => [
    sourceOf(publicationIn(publicationText(FIRST, drafts, { supplier }), FIRST), 'a.xml'),
  ];
  const older = before && runToCompletion(buildMatrix(FIRST.vocabulary, sources(before)));
  return viewOf(runToCompletion(buildMatrix(FIRST.vocabulary, sources(patches), { older })));
}

const PATCHES: Patches = [
  {
    'patch-id': 'KB1',
    title: 'First',
    'patch-type': 'Security',
    severity: 'Critical',
    target: ['Windows 11', 'Office'],
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
];
const MATRIX = matrixOf(PATCHES);

/** Compared with an edition where `KB1` was in test for the batch product, and there was another patch. */
const COMPARED = matrixOf(PATCHES, 'Northwind', [
  {
    'patch-id': 'KB1',
    title: 'First',
    'patch-type': 'Security',
    severity: 'Low',
    product: [{ 'product-id': 'Batch', 'product-version': '8.2', platform: 'Windows', state: 'In Test' }],
  },
  { 'patch-id': 'KB2', title: 'Third', product: [{ 'product-id': 'Gone', state: 'Approved' }] },
]);

/** Texts that would be markup, formulas or code if they were not escaped. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '=HYPERLINK("http://evil.example")',
  '@SUM(1)',
  '+1',
  '＝1+1',
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
  const HEADS = ['Patch vendor', 'Patch', 'Title', 'Type', 'Severity', 'Released', 'For', 'Superseded by', 'Stated by'];

  it('has a line for each patch and a column for each product', () => {
    const csv = matrixCsv(MATRIX);
    assert.ok(csv.startsWith('\uFEFF'));
    assert.deepEqual(read(csv), [
      [...HEADS, 'Batch 8.2 (Windows)', 'Panel'],
      [
        'Microsoft',
        'KB1',
        'First',
        'Security',
        'Critical',
        '2026-02-10',
        'Windows 11; Office',
        '',
        'Northwind (2026-02-18)',
        'Approved',
        'Not Approved / Approved',
      ],
      ['Microsoft', 'KB0', 'Second', '', '', '2026-01-10', '', '', 'Northwind (2026-02-18)', '', 'Own'],
    ]);
  });

  it('shows changes in a column and in the cells', () => {
    const [head, ...lines] = read(matrixCsv(COMPARED));
    assert.deepEqual(head, [...HEADS, 'Change', 'Batch 8.2 (Windows)', 'Gone [removed]', 'Panel [new]']);
    assert.deepEqual(
      lines.map((line) => [line[1], ...line.slice(9)]),
      [
        ['KB1', 'changed', 'In Test → Approved', '', '– → Not Approved / Approved'],
        ['KB0', 'new', '', '', 'Own'],
        ['KB2', 'removed', '', 'Approved → –', ''],
      ],
    );
  });

  for (const separator of [',', ';', '\t'] as const) {
    it(`quotes values with the separator ${JSON.stringify(separator)}`, () => {
      const csv = matrixCsv(matrixOf([{ 'patch-id': 'a,b', title: 'c;d', severity: 'e"f' }]), { separator });
      const rows: string[][] = parseCsv(csv, { bom: true, delimiter: separator });
      assert.deepEqual(rows[1]!.slice(0, 5), ['Microsoft', 'a,b', 'c;d', '', 'e"f']);
    });
  }

  for (const text of HOSTILE) {
    it(`escapes the formula or code ${JSON.stringify(text.slice(0, 30))}`, () => {
      const [, line] = read(matrixCsv(hostileMatrix(text)));
      const trimmed = text.trim();
      assert.equal(line![1], /^[=+@＝-]/.test(trimmed) ? `'${trimmed}` : trimmed);
      assert.ok(line!.every((field) => !/^\s*[=+\-@\t\r＝]/.test(field)));
    });
  }
});

describe('the matrix as Markdown', () => {
  it('has a table for each vendor', () => {
    assert.equal(
      matrixMarkdown(MATRIX),
      `# Patch compatibility: Northwind

## Microsoft

| Patch | Title | Severity | Released | Superseded by | Batch 8.2 \\(Windows\\) | Panel |
| --- | --- | --- | --- | --- | --- | --- |
| KB1 | First | Critical | 2026-02-10 |  | ✓ Approved | ⚠ Not Approved / Approved |
| KB0 | Second |  | 2026-01-10 |  |  | Own |
`,
    );
  });

  for (const text of HOSTILE) {
    it(`keeps ${JSON.stringify(text.slice(0, 30))} in its cell`, () => {
      const markdown = matrixMarkdown(hostileMatrix(text));
      assert.equal(markdown.split('\n').length, 8);
      assert.doesNotMatch(markdown, /<(?!br)|(?<!\\)\[|(?<!\\)`/);
      const cells = markdown.split('\n')[6]!.split(/(?<!\\)\|/).length;
      assert.equal(cells, 8);
    });
  }
});

describe('the matrix as JSON', () => {
  it('holds all statements of a cell', () => {
    const { version, columns, patches, summary } = JSON.parse(matrixJson(MATRIX)) as Document;
    assert.equal(version, 1);
    assert.deepEqual(columns[0], { supplier: 'Northwind', product: 'Batch', version: '8.2', platform: 'Windows' });
    const { results, cells, ...first } = patches[0]!;
    assert.deepEqual(
      cells.map(({ state, status, contradiction, statements }) => [state, status, contradiction, statements.length]),
      [
        ['Approved', 'stated', false, 1],
        ['Not Approved', 'stated', true, 2],
      ],
    );
    assert.deepEqual(first, {
      vendor: 'Microsoft',
      id: 'KB1',
      title: 'First',
      type: 'Security',
      severity: 'Critical',
      released: '2026-02-10T08:00:00Z',
      targets: ['Windows 11', 'Office'],
      vulnerabilities: [],
      restart: null,
      supersedes: [],
      supersededBy: [],
      contradictions: [],
    });
    assert.deepEqual(results, [
      { column: 0, state: 'Approved', date: '', reboot: true, restrictions: [], comments: [], url: '', source: 0 },
      {
        column: 1,
        state: 'Not Approved',
        date: '',
        reboot: null,
        restrictions: [],
        comments: ['Stops'],
        url: '',
        source: 0,
      },
      { column: 1, state: 'Approved', date: '', reboot: null, restrictions: [], comments: [], url: '', source: 0 },
    ]);
    assert.deepEqual(summary, {
      patches: 2,
      columns: 2,
      otherStates: 1,
      holes: 1,
      ...{ conflicts: 1, doubts: 0, dropped: 0, retired: 0, withdrawals: 0, contradictions: 0 },
      lastPublished: '2026-02-18T09:00:00Z',
      states: [
        { state: 'Not Approved', cells: 1 },
        { state: 'Approved', cells: 1 },
      ],
      oldestUntested: null,
    });
  });

  it('holds changes and verdicts', () => {
    const { columns, patches, summary } = JSON.parse(matrixJson(COMPARED)) as Document;
    assert.deepEqual(
      columns.map(({ edition }) => edition),
      [undefined, 'removed', 'added'],
    );
    assert.deepEqual(
      patches.map(({ id, edition, changes }) => [id, edition, (changes ?? []).map(({ field }) => field)]),
      [
        ['KB1', undefined, ['severity', 'released']],
        ['KB0', 'added', []],
        ['KB2', 'removed', []],
      ],
    );
    const [changed] = patches[0]!.results;
    assert.deepEqual(
      [changed!.state, changed!.verdict, changed!.before![0]!.state],
      ['Approved', 'expected', 'In Test'],
    );
    assert.equal(patches[2]!.results[0]!.state, null);
    assert.deepEqual(summary.comparison, {
      changed: 2,
      regressions: 1,
      added: { patches: 1, columns: 1 },
      removed: { patches: 1, columns: 1 },
    });
  });
});

interface Document {
  readonly version: number;
  readonly columns: readonly { readonly edition?: string }[];
  readonly patches: readonly {
    readonly id: string;
    readonly edition?: string;
    readonly changes?: readonly { readonly field: string }[];
    readonly cells: readonly {
      readonly state: string | null;
      readonly status: string;
      readonly contradiction: boolean;
      readonly statements: readonly object[];
    }[];
    readonly results: readonly {
      readonly state: string | null;
      readonly verdict?: string;
      readonly before?: readonly { readonly state: string }[];
    }[];
  }[];
  readonly summary: Readonly<Record<string, unknown>>;
}

describe('the matrix as HTML', () => {
  const html = matrixHtml(MATRIX);

  /** Without void elements and the document type, this HTML is XML. */
  const asXml = (page: string) => page.replace('<!doctype html>', '').replace(/<meta [^>]*>/g, '');

  it('is one page without script and shows each state by class, symbol and text', () => {
    assert.doesNotMatch(html, /<script|<link|url\(|@import|https?:/);
    assert.match(html, /default-src 'none'; style-src 'unsafe-inline'/);
    assert.match(
      html,
      /<td class="approved"><div><b aria-hidden="true">✓<\/b> Approved<small>restart<\/small><\/div><\/td>/,
    );
    assert.match(html, /<td class="other"><div><b aria-hidden="true">\?<\/b> Own<\/div><\/td>/);
    assert.match(html, /<td class="conflict"><strong>contradiction<\/strong>/);
    assert.match(html, /<td><\/td>/);
  });

  it('has products above their versions and platforms', () => {
    const versions = ['1', '2'].map((version) => ({
      'product-id': 'A',
      'product-version': version,
      state: 'Approved',
    }));
    const page = matrixHtml(
      matrixOf([{ 'patch-id': 'KB1', product: [...versions, { 'product-id': 'B', state: 'Approved' }] }]),
    );
    assert.match(
      page,
      /<th colspan="2" scope="colgroup" class="product"><span>A<\/span><\/th><th scope="col" rowspan="2">B<\/th><\/tr>\n<tr><th scope="col">1<\/th><th scope="col">2<\/th><\/tr>/,
    );
  });

  it('highlights changes', () => {
    const page = matrixHtml(COMPARED);
    assert.match(page, /<td class="approved changed"><div>.*?<\/div><small class="before">before: ◐ In Test<\/small>/);
    assert.match(page, /<tr class="removed"[^>]*>.*<td class="changed"><span class="none">no statement<\/span>/);
    assert.match(page, /<tr class="added"[^>]*><th scope="row" class="patch" id="patch-KB0">.*<mark>new<\/mark>/);
    assert.match(page, /<th scope="col" rowspan="2" class="removed" title="removed">Gone<\/th>/);
    assert.match(page, /<li class="changed"><label><input [^>]*\/>Changed: 2<\/label><\/li>/);
  });

  it('names vendors in the rows where the order mixes them', () => {
    const text = publicationText(FIRST, [], {
      'patch-vendor': ['A', 'B'].map((vendor) => ({
        'vendor-id': vendor,
        patch: [1, 2].map((number) => ({ 'patch-id': `${vendor}${number}` })),
      })),
    });
    const matrix = runToCompletion(buildMatrix(FIRST.vocabulary, [sourceOf(publicationIn(text, FIRST), 'a.xml')]));
    const rows = [...matrix.rows.keys()].sort((a, b) => (a.slice(-3) < b.slice(-3) ? -1 : 1));
    const page = matrixHtml(viewOf(matrix, { rows }));
    assert.doesNotMatch(page, /class="vendor"/);
    assert.match(page, />A1<\/a> <small>A<\/small>/);
    assert.match(matrixMarkdown(viewOf(matrix, { rows })), /^\| B \| B1 \| {2}\|/m);
  });

  it('gives each patch its own anchor', () => {
    const page = matrixHtml(matrixOf([{ 'patch-id': 'a b' }, { 'patch-id': 'a+b' }, { 'patch-id': 'ä.1' }]));
    assert.deepEqual([...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id).sort(), [
      'patch-a-b',
      'patch-a-b_2',
      'patch-ä.1',
    ]);
  });

  it('shows the summary before the table', () => {
    assert.match(
      html,
      /<section class="sources"><h2>Files<\/h2>\n<ul><li>Northwind · [^<]*, published 2026-02-18<\/li><\/ul>/,
    );
    assert.match(html, /<span>Patches: 2<\/span> <span>Products and versions: 2<\/span>/);
    assert.match(
      html,
      /<li class="approved">.*Approved: <strong>1<\/strong><\/label><\/li>.*<li class="other">.*Other state: 1<\/label><\/li>/,
    );
    assert.match(
      html,
      /<li class="hole"><label><input type="radio" name="only" value="hole" \/>No statement: 1<\/label>/,
    );
    assert.match(html, /<li class="conflict"><label><input [^>]*\/>Contradictions: 1<\/label>/);
  });

  it('has a style for every state', () => {
    for (const { id } of states) assert.match(html, new RegExp(`\\.${id}\\b[^{]*\\{ background`), id);
  });

  it('is well-formed, and each row has a cell for each column', () => {
    assert.deepEqual(wellFormednessProblems(parse(asXml(html))), []);
    const rows = html.match(/<tr(?: data[^>]*)?>.*<\/tr>/g)!.slice(2);
    assert.deepEqual(
      rows.map((row) => row.match(/<td/g)!.length),
      [2, 2],
    );
  });

  it('has rows that say by what they can be found, and rules that hide the others', () => {
    assert.match(html, /<tr data-has="[^"]*\bapproved\b[^"]*"/);
    assert.match(html, /main:has\(\[name=only\]\[value="hole"\]:checked\) tr\[data-has\]:not\(\[data-has~="hole"\]\)/);
    const one = matrixHtml(matrixOf([{ 'patch-id': 'KB1', product: [{ 'product-id': 'A', state: 'Approved' }] }]));
    assert.doesNotMatch(one, /<input|data-has/, 'one patch is not filtered');
  });

  it('has wide tables in parts for print, each with the patches', () => {
    const products = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ 'product-id': `P${index + 10}`, state: 'Approved' }));
    const page = (count: number): string =>
      matrixHtml(matrixOf([{ 'patch-id': 'KB1', product: products(count) }, { 'patch-id': 'KB2' }]));
    assert.doesNotMatch(page(10), /class="sheet/);
    const sheets = page(23).split('<table class="sheet">').slice(1);
    assert.deepEqual(
      sheets.map((sheet) => [/<caption>.*<\/caption>/.exec(sheet)![0], sheet.match(/<td/g)!.length]),
      [
        ['<caption>1 / 3</caption>', 20],
        ['<caption>2 / 3</caption>', 20],
        ['<caption>3 / 3</caption>', 6],
      ],
    );
    for (const sheet of sheets) assert.match(sheet, /<th scope="row" class="patch">KB1/);
    assert.deepEqual(wellFormednessProblems(parse(asXml(page(23)))), []);
  });

  it('has a short title', () => {
    const titleWith = (supplier: string): string =>
      /<h1>(.*)<\/h1>/.exec(
        matrixHtml(
          viewOf(
            runToCompletion(
              buildMatrix(FIRST.vocabulary, [
                sourceOf(publicationIn(publicationText(FIRST, [], { supplier }), FIRST), 'a.xml'),
              ]),
            ),
          ),
        ),
      )![1]!;
    assert.equal(titleWith('N'.repeat(80)), `Patch compatibility: ${'N'.repeat(80)}`);
    assert.equal(titleWith('N'.repeat(81)), `Patch compatibility: ${'N'.repeat(80)}…`);
  });

  for (const text of HOSTILE) {
    it(`shows ${JSON.stringify(text.slice(0, 30))} as text`, () => {
      const page = matrixHtml(hostileMatrix(text));
      assert.deepEqual(wellFormednessProblems(parse(asXml(page))), []);
      assert.doesNotMatch(page, /<script|<img|onmouseover='/);
    });
  }

  it('is translated into the given language', () => {
    const page = matrixHtml(MATRIX, {
      translate: (template) => (template === 'Patch' ? 'Korrektur' : template),
      language: 'de',
    });
    assert.match(page, /<html lang="de">/);
    assert.match(page, /<th scope="col" rowspan="2" class="patch">Korrektur<\/th>/);
  });

  it('is equal for both vocabularies', () => {
    const [first, second] = BOTH.map((vocabulary) =>
      matrixHtml(
        viewOf(
          runToCompletion(
            buildMatrix(vocabulary.vocabulary, [sourceOf(publicationIn(vocabulary.sampleText, vocabulary), 'a.xml')]),
          ),
        ),
      ),
    );
    assert.equal(first, second);
    assert.match(first!, /KB5075906/);
  });
});
