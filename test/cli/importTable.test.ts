import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { CliFolder } from '../support/cli';

describe('vpc import table', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ 'products.csv': 'id,platform\nBatch,Windows Server 2022\nPanel,Windows 11\n' });
  });
  afterEach(() => folder.remove());

  /** Imports a table. */
  async function importing(table: string | Buffer, ...args: string[]) {
    await writeFile(join(folder.path, 'table.csv'), table);
    const more = ['--supplier', 'Acme', '--date', '2026-03-10', ...args];
    return folder.vpc(['import', 'table', 'table.csv', ...more]);
  }

  it('writes a valid file from patches and results, in German', async () => {
    const { code, err } = await importing(
      `KB;Titel;Erschienen;Schweregrad;CVE;Für;Ersetzt;Produkt;Version;Plattform;Status;Datum;Bemerkung
KB5000001;Update A;10.02.2026;Critical;CVE-2026-0001, CVE-2026-0002;Windows Server 2022;KB4999999;Batch;8.2;Windows Server 2022;Freigegeben;20.02.2026;
KB5000001;;;;;;;Panel;3;;Nicht freigegeben;21.02.2026;Stürzt ab
KB5000002;Update B;11.02.2026;;;Windows 11;;;;;;;
`,
      ...['--vendor', 'Microsoft'],
    );
    assert.equal(
      err,
      `vpc: table.csv: Columns: patch = A1 "KB", product = H1 "Produkt", version = I1 "Version", platform = J1 "Plattform", state = K1 "Status", date = L1 "Datum", comment = M1 "Bemerkung", title = B1 "Titel", severity = D1 "Schweregrad", released = C1 "Erschienen", vulnerabilities = E1 "CVE", targets = F1 "Für", supersedes = G1 "Ersetzt".
Acme_VPC_2026-03-10.xml: 2 patches, 2 vulnerabilities, 2 product entries from "table.csv"
`,
    );
    assert.equal(code, 0);
    const { out } = await folder.vpc([
      'lint',
      'Acme_VPC_2026-03-10.xml',
      '--ignore',
      'vpc/unknown-superseded,vpc/unknown-patch',
    ]);
    assert.equal(out, '1 file checked, no problems\n');
    const text = await folder.read('Acme_VPC_2026-03-10.xml');
    assert.match(
      text,
      /<ID>KB5000001<\/ID>\s*<Title languageID="en">Update A<\/Title>\s*<Severity>Critical<\/Severity>\s*<ReleasedDate>2026-02-10T00:00:00Z<\/ReleasedDate>\s*<VulnerabilityID>CVE-2026-0001<\/VulnerabilityID>\s*<VulnerabilityID>CVE-2026-0002<\/VulnerabilityID>\s*<TargetProduct>Windows Server 2022<\/TargetProduct>\s*<SupersedesID>KB4999999<\/SupersedesID>\s*<VendorProduct>\s*<ID>Batch<\/ID>\s*<Version>8.2<\/Version>\s*<Platform>Windows Server 2022<\/Platform>\s*<Status>Approved<\/Status>\s*<StatusDate>2026-02-20T00:00:00Z<\/StatusDate>\s*<\/VendorProduct>\s*<VendorProduct>\s*<ID>Panel<\/ID>\s*<Version>3<\/Version>\s*<Status>Not Approved<\/Status>\s*<StatusDate>2026-02-21T00:00:00Z<\/StatusDate>\s*<Comment>Stürzt ab<\/Comment>/,
    );
  });

  it('enters the products of the list where the table names none', async () => {
    const { code } = await importing(
      'Patch,Vendor,Released,Target\nKB5000001,Microsoft,2026-02-10,Windows Server 2022\nKB5000002,Microsoft,2026-02-10,Windows 11 Version 24H2 for x64-based Systems\n',
      ...['--products', 'products.csv', '--output', 'made.xml'],
    );
    assert.equal(code, 0);
    const text = await folder.read('made.xml');
    assert.deepEqual(
      [...text.matchAll(/<ID>(KB\d+|Batch|Panel)</g)].map(([, id]) => id),
      [...['KB5000001', 'Batch', 'KB5000002', 'Panel']],
    );
  });

  it('reads a workbook with real dates, below a title', async () => {
    const text = (value: string) => ({ value, type: String });
    const rows = [
      [text('Patches of February')],
      [text('Patch'), text('Vendor'), text('Released')],
      [text('KB5000001'), text('Microsoft'), { value: new Date('2026-02-10'), type: Date, format: 'yyyy-mm-dd' }],
    ];
    const { code, err } = await importing(await writeXlsxFile(rows).toBuffer(), '--output', 'made.xml');
    assert.equal(code, 0, err);
    assert.match(await folder.read('made.xml'), /<ReleasedDate>2026-02-10T00:00:00Z</);
  });

  it('uses the heads that the configuration names', async () => {
    const config = { tables: { columns: { patch: 'Paket', released: 'seit' } } };
    await writeFile(join(folder.path, 'vpc.config.json'), JSON.stringify(config));
    const { code, err } = await importing('Paket,Seit,Vendor\nA1,2026-02-10,Acme\n', '--output', 'made.xml');
    assert.deepEqual(
      [code, err.split('\n')[0]],
      [...[0, 'vpc: table.csv: Columns: patch = A1 "Paket", vendor = C1 "Vendor", released = B1 "Seit".']],
    );
  });

  const failures: readonly (readonly [title: string, table: string, code: number, messages: readonly string[]])[] = [
    [
      'cells that are not understood',
      'Patch,Vendor,Released,Severity,State,Product\nKB1,Microsoft,gestern,Low,Approved,A\nKB2,Microsoft,2026-02-10,Bad,Fine,A\n,Microsoft,2026-02-10,,,\nKB3,,2026-02-10,,,\n',
      1,
      [
        'vpc: table.csv: C2: "gestern" is not a date. Write it as 2026-03-10.',
        'vpc: table.csv: D3: "Bad" is not in the list of the profile. Expected: Critical, Important, Moderate, Low, None.',
        'vpc: table.csv: A4: No patch is named in this row.',
        'vpc: table.csv: B5: No patch vendor is named in this row. Add a column, or use --vendor.',
      ],
    ],
    [
      'a state that is none',
      'Patch,Vendor,Released,State,Product\nKB1,Microsoft,2026-02-10,Fine,A\n',
      1,
      [
        'vpc: table.csv: E2: "Fine" is not a state of the profile. Expected: Available, In Test, Not Approved, Not Applicable, Approved, Released, In Internal Test, Not Authorized, Authorized, Effective, Installed.',
      ],
    ],
    [
      'rows that contradict each other',
      'Patch,Vendor,Released,Title\nKB1,Microsoft,2026-02-10,A\nKB1,Microsoft,2026-02-11,B\n',
      1,
      [
        'vpc: table.csv: D3: A2 says something else about the same patch. Correct one of the two.',
        'vpc: table.csv: C3: A2 says something else about the same patch. Correct one of the two.',
      ],
    ],
    [
      'missing columns',
      'Foo,Patch\n1,KB1\n',
      1,
      [
        'vpc: table.csv: Missing columns: released. Cells: A1 "Foo", B1 "Patch". Name them in vpc.config.json: "tables": { "columns": { "released": "…" } }.',
      ],
    ],
    ['an empty table', '', 1, ['vpc: table.csv: The table is empty.']],
    ['a table without patches', 'Patch,Vendor,Released\n', 1, ['vpc: table.csv: The table has no patches.']],
  ];
  for (const [title, table, expected, messages] of failures) {
    it(`writes nothing for ${title}`, async () => {
      const { code, out, err } = await importing(table);
      assert.deepEqual([code, out], [expected, '']);
      assert.deepEqual(
        err.split('\n').filter((line) => line !== '' && !line.includes(': Columns: ')),
        messages,
      );
      assert.deepEqual(await folder.files(), ['products.csv', 'table.csv']);
    });
  }
});
