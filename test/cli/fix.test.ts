import assert from 'node:assert/strict';
import { chmod, mkdir, open, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mock } from 'node:test';
import { writeFileAtomically } from '../../server/src/cli/write';
import { CliFolder } from '../support/cli';
import { nameOfRole } from '../support/roles';
import { BOTH } from '../support/vocabularies';

describe('vpc lint --fix', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ 'a.xml': '<a>R & D</a>\n' });
  });
  afterEach(() => folder.remove());

  const lint = (...args: string[]) => folder.vpc(['lint', ...args]);
  const path = (name: string) => join(folder.path, name);

  for (const test of BOTH) {
    it(`applies safe fixes and reports the remaining problems: ${test.title}`, async () => {
      const reboot = test.prefix + nameOfRole(test, 'product', 'reboot');
      const wrong = test.sampleText.replaceAll(`<${reboot}>true`, `<${reboot}>Yes`);
      assert.notEqual(wrong, test.sampleText);
      await writeFile(path(test.sampleName), wrong);
      const own = ['--schema', test.schemaPath, '--profile', test.profilePath];
      const { code, out, err } = await lint('--fix', ...own, test.sampleName);
      assert.deepEqual([code, out], [0, '1 file checked, no problems\n']);
      assert.match(err, /^vpc: fixed \d+ problems? in 1 file\n$/);
      assert.equal(await folder.read(test.sampleName), test.sampleText);
    });
  }

  for (const test of BOTH) {
    it(`keeps what a person wrote: ${test.title}`, async () => {
      const text = test.sampleText;
      const wrong = text
        .replace('Stop the batch server before', 'Stop the batch server&#55357;&#56911;\u000bbefore')
        .replace('>Not Approved<', '>Not\u00a0Approved<')
        .replace('>Northwind Historian<', '>North\u200bwind Historian<')
        .replace('>Northwind Process Systems<', '>Northwind Process\u00a0Systems<');
      await writeFile(path(test.sampleName), wrong);
      const own = ['--schema', test.schemaPath, '--profile', test.profilePath];
      const { code } = await lint('--fix', ...own, test.sampleName);
      assert.equal(code, 0);
      assert.equal(await folder.read(test.sampleName), text.replace('batch server before', 'batch server🙏 before'));
    });
  }

  it('shows a diff and changes nothing with --dry-run', async () => {
    const { code, out, err } = await lint('--dry-run', 'a.xml');
    assert.equal(code, 1);
    assert.equal(out, '--- a/a.xml\n+++ b/a.xml\n@@ -1,1 +1,1 @@\n-<a>R & D</a>\n+<a>R &amp; D</a>\n');
    assert.match(err, /--fix would fix 1 problem in 1 file\n$/);
    assert.equal(await folder.read('a.xml'), '<a>R & D</a>\n');
  });

  it('writes fixed standard input to standard output', async () => {
    const { code, out, err } = await folder.vpc(['lint', '--fix', '-'], { input: '<a>R & D</a>\r\n' });
    assert.deepEqual([code, out], [0, '<a>R &amp; D</a>\r\n']);
    assert.match(err, /1 file checked, no problems/);
    assert.equal((await folder.vpc(['lint', '--fix', '-'], { input: '<a/>' })).out, '<a/>');
  });

  const latin = (text: string) => Buffer.from(text, 'latin1');
  const KEPT: readonly (readonly [what: string, encoded: (text: string) => Buffer, declared: string])[] = [
    ['a byte order mark', (text) => Buffer.from(`\ufeff${text}`), ''],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), '<?xml version="1.0" encoding="UTF-16"?>'],
    ['ISO-8859-1', latin, '<?xml version="1.0" encoding="ISO-8859-1"?>'],
  ];
  for (const [what, encoded, declared] of KEPT) {
    it(`does not change ${what} and line ends`, async () => {
      const text = (and: string) => `${declared}<a>\r\n  <b>ä ${and} ö</b>\r<c  x = 'y'/>\n</a>`;
      await writeFile(path('kept.xml'), encoded(text('&')));
      assert.equal((await lint('--fix', 'kept.xml')).code, 0);
      assert.deepEqual(await readFile(path('kept.xml')), encoded(text('&amp;')));
    });
  }

  it('does not change a file with invalid bytes', async () => {
    const bytes = Buffer.concat([Buffer.from('<a>R & D '), Buffer.from([0xe4]), Buffer.from('</a>')]);
    await writeFile(path('odd.xml'), bytes);
    const { code, err } = await lint('--fix', 'odd.xml');
    assert.equal(code, 1);
    assert.match(err, /odd\.xml is not fixed: correct its encoding first/);
    assert.deepEqual(await readFile(path('odd.xml')), bytes);
  });

  it('does not change a file where other bytes would change: Shift_JIS has two for one character', async () => {
    const file = (sign: readonly number[]) =>
      Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?><a>R & D '),
        Buffer.from([...sign, 0x3c]),
        Buffer.from('/a>'),
      ]);
    await writeFile(path('usual.xml'), file([0x81, 0xe0]));
    await writeFile(path('other.xml'), file([0x87, 0x90]));
    assert.equal((await lint('--fix', 'usual.xml')).code, 0);
    const { code, err } = await lint('--fix', 'other.xml');
    assert.equal(code, 1);
    assert.match(err, /other\.xml is not fixed: the result cannot be encoded in Shift_JIS/);
    assert.deepEqual(await readFile(path('other.xml')), file([0x87, 0x90]));
  });

  it('does not write a file without fixes', async () => {
    await writeFile(path('good.xml'), '<a/>');
    const before = await stat(path('good.xml'));
    await lint('--fix', 'good.xml');
    const after = await stat(path('good.xml'));
    assert.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
  });

  it('preserves the mode and follows links', async function () {
    if (process.platform === 'win32') return this.skip();
    await mkdir(path('real'));
    await writeFile(path('real/b.xml'), '<a>R & D</a>');
    await chmod(path('real/b.xml'), 0o640);
    await symlink('real/b.xml', path('link.xml'));
    assert.equal((await lint('--fix', 'link.xml')).code, 0);
    assert.equal(await folder.read('real/b.xml'), '<a>R &amp; D</a>');
    assert.equal((await stat(path('real/b.xml'))).mode & 0o777, 0o640);
    assert.deepEqual(await folder.files(), ['a.xml', 'link.xml', 'real']);
  });

  it('does not overwrite a file that was changed after it was read', async () => {
    await assert.rejects(
      writeFileAtomically('a.xml', 'new', { cwd: folder.path }, Buffer.from('as it was read')),
      /^Error: Cannot write a\.xml: the file was changed in the meantime; run the command again$/,
    );
    assert.equal(await folder.read('a.xml'), '<a>R & D</a>\n');
    assert.deepEqual(await folder.files(), ['a.xml']);
  });

  it('does not overwrite a file that is changed while it is fixed', async () => {
    const file = await open(path('a.xml'));
    await file.close();
    // The prototype of all file handles, which Node does not export.
    const synced = mock.method(Object.getPrototypeOf(file) as typeof file, 'sync', () =>
      writeFile(path('a.xml'), '<a>S & T</a>\n'),
    );
    try {
      const { code, err } = await lint('--fix', 'a.xml');
      assert.equal(code, 3);
      assert.match(err, /a\.xml: .*the file was changed in the meantime/);
    } finally {
      synced.mock.restore();
    }
    assert.equal(await folder.read('a.xml'), '<a>S & T</a>\n');
  });

  it('counts only files in which something was fixed', async () => {
    await writeFile(path('b.xml'), '<a>');
    await writeFile(path('c.xml'), '<a/>');
    const { err } = await lint('--fix', 'a.xml', 'b.xml', 'c.xml');
    assert.match(err, /^vpc: fixed 1 problem in 1 file$/m);
  });
});
