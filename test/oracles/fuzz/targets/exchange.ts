import fc from 'fast-check';
import { importDocuments } from '../../../../server/src/exchange/importDocuments';
import { ofSupplier, readProductList } from '../../../../server/src/exchange/products/productList';
import { parse } from '../../../../server/src/xml/parser';
import { releaseDocument, vulnerability } from '../../../support/cvrf';
import { BOTH } from '../../../support/vocabularies';
import { target } from '../target';
import { fileText, mutatedBytes } from '../texts';

const LISTS = ['samples/northwind-products.csv', 'samples/musterwerk-products.csv'].map((path) =>
  Buffer.from(fileText(path)),
);

const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

/** Any bytes as a product list are read, with their problems. */
export const tableTarget = target({
  name: 'tables',
  inputs: fc.constantFrom(...LISTS).chain((list) => mutatedBytes(list)),
  run(base64) {
    const list = readProductList(bytesOf(base64));
    for (const { line } of list.products) if (!(line >= 1)) throw new Error(`line ${line}`);
    ofSupplier(list, 'Northwind', BOTH[0]!.vocabulary.identity);
  },
  testRuns: 3_000,
});

const RELEASE = Buffer.from(
  releaseDocument(
    vulnerability('CVE-2026-0001', 'Critical: 1 2; Low: 3', [
      {
        kb: '5000001',
        products: '1 2 3',
        subType: 'Security Update',
        supercedence: '5000000',
        restart: 'Yes',
        url: 'https://a.example/',
      },
      { kb: 'Click to Run', products: '7' },
    ]),
    vulnerability('CVE-2026-0002', 'Important: 4 5', [{ kb: '5000002', products: '4 5 6', restart: 'Maybe' }]),
  ),
);
const PRODUCTS = readProductList(LISTS[0]!).products;

/** Any bytes as a release document are imported, with their problems, and what is written can be read. */
export const cvrfTarget = target({
  name: 'cvrf',
  inputs: fc.record({ vocabulary: fc.nat(BOTH.length - 1), release: mutatedBytes(RELEASE) }),
  run({ vocabulary: index, release }) {
    const { vocabulary } = BOTH[index]!;
    const options = { supplier: 'Northwind', products: PRODUCTS, published: '2026-03-01T00:00:00Z', vocabulary };
    const { text } = importDocuments([{ name: '', content: bytesOf(release) }], options, 'cvrf');
    if (text !== null) parse(text);
  },
  testRuns: 1_000,
});
