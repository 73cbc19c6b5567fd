import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmod,
  chown,
  link,
  lstat,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { join } from 'node:path';
import { mock } from 'node:test';
import { removePending, temporaryName } from '../../server/src/cli/temporaryFiles';
import { writeFileAtomically } from '../../server/src/cli/write';
import { CliFolder } from '../support/cli';
import { skip } from '../support/skip';

describe('writing a file', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ 'a.xml': 'old' });
  });
  afterEach(async () => {
    mock.restoreAll();
    await folder.remove();
  });

  const path = (name: string): string => join(folder.path, name);
  const write = (name: string, contents: string | Iterable<string>, before?: Uint8Array): Promise<void> =>
    writeFileAtomically(name, contents, { cwd: folder.path }, before);

  /** The prototype of all file handles, which Node does not export. */
  async function handles(): Promise<FileHandle> {
    const file = await open(path('a.xml'));
    await file.close();
    return Object.getPrototypeOf(file) as FileHandle;
  }

  it('syncs the new file before it replaces the old one', async () => {
    const prototype = await handles();
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the handle below
    const { sync } = prototype;
    const seen: object[] = [];
    mock.method(prototype, 'sync', async function (this: FileHandle): Promise<void> {
      await sync.call(this);
      const [temporary] = (await readdir(folder.path)).filter((name) => name.endsWith('.tmp'));
      const read = (name: string) => readFile(path(name), 'utf8');
      if (temporary === undefined) seen.push({ folder: await read('a.xml') });
      else seen.push({ old: await read('a.xml'), new: await read(temporary) });
    });
    await write('a.xml', ['new', 'er']);
    // The folder is synced after the rename; Windows cannot do that.
    const expected = [{ old: 'old', new: 'newer' }, { folder: 'newer' }];
    assert.deepEqual(seen, process.platform === 'win32' ? expected.slice(0, 1) : expected);
    assert.deepEqual([await folder.read('a.xml'), await readdir(folder.path)], ['newer', ['a.xml']]);
  });

  it('keeps the old file if the disk fails', async () => {
    mock.method(await handles(), 'sync', () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })));
    await assert.rejects(write('a.xml', 'new'), { message: 'Cannot write a.xml: disk full' });
    assert.deepEqual([await folder.read('a.xml'), await readdir(folder.path)], ['old', ['a.xml']]);
  });

  it('leaves no temporary file if creating the contents fails', async () => {
    const failing = {
      *[Symbol.iterator](): Generator<string> {
        yield 'half';
        throw new Error('no more');
      },
    };
    await assert.rejects(write('a.xml', failing), { message: 'Cannot write a.xml: no more' });
    assert.deepEqual([await folder.read('a.xml'), await readdir(folder.path)], ['old', ['a.xml']]);
  });

  it('does not overwrite a file that has been changed', async () => {
    await assert.rejects(write('a.xml', 'new', Buffer.from('older')), /the file was changed in the meantime/);
    assert.deepEqual([await folder.read('a.xml'), await readdir(folder.path)], ['old', ['a.xml']]);
    await write('a.xml', 'new', Buffer.from('old'));
    assert.equal(await folder.read('a.xml'), 'new');
  });

  it('preserves the mode of the old file', async () => {
    if (process.platform === 'win32') return;
    await chmod(path('a.xml'), 0o640);
    await write('a.xml', 'new');
    assert.equal((await stat(path('a.xml'))).mode & 0o7777, 0o640);
  });

  it('does not write a file that is read-only, not even as an administrator', async () => {
    await chmod(path('a.xml'), 0o444);
    await assert.rejects(write('a.xml', 'new'), { message: 'Cannot write a.xml: the file is read-only' });
    assert.equal(await folder.read('a.xml'), 'old');
    await chmod(path('a.xml'), 0o644);
  });

  it('does not separate hard links', async () => {
    await link(path('a.xml'), path('b.xml'));
    await assert.rejects(
      write('a.xml', 'new'),
      /^Error: Cannot write a\.xml: it has 2 hard links, of which only this one/,
    );
    assert.deepEqual([await folder.read('a.xml'), await folder.read('b.xml')], ['old', 'old']);
    await rm(path('b.xml'));
    await write('a.xml', 'new');
    assert.equal(await folder.read('a.xml'), 'new');
  });

  it('follows a link, which stays', async function () {
    if (process.platform === 'win32') return this.skip();
    await symlink('a.xml', path('l.xml'));
    await write('l.xml', 'new');
    assert.equal(await folder.read('a.xml'), 'new');
    assert.ok((await lstat(path('l.xml'))).isSymbolicLink());
  });

  it('preserves owner and group', async function () {
    if (process.getuid?.() !== 0) return skip(this, 'only an administrator can give a file to another user');
    await chown(path('a.xml'), 1234, 2345);
    await chmod(path('a.xml'), 0o2640);
    await write('a.xml', 'new');
    const { uid, gid, mode } = await stat(path('a.xml'));
    assert.deepEqual([uid, gid, mode & 0o7777], [1234, 2345, 0o2640]);
  });

  it('does not write a file whose owner cannot be kept', async () => {
    mock.method(await handles(), 'chown', () => Promise.reject(Object.assign(new Error('no'), { code: 'EPERM' })));
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the handle below
    const { stat: own } = await handles();
    mock.method(await handles(), 'stat', async function (this: FileHandle): Promise<object> {
      return { ...(await own.call(this)), uid: 4321 };
    });
    await assert.rejects(write('a.xml', 'new'), /^Error: Cannot write a\.xml: its owner and group cannot be kept/);
    assert.deepEqual([await folder.read('a.xml'), await readdir(folder.path)], ['old', ['a.xml']]);
  });

  it('preserves extended attributes, of which access control lists are some', async function () {
    const python = (code: string): string | null => {
      const { status, stdout } = spawnSync('python3', ['-c', `import os, sys; ${code}`, path('a.xml')], {
        encoding: 'utf8',
      });
      return status === 0 ? stdout.trim() : null;
    };
    const names = "', '.join(sorted(os.listxattr(sys.argv[1])))";
    // An access control list: version 2; the owner, user 65534, the group, the mask and all others.
    const list = '0200000001000600ffffffff02000400feff000004000400ffffffff10000400ffffffff20000000ffffffff';
    const set =
      `os.setxattr(sys.argv[1], 'user.origin', b'x'); ` +
      `os.setxattr(sys.argv[1], 'system.posix_acl_access', bytes.fromhex('${list}')); print(${names})`;
    const before = process.platform === 'linux' ? python(set) : null;
    if (before === null) return skip(this, 'no Python, or a file system without extended attributes');
    const { mode } = await stat(path('a.xml'));
    await write('a.xml', 'new');
    assert.deepEqual([python(`print(${names})`), (await stat(path('a.xml'))).mode], [before, mode]);
    assert.equal(python("print(os.getxattr(sys.argv[1], 'system.posix_acl_access').hex())"), list);
    assert.equal(await folder.read('a.xml'), 'new');
  });

  it('takes away what killed runs have left, and nothing else', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const host = /^\.vpc-(\w+)-/.exec(temporaryName())![1]!;
    const names = {
      killed: `.vpc-${host}-${gone}-1a.tmp`,
      running: `.vpc-${host}-${process.pid}-1a.tmp`,
      elsewhere: `.vpc-00000000-${gone}-1a.tmp`,
      old: `.vpc-00000000-${process.pid}-1b.tmp`,
      earlierVersion: `.vpc-${gone}-1b.tmp`,
      other: `.vpc-${gone}.tmp`,
    };
    for (const name of Object.values(names)) await writeFile(path(name), 'x');
    const longAgo = new Date('2020-01-01');
    for (const name of [names.old, names.earlierVersion, names.other]) await utimes(path(name), longAgo, longAgo);
    await write('a.xml', 'new');
    const left = [names.running, names.elsewhere, names.other, 'a.xml'];
    assert.deepEqual((await readdir(folder.path)).sort(), left.sort());
  });

  it('creates missing folders, and fails if a file has that name', async () => {
    await write('b/c/d.xml', 'new');
    assert.equal(await folder.read('b/c/d.xml'), 'new');
    await assert.rejects(write('a.xml/b.xml', 'new'), /Cannot write a\.xml\/b\.xml: /);
  });

  it('removes no file that has been renamed', async () => {
    const prototype = await handles();
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the handle below
    const { sync } = prototype;
    let temporary = '';
    mock.method(prototype, 'sync', async function (this: FileHandle): Promise<void> {
      await sync.call(this);
      temporary = (await readdir(folder.path)).find((name) => name.endsWith('.tmp')) ?? temporary;
    });
    await write('a.xml', 'new');
    // A file of another program with the same name.
    await writeFile(path(temporary), 'x');
    removePending();
    assert.deepEqual((await readdir(folder.path)).sort(), [temporary, 'a.xml']);
  });

  it('removes the temporary files of an interrupted run', async () => {
    const prototype = await handles();
    let [reached, goOn] = [(): void => undefined, (): void => undefined];
    const isReached = new Promise<void>((resolve) => (reached = resolve));
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    mock.method(prototype, 'sync', () => {
      reached();
      return mayGoOn;
    });
    const writing = write('a.xml', 'new');
    await isReached;
    assert.equal((await readdir(folder.path)).length, 2);
    removePending();
    assert.deepEqual(await readdir(folder.path), ['a.xml']);
    goOn();
    await assert.rejects(writing, { message: 'Cannot write a.xml: no such file' });
    assert.equal(await folder.read('a.xml'), 'old');
  });
});
