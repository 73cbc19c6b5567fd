import assert from 'node:assert/strict';
import { CancellationTokenSource, LSPErrorCodes, type Hover, type ResponseError } from 'vscode-languageserver';
import { XmlDocument } from '../../server/src/lsp/documents';
import { serviceLevelFor, LIMITS } from '../../server/src/lsp/serviceLevel';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { largeDocument } from '../support/largeDocument';

const LARGE = 'file:///folder/large.xml';
const SMALL = 'file:///folder/small.xml';

/** A file of a length in UTF-16 units that is quickly parsed. */
function padded(length: number): string {
  const [before, after] = ['<PatchData><!--', '--></PatchData>'];
  return before + 'x'.repeat(length - before.length - after.length) + after;
}

describe('LSP robustness', () => {
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

  it('drops the answer for an old text, and answers for the new one', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(LARGE, largeDocument(2_000_000), 'xml');
    const stale = errorCode(client.ask<Hover>('textDocument/hover', LARGE, { position: { line: 1, character: 2 } }));
    await new Promise((resolve) => setImmediate(resolve));
    await client.edit(LARGE, { line: 1, character: 1 }, { line: 1, character: 1 }, 'a');
    assert.equal(await stale, LSPErrorCodes.ContentModified);
    const [root] = await client.ask<{ name: string }[]>('textDocument/documentSymbol', LARGE);
    assert.equal(root?.name, 'afile');
  });

  it('requests a retry of diagnostics of an old text', async () => {
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

  it('stops when cancelled', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(LARGE, largeDocument(5_000_000), 'xml');
    const source = new CancellationTokenSource();
    const cancelled = errorCode(
      client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: LARGE } }, source.token),
    );
    source.cancel();
    assert.equal(await cancelled, LSPErrorCodes.RequestCancelled);
  });

  it('answers for a small file while a large one is checked', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(LARGE, largeDocument(5_000_000), 'xml');
    await client.open(SMALL, '<a>&</a>', 'xml');
    const order: string[] = [];
    const large = client.pull(LARGE).then(() => order.push('large'));
    const small = client.pull(SMALL).then(() => order.push('small'));
    await Promise.all([large, small]);
    assert.deepEqual(order, ['small', 'large']);
  });

  it('lowers the service level with the length', () => {
    assert.equal(serviceLevelFor(LIMITS.schema - 1), 'full');
    assert.equal(serviceLevelFor(LIMITS.schema), 'schema');
    assert.equal(serviceLevelFor(LIMITS.xml), 'xml');
    assert.equal(serviceLevelFor(LIMITS.none), 'none');
  });

  it('checks no rules and returns no outline for a very large file, and notifies the user once', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(LARGE, padded(LIMITS.schema));
    const report = await client.pull(LARGE);
    // The schema reports a missing element; the rule on file names is off.
    assert.deepEqual(report.kind === 'full' && report.items.map(({ code }) => code), ['xsd/cvc-complex-type.2.4.b']);
    await client.pull(LARGE);
    assert.deepEqual(await client.ask('textDocument/documentSymbol', LARGE), []);
    const message = 'large.xml is very large: XML and schema are checked; rules, outline and folding are turned off.';
    assert.deepEqual(messages, [message]);
    assert.equal(client.schemas[0]?.reduced, message);
  });

  it('checks only well-formedness of a larger one', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(LARGE, padded(LIMITS.xml));
    const report = await client.pull(LARGE);
    assert.deepEqual(report.kind === 'full' && report.items, []);
    assert.deepEqual(messages, ['large.xml is too large for schema validation: only XML well-formedness is checked.']);
  });

  it('does not parse an even larger one, edited or not', () => {
    const document = XmlDocument.open(LARGE, 'vpc', 1, padded(LIMITS.none));
    assert.equal(document.serviceLevel, 'none');
    const start = { line: 0, character: 3 };
    const edited = document.edited([{ range: { start, end: start }, text: 'x' }], 2);
    assert.deepEqual([edited.serviceLevel, edited.tree.length, edited.version], ['none', 0, 2]);
    assert.equal(edited.edited([{ text: '<a/>' }], 3).tree.text(), '<a/>');
  });
});
