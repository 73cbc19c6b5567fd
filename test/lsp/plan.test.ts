import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bytesOf } from '../../server/src/lsp/protocol/base64';
import {
  PLAN_CHANGED,
  PLAN_CLOSE,
  PLAN_DETAILS,
  PLAN_EXPORT,
  PLAN_OPEN,
  PLAN_OWNER_FILES,
  PLAN_TRACK,
  type PlanChangedParams,
  type PlanDetails,
  type PlanExportResult,
  type PlanOpenParams,
  type PlanOpenResult,
  type PlanOwnerFilesResult,
  type PlanSnapshot,
  type PlanTrackResult,
} from '../../server/src/lsp/protocol/index';
import type { Draft } from '../../server/src/domain/publicationText';
import { PULL_CLIENT, type LspClient } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { planLines } from '../support/planPage';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';

const patch = (id: string, state: string, more: Draft<'product'> = {}, about: Draft<'patch'> = {}): Draft<'patch'> => ({
  ...{ 'patch-id': id, title: `Update ${id}`, severity: 'Critical', released: '2026-02-10T00:00:00Z' },
  product: [
    { 'product-id': 'Historian', 'product-version': ['5'], state, 'state-date': '2026-03-01T00:00:00Z', ...more },
  ],
  ...about,
});
const edition = (day: string, patches: readonly Draft<'patch'>[], supplier = 'Alpha'): string =>
  publicationText(FIRST, patches, { supplier, 'document-id': supplier, published: `${day}T09:00:00Z` });

const MARCH = edition('2026-03-20', [
  patch('KB1', 'Approved'),
  patch('KB2', 'In Test'),
  patch('KB3', 'Approved', { restriction: 'Stop the server first' }),
]);
const ASSETS = 'asset,zone,product,version\nPC1,Hall 1,Historian,5\nPC2,Hall 2,Historian,6\n';

describe('the plan over LSP', () => {
  let client: LspClient;
  let folder: string;
  let base: string;
  let messages: PlanChangedParams[];
  let wake: () => void;

  const start = async (trusted = true): Promise<void> => {
    messages = [];
    wake = () => undefined;
    client = startInProcess();
    client.connection.onRequest(PLAN_CHANGED, (params: PlanChangedParams) => {
      messages.push(params);
      wake();
      return null;
    });
    await client.initialize(PULL_CLIENT, base, { trusted, l10n: {} });
  };
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'vpc-plan-')));
    base = pathToFileURL(folder).href;
    await mkdir(join(folder, 'received'));
    await write('received/Alpha_VPC_2026-03-20.xml', MARCH);
    await write('assets.csv', ASSETS);
    await start();
  });
  afterEach(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
  const open = async (more: Partial<PlanOpenParams> = {}): Promise<PlanSnapshot> => {
    const params: PlanOpenParams = {
      ...{
        id: 'p',
        scope: { kind: 'folder', uri: `${base}/received` },
        assets: `${base}/assets.csv`,
        date: '2026-04-01',
      },
      ...more,
    };
    return (await client.connection.sendRequest<PlanOpenResult>(PLAN_OPEN, params))!;
  };
  /** The plan that the server sends after files have changed. */
  const changed = async (...names: string[]): Promise<PlanSnapshot> => {
    const changes = names.map((name) => ({ uri: `${base}/${name}`, type: 2 }));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    if (messages.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return messages.shift()!.snapshot;
  };
  const details = async ({ revision }: PlanSnapshot, decision: number): Promise<PlanDetails | null> =>
    client.connection.sendRequest(PLAN_DETAILS, { id: 'p', revision, decision });
  const texts = (found: PlanDetails | null): string[] => found!.lines.map(({ kind, text }) => `${kind}: ${text}`);
  const notes = (all: readonly { readonly text: string; readonly severe: boolean }[]): string[] =>
    all.map(({ text, severe }) => `${severe ? 'severe: ' : ''}${text}`);
  const commitAll = (): void => {
    const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' });
    git('init', '--quiet');
    git('add', '--all');
    git('-c', 'user.name=T', '-c', 'user.email=t@example.com', 'commit', '--quiet', '--message', 'First');
    git('tag', 'february');
  };

  it('is sent when opened', async () => {
    const plan = await open();
    assert.deepEqual(planLines(plan), [
      'PC1  KB1  install  #1',
      'PC1  KB2  wait',
      'PC1  KB3  install-with-restriction  #2',
      'PC2  -  nobody-says',
    ]);
    assert.deepEqual(plan.lists, { assets: 'assets.csv', installed: '' });
    assert.deepEqual([plan.files, plan.notes, plan.listProblems, plan.since], [1, [], [], null]);
    assert.deepEqual(plan.assets[0], {
      ...{ name: 'PC1', zone: 'Hall 1', products: ['Historian · 5'], restarts: 0, restartsCanBeMore: false },
    });
    assert.deepEqual(
      plan.formats.map(({ id }) => id).filter((id) => ['csv', 'json', 'markdown', 'ids'].includes(id)),
      ['markdown', 'csv', 'json', 'ids'],
    );
  });

  it('knows the aliases of all folders, not only of the first file', async () => {
    await mkdir(join(folder, 'received/beta'));
    await write('received/beta/Beta_VPC_2026-03-20.xml', edition('2026-03-20', [patch('KB9', 'In Test')], 'Beta'));
    await write('received/beta/vpc.config.json', '{ "aliases": { "products": { "Historian": ["Hist Server"] } } }');
    await write('assets.csv', 'asset,zone,supplier,product,version\nPC1,Hall 1,Alpha,Hist Server,5\n');
    assert.deepEqual(planLines(await open()).slice(0, 1), ['PC1  KB1  install  #1']);
  });

  it('has the statements of a decision on demand, with their places', async () => {
    const plan = await open();
    const found = await details(plan, 2);
    assert.deepEqual(texts(found), [
      'fact: Title: Update KB3 · Severity: Critical · Released: 2026-02-10',
      'reason: Alpha says "Approved" since 2026-03-01 (Alpha_VPC_2026-03-20.xml).',
      'reason: Restriction: Stop the server first',
      'source: Alpha_VPC_2026-03-20.xml, line 40: KB3 · Approved',
    ]);
    const { uri, selection } = found!.lines.at(-1)!.place!;
    assert.equal(uri, `${base}/received/Alpha_VPC_2026-03-20.xml`);
    const line = MARCH.split('\n')[selection.start.line]!;
    assert.equal(line.slice(selection.start.character, selection.end.character), 'Approved');
  });

  it('does not answer about a plan that has changed', async () => {
    const plan = await open();
    await write('received/Alpha_VPC_2026-03-20.xml', MARCH.replace('In Test', 'Approved'));
    const next = await changed('received/Alpha_VPC_2026-03-20.xml');
    assert.equal(await details(plan, 0), null);
    assert.notEqual(await details(next, 0), null);
  });

  it('follows files that are dropped into its folder, and the lists', async () => {
    await open();
    await write(
      'received/Beta_VPC_2026-03-20.xml',
      edition('2026-03-20', [patch('KB9', 'Approved', { 'product-version': ['6'] })], 'Beta'),
    );
    assert.deepEqual(planLines(await changed('received/Beta_VPC_2026-03-20.xml')).slice(3), ['PC2  KB9  install  #1']);
    await write('assets.csv', ASSETS.replace('PC2', 'PC9'));
    assert.deepEqual(planLines(await changed('assets.csv')).slice(3), ['PC9  KB9  install  #1']);
  });

  it('follows the text of an open file', async () => {
    await open();
    await client.open(`${base}/received/Alpha_VPC_2026-03-20.xml`, MARCH.replace('In Test', 'Not Approved'));
    assert.equal(planLines(await changed())[1], 'PC1  KB2  do-not-install');
  });

  it('installs nothing of a supplier whose file is cut off', async () => {
    await write('received/Alpha_VPC_2026-04-20.xml', MARCH.slice(0, 600));
    const plan = await open();
    assert.deepEqual(planLines(plan).slice(0, 4), [
      'PC1  -  contradiction',
      'PC1  KB1  contradiction',
      'PC1  KB2  wait',
      'PC1  KB3  contradiction',
    ]);
    assert.equal(plan.notes[0]!.severe, true);
    assert.match(plan.notes[0]!.text, /^Alpha_VPC_2026-04-20\.xml: .*it is cut off/);
    const { lines } = (await details(plan, 0))!;
    assert.equal(lines.at(-1)!.place!.uri, `${base}/received/Alpha_VPC_2026-04-20.xml`);
  });

  it('says what is wrong with a list, and makes no plan of it', async () => {
    await write('assets.csv', 'asset,zone,product\nPC1,Hall 1,\n');
    const plan = await open({ installed: `${base}/installed.csv` });
    assert.deepEqual(planLines(plan), []);
    assert.deepEqual(notes(plan.listProblems), [
      'severe: assets.csv: C2: Missing product. Name what runs on "PC1".',
      'severe: installed.csv: Cannot read the file.',
    ]);
  });

  it('has what is installed, overdue, and the own state beside the decision', async () => {
    await write('installed.csv', 'asset,patch,date\nPC1,KB1,2026-03-25\n');
    await write('vpc.config.json', '{"owner": ["Plant*.xml"], "timeframes": {"Critical": 30}}');
    await write('received/Plant.xml', edition('2026-03-22', [patch('KB2', 'Authorized')], 'Plant'));
    assert.deepEqual(planLines(await open({ installed: `${base}/installed.csv` })).slice(0, 3), [
      'PC1  KB1  installed',
      'PC1  KB2  wait  20 days overdue  own: Authorized',
      'PC1  KB3  install-with-restriction  #1  20 days overdue',
    ]);
  });

  it('says that the configuration is not used, if it is invalid', async () => {
    await write('vpc.config.json', '{"timeframes": 3}');
    assert.match(notes((await open()).notes)[0]!, /^severe: vpc\.config\.json is invalid, and is not used/);
  });

  describe('compared', () => {
    const MARCH_FILE = 'received/Alpha_VPC_2026-03-20.xml';
    const CHANGES = [
      'PC1  KB2  do-not-install  was: wait',
      'PC1  KB4  install  #2  was: none',
      'PC1  KB3  gone  was: install-with-restriction',
    ];
    const changesIn = (plan: PlanSnapshot): string[] =>
      planLines(plan)
        .filter((line) => line.includes('was: '))
        .sort((a, b) => (a.includes('gone') ? 1 : b.includes('gone') ? -1 : a < b ? -1 : 1));
    const LATER = edition('2026-03-21', [
      patch('KB1', 'Approved'),
      patch('KB2', 'Not Approved'),
      patch('KB4', 'Approved'),
    ]);

    it('with a commit, also after another change', async () => {
      commitAll();
      await write(MARCH_FILE, LATER);
      const plan = await open({ since: { revision: 'february' } });
      assert.deepEqual(changesIn(plan), CHANGES);
      assert.deepEqual(
        [plan.since!.name, notes(plan.since!.notes)],
        [
          'february',
          ['Alpha_VPC_2026-03-20.xml: By its contents, the name of this file should be Alpha_VPC_2026-03-21.xml.'],
        ],
      );
      const gone = planLines(plan).findIndex((line) => line.includes('gone'));
      assert.match(texts(await details(plan, gone))[1]!, /^reason: Alpha says "Approved"/);
      await write(MARCH_FILE, MARCH);
      assert.deepEqual(changesIn(await changed(MARCH_FILE)), []);
    });

    it('with a folder', async () => {
      await mkdir(join(folder, 'old'));
      await write('old/Alpha_VPC_2026-03-20.xml', MARCH);
      await write(MARCH_FILE, LATER);
      assert.deepEqual(changesIn(await open({ since: { folder: `${base}/old` } })), CHANGES);
    });

    it('with a name that is no commit, it is the plan without changes, and says why', async () => {
      commitAll();
      const plan = await open({ since: { revision: 'march' } });
      assert.deepEqual(notes(plan.since!.notes), [
        'severe: unknown commit, branch or tag "march"; a shallow clone may have to fetch it first',
      ]);
      assert.equal(planLines(plan).length, 4);
    });

    it('in a workspace that is not trusted: Git is not started', async () => {
      commitAll();
      await client.stop();
      await start(false);
      await client.open(`${base}/${MARCH_FILE}`, MARCH);
      const plan = await open({ since: { revision: 'february' } });
      assert.deepEqual(notes([...plan.notes, ...plan.since!.notes]), [
        'severe: The workspace is not trusted: only files that are open are read.',
        'severe: Git is not used in a workspace that is not trusted.',
      ]);
    });
  });

  it('is exported, with the lines of its places', async () => {
    await open();
    const csv = await client.connection.sendRequest<PlanExportResult>(PLAN_EXPORT, {
      id: 'p',
      format: 'csv',
      separator: ';',
    });
    const text = new TextDecoder().decode(bytesOf(csv.bytes));
    assert.equal(csv.fileName, 'plan.csv');
    assert.match(text.split('\r\n')[1]!, /^PC1;Hall 1;Microsoft;KB1;.*;Alpha_VPC_2026-03-20\.xml:13$/);
  });

  it('has no export of a format that there is none of, or of a plan that is closed', async () => {
    await open();
    assert.equal(await client.connection.sendRequest(PLAN_EXPORT, { id: 'p', format: 'exe' }), null);
    await client.connection.sendNotification(PLAN_CLOSE, { id: 'p' });
    assert.equal(await client.connection.sendRequest(PLAN_EXPORT, { id: 'p', format: 'csv' }), null);
  });

  describe('tracked', () => {
    const track = (name: string, exists: boolean): Promise<PlanTrackResult> =>
      client.connection.sendRequest(PLAN_TRACK, { id: 'p', uri: `${base}/${name}`, exists });

    beforeEach(() => write('vpc.config.json', '{"owner": ["Plant*.xml"]}'));

    it('in a new file of the owner', async () => {
      await open();
      const { text, added, problem, notDone } = await track('Plant-North_VPC_2026-04-01.xml', false);
      assert.deepEqual([added, problem, notDone], [2, '', []]);
      assert.match(text, /<Supplier>Plant North<\/Supplier>/);
      assert.equal(text.match(/<Status>In Internal Test<\/Status>/g)!.length, 2);
    });

    it('in a file that is there, whose own states stay', async () => {
      await write('Plant.xml', edition('2026-03-22', [patch('KB1', 'Authorized')], 'Plant'));
      await open();
      const { edit, added, text } = await track('Plant.xml', true);
      assert.deepEqual([added, text], [1, '']);
      assert.match(JSON.stringify(edit), /KB3.*In Internal Test/);
      assert.doesNotMatch(await readFile(join(folder, 'Plant.xml'), 'utf8'), /KB3/);
      assert.deepEqual(await client.connection.sendRequest<PlanOwnerFilesResult>(PLAN_OWNER_FILES, {}), {
        uris: [`${base}/Plant.xml`],
      });
    });

    it("not in a file that is not the owner's", async () => {
      await open();
      const { problem, added } = await track('received/Alpha_VPC_2026-03-20.xml', true);
      assert.equal(added, 0);
      assert.equal(
        problem,
        'Alpha_VPC_2026-03-20.xml is not a file of the asset owner. Name it in vpc.config.json: "owner": ["Alpha_VPC_2026-03-20.xml"]',
      );
    });

    it('not in a file that is not well-formed', async () => {
      await write('Plant.xml', '<a><b></a>');
      await open();
      assert.equal((await track('Plant.xml', true)).problem, 'Plant.xml is not well-formed XML. Correct it first.');
    });
  });
});
