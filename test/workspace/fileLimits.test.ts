import assert from 'node:assert/strict';
import { MAX_FILE_SIZE, FILES_LEFT_OUT, withinLimits } from '../../server/src/workspace/fileLimits';

describe('limits of a workspace', () => {
  const sizes = (...files: readonly number[]): number[] =>
    withinLimits(files.map((size) => ({ size }))).map(({ size }) => size);

  it('agree with the message', () => {
    assert.deepEqual([...FILES_LEFT_OUT.args], ['2000', '16', '256']);
    assert.equal(MAX_FILE_SIZE, 16 * 1024 * 1024);
  });

  it('leave out a file that is too large, and keep the following ones', () => {
    assert.deepEqual(sizes(1, MAX_FILE_SIZE, MAX_FILE_SIZE + 1, 2), [1, MAX_FILE_SIZE, 2]);
  });

  it('leave out files over the total size, and keep smaller ones that still fit', () => {
    const files = Array<number>(16).fill(MAX_FILE_SIZE);
    assert.deepEqual(sizes(...files, 1), files);
    assert.deepEqual(sizes(...files.slice(1), MAX_FILE_SIZE - 1, 2, 1, 1), [...files.slice(1), MAX_FILE_SIZE - 1, 1]);
    // A file that is too large does not count towards the total.
    assert.deepEqual(sizes(MAX_FILE_SIZE + 1, ...files), files);
  });
});
