import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder } from '../support/cli';
import { SECOND } from '../support/vocabularies';

const RELEASE = `<?xml version="1.0" encoding="utf-8"?>
<cvrf:cvrfdoc xmlns:cvrf="http://www.icasi.org/CVRF/schema/cvrf/1.1" xmlns:prod="http://www.icasi.org/CVRF/schema/prod/1.1"
  xmlns:vuln="http://www.icasi.org/CVRF/schema/vuln/1.1">
  <cvrf:DocumentTitle xml:lang="en">March 2026 Security Updates</cvrf:DocumentTitle>
  <cvrf:DocumentType>Security Update</cvrf:DocumentType>
  <cvrf:DocumentPublisher Type="Vendor"/>
  <cvrf:DocumentTracking>
    <cvrf:Identification><cvrf:ID>2026-Mar</cvrf:ID></cvrf:Identification>
    <cvrf:InitialReleaseDate>2026-03-10T07:00:00</cvrf:InitialReleaseDate>
    <cvrf:CurrentReleaseDate>2026-03-11T07:00:00</cvrf:CurrentReleaseDate>
  </cvrf:DocumentTracking>
  <prod:ProductTree>
    <prod:FullProductName ProductID="1">Windows Server 2022</prod:FullProductName>
  </prod:ProductTree>
  <vuln:Vulnerability Ordinal="1">
    <vuln:Title>Kernel</vuln:Title>
    <vuln:CVE>CVE-2026-0001</vuln:CVE>
    <vuln:ProductStatuses><vuln:Status Type="Known Affected"><vuln:ProductID>1</vuln:ProductID></vuln:Status></vuln:ProductStatuses>
    <vuln:Threats><vuln:Threat Type="Severity"><vuln:Description>Critical</vuln:Description><vuln:ProductID>1</vuln:ProductID></vuln:Threat></vuln:Threats>
    <vuln:Remediations>
      <vuln:Remediation Type="Vendor Fix">
        <vuln:Description>5000001</vuln:Description>
        <vuln:URL>https://example.com/5000001</vuln:URL>
        <vuln:ProductID>1</vuln:ProductID>
        <vuln:RestartRequired>Yes</vuln:RestartRequired>
        <vuln:SubType>Security Update</vuln:SubType>
      </vuln:Remediation>
    </vuln:Remediations>
  </vuln:Vulnerability>
</cvrf:cvrfdoc>
`;

describe('vpc import cvrf', () => {
  const NAME = 'Example-Controls_VPC_2026-03-11.xml';
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({
      'release.xml': RELEASE,
      'other.xml': '<a/>',
      'own/profile.json': JSON.stringify(SECOND.profile),
      'own/kompat.xsd': SECOND.schemaText,
      'broken.xml': RELEASE.slice(0, 500),
      'products.csv': 'id;version;platform\nBatch;8.2;Windows Server 2022\n',
      'products-without-id.csv': 'version\n8.2\n',
    });
  });
  afterEach(() => folder.remove());

  const importing = (...args: string[]) => folder.vpc(['import', 'cvrf', ...args, '--date', '2026-03-11']);

  it('writes a valid file with its conventional name', async () => {
    const { code, out, err } = await importing(
      'release.xml',
      '--supplier',
      'Example Controls',
      '--products',
      'products.csv',
    );
    assert.deepEqual([code, out], [0, '']);
    assert.equal(
      err,
      'products.csv:2: info: "Windows Server 2022" matches: Windows Server 2022.\n' +
        `${NAME}: 1 patch, 1 vulnerability, 1 product entry from "March 2026 Security Updates"\n`,
    );
    assert.deepEqual(await folder.vpc(['lint', NAME]), { code: 0, out: '1 file checked, no problems\n', err: '' });
    const text = await folder.read(NAME);
    for (const part of ['<ID>KB5000001</ID>', '<Severity>Critical</Severity>', '<ID>Batch</ID>', '>Available<']) {
      assert.ok(text.includes(part), `${part} is missing`);
    }
  });

  it('does not replace an existing file', async () => {
    await importing('release.xml', '--supplier', 'Example Controls');
    const { code, err } = await importing('release.xml', '--supplier', 'Example Controls');
    assert.equal(code, 2);
    assert.equal(err, `vpc: ${NAME} already exists. Use --output to overwrite it.\n`);
    assert.equal((await importing('release.xml', '--supplier', 'Example Controls', '--output', NAME)).code, 0);
  });

  it('writes to --output and creates no other file', async () => {
    const before = await folder.files();
    await importing('release.xml', '--supplier', 'X', '--output', 'made.xml');
    assert.deepEqual(await folder.files(), [...before, 'made.xml'].sort());
    const { out } = await importing('release.xml', '--supplier', 'X', '--output', '-');
    assert.equal(out, await folder.read('made.xml'));
  });

  it('uses the names of the given profile and the order of the given schema', async () => {
    // A profile without element tables has no order of elements.
    const { code } = await importing(
      ...['release.xml', '--supplier', 'Example Controls', '--products', 'products.csv'],
      ...['--profile', 'own/profile.json', '--schema', 'own/kompat.xsd', '--output', 'own.kompat.xml'],
    );
    assert.equal(code, 0);
    const own = ['--profile', 'own/profile.json', '--schema', 'own/kompat.xsd'];
    const { out } = await folder.vpc(['lint', 'own.kompat.xml', ...own, '--fail-on', 'error', '--format', 'json']);
    assert.equal((JSON.parse(out) as { summary: { errors: number } }).summary.errors, 0);
  });

  it('publishes today unless there is a date', async () => {
    await folder.vpc(['import', 'cvrf', 'release.xml', '--supplier', 'X', '--output', 'made.xml']);
    const text = await folder.read('made.xml');
    const today = new Date().toISOString().slice(0, 10);
    assert.ok(text.includes(`<PublishedDate>${today}T00:00:00Z</PublishedDate>`));
  });

  it('uses the product list of the configuration', async () => {
    await writeFile(join(folder.path, 'vpc.config.json'), '{ "products": "products.csv" }');
    const { code, err } = await importing('release.xml', '--supplier', 'Example Controls');
    assert.equal(code, 0);
    assert.match(err, /1 product entry/);
    await writeFile(join(folder.path, 'vpc.config.json'), '{ "products": "none.csv" }');
    const missing = await importing('release.xml', '--supplier', 'Example Controls', '--output', 'b.xml');
    assert.equal(missing.code, 2);
    assert.equal(missing.err, 'vpc: Cannot read none.csv, which "products" in the configuration names\n');
  });

  const FAILURES: readonly (readonly [title: string, args: readonly string[], code: number, message: RegExp])[] = [
    ['another kind of document', ['other.xml', '--supplier', 'X'], 3, /^other\.xml.*: error: /],
    ['a broken document', ['broken.xml', '--supplier', 'X'], 3, /^broken\.xml.*: error: /],
    ['no document', ['none.xml', '--supplier', 'X'], 3, /^vpc: cannot read none\.xml: no such file\n$/],
    ['no supplier', ['release.xml'], 2, /--supplier/],
    ['an empty supplier', ['release.xml', '--supplier', ' '], 2, /--supplier/],
    ['several documents, one of them broken', ['release.xml', 'broken.xml', '--supplier', 'X'], 3, /^broken\.xml/],
    [
      'a product list without ids',
      ['release.xml', '--supplier', 'X', '--products', 'products-without-id.csv'],
      3,
      /^products-without-id\.csv:1: error: /,
    ],
  ];
  for (const [title, args, expected, message] of FAILURES) {
    it(`writes nothing for ${title}`, async () => {
      const before = await folder.files();
      const { code, out, err } = await importing(...args);
      assert.deepEqual([code, out], [expected, '']);
      assert.match(err, message);
      assert.deepEqual(await folder.files(), before);
    });
  }
});
