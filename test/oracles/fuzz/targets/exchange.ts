import fc from 'fast-check';
import { applyTable } from '../../../../server/src/exchange/apply/apply';
import { importDocuments, readReleases } from '../../../../server/src/exchange/importDocuments';
import { nextEdition } from '../../../../server/src/exchange/next/nextEdition';
import { ofSupplier, readProductList } from '../../../../server/src/exchange/products/productList';
import { readTable } from '../../../../server/src/exchange/tables/tableFile';
import { editedText } from '../../../../server/src/exchange/write/children';
import { Publication } from '../../../../server/src/exchange/write/publication';
import { writeChanges } from '../../../../server/src/exchange/write/write';
import { joined } from '../../../../server/src/exchange/tables/xlsx/write/workbook';
import { matrixXlsx } from '../../../../server/src/matrix/export/xlsx/xlsx';
import { buildMatrix } from '../../../../server/src/matrix/matrix';
import { sourceOf } from '../../../../server/src/matrix/sources';
import { viewOf } from '../../../../server/src/matrix/view';
import { parse } from '../../../../server/src/xml/parser';
import { runToCompletion } from '../../../../server/src/xml/task';
import { releaseDocument, vulnerability } from '../../../support/cvrf';
import { documentIn } from '../../../support/documents';
import { publicationIn } from '../../../support/publications';
import { BOTH, FIRST } from '../../../support/vocabularies';
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

const ADVISORY = Buffer.from(
  JSON.stringify({
    document: {
      ...{ csaf_version: '2.0', category: 'csaf_security_advisory', title: 'A' },
      publisher: { category: 'vendor', name: 'Northwind', namespace: 'https://a.example' },
      tracking: {
        ...{ id: 'A-1', status: 'final', version: '1', revision_history: [{ number: '1' }, { number: '2' }] },
        ...{ initial_release_date: '2026-02-10T08:00:00Z', current_release_date: '2026-03-10T08:00:00+01:00' },
      },
    },
    product_tree: {
      branches: [
        {
          ...{ category: 'vendor', name: 'Northwind' },
          branches: [
            {
              ...{ category: 'product_name', name: 'Batch' },
              branches: ['1', '2'].map((name) => ({
                ...{ category: 'product_version', name },
                product: { product_id: `B${name}`, name: `Batch ${name}` },
              })),
            },
          ],
        },
      ],
      product_groups: [{ group_id: 'G', product_ids: ['B1', 'B2'] }],
    },
    vulnerabilities: [
      {
        cve: 'CVE-2026-0001',
        scores: [{ products: ['B1'], cvss_v3: { baseSeverity: 'HIGH' } }],
        product_status: { known_affected: ['B1'], known_not_affected: ['B2'] },
        remediations: [
          { category: 'vendor_fix', details: 'Update', url: 'https://a.example/1', group_ids: ['G'] },
          { category: 'mitigation', details: 'Unplug', product_ids: ['B1'] },
        ],
      },
    ],
  }),
);

/** Any bytes as an advisory are imported, with their problems, and what is written can be read. */
export const csafTarget = target({
  name: 'csaf',
  inputs: fc.record({ vocabulary: fc.nat(BOTH.length - 1), advisory: mutatedBytes(ADVISORY) }),
  run({ vocabulary: index, advisory }) {
    const { vocabulary } = BOTH[index]!;
    const options = { supplier: 'Northwind', products: [], published: '2026-03-01T00:00:00Z', vocabulary };
    const { text } = importDocuments([{ name: '', content: bytesOf(advisory) }], options, 'csaf');
    if (text !== null) parse(text);
  },
  testRuns: 1_000,
});

const OWN = documentIn(FIRST, FIRST.sampleText);
const MATRIX = runToCompletion(
  buildMatrix(FIRST.vocabulary, [sourceOf(publicationIn(FIRST.sampleText, FIRST), FIRST.sampleName)]),
);
const WORKBOOK = Buffer.from(joined([...matrixXlsx(viewOf(MATRIX))]));
const RESULTS = Buffer.from(
  'Patch;Produkt;Version;Status;Datum\nKB5002713;Northwind Batch;8.2;Freigegeben;10.03.2026\n',
);

/** Any bytes as a table of results are applied, with their problems; what does not fit changes nothing. */
export const applyTarget = target({
  name: 'apply',
  inputs: fc.constantFrom(WORKBOOK, RESULTS).chain((table) => mutatedBytes(table)),
  run(base64) {
    const { table } = readTable(bytesOf(base64));
    if (table === null) return;
    const publication = Publication.of(OWN.tree, FIRST.vocabulary)!;
    const { applied } = applyTable(table, publication, FIRST.vocabulary);
    const changes = applied?.changes.map(({ change }) => change) ?? [];
    const { edits } = writeChanges(OWN, changes, { clock: { instant: 0, offset: 0 } });
    if (changes.length === 0 && edits.length > 0) throw new Error('edits without changes');
  },
  testRuns: 500,
});

const { releases: RELEASES } = readReleases([{ name: '', content: RELEASE }]);

/** Any text of a publication has a next edition, or a reason why not; no state of it changes. */
export const nextTarget = target({
  name: 'next',
  inputs: mutatedBytes(Buffer.from(FIRST.sampleText)),
  run(base64) {
    const text = Buffer.from(base64, 'base64').toString();
    const document = documentIn(FIRST, text);
    const { edits } = nextEdition(document, {
      ...{ releases: RELEASES, products: null, drop: 'superseded' },
      published: '2030-01-01T00:00:00Z',
      clock: { instant: 0, offset: 0 },
    });
    if (edits !== null) parse(editedText(text, 0, edits));
  },
  testRuns: 300,
});
