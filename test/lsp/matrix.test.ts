import assert from 'node:assert/strict';
import { bytesOf } from '../../server/src/lsp/protocol/base64';
import { sheetsIn } from '../support/workbooks';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ProgressType } from 'vscode-languageserver';
import {
  MATRIX_CELL_AT,
  MATRIX_CHANGED,
  MATRIX_CLOSE,
  MATRIX_DETAILS,
  MATRIX_EXPORT,
  MATRIX_OPEN,
  MATRIX_PLACES,
  type MatrixCellAtResult,
  type MatrixChangedParams,
  type MatrixDetails,
  type MatrixExportResult,
  type MatrixOpenParams,
  type MatrixOpenResult,
  type MatrixPlacesResult,
  type Position,
} from '../../server/src/lsp/protocol/index';
import type { LspClient } from '../support/lspClient';
import { PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { MatrixPage } from '../support/matrixPage';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';
import type { Draft } from '../../server/src/domain/publicationText';

const product = (id: string, state: string, more: Draft<'product'> = {}): Draft<'product'> => ({
  'product-id': id,
  state,
  ...more,
});

const NORTHWIND = publicationText(FIRST, [
  {
    'patch-id': 'KB1',
    title: 'First',
    released: '2026-02-01T00:00:00Z',
    vulnerability: 'CVE-2026-21519',
    product: [product('A', 'In Test', { 'product-version': ['1', '2'] }), product('B', 'Approved')],
  },
  { 'patch-id': 'KB2', title: 'Second', released: '2026-01-01T00:00:00Z', product: [product('B', 'Available')] },
]);
const SOUTHWIND = publicationText(
  FIRST,
  [{ 'patch-id': 'KB1', title: 'First', product: [product('B', 'Not Approved'), product('C', 'Approved')] }],
  { supplier: 'Southwind', published: '2026-02-01T00:00:00Z' },
);

const at = (text: string, what: string): Position => {
  const before = text.slice(0, text.indexOf(what)).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
};
const sliced = (text: string, { start, end }: { readonly start: Position; readonly end: Position }): string => {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return text.slice(offset(start), offset(end));
};

describe('the matrix over LSP', () => {
  let client: LspClient;
  let folder: string;
  let uri: string;
  let other: string;
  let messages: MatrixChangedParams[];
  let wake: () => void;
  /** The client answers a change after this has resolved. */
  let ready: Promise<void>;
  let settings: object;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vpc-matrix-'));
    const base = pathToFileURL(folder).href;
    uri = `${base}/north.vpc.xml`;
    other = `${base}/south.vpc.xml`;
    await writeFile(join(folder, 'north.vpc.xml'), NORTHWIND);
    await writeFile(join(folder, 'south.vpc.xml'), SOUTHWIND);
    await writeFile(join(folder, 'other.xml'), '<a/>');
    messages = [];
    wake = () => undefined;
    ready = Promise.resolve();
    settings = {};
    client = startInProcess();
    client.connection.onRequest(MATRIX_CHANGED, async (params: MatrixChangedParams) => {
      messages.push(params);
      wake();
      await ready;
      return null;
    });
    client.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => settings),
    );
    const workspace = { ...PULL_CLIENT.workspace, configuration: true };
    await client.initialize({ ...PULL_CLIENT, workspace }, base);
  });
  afterEach(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  const open = async (more: Partial<MatrixOpenParams> = {}): Promise<MatrixPage> => {
    const params = { id: 'm', scope: { kind: 'documents', uris: [uri] }, ...more };
    const snapshot = await client.connection.sendRequest<MatrixOpenResult>(MATRIX_OPEN, params);
    return new MatrixPage(snapshot!);
  };
  /** The page after the next message of the server. */
  const next = async (page: MatrixPage): Promise<MatrixPage> => {
    if (messages.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return page.after(messages.shift()!);
  };
  const keyOf = (page: MatrixPage, name: string): string =>
    page.columns.find((column) => [column.product, column.version].filter(Boolean).join(' ') === name)!.key;
  const row = (id: string): string => JSON.stringify(['microsoft', id.toLowerCase()]);

  it('is sent when opened, for an open file and for a file on disk', async () => {
    const table = [' | A 1 | A 2 | B', 'KB1 | In Test | In Test | Approved', 'KB2 |  |  | Available'];
    assert.deepEqual((await open()).table(), table);
    await client.open(uri, NORTHWIND);
    const page = await open();
    assert.deepEqual(page.table(), table);
    assert.deepEqual(page.sources, [
      {
        ...{ uri, name: 'north.vpc.xml', supplier: 'Northwind', published: '2026-02-18T09:00:00Z', version: '' },
        ...{ documentId: '', isOwner: false },
      },
    ]);
    assert.deepEqual(page.summary.states, [
      { state: 'available', cells: 1 },
      { state: 'in-test', cells: 2 },
      { state: 'approved', cells: 1 },
    ]);
  });

  it('shows nothing of a file with invalid bytes but why, in the whole workspace as well', async () => {
    await writeFile(join(folder, 'north.vpc.xml'), Buffer.from(NORTHWIND.replace('<ID>A<', '<ID>Ä<'), 'latin1'));
    for (const scope of [{ kind: 'documents', uris: [uri] } as const, { kind: 'workspace' } as const]) {
      const { sources, columns } = await open({ id: scope.kind, scope });
      const { problem } = sources.find((source) => source.uri === uri)!;
      assert.match(
        problem!,
        /^Nothing of this file is shown: .* Line \d+: These bytes are not valid UTF-8\. Save the file as UTF-8, or declare/,
      );
      assert.doesNotMatch(columns.map(({ product }) => product).join(' '), /\uFFFD/);
    }
  });

  it('is updated after edits, whether or not the client pulls diagnostics', async () => {
    await client.open(uri, NORTHWIND);
    let page = await open();
    const start = at(NORTHWIND, 'In Test');
    await client.edit(uri, start, { ...start, character: start.character + 'In Test'.length }, 'Approved');
    page = await next(page);
    assert.equal(page.table()[1], 'KB1 | Approved | Approved | Approved');
    await client.edit(uri, start, { ...start, character: start.character + 'Approved'.length }, 'Available');
    await client.pull(uri);
    page = await next(page);
    assert.equal(page.table()[1], 'KB1 | Available | Available | Approved');
  });

  it('combines changes while the client is busy', async () => {
    await client.open(uri, NORTHWIND);
    let page = await open();
    let go: () => void = () => undefined;
    ready = new Promise((resolve) => (go = resolve));
    const start = at(NORTHWIND, 'Second');
    for (const letter of 'abc') await client.edit(uri, start, start, letter);
    page = await next(page);
    for (const letter of 'def') {
      await client.edit(uri, start, start, letter);
      await client.pull(uri);
    }
    assert.deepEqual(messages, []);
    go();
    page = await next(page);
    assert.deepEqual(messages, []);
    assert.ok(JSON.stringify(page.seen()).includes('"title":"fedcbaSecond"'));
  });

  it('is sent in several messages if it is large, including an edit between them', async () => {
    const patches = Array.from({ length: 1200 }, (_, index): Draft<'patch'> => ({
      'patch-id': `KB${index}`,
      title: 'x'.repeat(2000),
      product: [product('A', 'Approved')],
    }));
    const text = publicationText(FIRST, patches);
    await client.open(uri, text);
    let page = await open();
    assert.ok(!page.isWhole);
    const start = at(text, '>KB1199<');
    await client.edit(uri, start, { ...start, character: start.character + '>KB1'.length }, '>KB9');
    let parts = 1;
    for (; !page.isWhole; parts++) page = await next(page);
    while (!page.table().includes('KB9199 | Approved')) page = await next(page);
    assert.ok(parts > 2);
    assert.equal(page.table().length, 1 + patches.length);
    assert.ok(!page.table().includes('KB1199 | Approved'));
  });

  it('is not updated after it is closed', async () => {
    await client.open(uri, NORTHWIND);
    await open();
    await client.connection.sendNotification(MATRIX_CLOSE, { id: 'm' });
    const page = await open({ id: 'n' });
    const start = at(NORTHWIND, 'Second');
    await client.edit(uri, start, start, 'x');
    if (messages.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    assert.deepEqual(
      messages.map(({ id }) => id),
      ['n'],
    );
    page.after(messages.shift()!);
    const asked = await client.connection.sendRequest(MATRIX_DETAILS, { id: 'm', row: row('KB1') });
    assert.equal(asked, null);
  });

  it('combines several suppliers, each with columns of its own', async () => {
    const page = await open({ scope: { kind: 'documents', uris: [uri, other] } });
    assert.deepEqual(page.table(), [
      ' | A 1 | A 2 | B | B | C',
      'KB1 | In Test | In Test | Approved | Not Approved | Approved',
      'KB2 |  |  | Available |  | ',
    ]);
    assert.deepEqual([page.summary.conflicts, page.summary.contradictions], [0, 0]);
    assert.equal(page.summary.lastPublished, '2026-02-18T09:00:00Z');
  });

  it('includes all VPC files of the workspace as they are created, changed and deleted', async () => {
    let page = await open({ scope: { kind: 'workspace' } });
    assert.deepEqual(
      page.sources.map(({ name }) => name),
      ['north.vpc.xml', 'south.vpc.xml'],
    );
    const changed = (name: string, type: number): Promise<void> =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: `${pathToFileURL(folder).href}/${name}`, type }],
      });
    await writeFile(join(folder, 'south.vpc.xml'), SOUTHWIND.replace('Not Approved', 'Released'));
    await changed('south.vpc.xml', 2);
    page = await next(page);
    assert.equal(page.table()[1], 'KB1 | In Test | In Test | Approved | Released | Approved');
    await rm(join(folder, 'south.vpc.xml'));
    await changed('south.vpc.xml', 3);
    page = await next(page);
    assert.deepEqual(page.table()[0], ' | A 1 | A 2 | B');
  });

  it('reports why a file is not shown that is not a VPC file or cannot be read', async () => {
    const base = pathToFileURL(folder).href;
    const page = await open({ scope: { kind: 'documents', uris: [uri, `${base}/other.xml`, `${base}/none.xml`] } });
    assert.deepEqual(
      page.sources.map(({ name, problem }) => [name, problem]),
      [
        ['north.vpc.xml', undefined],
        ['other.xml', 'Not a VPC file: the root element is another. Nothing of it is shown.'],
        ['none.xml', 'Cannot be read: Cannot read the file.'],
      ],
    );
    assert.equal(page.table().length, 3);
  });

  it('compares with a text from the client, and is updated after edits', async () => {
    await client.open(uri, NORTHWIND);
    const head = NORTHWIND.replace('In Test', 'Available').replace('KB2', 'KB3');
    let page = await open({ compareWith: [{ uri, text: head, name: 'HEAD' }] });
    assert.deepEqual(page.table(), [
      ' | A 1 | A 2 | B',
      'KB1 | In Test was Available | In Test was Available | Approved',
      'KB2 |  |  | Available',
      'KB3 |  |  |  was Available',
    ]);
    assert.deepEqual([page.summary.changed, page.summary.regressions], [2, 0]);
    const start = at(NORTHWIND, 'In Test');
    await client.edit(uri, start, { ...start, character: start.character + 'In Test'.length }, 'Available');
    page = await next(page);
    assert.equal(page.table()[1], 'KB1 | Available | Available | Approved');
    assert.equal(page.summary.changed, 0);
  });

  it('compares with another document', async () => {
    const page = await open({
      scope: { kind: 'documents', uris: [other] },
      compareWith: [{ uri, name: 'north' }],
    });
    assert.deepEqual(page.table(), [' | B | C', 'KB1 | Not Approved was  | Approved was ']);
    assert.deepEqual(
      page.notes.map(({ kind, severe }) => [kind, severe]),
      [
        ['invalid', false],
        ['unpaired', false],
        ['unpaired', false],
      ],
    );
  });

  it('keeps the last well-formed version of a document that is edited, and says so', async () => {
    await client.open(uri, NORTHWIND);
    let page = await open();
    const start = at(NORTHWIND, '</Title>');
    await client.edit(uri, start, { ...start, character: start.character + '</Title>'.length }, '');
    page = await next(page);
    assert.equal(page.table()[1], 'KB1 | In Test | In Test | Approved');
    assert.match(page.notes[0]!.text, /^north\.vpc\.xml: Not well-formed at the moment\./);
    await client.edit(uri, start, start, '</Title>');
    page = await next(page);
    assert.deepEqual(page.notes, []);
  });

  it('marks the user’s own products from the settings and the product list', async () => {
    await writeFile(join(folder, 'mine.csv'), 'id;version\nB;\n');
    settings = { matrix: { myProducts: ['A 2'], myProductsFile: 'mine.csv' } };
    const mine = (page: MatrixPage): string[] =>
      page.columns.filter((column) => column.mine).map(({ product, version }) => `${product} ${version}`.trim());
    let page = await open();
    assert.deepEqual(mine(page), ['A 2', 'B']);
    settings = { matrix: { myProducts: ['A'] } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    page = await next(page);
    assert.deepEqual(mine(page), ['A 1', 'A 2']);
  });

  it('says why the product list is not used', async () => {
    const shown: string[] = [];
    client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      shown.push(message);
    });
    settings = { matrix: { myProducts: [], myProductsFile: 'mine.csv' } };
    await open();
    await writeFile(join(folder, 'mine.csv'), Buffer.from('id\nA\x81\n', 'latin1'));
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await open({ id: 'n' });
    assert.equal(shown[0], 'mine.csv: Cannot read the file.');
    assert.match(shown[1]!, /^mine\.csv, line 2: Unknown encoding: /);
  });

  describe('requests', () => {
    const details = (target: object): Promise<MatrixDetails | null> =>
      client.connection.sendRequest(MATRIX_DETAILS, { id: 'm', ...target });
    const placesOf = async (target: object): Promise<MatrixPlacesResult['places']> =>
      (await client.connection.sendRequest<MatrixPlacesResult>(MATRIX_PLACES, { id: 'm', ...target })).places;
    const cellAt = (what: string): Promise<MatrixCellAtResult> =>
      client.connection.sendRequest(MATRIX_CELL_AT, { id: 'm', uri, position: at(NORTHWIND, what) });

    it('return all statements of a cell with source and documentation', async () => {
      const page = await open({ scope: { kind: 'documents', uris: [uri, other] } });
      const { parts } = (await details({ row: row('KB1'), column: keyOf(page, 'B') }))!;
      assert.deepEqual(
        parts.map(({ title, note, fields }) => [title, note, fields.map(({ label, value }) => `${label}: ${value}`)]),
        [['Northwind · north.vpc.xml', undefined, ['ID: B', 'Status: Approved']]],
      );
      const [, state] = parts[0]!.fields;
      const row1 = FIRST.vocabulary.rowOf({ within: 'product', role: 'state' })!;
      const meaning = row1.values!.find(({ value }) => value === 'Approved')!.is;
      assert.equal(state!.documentation, `${row1.is}\n\nApproved: ${meaning}`);
    });

    it('return the patch of a row with its links', async () => {
      await open();
      const { parts } = (await details({ row: row('KB1') }))!;
      const link = parts[0]!.fields.find(({ value }) => value === 'CVE-2026-21519')!.link;
      assert.match(link!, /^https:.*CVE-2026-21519/);
      assert.equal(await details({ row: row('KB9') }), null);
    });

    it('mark the statement that a later publication replaces', async () => {
      const march = NORTHWIND.replace('2026-02-18', '2026-03-18').replace('In Test', 'Approved');
      await writeFile(join(folder, 'south.vpc.xml'), march);
      const page = await open({ scope: { kind: 'documents', uris: [uri, other] } });
      assert.equal(page.table()[1], 'KB1 | Approved | Approved | Approved');
      const { parts } = (await details({ row: row('KB1'), column: keyOf(page, 'A 1') }))!;
      assert.deepEqual(
        parts.map(({ title, note }) => [title, note]),
        [
          ['Northwind · south.vpc.xml', undefined],
          ['Northwind · north.vpc.xml', 'Replaced by a later edition of this supplier.'],
        ],
      );
    });

    it('return the statement of the older edition, without a place', async () => {
      const head = NORTHWIND.replace('In Test', 'Available');
      const page = await open({ compareWith: [{ uri, text: head, name: 'HEAD' }] });
      const { parts } = (await details({ row: row('KB1'), column: keyOf(page, 'A 2') }))!;
      assert.deepEqual(
        parts.map(({ title, note, place }) => [title, note, place !== undefined]),
        [
          ['Northwind · north.vpc.xml', undefined, true],
          ['Northwind · HEAD', 'Statement in the older edition.', false],
        ],
      );
    });

    it('return the places of cells, rows and columns', async () => {
      await client.open(uri, NORTHWIND);
      const page = await open({ scope: { kind: 'documents', uris: [uri, other] } });
      const texts = { [uri]: NORTHWIND, [other]: SOUTHWIND };
      const selected = async (target: object): Promise<string[]> =>
        (await placesOf(target)).map((place) => sliced(texts[place.uri]!, place.selection));
      const b = keyOf(page, 'B');
      assert.deepEqual(await selected({ row: row('KB1'), column: b }), ['Approved']);
      assert.deepEqual(await selected({ row: row('KB1') }), ['KB1', 'KB1']);
      assert.deepEqual(await selected({ column: keyOf(page, 'A 2') }), ['In Test']);
      assert.deepEqual(await selected({ row: row('KB2'), column: keyOf(page, 'C') }), []);
      const [place] = await placesOf({ row: row('KB1'), column: b });
      assert.match(sliced(NORTHWIND, place!.range), /^<VendorProduct>\s*<ID>B<\/ID>[^]*<\/VendorProduct>$/);
    });

    it('return the cell at a position in a document', async () => {
      await client.open(uri, NORTHWIND);
      const page = await open();
      const columns = [keyOf(page, 'A 1'), keyOf(page, 'A 2')];
      assert.deepEqual(await cellAt('In Test'), { row: row('KB1'), columns });
      assert.deepEqual(await cellAt('CVE-2026'), { row: row('KB1'), columns: [] });
      assert.equal(await cellAt('Northwind'), null);
    });
  });

  it('is exported in the arrangement of the page', async () => {
    const page = await open();
    const exported = (params: object): Promise<MatrixExportResult> =>
      client.connection.sendRequest(MATRIX_EXPORT, { id: 'm', ...params });
    const columns = [keyOf(page, 'B'), keyOf(page, 'A 1')];
    const csv = await exported({ format: 'csv', rows: [row('KB2'), row('KB1')], columns, separator: ';' });
    assert.equal(csv.fileName, 'north.csv');
    assert.deepEqual(csv.text.replace('\uFEFF', '').split('\r\n').slice(0, 3), [
      'Patch vendor;Patch;Title;Type;Severity;Released;For;Superseded by;Stated by;B;A 1',
      'Microsoft;KB2;Second;;;2026-01-01;;;Northwind (2026-02-18);Available;',
      'Microsoft;KB1;First;;;2026-02-01;;;Northwind (2026-02-18);Approved;In Test',
    ]);
    assert.match((await exported({ format: 'html' })).text, /^<!doctype html>/);
    assert.match((await exported({ format: 'markdown' })).text, /^# Patch compatibility: Northwind\n/);
    assert.equal((JSON.parse((await exported({ format: 'json' })).text) as { version: number }).version, 1);
    assert.equal(await exported({ id: 'none', format: 'csv' }), null);
  });

  it('is exported in parts to a client that gives a token', async () => {
    const patches = Array.from({ length: 700 }, (_, index): Draft<'patch'> => ({
      'patch-id': `KB${index}`,
      title: 'ä'.repeat(2000),
      product: [product('A', 'Approved')],
    }));
    await client.open(uri, publicationText(FIRST, patches));
    await open();
    for (const format of ['csv', 'html', 'markdown', 'json'] as const) {
      const ask = (params: object): Promise<MatrixExportResult> =>
        client.connection.sendRequest(MATRIX_EXPORT, { id: 'm', format, ...params });
      const parts: string[] = [];
      client.connection.onProgress(new ProgressType<string>(), format, (part) => void parts.push(part));
      const rest = await ask({ partialResultToken: format });
      assert.ok(parts.length > 0, format);
      assert.deepEqual({ ...rest, text: [...parts, rest.text].join('') }, await ask({}));
    }
    // Each part of a workbook can be decoded by itself.
    const ask = (params: object): Promise<MatrixExportResult> =>
      client.connection.sendRequest(MATRIX_EXPORT, { id: 'm', format: 'xlsx', ...params });
    const parts: string[] = [];
    client.connection.onProgress(new ProgressType<string>(), 'xlsx', (part) => void parts.push(part));
    const rest = await ask({ partialResultToken: 'xlsx' });
    const bytes = Buffer.concat([...parts, rest.text].map((part) => bytesOf(part)));
    assert.deepEqual(bytes, Buffer.from(bytesOf((await ask({})).text)));
    assert.deepEqual(Object.keys(await sheetsIn(bytes)).slice(0, 2), ['Matrix', 'Details']);
  });
});
