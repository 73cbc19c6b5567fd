import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTogether } from '../../server/src/cli/writeTogether';

const bytes = (text: string) => Buffer.from(text);

describe('writeTogether', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vpc-'));
    await writeFile(join(folder, 'a'), 'old a');
    await writeFile(join(folder, 'gone'), 'old gone');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const read = async () => {
    const names = (await readdir(folder)).sort();
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
    );
  };
  const FILES = [
    { name: 'gone', contents: null },
    { name: 'a', contents: bytes('new a') },
    { name: 'b', contents: bytes('new b') },
  ];

  it('writes and removes all files', async () => {
    await writeTogether(folder, 'site', FILES);
    assert.deepEqual(await read(), { a: 'new a', b: 'new b' });
  });

  it('restores the files where one cannot be renamed to its place', async () => {
    const before = await read();
    // Its folder does not exist: only the renaming fails.
    const files = [...FILES, { name: 'none/c', contents: bytes('c') }];
    await assert.rejects(writeTogether(folder, 'site', files), {
      message: `Cannot write ${join('site', 'none/c')}: no such file`,
    });
    assert.deepEqual(await read(), before);
  });

  it('removes folders that it has created where it fails', async () => {
    const files = [
      { name: 'a', contents: bytes('a') },
      { name: 'none/c', contents: bytes('c') },
    ];
    const before = await read();
    await assert.rejects(writeTogether(join(folder, 'x/y'), 'x/y', files));
    assert.deepEqual(await read(), before);
  });
});
