import assert from 'node:assert/strict';
import { render } from '../../../server/src/xml/problem';
import { readProductList } from '../../../server/src/vpc/exchange/productList';

/** `id|version|platform @line` of each product, then what is said. */
function read(csv: string): string[] {
  const { products, problems } = readProductList(csv);
  return [
    ...products.map(({ id, version, platform, line }) => `${id}|${version}|${platform} @${line}`),
    ...problems.map(({ severity, line, message, args }) => `${severity} @${line}: ${render(message, args)}`),
  ];
}

describe('readProductList', () => {
  const cases: readonly [what: string, csv: string, expected: string[]][] = [
    ['commas', 'id,version,platform\nA,1.0,Windows 10\n', ['A|1.0|Windows 10 @2']],
    ['semicolons, with commas in the values', 'id;version;platform\nA;1,0;Windows 10\n', ['A|1,0|Windows 10 @2']],
    ['tabs', 'id\tversion\nA\t1.0', ['A|1.0| @2']],
    ['quotes', 'id,platform\n"A, ""B""","x\ny"\nC,z\n', ['A, "B"||x\ny @2', 'C||z @4']],
    ['a byte order mark and CR LF', '\uFEFFid,version\r\nA,1\r\n\r\nB,2\r\n', ['A|1| @2', 'B|2| @4']],
    ['headers as people write them', 'Product ID;Operating System;Comment;Version\nA;W;x;1\n', ['A|1|W @2']],
    ['lines that are too short or only separators', 'id,version,platform\nA\n,,\n', ['A|| @2']],
    ['a single column', 'product\nA\nB', ['A|| @2', 'B|| @3']],
    [
      'an empty file',
      '',
      ['error @null: The product list is empty. Its first line names the columns: id, version, platform.'],
    ],
    [
      'no header',
      'Batch,8.2\nPanel,3.0\n',
      ['error @1: No column is named "id". The first line must name the columns: id, version, platform.'],
    ],
    [
      'a line without id',
      'id,version\n,1\nA,1\n',
      ['A|1| @3', 'error @2: This line has no product id. Fill the column "id".'],
    ],
    [
      'a line twice',
      'id,version\nA,1\nA,2\nA,1\n',
      ['A|1| @2', 'A|2| @3', 'warning @4: This line repeats line 2 and is left out.'],
    ],
    [
      'a quote that does not end',
      'id,version\nA,1\n"B,2\n',
      [
        'error @3: The quotes of this line do not pair up: a quoted value ends with a quote, and a quote inside it is doubled.',
      ],
    ],
    ['a quote in the middle', 'id,version\nA"x,1\n', ['A"x|1| @2']],
  ];
  for (const [what, csv, expected] of cases) it(`reads ${what}`, () => assert.deepEqual(read(csv), expected));
});
