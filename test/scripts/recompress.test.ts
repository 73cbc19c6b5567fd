import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { unzipSync, zipSync } from 'fflate';
import { recompressed } from '../../scripts/lib/recompress.mjs';
import { skip } from '../support/skip';

const text = (words: number): string =>
  Array.from({ length: words }, (_, index) => `word${(index * index) % 977}`).join(' ');
const FILES = {
  'a/large.js': new TextEncoder().encode(text(1_500)),
  'b.txt': new TextEncoder().encode('short'),
  'empty.txt': new Uint8Array(),
  'ü.txt': new TextEncoder().encode(text(50)),
};

describe('recompressed', () => {
  const archive = Buffer.from(zipSync(FILES, { level: 9, mtime: '2026-01-02T03:04:06Z' }));

  it('keeps the entries and their order, in fewer bytes', async () => {
    const smaller = await recompressed(archive);
    const found = unzipSync(smaller);
    assert.deepEqual(Object.keys(found), Object.keys(FILES));
    for (const [name, bytes] of Object.entries(FILES)) assert.deepEqual(Buffer.from(found[name]!), Buffer.from(bytes));
    assert.ok(smaller.length < archive.length, `${smaller.length} of ${archive.length}`);
    assert.deepEqual(await recompressed(archive), smaller);
  });

  it('gives an archive that another program reads', async function () {
    const read = 'import sys,io,zipfile;print(zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())).testzip())';
    let out: string;
    try {
      out = execFileSync('python3', ['-c', read], { input: await recompressed(archive), encoding: 'utf8' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return skip(this, 'Python is not installed');
      throw error;
    }
    assert.equal(out.trim(), 'None');
  });

  it('refuses what is no archive', async () => {
    await assert.rejects(recompressed(Buffer.from('no archive')), /Not an archive/);
  });
});
