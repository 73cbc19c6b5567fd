import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder } from '../support/cli';
import { publicationText } from '../support/publications';
import { FIRST, SECOND } from '../support/vocabularies';

type State = 'Available' | 'In Test' | 'Approved' | 'Not Approved';

/** An edition of one publication of Northwind with one patch. */
function edition(version: string, published: string, state: State, more: object = {}): string {
  const patch = {
    'patch-id': 'KB5000001',
    title: 'Update',
    released: '2026-01-13T08:00:00Z',
    product: [{ 'product-id': 'Batch', 'product-version': '8.2', state, 'state-date': published, comment: 'Tested' }],
  };
  return publicationText(FIRST, [patch], {
    'document-id': 'NW-1',
    'document-version': version,
    description: 'Patch compatibility',
    published,
    ...more,
  });
}

const JANUARY = edition('1', '2026-01-30T09:00:00Z', 'Approved');
const MARCH = edition('2', '2026-03-04T09:00:00Z', 'Not Approved');
const OLD = 'Northwind_VPC_2026-01-30';
const NEW = 'Northwind_VPC_2026-03-04';
const FILES_OF_OLD = [`${OLD}.csv`, `${OLD}.html`, `${OLD}.md`, `${OLD}.xlsx`, `${OLD}.xml`];
const FILES_OF_NEW = ['changes.html', 'changes.md', 'csv', 'html', 'md', 'xlsx', 'xml'].map((end) => `${NEW}.${end}`);
const COMMON = ['SHA256SUMS', 'index.html'];

describe('vpc publish', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ 'january.xml': JANUARY, 'march.xml': MARCH });
  });
  afterEach(() => folder.remove());

  const publish = (file: string, ...args: string[]) => folder.vpc(['publish', file, '--to', 'site', ...args]);
  const site = () => join(folder.path, 'site');

  /** The bytes of all files of the site by name. */
  async function contents(): Promise<Record<string, string>> {
    const names = (await readdir(site()).catch(() => [])).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(site(), name), 'latin1')));
    return Object.fromEntries(names.map((name, index) => [name, texts[index]!]));
  }

  /** Checks the sums as `sha256sum -c` does, without needing it. */
  async function checkSums(): Promise<string[]> {
    const lines = (await folder.read('site/SHA256SUMS')).trimEnd().split('\n');
    for (const line of lines) {
      const [sum, name] = line.split('  ');
      const bytes = await readFile(join(site(), name!));
      assert.equal(createHash('sha256').update(bytes).digest('hex'), sum, name);
    }
    return lines.map((line) => line.split('  ')[1]!);
  }

  it('writes a first edition under its right name, with pages and checksums', async () => {
    const { code, out, err } = await publish('january.xml');
    assert.deepEqual({ code, out }, { code: 0, out: '' });
    assert.equal(err.split('\n')[0], `vpc: site/${OLD}.xml: written`);
    assert.deepEqual(Object.keys(await contents()), [...FILES_OF_OLD, ...COMMON].sort());
    assert.equal(await folder.read(`site/${OLD}.xml`), JANUARY);
    assert.match(await folder.read(`site/${OLD}.html`), /<h1>Patch compatibility: Northwind<\/h1>/);
    assert.match(await folder.read('site/index.html'), /first edition/);
    assert.deepEqual(await checkSums(), [...FILES_OF_OLD, 'index.html']);
  });

  it('writes checksums that sha256sum accepts', async function () {
    await publish('january.xml');
    const { error, status, stdout } = spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: site(), encoding: 'utf8' });
    if (error !== undefined) this.skip();
    assert.deepEqual([status, stdout.split('\n').length - 1], [0, 6]);
  });

  it('writes the changes since the last edition, regressions first', async () => {
    await publish('january.xml');
    assert.equal((await publish('march.xml')).code, 0);
    assert.deepEqual(Object.keys(await contents()), [...FILES_OF_OLD, ...FILES_OF_NEW, ...COMMON].sort());
    assert.match(
      await folder.read(`site/${NEW}.changes.md`),
      /^# Northwind\\_VPC\\_2026-01-30\.xml → .*\n\n1 regression\n\n## Regressions\n\n(?:.*\n){2}\| Microsoft \| KB5000001 \| Batch 8\.2 \| Approved → Not Approved \| withdrawn \|\n/,
    );
    const html = await folder.read(`site/${NEW}.changes.html`);
    assert.match(html, /<h2>Regressions<\/h2>[^]*<h2>Changed states<\/h2>/);
    assert.match(html, /class="not-approved">Not Approved</);
    assert.match(html, /href="\.\/Northwind_VPC_2026-03-04\.html"/);
    assert.deepEqual(await checkSums(), [...FILES_OF_OLD, ...FILES_OF_NEW, 'index.html']);
  });

  it('finds the last edition beside the file', async () => {
    assert.equal((await publish('march.xml')).code, 0);
    assert.match(await folder.read(`site/${NEW}.changes.md`), /^# january\.xml → Northwind/);
  });

  it('lists all editions, the newest first', async () => {
    await publish('march.xml');
    await publish('january.xml');
    const index = await folder.read('site/index.html');
    const links = Array.from(index.matchAll(/href="\.\/([^"]*)"/g), ([, name]) => name);
    assert.deepEqual(links, [
      ...['xml', 'html', 'csv', 'xlsx', 'md', 'changes.html', 'changes.md'].map((end) => `${NEW}.${end}`),
      ...['xml', 'html', 'csv', 'xlsx', 'md'].map((end) => `${OLD}.${end}`),
      'SHA256SUMS',
    ]);
    assert.equal((index.match(/<h1>/g) ?? []).length, 1);
    assert.match(index, /<th scope="col"/);
    assert.match(index, /<html lang="en">/);
    assert.ok(!/<script|src=|@import|url\(|https?:/.test(index), 'the page needs nothing else');
    assert.match(index, new RegExp(createHash('sha256').update(MARCH).digest('hex')));
  });

  it('changes no byte when it runs again', async () => {
    await publish('january.xml');
    await publish('march.xml');
    const before = await contents();
    const { mtimeMs } = await stat(join(site(), 'index.html'));
    const { code, err } = await publish('march.xml');
    assert.deepEqual([code, err], [0, 'vpc: site: everything is published already\n']);
    assert.deepEqual(await contents(), before);
    assert.equal((await stat(join(site(), 'index.html'))).mtimeMs, mtimeMs);
  });

  it('removes what a killed run has left', async () => {
    await publish('january.xml');
    await cp(site(), join(folder.path, 'again'), { recursive: true });
    const left = join(folder.path, 'again/.vpc-00000000-1-1a.tmp');
    await writeFile(left, '');
    await utimes(left, 0, 0);
    const { err } = await folder.vpc(['publish', 'january.xml', '--to', 'again']);
    assert.equal(err, 'vpc: again: everything is published already\n');
    assert.deepEqual((await readdir(join(folder.path, 'again'))).sort(), Object.keys(await contents()));
  });

  it('writes the same files in another folder', async () => {
    await publish('january.xml');
    await folder.vpc(['publish', 'january.xml', '--to', 'other/deep']);
    const other = await readdir(join(folder.path, 'other/deep'));
    for (const name of other) assert.equal(await folder.read(`other/deep/${name}`), await folder.read(`site/${name}`));
    assert.equal(other.length, 7);
  });

  it('writes nothing where the file has errors', async () => {
    await writeFile(join(folder.path, 'broken.xml'), MARCH.replace('Not Approved', 'Perhaps'));
    const { code, out, err } = await publish('broken.xml');
    assert.equal(code, 1);
    assert.match(out, /^broken\.xml:\d+:\d+: error /m);
    assert.equal(err, 'vpc: broken.xml is not published: it has errors\n');
    assert.deepEqual(await contents(), {});
    assert.ok(!(await folder.files()).includes('site'));
  });

  it('prints warnings, which stop nothing', async () => {
    await publish('january.xml');
    const low = edition('1', '2026-03-04T09:00:00Z', 'Approved');
    await writeFile(join(folder.path, 'march.xml'), low);
    await writeFile(join(folder.path, 'vpc.config.json'), '{ "preset": "full" }');
    const { code, out } = await publish('march.xml');
    assert.equal(code, 0);
    assert.match(out, /vpc\/version-not-raised/);
    assert.ok(!out.includes('vpc/filename'), out);
  });

  it('uses the configuration and the profile', async () => {
    await writeFile(join(folder.path, 'vpc.config.json'), '{ "fileNamePattern": "{supplier}-{document-version}.xml" }');
    assert.equal((await publish('january.xml')).code, 0);
    assert.ok((await readdir(site())).includes('Northwind-1.html'));
  });

  it('publishes documents of another vocabulary', async () => {
    const own = await CliFolder.with({
      'vpc.config.json': JSON.stringify({ schema: 'vpc.xsd', profile: 'profile.json' }),
      ...SECOND.ownFiles,
      'work.xml': SECOND.sampleText,
    });
    const { code, err } = await own.vpc(['publish', 'work.xml', '--to', 'site']);
    assert.equal(code, 0, err);
    assert.ok((await readdir(join(own.path, 'site'))).includes(SECOND.sampleName));
    await own.remove();
  });

  it('never changes a published edition, unless it is told to', async () => {
    await publish('march.xml');
    const before = await contents();
    await writeFile(join(folder.path, 'march.xml'), edition('2', '2026-03-04T09:00:00Z', 'In Test'));
    const refused = await publish('march.xml');
    assert.deepEqual(
      [refused.code, refused.err],
      [
        1,
        `vpc: site/${NEW}.xml is published with other content. Raise the version and the publication date, or use --replace\n`,
      ],
    );
    assert.deepEqual(await contents(), before);
    assert.equal((await publish('march.xml', '--replace')).code, 0);
    assert.match(await folder.read(`site/${NEW}.html`), /In Test/);
    await checkSums();
  });

  it('sees that a published edition was changed in its place', async () => {
    await publish('january.xml');
    await publish('march.xml');
    await writeFile(join(site(), `${OLD}.html`), 'changed');
    const other = await publish('march.xml');
    assert.deepEqual(
      [other.code, other.err],
      [
        1,
        `vpc: ${OLD}.html was changed after it was published: SHA256SUMS has another checksum. Restore it, or use --replace\n`,
      ],
    );
    await writeFile(join(site(), `${NEW}.xml`), edition('2', '2026-03-04T09:00:00Z', 'In Test'));
    const own = await publish(`site/${NEW}.xml`);
    assert.equal(own.code, 1);
    assert.match(own.err, /is published with other content/);
  });

  it('refuses an edition whose order is in doubt', async () => {
    await publish('march.xml');
    await writeFile(join(folder.path, 'later.xml'), edition('1.5', '2026-04-01T09:00:00Z', 'Approved'));
    const { code, err } = await publish('later.xml');
    assert.equal(code, 1);
    assert.match(err, /The order of Northwind_VPC_2026-04-01\.xml and site\/Northwind_VPC_2026-03-04\.xml is in doubt/);
    assert.equal(Object.keys(await contents()).length, 9);
  });

  it('leaves drafts in the folder out of the index, and says so', async () => {
    await publish('january.xml');
    await writeFile(join(site(), 'draft.xml'), MARCH);
    const { code, err } = await publish('january.xml');
    assert.equal(code, 0);
    assert.match(err, /site\/draft\.xml is not listed: its name does not follow the filename convention/);
    assert.ok(!(await folder.read('site/index.html')).includes('draft'));
    // The draft itself is published under its right name.
    assert.equal((await publish('site/draft.xml')).code, 0);
    assert.ok((await readdir(site())).includes(`${NEW}.changes.html`));
  });

  it('keeps other files, and the checksums of those that it does not know', async () => {
    await publish('january.xml');
    await writeFile(join(site(), 'note.txt'), 'note');
    const sum = createHash('sha256').update('note').digest('hex');
    const sums = await folder.read('site/SHA256SUMS');
    await writeFile(join(site(), 'SHA256SUMS'), `${sums}${sum}  note.txt\n${'0'.repeat(64)}  gone.txt\n`);
    assert.equal((await publish('march.xml')).code, 0);
    const names = await checkSums();
    assert.ok(names.includes('note.txt') && !names.includes('gone.txt'), names.join());
  });

  it("does not replace another program's index.html", async () => {
    await mkdir(site());
    await writeFile(join(site(), 'index.html'), '<h1>Support</h1>');
    const { code, err } = await publish('january.xml');
    assert.equal(code, 1);
    assert.match(err, /^vpc: site\/index\.html was not made by "vpc publish"/);
    assert.deepEqual(Object.keys(await contents()), ['index.html']);
  });

  it('stops where a file in the folder cannot be read', async () => {
    await publish('january.xml');
    const whole = await folder.read(`site/${OLD}.xml`);
    await writeFile(join(site(), `${OLD}.xml`), whole.slice(0, -30));
    const { code, err } = await publish('march.xml');
    assert.equal(code, 3);
    assert.match(
      err,
      /^vpc: A file in the folder cannot be read\. Correct or remove it:\n {2}site\/Northwind_VPC_2026-01-30\.xml: .* cut off/,
    );
    assert.equal(Object.keys(await contents()).length, 7);
  });

  it('leaves the folder as it was where a file cannot be written', async () => {
    await publish('january.xml');
    const before = await contents();
    await mkdir(join(site(), `${NEW}.csv`));
    const { code, err } = await publish('march.xml', '--replace');
    assert.equal(code, 3);
    assert.match(err, /Northwind_VPC_2026-03-04\.csv: is not a regular file\n$/);
    assert.deepEqual((await readdir(site())).sort(), [...Object.keys(before), `${NEW}.csv`].sort());
  });

  it('is not accepted by its checksums while it is half replaced', async () => {
    await publish('march.xml');
    const before = await contents();
    await writeFile(join(folder.path, 'march.xml'), edition('2', '2026-03-04T09:00:00Z', 'In Test'));
    const { err } = await publish('march.xml', '--replace');
    const order = Array.from(err.matchAll(/^vpc: site\/(.*): written$/gm), ([, name]) => name!);
    const after = await contents();
    assert.deepEqual(order.slice(-2), ['index.html', 'SHA256SUMS']);
    // A process that is killed leaves the first ones new.
    for (let done = 1; done < order.length; done++) {
      for (const name of order) {
        const text = order.indexOf(name) < done ? after[name] : before[name];
        await writeFile(join(site(), name), text!, 'latin1');
      }
      await assert.rejects(checkSums(), `after ${order[done - 1]}`);
    }
    assert.equal((await publish('march.xml', '--replace')).code, 0);
    assert.deepEqual(await contents(), after);
  });

  it('does not wait for a pipe', async function () {
    await mkdir(site());
    if (spawnSync('mkfifo', [join(site(), 'SHA256SUMS')]).status !== 0) this.skip();
    const { code, err } = await publish('january.xml');
    assert.equal(code, 3);
    assert.match(err, /SHA256SUMS: is not a regular file\n$/);
  });

  it('does not replace a read-only file', async function () {
    if (process.platform === 'win32') this.skip();
    await publish('january.xml');
    const before = await contents();
    await chmod(join(site(), 'SHA256SUMS'), 0o444);
    const { code, err } = await publish('march.xml');
    assert.deepEqual([code, err.split('\n')[0]], [3, 'vpc: Cannot write site/SHA256SUMS: the file is read-only']);
    assert.deepEqual(await contents(), before);
  });

  it('only lists what it would write with --dry-run', async () => {
    await publish('january.xml');
    const before = await contents();
    const { code, out } = await publish('march.xml', '--dry-run');
    assert.equal(code, 0);
    assert.deepEqual(out.split('\n'), [
      ...['xml', 'html', 'csv', 'xlsx', 'md', 'changes.html', 'changes.md'].map(
        (end) => `would write site/${NEW}.${end}`,
      ),
      'would write site/index.html',
      'would write site/SHA256SUMS',
      '',
    ]);
    assert.deepEqual(await contents(), before);
  });

  it('escapes texts of the file', async () => {
    const supplier = '<script>alert(1)</script> & "Co"';
    await writeFile(
      join(folder.path, 'january.xml'),
      edition('1', '2026-01-30T09:00:00Z', 'Approved', { supplier, description: '<img src=x>' }),
    );
    assert.equal((await publish('january.xml')).code, 0);
    for (const name of (await readdir(site())).filter((each) => each.endsWith('.html'))) {
      assert.ok(!/<script|<img/.test(await folder.read(`site/${name}`)), name);
    }
  });

  it('refuses arguments that make no sense', async () => {
    assert.equal((await folder.vpc(['publish', 'january.xml'])).code, 2);
    assert.equal((await folder.vpc(['publish', '-', '--to', 'site'])).code, 2);
    assert.equal((await folder.vpc(['publish', 'january.xml', '--to', 'march.xml'])).code, 2);
    assert.equal((await publish('none.xml')).code, 3);
    await rename(join(folder.path, 'march.xml'), join(folder.path, 'march.html'));
    await writeFile(join(folder.path, 'vpc.config.json'), '{ "fileNamePattern": "{supplier}.html" }');
    const { code, err } = await publish('january.xml');
    assert.deepEqual(
      [code, err],
      [2, 'vpc: Two published files would have the name Northwind.html. Change the filename pattern\n'],
    );
  });
});
