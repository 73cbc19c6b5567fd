import { importText } from '../../../server/src/exchange/problem';
import assert from 'node:assert/strict';
import { readReleases } from '../../../server/src/exchange/importDocuments';
import type { Drop } from '../../../server/src/exchange/next/dropped';
import { nextEdition } from '../../../server/src/exchange/next/nextEdition';
import { readProductList } from '../../../server/src/exchange/products/productList';
import { edited } from '../../../server/src/cli/edits';
import { english } from '../../../server/src/xml/problem';
import { releaseDocument, vulnerability, type TestRemediation } from '../../support/cvrf';
import { documentIn } from '../../support/documents';
import { BOTH, FIRST, type TestVocabulary } from '../../support/vocabularies';
import { CLOCK, diffOf } from '../write/writing';

interface Wanted {
  readonly releases?: readonly string[];
  readonly products?: string;
  readonly published?: string;
  readonly drop?: Drop;
  readonly vocabulary?: TestVocabulary;
}

/** The next edition, with its problems: `severity: message`. */
function next(text: string, { releases = [], products, published = '2026-03-10', drop, vocabulary = FIRST }: Wanted) {
  const sources = releases.map((content, index) => ({ name: `${index}.xml`, content }));
  const made = nextEdition(documentIn(vocabulary, text), {
    releases: readReleases(sources).releases,
    products: products === undefined ? null : readProductList(products).products,
    published: `${published}T00:00:00Z`,
    drop,
    clock: CLOCK,
  });
  return {
    text: made.edits === null ? null : edited(text, made.edits),
    fileName: made.fileName,
    told: made.problems.map((problem) => `${problem.severity}: ${importText(problem, english)}`),
  };
}

const release = (...remediations: TestRemediation[]): string =>
  releaseDocument(
    vulnerability('CVE-2026-0009', 'Critical: 1', remediations, '2026-02-10T08:00:00', '2026-03-03T08:00:00'),
  );

function product(name: string, state: string, date = ''): string {
  const dated = date === '' ? '' : `\n        <StatusDate>${date}T00:00:00Z</StatusDate>`;
  return `
      <VendorProduct>
        <ID>${name}</ID>
        <Platform>Windows Server 2022</Platform>
        <Status>${state}</Status>${dated}
      </VendorProduct>`;
}

function patch(
  id: string,
  products: string,
  { more = '', target = 'Windows Server 2022', released = '2026-01-13' } = {},
): string {
  return `
    <Patch>
      <ID>${id}</ID>
      <Title>${id}</Title>
      <ReleasedDate>${released}T08:00:00Z</ReleasedDate>
      <TargetProduct>${target}</TargetProduct>${more}${products}
    </Patch>`;
}

function edition(...patches: string[]): string {
  return `<?xml version="1.0"?>
<!-- kept -->
<PatchData>
  <ID>Acme-1</ID>
  <Version>1.9</Version>
  <PublishedDate>2026-02-18T09:00:00Z</PublishedDate>
  <Supplier>Acme</Supplier>
  <PatchVendor>
    <ID>Microsoft</ID>${patches.join('')}
  </PatchVendor>
</PatchData>
`;
}

describe('next edition', () => {
  it('carries everything over, with the next version, the date and the right name', () => {
    const text = edition(patch('KB5000001', product('Batch', 'Approved', '2026-02-01')));
    const made = next(text, {});
    assert.equal(made.fileName, 'Acme_VPC_2026-03-10.xml');
    assert.deepEqual(made.told, []);
    assert.equal(
      diffOf(text, made.text!),
      [
        '-  <Version>1.9</Version>',
        '-  <PublishedDate>2026-02-18T09:00:00Z</PublishedDate>',
        '+  <Version>1.10</Version>',
        '+  <PublishedDate>2026-03-10T00:00:00Z</PublishedDate>',
      ].join('\n'),
    );
  });

  it('adds patches of a release with the products that they concern, and marks what they supersede', () => {
    const text = edition(patch('KB5000001', product('Batch', 'Approved', '2026-02-01')));
    const { text: made, told } = next(text, {
      releases: [release({ kb: '5000009', supercedence: '5000001', url: 'https://example.com/9' })],
    });
    assert.deepEqual(told, [
      'info: Patches added: 1: KB5000009.',
      'info: Patches marked as superseded: 1: KB5000001 (KB5000009).',
    ]);
    assert.equal(
      diffOf(text, made!).split('\n').slice(4).join('\n'),
      `+      <SupersededByID>KB5000009</SupersededByID>
+    <Patch>
+      <ID>KB5000009</ID>
+      <Title languageID="en">2026-02 Update for Windows Server 2022 (KB5000009)</Title>
+      <Severity>Critical</Severity>
+      <ReleasedDate>2026-02-10T08:00:00Z</ReleasedDate>
+      <RevisedDate>2026-03-03T08:00:00Z</RevisedDate>
+      <VulnerabilityID>CVE-2026-0009</VulnerabilityID>
+      <TargetProduct>Windows Server 2022</TargetProduct>
+      <SupersedesID>KB5000001</SupersedesID>
+      <DownloadURL>https://example.com/9</DownloadURL>
+      <VendorProduct>
+        <ID>Batch</ID>
+        <Platform>Windows Server 2022</Platform>
+        <Status>Available</Status>
+      </VendorProduct>
+    </Patch>`,
    );
  });

  it('gives a product the patches for software that it is listed for, and no others', () => {
    const office = patch('KB5000002', product('Office station', 'Approved'), {
      target: 'Microsoft Office 2016 (64-bit edition)',
    });
    const server = patch('KB5000001', product('Batch', 'Approved'));
    const { text } = next(edition(server, office), { releases: [release({ kb: '5000009', products: '7' })] });
    const added = text!.slice(text!.indexOf('KB5000009'));
    assert.deepEqual(
      [...added.matchAll(/<VendorProduct>\s*<ID>(.*?)</g)].map(([, id]) => id),
      ['Office station'],
    );
  });

  it('uses a list of products, and tells how it differs from the edition', () => {
    const text = edition(patch('KB5000001', product('Batch', 'Approved')));
    const { text: made, told } = next(text, {
      releases: [release({ kb: '5000009' })],
      products: 'id,platform,components\nPanel,Windows Server 2022,Office 2016\n',
    });
    assert.deepEqual(told, [
      'info: "Windows Server 2022" matches: Windows Server 2022; Microsoft .NET Framework 4.8 on Windows Server 2022.',
      'info: "Office 2016" matches: Microsoft Office 2016 (64-bit edition).',
      'info: New products, listed only under the patches that are added: Panel Windows Server 2022.',
      'warning: Products that the list does not have, not listed under the patches that are added: Batch Windows Server 2022.',
      'info: Patches added: 1: KB5000009.',
    ]);
    assert.match(made!.slice(made!.indexOf('KB5000009')), /<ID>Panel<\/ID>/);
  });

  it('updates patches that it has, and doubts states from before their revision', () => {
    const text = edition(
      patch('kb5000001', product('Batch', 'Approved', '2026-02-01') + product('Panel', 'In Test', '2026-03-05')),
    );
    const { text: made, told } = next(text, { releases: [release({ kb: '5000001', supercedence: '5000000' })] });
    assert.deepEqual(told, [
      'info: Patches revised: 1: kb5000001 (2026-03-03).',
      'info: Severity changed: 1: kb5000001 (Critical).',
      'info: Vulnerabilities added: 1: kb5000001 (CVE-2026-0009).',
      'info: Supersedence added: 1: kb5000001 (KB5000000).',
      'warning: Patches revised after states of theirs; check whether these still hold: 1: kb5000001 (1).',
    ]);
    assert.equal(
      diffOf(text, made!).split('\n').slice(4).join('\n'),
      `+      <Severity>Critical</Severity>
+      <RevisedDate>2026-03-03T08:00:00Z</RevisedDate>
+      <VulnerabilityID>CVE-2026-0009</VulnerabilityID>
+      <SupersedesID>KB5000000</SupersedesID>`,
    );
    const again = next(made!, {
      releases: [release({ kb: '5000001', supercedence: '5000000' })],
      published: '2026-04-10',
    });
    assert.deepEqual(again.told, [], 'nothing is new a second time');
  });

  it('lists a patch that has it for further products of which it now is for the software', () => {
    const text = edition(
      patch('KB5000001', product('Batch', 'Approved')),
      patch('KB5000002', product('Office', 'Approved'), { target: 'Microsoft Office 2016 (64-bit edition)' }),
    );
    const { text: made, told } = next(text, { releases: [release({ kb: '5000001', products: '1 7' })] });
    assert.ok(told.includes('info: Patches listed for more products, not tested: 1: KB5000001 (1).'), told.join('\n'));
    const first = made!.slice(0, made!.indexOf('KB5000002'));
    assert.match(first, /<ID>Office<\/ID>\s*<Platform>Windows Server 2022<\/Platform>\s*<Status>Available</);
  });

  describe('drops superseded patches', () => {
    const by = (id: string) => ({ more: `\n      <SupersedesID>${id}</SupersedesID>`, released: '2026-02-10' });
    const ids = (text: string | null) => [...text!.matchAll(/<Patch>\s*<ID>(.*?)</g)].map(([, id]) => id);
    const dropped = (...patches: string[]) => next(edition(...patches), { drop: 'superseded' });

    it('whose replacement is listed for each of their products', () => {
      const { text, told } = dropped(
        patch('KB1', product('Batch', 'Approved')),
        patch('KB2', product('Batch', 'Approved'), by('KB1')),
      );
      assert.deepEqual([ids(text), told], [['KB2'], ['info: Superseded patches dropped: 1: KB1 (KB2).']]);
    });

    it('and tells of approvals whose replacement is not tested', () => {
      const { text, told } = dropped(
        patch('KB1', product('Batch', 'Approved')),
        patch('KB2', product('Batch', 'In Test'), by('KB1')),
      );
      assert.deepEqual(ids(text), ['KB2']);
      assert.deepEqual(told.slice(1), [
        'warning: Patches dropped that can be installed, while their replacement is not tested yet: 1: KB1 (KB2).',
      ]);
    });

    it('but keeps those whose replacement is refused, or is not listed for a product', () => {
      const refused = dropped(
        patch('KB1', product('Batch', 'Approved')),
        patch('KB2', product('Batch', 'Not Approved'), by('KB1')),
      );
      assert.deepEqual(ids(refused.text), ['KB1', 'KB2']);
      assert.deepEqual(refused.told, [
        'warning: Superseded patches kept, because a product has no replacement that is listed and not refused: 1: KB1 (KB2).',
      ]);
      const unlisted = dropped(
        patch('KB1', product('Batch', 'Approved') + product('Panel', 'Approved')),
        patch('KB2', product('Batch', 'Approved'), by('KB1')),
      );
      assert.deepEqual(ids(unlisted.text), ['KB1', 'KB2']);
    });

    it('along a chain, and by patches of the releases', () => {
      const chain = [
        patch('KB5000001', product('Batch', 'Approved')),
        patch('KB5000002', product('Batch', 'Approved'), by('KB5000001')),
      ];
      const { text, told } = next(edition(...chain), {
        drop: 'superseded',
        releases: [release({ kb: '5000009', supercedence: '5000002' })],
      });
      assert.deepEqual(ids(text), ['KB5000009']);
      assert.ok(
        told.includes('info: Superseded patches dropped: 2: KB5000002 (KB5000009), KB5000001 (KB5000009).'),
        told.join('\n'),
      );
    });

    it('and not those of a cycle', () => {
      const { text } = dropped(
        patch('KB1', product('Batch', 'Approved'), by('KB2')),
        patch('KB2', product('Batch', 'Approved'), by('KB1')),
      );
      assert.deepEqual(ids(text), ['KB1', 'KB2']);
    });
  });

  it('drops patches that are older than a number of months', () => {
    const text = edition(patch('KB1', '', { released: '2025-01-14' }), patch('KB2', '', { released: '2025-03-11' }));
    const { text: made, told } = next(text, { drop: { months: 12 } });
    assert.deepEqual(told, ['info: Patches dropped, released more than 12 months before: 1: KB1.']);
    assert.ok(!made!.includes('KB1') && made!.includes('KB2'));
  });

  const versions = { '3': '4', '1.9': '1.10', '2026-09': '2026-10', '09': '10', v3b: 'v4b', '1.0-rc': '1.1-rc' };
  for (const [before, after] of Object.entries(versions)) {
    it(`raises the version ${before} to ${after}`, () => {
      assert.ok(next(edition().replace('1.9', before), {}).text!.includes(`<Version>${after}</Version>`));
    });
  }

  it('tells where version or document identifier are missing', () => {
    const bare = edition().replace(/ {2}<(ID|Version)>.*\n/g, (line) => (line.includes('Microsoft') ? line : ''));
    const { text, told } = next(bare.replace('<PatchVendor>\n', '<PatchVendor>\n    <ID>Microsoft</ID>\n'), {});
    assert.ok(text !== null && !text.includes('<Version>'));
    assert.deepEqual(told, [
      'info: The edition has no version, so the next one has none: its date is the order.',
      'info: The edition has no document identifier: readers recognise the next one by its patches.',
    ]);
    const words = next(edition().replace('1.9', 'final'), {});
    assert.deepEqual(words.told, ['warning: The version "final" has no number to raise. Enter the next version.']);
  });

  for (const published of ['2026-02-18', '2025-12-31']) {
    it(`refuses the date ${published}, which is not later than that of the edition`, () => {
      assert.deepEqual(next(edition(), { published }), {
        text: null,
        fileName: null,
        told: [`error: The edition was published on 2026-02-18: the next one needs a later date than ${published}.`],
      });
    });
  }

  it('doubts the order where the date of the edition cannot be read', () => {
    const { told } = next(edition().replace('2026-02-18T09:00:00Z', '18.02.2026'), {});
    assert.deepEqual(told, [
      'warning: The publication date of the edition cannot be read: "18.02.2026". Check that the next one is later.',
    ]);
  });

  it('works with the names, order and namespace of the second vocabulary', () => {
    const [, second] = BOTH;
    const { text, fileName, told } = next(second!.sampleText, {
      vocabulary: second!,
      releases: [release({ kb: '5000009' })],
    });
    assert.equal(fileName, '20260310.Northwind-Process-Systems.kompat.xml');
    assert.ok(told.includes('info: Patches added: 1: KB5000009.'), told.join('\n'));
    assert.match(text!, /<k:Kennung>KB5000009|>KB5000009</);
  });
});
