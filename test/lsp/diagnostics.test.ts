import assert from 'node:assert/strict';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver';
import { lspDiagnosticOf } from '../../server/src/lsp/diagnostics';
import { type LspClient, PULL_CLIENT, PUSH_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';

const URI = 'file:///folder/a.xml';

function codes(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}

function items(report: DocumentDiagnosticReport): Diagnostic[] {
  assert.equal(report.kind, 'full');
  return report.items;
}

describe('LSP diagnostics', () => {
  let client: LspClient;
  beforeEach(() => {
    client = startInProcess();
  });
  afterEach(() => client.stop());

  it('are pulled by a client that supports it', async () => {
    const { capabilities } = await client.initialize(PULL_CLIENT);
    assert.deepEqual(capabilities.diagnosticProvider, {
      identifier: 'vpc',
      interFileDependencies: false,
      workspaceDiagnostics: true,
    });
    await client.open(URI, '<a>\n  <b>\n</a>', 'xml');
    const [diagnostic] = items(await client.pull(URI));
    assert.deepEqual(diagnostic, {
      range: { start: { line: 1, character: 3 }, end: { line: 1, character: 4 } },
      severity: 1,
      code: 'xml/missing-end-tag',
      source: 'xml',
      message: 'Element "b" has no end tag. Write </b> where it ends.',
      relatedInformation: diagnostic!.relatedInformation,
    });
    assert.equal(client.published.length, 0);
  });

  it('show the code points of characters that cannot be seen', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(URI, '<a>&b\u200d;</a>', 'xml');
    const [diagnostic] = items(await client.pull(URI));
    assert.match(diagnostic!.message as string, /^Entity "&b\[U\+200D\];" is not declared/);
  });

  it('are answered with "unchanged" if the previous result is still valid', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(URI, '<a>&\n\n</a>', 'xml');
    const first = await client.pull(URI);
    await client.edit(URI, { line: 1, character: 0 }, { line: 1, character: 0 }, 'x');
    const second = await client.pull(URI, first.resultId);
    assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    await client.edit(URI, { line: 0, character: 3 }, { line: 0, character: 4 }, '<b');
    assert.notDeepEqual(codes(items(await client.pull(URI, first.resultId))), ['xml/bare-ampersand']);
  });

  it('are pushed to other clients, once for each change', async () => {
    await client.initialize(PUSH_CLIENT);
    await client.open(URI, '<a>&\n\n</a>', 'xml');
    await client.pushed(URI, (list) => list.length === 1);
    await client.edit(URI, { line: 1, character: 0 }, { line: 1, character: 0 }, 'x');
    await client.ask('textDocument/foldingRange', URI);
    await client.edit(URI, { line: 0, character: 3 }, { line: 0, character: 4 }, '');
    await client.pushed(URI, (list) => list.length === 0);
    assert.deepEqual(
      client.published.map(({ version, diagnostics }) => [version, diagnostics.length]),
      [
        [3, 0],
        [1, 1],
      ],
    );
  });

  it('are right after an edit whose range has its end before its start', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(URI, '<a>& &</a>', 'xml');
    assert.deepEqual(codes(items(await client.pull(URI))), ['xml/bare-ampersand', 'xml/bare-ampersand']);
    await client.edit(URI, { line: 0, character: 6 }, { line: 0, character: 3 }, '');
    assert.deepEqual(items(await client.pull(URI)), []);
  });

  it('are cleared when the document is closed', async () => {
    await client.initialize(PUSH_CLIENT);
    await client.open(URI, '<a>', 'xml');
    await client.pushed(URI, (list) => list.length === 1);
    await client.close(URI);
    await client.pushed(URI, (list) => list.length === 0);
  });

  it('are pushed again when the document is opened again', async () => {
    await client.initialize(PUSH_CLIENT);
    await client.open(URI, '<a>', 'xml');
    await client.pushed(URI, (list) => list.length === 1);
    await client.close(URI);
    await client.pushed(URI, (list) => list.length === 0);
    await client.open(URI, '<a>', 'xml');
    await client.pushed(URI, (list) => list.length === 1);
    assert.equal(client.published.length, 3);
  });

  for (const relatedInformation of [true, false]) {
    it(`${relatedInformation ? 'contain' : 'do not contain'} related information, as the client supports it, also when pulled`, async () => {
      const textDocument = { ...PULL_CLIENT.textDocument, diagnostic: { relatedInformation } };
      await client.initialize({ ...PULL_CLIENT, textDocument });
      await client.open(URI, '<a>\n  <b>\n</a>', 'xml');
      const [diagnostic] = items(await client.pull(URI));
      assert.deepEqual(
        diagnostic!.relatedInformation?.map(({ location }) => location),
        relatedInformation
          ? [{ uri: URI, range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } } }]
          : undefined,
      );
    });
  }

  for (const refreshSupport of [true, false]) {
    it(`are ${refreshSupport ? '' : 'not '}refreshed after a change of settings, as the client supports it`, async () => {
      let refreshed = 0;
      client.connection.onRequest('workspace/diagnostic/refresh', () => {
        refreshed++;
        return null;
      });
      const workspace = { ...PULL_CLIENT.workspace, diagnostics: { refreshSupport } };
      await client.initialize({ ...PULL_CLIENT, workspace });
      await client.open(URI, '<a/>', 'xml');
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
      // The server answers in order: after these answers, the notification has been handled.
      await client.pull(URI);
      await client.pull(URI);
      assert.equal(refreshed, refreshSupport ? 1 : 0);
    });
  }

  it('contain the uri of a related place in another file', () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const related = [
      { message: 'Here.', range },
      { message: 'There.', range, uri: 'file:///folder/b.xsd' },
    ];
    const finding = { code: 'xsd/x', source: 'xsd', severity: 'hint', message: 'No.', range, related } as const;
    assert.deepEqual(lspDiagnosticOf(finding, URI, true), {
      range,
      severity: 4,
      code: 'xsd/x',
      source: 'xsd',
      message: 'No.',
      relatedInformation: [
        { location: { uri: URI, range }, message: 'Here.' },
        { location: { uri: 'file:///folder/b.xsd', range }, message: 'There.' },
      ],
    });
  });
});
