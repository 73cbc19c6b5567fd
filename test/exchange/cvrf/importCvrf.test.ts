import { english } from '../../../server/src/xml/problem';
import { importText } from '../../../server/src/exchange/problem';
import assert from 'node:assert/strict';
import { importDocuments } from '../../../server/src/exchange/importDocuments';
import { readProductList } from '../../../server/src/exchange/products/productList';
import { releaseDocument, vulnerability, type TestRemediation } from '../../support/cvrf';
import { publicationIn } from '../../support/publications';
import { BOTH, FIRST, type TestVocabulary } from '../../support/vocabularies';

function imported(document: string, csv = 'id\nNorthwind Batch\n', { vocabulary }: TestVocabulary = FIRST) {
  const { products } = readProductList(csv);
  const options = { supplier: 'Northwind Process Systems', products, published: '2026-03-01T00:00:00Z', vocabulary };
  return importDocuments([{ name: 'release.xml', content: document }], options, 'cvrf');
}

/** The patches of an import. */
function patches(document: string, csv?: string) {
  const { entry } = publicationIn(imported(document, csv).text!, FIRST);
  return entry
    .entries('patch-vendor')[0]!
    .entry.entries('patch')
    .map(({ entry: patch }) => patch);
}

/** The only patch of a document with one vulnerability. */
function patch(remediation: Partial<TestRemediation>, severities = 'Important: 1') {
  const [only] = patches(
    releaseDocument(vulnerability('CVE-2026-0001', severities, [{ kb: '5000001', ...remediation }])),
  );
  return only!;
}

function messages(result: ReturnType<typeof imported>): string[] {
  return result.problems.map(
    (problem) => `${problem.severity}, ${problem.file} ${problem.line}: ${importText(problem, english)}`,
  );
}

describe('import of CVRF documents', () => {
  const document = releaseDocument(
    vulnerability('CVE-2026-0002', 'Important: 1 2; Critical: 4', [
      { kb: '5000001', products: '1 2', subType: 'Security Update', restart: 'Yes', url: 'https://example.com/1' },
      { kb: '5000002', products: '4', subType: 'Monthly Rollup' },
    ]),
    vulnerability('CVE-2026-0001', 'Moderate: 1', [
      {
        kb: '5000001',
        products: '1',
        subType: 'Security Update',
        restart: 'Yes',
        supercedence: '4999999',
        url: 'https://example.com/1',
      },
      { kb: '5000001', type: 'Known Issue', url: 'https://support.example.com/5000001' },
    ]),
    vulnerability('ADV990001', 'Low: 7', [
      { kb: '5000001', products: '7' },
      { kb: 'Release Notes', products: '7' },
    ]),
  );

  it('writes one patch for each KB number, merged from its vulnerabilities', () => {
    const result = imported(document, 'id;version;platform\nNorthwind Batch;8.2;Windows Server 2022\n');
    assert.equal(result.fileName, 'Northwind-Process-Systems_VPC_2026-03-01.xml');
    assert.deepEqual(result.summary, {
      title: 'February 2026 Security Updates',
      patches: 2,
      vulnerabilities: 2,
      products: 1,
    });
    assert.deepEqual(messages(result), [
      'info, release document null: 1 remediation left out: Release Notes.',
      'info, product list 2: "Windows Server 2022" matches: Windows Server 2022; Microsoft .NET Framework 4.8 on Windows Server 2022.',
    ]);
    assert.equal(
      result.text,
      `<?xml version="1.0" encoding="UTF-8"?>
<PatchData>
  <ID>Northwind-Process-Systems-2026-Feb</ID>
  <Version>1</Version>
  <Description languageID="en">Patch compatibility: February 2026 Security Updates</Description>
  <PublishedDate>2026-03-01T00:00:00Z</PublishedDate>
  <Supplier>Northwind Process Systems</Supplier>
  <PatchVendor>
    <ID>Microsoft</ID>
    <Patch>
      <ID>KB5000001</ID>
      <Title languageID="en">2026-02 Security Update for Microsoft Office 2016 and Windows Server 2022 (KB5000001)</Title>
      <PatchType>Security</PatchType>
      <Severity>Important</Severity>
      <ReleasedDate>2026-02-10T08:00:00Z</ReleasedDate>
      <BulletinID>ADV990001</BulletinID>
      <VulnerabilityID>CVE-2026-0001</VulnerabilityID>
      <VulnerabilityID>CVE-2026-0002</VulnerabilityID>
      <TargetProduct>Microsoft Office 2016 (64-bit edition)</TargetProduct>
      <TargetProduct>Windows Server 2022</TargetProduct>
      <TargetProduct>Windows Server 2022 (Server Core installation)</TargetProduct>
      <SupersedesID>KB4999999</SupersedesID>
      <InformationURL>https://support.example.com/5000001</InformationURL>
      <DownloadURL>https://example.com/1</DownloadURL>
      <RebootRequired>true</RebootRequired>
      <VendorProduct>
        <ID>Northwind Batch</ID>
        <Version>8.2</Version>
        <Platform>Windows Server 2022</Platform>
        <Status>Available</Status>
      </VendorProduct>
    </Patch>
    <Patch>
      <ID>KB5000002</ID>
      <Title languageID="en">2026-02 Monthly Rollup for Windows 10 Version 22H2 (KB5000002)</Title>
      <PatchType>Rollup</PatchType>
      <Severity>Critical</Severity>
      <ReleasedDate>2026-02-10T08:00:00Z</ReleasedDate>
      <VulnerabilityID>CVE-2026-0002</VulnerabilityID>
      <TargetProduct>Windows 10 Version 22H2 for x64-based Systems</TargetProduct>
    </Patch>
  </PatchVendor>
</PatchData>
`,
    );
  });

  it('uses the names, the order, the namespace and the file name of the second vocabulary', () => {
    const { text, fileName } = imported(document, undefined, BOTH[1]);
    assert.equal(fileName, '20260301.Northwind-Process-Systems.kompat.xml');
    assert.match(
      text!,
      /^<\?xml [^>]*>\n<Vertraeglichkeit xmlns="urn:example:patch-compatibility">\n {2}<Anbieter>Northwind/,
    );
    const { entry } = publicationIn(text!, BOTH[1]!);
    assert.deepEqual(entry.entries('patch-vendor')[0]!.entry.entries('patch')[0]!.entry.values('bulletin'), [
      'ADV990001',
    ]);
  });

  it('uses only the severities of the products that the patch is for', () => {
    assert.equal(patch({ products: '1' }, 'Critical: 4; Low: 1').value('severity'), 'Low');
    assert.equal(patch({ products: '1 4' }, 'Critical: 4; Low: 1').value('severity'), 'Critical');
    assert.equal(patch({ products: '1' }, 'Moderate').value('severity'), 'Moderate');
    assert.equal(patch({ products: '1' }, 'Critical: 4').value('severity'), undefined);
  });

  const types = { 'Security Update': 'Security', 'Security Only': 'Security', 'Monthly Rollup': 'Rollup' } as const;
  for (const [subType, type] of Object.entries({
    ...types,
    'IE Cumulative': 'Cumulative',
    'Security Hotpatch Update': 'Hotpatch',
    'Update Guidance': undefined,
  })) {
    it(`maps the subtype "${subType}" to ${type}`, () => assert.equal(patch({ subType }).value('patch-type'), type));
  }

  for (const [restart, reboot] of Object.entries({ Yes: 'true', No: 'false', Maybe: undefined })) {
    it(`maps a restart "${restart}" to ${reboot}`, () => assert.equal(patch({ restart }).value('reboot'), reboot));
  }

  it('treats contradictory restarts as unknown', () => {
    const remediations = (restart: string) => [{ kb: '5000001', restart }];
    const answers = releaseDocument(
      vulnerability('CVE-2026-0001', 'Low: 1', remediations('Yes')),
      vulnerability('CVE-2026-0002', 'Low: 1', remediations('No')),
    );
    assert.equal(patches(answers)[0]!.value('reboot'), undefined);
  });

  it('extracts only the KB numbers from a supersedence', () => {
    assert.deepEqual(patch({ supercedence: 'MS16-051, 3154070; MS11-071, 2570947' }).values('supersedes'), [
      'KB2570947',
      'KB3154070',
    ]);
    assert.deepEqual(patch({ supercedence: 'KB958644, 5000001, 20.0.1, 3154070;3154070' }).values('supersedes'), [
      'KB958644',
      'KB3154070',
    ]);
  });

  it('keeps only http and https URLs', () => {
    assert.deepEqual(patch({ url: 'None' }).values('download-url'), []);
    assert.deepEqual(patch({ url: 'https://example.com/?a=1&amp;b=2' }).values('download-url'), [
      'https://example.com/?a=1&b=2',
    ]);
  });

  it('uses the earliest vulnerability as the release date where all are later than the document', () => {
    const later = releaseDocument(
      vulnerability('CVE-2026-0001', 'Low: 1', [{ kb: '5000001' }], '2026-02-26T08:00:00'),
      vulnerability('CVE-2026-0002', 'Low: 1', [{ kb: '5000001' }], '2026-02-25T08:00:00'),
      vulnerability('CVE-2026-0003', 'Low: 1', [{ kb: '5000002' }], '2024-01-01T08:00:00'),
    );
    assert.deepEqual(
      patches(later).map((each) => each.value('released')),
      ['2026-02-25T08:00:00Z', '2026-02-10T08:00:00Z'],
    );
  });

  it('resolves numeric references and ignores a byte order mark', () => {
    const odd = `\uFEFF${document.replace('February', 'Fevrier &#233;')}`;
    assert.match(imported(odd).text!, /Fevrier é 2026/);
  });

  it('uses the own date of a remediation as the release date, before all others', () => {
    const dated = releaseDocument(
      vulnerability('CVE-2026-0001', 'Low: 1', [{ kb: '5000001', date: '2026-05-12T07:00:00' }], '2025-09-09T08:00:00'),
    );
    assert.equal(patches(dated)[0]!.value('released'), '2026-05-12T07:00:00Z');
    assert.equal(patches(dated)[0]!.value('revised'), undefined);
  });

  it('writes the last revision after the day of the release', () => {
    const revised = (...dates: string[]) =>
      patches(releaseDocument(vulnerability('CVE-2026-0001', 'Low: 1', [{ kb: '5000001' }], ...dates)))[0]!;
    assert.equal(revised('2026-02-10T08:00:00', '2026-02-10T21:00:00').value('revised'), undefined);
    assert.equal(
      revised('2026-02-10T08:00:00', '2026-03-02T08:00:00', '2026-02-20T08:00:00').value('revised'),
      '2026-03-02T08:00:00Z',
    );
  });

  it('resolves groups of products', () => {
    assert.deepEqual(patch({ products: '', group: 'G1' }).values('target'), [
      'Windows Server 2022',
      'Windows Server 2022 (Server Core installation)',
    ]);
  });

  it('reports unknown products and groups, and lists the patch under each product', () => {
    const result = imported(
      releaseDocument(vulnerability('CVE-2026-0001', 'Low', [{ kb: '5000001', products: '99', group: 'G9' }])),
    );
    assert.deepEqual(messages(result), [
      'warning, release document null: Unknown product "99" (KB5000001). Check which products these patches are for.',
      'warning, release document null: Unknown product "G9" (KB5000001). Check which products these patches are for.',
    ]);
    assert.match(result.text!, /<ID>Northwind Batch<\/ID>/);
  });

  it('tells what has no KB number', () => {
    const remediations = [
      { kb: 'Click to Run' },
      { kb: 'Click to Run' },
      { kb: 'Release Notes' },
      { kb: '', subType: 'Source Code (zip)' },
      { kb: 'Disable SMB.', type: 'Workaround' },
      { kb: '5000001', type: 'Known Issue' },
      { kb: '5000001' },
    ];
    assert.deepEqual(messages(imported(releaseDocument(vulnerability('CVE-2026-0001', 'Low', remediations)))), [
      'info, release document null: 5 remediations left out: Click to Run (2), Release Notes, Source Code (zip), Workaround.',
    ]);
  });

  it('merges documents, each patch once', () => {
    const document = (title: string, ...vulnerabilities: string[]) => ({
      name: title,
      content: releaseDocument(...vulnerabilities).replace('February', title),
    });
    const january = document('January', vulnerability('CVE-2026-0001', 'Low: 1', [{ kb: '5000001' }]));
    const february = document(
      'February',
      vulnerability('CVE-2026-0002', 'Critical: 1', [{ kb: '5000001', supercedence: '5000000' }, { kb: '5000002' }]),
    );
    const options = {
      supplier: 'A/B',
      products: [],
      published: '2026-03-10T00:00:00Z',
      vocabulary: FIRST.vocabulary,
    };
    const result = importDocuments([january, february], options);
    const { entry } = publicationIn(result.text!, FIRST);
    const [first, second] = entry.entries('patch-vendor')[0]!.entry.entries('patch');
    assert.equal(result.fileName, 'A-B_VPC_2026-03-10.xml');
    assert.equal(entry.value('document-id'), 'A-B-2026-03');
    assert.deepEqual(first!.entry.values('vulnerability'), ['CVE-2026-0001', 'CVE-2026-0002']);
    assert.deepEqual(first!.entry.values('supersedes'), ['KB5000000']);
    assert.equal(first!.entry.value('severity'), 'Critical');
    assert.equal(second!.entry.value('patch-id'), 'KB5000002');
  });

  it('writes products that do not contain what a patch is for as Not Applicable where that is wanted', () => {
    const { products } = readProductList('id,components\nOffice station,Office 2016\nServer,-\nUnknown,\n');
    const content = releaseDocument(vulnerability('CVE-2026-0001', 'Low', [{ kb: '5000001', products: '7' }]));
    const states = (notContained: 'omit' | 'not-applicable') => {
      const options = { supplier: 'A', products, published: '2026-03-01T00:00:00Z', vocabulary: FIRST.vocabulary };
      const { text } = importDocuments([{ name: '', content }], { ...options, notContained });
      const { entry } = publicationIn(text!, FIRST);
      const entries = entry.entries('patch-vendor')[0]!.entry.entries('patch')[0]!.entry.entries('product');
      return entries.map(({ entry: product }) => {
        return [product.value('product-id'), product.value('state'), product.value('state-date')].join(' ').trim();
      });
    };
    assert.deepEqual(states('omit'), ['Office station Available', 'Unknown Available']);
    assert.deepEqual(states('not-applicable'), [
      'Office station Available',
      'Server Not Applicable 2026-03-01T00:00:00Z',
      'Unknown Available',
    ]);
  });

  describe('unusable document', () => {
    const cases: readonly [document: string, message: RegExp][] = [
      ['', /^error, release document null: The release document is empty\.$/],
      ['\n', /^error, release document null: The release document is empty\.$/],
      ['KB5000001', /^error, release document 1: The release document is not well-formed XML: /],
      ['<a>\n<b></a>', /^error, release document 2: The release document is not well-formed XML: .*'b'/],
      [
        '<rss><item/></rss>',
        /^error, release document 1: Not a CVRF document: its root element is "rss", not "cvrfdoc"\.$/,
      ],
      ['<cvrfdoc/>', /^error, release document null: The release document has no release date/],
      [
        '<!DOCTYPE cvrfdoc [<!ENTITY a SYSTEM "file:///a">]><cvrfdoc>&a;</cvrfdoc>',
        /^error, release document null: Cannot read the release document: External entities are not supported\.$/,
      ],
      [
        `<!DOCTYPE cvrfdoc [<!ENTITY a "${'a'.repeat(99)}">]><cvrfdoc>${'&a;'.repeat(2000)}</cvrfdoc>`,
        /Cannot read the release document: .*limit/,
      ],
      [
        `<cvrfdoc>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</cvrfdoc>`,
        /Cannot read the release document: Maximum nested tags exceeded/,
      ],
    ];
    for (const [text, message] of cases) {
      it(`reports ${JSON.stringify(text.slice(0, 60))}`, () => {
        const result = imported(text);
        assert.equal(result.text, null);
        assert.equal(result.problems.length, 1);
        assert.match(messages(result)[0]!, message);
      });
    }
  });

  it('imports nothing from a document without patches', () => {
    const result = imported(releaseDocument(vulnerability('CVE-2026-0001', 'Low', [{ kb: 'Click to Run' }])));
    assert.deepEqual(messages(result), [
      'info, release document null: 1 remediation left out: Click to Run.',
      'error, release document null: No patches found: no remediation in the release document names one.',
    ]);
    assert.equal(result.text, null);
  });
});
