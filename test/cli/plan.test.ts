import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder } from '../support/cli';
import { sheetsIn } from '../support/workbooks';

/** A statement: patch, product, state, and elements of the statement. */
type Said = readonly [patch: string, product: string, state: string, more?: string];

/** A file of the reference vocabulary. @param about elements of patches, by identifier */
function file(supplier: string, published: string, said: readonly Said[], about: Record<string, string> = {}): string {
  const patches = [...new Set([...Object.keys(about), ...said.map(([patch]) => patch)])].map((id) => {
    const products = said.flatMap(([patch, product, state, more = '']) =>
      patch === id
        ? [`      <VendorProduct><ID>${product}</ID><Status>${state}</Status>${more}</VendorProduct>\n`]
        : [],
    );
    const head = `<Severity>Critical</Severity><ReleasedDate>2026-01-13T18:00:00Z</ReleasedDate>`;
    return `    <Patch><ID>${id}</ID><Title>Title ${id}</Title>${head}${about[id] ?? ''}\n${products.join('')}    </Patch>\n`;
  });
  return `<PatchData>
  <ID>${supplier}-1</ID>
  <Version>${published.slice(5, 7)}</Version>
  <PublishedDate>${published}T12:00:00Z</PublishedDate>
  <Supplier>${supplier}</Supplier>
  <PatchVendor>
    <ID>Microsoft</ID>
${patches.join('')}  </PatchVendor>
</PatchData>
`;
}

const DATE = '<StatusDate>2026-02-10T12:00:00Z</StatusDate>';
const REFUSED = `${DATE}<Comment>Stops</Comment>`;
const FEBRUARY = file('Alpha', '2026-02-20', [
  ['KB1', 'Batch', 'Approved', DATE],
  ['KB2', 'Batch', 'In Test', DATE],
]);
const MARCH = file(
  'Alpha',
  '2026-03-20',
  [
    ['KB1', 'Batch', 'Not Approved', REFUSED],
    ['KB2', 'Batch', 'Approved', DATE],
    ['KB3', 'Batch', 'Approved', `${DATE}<RebootRequired>true</RebootRequired>`],
  ],
  { KB3: '<PrerequisiteID>KB2</PrerequisiteID>' },
);
const ASSETS = 'asset,zone,supplier,product\nPC1,Cell 1,Alpha,Batch\nPC2,Cell 2,Alpha,View\n';
const NEW = 'received/Alpha_VPC_2026-03-20.xml';

interface PlanChange {
  readonly patch: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason?: string;
}

interface PlanJson {
  readonly notes: { readonly kind: string; readonly message: string }[];
  readonly assets: { readonly asset: string; readonly restarts: number; readonly install: { patch: string }[] }[];
  readonly decisions: {
    readonly asset: string;
    readonly patch: string;
    readonly decision: string;
    readonly reason: string;
    readonly overdue?: number;
    readonly due?: string;
    readonly sources: { readonly path: string; readonly line: number }[];
    readonly products: { readonly supplier: string; readonly product: string; readonly decision: string }[];
  }[];
  readonly since?: { readonly changes: PlanChange[]; readonly notPublished: string[]; readonly doubtful: object[] };
}

describe('vpc plan', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ [NEW]: MARCH, 'old/Alpha_VPC_2026-02-20.xml': FEBRUARY, 'assets.csv': ASSETS });
  });
  afterEach(() => folder.remove());

  const vpc = (...args: string[]) => folder.vpc(['plan', ...args]);
  const write = (name: string, text: string) => writeFile(join(folder.path, name), text);
  async function plan(code: number, ...args: string[]): Promise<PlanJson> {
    const outcome = await vpc('received', '--assets', 'assets.csv', '--format', 'json', ...args);
    assert.equal(outcome.code, code, outcome.err);
    return JSON.parse(outcome.out) as PlanJson;
  }

  it('has one decision for each asset and patch, with reason and line', async () => {
    const { decisions, assets } = await plan(0);
    assert.deepEqual(
      decisions.map(({ asset, patch, decision }) => [asset, patch, decision].join(' ')),
      ['PC1 KB1 do-not-install', 'PC1 KB2 install', 'PC1 KB3 install', 'PC2  nobody-says'],
    );
    const line = MARCH.split('\n').findIndex((text) => text.includes('Not Approved')) + 1;
    const [first] = decisions;
    assert.equal(first!.reason, `Alpha says "Not Approved" since 2026-02-10 (${NEW}). Comment: Stops`);
    assert.deepEqual(first!.sources, [{ path: NEW, line }]);
    assert.deepEqual(
      first!.products.map(({ supplier, product, decision }) => [supplier, product, decision]),
      [['Alpha', 'Batch', 'do-not-install']],
    );
    assert.deepEqual(
      assets.map(({ asset, restarts, install }) => [asset, restarts, install.map(({ patch }) => patch)]),
      [
        ['PC1', 1, ['KB2', 'KB3']],
        ['PC2', 0, []],
      ],
    );
  });

  it('tells what is installed, and ends with 1 for an alarm if asked to', async () => {
    await write('installed.csv', 'asset,patch,date\nPC1,KB1,2026-02-25\nPC9,KB1,\n');
    const { decisions, notes } = await plan(1, '--installed', 'installed.csv', '--fail-on', 'alarms');
    assert.equal(decisions[0]!.decision, 'installed-not-approved');
    assert.match(decisions[0]!.reason, /^Installed on 2026-02-25\./);
    assert.deepEqual(
      notes.map(({ kind, message }) => [kind, message]),
      [['left-out', 'B3: KB1 on "PC9", which is not in the list of assets. The nearest name is "PC1".']],
    );
    await plan(0, '--fail-on', 'alarms');
  });

  it('counts overdue days by the timeframes of the configuration', async () => {
    await write('vpc.config.json', '{ "timeframes": { "Critical": 30 } }');
    const { decisions } = await plan(1, '--date', '2026-02-20', '--fail-on', 'overdue');
    assert.deepEqual(
      decisions.map(({ patch, due, overdue }) => [patch, due, overdue]),
      [
        ['KB1', undefined, undefined],
        ['KB2', '2026-02-12', 8],
        ['KB3', '2026-02-12', 8],
        ['', undefined, undefined],
      ],
    );
    await plan(0, '--date', '2026-02-12', '--fail-on', 'overdue');
  });

  it('installs nothing of a supplier with a file that cannot be read, and ends with 3', async () => {
    await write('received/Alpha_VPC_2026-04-20.xml', MARCH.slice(0, 300));
    const { decisions } = await plan(3, '--fail-on', 'alarms');
    assert.deepEqual(
      decisions.map(({ asset, patch, decision }) => [asset, patch, decision].join(' ')),
      [
        ...['PC1  contradiction', 'PC1 KB1 do-not-install', 'PC1 KB2 contradiction', 'PC1 KB3 contradiction'],
        'PC2  contradiction',
      ],
    );
  });

  for (const since of ['old', 'HEAD']) {
    it(`tells what has changed since ${since}`, async () => {
      if (since === 'HEAD') {
        const git = (...args: string[]) =>
          execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: folder.path });
        await write(NEW, FEBRUARY);
        git('init', '--quiet');
        git('add', '.');
        git('commit', '--quiet', '-m', 'first');
        await write(NEW, MARCH);
      }
      await write('received/Beta.xml', file('Beta', '2026-03-21', []));
      const found = await plan(1, '--since', since, '--fail-on', 'changes');
      assert.deepEqual(found.since, {
        since,
        changes: [
          {
            ...{ asset: 'PC1', zone: 'Cell 1', vendor: 'Microsoft', patch: 'KB1' },
            ...{ before: 'install', after: 'do-not-install' },
            reason: `Alpha says "Not Approved" since 2026-02-10 (${NEW}). Comment: Stops`,
          },
          {
            ...{ asset: 'PC1', zone: 'Cell 1', vendor: 'Microsoft', patch: 'KB2', before: 'wait', after: 'install' },
            reason: `Alpha says "Approved" since 2026-02-10 (${NEW}).`,
          },
          {
            ...{ asset: 'PC1', zone: 'Cell 1', vendor: 'Microsoft', patch: 'KB3', before: null, after: 'install' },
            reason: `Alpha says "Approved" since 2026-02-10 (${NEW}).`,
          },
        ],
        notPublished: [],
        doubtful: [
          {
            path: 'received/Beta.xml',
            message: 'By its contents, the name of this file should be Beta_VPC_2026-03-21.xml.',
          },
        ],
      });
    });
  }

  it('compares a patch that is no longer listed because another one replaces it as superseded', async () => {
    const supersedes = { KB3: '<SupersedesID>KB2</SupersedesID>' };
    await write('old/Alpha_VPC_2026-02-20.xml', file('Alpha', '2026-02-20', [['KB2', 'Batch', 'Approved', DATE]]));
    await write(NEW, file('Alpha', '2026-03-20', [['KB3', 'Batch', 'Approved', DATE]], supersedes));
    const changed = async () =>
      (await plan(0, '--since', 'old')).since!.changes.map(({ patch, before, after, reason }) =>
        [patch, before, after, reason].join(' | '),
      );
    const added = `KB3 |  | install | Alpha says "Approved" since 2026-02-10 (${NEW}).`;
    assert.deepEqual(await changed(), [
      added,
      'KB2 | install | superseded | Superseded by KB3. KB3 is to be installed.',
    ]);
    await write(NEW, file('Alpha', '2026-03-20', [['KB3', 'Batch', 'Approved', DATE]]));
    assert.deepEqual(await changed(), [added, 'KB2 | install |  | ']);
  });

  it('tracks the plan in a file of the owner, and changes nothing that is there', async () => {
    await write('vpc.config.json', '{ "owner": ["Plant_*.xml"] }');
    const track = async (...args: string[]): Promise<[number, string | undefined]> => {
      const all = [
        'received',
        '--assets',
        'assets.csv',
        '--format',
        'ids',
        '--track',
        'Plant_VPC_2026-04-01.xml',
        ...args,
      ];
      const { code, err } = await vpc(...all);
      return [code, err.trim().split('\n').at(-1)];
    };
    assert.deepEqual(await track(), [0, 'vpc: Plant_VPC_2026-04-01.xml: 2 statements added']);
    const text = await folder.read('Plant_VPC_2026-04-01.xml');
    assert.match(text, /<Supplier>Plant<\/Supplier>/);
    assert.equal(text.match(/<Status>In Internal Test<\/Status>/g)?.length, 2);
    await write('Plant_VPC_2026-04-01.xml', text.replace('In Internal Test', 'Authorized'));
    await write('installed.csv', 'asset,patch\nPC1,KB2\n');
    await write(NEW, MARCH.replaceAll('KB3', 'KB4'));
    assert.deepEqual(await track('--installed', 'installed.csv'), [
      0,
      'vpc: Plant_VPC_2026-04-01.xml: 1 statement added',
    ]);
    const states = (await folder.read('Plant_VPC_2026-04-01.xml')).match(/<Status>[^<]*|<ID>KB\d/g)!;
    assert.deepEqual(
      states.map((each) => each.replace(/<.*?>/, '')),
      ['KB2', 'Authorized', 'KB3', 'In Internal Test', 'KB4', 'In Internal Test'],
    );
    const { out, code } = await folder.vpc(['matrix', 'received', 'Plant_VPC_2026-04-01.xml', '--format', 'json']);
    assert.equal(code, 0);
    const { patches } = JSON.parse(out) as { patches: { id: string; cells: { owner?: string }[] }[] };
    assert.equal(patches.find(({ id }) => id === 'KB2')!.cells[0]!.owner, 'Authorized');
  });

  it('tracks as installed what all assets with the product have', async () => {
    await write('vpc.config.json', '{ "owner": ["Plant_*.xml"] }');
    await write('installed.csv', 'asset,patch\nPC1,KB2\n');
    const args = ['received', '--assets', 'assets.csv', '--installed', 'installed.csv', '--format', 'ids'];
    assert.equal((await vpc(...args, '--track', 'Plant_VPC_2026-04-01.xml')).code, 0);
    const states = (await folder.read('Plant_VPC_2026-04-01.xml')).match(/<Status>[^<]*/g);
    assert.deepEqual(states, ['<Status>Installed', '<Status>In Internal Test']);
  });

  it('says which suppliers have published nothing new', async () => {
    await write('old/Beta_VPC_2026-02-21.xml', file('Beta', '2026-02-21', []));
    const { since } = await plan(0, '--since', 'old');
    assert.deepEqual(since!.notPublished, ['Beta']);
  });

  it('writes the patches to install by zone', async () => {
    const { out, code } = await vpc('received', '--assets', 'assets.csv', '--format', 'ids');
    assert.deepEqual([code, out], [0, '# Cell 1\nKB2\nKB3\n\n# Cell 2\n\n']);
  });

  it('writes Markdown to standard output, and CSV by the extension', async () => {
    const { out } = await vpc('received', '--assets', 'assets.csv');
    assert.match(out, /^# Patch plan\n/);
    assert.match(out, /\n\| PC1 \| KB1 \| Do not install \| {2}\| Alpha says "Not Approved" since 2026-02-10 /);
    assert.equal((await vpc('received', '--assets', 'assets.csv', '--output', 'plan.csv')).code, 0);
    const [head, first] = (await folder.read('plan.csv')).split('\r\n');
    assert.match(head!, /^\uFEFFAsset,Zone,Vendor,Patch,Title,Severity,Released,Decision,Reason,/);
    assert.match(first!, /^PC1,Cell 1,Microsoft,KB1,Title KB1,Critical,2026-01-13T18:00:00Z,Do not install,/);
  });

  it('writes an HTML report and a workbook by the extension', async () => {
    const run = async (...args: string[]): Promise<number> =>
      (await vpc('received', '--assets', 'assets.csv', ...args)).code;
    assert.equal(await run('--since', 'old', '--output', 'plan.html'), 0);
    const html = await folder.read('plan.html');
    assert.match(html, /^<!doctype html>\n<html lang="en">/);
    assert.match(html, /<h2>Changes since old<\/h2>/);
    assert.match(html, /Alpha says &quot;Not Approved&quot; since 2026-02-10 \(received\//);
    assert.equal(await run('--output', 'plan.xlsx'), 0);
    const { 'To Do': toDo } = await sheetsIn(await readFile(join(folder.path, 'plan.xlsx')));
    assert.deepEqual(
      toDo!.slice(1).map((row) => [row[0], row[2], row[3], row[4]]),
      [
        ['PC1', 'Install', 1, 'KB2'],
        ['PC1', 'Install', 2, 'KB3'],
      ],
    );
  });

  it('writes HTML to standard output, but no workbook to a terminal', async () => {
    const args = ['received', '--assets', 'assets.csv', '--format'];
    assert.match((await vpc(...args, 'html')).out, /^<!doctype html>/);
    const { code, err } = await folder.vpc(['plan', ...args, 'xlsx'], { terminal: true });
    assert.deepEqual([code, err], [2, 'vpc: A terminal cannot show XLSX. Name a file with --output\n']);
  });

  it('writes what a workbook has room for, and ends with 3', async () => {
    await write(NEW, MARCH.replace('Stops', 'x'.repeat(40_000)));
    const { code, err } = await vpc('received', '--assets', 'assets.csv', '--output', 'plan.xlsx');
    assert.deepEqual([code, err], [3, 'vpc: Texts were cut to 32767 characters: 1. The files have them whole.\n']);
    assert.ok((await folder.read('plan.xlsx')).length > 0);
  });

  const refused: readonly [what: string, args: readonly string[], message: RegExp][] = [
    ['a list with an error', ['--assets', 'bad.csv'], /bad\.csv: B3: error: Missing product.*\n.*not a valid list/s],
    ['--fail-on changes without --since', ['--assets', 'assets.csv', '--fail-on', 'changes'], /requires --since/],
    ['an unknown commit', ['--assets', 'assets.csv', '--since', 'nowhere'], /--since requires Git|unknown commit/],
    [
      'to track in a file that is not named as that of an owner',
      ['--assets', 'assets.csv', '--track', 'mine.xml'],
      /--track mine\.xml: not a file of the asset owner/,
    ],
    ['an output of another format', ['--assets', 'assets.csv', '--output', 'a.pdf'], /Unknown extension/],
    [
      'a format that does not fit the output',
      ['--assets', 'assets.csv', '--format', 'xlsx', '--output', 'a.html'],
      /does not fit --format xlsx/,
    ],
  ];
  for (const [what, args, message] of refused) {
    it(`refuses ${what}`, async () => {
      await write('bad.csv', 'asset,product\nPC1,Batch\nPC2,\n');
      const { code, err, out } = await vpc('received', ...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
    });
  }
});
