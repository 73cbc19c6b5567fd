import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  ConfigurationParams,
  DocumentHighlight,
  DocumentLink,
  InitializeResult,
  InlayHint,
  Location,
  LocationLink,
  SemanticTokens,
  SymbolInformation,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { STATE_IDS } from '../../server/src/domain/roles';
import type { InitializationOptions } from '../../server/src/lsp/protocol/index';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { REFERENCE_SCHEMA_TEXT } from '../support/documents';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';

const OPEN = publicationText(FIRST, [
  { 'patch-id': 'KB2', supersedes: 'KB1' },
  { 'patch-id': 'KB3', supersedes: 'KB2' },
]);
const OTHER = publicationText(FIRST, [
  { 'patch-id': 'KB1', title: 'The first' },
  { 'patch-id': 'KB0', 'superseded-by': 'KB1' },
]);

/** The range of an occurrence of a text in another. */
function rangeIn(text: string, part: string, nth = 0): Location['range'] {
  let at = -1;
  for (let found = 0; found <= nth; found++) at = text.indexOf(part, at + 1);
  const before = text.slice(0, at).split('\n');
  const start = { line: before.length - 1, character: before.at(-1)!.length };
  return { start, end: { line: start.line, character: start.character + part.length } };
}

describe('LSP navigation', () => {
  let client: LspClient;
  let folder: string;
  let open: string;
  let other: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vpc-'));
    open = pathToFileURL(join(folder, 'open.xml')).href;
    other = pathToFileURL(join(folder, 'other.xml')).href;
    await writeFile(join(folder, 'other.xml'), OTHER);
    client = startInProcess();
  });
  afterEach(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  async function start(more: ClientCapabilities = {}, options: InitializationOptions = {}): Promise<InitializeResult> {
    const capabilities = {
      textDocument: { ...PULL_CLIENT.textDocument, ...more.textDocument },
      workspace: { ...PULL_CLIENT.workspace, ...more.workspace },
    };
    const result = await client.initialize(capabilities, pathToFileURL(folder).href, options);
    await client.open(open, OPEN);
    return result;
  }

  const inOpen = (part: string, nth?: number) => ({ uri: open, range: rangeIn(OPEN, part, nth) });
  const inOther = (part: string, nth?: number) => ({ uri: other, range: rangeIn(OTHER, part, nth) });
  const position = rangeIn(OPEN, 'KB1').start;

  it('finds definitions in the document, and in other files after they have been read', async () => {
    await start();
    const at = { position: rangeIn(OPEN, 'KB2', 1).start };
    assert.deepEqual(await client.ask<Location[]>('textDocument/definition', open, at), [inOpen('KB2')]);
    await client.logged('VPC files in the workspace: 1');
    assert.deepEqual(await client.ask<Location[]>('textDocument/definition', open, { position }), [inOther('KB1')]);
  });

  it('returns definition links to a client that supports them', async () => {
    await start({ textDocument: { definition: { linkSupport: true } } });
    const at = { position: rangeIn(OPEN, 'KB2', 1).start };
    const [link] = await client.ask<LocationLink[]>('textDocument/definition', open, at);
    assert.deepEqual(link?.originSelectionRange, rangeIn(OPEN, 'KB2', 1));
    assert.deepEqual(link?.targetSelectionRange, rangeIn(OPEN, 'KB2'));
  });

  it('finds the declaration and the type in the schema of the workspace', async () => {
    const schema =
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n<xs:element name="plant" type="Plant"/>\n<xs:complexType name="Plant"/>\n</xs:schema>';
    await writeFile(join(folder, 'plant.xsd'), schema);
    await start();
    const uri = pathToFileURL(join(folder, 'plant.xml')).href;
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="plant.xsd"';
    await client.open(uri, `<plant ${xsi}/>`);
    const at = { position: { line: 0, character: 2 } };
    const inSchema = (part: string) => [
      { uri: pathToFileURL(join(folder, 'plant.xsd')).href, range: rangeIn(schema, part) },
    ];
    assert.deepEqual(await client.ask('textDocument/definition', uri, at), inSchema('plant'));
    assert.deepEqual(await client.ask('textDocument/typeDefinition', uri, at), [
      { ...inSchema('')[0], range: rangeIn(schema, 'Plant', 1) },
    ]);
  });

  it('finds declarations in the bundled schema for a client that can open it', async () => {
    await start({}, { bundledSchemaUri: 'other:/schema.xsd' });
    const at = { position: rangeIn(OPEN, 'PatchVendor').start };
    const [found] = await client.ask<Location[]>('textDocument/definition', open, at);
    assert.equal(found?.uri, 'other:/schema.xsd');
    const line = REFERENCE_SCHEMA_TEXT.split(/\r?\n/)[found.range.start.line]!;
    assert.equal(line.slice(found.range.start.character, found.range.end.character), 'PatchVendor');
  });

  it('finds references in all files, after they have been read', async () => {
    await start();
    const ask = (includeDeclaration: boolean) =>
      client.ask<Location[]>('textDocument/references', open, { position, context: { includeDeclaration } });
    assert.deepEqual(await ask(true), [inOpen('KB1'), inOther('KB1'), inOther('KB1', 1)]);
    assert.deepEqual(await ask(false), [inOpen('KB1'), inOther('KB1', 1)]);
  });

  it('highlights definitions as write and references as read', async () => {
    await start();
    const at = { position: rangeIn(OPEN, 'KB2').start };
    assert.deepEqual(await client.ask<DocumentHighlight[]>('textDocument/documentHighlight', open, at), [
      { range: rangeIn(OPEN, 'KB2'), kind: 3 },
      { range: rangeIn(OPEN, 'KB2', 1), kind: 2 },
    ]);
    const nowhere = { position: { line: 0, character: 0 } };
    assert.equal(await client.ask('textDocument/documentHighlight', open, nowhere), null);
    assert.equal(await client.ask('textDocument/definition', open, nowhere), null);
  });

  const rename = (newName: string) => client.ask<WorkspaceEdit>('textDocument/rename', open, { position, newName });

  it('renames in all files, with confirmation for other files', async () => {
    await start({
      textDocument: { rename: { prepareSupport: true } },
      workspace: { ...PULL_CLIENT.workspace, workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
    });
    assert.deepEqual(await client.ask('textDocument/prepareRename', open, { position }), {
      range: rangeIn(OPEN, 'KB1'),
      placeholder: 'KB1',
    });
    const annotationId = 'otherFiles';
    assert.deepEqual(await rename('KB9'), {
      documentChanges: [
        { textDocument: { uri: open, version: 1 }, edits: [{ range: rangeIn(OPEN, 'KB1'), newText: 'KB9' }] },
        {
          textDocument: { uri: other, version: null },
          edits: [
            { range: rangeIn(OTHER, 'KB1'), newText: 'KB9', annotationId },
            { range: rangeIn(OTHER, 'KB1', 1), newText: 'KB9', annotationId },
          ],
        },
      ],
      changeAnnotations: { otherFiles: { label: 'Other files in the workspace', needsConfirmation: true } },
    });
  });

  it('reads files on disk again before a rename, and uses the text of open ones', async () => {
    await start();
    await client.ask('textDocument/references', open, { position, context: { includeDeclaration: true } });
    const moved = OTHER.replace('<PatchData>', '<PatchData>\n<!-- moved -->');
    await writeFile(join(folder, 'other.xml'), moved);
    const { documentChanges } = await rename('KB9');
    const edits = (changes: WorkspaceEdit['documentChanges']) =>
      changes!.flatMap((change) =>
        'edits' in change ? change.edits.map((edit) => 'range' in edit && edit.range) : [],
      );
    assert.deepEqual(edits(documentChanges).slice(1), [rangeIn(moved, 'KB1'), rangeIn(moved, 'KB1', 1)]);

    await client.open(other, OTHER);
    const { documentChanges: again } = await rename('KB9');
    assert.deepEqual(edits(again).slice(1), [rangeIn(OTHER, 'KB1'), rangeIn(OTHER, 'KB1', 1)]);
    assert.equal(
      again?.some((change) => 'edits' in change && change.textDocument.version === null),
      false,
    );
  });

  it('renames by plain changes for a client without document changes', async () => {
    await start({ workspace: { workspaceEdit: {} } });
    assert.deepEqual(Object.keys((await rename('KB9')).changes!), [open, other]);
  });

  it('reports why a rename is refused', async () => {
    await start();
    await assert.rejects(rename('KB0'), /Microsoft already has a patch "KB0"/);
    await assert.rejects(rename(' '), /cannot be empty/);
    const nowhere = { position: { line: 0, character: 0 }, newName: 'x' };
    await assert.rejects(client.ask('textDocument/rename', open, nowhere), /Nothing here can be renamed/);
  });

  it('finds patches, products and vendors of all files as workspace symbols', async () => {
    await start();
    const symbols = (query: string) =>
      client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query });
    assert.deepEqual(await symbols('kb2'), [
      { name: 'KB2', kind: 5, containerName: 'Microsoft', location: inOpen('KB2') },
    ]);
    assert.deepEqual(
      (await symbols('')).map(({ name, location }) => [name, location.uri]),
      [
        ['KB2', open],
        ['KB3', open],
        ['Microsoft', open],
        ['KB1 The first', other],
        ['KB0', other],
      ],
    );
  });

  it('returns document links with a tooltip to a client that supports it', async () => {
    const target = 'https://support.microsoft.com/help/5075906';
    const text = publicationText(FIRST, [{ 'patch-id': 'KB5075906' }]);
    const ask = async (): Promise<DocumentLink[]> => {
      await client.open(open, text);
      return client.ask('textDocument/documentLink', open);
    };
    await start({ textDocument: { documentLink: { tooltipSupport: true } } });
    const range = rangeIn(text, 'KB5075906');
    assert.deepEqual(await ask(), [{ range, target, tooltip: 'Open support.microsoft.com' }]);
    await client.stop();
    client = startInProcess();
    await start();
    assert.deepEqual(await ask(), [{ range, target }]);
  });

  const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

  it('refreshes inlay hints after other files are read, unless they are off', async () => {
    let enabled = true;
    client.connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(() => ({ inlayHints: { enabled } })),
    );
    const refreshed = new Promise<void>((resolve) =>
      client.connection.onRequest('workspace/inlayHint/refresh', () => {
        resolve();
        return null;
      }),
    );
    const { capabilities } = await start({
      textDocument: { inlayHint: {} },
      workspace: { ...PULL_CLIENT.workspace, configuration: true, inlayHint: { refreshSupport: true } },
    });
    assert.equal(capabilities.inlayHintProvider, true);
    const ask = () => client.ask<InlayHint[] | null>('textDocument/inlayHint', open, { range: whole });
    await ask();
    await refreshed;
    const line = (part: string) => rangeIn(OPEN, part).start.line;
    assert.deepEqual(
      (await ask())?.map(({ label, position: { line: at } }) => [label, at]),
      [
        ['0 products', line('KB2')],
        ['The first', line('KB1')],
        ['0 products', line('KB3')],
      ],
    );
    enabled = false;
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.equal(await ask(), null);
  });

  it('returns semantic tokens of states for a range, or for all if the client cannot request a range', async () => {
    const legend = { tokenTypes: ['enumMember'], tokenModifiers: [...STATE_IDS] };
    const states = (requests: { range?: boolean; full?: boolean }): ClientCapabilities => ({
      textDocument: {
        semanticTokens: { requests, tokenTypes: [], tokenModifiers: [], formats: ['relative'] },
      },
    });
    const products = ['Approved', 'In Test'].map((state) => ({ 'product-id': 'Batch', state }));
    const text = publicationText(FIRST, [{ 'patch-id': 'KB1', product: products }]);
    const first = rangeIn(text, 'Approved');
    const approved = [first.start.line, first.start.character, 8, 0, 1 << STATE_IDS.indexOf('approved')];
    const { capabilities } = await start(states({ range: true, full: true }));
    assert.deepEqual(capabilities.semanticTokensProvider, { legend, range: true });
    await client.open(open, text);
    const part = await client.ask<SemanticTokens>('textDocument/semanticTokens/range', open, { range: first });
    assert.deepEqual(part.data, approved);
    await client.stop();

    client = startInProcess();
    const { capabilities: others } = await start(states({ full: true }));
    assert.deepEqual(others.semanticTokensProvider, { legend, full: true });
    await client.open(open, text);
    const all = await client.ask<SemanticTokens>('textDocument/semanticTokens/full', open);
    const second = rangeIn(text, 'In Test').start;
    const inTest = [second.line - first.start.line, second.character, 7, 0, 1 << STATE_IDS.indexOf('in-test')];
    assert.deepEqual(all.data, [...approved, ...inTest]);
  });

  it('uses changed files on disk', async () => {
    await start();
    const files = async () => {
      const context = { includeDeclaration: true };
      const found = await client.ask<Location[]>('textDocument/references', open, { position, context });
      return new Set(found.map(({ uri }) => uri.slice(uri.lastIndexOf('/') + 1)));
    };
    assert.deepEqual(await files(), new Set(['open.xml', 'other.xml']));
    await rm(join(folder, 'other.xml'));
    await writeFile(join(folder, 'new.xml'), OTHER);
    const changes = [
      { uri: other, type: 3 },
      { uri: pathToFileURL(join(folder, 'new.xml')).href, type: 1 },
      { uri: 'file:///elsewhere/x.xml', type: 1 },
    ];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    assert.deepEqual(await files(), new Set(['open.xml', 'new.xml']));
  });

  it('reads no files of an untrusted workspace', async () => {
    await start({}, { trusted: false });
    const context = { includeDeclaration: true };
    assert.deepEqual(await client.ask<Location[]>('textDocument/references', open, { position, context }), [
      inOpen('KB1'),
    ]);
  });
});
