import assert from 'node:assert/strict';
import { readOptions } from '../../bench/options';

describe('the options of the benchmark', () => {
  it('default to all parts, written to the document', () => {
    const { parts, sizes, longer, received, nodes, revision, write } = readOptions([]);
    assert.deepEqual(parts, ['lsp', 'keys', 'cli', 'findings', 'many', 'folders', 'memory', 'matrix', 'quality']);
    assert.deepEqual(
      sizes.map(({ bytes }) => bytes),
      [10_000, 100_000, 1_000_000, 10_000_000, 50_000_000],
    );
    assert.deepEqual(longer, [{ name: '100MB', bytes: 100_000_000 }]);
    assert.deepEqual(
      received.map(({ name }) => name),
      ['150KB', '1MB'],
    );
    assert.ok(write);
    assert.deepEqual([nodes, revision], [['24'], null]);
  });

  it('choose parts and sizes, which are only printed', () => {
    const sizes = [
      { name: '1MB', bytes: 1_000_000 },
      { name: '20KB', bytes: 20_000 },
    ];
    assert.deepEqual(readOptions(['quality', 'lsp', '--sizes', '1MB,20KB']), {
      parts: ['lsp', 'quality'],
      sizes,
      longer: [],
      received: sizes,
      nodes: ['24'],
      revision: null,
      write: false,
    });
    assert.equal(readOptions(['--sizes', '1MB']).write, false);
  });

  it('write the sections of parts on request', () => {
    const { parts, write } = readOptions(['cli', '--write']);
    assert.deepEqual([parts, write], [['cli'], true]);
  });

  it('choose versions of Node and a revision', () => {
    const { nodes, revision, write } = readOptions(['keys', '--nodes', '24,26', '--compare', 'HEAD~1']);
    assert.deepEqual([nodes, revision, write], [['24', '26'], 'HEAD~1', false]);
    assert.deepEqual(readOptions(['--nodes', '']).nodes, []);
    assert.throws(() => readOptions(['--nodes', 'v24']), /"v24" is no major version of Node/);
  });

  it('are rejected with a reason if they are wrong', () => {
    assert.throws(() => readOptions(['speed']), /no part "speed"/);
    assert.throws(() => readOptions(['--sizes', '1GB']), /"1GB" is no size/);
    assert.throws(() => readOptions(['--sizes', '0KB']), /"0KB" is no size/);
    assert.throws(() => readOptions(['--size', '1MB']), /--size/);
  });
});
