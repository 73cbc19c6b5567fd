import assert from 'node:assert/strict';
import { readAssetList } from '../../../server/src/exchange/assets/assetList';
import { readInstalledList } from '../../../server/src/exchange/assets/installedList';
import type { ListProblem } from '../../../server/src/exchange/assets/rows';
import { render } from '../../../server/src/xml/problem';
import { workbook } from '../../support/workbooks';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function problemLines(problems: readonly ListProblem[]): string[] {
  return problems.map(({ severity, at, message, args }) => `${severity} ${at}: ${render(message, args)}`);
}

function assetsIn(source: Uint8Array, columns = {}): string[] {
  const { assets, problems } = readAssetList(source, columns);
  return [
    ...assets.map((each) =>
      [each.asset, each.zone, each.supplier, each.product, each.version, each.platform].join('|'),
    ),
    ...problemLines(problems),
  ];
}

describe('readAssetList', () => {
  const cases: readonly [what: string, csv: string, expected: string[]][] = [
    [
      'all columns',
      'asset,zone,supplier,product,version,platform\nPC1,Cell 1,Acme,Batch,5.0,Windows 10\n',
      ['PC1|Cell 1|Acme|Batch|5.0|Windows 10'],
    ],
    ['asset and product only', 'Product;Asset\nBatch;PC1\n', ['PC1|||Batch||']],
    [
      'German heads, below a title',
      'Anlagenliste;;;\n\nRechner;Zone;Hersteller;Produkt;Betriebssystem\nPC1;Z;Acme;Leitstand;Windows 11\n',
      ['PC1|Z|Acme|Leitstand||Windows 11'],
    ],
    [
      'an asset with several products, and a row twice',
      'asset,product\nPC1,Batch\nPC1,View\npc1,BATCH\n',
      ['PC1|||Batch||', 'PC1|||View||', 'warning A4: The same as A2; ignored.'],
    ],
    [
      'an asset in two zones',
      'asset,zone,product\nPC1,A,Batch\nPC1,B,View\n',
      ['PC1|A||Batch||', 'PC1|B||View||', 'warning B3: In A2, the zone of this asset is "A"; that one is used.'],
    ],
    ['a row without an asset', 'asset,product\n,Batch\nPC2,View\n', ['error A2: Missing asset. Fill in its name.']],
    [
      'a row without a product',
      'asset,product,zone\nPC1,,A\nPC2,View,A\n',
      ['error B2: Missing product. Name what runs on "PC1".'],
    ],
    [
      'no column for the product',
      'asset,zone\nPC1,A\n',
      [
        'error : Missing columns: product. Cells: A1 "asset", B1 "zone". Name them in vpc.config.json: "tables": { "columns": { "product": "…" } }.',
      ],
    ],
    [
      'two columns for the asset',
      'asset,host,product\nPC1,PC2,Batch\n',
      [
        'error : Several columns can be "asset": A1 "asset", B1 "host". Name one in vpc.config.json: "tables": { "columns": { "asset": "…" } }.',
      ],
    ],
    ['heads only', 'asset,product\n', ['error : The list has no assets.']],
    ['an empty file', '', ['error : The table is empty.']],
    [
      'a lost character',
      'asset,product\nPC1,Gr\uFFFDn\n',
      ['error A2: Character lost (U+FFFD) in "Gr\uFFFDn". Save the list as UTF-8.'],
    ],
  ];
  for (const [what, csv, expected] of cases) {
    it(`reads ${what}`, () => assert.deepEqual(assetsIn(bytes(csv)), expected));
  }

  it('takes the heads that the configuration names', () => {
    const csv = bytes('Station Nr.,asset,product\nPC1,x,Batch\n');
    assert.deepEqual(assetsIn(csv, { asset: 'Station Nr.' }), ['PC1|||Batch||']);
  });

  it('reads all sheets of a workbook that have the columns', async () => {
    const book = await workbook({
      Notes: [['Written by hand']],
      'Cell 1': [
        ['Asset', 'Product', 'Version'],
        ['PC1', 'Batch', 5],
      ],
      'Cell 2': [
        ['Asset', 'Product'],
        ['PC2', 'View'],
        ['', ''],
        ['PC3', ''],
      ],
    });
    assert.deepEqual(assetsIn(book), [`error 'Cell 2'!B4: Missing product. Name what runs on "PC3".`]);
    const sound = await workbook({
      A: [
        ['Asset', 'Product'],
        ['PC1', 'Batch'],
      ],
      B: [
        ['Product', 'Asset'],
        ['View', 'PC2'],
      ],
    });
    assert.deepEqual(assetsIn(sound), ['PC1|||Batch||', 'PC2|||View||']);
  });
});

describe('readInstalledList', () => {
  function installedIn(source: Uint8Array): string[] {
    const { installed, problems } = readInstalledList(source);
    return [
      ...installed.map(({ asset, vendor, patch, date }) => [asset, vendor, patch, date].join('|')),
      ...problemLines(problems),
    ];
  }

  it('reads assets, patches and dates', () => {
    const csv = 'Asset,HotFixID,InstalledOn,Vendor\nPC1,KB5000001,2026-03-10,Microsoft\nPC1,5000002,,\n';
    assert.deepEqual(installedIn(bytes(csv)), ['PC1|Microsoft|KB5000001|2026-03-10', 'PC1||5000002|']);
  });

  it('keeps what is installed at an unknown date', () => {
    assert.deepEqual(installedIn(bytes('Rechner;KB;Installiert am\nPC1;KB1;3/4/2026\n')), [
      'PC1||KB1|',
      'warning C2: "3/4/2026" can be two dates: it is unclear which number is the month. Write it as 2026-03-10.',
    ]);
  });

  it('refuses the list for a row without a patch', () => {
    assert.deepEqual(installedIn(bytes('asset,patch\nPC1,KB1\nPC2,\n')), [
      'error B3: Missing patch. Name what is installed on "PC2".',
    ]);
  });

  it('reads dates of a workbook', async () => {
    const book = await workbook({
      S: [
        ['Asset', 'Patch', 'Date'],
        ['PC1', 'KB1', new Date('2026-03-10T00:00:00Z')],
      ],
    });
    assert.deepEqual(installedIn(book), ['PC1||KB1|2026-03-10']);
  });
});
