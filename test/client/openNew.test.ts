import assert from 'node:assert/strict';
import { posix } from 'node:path';
import type * as OpenNew from '../../client/src/commands/openNew';
import { withVsCode } from '../support/extensionModules';

/** What VS Code did, in its order, and what it is asked to refuse. */
const editor = { done: [] as string[], refused: 0, isReadOnly: false };
class Uri {
  constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}
  with({ scheme }: { readonly scheme: string }): Uri {
    return new Uri(scheme, this.path);
  }
}
class Position {}
const document = (name: string) => ({ uri: new Uri('untitled', name), languageId: 'vpc', getText: () => '' });
const vscode = {
  Position,
  Range: class {},
  SnippetString: class {
    constructor(readonly value: string) {}
  },
  WorkspaceEdit: class {
    text = '';
    insert(_: Uri, __: Position, text: string): void {
      this.text = text;
    }
  },
  Uri: { joinPath: ({ scheme, path }: Uri, name: string): Uri => new Uri(scheme, posix.join(path, name)) },
  l10n: {
    t: (text: string, ...args: string[]) => text.replace(/\{(\d)\}/g, (_, index: string) => args[Number(index)]!),
  },
  window: {
    showTextDocument: ({ uri }: { uri: Uri }) => {
      editor.done.push(`show ${uri.path}`);
      return Promise.resolve({
        insertSnippet: ({ value }: { value: string }) => {
          if (editor.refused-- > 0) return Promise.resolve(false);
          editor.done.push(`snippet ${value}`);
          return Promise.resolve(true);
        },
      });
    },
    setStatusBarMessage: (text: string) => void editor.done.push(`status ${text}`),
  },
  workspace: {
    applyEdit: ({ text }: { text: string }) => {
      editor.done.push(`insert ${text}`);
      return Promise.resolve(true);
    },
    openTextDocument: (target: Uri | object) =>
      Promise.resolve(document('path' in target ? target.path : 'Untitled-1')),
    fs: {
      stat: () => Promise.reject(new Error('FileNotFound')),
      writeFile: ({ path }: Uri) => {
        if (editor.isReadOnly) return Promise.reject(new Error('NoPermissions'));
        editor.done.push(`write ${path}`);
        return Promise.resolve();
      },
    },
  },
};
const output = { warn: (text: string) => void editor.done.push(`log ${text}`) };

describe('the editor of a new file', () => {
  let open: (content: OpenNew.NewContent, scheme: string) => Promise<boolean>;
  before(async () => {
    const { openNew } = await withVsCode(vscode, () => import('../../client/src/commands/openNew'));
    open = (content, scheme) =>
      openNew(content, { folder: new Uri(scheme, '/folder') as never }, 'a.xml', output as never);
  });
  beforeEach(() => Object.assign(editor, { done: [], refused: 0, isReadOnly: false }));

  it('has its text before it is shown, so that no key is typed before that', async () => {
    assert.ok(await open({ text: '<a/>' }, 'file'));
    assert.deepEqual(editor.done, ['insert <a/>', 'show /folder/a.xml']);
  });

  it('gets its snippet although keys are typed at the same moment', async () => {
    editor.refused = 3;
    assert.ok(await open({ snippet: '<a>$0</a>' }, 'file'));
    assert.deepEqual(editor.done, ['show /folder/a.xml', 'snippet <a>$0</a>']);
  });

  it('is that of a file in a virtual file system', async () => {
    assert.ok(await open({ text: '<a/>' }, 'plant'));
    assert.deepEqual(editor.done, ['write /folder/a.xml', 'insert <a/>', 'show /folder/a.xml']);
  });

  it('is unsaved where the file system is read-only, and a status says so', async () => {
    editor.isReadOnly = true;
    assert.ok(await open({ text: '<a/>' }, 'archive'));
    assert.deepEqual(editor.done, [
      'log NoPermissions',
      'status Cannot write to "folder". Save the new file elsewhere.',
      'insert <a/>',
      'show Untitled-1',
    ]);
  });
});
