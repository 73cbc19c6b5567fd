import assert from 'node:assert/strict';
import { render } from '../../../server/src/xml/problem';
import { importCvrf } from '../../../server/src/exchange/cvrf/importCvrf';
import { readProductList } from '../../../server/src/exchange/products/productList';
import { releaseDocument, vulnerability, type TestRemediation } from '../../support/cvrf';
import { publicationIn } from '../../support/publications';
import { BOTH, FIRST, type TestVocabulary } from '../../support/vocabularies';

function imported(document: string, csv = 'id\nNorthwind Batch\n', { vocabulary }: TestVocabulary = FIRST) {
  const { products } = readProductList(csv);
  return importCvrf(document, { supplier: 'Northwind Process Systems', products, vocabulary });
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
    ({ severity, file, line, message, args }) => `${severity}, ${file} ${line}: ${render(message, args)}`,
  );
}

describe('importCvrf', () => {
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
    assert.deepEqual(result.problems, []);
    assert.equal(
      result.text,
      `<?xml version="1.0" encoding="UTF-8"?>
<PatchData>
  <ID>Northwind-Process-Systems-2026-Feb</ID>
  <Version>1</Version>
  <Description languageID="en">Patch compatibility: February 2026 Security Updates</Description>
  <PublishedDate>2026-03-01T01:01:55Z</PublishedDate>
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

  it('uses the given date of publication, else that of the last revision', () => {
    const { products } = readProductList('id\nA\n');
    const options = { supplier: 'A/B', products, vocabulary: FIRST.vocabulary, published: '2026-02-20T09:00:00Z' };
    assert.equal(importCvrf(document, options).fileName, 'A-B_VPC_2026-02-20.xml');
  });

  describe('assigns products to a patch', () => {
    const csv = [
      'id,platform',
      'Anywhere,',
      'On 2022,Windows Server 2022',
      'On 2022 21H2,Windows Server 2022 21H2',
      'On 23H2,Windows Server 2022 23H2',
      'On 10 22H2,Windows 10 22H2',
      'On 10,Windows 10',
      'On QNX,QNX 7',
    ].join('\n');
    const cases: readonly [targets: string, products: string, why: string][] = [
      ['1', 'Anywhere, On 2022, On 2022 21H2', 'a platform can be more precise than the document'],
      ['2', 'Anywhere, On 2022', 'a platform can be less precise'],
      ['3', 'Anywhere, On 2022, On 23H2', 'the most precise name decides'],
      ['4', 'Anywhere, On 10 22H2, On 10', 'some words are ignored'],
      ['5', 'Anywhere, On 10', 'the first version of Windows 10 is not the last'],
      ['6', 'Anywhere, On 2022, On 2022 21H2', 'software on a system'],
      [
        '7',
        'Anywhere, On 2022, On 2022 21H2, On 23H2, On 10 22H2, On 10, On QNX',
        'a patch without an operating system is for all',
      ],
    ];
    for (const [targets, products, why] of cases) {
      it(`assigns ${products} to target ${targets}: ${why}`, () => {
        const [only] = patches(
          releaseDocument(vulnerability('CVE-2026-0001', 'Low', [{ kb: '5000001', products: targets }])),
          csv,
        );
        assert.equal(
          only!
            .entries('product')
            .map(({ entry }) => entry.value('product-id'))
            .join(', '),
          products,
        );
      });
    }

    it('assigns no product with an unknown platform, and reports it', () => {
      assert.deepEqual(messages(imported(document, csv)), [
        'warning, product list 8: No patch in this document is for the platform "QNX 7", so the product is listed only under patches that name no operating system.',
      ]);
    });
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

  it('warns about a document without patches', () => {
    const result = imported(releaseDocument(vulnerability('CVE-2026-0001', 'Low', [{ kb: 'Click to Run' }])));
    assert.deepEqual(messages(result), [
      'warning, release document null: No patches found in the release document: none of its remediations names a KB number.',
    ]);
    assert.match(result.text!, /<ID>Microsoft<\/ID>/);
  });
});
