import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConfigurationParams } from 'vscode-languageserver';
import {
  IMPORT_RELEASE,
  KNOWN_PRODUCTS,
  NEW_FILE,
  NEXT_EDITION,
  type ImportReleaseParams,
  type ImportReleaseResult,
  type KnownProductsResult,
  type NewFileParams,
  type NewFileResult,
  type NextEditionParams,
  type NextEditionResult,
} from '../../server/src/lsp/protocol';
import { releaseDocument, vulnerability } from '../support/cvrf';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { FIRST, SECOND } from '../support/vocabularies';

const RELEASE = releaseDocument(vulnerability('CVE-2026-0001', 'Critical: 1', [{ kb: '5000001', products: '1' }]));

describe('requests for new files', () => {
  let client: LspClient;
  let path: string;
  let folder: string;
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'vpc-'));
    folder = pathToFileURL(path).href;
    client = startInProcess();
  });
  afterEach(async () => {
    await client.stop();
    await rm(path, { recursive: true });
  });

  const initialize = (settings: object = {}) => {
    client.connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(() => settings),
    );
    return client.initialize({ ...PULL_CLIENT, workspace: { ...PULL_CLIENT.workspace, configuration: true } }, folder);
  };
  const made = (params: Partial<NewFileParams> = {}) =>
    client.connection.sendRequest<NewFileResult>(NEW_FILE, { supplier: 'Acme', date: '2026-03-10', ...params });
  const imported = (params: Partial<ImportReleaseParams>) =>
    client.connection.sendRequest<ImportReleaseResult>(IMPORT_RELEASE, {
      ...{ supplier: 'Acme', date: '2026-03-10', documents: [] },
      ...params,
    });

  it('create a file for the reference profile if no folder is open', async () => {
    await initialize();
    const { snippet, fileName, problems } = await made({ products: [{ id: 'Batch', version: '8', platform: '' }] });
    assert.equal(fileName, 'Acme_VPC_2026-03-10.xml');
    assert.match(snippet!, /<ID>\$1<\/ID>[^]*<ID>Batch<\/ID>\s*<Version>8<\/Version>/);
    assert.deepEqual(problems, []);
  });

  it('create a file for the schema and profile of the folder', async () => {
    await writeFile(join(path, 'own.xsd'), SECOND.schemaText);
    await writeFile(join(path, 'profile.json'), JSON.stringify(SECOND.profile));
    await initialize({ schema: { path: 'own.xsd' }, profile: { path: 'profile.json' } });
    const { snippet, fileName } = await made({ folder });
    assert.equal(fileName, '20260310.Acme.kompat.xml');
    assert.match(snippet!, /<Vertraeglichkeit xmlns="urn:example:patch-compatibility">/);
  });

  it('include the products of a list', async () => {
    await initialize();
    const { snippet } = await made({ productList: 'id,version\nBatch,8\n' });
    assert.match(snippet!, /<ID>Batch<\/ID>/);
  });

  it('create nothing with a list that has errors, and report them', async () => {
    await initialize();
    const { snippet, problems } = await made({ productList: 'id,version\nBatch,8\n,9\n' });
    assert.equal(snippet, null);
    assert.deepEqual(problems, [
      { severity: 'error', message: 'Product list, line 3: Missing product identifier. Fill in the column "id".' },
    ]);
  });

  it('take the bytes of a file, and report what is wrong with them', async () => {
    await initialize();
    const list = { base64: Buffer.from('Produkt;Version\nPrüfstand;1\n', 'latin1').toString('base64') };
    const { snippet, problems } = await made({ productList: list });
    assert.match(snippet!, /<ID>Prüfstand<\/ID>/);
    const message =
      'Product list: Not valid UTF-8; read as windows-1252. Save the file as "CSV UTF-8" if names look wrong.';
    assert.deepEqual(problems, [{ severity: 'info', message }]);
    const document = Buffer.from(releaseDocument('').replace('Security', 'Sécurité'), 'latin1').toString('base64');
    const release = await imported({ documents: [{ name: 'release.xml', content: { base64: document } }] });
    assert.equal(release.text, null);
    assert.match(release.problems[0]!.message, /^release\.xml, line \d+: These bytes are not valid UTF-8\./);
  });

  it('return the suppliers and products of the workspace', async () => {
    await writeFile(join(path, FIRST.sampleName), FIRST.sampleText);
    await initialize();
    const { suppliers, products } = await client.connection.sendRequest<KnownProductsResult>(KNOWN_PRODUCTS, {});
    assert.deepEqual(suppliers, ['Northwind Process Systems']);
    assert.deepEqual(
      products.map(({ id, version, platform }) => `${id} ${version} ${platform}`.trim()),
      [
        'Northwind Batch 8.2',
        'Northwind Batch 8.2 Windows Server 2022 21H2',
        'Northwind Historian 5.0 Windows Server 2022 21H2',
        'Northwind Historian 5.1',
        'Northwind Historian 5.1 Windows Server 2022 21H2',
      ],
    );
  });

  it('import a release document with the chosen products', async () => {
    await initialize();
    const { text, fileName, patches, problems } = await imported({
      documents: [{ name: 'a.xml', content: RELEASE }],
      products: [{ id: 'Batch', version: '', platform: '' }],
    });
    assert.equal(fileName, 'Acme_VPC_2026-03-10.xml');
    assert.ok(patches > 0);
    assert.match(text ?? '', /<ID>Batch<\/ID>/);
    assert.deepEqual(problems, []);
  });

  it('report the problems of a document that is not a release document', async () => {
    await initialize();
    const { text, problems } = await imported({ documents: [{ name: 'a.xml', content: '<a/>' }] });
    assert.equal(text, null);
    assert.match(problems[0]!.message, /^a\.xml, line 1: Not a CVRF document/);
    assert.equal(problems[0]!.severity, 'error');
  });

  it('import nothing with a product list that has errors', async () => {
    await initialize();
    const { text, problems } = await imported({
      documents: [{ name: 'a.xml', content: RELEASE }],
      productList: 'id,version\nBatch,8\n,9\n',
    });
    assert.equal(text, null);
    assert.deepEqual(
      problems.map(({ message }) => message),
      ['Product list, line 3: Missing product identifier. Fill in the column "id".'],
    );
  });

  it('name the product list of the configuration', async () => {
    await writeFile(join(path, 'vpc.config.json'), '{ "products": "lists/products.csv" }');
    await initialize();
    const known = (params: object) => client.connection.sendRequest<KnownProductsResult>(KNOWN_PRODUCTS, params);
    assert.equal((await known({ uri: `${folder}/` })).productList, `${folder}/lists/products.csv`);
    assert.equal((await known({})).productList, null);
  });

  it('make the next edition of a file, open or not', async () => {
    await writeFile(join(path, FIRST.sampleName), FIRST.sampleText);
    await initialize();
    const uri = `${folder}/${FIRST.sampleName}`;
    const next = (params: Partial<NextEditionParams> = {}) =>
      client.connection.sendRequest<NextEditionResult>(NEXT_EDITION, {
        ...{ uri, date: '2026-03-10', documents: [{ name: 'a.xml', content: RELEASE }] },
        ...params,
      });
    const { text, fileName, problems } = await next();
    assert.equal(fileName, 'Northwind-Process-Systems_VPC_2026-03-10.xml');
    assert.match(text ?? '', /<ID>KB5000001<\/ID>[^]*<Status>Available<\/Status>/);
    assert.deepEqual(
      problems.filter(({ message }) => message.startsWith('Patches added')),
      [{ severity: 'info', message: 'Patches added: 1: KB5000001.' }],
    );
    const textDocument = {
      uri,
      languageId: 'vpc',
      version: 1,
      text: FIRST.sampleText.replace('Northwind', 'Eastwind'),
    };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    assert.equal((await next()).fileName, 'Eastwind-Process-Systems_VPC_2026-03-10.xml');
    const early = await next({ date: '2026-01-01' });
    assert.deepEqual(
      [early.text, early.problems.at(-1)!.message],
      [null, 'The edition was published on 2026-02-18: the next one needs a later date than 2026-01-01.'],
    );
    const missing = await next({ uri: `${folder}/none.xml` });
    assert.deepEqual([missing.text, missing.problems[0]?.severity], [null, 'error']);
  });
});
