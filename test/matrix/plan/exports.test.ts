import assert from 'node:assert/strict';
import { joined } from '../../../server/src/exchange/tables/xlsx/write/workbook';
import { noteText, type Note } from '../../../server/src/matrix/notes';
import { planHtml } from '../../../server/src/matrix/plan/export/html/report';
import { DECISION_NAMES, inOrder, percentOf, type ShownPlan } from '../../../server/src/matrix/plan/export/shown';
import { planXlsx } from '../../../server/src/matrix/plan/export/xlsx';
import { parse } from '../../../server/src/xml/parser';
import { english, type Localize } from '../../../server/src/xml/problem';
import { wellFormednessProblems } from '../../../server/src/xml/wellFormedness';
import { planOf, shownPlan } from '../../support/plans';
import { FIRST } from '../../support/vocabularies';
import { partsOf, sheetsIn, type Value } from '../../support/workbooks';

const BETA = ['Beta.xml  Beta  id B  version 1  published 2026-02-20', '  KB9  Gateway 1  In Test'];
const FEBRUARY = [
  'feb.xml  Alpha  id A  version 1  published 2026-02-20',
  '  KB1  Historian 5  In Test',
  '  KB2  Historian 5  Approved',
  '  KB4  Historian 5  Approved',
  ...BETA,
];
const MARCH = [
  'mar.xml  Alpha  id A  version 2  published 2026-03-20',
  '  KB1  Historian 5  Approved  2026-03-01  severity Critical  restriction Stop the server first',
  '  KB2  Historian 5  Approved  2026-02-10',
  '  KB3  Historian 5  In Test  severity Critical',
  '  KB4  Historian 5  Not Approved',
  ...BETA,
];
const LISTS = [
  'asset  PC1  Historian 5  of ALPHA  in Cell 1',
  'asset  PC2  Gateway 1  in Cell 2',
  'asset  PC3  Historian 5',
  'installed  PC1  KB4  2026-01-20',
  'installed  PC3  KB1  2026-03-25',
];
const NOW = planOf(MARCH, LISTS, FIRST, { Critical: 30 });
const COMPARED = shownPlan(NOW, planOf(FEBRUARY, LISTS, FIRST));

const html = (shown: ShownPlan): string => [...planHtml(shown)].join('');

/** The text of a part of a page: cells and items are separated by ` | `. */
function textIn(page: string, from: string, to = '</section>'): string {
  const start = page.indexOf(from);
  assert.ok(start >= 0, from);
  return textOf(page.slice(start, page.indexOf(to, start)));
}

function textOf(markup: string): string {
  return markup
    .replace(/<i class="paper">.*?<\/i>|<svg.*?<\/svg>/gs, '')
    .replace(/<\/(?:td|th|li|h\d|p|caption|span)>|<small[^>]*>|<(?:details|ul)[^>]*>/g, ' | ')
    .replace(/<\/tr>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replace(/[ \n]*\n[ |\n]*/g, '\n')
    .replace(/ *\|[ |]*/g, ' | ')
    .replace(/ \| ?(?=\n|$)/g, '')
    .trim();
}

describe('the plan as HTML', () => {
  it('says when it was made, from what, and with which timeframes', () => {
    assert.equal(
      textIn(html(COMPARED), '<header>', '</header>'),
      `Patch plan
Made 2026-04-01 00:00 UTC from 2 files of 2 suppliers, for 3 assets.
Days from release to installation, as configured: Critical 30.`,
    );
    const none = html(shownPlan(planOf(MARCH, LISTS, FIRST)));
    assert.match(none, /<p>No timeframes are configured, so nothing counts as overdue\.<\/p>\n<\/header>/);
    assert.match(none, /<h3>Overdue by severity<\/h3><p>No timeframes are configured/);
    assert.doesNotMatch(none, /class="due-column"|>Due<|name="overdue"/);
  });

  it('has a section for each zone: assets with decisions, reasons and statements', () => {
    const page = html(COMPARED);
    assert.equal(
      textIn(page, '<section class="zone" id="z1">'),
      `Cell 1 Filters
Assets: 1 | Share installed: 33% | Overdue: 2 | Restarts: 0
Cell 1
Cell 1
Patch | Decision | Due | Reason
PC1 ALPHA: Historian 5 | Installed, not approved 1 · Wait 1 · Install with restriction 1 · Install 1
KB4 | Microsoft · 2026-01-13 | KB4 | ⚠ Installed, not approved | Installed on 2026-01-20. Alpha says "Not Approved" (mar.xml). Stops | Statements: 1 | ALPHA: Historian 5 · Not Approved · mar.xml:1
KB1 | Microsoft · Critical · 2026-01-13 | KB1 | ⇩ Install with restriction | Step 1 | 2026-02-12 | Days overdue: 48 | Alpha says "Approved" since 2026-03-01 (mar.xml). Restriction: Stop the server first | Statements: 1 | ALPHA: Historian 5 · Approved 2026-03-01 · Restriction: Stop the server first · mar.xml:1
KB2 | Microsoft · 2026-01-13 | KB2 | ↓ Install | Step 2 | Alpha says "Approved" since 2026-02-10 (mar.xml). | Statements: 1 | ALPHA: Historian 5 · Approved 2026-02-10 · mar.xml:1
KB3 | Microsoft · Critical · 2026-01-13 | KB3 | ◷ Wait | 2026-02-12 | Days overdue: 48 | Alpha says "In Test" (mar.xml). | Statements: 1 | ALPHA: Historian 5 · In Test · mar.xml:1`,
    );
    assert.equal(page.match(/<section class="zone"/g)!.length, 3);
    assert.match(page, /<p class="rest">Nothing to do on: <a href="#a1">PC2<\/a><\/p>/);
  });

  it('tells what has changed, the worst first', () => {
    assert.equal(
      textIn(html(COMPARED), '<section id="changes">'),
      `Changes since before
⚠ Nothing new from these suppliers: Beta.
Doubtful new files: 1 | mar.xml: By its contents, the name of this file should be Alpha_VPC_2026-03-20.xml.
Installed → Installed, not approved: 1 | Install → Do not install: 1 | None → Wait: 2 | Wait → Install with restriction: 1
Changed decisions: 6Changes since before
Asset | Patch | Before | Now | Reason
PC1 | KB4 | Microsoft | ✓ Installed | ⚠ Installed, not approved | Installed on 2026-01-20. Alpha says "Not Approved" (mar.xml). Stops
PC3 | KB4 | Microsoft | ↓ Install | ✕ Do not install | Alpha says "Not Approved" (mar.xml). Comment: Stops
PC1 | KB3 | Microsoft | None | ◷ Wait | Alpha says "In Test" (mar.xml).
PC3 | KB3 | Microsoft | None | ◷ Wait | Alpha says "In Test" (mar.xml).
PC1 | KB1 | Microsoft | ◷ Wait | ⇩ Install with restriction | Alpha says "Approved" since 2026-03-01 (mar.xml). Restriction: Stop the server first
PC3 | KB1 | Microsoft | ⚠ Installed, not approved | ✓ Installed | Installed on 2026-03-25.`,
    );
    assert.doesNotMatch(html(shownPlan(NOW)), /id="changes"/);
  });

  it('has charts with the numbers of the tables below them', () => {
    const page = html(COMPARED);
    const [months, , overdue] = page.match(/<figure>.*?<\/figure>/gs)!;
    const written = (figure: string): string[] => [...figure.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text!);
    assert.deepEqual(written(months), ['0', '2', '4', '6', '5', '2026-01']);
    // Of a scale of 6 to 190 units: 2 approved, 1 not approved, 2 untested.
    const heights = [...months.matchAll(/<rect class="f-(\w+)" x="[^"]*" y="[^"]*" width="[^"]*" height="([^"]*)"/g)];
    assert.deepEqual(
      heights.map(([, fill, height]) => `${fill} ${height}`),
      ['good 63.3', 'bad 31.7', 'open 63.3'],
    );
    assert.match(
      textOf(months),
      /Month \| Approved \| Not approved \| Not applicable \| Untested\n2026-01 \| 2 \| 1 \| 0 \| 2$/,
    );
    assert.deepEqual(written(overdue!), ['Critical', '1 + 2']);
    assert.match(textOf(overdue!), /Severity \| To install \| Waiting\nCritical \| 1 \| 2$/);
    assert.match(
      page,
      /<h3>Days from release to a result \(median\)<\/h3><p>No supplier has 5 results with a date\.<\/p>/,
    );
  });

  it('tells how long suppliers take, and who has published nothing this month', () => {
    const dates = ['2026-01-14', '2026-01-15', '2026-01-20', '2026-01-21', '2026-02-02'];
    const files = [
      'a.xml  Alpha  published 2026-04-01',
      ...dates.map((date, index) => `  KB${index}  Historian 5  Approved  ${date}`),
      ...BETA,
    ];
    const page = html(shownPlan(planOf(files, ['asset  PC1  Historian 5'], FIRST)));
    assert.match(
      textIn(page, '<section id="suppliers">'),
      /\nAlpha \| 2026-04-01 \| 5 \| 100% \| 0 \| 5 \| 0 \| 0 \| 7 \| 0\nBeta \| 2026-02-20 \| ⚠ nothing this month \| 1 \| 0% \| 1 \| 0 \| 0 \| 0 \| fewer than 5 results \| 0\n/,
    );
    assert.match(page, /<svg viewBox="0 0 560 24"[^>]*aria-labelledby="chartDays-t chartDays-d">.*>7<\/text>/);
  });

  it('tells of doubts first, and with the asset', () => {
    const files = ['bad.xml  Alpha  published 2026-03-20  cut off', '  KB1  Historian 5  Approved'];
    const page = html(shownPlan(planOf([...files, ...BETA], ['asset  PC1  Historian 5  of Alpha'], FIRST)));
    assert.match(page, /<main>\n<section class="notes"[^>]*><h2>Read this first<\/h2>\n<ul><li>bad\.xml: /);
    assert.match(
      textIn(page, '<tbody role="rowgroup" id="a0"', '</tbody>'),
      /≠ Contradiction: A file could not be read/,
    );
  });

  it('links only to what is on the page', () => {
    const page = html(COMPARED);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
    assert.equal(new Set(ids).size, ids.length);
    const links = new Set([...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id!));
    assert.deepEqual(
      [...links].filter((id) => !ids.includes(id)),
      [],
    );
    assert.ok(links.size > 10);
  });

  it('shows texts of files and lists as text', () => {
    const text = '<script>alert(1)</script>"\'&';
    const lists = [`asset  ${text}  Historian 5  in ${text}`, `asset  PC2  ${text} 1`, `installed  PC2  ${text}`];
    const files = [`${text}  ${text}  published 2026-03-20`, `  ${text}  Historian 5  Approved  restriction ${text}`];
    const page = html(shownPlan(planOf(files, lists, FIRST), planOf(BETA, lists, FIRST)));
    assert.doesNotMatch(page, /<script|"'/);
    assert.ok(page.split('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;').length > 10);
  });

  it('is translated', () => {
    const german: Localize = (text, ...args) => english(text === 'Install' ? 'Installieren' : text, ...args);
    const page = [...planHtml(shownPlan(NOW, null, german), 'de')].join('');
    assert.match(page, /<html lang="de">[^]*<\/b> Installieren</);
  });
});

/** The bytes of a workbook, and what it has no room for. */
function workbook(shown: ShownPlan): { bytes: Uint8Array; notes: readonly Note[] } {
  const pieces: Uint8Array[] = [];
  const writer = planXlsx(shown);
  for (;;) {
    const step = writer.next();
    if (step.done === true) return { bytes: joined(pieces), notes: step.value };
    pieces.push(step.value);
  }
}

const shownValue = (value: Value): Value => (value instanceof Date ? value.toISOString().slice(0, 10) : value);

/** The sheets, read by another library; days as texts. */
async function read(shown: ShownPlan): Promise<Record<string, Value[][]>> {
  const sheets = await sheetsIn(workbook(shown).bytes);
  return Object.fromEntries(
    Object.entries(sheets).map(([name, rows]) => [name, rows.map((row) => row.map(shownValue))]),
  );
}

describe('the plan as a workbook', () => {
  it('has the doubts first, then lists by what is to be done', async () => {
    const { bytes } = workbook(COMPARED);
    const names = Object.keys(await sheetsIn(bytes));
    assert.deepEqual(names, ['About', 'To Do', 'Wait', 'Do Not', 'Changes', 'Suppliers', 'Months', 'Zones']);
    const alone = await sheetsIn(workbook(shownPlan(NOW)).bytes);
    assert.deepEqual(
      Object.keys(alone),
      names.filter((name) => name !== 'Changes'),
    );
  });

  it('has a line for each decision, with days as dates', async () => {
    const { bytes } = workbook(COMPARED);
    assert.ok((await sheetsIn(bytes))['To Do']![2]![9] instanceof Date);
    const { 'To Do': toDo, Wait: wait, 'Do Not': doNot } = await read(COMPARED);
    const [heads, ...lines] = toDo!;
    assert.deepEqual(heads, [
      ...['Asset', 'Zone', 'Decision', 'Order', 'Patch', 'Vendor', 'Title', 'Severity', 'Released', 'Due'],
      ...['Days overdue', 'Restart', 'Reason', 'Restriction', 'State', 'Own state', 'Supplier', 'Product'],
      ...['Superseded by', 'Installed', 'Sources'],
    ]);
    assert.deepEqual(lines[1], [
      ...['PC1', 'Cell 1', 'Install with restriction', 1, 'KB1', 'Microsoft', 'KB1', 'Critical', '2026-01-13'],
      ...['2026-02-12', 48, null],
      'Alpha says "Approved" since 2026-03-01 (mar.xml). Restriction: Stop the server first',
      ...['Stop the server first', 'Approved', null, 'ALPHA', 'Historian 5', null, null, 'mar.xml:1'],
    ]);
    const short = (rows: Value[][]): string[] => rows.map((row) => [row[0], row[4], row[2]].join(' '));
    assert.deepEqual(short(lines), [
      ...['PC1 KB4 Installed, not approved', 'PC1 KB1 Install with restriction', 'PC1 KB2 Install', 'PC3 KB2 Install'],
    ]);
    assert.deepEqual(short(wait!.slice(1)), ['PC1 KB3 Wait', 'PC2 KB9 Wait', 'PC3 KB3 Wait']);
    assert.deepEqual(short(doNot!.slice(1)), ['PC3 KB4 Do not install']);
  });

  it('has the changes and the figures', async () => {
    const { Changes: changes, Suppliers: suppliers, Months: months, Zones: zones } = await read(COMPARED);
    assert.deepEqual(changes!.slice(0, 2), [
      ['Asset', 'Zone', 'Before', 'Now', 'Patch', 'Vendor', 'Reason'],
      [
        ...['PC1', 'Cell 1', 'Wait', 'Install with restriction', 'KB1', 'Microsoft'],
        'Alpha says "Approved" since 2026-03-01 (mar.xml). Restriction: Stop the server first',
      ],
    ]);
    assert.equal(changes!.length, 7);
    // The list of assets spells the supplier in another way.
    assert.deepEqual(suppliers!.slice(1), [
      ['Alpha', '2026-03-20', 'No', 4, 0.75, 1, 2, 1, 0, null, 2],
      ['Beta', '2026-02-20', 'No', 1, 0, 1, 0, 0, 0, null, 0],
    ]);
    assert.deepEqual(months![1], ['Alpha', '2026-01', 4, 0.75, 1, 2, 1, 0, 47]);
    assert.deepEqual(zones!.slice(1), [
      ['No zone', 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0.5, 1, 0],
      ['Cell 1', 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1 / 3, 2, 0],
      ['Cell 2', 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, null, 0, 0],
    ]);
  });

  it('says what it was made from, what is doubtful, and which assets are on no list', async () => {
    const files = ['bad.xml  Gamma  published 2026-03-20  cut off', '  KB1  Panel 1  Approved', ...BETA];
    const lists = ['asset  PC1  Gateway 1  of Beta', 'asset  PC2  Gateway 1  of Beta', 'installed  PC2  KB9'];
    const more = ['ok.xml  Delta  published 2026-03-20', '  KB5  Valve 2  Approved'];
    const done = ['asset  PC3  Valve 2  of Delta', 'installed  PC3  KB5  2026-03-21'];
    const { About: about } = await read(shownPlan(planOf([...files, ...more], [...lists, ...done], FIRST)));
    const lines = about!.map((row) => row.filter((value) => value !== null).join(' | '));
    assert.equal(lines[1], 'Made 2026-04-01 00:00 UTC from 2 files of 2 suppliers, for 3 assets.');
    assert.match(lines[lines.indexOf('Read this first') + 1]!, /^bad\.xml: /);
    assert.ok(lines.includes('Installed | 1 | None: it is done.'));
    assert.deepEqual(lines.slice(lines.indexOf('Assets without a line on these sheets')).slice(1, 3), ['PC3', '']);
    assert.ok(lines.includes('Beta · 1 · Beta.xml, published 2026-02-20'));
  });

  it('has heads that stay in sight, filters, and colours by decision', () => {
    const parts = partsOf(workbook(COMPARED).bytes);
    const toDo = parts['xl/worksheets/sheet1.xml']!;
    assert.match(toDo, /<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"\/>/);
    // LibreOffice gives rows the height of one line where none is given.
    assert.match(toDo, /<row r="3" ht="30"><c .*<row r="4"><c /);
    assert.match(toDo, /<autoFilter ref="A1:U5"\/>/);
    const [, range, rules] = /<conditionalFormatting sqref="([^"]*)">(.*?)<\/conditionalFormatting>/.exec(toDo)!;
    assert.equal(range, 'C2:C5');
    // The first rule that holds counts, and names begin with other names.
    const texts = [...rules!.matchAll(/text="([^"]*)"/g)].map(([, text]) => text!);
    assert.deepEqual([...texts].sort(), Object.values(DECISION_NAMES).sort());
    for (const [index, text] of texts.entries()) {
      assert.deepEqual(
        texts.slice(index + 1).filter((later) => later !== text && later.startsWith(text)),
        [],
      );
    }
    assert.match(parts['xl/styles.xml']!, /<xf numFmtId="9" /);
  });

  it('takes texts of files and lists for texts', async () => {
    const hostile = ['=1+1', '@x', '+1', '-1', '<c r="A1"><f>1', ']]>&amp;'];
    const files = ['a.xml  =Alpha  published 2026-03-20', ...hostile.map((id) => `  ${id}  Historian 5  Approved`)];
    const lists = hostile.map((name) => `asset  ${name}  Historian 5  in ${name}`);
    const { bytes } = workbook(shownPlan(planOf(files, lists, FIRST), planOf(BETA, lists, FIRST)));
    for (const [name, part] of Object.entries(partsOf(bytes))) {
      assert.deepEqual(wellFormednessProblems(parse(part)), [], name);
      assert.doesNotMatch(part, /<f>/, name);
    }
    const { 'To Do': toDo } = await sheetsIn(bytes);
    const column = (index: number): Set<Value> => new Set(toDo!.slice(1).map((row) => row[index]!));
    for (const index of [0, 1, 4]) assert.deepEqual([...column(index)].sort(), [...hostile].sort());
    assert.match(partsOf(bytes)['xl/styles.xml']!, / quotePrefix="1"/);
  });

  it('cuts texts that a cell cannot hold, and says so', async () => {
    const files = [
      'a.xml  Alpha  published 2026-03-20',
      `  KB1  Historian 5  Approved  restriction ${'x'.repeat(40_000)}`,
    ];
    const { bytes, notes } = workbook(shownPlan(planOf(files, ['asset  PC1  Historian 5'], FIRST)));
    const text = 'Texts were cut to 32767 characters: 2. The files have them whole.';
    assert.deepEqual(
      notes.map((note) => [note.isFailure, noteText(note, english)]),
      [[true, text]],
    );
    const { About: about } = await sheetsIn(bytes);
    assert.ok(about!.some(([first]) => first === text));
  });

  it('has the same bytes for the same plan', () => {
    const again = shownPlan(planOf(MARCH, LISTS, FIRST, { Critical: 30 }), planOf(FEBRUARY, LISTS, FIRST));
    assert.deepEqual(workbook(COMPARED).bytes, workbook(again).bytes);
  });
});

describe('what the formats of a plan share', () => {
  it('rounds shares, and only the whole is 100 percent', () => {
    assert.deepEqual([0, 0.004, 0.006, 0.5, 0.999, 1].map(percentOf), [0, 0, 1, 50, 99, 100]);
  });

  it('puts alarms first, then what is installed in order, then the rest by caution', () => {
    const [{ decisions } = { decisions: [] }] = NOW.assets;
    const kinds = inOrder([...decisions].reverse()).map(({ decision, order }) => [decision, order]);
    assert.deepEqual(kinds, [
      ['installed-not-approved', null],
      ['install-with-restriction', 1],
      ['install', 2],
      ['wait', null],
    ]);
  });
});
