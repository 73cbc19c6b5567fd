import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { FileChangeType } from 'vscode-languageserver/node';
import { filesBelow } from '../../server/src/lsp/nodeFiles';
import { MAX_FILE_SIZE, MAX_FILES } from '../../server/src/workspace/fileLimits';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { publicationText } from '../support/publications';
import { FIRST, SECOND } from '../support/vocabularies';

describe('the indexer', () => {
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

  it('reads the VPC files of the folders, and no others, after the first request for a VPC file', async () => {
    await writeFile(join(folder, 'a.xml'), publicationText(FIRST, [{ 'patch-id': 'KB1' }]));
    await writeFile(join(folder, 'other.xml'), '<other/>');
    await writeFile(join(folder, 'second.xml'), SECOND.sampleText);
    await open();
    await client.logged('VPC files in the workspace: 1');
  });

  it('reads an open file only after it is closed', async () => {
    await writeFile(join(folder, 'open.xml'), publicationText(FIRST, [{ 'patch-id': 'KB-saved' }]));
    await open();
    await client.logged('VPC files in the workspace: 1');
    assert.deepEqual(read, []);
    const symbols = async (query: string) =>
      (await client.connection.sendRequest<unknown[]>('workspace/symbol', { query })).length;
    assert.equal(await symbols('KB-saved'), 0);
    await client.close(uriOf('open.xml'));
    assert.equal(await symbols('KB-saved'), 1);
    assert.deepEqual(read, [uriOf('open.xml')]);
  });

  it('looks for changed files when a file is opened or saved, where the client watches none', async () => {
    const names = async (): Promise<string[]> => {
      const found = await client.connection.sendRequest<{ name: string }[]>('workspace/symbol', { query: 'KB-' });
      return found.flatMap(({ name }) => (name.startsWith('KB-') ? [name] : [])).sort();
    };
    const write = (name: string, id: string) =>
      writeFile(join(folder, name), publicationText(FIRST, [{ 'patch-id': id }]));
    await write('same.xml', 'KB-same');
    await write('old.xml', 'KB-old');
    await write('gone.xml', 'KB-gone');
    await open();
    assert.deepEqual(await names(), ['KB-gone', 'KB-old', 'KB-same']);
    read.length = 0;
    await write('old.xml', 'KB-changed');
    await write('new.xml', 'KB-new');
    await rm(join(folder, 'gone.xml'));
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: uriOf('open.xml') } });
    assert.deepEqual(await names(), ['KB-changed', 'KB-new', 'KB-same']);
    assert.deepEqual(read.sort(), ['gone.xml', 'new.xml', 'old.xml'].map(uriOf));
    await write('old.xml', 'KB-again');
    await client.open(uriOf('another.xml'), '<a/>');
    assert.deepEqual(await names(), ['KB-again', 'KB-new', 'KB-same']);
  });

  it('reads nothing in an untrusted workspace', async () => {
    await writeFile(join(folder, 'a.xml'), FIRST.sampleText);
    await open({ trusted: false });
    await client.logged('VPC files in the workspace: 0');
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

  it('finds at most the given number of files in a folder, without those of packages', async () => {
    for (const path of ['b', 'b/c', 'node_modules/x', '.git']) await mkdir(join(folder, path), { recursive: true });
    for (const path of ['a.xml', 'a.txt', 'b/B.XML', 'b/c/ä b.xml', 'node_modules/x/n.xml', '.git/g.xml'])
      await writeFile(join(folder, path), 'text');
    const names = async (most: number) =>
      (await filesBelow(pathToFileURL(folder).href, '.xml', most, assert.fail)).map(({ uri, size }) => [
        decodeURIComponent(uri).slice(decodeURIComponent(uri).indexOf(folder) + folder.length + 1),
        size,
      ]);
    assert.deepEqual(await names(10), [
      ['a.xml', 4],
      ['b/B.XML', 4],
      ['b/c/ä b.xml', 4],
    ]);
    assert.equal((await names(2)).length, 2);
    const unreadable: string[] = [];
    assert.deepEqual(await filesBelow('file:///nowhere', '.xml', 2, (folder) => unreadable.push(folder)), []);
    assert.deepEqual(unreadable, [fileURLToPath('file:///nowhere')]);
  });
});

describe('the limits of the indexer', () => {
  const FOLDER = 'file:///work';
  const OPEN = `${FOLDER}/open.xml`;
  const small = publicationText(FIRST, [{ 'patch-id': 'KB1' }]);
  /** The files on disk: texts by uri. */
  let disk: Map<string, string>;
  let sizes: Map<string, number>;
  let read: string[];
  let client: LspClient;
  beforeEach(() => {
    disk = new Map();
    sizes = new Map();
    read = [];
    client = startInProcess(undefined, {
      readFile: (uri) => {
        if (uri.endsWith('.xml')) read.push(uri);
        const text = disk.get(uri);
        return Promise.resolve(text === undefined ? null : Buffer.from(text));
      },
      findFiles: (_folder, extension, most) =>
        Promise.resolve(
          [...disk]
            .filter(([uri]) => uri.endsWith(extension))
            .slice(0, most)
            .map(([uri, text]) => ({ uri, size: sizes.get(uri) ?? text.length })),
        ),
    });
  });
  afterEach(() => client.stop());

  const uriOf = (index: number): string => `${FOLDER}/${String(index).padStart(5, '0')}.xml`;
  const leftOut = (): boolean => client.log.some((line) => line.startsWith('Some XML files'));
  async function open(): Promise<void> {
    const workspace = { ...PULL_CLIENT.workspace, diagnostics: { refreshSupport: true } };
    await client.initialize({ ...PULL_CLIENT, workspace }, FOLDER);
    await client.open(OPEN, FIRST.sampleText);
    await client.ask('textDocument/hover', OPEN, { position: { line: 0, character: 0 } });
  }
  async function changed(...uris: readonly string[]): Promise<void> {
    const changes = uris.map((uri) => ({ uri, type: FileChangeType.Changed }));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    // Resolves after all files have been read.
    await client.connection.sendRequest('workspace/symbol', { query: 'KB' });
  }

  it('leave out files that are too large, and log it', async () => {
    disk.set(uriOf(1), small).set(uriOf(2), small).set(uriOf(3), small);
    sizes.set(uriOf(1), MAX_FILE_SIZE).set(uriOf(2), MAX_FILE_SIZE + 1);
    await open();
    await client.logged('VPC files in the workspace: 2');
    assert.deepEqual([read, leftOut()], [[uriOf(1), uriOf(3)], true]);
  });

  it('log nothing if all files are read', async () => {
    disk.set(uriOf(1), small);
    await open();
    await client.logged('VPC files in the workspace: 1');
    assert.equal(leftOut(), false);
  });

  it('remove a file that has become too large', async () => {
    const text = publicationText(FIRST, [{ 'patch-id': 'ZZ77' }]);
    const padded = (length: number): string => text + ' '.repeat(length - text.length);
    disk.set(uriOf(1), text);
    await open();
    await client.logged('VPC files in the workspace: 1');
    const known = async (): Promise<number> =>
      (await client.connection.sendRequest<unknown[]>('workspace/symbol', { query: 'ZZ77' })).length;
    assert.equal(await known(), 1);
    disk.set(uriOf(1), padded(MAX_FILE_SIZE));
    await changed(uriOf(1));
    assert.equal(await known(), 1);
    disk.set(uriOf(1), padded(MAX_FILE_SIZE + 1));
    await changed(uriOf(1));
    assert.equal(await known(), 0);
  });

  it('apply to files created later, but not to changes of known files', async () => {
    for (let index = 1; index < MAX_FILES; index++) disk.set(uriOf(index), small);
    await open();
    await client.logged(`VPC files in the workspace: ${MAX_FILES - 1}`);
    assert.equal(leftOut(), false);
    read = [];
    const [last, tooMany] = [uriOf(MAX_FILES), uriOf(MAX_FILES + 1)];
    disk.set(last, small).set(tooMany, small);
    await changed(last);
    await changed(tooMany);
    await changed(last, uriOf(1));
    assert.deepEqual(read, [last, last, uriOf(1)]);
  });

  it('exclude changed files in folders of packages or outside the workspace', async () => {
    await open();
    await client.logged('VPC files in the workspace: 0');
    const inside = `${FOLDER}/below/a.xml`;
    const outside = [`${FOLDER}/node_modules/x/a.xml`, `${FOLDER}/.git/a.xml`, 'file:///elsewhere/a.xml'];
    for (const uri of [inside, ...outside]) disk.set(uri, small);
    await changed(...outside, inside);
    assert.deepEqual(read, [inside]);
  });

  it('refresh diagnostics only if files have been read', async () => {
    let refreshed = 0;
    client.connection.onRequest('workspace/diagnostic/refresh', () => {
      refreshed++;
      return null;
    });
    await open();
    await client.logged('VPC files in the workspace: 0');
    await changed();
    assert.equal(refreshed, 0);
    disk.set(uriOf(1), small);
    await changed(uriOf(1));
    await changed();
    assert.equal(refreshed, 1);
  });

  it('are those that recognition finds: by root element, whatever comes before it, and by the pattern of the configuration', async () => {
    const comment = `<!--${'x'.repeat(100_000)}-->`;
    disk.set(`${FOLDER}/vpc.config.json`, '{ "fileNamePattern": "{supplier}_{published:yyyy}.patches" }');
    disk.set(uriOf(1), small.replace('<PatchData', `${comment}<PatchData`));
    disk.set(`${FOLDER}/any.patches`, small);
    disk.set(`${FOLDER}/prod_VPC_config.xml`, '<vpcConfig/>');
    disk.set(`${FOLDER}/notes.txt`, small);
    await open();
    await client.logged('VPC files in the workspace: 2');
  });

  it('log that there are more files', async () => {
    for (let index = 1; index <= MAX_FILES; index++) disk.set(uriOf(index), '<other/>');
    await open();
    await client.logged('VPC files in the workspace: 0');
    assert.deepEqual([read.length, leftOut()], [MAX_FILES, true]);
  });
});
