import assert from 'node:assert/strict';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver';
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

describe('lsp diagnostics', () => {
  let client: LspClient;
  beforeEach(() => {
    client = startInProcess();
  });
  afterEach(() => client.stop());

  it('are asked for by a client that can', async () => {
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
      message: '<b> is never closed. Write </b> where it ends.',
      relatedInformation: diagnostic!.relatedInformation,
    });
    assert.equal(client.published.length, 0);
  });

  it('are answered with "unchanged" while they are', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(URI, '<a>&\n\n</a>', 'xml');
    const first = await client.pull(URI);
    await client.edit(URI, { line: 1, character: 0 }, { line: 1, character: 0 }, 'x');
    const second = await client.pull(URI, first.resultId);
    assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    await client.edit(URI, { line: 0, character: 3 }, { line: 0, character: 4 }, '<b');
    assert.notDeepEqual(codes(items(await client.pull(URI, first.resultId))), ['xml/bare-ampersand']);
  });

  it('are sent to a client that cannot ask, once for each change of them', async () => {
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

  it('go when the document is closed', async () => {
    await client.initialize(PUSH_CLIENT);
    await client.open(URI, '<a>', 'xml');
    await client.pushed(URI, (list) => list.length === 1);
    await client.close(URI);
    await client.pushed(URI, (list) => list.length === 0);
  });
});
