/** What the server does when files and folders come and go, for clients that watch them and clients that do not. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  FileSystemWatcher,
  Location,
  RegistrationParams,
  SymbolInformation,
} from 'vscode-languageserver';
import { FileChangeType } from 'vscode-languageserver/node';
import { type LspClient, PULL_CLIENT, PUSH_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { publicationText } from '../support/publications';
import { FIRST, SECOND } from '../support/vocabularies';

const WATCHING: ClientCapabilities = {
  ...PULL_CLIENT,
  workspace: {
    ...PULL_CLIENT.workspace,
    didChangeWatchedFiles: { dynamicRegistration: true },
    fileOperations: { didCreate: true, didRename: true, didDelete: true },
  },
};

describe('files and folders of the workspace', () => {
  let client: LspClient;
  let folder: string;
  let uri: string;
  let watchers: readonly FileSystemWatcher[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vpc-'));
    uri = uriOf('a.vpc.xml');
    client = startInProcess();
    client.connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      for (const { registerOptions } of registrations)
        watchers = (registerOptions as { watchers?: FileSystemWatcher[] }).watchers ?? watchers;
      return null;
    });
  });
  afterEach(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  const uriOf = (path: string): string => pathToFileURL(join(folder, path)).href;
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  const patch = (id: string): string => publicationText(FIRST, [{ 'patch-id': id }]);
  const known = async (): Promise<string[]> => {
    const symbols = await client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'ZZ' });
    return symbols.map(({ name }) => name).sort();
  };
  const codes = async (): Promise<unknown[]> => {
    const report = await client.pull(uri);
    assert.ok(report.kind === 'full');
    return report.items.map(({ code }) => code);
  };
  const initialize = (capabilities: ClientCapabilities) => client.initialize(capabilities, pathToFileURL(folder).href);

  it('are watched, deleted folders too', async () => {
    const { capabilities } = await initialize(WATCHING);
    await client.logged('VPC Tools 0.0.0, VPC reference profile 0.1');
    while (watchers === undefined) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(watchers, [
      { globPattern: '**/*.xsd' },
      { globPattern: '**/*.json' },
      { globPattern: '**/*.xml' },
      { globPattern: '**/*.csv' },
      { globPattern: '**/*.xlsx' },
      { globPattern: '**', kind: 4 },
    ]);
    const { didRename } = capabilities.workspace!.fileOperations!;
    assert.deepEqual(didRename!.filters, [
      { pattern: { glob: '**', matches: 'folder' } },
      { pattern: { glob: '**/*.xml', matches: 'file' } },
    ]);
  });

  const CHANGES: readonly (readonly [
    what: string,
    change: () => Promise<void>,
    method: string,
    params: () => object,
    expected: readonly string[],
  ])[] = [
    [
      'a folder that is deleted, as a watcher reports it',
      () => rm(join(folder, 'old'), { recursive: true }),
      'workspace/didChangeWatchedFiles',
      () => ({ changes: [{ uri: uriOf('old'), type: FileChangeType.Deleted }] }),
      ['ZZ-top'],
    ],
    [
      'a folder that is deleted in the editor',
      () => rm(join(folder, 'old'), { recursive: true }),
      'workspace/didDeleteFiles',
      () => ({ files: [{ uri: uriOf('old') }] }),
      ['ZZ-top'],
    ],
    [
      'a folder that is renamed in the editor',
      () => rename(join(folder, 'old'), join(folder, 'new')),
      'workspace/didRenameFiles',
      () => ({ files: [{ oldUri: uriOf('old'), newUri: uriOf('new') }] }),
      ['ZZ-deep', 'ZZ-old', 'ZZ-top'],
    ],
    [
      'a folder that is moved out of the workspace',
      () => rename(join(folder, 'old'), `${folder}-moved`),
      'workspace/didRenameFiles',
      () => ({ files: [{ oldUri: uriOf('old'), newUri: pathToFileURL(`${folder}-moved`).href }] }),
      ['ZZ-top'],
    ],
    [
      'a file that is renamed in the editor',
      () => rename(join(folder, 'old/one.xml'), join(folder, 'one.xml')),
      'workspace/didRenameFiles',
      () => ({ files: [{ oldUri: uriOf('old/one.xml'), newUri: uriOf('one.xml') }] }),
      ['ZZ-deep', 'ZZ-old', 'ZZ-top'],
    ],
    [
      'a folder that is copied in the editor',
      async () => {
        await write('copy/three.xml', patch('ZZ-copy'));
      },
      'workspace/didCreateFiles',
      () => ({ files: [{ uri: uriOf('copy') }] }),
      ['ZZ-copy', 'ZZ-deep', 'ZZ-old', 'ZZ-top'],
    ],
  ];
  for (const [what, change, method, params, expected] of CHANGES) {
    it(`are known after a change: ${what}`, async () => {
      await write('old/one.xml', patch('ZZ-old'));
      await write('old/deep/two.xml', patch('ZZ-deep'));
      // Only its name begins like that of the folder.
      await write('older/top.xml', patch('ZZ-top'));
      await initialize(WATCHING);
      await client.open(uri, FIRST.sampleText);
      assert.deepEqual(await known(), ['ZZ-deep', 'ZZ-old', 'ZZ-top']);
      await change();
      await client.connection.sendNotification(method, params());
      assert.deepEqual(await known(), expected);
      await rm(`${folder}-moved`, { recursive: true, force: true });
    });
  }

  it('that go with a folder no longer govern documents', async () => {
    uri = uriOf('old/a.vpc.xml');
    await write('old/vpc.config.json', '{ "rules": { "vpc/*": "off" } }');
    await initialize(WATCHING);
    await client.open(uri, FIRST.sampleText);
    assert.deepEqual(await codes(), []);
    await rm(join(folder, 'old'), { recursive: true });
    await client.connection.sendNotification('workspace/didDeleteFiles', { files: [{ uri: uriOf('old') }] });
    assert.deepEqual(await codes(), ['vpc/filename']);
  });

  for (const [title, capabilities] of [
    ['pulls', PULL_CLIENT],
    ['gets pushed', PUSH_CLIENT],
  ] as const) {
    it(`govern documents as they are at the next question, for a client that watches none and ${title} diagnostics`, async () => {
      const found = async (expected: readonly string[]): Promise<void> => {
        const said = (list: readonly { readonly code?: unknown }[]) => list.map(({ code }) => code).join();
        if (capabilities === PULL_CLIENT) {
          assert.deepEqual(await codes(), expected);
        } else {
          await client.edit(uri, { line: 0, character: 0 }, { line: 0, character: 0 }, ' ');
          await client.edit(uri, { line: 0, character: 0 }, { line: 0, character: 1 }, '');
          await client.pushed(uri, (list) => said(list) === expected.join());
        }
      };
      await initialize(capabilities);
      await client.open(uri, FIRST.sampleText.replace('>Not Approved<', '>not approved<'));
      await found(['vpc/filename', 'vpc/code-value']);
      await write('vpc.config.json', '{ "rules": { "vpc/filename": "off" } }');
      await found(['vpc/code-value']);
      await write('vpc.config.json', '{ "rules": { "vpc/code-value": "off" } }');
      await found(['vpc/filename']);
      await write('own.xsd', FIRST.schemaText);
      await write('vpc.config.json', '{ "schema": "own.xsd", "rules": { "vpc/*": "off" } }');
      await found([]);
      await write('own.xsd', SECOND.schemaText);
      await found(['xsd/cvc-elt.1']);
      await rm(join(folder, 'vpc.config.json'));
      await found(['vpc/filename', 'vpc/code-value']);
    });
  }

  it('are all read before a definition in another file is looked for, and not for one in the same', async () => {
    await write('other.xml', patch('KB5073457'));
    await initialize(PULL_CLIENT);
    await client.open(uri, FIRST.sampleText);
    const definitionOf = (id: string): Promise<Location[]> => {
      const lines = FIRST.sampleText.split('\n');
      const line = lines.findIndex((text) => text.includes(`>${id}<`));
      const position = { line, character: lines[line]!.indexOf(id) };
      return client.ask<Location[]>('textDocument/definition', uri, { position });
    };
    const own = await definitionOf('KB5075906');
    assert.deepEqual(
      own.map((place) => place.uri),
      [uri],
    );
    const [other] = await definitionOf('KB5073457');
    assert.equal(other?.uri, uriOf('other.xml'));
  });
});
