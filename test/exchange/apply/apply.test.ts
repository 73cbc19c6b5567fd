import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Applied } from '../../../server/src/exchange/apply/applied';
import { applyTable, type ApplyOptions } from '../../../server/src/exchange/apply/apply';
import { MARKS, shownState, withoutApostrophes } from '../../../server/src/exchange/apply/shownState';
import { readDate, readYesNo } from '../../../server/src/exchange/apply/values';
import { readTable } from '../../../server/src/exchange/tables/tableFile';
import type { Change } from '../../../server/src/exchange/write/change';
import { Publication } from '../../../server/src/exchange/write/publication';
import { TEXTS } from '../../../server/src/matrix/export/texts';
import { english } from '../../../server/src/xml/problem';
import { documentIn } from '../../support/documents';
import { FIRST } from '../../support/vocabularies';
import { workbook, type Value } from '../../support/workbooks';
import { file, patch } from '../write/writing';

const entry = (id: string, version: string, state: string, more = ''): string =>
  `<ID>${id}</ID>\n<Version>${version}</Version>\n<Status>${state}</Status>${more}`;
const TEXT = file(
  [
    patch(
      'KB5000001',
      entry('Batch', '8.1', 'In Test'),
      entry(
        'Batch',
        '8.10',
        'In Test',
        '\n<StatusDate>2026-03-01T08:00:00Z</StatusDate>\n<Restriction>r</Restriction>',
      ),
    ),
    patch('KB5000002', entry('Station', '1', 'Approved'), entry('Batch', '8.1', 'Available')),
  ].join('\n'),
);

/** What a table means for a publication; or why it cannot be applied. */
function apply(bytes: Uint8Array, options: ApplyOptions = {}, text = TEXT): Applied | string {
  const document = documentIn(FIRST, text);
  const publication = Publication.of(document.tree, FIRST.vocabulary)!;
  const result = applyTable(readTable(bytes).table!, publication, FIRST.vocabulary, options);
  return result.applied ?? english(result.refused.message, ...result.refused.args);
}

const csv = (...lines: readonly string[]): Uint8Array => Buffer.from(lines.join('\n'));

/** The changes, each as `A1 patch product version: fields`. */
function changes(result: Applied | string): string[] {
  if (typeof result === 'string') assert.fail(result);
  const text = ({ patch: { id = '' } = { id: '' }, product, ...fields }: Change): string =>
    `${id} ${[product!.id, product!.version].filter(Boolean).join(' ')}: ${Object.entries(fields)
      .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
      .join(' ')}`;
  return result.changes.map(({ at, change }) => `${at} ${text(change)}`);
}

function problems(result: Applied | string): string[] {
  if (typeof result === 'string') assert.fail(result);
  return result.problems.map(({ at, message, args }) => `${at}: ${english(message, ...args)}`);
}

function notes(result: Applied | string): string[] {
  if (typeof result === 'string') assert.fail(result);
  return result.notes.map(({ message, args }) => english(message, ...args));
}

describe('values of tables', () => {
  it('are dates as people write them, and none that can be two', () => {
    for (const text of [
      ...['2026-03-10', '2026/3/10', '10.03.2026', '10.3.2026', '10. März 2026', '10 March 2026', '10-Mar-2026'],
      ...['Mar 10, 2026', '10. Mrz 2026', 'March 10th, 2026', '10. Maerz 2026'],
    ]) {
      assert.deepEqual(readDate(text, 'text'), { value: '2026-03-10', problem: null }, text);
    }
    assert.equal(readDate('3/13/2026', 'text').value, '2026-03-13');
    assert.equal(readDate('13/3/2026', 'text').value, '2026-03-13');
    assert.equal(readDate('3/3/2026', 'text').value, '2026-03-03');
    assert.equal(readDate('2026-03-10T14:30:00', 'date').value, '2026-03-10T14:30:00');
    assert.equal(readDate('2026-03-10 14:30', 'text').value, '2026-03-10T14:30:00');
    assert.match(readDate('3/10/2026', 'text').problem!, /can be two dates/);
    assert.match(readDate('46091', 'number').problem!, /is a number/);
    for (const text of ['10.03.26', '31.02.2026', 'soon', '2026', '0/3/2026', '10. Foo 2026']) {
      assert.match(readDate(text, 'text').problem!, /is not a date/, text);
    }
  });

  it('are yes and no in both languages', () => {
    assert.deepEqual(
      ['ja', 'YES', 'true', 'x'].map((text) => readYesNo(text).value),
      [true, true, true, true],
    );
    assert.deepEqual(
      ['nein', 'No', '0'].map((text) => readYesNo(text).value),
      [false, false, false],
    );
    assert.equal(readYesNo('maybe').value, null);
  });
});

describe('cells of an exported matrix', () => {
  it('are taken apart', () => {
    const taken = (text: string): unknown[] => {
      const { states, restrictions, unknownMarks } = shownState(text);
      return [states, restrictions, unknownMarks];
    };
    assert.deepEqual(taken('Approved'), [['Approved'], [], []]);
    assert.deepEqual(taken('In Test → Approved [restriction: a [b] c] [withdrawn]'), [['Approved'], ['a [b] c'], []]);
    assert.deepEqual(taken('Approved (a.xml) / In Test (b.vpc.xml)'), [['Approved', 'In Test'], [], []]);
    assert.deepEqual(taken('In Test → –'), [[], [], []]);
    assert.deepEqual(taken('– → In Test'), [['In Test'], [], []]);
    assert.deepEqual(taken('[no longer listed, was In Test]'), [[], [], []]);
    assert.deepEqual(taken('Approved [restriction: x → y]'), [['Approved'], ['x → y'], []]);
    assert.deepEqual(taken('Freigegeben [Einschränkung: nur Server] [vorher: In Prüfung]'), [
      ['Freigegeben'],
      ['nur Server'],
      [],
    ]);
    assert.deepEqual(taken('Approved [please]'), [['Approved'], [], ['please']]);
    assert.deepEqual(shownState('Approved [own state: In Test]').ownStates, ['In Test']);
  });

  it('have the marks of the export in both languages', () => {
    const german = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<string, string>;
    const both = (...keys: (keyof typeof TEXTS)[]): string[] =>
      keys.flatMap((key) => [TEXTS[key], german[TEXTS[key]]!]);
    assert.deepEqual(MARKS.restriction, both('restriction'));
    assert.deepEqual(MARKS.own, both('owner'));
    const others = both(
      'droppedWas',
      'retiredWas',
      'droppedElsewhere',
      'withdrawn',
      'conflict',
      'doubt',
      'doubtAlso',
      'before',
    );
    assert.deepEqual([...MARKS.others].sort(), others.sort());
  });

  it('lose the apostrophes of CSV', () => {
    assert.equal(withoutApostrophes("'=1+1"), '=1+1');
    assert.equal(withoutApostrophes("a;'=1"), 'a;=1');
    assert.equal(withoutApostrophes("'s"), "'s");
  });
});

describe('tables with one result a line', () => {
  it('give changes, with the cells that ask for them', () => {
    const result = apply(
      csv(
        ...[
          'Testbericht März;;;;;;;;',
          '',
          'KB;Hersteller;Produkt;Version;Status;Datum;Bemerkung;Einschränkung;Neustart',
        ],
        '5000001;microsoft;batch;8.10;freigegeben;10.03.2026;läuft;;nein',
        'KB5000002;;Station;;not approved;;;nur Server;',
        'KB5000002;;Batch;8.1;Available;;;;',
      ),
    );
    assert.deepEqual(changes(result), [
      'E4 5000001 batch 8.10: state=Approved date=2026-03-10 reboot=false comment=läuft',
      'E5 KB5000002 Station: state=Not Approved restriction=nur Server',
    ]);
    assert.deepEqual(problems(result), []);
    assert.equal((result as Applied).unchanged, 1);
    assert.match(
      english('{0}', ...(result as Applied).columns[0]!.args),
      /^patch = A3 "KB", vendor = B3 "Hersteller", product = C3/,
    );
  });

  it('read the cells of a spreadsheet', async () => {
    const rows: Value[][] = [
      ['Patch', 'Product', 'Version', 'State', 'Date'],
      ['KB5000001', 'Batch', '8.10', 'OK', new Date(Date.UTC(2026, 2, 10))],
      ['KB5000001', 'Batch', 8.1, 'OK', null],
      ['KB5000002', 'Station', 1, 'In Test', 46091],
    ];
    const result = apply(await workbook({ Results: rows }));
    assert.deepEqual(changes(result), ['Results!D2 KB5000001 Batch 8.10: state=Approved date=2026-03-10']);
    assert.deepEqual(problems(result), [
      'Results!C3: Version 8.1 is a number here, which can be one of: 8.1, 8.10. Format the cell as text, and write it again.',
      'Results!E4: "46091" is a number. Format the cell as a date, or write it as 2026-03-10.',
    ]);
  });

  it('name each cell that does not fit', () => {
    const result = apply(
      csv(
        'Patch,Supplier,Product,Version,State,Date,Restart',
        'KB5000003,,Batch,8.1,Approved,,',
        'KB5000001,,Bach,8.1,Approved,,',
        'KB5000001,,Batch,9,Approved,,',
        'KB5000001,,Batch,8.1,Aproved,3/10/2026,maybe',
        'KB5000001,Umbrella,Batch,8.1,Approved,,',
        ',,Batch,8.1,Approved,,',
        'KB5000001,,,8.1,Approved,,',
        'KB5000001,,Batch,8.1,Approved,,',
        'KB5000001,,Batch,8.1,Not Approved,,',
        'KB5000002,,Batch,8.1,,,',
        '5000001,,BATCH,,In Test,2026-02-01,',
      ),
    );
    assert.deepEqual(problems(result), [
      'A2: No patch "KB5000003" in this file. Did you mean "KB5000001", "KB5000002"?',
      'C3: No product "Bach, 8.1" in this file. Did you mean "Batch, 8.1", "Batch, 8.10"?',
      'C4: No product "Batch, 9" in this file. Did you mean "Batch, 8.1", "Batch, 8.10"?',
      'E5: "Aproved" is not a state of the profile. Expected: Approved, Not Approved.',
      'F5: "3/10/2026" can be two dates: it is unclear which number is the month. Write it as 2026-03-10.',
      'G5: "maybe" is neither yes nor no.',
      'B6: This file is published by "Acme", not by "Umbrella".',
      'A7: No patch is named in this line.',
      'C8: No product is named in this line.',
      'E10: E9 says something else about the same patch and product. Correct one of the two.',
      'E12: E9 says something else about the same patch and product. Correct one of the two.',
    ]);
    assert.deepEqual(changes(result), ['E9 KB5000001 Batch 8.1: state=Approved']);
    assert.deepEqual(notes(result), ['Lines without a state or another value are left out: A11.']);
  });

  it('are understood by heads of the configuration, and by a named sheet', async () => {
    const table = csv('KB-Nummer;Gerät;Verdikt', 'KB5000001;Batch;OK');
    assert.equal(
      apply(table),
      'Missing columns: product, state. Cells: A1 "KB-Nummer", B1 "Gerät", C1 "Verdikt". Name them in vpc.config.json: "tables": { "columns": { "product": "…" } }.',
    );
    const columns = { product: 'GERAET', state: 'Verdikt' };
    assert.deepEqual(changes(apply(table, { columns })), ['C2 KB5000001 Batch: state=Approved']);
    assert.match(apply(table, { columns: { patch: 'ID' } }) as string, /^The configuration names the column "ID"/);
    assert.equal(
      apply(csv('Patch;KB;Product;State', 'a;b;c;d')),
      'Several columns can be "patch": A1 "Patch", B1 "KB". Name one in vpc.config.json: "tables": { "columns": { "patch": "…" } }.',
    );
    const rows: Value[][] = [
      ['Patch', 'Product', 'State'],
      ['KB5000001', 'Batch', 'OK'],
    ];
    const two = await workbook({ A: rows, B: rows, C: [['x']] });
    assert.equal(apply(two), 'Several sheets can be applied: "A", "B". Name one with --sheet.');
    assert.deepEqual(changes(apply(two, { sheet: 'b' })), ['B!C2 KB5000001 Batch: state=Approved']);
    assert.equal(apply(two, { sheet: 'D' }), 'No sheet "D". Sheets: "A", "B", "C".');
  });
});
