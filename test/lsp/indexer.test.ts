import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesBelow } from '../../server/src/lsp/nodeFiles';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { publicationText } from '../support/publications';
import { FIRST, SECOND } from '../support/vocabularies';

describe('lsp indexer', () => {
  let client: LspClient;
  let folder: string;
  let read: string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vpc-'));
    read = [];
    client = startInProcess((uri) => uri.endsWith('.xml') && read.push(uri));
  });
  afterEach(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

  async function open(options = {}): Promise<void> {
    await client.initialize(PULL_CLIENT, pathToFileURL(folder).href, options);
    await client.open(uriOf('open.xml'), FIRST.sampleText);
    await client.ask('textDocument/hover', uriOf('open.xml'), { position: { line: 0, character: 0 } });
  }

  it('reads the VPC files of the folders once a VPC file is asked about, and no others', async () => {
    await writeFile(join(folder, 'a.xml'), publicationText(FIRST, [{ 'patch-id': 'KB1' }]));
    await writeFile(join(folder, 'other.xml'), '<other/>');
    await writeFile(join(folder, 'second.xml'), SECOND.sampleText);
    await open();
    await client.logged('VPC files known in the workspace: 1');
  });

  it('reads what is open when it is closed, and not before', async () => {
    await writeFile(join(folder, 'open.xml'), publicationText(FIRST, [{ 'patch-id': 'KB-saved' }]));
    await open();
    await client.logged('VPC files known in the workspace: 1');
    assert.deepEqual(read, []);
    const symbols = async (query: string) =>
      (await client.connection.sendRequest<unknown[]>('workspace/symbol', { query })).length;
    assert.equal(await symbols('KB-saved'), 0);
    await client.close(uriOf('open.xml'));
    assert.equal(await symbols('KB-saved'), 1);
    assert.deepEqual(read, [uriOf('open.xml')]);
  });

  it('reads nothing where the workspace is not trusted', async () => {
    await writeFile(join(folder, 'a.xml'), FIRST.sampleText);
    await open({ trusted: false });
    await client.logged('VPC files known in the workspace: 0');
  });

  it('reads nothing for other XML', async () => {
    await client.initialize(PULL_CLIENT, pathToFileURL(folder).href);
    await client.open(uriOf('other.xml'), '<other/>', 'xml');
    await client.ask('textDocument/hover', uriOf('other.xml'), { position: { line: 0, character: 0 } });
    await client.ask('textDocument/documentSymbol', uriOf('other.xml'));
    assert.equal(
      client.log.some((line) => line.includes('VPC files known')),
      false,
    );
  });

  it('finds files below a folder, those of packages left out, and no more than asked for', async () => {
    for (const path of ['b', 'b/c', 'node_modules/x', '.git']) await mkdir(join(folder, path), { recursive: true });
    for (const path of ['a.xml', 'a.txt', 'b/B.XML', 'b/c/ä b.xml', 'node_modules/x/n.xml', '.git/g.xml'])
      await writeFile(join(folder, path), 'text');
    const names = async (most: number) =>
      (await filesBelow(pathToFileURL(folder).href, '.xml', most)).map(({ uri, size }) => [
        decodeURIComponent(uri).slice(decodeURIComponent(uri).indexOf(folder) + folder.length + 1),
        size,
      ]);
    assert.deepEqual(await names(10), [
      ['a.xml', 4],
      ['b/B.XML', 4],
      ['b/c/ä b.xml', 4],
    ]);
    assert.equal((await names(2)).length, 2);
    assert.deepEqual(await filesBelow('file:///nowhere', '.xml', 2), []);
  });
});
