import assert from 'node:assert/strict';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  FoldingRange,
  Hover,
  MarkupContent,
  SymbolInformation,
} from 'vscode-languageserver';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { FIRST } from '../support/vocabularies';

const URI = 'file:///w/wrong-name.xml';
const { sampleText: TEXT, sampleName } = FIRST;

/** Position of the first occurrence of a text in the sample, plus a number of UTF-16 units. */
function at(text: string, plus = 0): { line: number; character: number } {
  const before = TEXT.slice(0, TEXT.indexOf(text) + plus).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

describe('LSP features', () => {
  let client: LspClient;
  beforeEach(() => {
    client = startInProcess();
  });
  afterEach(() => client.stop());

  async function open(capabilities = PULL_CLIENT, uri = URI): Promise<void> {
    await client.initialize(capabilities);
    await client.open(uri, TEXT);
  }

  it('report the versions of server and profile', async () => {
    const { serverInfo, capabilities } = await client.initialize(PULL_CLIENT);
    assert.deepEqual(serverInfo, { name: 'VPC Tools', version: '0.0.0' });
    assert.deepEqual(capabilities.experimental, { vpc: { profileVersion: FIRST.profile.version } });
    assert.equal(capabilities.positionEncoding, 'utf-16');
  });

  it('show the row of an element in the tables on hover', async () => {
    await open();
    const hover = await client.ask<Hover>('textDocument/hover', URI, { position: at('<Supplier>', 3) });
    assert.ok((hover.contents as MarkupContent).value.startsWith('**Supplier** · `IdentifierType'));
    assert.deepEqual(hover.range, { start: at('Supplier>'), end: at('Supplier>', 8) });
  });

  /** The completion list, and the resolved item with a label. */
  async function complete(position: object, resolved?: string) {
    const list = await client.ask<CompletionList>('textDocument/completion', URI, { position });
    const item = list.items.find(({ label }) => label === resolved);
    return {
      list,
      item: item && (await client.connection.sendRequest<CompletionItem>('completionItem/resolve', item)),
    };
  }

  it('complete values in their order, replacing the current one, with documentation on resolve', async () => {
    await open();
    const { list, item } = await complete(at('In Test', 2), 'Available');
    assert.deepEqual(
      list.items.slice(0, 2).map(({ label, sortText, documentation }) => [label, sortText, documentation]),
      [
        ['Available', '0000', undefined],
        ['In Test', '0001', undefined],
      ],
    );
    assert.deepEqual(item?.textEdit, {
      range: { start: at('In Test'), end: at('In Test', 7) },
      newText: 'Available',
    });
    assert.deepEqual(item.documentation, {
      kind: 'markdown',
      value: 'The patch is released; the supplier has not tested it yet.',
    });
  });

  it('set shared properties of completion items once if the client supports item defaults', async () => {
    const completion = {
      completionItem: { snippetSupport: true, commitCharactersSupport: true, labelDetailsSupport: true },
      completionList: { itemDefaults: ['editRange', 'insertTextFormat', 'insertTextMode', 'commitCharacters'] },
    };
    await open({ textDocument: { completion } });
    const { list } = await complete(at('In Test', 2));
    assert.deepEqual(list.itemDefaults, {
      editRange: { start: at('In Test'), end: at('In Test', 7) },
      insertTextFormat: 1,
      insertTextMode: 2,
      commitCharacters: ['<'],
    });
    assert.deepEqual(
      { ...list.items[0], data: undefined },
      {
        label: 'Available',
        kind: 20,
        detail: 'Status',
        filterText: 'Available',
        textEditText: 'Available',
        sortText: '0000',
        data: undefined,
      },
    );
  });

  it('mark required completion items, and preselect the first one', async () => {
    const completion = { completionItem: { labelDetailsSupport: true } };
    await client.initialize({ textDocument: { completion } });
    await client.open(URI, '<PatchData>\n\n</PatchData>');
    const { list } = await complete({ line: 1, character: 0 });
    assert.deepEqual(
      list.items.slice(0, 4).map(({ label, preselect, labelDetails }) => [label, preselect, labelDetails?.description]),
      [
        ['ID', undefined, undefined],
        ['Version', undefined, undefined],
        ['Description', undefined, undefined],
        ['PublishedDate', true, 'required'],
      ],
    );
  });

  it('return a completion item of an old list unchanged on resolve', async () => {
    await open();
    const { list } = await complete(at('In Test', 2));
    for (let count = 0; count < 5; count++) await complete(at('In Test', 2));
    const item = list.items[0]!;
    assert.deepEqual(await client.connection.sendRequest('completionItem/resolve', item), item);
  });

  it('complete and hover with the facts of other open files', async () => {
    await open();
    await client.open('file:///w/other.vpc.xml', TEXT.replaceAll('KB5002841', 'KB9999999'));
    const position = at('KB5073457');
    const { list, item } = await complete(position, 'KB9999999');
    assert.equal(item?.detail, 'in another file');
    assert.match(JSON.stringify(item.documentation), /Microsoft Office 2016/);
    assert.equal(list.isIncomplete, false);
    const hover = await client.ask<Hover>('textDocument/hover', URI, { position: at('KB5075906', 2) });
    assert.match((hover.contents as MarkupContent).value, /in other files: 1/);
  });

  it('complete with snippets if the client supports them', async () => {
    await open();
    const position = at('      <VendorProduct>', 6);
    const { item } = await complete(position, 'VendorProduct');
    assert.equal(item?.insertTextFormat, 2);
    await client.stop();

    client = startInProcess();
    await open({ textDocument: {} });
    const { item: plain } = await complete(position, 'VendorProduct');
    assert.equal(plain?.insertTextFormat, 1);
  });

  it('return document symbols as a tree or as a list, as the client supports it', async () => {
    await open();
    const [root] = await client.ask<DocumentSymbol[]>('textDocument/documentSymbol', URI);
    assert.equal(root?.name, 'NWP-VPC-2026-02');
    const vendor = root.children?.find(({ name }) => name === 'Microsoft');
    assert.deepEqual(vendor?.selectionRange, { start: at('PatchVendor>'), end: at('PatchVendor>', 11) });
    await client.stop();

    client = startInProcess();
    await open({ textDocument: {} });
    const flat = await client.ask<SymbolInformation[]>('textDocument/documentSymbol', URI);
    const patches = flat.filter(({ containerName }) => containerName === 'Microsoft').map(({ name }) => name);
    assert.deepEqual(patches, ['ID', 'URL', 'KB5075906', 'KB5002841']);
  });

  it('return no more folding ranges than the limit of the client', async () => {
    await open({ textDocument: { foldingRange: { rangeLimit: 2 } } });
    const ranges = await client.ask<FoldingRange[]>('textDocument/foldingRange', URI);
    assert.equal(ranges.length, 2);
  });

  it('rename the file by code action', async () => {
    await open();
    const { start, end } = { start: at('PatchData>'), end: at('PatchData>', 9) };
    const report = await client.pull(URI);
    assert.equal(report.kind, 'full');
    const params = { range: { start, end }, context: { diagnostics: report.items } };
    const [rename] = await client.ask<CodeAction[]>('textDocument/codeAction', URI, params);
    assert.deepEqual(rename, {
      title: `Rename the file to "${sampleName}"`,
      kind: 'quickfix',
      isPreferred: true,
      edit: {
        documentChanges: [
          { kind: 'rename', oldUri: URI, newUri: `file:///w/${sampleName}`, options: { overwrite: false } },
        ],
      },
      diagnostics: report.items,
    });
  });

  it('offer no file rename to a client that does not support it', async () => {
    await open({ ...PULL_CLIENT, workspace: {} });
    const range = { start: at('PatchData>'), end: at('PatchData>', 9) };
    const actions = await client.ask<CodeAction[]>('textDocument/codeAction', URI, {
      range,
      context: { diagnostics: [] },
    });
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Suppress vpc/filename for this line', 'Suppress vpc/filename in this file'],
    );
  });

  it('return code actions of the requested kind only', async () => {
    await open();
    const range = { start: at('PatchData>'), end: at('PatchData>', 9) };
    const ofKind = async (only?: string[]) =>
      (await client.ask<CodeAction[]>('textDocument/codeAction', URI, { range, context: { diagnostics: [], only } }))
        .length;
    assert.deepEqual([await ofKind(), await ofKind(['quickfix']), await ofKind(['refactor'])], [3, 3, 0]);
  });

  it('return neutral answers for a document that is not open', async () => {
    await client.initialize(PULL_CLIENT);
    assert.equal(await client.ask('textDocument/hover', URI, { position: { line: 0, character: 0 } }), null);
    assert.deepEqual(await client.ask('textDocument/documentSymbol', URI), []);
    assert.deepEqual(await client.pull(URI), { kind: 'full', items: [] });
  });

  it('clip positions beyond the text', async () => {
    await open();
    const position = { line: 99_999, character: 99_999 };
    assert.equal(await client.ask('textDocument/hover', URI, { position }), null);
    await client.edit(URI, position, position, '\n<!-- end -->');
    await client.edit(URI, { line: 0, character: 99_999 }, { line: 0, character: 0 }, '');
    const report = await client.pull(URI);
    assert.equal(report.kind, 'full');
  });
});
