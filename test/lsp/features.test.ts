import assert from 'node:assert/strict';
import type {
  CodeAction,
  CompletionItem,
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

/** Position of the first occurrence of a text in the sample, plus so many characters. */
function at(text: string, plus = 0): { line: number; character: number } {
  const before = TEXT.slice(0, TEXT.indexOf(text) + plus).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

describe('lsp features', () => {
  let client: LspClient;
  beforeEach(() => {
    client = startInProcess();
  });
  afterEach(() => client.stop());

  async function open(capabilities = PULL_CLIENT, uri = URI): Promise<void> {
    await client.initialize(capabilities);
    await client.open(uri, TEXT);
  }

  it('report versions', async () => {
    const { serverInfo, capabilities } = await client.initialize(PULL_CLIENT);
    assert.deepEqual(serverInfo, { name: 'VPC Tools', version: '0.0.0' });
    assert.deepEqual(capabilities.experimental, { vpc: { profileVersion: FIRST.profile.version } });
    assert.equal(capabilities.positionEncoding, 'utf-16');
  });

  it('hover: the row of the element', async () => {
    await open();
    const hover = await client.ask<Hover>('textDocument/hover', URI, { position: at('<Supplier>', 3) });
    assert.ok((hover.contents as MarkupContent).value.startsWith('**Supplier** · `IdentifierType'));
    assert.deepEqual(hover.range, { start: at('Supplier>'), end: at('Supplier>', 8) });
  });

  it('completion: values in their order, replacing what stands there', async () => {
    await open();
    const items = await client.ask<CompletionItem[]>('textDocument/completion', URI, { position: at('In Test', 2) });
    assert.deepEqual(
      items.slice(0, 2).map(({ label, sortText }) => [label, sortText]),
      [
        ['Available', '0000'],
        ['In Test', '0001'],
      ],
    );
    assert.deepEqual(items[0]!.textEdit, {
      range: { start: at('In Test'), end: at('In Test', 7) },
      newText: 'Available',
    });
    assert.deepEqual(items[0]!.documentation, {
      kind: 'markdown',
      value: 'The patch is out; the supplier has not tested it yet.',
    });
  });

  it('completion: one item selected, the first that the document needs', async () => {
    await client.initialize(PULL_CLIENT);
    await client.open(URI, '<PatchData>\n\n</PatchData>');
    const position = { line: 1, character: 0 };
    const items = await client.ask<CompletionItem[]>('textDocument/completion', URI, { position });
    assert.deepEqual(
      items.map(({ label, preselect }) => [label, preselect]),
      [
        ['ID', undefined],
        ['Version', undefined],
        ['Description', undefined],
        ['PublishedDate', true],
      ],
    );
  });

  it('completion: snippets for those who have them', async () => {
    await open();
    const position = at('      <VendorProduct>', 6);
    const items = await client.ask<CompletionItem[]>('textDocument/completion', URI, { position });
    const product = items.find(({ label }) => label === 'VendorProduct');
    assert.equal(product?.insertTextFormat, 2);
    await client.stop();

    client = startInProcess();
    await open({ textDocument: {} });
    const plain = await client.ask<CompletionItem[]>('textDocument/completion', URI, { position });
    assert.equal(plain.find(({ label }) => label === 'VendorProduct')?.insertTextFormat, 1);
  });

  it('document symbols: as a tree, or flat', async () => {
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

  it('folding: as many as the client takes', async () => {
    await open({ textDocument: { foldingRange: { rangeLimit: 2 } } });
    const ranges = await client.ask<FoldingRange[]>('textDocument/foldingRange', URI);
    assert.equal(ranges.length, 2);
  });

  it('code actions: the file is renamed', async () => {
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

  it('code actions: not for a client that cannot rename', async () => {
    await open({ ...PULL_CLIENT, workspace: {} });
    const range = { start: at('PatchData>'), end: at('PatchData>', 9) };
    const actions = await client.ask<CodeAction[]>('textDocument/codeAction', URI, {
      range,
      context: { diagnostics: [] },
    });
    assert.deepEqual(actions, []);
  });

  it('code actions: only of the kind that is asked for', async () => {
    await open();
    const range = { start: at('PatchData>'), end: at('PatchData>', 9) };
    const ofKind = async (only?: string[]) =>
      (await client.ask<CodeAction[]>('textDocument/codeAction', URI, { range, context: { diagnostics: [], only } }))
        .length;
    assert.deepEqual([await ofKind(), await ofKind(['quickfix']), await ofKind(['refactor'])], [1, 1, 0]);
  });

  it('answer neutrally about a document that is not open', async () => {
    await client.initialize(PULL_CLIENT);
    assert.equal(await client.ask('textDocument/hover', URI, { position: { line: 0, character: 0 } }), null);
    assert.deepEqual(await client.ask('textDocument/documentSymbol', URI), []);
    assert.deepEqual(await client.pull(URI), { kind: 'full', items: [] });
  });

  it('take positions beyond the text as its nearest place', async () => {
    await open();
    const position = { line: 99_999, character: 99_999 };
    assert.equal(await client.ask('textDocument/hover', URI, { position }), null);
    await client.edit(URI, position, position, '\n<!-- end -->');
    await client.edit(URI, { line: 0, character: 99_999 }, { line: 0, character: 0 }, '');
    const report = await client.pull(URI);
    assert.equal(report.kind, 'full');
  });
});
