/** `vpc apply`: writes what a table says into a file. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { file, patch } from '../exchange/write/writing';
import { CliFolder } from '../support/cli';
import { rewritten, workbook, type Value } from '../support/workbooks';

const entry = (id: string, version: string, state: string, more = ''): string =>
  `<ID>${id}</ID>\n<Version>${version}</Version>\n<Status>${state}</Status>${more}`;
const TEXT = file(
  [
    patch(
      'KB5000001',
      entry('Batch', '8.1', 'In Test'),
      entry('Station', '1', 'In Test', '\n<Restriction>r</Restriction>'),
    ),
    patch('KB5000002', entry('Station', '1', 'Approved')),
  ].join('\n'),
);
const NAME = 'acme.vpc.xml';

describe('vpc apply', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ [NAME]: TEXT });
  });
  afterEach(() => folder.remove());

  const apply = (table: string, ...more: string[]) => folder.vpc(['apply', NAME, table, ...more]);
  const path = (name: string): string => join(folder.path, name);
  const write = (name: string, content: string | Uint8Array) => writeFile(path(name), content);
  const text = () => folder.read(NAME);
  /** Exports the matrix, and changes cells of the sheet with another program. The first cell is in row 8, column J. */
  async function exported(change: (rows: Record<string, Value[][]>) => void): Promise<void> {
    assert.equal((await folder.vpc(['matrix', NAME, '--output', 'm.xlsx'])).code, 0);
    await write('m.xlsx', await rewritten(await readFile(path('m.xlsx')), change));
  }
  const cell = (rows: Record<string, Value[][]>, row: number, column: number, value: Value): void => {
    rows.Matrix![row - 1]![column] = value;
  };
  const [BATCH, STATION] = [9, 10] as const;

  describe('of an exported matrix', () => {
    it('writes nothing where nothing was changed', async () => {
      await exported(() => undefined);
      const { code, out, err } = await apply('m.xlsx');
      assert.deepEqual([code, out, err], [0, '', 'vpc: acme.vpc.xml: nothing to change; unchanged: 3\n']);
      assert.equal(await text(), TEXT);
    });

    it('writes changed cells in any spelling, and adds statements', async () => {
      await exported((rows) => {
        cell(rows, 8, BATCH, 'freigegeben');
        cell(rows, 9, BATCH, 'NOT APPROVED');
      });
      const { code, err } = await apply('m.xlsx');
      assert.deepEqual([code, err], [0, 'vpc: acme.vpc.xml: 1 statement set, 1 added; unchanged: 2\n']);
      const day = '<StatusDate>\\d{4}-\\d\\d-\\d\\dT00:00:00Z</StatusDate>';
      assert.match(
        await text(),
        new RegExp(`<ID>Batch</ID>\\s*<Version>8.1</Version>\\s*<Status>Approved</Status>\\s*${day}`),
      );
      assert.match(
        await text(),
        new RegExp(`KB5000002[^]*<ID>Batch</ID>\\s*<Version>8.1</Version>\\s*<Status>Not Approved</Status>\\s*${day}`),
      );
    });

    it('writes changed lines of the details, with what was changed alone', async () => {
      await exported(({ Details: details }) => {
        const [, line] = details!;
        assert.deepEqual(line!.slice(0, 6), ['KB5000001', 'Microsoft', 'Batch', '8.1', null, 'In Test']);
        line![7] = 'yes';
        line![9] = 'läuft\nnicht';
      });
      assert.equal((await apply('m.xlsx')).code, 0);
      assert.match(
        await text(),
        /<Status>In Test<\/Status>\s*<RebootRequired>true<\/RebootRequired>\s*<Comment>läuft\nnicht<\/Comment>/,
      );
    });

    it('combines what both sheets say of a statement, unless they contradict each other', async () => {
      const both = (state: string) =>
        exported((rows) => {
          cell(rows, 8, BATCH, 'Approved');
          rows.Details![1]![5] = state;
          rows.Details![1]![6] = new Date(Date.UTC(2026, 2, 10));
          rows.Details![1]![9] = 'ok';
        });
      await both('Not Approved');
      const { code, err } = await apply('m.xlsx');
      assert.equal(code, 1);
      assert.match(err, /Details!F2: Matrix!J8 says something else about the same patch and product/);
      await both('Approved');
      assert.equal((await apply('m.xlsx')).code, 0);
      assert.match(
        await text(),
        /<Status>Approved<\/Status>\s*<StatusDate>2026-03-10T00:00:00Z<\/StatusDate>\s*<Comment>ok</,
      );
    });

    it('keeps a restriction whose mark is missing, and writes one that was changed', async () => {
      await exported((rows) => {
        assert.equal(rows.Matrix![7]![STATION], 'In Test [restriction: r]');
        cell(rows, 8, STATION, 'Approved');
      });
      assert.equal((await apply('m.xlsx')).code, 0);
      assert.match(
        await text(),
        /<Status>Approved<\/Status>\s*<StatusDate>.*<\/StatusDate>\s*<Restriction>r<\/Restriction>/,
      );
      await exported((rows) => cell(rows, 8, STATION, 'Approved [restriction: only clients]'));
      assert.equal((await apply('m.xlsx')).code, 0);
      assert.match(await text(), /<Restriction>only clients<\/Restriction>/);
    });

    it('takes nothing away for empty cells, and says so', async () => {
      await exported((rows) => cell(rows, 8, BATCH, null));
      const { code, err } = await apply('m.xlsx');
      assert.deepEqual([code, await text()], [0, TEXT]);
      assert.match(err, /^vpc: m\.xlsx: Empty cells take no state away: Matrix!J8\.\n/);
    });

    it('writes nothing where a cell does not fit; with --partial the rest, and ends with 1 as well', async () => {
      await exported((rows) => {
        cell(rows, 8, BATCH, 'Approved');
        cell(rows, 9, STATION, 'Aproved');
        rows.Matrix!.push(['Microsoft', 'KB5000009', null, null, null, null, null, null, null, 'Approved']);
      });
      const problems =
        'vpc: m.xlsx: Matrix!K9: "Aproved" is not a state of the profile. Expected: Approved, Not Approved.\n' +
        'vpc: m.xlsx: Matrix!B10: No patch "KB5000009 (Microsoft)" in this file. Did you mean "KB5000001", "KB5000002"?\n';
      const { code, err } = await apply('m.xlsx');
      assert.equal(code, 1);
      assert.equal(
        err,
        `${problems}vpc: acme.vpc.xml is not changed: 2 cells of m.xlsx did not fit; --partial writes the rest\n`,
      );
      assert.equal(await text(), TEXT);
      const partial = await apply('m.xlsx', '--partial');
      assert.equal(partial.code, 1);
      assert.match(partial.err, /vpc: acme\.vpc\.xml: 1 statement set; unchanged: 1; 2 cells did not fit\n$/);
      assert.match(await text(), /<Version>8\.1<\/Version>\s*<Status>Approved</);
    });

    it('reports a cell that file and sheet have both changed, and keeps a change of the file alone', async () => {
      await exported((rows) => cell(rows, 8, BATCH, 'Approved'));
      await write(
        NAME,
        TEXT.replace('8.1</Version>\n        <Status>In Test', '8.1</Version>\n        <Status>Not Approved'),
      );
      const { code, err } = await apply('m.xlsx');
      assert.equal(code, 1);
      assert.match(
        err,
        /Matrix!J8: Conflict: the sheet has "Approved" and was exported with "In Test", but the file has changed since and says "Not Approved"/,
      );
      // The cell of the other product is as it was exported: the newer state of the file stays.
      const changed = TEXT.replace(
        '1</Version>\n        <Status>Approved',
        '1</Version>\n        <Status>Not Approved',
      );
      await write(NAME, changed);
      assert.equal((await apply('m.xlsx')).code, 0);
      assert.match(await text(), /KB5000002[^]*<Status>Not Approved</);
    });

    it('shows the diff with --dry-run', async () => {
      await exported((rows) => cell(rows, 8, BATCH, 'Approved'));
      const { code, out, err } = await apply('m.xlsx', '--dry-run');
      assert.equal(code, 0);
      assert.match(out, /^--- a\/acme\.vpc\.xml\n[^]*-\s+<Status>In Test<\/Status>\n\+\s+<Status>Approved<\/Status>\n/);
      assert.equal(err, 'vpc: acme.vpc.xml: 1 statement would be set; unchanged: 2\n');
      assert.equal(await text(), TEXT);
    });

    it('can be sorted, and its columns moved', async () => {
      await exported(({ Matrix: rows }) => {
        rows!.push(rows!.splice(7, 1)[0]!);
        for (const row of rows!) row.push(...row.splice(BATCH, 1));
        rows![8]![STATION] = 'Approved';
      });
      assert.equal((await apply('m.xlsx')).err, 'vpc: acme.vpc.xml: 1 statement set; unchanged: 2\n');
      assert.match(await text(), /KB5000001[^]*<ID>Batch<\/ID>\s*<Version>8\.1<\/Version>\s*<Status>Approved</);
    });

    it('can be a CSV file, whose apostrophes are taken off', async () => {
      const odd = TEXT.replace('KB5000002', '=1+1').replaceAll('<ID>Station', '<ID>-Station');
      await write(NAME, odd);
      assert.equal((await folder.vpc(['matrix', NAME, '--output', 'm.csv'])).code, 0);
      const csv = await folder.read('m.csv');
      assert.match(csv, /'=1\+1/);
      assert.equal((await apply('m.csv')).err, 'vpc: acme.vpc.xml: nothing to change; unchanged: 3\n');
      assert.equal(await text(), odd);
      await write('m.csv', csv.replace(/(=1\+1.*)Approved/, '$1Not Approved'));
      assert.equal((await apply('m.csv')).code, 0);
      assert.equal(
        await text(),
        odd
          .replace(/Approved<\/Status>/, 'Not Approved</Status>\n        <StatusDate>DATE</StatusDate>')
          .replace('DATE', /<StatusDate>(.*)<\/StatusDate>/.exec(await text())![1]!),
      );
    });

    it('of several suppliers changes the file of one', async () => {
      await write('other.vpc.xml', TEXT.replace('Acme', 'Umbrella').replace('<Status>In Test', '<Status>Available'));
      assert.equal((await folder.vpc(['matrix', NAME, 'other.vpc.xml', '--output', 'm.xlsx'])).code, 0);
      const bytes = await readFile(path('m.xlsx'));
      await write('m.xlsx', await rewritten(bytes, (rows) => cell(rows, 8, BATCH, 'Approved')));
      assert.match((await apply('m.xlsx')).err, /1 statement set; unchanged: \d\n$/);
      const foreign = await folder.vpc(['apply', 'other.vpc.xml', 'm.xlsx']);
      assert.equal(foreign.code, 1);
      assert.match(foreign.err, /Matrix!J8: This file is published by "Umbrella", not by "Acme"\./);
    });
  });

  describe('of results in lines', () => {
    it('says how it has understood the columns', async () => {
      await write('r.csv', 'KB;Produkt;Version;Ergebnis;Datum\n5000001;Batch;8.1;Freigegeben;10.03.2026\n');
      const { code, err } = await apply('r.csv');
      assert.equal(code, 0);
      assert.equal(
        err,
        'vpc: r.csv: Columns: patch = A1 "KB", product = B1 "Produkt", version = C1 "Version", state = D1 "Ergebnis", date = E1 "Datum".\n' +
          'vpc: acme.vpc.xml: 1 statement set\n',
      );
      assert.match(await text(), /<Status>Approved<\/Status>\s*<StatusDate>2026-03-10T00:00:00Z<\/StatusDate>/);
    });

    it('takes heads from the configuration, and the sheet from an option', async () => {
      const rows: Value[][] = [
        ['Nummer', 'Produkt', 'Verdikt', 'Datum'],
        ['KB5000002', 'Station', 'In Prüfung', new Date(Date.UTC(2026, 2, 10))],
      ];
      await write('r.xlsx', await workbook({ Alt: rows, Neu: rows }));
      const unclear = await apply('r.xlsx');
      assert.equal(unclear.code, 2);
      assert.match(unclear.err, /^vpc: r\.xlsx: Missing columns: patch\. Cells: Alt!A1 "Nummer", Alt!B1 "Produkt"/);
      await write('vpc.config.json', '{ "tables": { "columns": { "patch": "Nummer", "state": "Verdikt" } } }');
      assert.match((await apply('r.xlsx')).err, /Several sheets can be applied: "Alt", "Neu"\. Name one with --sheet/);
      assert.equal((await apply('r.xlsx', '--sheet', 'neu')).code, 0);
      assert.match(await text(), /KB5000002[^]*<Status>In Test<\/Status>\s*<StatusDate>2026-03-10T00:00:00Z/);
      await write('vpc.config.json', '{ "tables": { "columns": { "kb": "Nummer" } } }');
      assert.equal((await apply('r.xlsx')).code, 2);
    });

    it('names the lines that the writer refuses', async () => {
      await write('r.csv', 'patch,product,comment\nKB5000002,Batch,x\n');
      const { code, err } = await apply('r.csv', '--partial');
      assert.equal(code, 1);
      assert.match(err, /r\.csv: C2: A new statement needs a state\.\n/);
      assert.equal(await text(), TEXT);
    });
  });

  it('ends with 2 for wrong arguments, and with 3 for what cannot be read', async () => {
    await write('r.csv', 'patch,product,state\n');
    assert.equal((await folder.vpc(['apply', '-', 'r.csv'])).code, 2);
    assert.equal((await folder.vpc(['apply', NAME])).code, 2);
    const none = await apply('none.xlsx');
    assert.deepEqual([none.code, none.err], [3, 'vpc: cannot read none.xlsx: no such file\n']);
    await write('r.xlsx', Buffer.from('PK\x03\x04'));
    const damaged = await apply('r.xlsx');
    assert.equal(damaged.code, 3);
    assert.equal(
      damaged.err,
      'vpc: r.xlsx: The XLSX file is damaged. Open it in a spreadsheet program and save it again.\n',
    );
    await write(NAME, TEXT.replace('</Patch>', ''));
    assert.equal((await apply('r.csv')).code, 3);
    await write(NAME, '<html/>');
    assert.match((await apply('r.csv')).err, /not a VPC file/);
  });

  it('keeps encoding and line ends', async () => {
    const windows = Buffer.from(
      `<?xml version="1.0" encoding="ISO-8859-1"?>\n${TEXT.replace('Acme', 'Söhne')}`.replaceAll('\n', '\r\n'),
      'latin1',
    );
    await write(NAME, windows);
    await write('r.csv', Buffer.from('Patch;Produkt;Status;Kommentar\nKB5000002;Station;Approved;größer\n'));
    assert.equal((await apply('r.csv')).code, 0);
    const expected = windows
      .toString('latin1')
      .replace(/(KB5000002<\/ID>[^]*Approved<\/Status>)/, '$1\r\n        <Comment>größer</Comment>');
    assert.equal((await readFile(path(NAME))).toString('latin1'), expected);
  });
});
