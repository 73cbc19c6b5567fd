import assert from 'node:assert/strict';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { MatrixApplyResult } from '../../server/src/lsp/protocol/index';
import type * as ApplyTable from '../../client/src/matrix/applyTable';
import { withVsCode } from '../support/extensionModules';

/** The part of VS Code that applying needs: a document with a version, and a user who answers. */
const editor = {
  version: 1,
  isReadOnly: false,
  agrees: false,
  asked: [] as string[],
  applied: [] as string[][],
};
const vscode = {
  workspace: {
    isTrusted: true,
    fs: { isWritableFileSystem: () => !editor.isReadOnly, stat: () => Promise.resolve({ permissions: 0 }) },
    onDidChangeTextDocument: () => undefined,
    openTextDocument: () =>
      Promise.resolve({
        isClosed: false,
        uri: { path: '/a.xml' },
        offsetAt: (offset: number) => offset,
        getText: () => '',
        get version() {
          return editor.version;
        },
      }),
    applyEdit: ({ edits }: { edits: { newText: string }[] }) => {
      editor.applied.push(edits.map(({ newText }) => newText));
      return Promise.resolve(true);
    },
  },
  window: {
    showWarningMessage: (message: string, _: object, button: string) => {
      editor.asked.push(message);
      return Promise.resolve(editor.agrees ? button : undefined);
    },
  },
  FilePermission: { Readonly: 1 },
  EndOfLine: { LF: 1, CRLF: 2 },
  WorkspaceEdit: class {
    edits: { newText: string }[] = [];
    set(_: unknown, edits: { newText: string }[]): void {
      this.edits = edits;
    }
  },
  l10n: {
    t: (text: string, ...args: unknown[]) =>
      text.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)])),
  },
};

describe('a table that is applied to a file of the matrix', () => {
  let applyTable: typeof ApplyTable.applyTable;
  let droppedTable: typeof ApplyTable.droppedTable;
  before(async () => {
    ({ applyTable, droppedTable } = await withVsCode(vscode, () => import('../../client/src/matrix/applyTable')));
  });
  beforeEach(() => {
    Object.assign(editor, { version: 1, isReadOnly: false, agrees: false, asked: [], applied: [] });
  });

  const EDIT = { range: { start: 0, end: 1 }, newText: 'Approved' };
  const NOTHING: MatrixApplyResult = {
    edit: {},
    problems: [],
    notDone: [],
    notes: [],
    summary: { set: 0, added: 0, unchanged: 2 },
  };
  const ONE = { ...NOTHING, edit: { changes: {} }, summary: { set: 1, added: 0, unchanged: 1 } };
  const PROBLEM = { at: 'Matrix!J9', reason: 'Not a state.' };

  /** What was said. @param during called while the server works */
  async function said(
    result: MatrixApplyResult,
    during: () => void = () => undefined,
  ): Promise<(string | readonly string[])[]> {
    const client = {
      sendRequest: () => {
        during();
        return Promise.resolve(result);
      },
      protocol2CodeConverter: {
        asUri: () => ({ path: '/a.xml', scheme: 'file' }),
        asWorkspaceEdit: ({ changes }: MatrixApplyResult['edit']) =>
          Promise.resolve({ entries: () => (changes === undefined ? [] : [[null, [EDIT]]]) }),
      },
    } as unknown as BaseLanguageClient;
    const lines: (string | readonly string[])[] = [];
    await applyTable({ name: 'm.xlsx', content: '' }, 'file:///a.xml', client, null, (text, more) =>
      lines.push(text, more),
    );
    return lines;
  }

  it('is one edit where everything fits', async () => {
    assert.deepEqual(await said(ONE), ['Apply m.xlsx: 1 statements', []]);
    assert.deepEqual([editor.applied, editor.asked], [[['Approved']], []]);
  });

  it('is listed and asked about where something does not fit', async () => {
    const partly = {
      ...ONE,
      problems: [PROBLEM],
      notDone: [{ at: 'Matrix!J8', reason: 'Refused.' }],
      notes: ['A note.'],
    };
    const lines = ['Matrix!J9: Not a state.', 'Matrix!J8: Refused.', 'A note.'];
    assert.deepEqual(await said(partly), ['m.xlsx was not applied.', lines]);
    assert.deepEqual([editor.applied, editor.asked.length], [[], 1]);
    editor.agrees = true;
    assert.deepEqual(await said(partly), ['m.xlsx was not applied.', lines, 'Apply m.xlsx: 1 statements', lines]);
    assert.deepEqual(editor.applied, [['Approved']]);
  });

  it('asks nothing where nothing can be written', async () => {
    assert.deepEqual(await said({ ...NOTHING, problems: [{ at: '', reason: 'Damaged.' }] }), [
      'm.xlsx was not applied.',
      ['Damaged.'],
    ]);
    assert.deepEqual(await said(NOTHING), ['m.xlsx changes nothing.', []]);
    assert.deepEqual([editor.applied, editor.asked], [[], []]);
  });

  it('is not written into a file that is read-only or has changed meanwhile', async () => {
    assert.deepEqual(await said(ONE, () => editor.version++), [
      'm.xlsx was not applied.',
      ['The file has changed meanwhile. Try again.'],
    ]);
    editor.isReadOnly = true;
    assert.deepEqual(await said(ONE), [
      'm.xlsx was not applied.',
      ['a.xml is read-only. Save a copy elsewhere to change it.'],
    ]);
    assert.deepEqual(editor.applied, []);
  });

  it('is too large where it was not sent', () => {
    assert.equal(droppedTable({ name: 'm.xlsx', data: '' }), 'm.xlsx is too large. Use "vpc apply" instead.');
    assert.deepEqual(droppedTable({ name: 'm.xlsx', data: 'AAAA' }), { name: 'm.xlsx', content: 'AAAA' });
  });
});
