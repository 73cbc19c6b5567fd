import { english } from '../../../server/src/xml/problem';
import { importText } from '../../../server/src/exchange/problem';
import assert from 'node:assert/strict';
import writeXlsxFile from 'write-excel-file/node';
import { ofSupplier, readProductList, type ProductList } from '../../../server/src/exchange/products/productList';
import { FIRST } from '../../support/vocabularies';

/** `id|version|platform @line` of each product, with its supplier before, followed by the problems. */
function shown({ products, problems }: ProductList): string[] {
  return [
    ...products.map(({ id, version, platform, supplier, line }) => {
      return `${supplier && `${supplier}: `}${id}|${version}|${platform} @${line}`;
    }),
    ...problems.map((problem) => `${problem.severity} @${problem.line}: ${importText(problem, english)}`),
  ];
}

const BY_POSITION =
  'warning @1: No known column name; columns are read by position: id, version, platform. Name them in the first line.';
const BREAK = 'A value has a line break, which is read as a space.';

describe('readProductList', () => {
  const cases: readonly [what: string, csv: string, expected: string[]][] = [
    ['commas', 'id,version,platform\nA,1.0,Windows 10\n', ['A|1.0|Windows 10 @2']],
    ['semicolons, with commas in the values', 'id;version;platform\nA;1,0;Windows 10\n', ['A|1,0|Windows 10 @2']],
    ['tabs', 'id\tversion\nA\t1.0', ['A|1.0| @2']],
    ['quotes', 'id,platform\n"A, ""B""","x\ny"\nC,z\n', ['A, "B"||x y @2', 'C||z @4', `info @2: ${BREAK}`]],
    [
      'a line break of each kind in an id',
      'id\r\n"A \r\n B"\r\n"C\rD"\r\nE\r\n',
      [...['A B|| @2', 'C D|| @4', 'E|| @6'], ...[`info @2: ${BREAK}`, `info @4: ${BREAK}`]],
    ],
    ['a separator that the first line names', 'sep=;\r\nid;platform\r\nA;x, y\r\n', ['A||x, y @3']],
    ['an unusual separator that the first line names', '"sep=|"\nid|version\nA|1\n', ['A|1| @3']],
    ['separators only outside of quotes', '"id",version;"a;b;c"\nA,1\n', ['A|| @2']],
    ['German names of columns', 'Hersteller;Produkt;Version;Betriebssystem\nAcme;A;1;W\n', ['Acme: A|1|W @2']],
    ['names with other case, umlauts and punctuation', 'PRODUKT-ID;Zielsystem;LIEFERANT\nA;W;B\n', ['B: A||W @2']],
    ['names with a byte order mark and quotes', '\uFEFF"Produkt";"Plattform"\nA;W\n', ['A||W @2']],
    ['separators after a doubled quote', '"id, ""a,b""";10\nA;1\n', ['id, "a,b"|10| @1', 'A|1| @2', BY_POSITION]],
    ['separators after a quote in a value', '19" panel;10\nA;1\n', ['19" panel|10| @1', 'A|1| @2', BY_POSITION]],
    [
      'several columns for the product',
      'Name;Produkt-ID\nBatch Server;B1\n',
      ['B1|| @2', 'info @1: Several columns can name the product; "Produkt-ID" is used. Not used: Name.'],
    ],
    [
      'one character that was lost',
      'id,version\nGr\uFFFDn,1\nA,1\n',
      [
        'A|1| @3',
        'error @2: Character lost (U+FFFD) in "Gr\uFFFDn". Write the value again, and save the file as UTF-8.',
      ],
    ],
    [
      'many characters that were lost',
      'id,version\nA,\uFFFD\n\uFFFD,1\nB\uFFFD,1\n',
      ['error @2: Characters lost (U+FFFD) in "\uFFFD" and on 2 other lines. Export the list again, as UTF-8.'],
    ],
    [
      'the same product of two suppliers',
      'supplier,id\nX,A\nY,A\nX,A\n',
      [...['X: A|| @2', 'Y: A|| @3'], 'warning @4: Duplicate of line 2; this line is ignored.'],
    ],
    ['a byte order mark and CR LF', '\uFEFFid,version\r\nA,1\r\n\r\nB,2\r\n', ['A|1| @2', 'B|2| @4']],
    ['alternative names of columns', 'Product ID;Operating System;Comment;Version\nA;W;x;1\n', ['A|1|W @2']],
    ['lines that are too short or only separators', 'id,version,platform\nA\n,,\n', ['A|| @2']],
    ['a single column', 'product\nA\nB', ['A|| @2', 'B|| @3']],
    [
      'an empty file',
      '',
      ['error @null: The product list is empty. The first line must name the columns: id, version, platform.'],
    ],
    [
      'columns by position where no name is known',
      'Batch,8.2\nPanel,3.0,W\n',
      ['Batch|8.2| @1', 'Panel|3.0|W @2', BY_POSITION],
    ],
    [
      'a header without the product',
      'Version,Platform\n8.2,W\n',
      ['error @1: Missing column "id". The first line must name the columns: id, version, platform.'],
    ],
    [
      'a line without id',
      'id,version\n,1\nA,1\n',
      ['A|1| @3', 'error @2: Missing product identifier. Fill in the column "id".'],
    ],
    [
      'a duplicate line in another spelling',
      'id,version\nLine Control,R2\nLINE-CONTROL,r2\nLine Control,1.1\nLine Control,11\n',
      [
        'Line Control|R2| @2',
        'Line Control|1.1| @4',
        'Line Control|11| @5',
        'warning @3: Duplicate of line 2; this line is ignored.',
      ],
    ],
    [
      'a duplicate line',
      'id,version\nA,1\nA,2\nA,1\n',
      ['A|1| @2', 'A|2| @3', 'warning @4: Duplicate of line 2; this line is ignored.'],
    ],
    [
      'an unterminated quote',
      'id,version\nA,1\n"B,2\n',
      ['error @3: Unbalanced quotes. A quoted value must end with a quote, and quotes inside it must be doubled.'],
    ],
    ['a quote in the middle', 'id,version\nA"x,1\n', ['A"x|1| @2']],
  ];
  for (const [what, csv, expected] of cases)
    it(`reads ${what}`, () => assert.deepEqual(shown(readProductList(csv)), expected));

  it('reads bytes as text, with a note where they are not Unicode', () => {
    const csv = 'Produkt;Version\r\nGröße;5\r\n';
    assert.deepEqual(shown(readProductList(Buffer.from(csv))), ['Größe|5| @2']);
    assert.deepEqual(shown(readProductList(Buffer.from(`\uFEFF${csv}`, 'utf16le'))), ['Größe|5| @2']);
    assert.deepEqual(shown(readProductList(Buffer.from(csv, 'latin1'))), [
      'Größe|5| @2',
      'info @null: Not valid UTF-8; read as windows-1252. Save the file as "CSV UTF-8" if names look wrong.',
    ]);
  });

  it('reads the components of products', () => {
    const csv = 'Produkt;Komponenten\nA;"SQL Server 2019; .NET | Office"\nB;-\nC;\n';
    assert.deepEqual(
      readProductList(csv).products.map(({ id, components }) => [id, components]),
      [
        ['A', ['SQL Server 2019', '.NET', 'Office']],
        ['B', []],
        ['C', null],
      ],
    );
  });

  it('reads the first sheet of a workbook', async () => {
    const text = (value: string) => ({ value, type: String });
    const rows = [
      [text('Produkt'), text('Plattform'), text('Version')],
      [text('Batch'), text('Windows Server 2022'), { value: 8.2, type: Number }],
      [null, text('Windows 11')],
    ];
    const bytes = await writeXlsxFile(rows).toBuffer();
    assert.deepEqual(shown(readProductList(bytes)), [
      'Batch|8.2|Windows Server 2022 @2',
      'error @3: Missing product identifier. Fill in the column "Produkt".',
    ]);
    const damaged = bytes.subarray(0, bytes.length - 100);
    assert.match(shown(readProductList(damaged)).join(), /^error @null: /);
  });

  it('reports one problem for a list in an unknown encoding', () => {
    const list = Buffer.concat([
      Buffer.from('id\n'),
      ...Array.from({ length: 88 }, () => Buffer.from([0x81, 0x8d, 0x0a])),
    ]);
    assert.deepEqual(
      readProductList(list).problems.map(({ severity, line }) => [severity, line]),
      [['error', 2]],
    );
  });
});

describe('ofSupplier', () => {
  it('leaves out the products of other suppliers, with a warning', () => {
    const list = readProductList('supplier,id\nACME,A\nBeta,B\n,C\nGamma,D\n');
    assert.deepEqual(shown(ofSupplier(list, 'Acme', FIRST.vocabulary.identity)), [
      ...['ACME: A|| @2', 'C|| @4'],
      'warning @3: "Beta" is not the supplier "Acme": lines of other suppliers are ignored (2).',
    ]);
    assert.equal(ofSupplier(list, 'acme', { supplier: () => 'one' }), list);
  });
});
