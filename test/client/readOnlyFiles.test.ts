import assert from 'node:assert/strict';
import type * as ReadOnlyFiles from '../../client/src/common/readOnlyFiles';
import { withVsCode } from '../support/extensionModules';

interface Uri {
  readonly scheme: string;
  readonly path: string;
}
const vscode = {
  l10n: { t: (text: string, name: string) => text.replace('{0}', name) },
  FilePermission: { Readonly: 1 },
  CodeAction: class {
    constructor(readonly title: string) {}
  },
  CodeActionKind: { QuickFix: 'quickfix' },
  workspace: {
    isTrusted: false,
    fs: {
      isWritableFileSystem: (scheme: string) => scheme !== 'archive',
      stat: ({ path }: Uri) => Promise.resolve({ permissions: path === '/locked.xml' ? 1 : 0 }),
    },
  },
};

const [WRITABLE, LOCKED, ARCHIVED] = [
  { scheme: 'file', path: '/a.xml' },
  { scheme: 'file', path: '/locked.xml' },
  { scheme: 'archive', path: '/b.xml' },
] as const;
const because = (name: string): string => `${name} is read-only. Save a copy elsewhere to change it.`;

describe('files that are read-only', () => {
  let middleware: typeof ReadOnlyFiles.readOnlyFiles;
  before(async () => {
    const loaded = await withVsCode(vscode, () => import('../../client/src/common/readOnlyFiles'));
    middleware = loaded.readOnlyFiles;
  });

  const titles = async (uri: Uri, diagnostics: readonly object[] = [{}]): Promise<string[]> => {
    const next = () => Promise.resolve([{ title: 'Fix' }]);
    const parameters = [{ uri }, {}, { diagnostics }, {}, next] as unknown as Parameters<
      NonNullable<typeof middleware.provideCodeActions>
    >;
    return ((await middleware.provideCodeActions!(...parameters)) ?? []).map(({ title }) => title);
  };
  const renamed = (...uris: Uri[]): Promise<unknown> => {
    const edit = { entries: () => uris.map((uri) => [uri, []]) };
    const parameters = [{}, {}, 'new', {}, () => Promise.resolve(edit)] as unknown as Parameters<
      NonNullable<typeof middleware.provideRenameEdits>
    >;
    return Promise.resolve(middleware.provideRenameEdits!(...parameters));
  };

  it('have no fixes but one that says why, and saves a copy', async () => {
    assert.deepEqual(await titles(WRITABLE), ['Fix']);
    assert.deepEqual(await titles(LOCKED), [because('locked.xml')]);
    assert.deepEqual(await titles(ARCHIVED), [because('b.xml')]);
    assert.deepEqual(await titles(ARCHIVED, []), []);
  });

  it('stop a rename that would change one of them', async () => {
    assert.ok(await renamed(WRITABLE));
    await assert.rejects(renamed(WRITABLE, ARCHIVED), { message: because('b.xml') });
  });
});
