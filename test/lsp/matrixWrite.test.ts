import assert from 'node:assert/strict';
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { MATRIX_WRITE, type MatrixChangeRequest, type MatrixWriteResult } from '../../server/src/lsp/protocol/index';
import { LIMITS } from '../../server/src/lsp/serviceLevel';
import { file, patch } from '../exchange/write/writing';
import { PULL_CLIENT, type LspClient } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { FIRST } from '../support/vocabularies';

const TEXT = file(patch('KB1', '<ID>Batch</ID>\n<Status>In Test</Status>'));
const URI = 'file:///w/a.vpc.xml';
const SET: MatrixChangeRequest = { patch: { id: 'KB1' }, product: { id: 'Batch' }, state: 'Approved', date: 'keep' };
const EXPECTED = TEXT.replace('In Test', 'Approved');

describe('vpc/matrix/write', () => {
  let client: LspClient;
  const onDisk = new Map<string, string | Uint8Array>();
  const start = async (capabilities = PULL_CLIENT, l10n?: Record<string, string>): Promise<void> => {
    client = startInProcess(undefined, {
      readFile: (uri) => {
        const text = onDisk.get(uri);
        return Promise.resolve(text === undefined ? null : Buffer.from(text));
      },
      findFiles: () => Promise.resolve([]),
    });
    await client.initialize(capabilities, null, l10n === undefined ? {} : { l10n });
  };
  afterEach(async () => {
    onDisk.clear();
    await client.stop();
  });

  const write = (changes: readonly MatrixChangeRequest[], uri = URI): Promise<MatrixWriteResult> =>
    client.connection.sendRequest<MatrixWriteResult>(MATRIX_WRITE, { uri, changes });
  const applied = ({ documentChanges = [] }: WorkspaceEdit, text: string): string => {
    const [only] = documentChanges as TextDocumentEdit[];
    return TextDocument.applyEdits(TextDocument.create(URI, 'vpc', 1, text), (only?.edits ?? []) as never);
  };

  it('gives a versioned edit of an open document, and applies nothing', async () => {
    await start();
    await client.open(URI, TEXT);
    const { edit, notDone } = await write([SET]);
    assert.deepEqual(notDone, []);
    assert.deepEqual((edit.documentChanges as TextDocumentEdit[])[0]!.textDocument, { uri: URI, version: 1 });
    assert.equal(applied(edit, TEXT), EXPECTED);
    assert.equal(applied((await write([SET])).edit, TEXT), EXPECTED);
  });

  it('reads a file that is not open', async () => {
    await start();
    onDisk.set(URI, TEXT);
    const { edit } = await write([SET]);
    assert.equal((edit.documentChanges as TextDocumentEdit[])[0]!.textDocument.version, null);
    assert.equal(applied(edit, TEXT), EXPECTED);
  });

  it('gives plain changes to a client without versioned edits', async () => {
    const { workspaceEdit: _none, ...workspace } = PULL_CLIENT.workspace ?? {};
    await start({ ...PULL_CLIENT, workspace });
    await client.open(URI, TEXT);
    const { changes } = (await write([SET])).edit;
    assert.equal(TextDocument.applyEdits(TextDocument.create(URI, 'vpc', 1, TEXT), changes![URI]!), EXPECTED);
  });

  it('warns of a state that cannot follow that of the previous edition, and writes it', async () => {
    const text = TEXT.replace('In Test', 'Approved');
    await start();
    await client.open('file:///w/before.vpc.xml', text.replace('2026-02-18', '2026-01-18'));
    await client.open(URI, text);
    const change = { ...SET, patch: { id: 'KB1', vendor: 'Microsoft' }, state: 'Available' };
    await write([change]);
    await client.logged('VPC files in the workspace: 0');
    const { edit, warnings } = await write([change]);
    assert.equal(applied(edit, text), TEXT.replace('In Test', 'Available'));
    const reason =
      'The previous edition (before.vpc.xml) had "Approved", which "Available" cannot follow in the state model.';
    assert.deepEqual(warnings, [{ change, reason }]);
  });

  it('tells what it does not do, and does the rest', async () => {
    await start();
    await client.open(URI, TEXT);
    const unknown = { ...SET, patch: { id: 'KB2' } };
    const malformed = { ...SET, state: 5 } as unknown as MatrixChangeRequest;
    const { edit, notDone } = await write([unknown, SET, malformed]);
    assert.equal(applied(edit, TEXT), EXPECTED);
    assert.deepEqual(notDone, [
      { change: malformed, reason: '/state Expected a string, found 5.' },
      { change: unknown, reason: 'No patch "KB2" in this file. Did you mean "KB1"?' },
    ]);
    assert.deepEqual((await write([unknown])).edit, {});
  });

  it('tells it in the language of the client', async () => {
    await start(PULL_CLIENT, { 'Not a VPC file.': 'Keine VPC-Datei.', 'Cannot read the file.': 'Nicht lesbar.' });
    await client.open(URI, '<a/>');
    assert.deepEqual(await write([SET]), {
      ...{ edit: {}, warnings: [] },
      notDone: [{ change: SET, reason: 'Keine VPC-Datei.' }],
    });
    assert.equal((await write([SET], 'file:///w/none.vpc.xml')).notDone[0]!.reason, 'Nicht lesbar.');
  });

  it('does not write into a file whose encoding is wrong', async () => {
    await start();
    onDisk.set(URI, Buffer.from(TEXT.replace('Acme', 'Söhne'), 'latin1'));
    const { edit, notDone } = await write([SET]);
    assert.deepEqual([edit, notDone.length], [{}, 1]);
    assert.notEqual(notDone[0]!.reason, '');
  });

  it('does not write into a document that is too large', async () => {
    await start();
    await client.open(URI, TEXT.replace('</PatchData>', `<!--${' '.repeat(LIMITS.schema)}--></PatchData>`));
    assert.deepEqual((await write([SET])).notDone, [
      { change: SET, reason: 'Too large to be changed in the matrix. Use "vpc set" instead.' },
    ]);
  });

  it('adds a product to all patches', async () => {
    await start();
    await client.open(URI, FIRST.sampleText);
    const { edit, notDone } = await write([{ product: { id: 'New', version: '1' }, add: true }]);
    assert.deepEqual(notDone, []);
    assert.equal(applied(edit, FIRST.sampleText).split('<ID>New</ID>').length - 1, 3);
  });
});
