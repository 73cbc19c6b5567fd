import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Hover, Location } from 'vscode-languageserver';
import type { DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { type LspClient, PULL_CLIENT, PUSH_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';

/** Texts that clients have sent as uris, and some that nobody should. */
const URIS: readonly string[] = [
  '',
  ' ',
  'a.vpc.xml',
  '/folder/a.vpc.xml',
  'C:\\folder\\a.vpc.xml',
  'file:///folder/100%.vpc.xml',
  'file:///folder/%zz.vpc.xml',
  'file:///folder/%ff.vpc.xml',
  'file:///folder/%00.vpc.xml',
  'file:///folder/a b.vpc.xml',
  'file:///folder/a#b?c.vpc.xml',
  'file:///folder/%2e%2e/%2f.vpc.xml',
  'file:///folder/\ud800.vpc.xml',
  'file://server/share/a.vpc.xml',
  'file:////server/share/a.vpc.xml',
  'file:',
  'file://',
  'untitled:',
  'untitled:Untitled-1',
  'untitled:\udfff',
  'untitled:/folder/new.vpc.xml',
  'git:/folder/a.vpc.xml?%7B%22ref%22%3A%22HEAD%22%7D',
  'vscode-notebook-cell:/folder/a.ipynb#W0',
  'a b:c',
  '://',
  '%',
  '//',
  'http:',
  'javascript:alert(1)',
  `file:///${'folder/'.repeat(10_000)}a.vpc.xml`,
  `file:///folder/${'%25'.repeat(50_000)}.vpc.xml`,
];

const shown = (uri: string): string => JSON.stringify(uri.length > 60 ? `${uri.slice(0, 40)}… (${uri.length})` : uri);

describe('documents with odd uris', () => {
  let client: LspClient;
  let folder: string;
  let good: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vpc-'));
    await writeFile(join(folder, 'other.vpc.xml'), publicationText(FIRST, [{ 'patch-id': 'KB5073457' }]));
    good = pathToFileURL(join(folder, 'good.vpc.xml')).href;
    client = startInProcess();
  });
  afterEach(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  const errors = (): string[] => client.log.filter((line) => / failed: |handler/i.test(line));
  const position = (() => {
    const lines = FIRST.sampleText.split('\n');
    const line = lines.findIndex((text) => text.includes('KB5073457'));
    return { line, character: lines[line]!.indexOf('KB5073457') };
  })();

  for (const uri of URIS) {
    it(`are checked, and so are all others: ${shown(uri)}`, async () => {
      await client.initialize(PULL_CLIENT, pathToFileURL(folder).href);
      await client.open(uri, FIRST.sampleText.replace('</Supplier>', '</Suplier>'));
      await client.open(good, FIRST.sampleText);

      const own = await client.pull(uri);
      const codes = own.kind === 'full' ? own.items.map(({ code }) => code) : [];
      assert.ok(codes.includes('xml/mismatched-end-tag'), codes.join());
      const hover = await client.ask<Hover | null>('textDocument/hover', uri, { position: { line: 1, character: 2 } });
      assert.match(JSON.stringify(hover), /PatchData/);
      const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
      const context = { diagnostics: [] };
      assert.ok((await client.ask<unknown[]>('textDocument/codeAction', uri, { range, context })).length > 0);

      assert.equal((await client.pull(good)).kind, 'full');
      const references = { position, context: { includeDeclaration: true } };
      const places = await client.ask<Location[]>('textDocument/references', good, references);
      assert.ok(places.some((place) => place.uri.endsWith('/other.vpc.xml')));
      const whole = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
        previousResultIds: [],
      });
      assert.ok(whole.items.some((report) => report.uri.endsWith('/other.vpc.xml')));
      assert.ok(whole.items.some((report) => report.uri === uri));
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
      await client.close(uri);
      const left = await client.ask<Location[]>('textDocument/references', good, references);
      assert.deepEqual(
        left,
        places.filter((place) => place.uri !== uri),
      );
      assert.deepEqual(errors(), []);
    });
  }

  it('that are no text harm no other document', async () => {
    await client.initialize(PULL_CLIENT, pathToFileURL(folder).href);
    const { connection } = client;
    for (const textDocument of [
      { uri: 5, languageId: 'xml', version: 1, text: '<a/>' },
      { uri: null, languageId: 'xml', version: 1, text: '<a/>' },
      { uri: 'file:///a.xml', languageId: 'xml', version: 1, text: 7 },
      { uri: 'file:///b.xml', version: 1 },
      null,
    ])
      await connection.sendNotification('textDocument/didOpen', { textDocument });
    await client.open(good, FIRST.sampleText);
    const report = await connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: good },
    });
    assert.equal(report.kind, 'full');
    const references = { position, context: { includeDeclaration: true } };
    assert.ok((await client.ask<Location[]>('textDocument/references', good, references)).length > 1);
    const whole = await connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    assert.equal(whole.items.length, 2);
  });

  it('are checked for a client that gets diagnostics pushed', async () => {
    await client.initialize(PUSH_CLIENT, pathToFileURL(folder).href);
    for (const uri of URIS) await client.open(uri, '<a>', 'xml');
    for (const uri of URIS)
      await client.pushed(uri, (found) => found.some(({ code }) => code === 'xml/missing-end-tag'));
    assert.deepEqual(errors(), []);
  });

  it('can be folders of the workspace, which are left out', async () => {
    const { connection } = client;
    const folders = ['a b:c', '%', 'file:///folder/\ud800', 5, 'file://server/share', pathToFileURL(folder).href];
    await connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: PULL_CLIENT,
      workspaceFolders: folders.map((uri) => ({ uri, name: 'folder' })),
    });
    await connection.sendNotification('initialized', {});
    await client.open(good, FIRST.sampleText);
    const references = { position, context: { includeDeclaration: true } };
    assert.ok((await client.ask<Location[]>('textDocument/references', good, references)).length > 1);
  });
});

describe('documents with half of a surrogate pair', () => {
  let client: LspClient;
  beforeEach(() => (client = startInProcess()));
  afterEach(() => client.stop());

  it('are checked wherever it is, and so are all others', async () => {
    await client.initialize(PULL_CLIENT);
    const good = 'file:///folder/good.vpc.xml';
    await client.open(good, FIRST.sampleText);
    const { sampleText } = FIRST;
    for (let at = 0; at < sampleText.length; at += 37) {
      const uri = `file:///folder/${at}.vpc.xml`;
      await client.open(uri, `${sampleText.slice(0, at)}\ud800${sampleText.slice(at)}`);
      const report = await client.pull(uri);
      assert.ok(report.kind === 'full' && report.items.length > 0, String(at));
      await client.ask('textDocument/documentLink', uri);
      await client.ask('textDocument/documentSymbol', uri);
      await client.close(uri);
    }
    assert.equal((await client.pull(good)).kind, 'full');
    assert.deepEqual(
      client.log.filter((line) => line.includes(' failed: ')),
      [],
    );
  });
});
