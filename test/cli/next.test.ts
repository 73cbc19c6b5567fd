import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder } from '../support/cli';
import { releaseDocument, vulnerability } from '../support/cvrf';

const EDITION = `<?xml version="1.0" encoding="windows-1252"?>\r
<PatchData>\r
  <ID>Acme-1</ID>\r
  <Version>1</Version>\r
  <PublishedDate>2026-02-18T09:00:00Z</PublishedDate>\r
  <Supplier>Acmé</Supplier>\r
  <PatchVendor>\r
    <ID>Microsoft</ID>\r
    <Patch>\r
      <ID>KB5000001</ID>\r
      <Title>One</Title>\r
      <ReleasedDate>2026-01-13T08:00:00Z</ReleasedDate>\r
      <TargetProduct>Windows Server 2022</TargetProduct>\r
      <VendorProduct>\r
        <ID>Batch</ID>\r
        <Platform>Windows Server 2022</Platform>\r
        <Status>Approved</Status>\r
        <StatusDate>2026-02-01T00:00:00Z</StatusDate>\r
      </VendorProduct>\r
    </Patch>\r
  </PatchVendor>\r
</PatchData>\r
`;
const RELEASE = releaseDocument(
  vulnerability('CVE-2026-0009', 'Critical: 1', [{ kb: '5000009', supercedence: '5000001' }]),
);
const ADVISORY = JSON.stringify({
  document: {
    ...{ csaf_version: '2.0', category: 'csaf_security_advisory', title: 'A' },
    publisher: { category: 'vendor', name: 'Contoso', namespace: 'https://contoso.example' },
    tracking: {
      ...{ id: 'C-1', status: 'final', version: '1', revision_history: [] },
      ...{ initial_release_date: '2026-02-10T08:00:00Z', current_release_date: '2026-02-10T08:00:00Z' },
    },
  },
  product_tree: { full_product_names: [{ product_id: 'P', name: 'Tool 1' }] },
  vulnerabilities: [
    {
      cve: 'CVE-2026-0001',
      product_status: { known_affected: ['P'] },
      remediations: [
        { category: 'vendor_fix', details: 'Update to 2', product_ids: ['P'] },
        { category: 'mitigation', details: 'Unplug', product_ids: ['P'] },
      ],
    },
  ],
});
const NAME = 'editions/Acmé_VPC_2026-02-18.xml';
const NEXT = 'editions/Acmé_VPC_2026-03-10.xml';

describe('vpc next', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({
      [NAME]: Buffer.from(EDITION, 'latin1'),
      'release.xml': RELEASE,
      'csaf.json': ADVISORY,
      'broken.xml': '<a>',
      'ill.xml': EDITION.replace('</Patch>', ''),
      'other.xml': '<a/>',
      'products.csv': 'id,platform\nBatch,Windows Server 2022\n',
    });
  });
  afterEach(() => folder.remove());

  const next = (...args: string[]) => folder.vpc(['next', ...args]);

  it('writes the next edition beside the edition, in its encoding, without problems', async () => {
    const { code, out, err } = await next(NAME, '--release', 'release.xml', '--date', '2026-03-10');
    assert.deepEqual([code, out], [0, '']);
    assert.equal(
      err,
      `${NAME}: info: Patches added: 1: KB5000009.
${NAME}: info: Patches marked as superseded: 1: KB5000001 (KB5000009).
${NEXT}: created
`,
    );
    assert.ok(
      (await readFile(join(folder.path, NEXT))).includes(Buffer.from('<Supplier>Acmé</Supplier>\r\n', 'latin1')),
    );
    assert.deepEqual(await folder.vpc(['lint', 'editions']), {
      code: 0,
      out: '2 files checked, no problems\n',
      err: '',
    });
    const { out: compared, code: exit } = await folder.vpc(['compare', NAME, NEXT, '--fail-on-regression']);
    assert.equal(exit, 0);
    assert.match(compared, /No regressions/);
  });

  it('does not replace a file, and writes to --output', async () => {
    await next(NAME, '--date', '2026-03-10');
    const again = await next(NAME, '--date', '2026-03-10');
    assert.deepEqual([again.code, again.err], [2, `vpc: ${NEXT} already exists. Use --output to overwrite it.\n`]);
    const { code, out } = await next(NAME, '--date', '2026-03-10', '--output', '-');
    assert.equal(code, 0);
    assert.match(out, /<Version>2<\/Version>/);
  });

  it('uses the product list of the configuration of the edition', async () => {
    await writeFile(join(folder.path, 'editions', 'vpc.config.json'), '{ "products": "../products.csv" }');
    const { code, err } = await next(NAME, '--release', 'release.xml', '--date', '2026-03-10');
    assert.equal(code, 0);
    assert.match(err, /^products\.csv:2: info: "Windows Server 2022" matches: /m);
  });

  it('names the documents that a note is about', async () => {
    const one = await next(NAME, '--release', 'csaf.json', '--date', '2026-03-10', '--output', '-');
    assert.match(one.err, /^csaf\.json: info: 1 remediation left out: mitigation\.$/m);
    const two = await next(NAME, '--release', 'csaf.json', '--release', 'release.xml', '--output', '-');
    assert.match(two.err, /^2 release documents: info: 1 remediation left out: mitigation\.$/m);
  });

  it('drops superseded patches where that is wanted', async () => {
    const { code } = await next(NAME, '--release', 'release.xml', '--date', '2026-03-10', '--drop', 'superseded');
    assert.equal(code, 0);
    const { out } = await folder.vpc(['compare', NAME, NEXT]);
    assert.match(out, /No regressions/);
    assert.ok(!(await folder.read(NEXT)).includes('KB5000001</ID>\r\n      <Title>'));
  });

  const FAILURES: readonly (readonly [title: string, args: readonly string[], code: number, message: RegExp])[] = [
    ['an earlier date', [NAME, '--date', '2026-02-18'], 1, /was published on 2026-02-18/],
    ['a broken release', [NAME, '--release', 'broken.xml'], 3, /^broken\.xml:1: error: /m],
    ['no release', [NAME, '--release', 'none.xml'], 3, /^vpc: cannot read none\.xml/],
    ['a file that is not well-formed', ['ill.xml'], 3, /not well-formed XML/],
    ['another kind of file', ['other.xml'], 3, /^vpc: other\.xml: not a VPC file\n$/],
    ['a date that is none', [NAME, '--date', '31.12.2026'], 2, /use the form 2026-03-10/],
    ['another --drop', [NAME, '--drop', 'months:0'], 2, /Use superseded or months:N/],
    ['standard input', ['-'], 2, /standard input is not possible/],
  ];
  for (const [title, args, expected, message] of FAILURES) {
    it(`writes nothing for ${title}`, async () => {
      const files = () => readdir(folder.path, { recursive: true });
      const before = await files();
      const { code, out, err } = await next(...args);
      assert.deepEqual([code, out], [expected, '']);
      assert.match(err, message);
      assert.deepEqual(await files(), before);
    });
  }
});
