import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  isDevicePath,
  isNetworkPath,
  localPath,
  readThroughGate,
  refusalOf,
  writeRefusal,
} from '../../server/src/disk/gate';

describe('the gate', () => {
  let top: string;
  beforeEach(async function () {
    // Links and pipes.
    if (process.platform === 'win32') return this.skip();
    top = await realpath(await mkdtemp(join(tmpdir(), 'vpc-')));
    await mkdir(join(top, 'ws/sub'), { recursive: true });
    await mkdir(join(top, 'ws-2'));
    await writeFile(join(top, 'ws/a'), 'a');
    await writeFile(join(top, 'ws-2/b'), 'b');
    await symlink('../ws-2/b', join(top, 'ws/out'));
    await symlink('a', join(top, 'ws/in'));
    await symlink('round', join(top, 'ws/round'));
    await symlink('../ws-2', join(top, 'ws/folder'));
    await symlink('sub', join(top, 'ws/inner'));
    await symlink('ws', join(top, 'same'));
    await symlink('/dev/zero', join(top, 'ws/zero'));
    execFileSync('mkfifo', [join(top, 'ws/pipe')]);
  });
  afterEach(() => rm(top, { recursive: true }));

  const at = (name: string): string => join(top, name);
  const refused = async (name: string, within = ['ws']): Promise<boolean> =>
    (await refusalOf(at(name), within.map(at))) !== null;

  it('lets files in the folders through, by their real paths', async () => {
    for (const name of ['ws/a', 'ws/in', 'ws/none', 'ws/sub/none', 'ws/inner/none', 'same/a']) {
      assert.equal(await refused(name), false, name);
    }
    assert.equal(await refused('ws/a', ['same']), false);
    assert.equal(await refused('ws/out', ['ws', 'ws-2']), false);
  });

  it('refuses what is outside, missing or not', async () => {
    for (const name of [
      'ws/out',
      'ws/folder/b',
      'ws/folder/none',
      'ws-2/b',
      'none',
      'ws/../ws-2/b',
      'ws/folder/sub/none',
    ]) {
      assert.equal(await refused(name), true, name);
    }
  });

  it('refuses what is no regular file, wherever it is', async () => {
    for (const name of ['ws/pipe', 'ws/sub', 'ws/inner', 'ws/zero']) {
      assert.notEqual(await refusalOf(at(name), null), null, name);
      assert.equal(await readThroughGate(at(name), null), null, name);
    }
  });

  it('reads what it lets through', async () => {
    assert.deepEqual(await readThroughGate(at('ws/in'), [at('ws')]), Buffer.from('a'));
    assert.deepEqual(await readThroughGate(at('ws/out'), null), Buffer.from('b'));
    assert.equal(await readThroughGate(at('ws/out'), [at('ws')]), null);
    await assert.rejects(readThroughGate(at('ws/none'), [at('ws')]));
    await assert.rejects(readThroughGate(at('ws/round'), [at('ws')]));
  });

  it('says where a link leads out of the folder, and what is no file', async () => {
    const written = async (file: string, cwd: string): Promise<string | null> => {
      const refusal = await writeRefusal(at(file), at(cwd));
      return refusal && (refusal.args[0] ?? refusal.message);
    };
    assert.equal(await written('ws/a', 'ws'), null);
    assert.equal(await written('ws/in', 'ws'), null);
    assert.equal(await written('same/a', 'same'), null);
    assert.equal(await written('ws/out', 'ws'), at('ws-2/b'));
    assert.equal(await written('ws/folder/b', 'ws'), at('ws-2/b'));
    assert.equal(await written('ws-2/b', 'ws'), null);
    assert.equal(await written('ws/out', 'ws/sub'), at('ws-2/b'));
    assert.equal(await written('ws/pipe', 'ws'), 'it is not a regular file');
  });
});

describe('paths', () => {
  it('come from file URIs on this computer', () => {
    for (const uri of [
      'http://host/a',
      'untitled:a',
      'file:///a%2fb',
      'file:///%E0%A4%A',
      'file:///%zz',
      '',
      'C:\\a',
    ]) {
      assert.equal(localPath(uri), null, uri);
    }
    if (process.platform !== 'win32') {
      assert.equal(localPath('file://host/a'), null);
      assert.equal(localPath('file:///a%20b'), '/a b');
    }
  });

  it('of devices and other computers are known by their names', () => {
    for (const path of [
      '\\\\.\\C:',
      '\\\\?\\C:\\a',
      '//./pipe/x',
      'C:\\w\\NUL',
      'C:\\w\\con.xml',
      'C:\\w\\LPT1',
      'C:\\aux\\a',
      'a\0',
    ]) {
      assert.equal(isDevicePath(path, 'win32'), true, path);
    }
    for (const path of ['C:\\w\\a.xml', 'C:\\console.xml', 'C:\\w\\com10'])
      assert.equal(isDevicePath(path, 'win32'), false, path);
    assert.equal(isDevicePath('/w/nul', 'linux'), false);
    assert.equal(isNetworkPath('\\\\host\\share\\a', 'win32'), true);
    assert.equal(isNetworkPath('C:\\a', 'win32'), false);
    assert.equal(isNetworkPath('//a', 'linux'), false);
  });
});
