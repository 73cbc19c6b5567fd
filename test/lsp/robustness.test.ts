import assert from 'node:assert/strict';
import { CancellationTokenSource, LSPErrorCodes, type Hover, type ResponseError } from 'vscode-languageserver';
import { XmlDocument } from '../../server/src/lsp/documents';
import { careFor, LIMITS } from '../../server/src/lsp/limits';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { largeDocument } from '../support/largeDocument';

const LARGE = 'file:///folder/large.xml';
const SMALL = 'file:///folder/small.xml';

/** A file of so many characters that is quickly read. */
function padded(length: number): string {
  const [before, after] = ['<PatchData><!--', '--></PatchData>'];
  return before + 'x'.repeat(length - before.length - after.length) + after;
}

describe('lsp robustness', () => {
  let client: LspClient;
  const messages: string[] = [];
  beforeEach(() => {
    client = startInProcess();
    messages.length = 0;
    client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      messages.push(message);
    });
  });
  afterEach(() => client.stop());

  const errorCode = (request: Promise<unknown>): Promise<unknown> =>
    request.then(
      () => 'answered',
      (error: ResponseError) => error.code,
    );

  it('drops an answer about a text that is gone, and answers about the new one', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(LARGE, largeDocument(2_000_000), 'xml');
    const stale = errorCode(client.ask<Hover>('textDocument/hover', LARGE, { position: { line: 1, character: 2 } }));
    await new Promise((resolve) => setImmediate(resolve));
    await client.edit(LARGE, { line: 1, character: 1 }, { line: 1, character: 1 }, 'a');
    assert.equal(await stale, LSPErrorCodes.ContentModified);
    const [root] = await client.ask<{ name: string }[]>('textDocument/documentSymbol', LARGE);
    assert.equal(root?.name, 'afile');
  });

  it('asks to be asked again for diagnostics of a text that is gone', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(LARGE, largeDocument(2_000_000), 'xml');
    const stale = client.pull(LARGE).then(
      () => null,
      (error: ResponseError) => error,
    );
    await new Promise((resolve) => setImmediate(resolve));
    await client.edit(LARGE, { line: 1, character: 1 }, { line: 1, character: 1 }, 'a');
    const error = await stale;
    assert.equal(error?.code, LSPErrorCodes.ServerCancelled);
    assert.deepEqual(error.data, { retriggerRequest: true });
  });

  it('stops when it is cancelled', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(LARGE, largeDocument(5_000_000), 'xml');
    const source = new CancellationTokenSource();
    const cancelled = errorCode(
      client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: LARGE } }, source.token),
    );
    source.cancel();
    assert.equal(await cancelled, LSPErrorCodes.RequestCancelled);
  });

  it('answers about a small file while a large one is being checked', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(LARGE, largeDocument(5_000_000), 'xml');
    await client.open(SMALL, '<a>&</a>', 'xml');
    const order: string[] = [];
    const large = client.pull(LARGE).then(() => order.push('large'));
    const small = client.pull(SMALL).then(() => order.push('small'));
    await Promise.all([large, small]);
    assert.deepEqual(order, ['small', 'large']);
  });

  it('does less for larger files', () => {
    assert.equal(careFor(LIMITS.schema - 1), 'full');
    assert.equal(careFor(LIMITS.schema), 'schema');
    assert.equal(careFor(LIMITS.xml), 'xml');
    assert.equal(careFor(LIMITS.none), 'none');
  });

  it('checks no rules and shows no outline of a very large file, and says so once', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(LARGE, padded(LIMITS.schema));
    const report = await client.pull(LARGE);
    // The schema finds what is missing; the rule on file names is silent.
    assert.deepEqual(report.kind === 'full' && report.items.map(({ code }) => code), ['xsd/cvc-complex-type.2.4.b']);
    await client.pull(LARGE);
    assert.deepEqual(await client.ask('textDocument/documentSymbol', LARGE), []);
    const message =
      'large.xml is very large: its XML and its schema are checked, rules, outline and folding are switched off.';
    assert.deepEqual(messages, [message]);
    assert.equal(client.schemas[0]?.reduced, message);
  });

  it('checks but the XML of a larger one', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(LARGE, padded(LIMITS.xml));
    const report = await client.pull(LARGE);
    assert.deepEqual(report.kind === 'full' && report.items, []);
    assert.deepEqual(messages, ['large.xml is too large to be checked against a schema: only its XML is checked.']);
  });

  it('does not read what is larger than that, edited or not', () => {
    const document = XmlDocument.open(LARGE, 'vpc', 1, padded(LIMITS.none));
    assert.equal(document.care, 'none');
    const start = { line: 0, character: 3 };
    const edited = document.edited([{ range: { start, end: start }, text: 'x' }], 2);
    assert.deepEqual([edited.care, edited.tree.length, edited.version], ['none', 0, 2]);
    assert.equal(edited.edited([{ text: '<a/>' }], 3).tree.text(), '<a/>');
  });
});
