import assert from 'node:assert/strict';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FileChangeType } from 'vscode-languageserver/node';
import {
  MATRIX_OPEN,
  PLAN_OPEN,
  type MatrixOpenParams,
  type MatrixOpenResult,
  type PlanOpenParams,
  type PlanOpenResult,
} from '../../server/src/lsp/protocol/index';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';

const COUNT = 12;

describe('a panel of files that the server has indexed', () => {
  let client: LspClient;
  let folder: string;
  let read: string[];
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'vpc-')));
    read = [];
    client = startInProcess((uri) => uri.endsWith('.xml') && read.push(uri));
    for (let month = 1; month <= COUNT; month++) await write(month, `KB${month}`);
  });
  afterEach(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  const nameOf = (month: number): string => `Alpha_${String(month).padStart(2, '0')}.xml`;
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
  const write = (month: number, id: string): Promise<void> =>
    writeFile(
      join(folder, nameOf(month)),
      publicationText(FIRST, [{ 'patch-id': id, product: [{ 'product-id': 'Historian', state: 'Approved' }] }], {
        ...{ supplier: 'Alpha', 'document-id': `Alpha ${month}`, published: '2026-03-20T09:00:00Z' },
      }),
    );

  /** Starts the server, and waits until it has indexed the files. */
  async function indexed(options: object): Promise<void> {
    await client.initialize(PULL_CLIENT, pathToFileURL(folder).href, options);
    await client.open(uriOf('open.xml'), '<other/>');
    await client.connection.sendRequest('workspace/symbol', { query: 'KB' });
    assert.equal(read.length, COUNT);
    read.length = 0;
  }

  const scope = () => ({ kind: 'folder', uri: pathToFileURL(folder).href }) as const;

  async function matrixIds(): Promise<(string | undefined)[]> {
    const params: MatrixOpenParams = { id: 'm', scope: scope() };
    const opened = await client.connection.sendRequest<MatrixOpenResult>(MATRIX_OPEN, params);
    return opened!.rows.map(({ id }) => id);
  }

  const IDS = Array.from({ length: COUNT }, (_, index) => `KB${index + 1}`);

  it('opens a matrix, and then a plan, without reading any of them again', async () => {
    await writeFile(join(folder, 'assets.csv'), 'asset,product\nPC1,Historian\n');
    await indexed({ matrixCommand: 'open' });
    assert.deepEqual((await matrixIds()).sort(), [...IDS].sort());
    const params: PlanOpenParams = { id: 'p', scope: scope(), assets: uriOf('assets.csv') };
    const plan = await client.connection.sendRequest<PlanOpenResult>(PLAN_OPEN, params);
    assert.equal(plan!.files, COUNT);
    assert.deepEqual(read, []);
  });

  it('reads again what has changed since', async () => {
    await indexed({ matrixCommand: 'open' });
    await write(3, 'KB-changed');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf(nameOf(3)), type: FileChangeType.Changed }],
    });
    assert.ok((await matrixIds()).includes('KB-changed'));
    assert.deepEqual([...new Set(read)], [uriOf(nameOf(3))]);
  });

  it('keeps nothing for a client without panels', async () => {
    await indexed({});
    assert.deepEqual((await matrixIds()).sort(), [...IDS].sort());
    assert.equal(read.length, COUNT);
  });
});
