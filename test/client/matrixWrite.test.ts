import assert from 'node:assert/strict';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { MatrixSource, MatrixWriteParams } from '../../server/src/lsp/protocol/index';
import type { MatrixWriter } from '../../client/src/matrix/write';
import type { CellChange } from '../../client/webview/writing/changes';
import { withVsCode } from '../support/extensionModules';

interface Uri {
  readonly path: string;
  readonly scheme: string;
}

/** The part of VS Code that writing needs: documents have versions, and an edit is a list of texts by file. */
const editor = {
  versions: new Map<string, number>(),
  readOnly: new Set<string>(),
  isTrusted: true,
  applied: [] as string[][],
};
const vscode = {
  workspace: {
    get isTrusted() {
      return editor.isTrusted;
    },
    fs: {
      isWritableFileSystem: () => true,
      stat: ({ path }: Uri) => Promise.resolve({ permissions: editor.readOnly.has(path) ? 1 : 0 }),
    },
    onDidChangeTextDocument: () => undefined,
    openTextDocument: ({ path }: Uri) =>
      Promise.resolve({
        isClosed: false,
        uri: { path, scheme: 'file' },
        offsetAt: (offset: number) => offset,
        getText: () => '',
        get version() {
          return editor.versions.get(path) ?? 1;
        },
      }),
    applyEdit: (edit: { files: Map<string, string[]> }) => {
      editor.applied.push([...edit.files].map(([file, edits]) => `${file}: ${edits.join(', ')}`));
      return Promise.resolve(true);
    },
  },
  FilePermission: { Readonly: 1 },
  EndOfLine: { LF: 1, CRLF: 2 },
  WorkspaceEdit: class {
    readonly files = new Map<string, string[]>();
    set({ path }: Uri, edits: { newText: string }[]): void {
      const texts = edits.map(({ newText }) => newText);
      this.files.set(path, texts);
    }
    get size(): number {
      return this.files.size;
    }
  },
  l10n: {
    t: (text: string, ...args: string[]) => text.replace(/\{(\d)\}/g, (_, index: string) => args[Number(index)]!),
  },
};

const source = (name: string, more: Partial<MatrixSource> = {}): MatrixSource => ({
  ...{ uri: name, name, supplier: '', published: '', version: '', documentId: '', isOwner: false },
  ...more,
});
const cell = (row: string, column: string, isStated = true): CellChange => ({
  ...{ row, column, isStated },
  change: { patch: { id: row }, product: { id: column }, state: 'Approved' },
});

describe('the writer of a matrix', () => {
  let Writer: typeof MatrixWriter;

  before(async () => {
    ({ MatrixWriter: Writer } = await withVsCode(vscode, () => import('../../client/src/matrix/write')));
  });
  beforeEach(() => {
    editor.versions.clear();
    editor.readOnly.clear();
    Object.assign(editor, { isTrusted: true, applied: [] });
  });

  /** A server with places by row and column, which refuses patches that begin with "no". */
  const client = (places: Readonly<Record<string, readonly string[]>>, asked: string[] = [], onWrite?: () => void) =>
    ({
      sendRequest: (method: string, params: unknown) => {
        if (method === 'vpc/matrix/places') {
          const { row = '', column = '' } = params as { row?: string; column?: string };
          asked.push(`${row}/${column}`);
          return Promise.resolve({ places: (places[`${row}/${column}`] ?? []).map((uri) => ({ uri })) });
        }
        onWrite?.();
        const { uri, changes } = structuredClone(params) as MatrixWriteParams;
        const isRefused = ({ patch }: MatrixWriteParams['changes'][number]): boolean => patch!.id.startsWith('no');
        const done = changes.filter((change) => !isRefused(change));
        const notDone = changes.filter(isRefused).map((change) => ({ change, reason: 'Unknown patch.' }));
        const warnings = done.filter(({ patch }) => patch!.id === 'q').map((change) => ({ change, reason: 'Odd.' }));
        return Promise.resolve({
          edit: [uri, done.map(({ patch, product }) => patch!.id + product!.id)],
          notDone,
          warnings,
        });
      },
      protocol2CodeConverter: {
        asUri: (path: string) => ({ path, scheme: 'file' }),
        asWorkspaceEdit: ([path, texts]: [string, string[]]) => {
          const edits = texts.map((newText) => ({ range: { start: 0, end: 0 }, newText }));
          return Promise.resolve({ entries: () => (texts.length === 0 ? [] : [[{ path, scheme: 'file' }, edits]]) });
        },
      },
    }) as unknown as BaseLanguageClient;

  it('writes into the file that speaks in a cell, as one edit', async () => {
    const asked: string[] = [];
    const places = { 'p/A': ['own', 'new'], '/B': ['old', 'new'] };
    const sources = [source('new'), source('old', { replaced: true }), source('own', { isOwner: true })];
    const writer = new Writer(client(places, asked), 'm', sources, null);
    const written = await writer.write('', [
      cell('p', 'A'),
      cell('p', 'B', false),
      cell('q', 'B', false),
      cell('p', 'C'),
    ]);
    assert.deepEqual(editor.applied, [['new: pA, pB, qB']]);
    assert.deepEqual(written.notDone, [{ row: 'p', column: 'C', reason: 'No current file lists this product.' }]);
    assert.deepEqual(asked, ['p/A', '/B', 'p/C']);
  });

  it('writes several files as one edit, and lists what the server refuses', async () => {
    const places = { 'p/A': ['a'], 'no/A': ['b'], 'q/A': ['b'] };
    const written = await new Writer(client(places), 'm', [source('a'), source('b')], null).write('', [
      cell('p', 'A'),
      cell('no', 'A'),
      cell('q', 'A'),
    ]);
    assert.deepEqual(editor.applied, [['a: pA', 'b: qA']]);
    assert.deepEqual(written, {
      isChanged: true,
      notDone: [{ row: 'no', column: 'A', reason: 'Unknown patch.' }],
      warnings: [{ row: 'q', column: 'A', reason: 'Odd.' }],
    });
  });

  it('removes a patch from all files that list it, and a product likewise', async () => {
    const places = { 'p/': ['a', 'b', 'a'], '/A': ['b', 'own'] };
    const sources = [source('a'), source('b'), source('own', { isOwner: true })];
    const removal = (row: string, column: string): CellChange => ({
      ...{ row, column, isStated: true },
      change: { patch: { id: row }, product: { id: column }, remove: true },
    });
    await new Writer(client(places), 'm', sources, null).write('', [removal('p', ''), removal('', 'A')]);
    assert.deepEqual(editor.applied, [['a: p', 'b: p, A']]);
  });

  it('says that a version from Git cannot be changed', async () => {
    const { readOnlyReason } = await withVsCode(vscode, () => import('../../client/src/matrix/readOnly'));
    const reason = await readOnlyReason({ path: '/w/a.xml', scheme: 'git' } as never);
    assert.equal(reason, 'a.xml is a version from Git, which cannot be changed. Open the file itself.');
  });

  it('applies nothing if there is nothing to write', async () => {
    const written = await new Writer(client({}), 'm', [source('a')], null).write('', [cell('no', 'A')]);
    assert.deepEqual([editor.applied, written.isChanged], [[], false]);
  });

  it('asks again if the document changes meanwhile, and gives up at last', async () => {
    let writes = 0;
    const type = () => editor.versions.set('a', ++writes < 2 ? 2 : (editor.versions.get('a') ?? 1));
    assert.ok((await new Writer(client({}, [], type), 'm', [source('a')], null).write('', [cell('p', 'A')])).isChanged);
    assert.equal(writes, 2);
    const always = () => editor.versions.set('a', (editor.versions.get('a') ?? 1) + 1);
    editor.applied = [];
    const { notDone } = await new Writer(client({}, [], always), 'm', [source('a')], null).write('', [cell('p', 'A')]);
    assert.deepEqual(editor.applied, []);
    assert.deepEqual(notDone, [{ row: 'p', column: 'A', reason: 'The file has changed meanwhile. Try again.' }]);
  });

  it('says why it does not write', async () => {
    const reasonOf = async () =>
      (await new Writer(client({}), 'm', [source('a')], null).write('', [cell('p', 'A')])).notDone[0]?.reason;
    editor.readOnly.add('a');
    assert.equal(await reasonOf(), 'a is read-only. Save a copy elsewhere to change it.');
    editor.isTrusted = false;
    assert.equal(await reasonOf(), 'The workspace is not trusted. Trust it to write into its files.');
    assert.deepEqual(editor.applied, []);
  });
});
