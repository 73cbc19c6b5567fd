import { english } from '../../../server/src/xml/problem';
import { importText } from '../../../server/src/exchange/problem';
import assert from 'node:assert/strict';
import { readCsaf } from '../../../server/src/exchange/csaf/readCsaf';

type Json = Record<string, unknown>;

const VERSIONS = [
  { category: 'product_version', name: '1.0', product: { name: 'Northwind Batch 1.0', product_id: 'B1' } },
  { category: 'product_version', name: '2.0', product: { name: 'Northwind Batch 2.0', product_id: 'B2' } },
  { category: 'product_version_range', name: '<1.0', product: { name: 'Northwind Batch <1.0', product_id: 'B0' } },
];
const TREE = {
  branches: [
    {
      category: 'vendor',
      name: 'Northwind',
      branches: [{ category: 'product_name', name: 'Batch', branches: VERSIONS }],
    },
    { category: 'vendor', name: 'Microsoft', product: { name: 'Windows Server 2022', product_id: 'W' } },
  ],
};

const DOCUMENT = {
  category: 'csaf_security_advisory',
  csaf_version: '2.0',
  title: 'Northwind Batch',
  publisher: { category: 'coordinator', name: 'CISA' },
  tracking: {
    id: 'ICSA-26-060-01',
    initial_release_date: '2026-03-10T07:00:00.000Z',
    current_release_date: '2026-03-10T07:00:00.000Z',
    revision_history: [{ number: '1' }],
  },
};

function advisory(vulnerabilities: readonly Json[], document: Json = {}): Json {
  return { document: { ...DOCUMENT, ...document }, product_tree: TREE, vulnerabilities };
}

function vulnerability(cve: string, fix: Json, more: Json = {}): Json {
  const remediations = [{ category: 'vendor_fix', details: 'Update to 2.0', product_ids: ['B1'], ...fix }];
  return { cve, product_status: { known_affected: ['B1'] }, remediations, ...more };
}

function read(source: Json | string | Uint8Array) {
  const { release, problems } = readCsaf(
    typeof source === 'string' || source instanceof Uint8Array ? source : JSON.stringify(source),
  );
  const messages = problems.map(
    (problem) => `${problem.severity} ${problem.line ?? '-'}: ${importText(problem, english)}`,
  );
  return { release, messages };
}

/** The only patch of an advisory with one vulnerability. */
function patch(fix: Json, more?: Json, document?: Json) {
  const { release } = read(advisory([vulnerability('CVE-2026-0001', fix, more)], document));
  assert.equal(release?.patches.length, 1);
  return release.patches[0]!;
}

describe('readCsaf', () => {
  it('merges a fix over several vulnerabilities into one patch', () => {
    const url = 'https://example.com/batch-2.0.zip';
    const { release, messages } = read(
      advisory(
        [
          vulnerability(
            'CVE-2026-0002',
            { url },
            { scores: [{ products: ['B1'], cvss_v3: { baseSeverity: 'HIGH' } }] },
          ),
          vulnerability(
            'CVE-2026-0001',
            { url },
            { product_status: { known_affected: ['B1'], known_not_affected: ['B2'] } },
          ),
        ],
        {
          references: [
            { category: 'external', url: 'https://example.com/other' },
            { category: 'self', url: 'https://example.com/icsa-26-060-01.json' },
            { category: 'self', url: 'https://example.com/icsa-26-060-01' },
          ],
        },
      ),
    );
    assert.deepEqual(messages, []);
    assert.deepEqual(release, {
      id: 'ICSA-26-060-01',
      title: 'Northwind Batch',
      patches: [
        {
          vendor: 'Northwind',
          id: 'ICSA-26-060-01-1',
          title: 'Update for Batch (ICSA-26-060-01)',
          type: null,
          severity: 'important',
          released: '2026-03-10T07:00:00Z',
          revised: null,
          vulnerabilities: ['CVE-2026-0001', 'CVE-2026-0002'],
          bulletins: ['ICSA-26-060-01'],
          targets: ['Northwind Batch 1.0'],
          supersedes: [],
          informationUrl: 'https://example.com/icsa-26-060-01',
          downloadUrls: [url],
          restart: null,
          kind: '',
          statements: [{ product: 'Batch', version: '1.0', state: 'released' }],
        },
      ],
      products: ['Northwind Batch 1.0', 'Northwind Batch 2.0', 'Northwind Batch <1.0', 'Windows Server 2022'],
      leftOut: [],
    });
  });

  it('numbers fixes by url, else by details, in the order of the document', () => {
    const { release } = read(
      advisory([
        vulnerability('CVE-2026-0001', { details: 'Update to\n 2.0' }),
        vulnerability('CVE-2026-0002', { url: 'https://example.com/a' }),
        vulnerability('CVE-2026-0003', { details: 'Update to 2.0' }),
      ]),
    );
    assert.deepEqual(
      release?.patches.map(({ id, vulnerabilities }) => [id, ...vulnerabilities]),
      [
        ['ICSA-26-060-01-1', 'CVE-2026-0001', 'CVE-2026-0003'],
        ['ICSA-26-060-01-2', 'CVE-2026-0002'],
      ],
    );
  });

  it('says so where one URL has several fixes', () => {
    const url = 'https://example.com/downloads';
    const { messages } = read(
      advisory([
        vulnerability('CVE-2026-0001', { url }),
        vulnerability('CVE-2026-0002', { url, details: 'Update to 3.0' }),
      ]),
    );
    assert.deepEqual(messages, [
      'warning -: Patch "ICSA-26-060-01-1" is 2 fixes with different details: their URL is the same, "https://example.com/downloads".',
    ]);
  });

  it('makes a patch for each vendor of a fix', () => {
    const { release } = read(
      advisory([
        vulnerability(
          'CVE-2026-0001',
          { product_ids: ['B1', 'W'] },
          { product_status: { known_affected: ['B1', 'W'] } },
        ),
      ]),
    );
    assert.deepEqual(
      release?.patches.map(({ vendor, id, targets }) => [vendor, id, ...targets]),
      [
        ['Northwind', 'ICSA-26-060-01-1', 'Northwind Batch 1.0'],
        ['Microsoft', 'ICSA-26-060-01-2', 'Windows Server 2022'],
      ],
    );
  });

  describe('names patches of Microsoft by KB number', () => {
    const windows = (fix: Json) => patch({ product_ids: ['W'], ...fix }, { product_status: { known_affected: ['W'] } });
    for (const [what, fix] of Object.entries({
      'in the details': { details: 'Install KB5034441.' },
      'as the whole text': { details: '5034441' },
      'in the URL': { details: 'Security Update', url: 'https://catalog.example.com/Search.aspx?q=KB5034441' },
      'of an article': { details: '10.0.17763.5329:Security Update:https://support.microsoft.com/help/5034441' },
    })) {
      it(what, () => {
        const { vendor, id, title } = windows(fix);
        assert.deepEqual([vendor, id, title], ['Microsoft', 'KB5034441', null]);
      });
    }

    it('with the kind of update that the details name', () => {
      const { kind, type } = windows({ details: '10.0.1:Security Update:https://support.microsoft.com/help/5034441' });
      assert.deepEqual([kind, type], ['Security Update', 'security']);
    });

    it('unless there are several', () => {
      assert.equal(windows({ details: 'KB5034441 or KB5034442' }).id, 'ICSA-26-060-01-1');
    });

    it('but not those of others', () => {
      assert.equal(patch({ details: 'KB5034441' }).id, 'ICSA-26-060-01-1');
    });
  });

  it('leaves out products of a fix that are not affected, and says so', () => {
    const product_status = { known_affected: ['B1'], fixed: ['B2'], known_not_affected: ['B0'] };
    const { release, messages } = read(
      advisory([vulnerability('CVE-2026-0001', { product_ids: ['B1', 'B2', 'B0', 'W', 'X'] }, { product_status })]),
    );
    assert.deepEqual(release?.patches[0]?.targets, ['Northwind Batch 1.0']);
    assert.deepEqual(release?.leftOut, [
      { what: 'fixed product', count: 1 },
      { what: 'product that is not affected', count: 1 },
      { what: 'product without a status', count: 1 },
    ]);
    assert.deepEqual(messages, [
      'warning -: Unknown product id "X" in the remediation at "/vulnerabilities/0/remediations/0". It is left out.',
    ]);
  });

  it('keeps a fix without affected products, and says so', () => {
    const { release, messages } = read(
      advisory([vulnerability('CVE-2026-0001', { product_ids: ['B2'] }, { product_status: { fixed: ['B2'] } })]),
    );
    assert.deepEqual([release?.patches[0]?.vendor, release?.patches[0]?.targets], ['Northwind', []]);
    assert.deepEqual(messages, [
      'warning -: Patch "ICSA-26-060-01-1" names no affected product. Check which products it is for.',
    ]);
  });

  it('counts what is no patch', () => {
    const remediations = ['mitigation', 'workaround', 'mitigation', 'none_available', 'optional_patch', 'joke'].map(
      (category) => ({ category, details: 'x', product_ids: ['B1'] }),
    );
    const { release } = read(
      advisory([{ cve: 'CVE-2026-0001', remediations }, vulnerability('CVE-2026-0002', { details: '' })]),
    );
    assert.deepEqual(release?.patches, []);
    assert.deepEqual(release?.leftOut, [
      { what: 'vulnerability without a vendor fix', count: 1 },
      { what: 'mitigation', count: 2 },
      { what: 'workaround', count: 1 },
      { what: 'no fix available', count: 1 },
      { what: 'optional patch', count: 1 },
      { what: 'remediation of an unknown category', count: 1 },
      { what: 'vendor fix without URL and details', count: 1 },
    ]);
  });

  it('takes the status that is the least safe where statuses contradict', () => {
    const product_status = { known_affected: ['B1'], known_not_affected: ['B1'] };
    const { release, messages } = read(advisory([vulnerability('CVE-2026-0001', {}, { product_status })]));
    assert.deepEqual(release?.patches[0]?.statements, [{ product: 'Batch', version: '1.0', state: 'released' }]);
    assert.deepEqual(messages, [
      'warning -: Product "B1" has contradictory statuses at "/vulnerabilities/0/product_status". "known_affected" holds, not "known_not_affected".',
    ]);
  });

  it('states "not applicable" only where all vulnerabilities say so', () => {
    const unaffected = { product_status: { known_affected: ['B1'], known_not_affected: ['B2', 'B0'] } };
    const affected = { product_status: { known_affected: ['B1'], under_investigation: ['B2'] } };
    assert.deepEqual(patch({}, unaffected).statements, [
      { product: 'Batch', version: '1.0', state: 'released' },
      { product: 'Batch', version: '2.0', state: 'not-applicable' },
      { product: 'Batch', version: '<1.0', state: 'not-applicable' },
    ]);
    const { release } = read(
      advisory([vulnerability('CVE-2026-0001', {}, unaffected), vulnerability('CVE-2026-0002', {}, affected)]),
    );
    assert.deepEqual(release?.patches[0]?.statements, [{ product: 'Batch', version: '1.0', state: 'released' }]);
  });

  describe('reads the severity', () => {
    const scores = [
      { products: ['B1'], cvss_v3: { baseSeverity: 'MEDIUM' } },
      { products: ['B2'], cvss_v3: { baseSeverity: 'CRITICAL' } },
    ];

    it('from the scores of its products', () => {
      assert.equal(patch({}, { scores }).severity, 'moderate');
    });

    it('from the metrics of CSAF 2.1', () => {
      const metrics = [{ products: ['B1'], content: { cvss_v4: { baseSeverity: 'HIGH' } } }];
      assert.equal(patch({}, { metrics }, { csaf_version: '2.1' }).severity, 'important');
    });

    it("from the vendor's own word before the scores", () => {
      const threats = [
        { category: 'impact', details: 'Low' },
        { category: 'impact', details: 'Critical', product_ids: ['B2'] },
      ];
      assert.equal(patch({}, { scores, threats }).severity, 'low');
    });

    it('from the document where nothing else says it', () => {
      const aggregate_severity = { text: 'High' };
      assert.equal(patch({}, {}, { aggregate_severity }).severity, 'important');
      assert.equal(patch({}, { scores }, { aggregate_severity }).severity, 'moderate');
      assert.equal(patch({}).severity, null);
    });
  });

  it('takes the date of the fix, of the vulnerability, of the advisory', () => {
    const release_date = '2026-02-01T00:30:00+01:00';
    assert.equal(patch({ date: '2026-01-02T03:04:05.678Z' }, { release_date }).released, '2026-01-02T03:04:05Z');
    assert.equal(patch({}, { release_date }).released, '2026-01-31T23:30:00Z');
    assert.equal(patch({ date: 'soon' }).released, '2026-03-10T07:00:00Z');
  });

  it('has a revision date where the advisory was revised later', () => {
    const tracking = { ...DOCUMENT.tracking, current_release_date: '2026-04-01T00:00:00Z' };
    const revision_history = [{ number: '1' }, { number: '2' }];
    assert.equal(patch({}, {}, { tracking }).revised, null);
    assert.equal(patch({}, {}, { tracking: { ...tracking, revision_history } }).revised, '2026-04-01T00:00:00Z');
  });

  it('knows which restarts are those of the system', () => {
    const restarts = ['none', 'system', 'service', 'later'].map(
      (category) => patch({ restart_required: { category } }).restart,
    );
    assert.deepEqual(restarts, [false, true, null, null]);
    const fixes = ['none', 'system'].map((category) =>
      vulnerability('CVE-2026-0001', { restart_required: { category } }),
    );
    assert.equal(read(advisory(fixes)).release?.patches[0]?.restart, null);
  });

  it('knows the type of a patch by words', () => {
    const types = ['Firmware 2.0', 'Install Service Pack 1', 'Hotfix 3', 'Update to 2.0'].map(
      (details) => patch({ details }).type,
    );
    assert.deepEqual(types, ['firmware', 'service-pack', 'hotfix', null]);
  });

  it('reads supersedence from a note that can mean one patch only', () => {
    const notes = [
      { category: 'other', title: 'Supersedes', text: 'ICSA-25-001-02-1: CVE-2025-0001, RHSA-2021:5186 and KB5000001' },
    ];
    assert.deepEqual(patch({}, { notes }).supersedes, ['ICSA-25-001-02-1', 'KB5000001', 'RHSA-2021:5186']);
    const { release, messages } = read(
      advisory([vulnerability('CVE-2026-0001', {}), vulnerability('CVE-2026-0002', { details: 'Other' })], { notes }),
    );
    assert.deepEqual(
      release?.patches.map(({ supersedes }) => supersedes),
      [[], []],
    );
    assert.deepEqual(messages, [
      'warning -: The note "Supersedes" does not say which patch supersedes others. It is left out.',
    ]);
  });

  it('never takes a coordinator for the vendor beside vendor branches', () => {
    const tree = { ...TREE, full_product_names: [{ name: 'Gauge 1.0', product_id: 'G' }] };
    const fix = vulnerability('CVE-2026-0001', { product_ids: ['G'] }, { product_status: { known_affected: ['G'] } });
    assert.deepEqual(read({ ...advisory([fix]), product_tree: tree }).release?.leftOut, [
      { what: 'vendor fix without a vendor', count: 1 },
    ]);
    const alone = { full_product_names: tree.full_product_names };
    assert.equal(read({ ...advisory([fix]), product_tree: alone }).release?.patches[0]?.vendor, 'CISA');
  });

  it('resolves groups and relationships', () => {
    const product_tree = {
      ...TREE,
      product_groups: [{ group_id: 'G', product_ids: ['B1', 'R'] }],
      relationships: [
        {
          category: 'installed_on',
          product_reference: 'B2',
          relates_to_product_reference: 'W',
          full_product_name: { name: 'Batch 2.0 on Windows', product_id: 'R' },
        },
      ],
    };
    const fix = { product_ids: [], group_ids: ['G'] };
    const status = { product_status: { known_affected: ['B1', 'R'] } };
    const { release } = read({ ...advisory([vulnerability('CVE-2026-0001', fix, status)]), product_tree });
    assert.deepEqual(
      release?.patches.map(({ vendor, targets }) => [vendor, ...targets]),
      [['Northwind', 'Batch 2.0 on Windows', 'Northwind Batch 1.0']],
    );
  });

  it('warns where there are no vulnerabilities', () => {
    const { release, messages } = read(advisory([]));
    assert.deepEqual(release?.patches, []);
    assert.deepEqual(messages, ['warning -: The advisory has no vulnerabilities, so it has no patches.']);
  });

  describe('refuses', () => {
    const tracking = { id: '', initial_release_date: '2026-03-10T07:00:00Z' };
    const cases: Record<string, [Json | string | Uint8Array, string]> = {
      'an empty file': ['\uFEFF ', '-: The advisory is empty.'],
      'what is not JSON': [
        '{\n  "document": {\n    "title" "x"\n',
        '3: The advisory is not valid JSON. Download it again.',
      ],
      XML: ['<a/>', '1: The advisory is not valid JSON. Download it again.'],
      'another kind of value': ['[1]', '1: Not a CSAF advisory: "/document/csaf_version" is missing.'],
      'other JSON': [{ a: 1 }, '-: Not a CSAF advisory: "/document/csaf_version" is missing.'],
      'another version': [
        advisory([], { csaf_version: '3.0' }),
        '-: "/document/csaf_version" is "3.0". Only CSAF 2.0 and 2.1 can be imported.',
      ],
      'an advisory without identifier': [
        advisory([], { tracking }),
        '-: The advisory has no identifier: "/document/tracking/id" is missing.',
      ],
      'an advisory without date': [
        advisory([], { tracking: { id: 'A' } }),
        '-: The advisory has no release date: "/document/tracking/initial_release_date" is missing.',
      ],
      'wrong bytes': [Uint8Array.of(0x7b, 0x0a, 0xff, 0x7d), '2: The advisory is not valid UTF-8. Download it again.'],
    };
    for (const [what, [source, message]] of Object.entries(cases)) {
      it(what, () => {
        const { release, messages } = read(source);
        assert.equal(release, null);
        assert.deepEqual(messages, [`error ${message}`]);
      });
    }
  });

  describe('reads hostile advisories', () => {
    it('with a byte order mark', () => {
      assert.deepEqual(read(Buffer.from(`\uFEFF${JSON.stringify(advisory([]))}`)).release?.id, 'ICSA-26-060-01');
    });

    it('with wrong types, which it leaves out', () => {
      const { release, messages } = read({
        document: { ...DOCUMENT, title: 7, references: 'x', notes: [null] },
        product_tree: { branches: { a: 1 } },
        vulnerabilities: [
          [],
          vulnerability('CVE-1', { product_ids: [1], date: 5 }, { scores: [7], product_status: null }),
        ],
      });
      assert.deepEqual(release?.patches, []);
      assert.deepEqual(messages, [
        'warning -: "/product_tree/branches" must be a list, found an object. It is left out.',
        'warning -: "/document/title" must be a string, found a number. It is left out.',
        'warning -: "/document/references" must be a list, found a string. It is left out.',
        'warning -: "/document/notes/0" must be an object, found null. It is left out.',
        'warning -: "/vulnerabilities/0" must be an object, found a list. It is left out.',
        'warning -: "CVE-1" at "/vulnerabilities/1/cve" is not a CVE number.',
        'warning -: "/vulnerabilities/1/product_status" must be an object, found null. It is left out.',
        'warning -: "/vulnerabilities/1/scores/0" must be an object, found a number. It is left out.',
        'warning -: "/vulnerabilities/1/remediations/0/date" must be a string, found a number. It is left out.',
        'warning -: "/vulnerabilities/1/remediations/0/product_ids/0" must be a string, found a number. It is left out.',
      ]);
    });

    it('with names of prototypes', () => {
      const text = JSON.stringify(advisory([vulnerability('CVE-2026-0001', {})])).replaceAll('B1', '__proto__');
      const named = text.replace('"document"', '"__proto__":{"document":1},"constructor":{},"document"');
      assert.deepEqual(read(named), read(advisory([vulnerability('CVE-2026-0001', {})])));
    });

    it('with duplicate properties', () => {
      const text = JSON.stringify(advisory([]), null, 1).replace('"title"', '"title": "first",\n"title"');
      const { release, messages } = read(text);
      assert.equal(release?.title, 'Northwind Batch');
      assert.equal(messages[0], 'warning 6: Duplicate property "title". Only the last one is read.');
    });

    it('with characters that XML does not allow, which it leaves out', () => {
      const { release, messages } = read(advisory([vulnerability('CVE-2026-0001', {})], { title: 'a\u0007' }));
      assert.equal(release?.title, 'ICSA-26-060-01');
      assert.deepEqual(messages, [
        'warning -: "/document/title" has a character that XML does not allow. The value is left out.',
      ]);
    });

    it('with branches that are nested too deeply', () => {
      const depth = 100_000;
      const branches = `${'{"branches":['.repeat(depth)}${']}'.repeat(depth)}`;
      const text = JSON.stringify({ ...advisory([]), product_tree: 0 }).replace(
        '"product_tree":0',
        `"product_tree":${branches}`,
      );
      const { release, messages } = read(text);
      assert.deepEqual(release?.products, []);
      assert.match(messages[0]!, /is nested too deeply\. It is left out\.$/);
      assert.equal(read(text.slice(0, -1)).release, null);
    });

    it('with a note that is made to take long', () => {
      const notes = [{ category: 'other', title: 'Supersedes', text: `KB5000001 ${'A1:'.repeat(300_000)}a` }];
      const start = performance.now();
      assert.deepEqual(patch({}, { notes }).supersedes, ['KB5000001']);
      assert.ok(performance.now() - start < 5_000);
    });

    it('with many problems, of which it shows 100', () => {
      const { messages } = read(
        advisory(Array.from({ length: 300 }, (_, index) => ({ cve: `x${index}`, remediations: [] }))),
      );
      assert.equal(messages.length, 101);
      assert.equal(messages.at(-1), 'warning -: 200 further problems are not shown.');
    });
  });
});
