import assert from 'node:assert/strict';
import type * as WriteTogether from '../../client/src/commands/writeTogether';
import { base64Of } from '../../server/src/lsp/protocol/base64';
import { withVsCode } from '../support/extensionModules';

/** The files of the folder by name, what was done to them, and the name whose next renaming fails. */
const disk = {
  files: new Map<string, string>(),
  log: [] as string[],
  fails: '',
};
interface Uri {
  readonly name: string;
}
const READONLY = 'read-only';
const vscode = {
  Uri: { joinPath: (_: Uri, name: string): Uri => ({ name }) },
  FileType: { File: 1, SymbolicLink: 64 },
  FilePermission: { Readonly: 1 },
  l10n: { t: (text: string) => text },
  workspace: {
    fs: {
      createDirectory: () => Promise.resolve(),
      stat: ({ name }: Uri) => {
        const text = disk.files.get(name);
        if (text === undefined) return Promise.reject(new Error('FileNotFound'));
        return Promise.resolve({ type: text === 'link' ? 65 : 1, permissions: text === READONLY ? 1 : 0 });
      },
      readFile: ({ name }: Uri) => Promise.resolve(Buffer.from(disk.files.get(name)!)),
      writeFile: ({ name }: Uri, bytes: Uint8Array) => {
        disk.files.set(name, Buffer.from(bytes).toString());
        return Promise.resolve();
      },
      delete: ({ name }: Uri) => {
        if (!disk.files.delete(name)) return Promise.reject(new Error('FileNotFound'));
        disk.log.push(`delete ${name}`);
        return Promise.resolve();
      },
      rename: (from: Uri, to: Uri, { overwrite }: { overwrite: boolean }) => {
        assert.ok(overwrite);
        if (to.name === disk.fails) return Promise.reject(new Error('no room'));
        disk.files.set(to.name, disk.files.get(from.name)!);
        disk.files.delete(from.name);
        disk.log.push(`rename ${to.name}`);
        return Promise.resolve();
      },
    },
  },
};

const file = (name: string, text: string | null) => ({
  name,
  base64: text === null ? null : base64Of(new TextEncoder().encode(text)),
});
const NEW = [file('gone.md', null), file('a.xml', 'new a'), file('b.xml', 'new b'), file('SHA256SUMS', 'new sums')];

describe('files that are written together', () => {
  let write: (files: readonly ReturnType<typeof file>[]) => Promise<void>;
  before(async () => {
    const loaded: typeof WriteTogether = await withVsCode(
      vscode,
      () => import('../../client/src/commands/writeTogether'),
    );
    write = (files) => loaded.writeTogether({ name: '' } as never, files);
  });
  const OLD = { 'gone.md': 'old page', 'a.xml': 'old a', SHA256SUMS: 'old sums' };
  beforeEach(() => Object.assign(disk, { files: new Map(Object.entries(OLD)), log: [], fails: '' }));

  it('get their places after all are written, in the given order', async () => {
    await write(NEW);
    assert.deepEqual(Object.fromEntries(disk.files), { 'a.xml': 'new a', 'b.xml': 'new b', SHA256SUMS: 'new sums' });
    assert.deepEqual(disk.log, ['delete gone.md', 'rename a.xml', 'rename b.xml', 'rename SHA256SUMS']);
  });

  it('leave the folder as it was where one cannot be renamed', async () => {
    disk.fails = 'SHA256SUMS';
    await assert.rejects(write(NEW), { message: 'SHA256SUMS: no room' });
    assert.deepEqual(Object.fromEntries(disk.files), OLD);
  });

  for (const [what, text, reason] of [
    ['a link', 'link', 'is not a regular file'],
    ['a read-only file', READONLY, 'the file is read-only'],
  ] as const) {
    it(`do not replace ${what}`, async () => {
      disk.files.set('b.xml', text);
      await assert.rejects(write(NEW), { message: `b.xml: ${reason}` });
      assert.deepEqual(Object.fromEntries(disk.files), { ...OLD, 'b.xml': text });
      assert.deepEqual(
        disk.log.filter((line) => line.startsWith('rename')),
        [],
      );
    });
  }

  it('are all in the folder', async () => {
    await assert.rejects(write([file('../a.xml', 'x')]), /^Error: \.\.\/a\.xml: is not a name of a file$/);
    assert.deepEqual(Object.fromEntries(disk.files), OLD);
  });
});
