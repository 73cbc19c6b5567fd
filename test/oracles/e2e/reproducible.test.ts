/** Two builds of the same source give the same bytes: who has the source can check what is shipped. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { sourceDate } from '../../../scripts/lib/sourceDate.mjs';
import { mustRun, root } from '../../../scripts/lib/shell.mjs';

const NOT_SOURCE = ['.git', 'coverage', 'dist', 'node_modules', 'out'];
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const VSIX = 'out/extension.vsix';

describe('a build', function () {
  const copies: string[] = [];
  after(() => copies.forEach((copy) => rmSync(copy, { recursive: true })));

  /** Packs extension and npm package in a copy of the source; other values than these must not change them. */
  async function packed(prefix: string, { umask, ...env }: Readonly<Record<string, string>> & { umask: string }) {
    const copy = mkdtempSync(join(realpathSync(tmpdir()), prefix));
    copies.push(copy);
    // Entries are copied in another order, and with the present as their time.
    for (const name of readdirSync(root).sort(prefix.length % 2 ? undefined : (a, b) => (a < b ? 1 : -1))) {
      if (!NOT_SOURCE.includes(name)) cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'));
    const script = `umask ${umask}; node scripts/package.mjs ${VSIX} && npm pack --pack-destination out`;
    await mustRun('sh', ['-c', script], { cwd: copy, env, quiet: true });
    return copy;
  }

  const archives = (copy: string) => [join(copy, VSIX), join(copy, `out/vpc-tools-${version}.tgz`)];
  const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

  it('gives the same bytes in another folder, time zone, language and umask, and names no folder', async function () {
    if (process.platform === 'win32') this.skip();
    const SOURCE_DATE_EPOCH = String(sourceDate());
    const common = { SOURCE_DATE_EPOCH };
    const first = await packed('vpc-a-', { ...common, umask: '022', TZ: 'UTC', LC_ALL: 'C' });
    const second = await packed('vpc-second-', { ...common, umask: '077', TZ: 'Asia/Tokyo', LC_ALL: 'de_DE.UTF-8' });
    assert.deepEqual(archives(second).map(digest), archives(first).map(digest));
    const places = [first, root, realpathSync(join(root, 'node_modules'))];
    for (const name of readdirSync(join(first, 'dist'), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(js|mjs|css|xml|txt|m?ts)$/.test(name)) continue;
      const text = readFileSync(join(first, 'dist', name), 'utf8');
      for (const place of places) assert.ok(!text.includes(place), `${relative(first, name)} names ${place}`);
    }
  });

  it('has another time than that of the last commit only where one is given', () => {
    const before = process.env.SOURCE_DATE_EPOCH;
    try {
      process.env.SOURCE_DATE_EPOCH = '1700000000';
      assert.equal(sourceDate(), 1_700_000_000);
      process.env.SOURCE_DATE_EPOCH = '0';
      assert.equal(new Date(sourceDate() * 1000).toISOString(), '1980-01-01T00:00:00.000Z');
      process.env.SOURCE_DATE_EPOCH = 'yesterday';
      assert.throws(sourceDate, { message: 'SOURCE_DATE_EPOCH is "yesterday", not seconds since 1970.' });
    } finally {
      if (before === undefined) delete process.env.SOURCE_DATE_EPOCH;
      else process.env.SOURCE_DATE_EPOCH = before;
    }
  });
});
