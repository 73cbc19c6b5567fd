import assert from 'node:assert/strict';
import { matrixXlsx } from '../../server/src/matrix/export/xlsx/xlsx';
import { joined } from '../../server/src/exchange/tables/xlsx/write/workbook';
import { readTable } from '../../server/src/exchange/tables/tableFile';
import { ENGLISH, type Translate } from '../../server/src/matrix/export/texts';
import { buildMatrix } from '../../server/src/matrix/matrix';
import { noteText, type Note } from '../../server/src/matrix/notes';
import { sourceOf } from '../../server/src/matrix/sources';
import { viewOf, type View } from '../../server/src/matrix/view';
import { parse } from '../../server/src/xml/parser';
import { english } from '../../server/src/xml/problem';
import { runToCompletion } from '../../server/src/xml/task';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { publicationIn, publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';
import { partsOf, sheetsIn } from '../support/workbooks';
import type { Draft } from '../../server/src/domain/publicationText';

type Patches = readonly Draft<'patch'>[];

function viewIn(patches: Patches, before: Patches | null = null, supplier = 'Northwind'): View {
  const sources = (drafts: Patches) => [
    sourceOf(publicationIn(publicationText(FIRST, drafts, { supplier }), FIRST), 'a.xml'),
  ];
  const older = before && runToCompletion(buildMatrix(FIRST.vocabulary, sources(before)));
  return viewOf(runToCompletion(buildMatrix(FIRST.vocabulary, sources(patches), { older })));
}

/** The bytes of a workbook, and what it has no room for. */
function written(
  view: View,
  options: Parameters<typeof matrixXlsx>[1] = {},
): { bytes: Uint8Array; notes: readonly Note[] } {
  const pieces: Uint8Array[] = [];
  const writer = matrixXlsx(view, options);
  for (;;) {
    const step = writer.next();
    if (step.done === true) return { bytes: joined(pieces), notes: step.value };
    pieces.push(step.value);
  }
}

const PATCHES: Patches = [
  {
    'patch-id': 'KB1',
    title: 'First',
    severity: 'Critical',
    released: '2026-02-10T08:00:00Z',
    product: [
      {
        ...{ 'product-id': 'Batch', 'product-version': '8.10', platform: 'Windows', state: 'Approved', reboot: 'true' },
        ...{ 'state-date': '2026-03-01T23:30:00-05:00', restriction: 'only clients', comment: ['a', 'b'] },
      },
      { 'product-id': 'Panel', state: 'Approved' },
      { 'product-id': 'Panel', state: 'Not Approved', comment: 'Stops' },
    ],
  },
  { 'patch-id': 'KB0', title: 'Second', product: [{ 'product-id': 'Panel', state: 'Own' }] },
];
const VIEW = viewIn(PATCHES);
const COMPARED = viewIn(PATCHES, [
  {
    'patch-id': 'KB1',
    title: 'First',
    product: [{ 'product-id': 'Batch', 'product-version': '8.10', platform: 'Windows', state: 'In Test' }],
  },
  { 'patch-id': 'KB2', title: 'Third', product: [{ 'product-id': 'Gone', state: 'Approved' }] },
]);

describe('the matrix as a workbook', () => {
  it('has the matrix, read by another library', async () => {
    const { Matrix: matrix } = await sheetsIn(written(VIEW).bytes);
    const texts = matrix!.map((row) => row.map((value) => (value instanceof Date ? value.toISOString() : value)));
    assert.deepEqual(texts, [
      ['Patch compatibility: Northwind', ...Array<null>(10).fill(null)],
      Array<null>(11).fill(null),
      [null, null, 'Supplier', ...Array<null>(6).fill(null), 'Northwind', 'Northwind'],
      [null, null, 'Product', ...Array<null>(6).fill(null), 'Batch', 'Panel'],
      [null, null, 'Version', ...Array<null>(6).fill(null), '8.10', null],
      [null, null, 'Platform', ...Array<null>(6).fill(null), 'Windows', null],
      [
        ...['Patch vendor', 'Patch', 'Title', 'Type', 'Severity', 'Released', 'For', 'Superseded by', 'Stated by'],
        ...['Batch 8.10 (Windows)', 'Panel'],
      ],
      [
        ...['Microsoft', 'KB1', 'First', null, 'Critical', '2026-02-10T00:00:00.000Z', null, null],
        ...['Northwind (2026-02-18)', 'Approved [restriction: only clients]', 'Not Approved / Approved'],
      ],
      ['Microsoft', 'KB0', 'Second', ...Array<null>(5).fill(null), 'Northwind (2026-02-18)', null, 'Own'],
    ]);
  });

  it('has a line for each statement, with what must be known', async () => {
    const { Details: details } = await sheetsIn(written(VIEW).bytes);
    const [head, ...lines] = details!.map((row) =>
      row.slice(0, 13).map((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value)),
    );
    assert.deepEqual(head, [
      ...[
        'Patch',
        'Patch vendor',
        'Product',
        'Version',
        'Platform',
        'State',
        'Date',
        'Restart',
        'Restriction',
        'Comment',
      ],
      ...['Supplier', 'File', 'Mark'],
    ]);
    assert.deepEqual(lines, [
      [
        'KB1',
        'Microsoft',
        'Batch',
        '8.10',
        'Windows',
        'Approved',
        '2026-03-01',
        'yes',
        'only clients',
        'a\nb',
        'Northwind',
        'a.xml',
        null,
      ],
      [
        'KB1',
        'Microsoft',
        'Panel',
        null,
        null,
        'Not Approved',
        null,
        null,
        null,
        'Stops',
        'Northwind',
        'a.xml',
        'contradiction',
      ],
      [
        'KB1',
        'Microsoft',
        'Panel',
        null,
        null,
        'Approved',
        null,
        null,
        null,
        null,
        'Northwind',
        'a.xml',
        'contradiction',
      ],
      ['KB0', 'Microsoft', 'Panel', null, null, 'Own', null, null, null, null, 'Northwind', 'a.xml', null],
    ]);
  });

  it('has the changes of a comparison, and keeps the present state first', async () => {
    const { Matrix: matrix, Changes: changes } = await sheetsIn(written(COMPARED).bytes);
    assert.deepEqual(changes!.slice(1), [
      [
        'Microsoft',
        'KB1',
        'Northwind',
        'Batch',
        '8.10',
        'Windows',
        'In Test',
        'Approved',
        'expected',
        'restriction: only clients',
      ],
      ['Microsoft', 'KB1', 'Northwind', 'Panel', null, null, '–', 'Not Approved / Approved', 'expected', null],
      ['Microsoft', 'KB2', 'Northwind', 'Gone', null, null, 'Approved', '–', 'withdrawn', null],
    ]);
    const cells = matrix!.slice(6).map((row) => row.slice(9));
    assert.deepEqual(cells, [
      ['Change', 'Batch 8.10 (Windows)', 'Gone [removed]', 'Panel [new]'],
      [
        'changed',
        'Approved [restriction: only clients] [before: In Test]',
        null,
        'Not Approved / Approved [before: –]',
      ],
      ['new', null, null, 'Own'],
      ['removed', null, '[before: Approved]', null],
    ]);
  });

  it('keeps heads in sight, offers the states, and colours them', () => {
    const {
      'xl/worksheets/sheet1.xml': sheet,
      'xl/workbook.xml': book,
      'xl/styles.xml': styles,
    } = partsOf(written(VIEW).bytes);
    assert.match(sheet!, /<pane xSplit="3" ySplit="7" topLeftCell="D8" activePane="bottomRight" state="frozen"\/>/);
    assert.match(
      sheet!,
      /<dataValidation type="list" [^>]*sqref="J8:K9"><formula1>'Legend'!\$A\$2:\$A\$12<\/formula1>/,
    );
    assert.match(sheet!, /<conditionalFormatting sqref="J8:K9"><cfRule type="containsText" [^>]*text=" \/ ">/);
    assert.match(
      sheet!,
      /<cfRule type="beginsWith" [^>]*text="Approved"><formula>LEFT\(J8,LEN\("Approved"\)\)="Approved"</,
    );
    assert.match(book!, /<sheet name="vpc-export" sheetId="4" state="veryHidden"/);
    assert.match(
      book!,
      /<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'Matrix'!\$A\$7:\$K\$9</,
    );
    // A contradiction does not look like an ordinary cell, also where nothing is coloured by its text.
    const styleOf = (cell: string): string => new RegExp(`<c r="${cell}" s="(\\d+)"`).exec(sheet!)![1]!;
    const [plain, clash] = [styleOf('K9'), styleOf('K8')];
    const formats = [...styles!.split('<cellXfs')[1]!.matchAll(/<xf [^>]*>/g)].map(([xml]) => xml);
    assert.notEqual(formats[Number(plain)], formats[Number(clash)]);
    assert.match(styles!, /<fgColor rgb="FFF3DCF7"\/>/);
  });

  it('has notes first where there are some, and names the files', async () => {
    const note: Note = {
      kind: 'unreadable',
      message: 'Cannot be read: {0}',
      args: ['why'],
      path: 'b.xml',
      isFailure: true,
    };
    const { Matrix: matrix, Notes: notes } = await sheetsIn(written(VIEW, { notes: [note] }).bytes);
    assert.equal(matrix![1]![0], 'Notes: 1. See sheet "Notes".');
    assert.deepEqual(notes, [
      ['Read this first'],
      ['b.xml: Cannot be read: why'],
      [null],
      ['Files'],
      ['Northwind · a.xml, published 2026-02-18'],
    ]);
  });

  it('explains states and their other names, which can be typed', async () => {
    const { Legend: legend } = await sheetsIn(written(VIEW).bytes);
    assert.deepEqual(legend!.slice(0, 2), [
      ['State', 'Symbol', 'Other names'],
      ['Available', '○', 'Verfügbar'],
    ]);
    assert.deepEqual(
      legend!.find(([state]) => state === 'Approved'),
      ['Approved', '✓', 'Freigegeben, OK'],
    );
  });

  it('is the same bytes for the same matrix, in any time zone', () => {
    const zone = process.env.TZ;
    const first = written(VIEW).bytes;
    try {
      process.env.TZ = 'Pacific/Kiritimati';
      assert.deepEqual(written(viewIn(PATCHES)).bytes, first);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('takes texts of files for texts', async () => {
    const hostile = ['=1+1', '@x', '+1', '-1', '<c r="A1"><f>1</f></c>', ']]>&amp;', '_x0041_', 'a\u202Eb', ' y '];
    const view = viewIn(
      hostile.map((text, index) => ({
        ...{ 'patch-id': text, title: text, severity: text },
        product: [
          { 'product-id': text, 'product-version': String(index), state: text, comment: text, restriction: text },
        ],
      })),
      null,
      '=supplier',
    );
    const { bytes } = written(view);
    const parts = partsOf(bytes);
    for (const [name, part] of Object.entries(parts)) {
      assert.deepEqual(wellFormednessProblems(parse(part)), [], name);
      assert.doesNotMatch(part, /<f>/, name);
    }
    const shown = hostile.map((text) => text.trim().replace('\u202E', '[U+202E]'));
    const details = readTable(bytes)
      .table!.sheets.find(({ name }) => name === 'Details')!
      .rows();
    assert.deepEqual(
      details
        .slice(1)
        .map(({ cells }) => cells[0]!.text)
        .sort(),
      [...shown].sort(),
    );
    const { Details: other } = await sheetsIn(bytes);
    assert.deepEqual(
      other!
        .slice(1)
        .map(([id]) => (id as string).trim())
        .sort(),
      [...shown].sort(),
    );
    // A user who edits such a text does not make it a formula.
    assert.match(parts['xl/styles.xml']!, / quotePrefix="1"/);
  });

  it('cuts texts that a cell cannot hold, and says so', async () => {
    const { bytes, notes } = written(
      viewIn([{ 'patch-id': 'KB1', product: [{ 'product-id': 'P', state: 'Approved', comment: 'x'.repeat(40_000) }] }]),
    );
    const text = 'Texts were cut to 32767 characters: 1. The files have them whole.';
    assert.deepEqual(
      notes.map((note) => [note.kind, note.isFailure, noteText(note, english)]),
      [['limit', true, text]],
    );
    const { Details: details, Notes: sheet } = await sheetsIn(bytes);
    assert.equal((details![1]![9] as string).length, 32_767);
    assert.equal(sheet![1]![0], text);
  });

  it('leaves out products that a sheet has no columns for, and says so', () => {
    const products = Array.from({ length: 16_400 }, (_, index) => `P${index}`);
    const { bytes, notes } = written(
      viewIn([{ 'patch-id': 'KB1', product: products.map((id) => ({ 'product-id': id, state: 'Approved' })) }]),
    );
    assert.deepEqual(
      notes.map((note) => noteText(note, english)),
      ['Products that are left out: 25. A sheet cannot have more than 16384 columns.'],
    );
    const [sheet] = readTable(bytes).table!.sheets;
    assert.equal(Math.max(...sheet!.rows().flatMap(({ cells }) => cells.map(({ column }) => column))), 16_383);
  });

  it('is translated, and writes the states of the files', async () => {
    const german: Translate = (text, ...args) => ENGLISH(text === 'Patch vendor' ? 'Patch-Hersteller' : text, ...args);
    const { Matrix: matrix } = await sheetsIn(written(VIEW, { translate: german }).bytes);
    assert.equal(matrix![6]![0], 'Patch-Hersteller');
    assert.equal(matrix![7]![10], 'Not Approved / Approved');
  });
});
