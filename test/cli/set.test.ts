/** `vpc set`: sets statements in a file. */
import assert from 'node:assert/strict';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder } from '../support/cli';
import { file, patch } from '../exchange/write/writing';
import { SECOND } from '../support/vocabularies';

const entry = (id: string, version: string, state = 'In Test'): string =>
  `<ID>${id}</ID>\n<Version>${version}</Version>\n<Status>${state}</Status>`;
const TEXT = file(
  [
    patch('KB5000001', entry('Batch', '8.1'), entry('Batch', '8.2'), entry('Station', '1')),
    patch('KB5000002', entry('Station', '1')),
  ].join('\n'),
);
const NAME = 'acme.vpc.xml';

describe('vpc set', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ [NAME]: TEXT });
  });
  afterEach(() => folder.remove());

  const set = (...args: string[]) => folder.vpc(['set', NAME, ...args]);
  const approve = (id: string, product: string, ...more: string[]) =>
    set('--patch', id, '--product', product, '--state', 'Approved', ...more);
  const path = (): string => join(folder.path, NAME);
  /** How often the file has a text. */
  const count = async (text: string): Promise<number> => (await folder.read(NAME)).split(text).length - 1;

  it('sets a statement with the date of the day, and says so', async () => {
    const before = new Date();
    const { code, out, err } = await approve('KB5000001', 'Batch;8.2');
    assert.deepEqual([code, out, err], [0, '', 'vpc: acme.vpc.xml: 1 statement set\n']);
    const [, date] = /<Version>8\.2<\/Version>\s*<Status>Approved<\/Status>\s*<StatusDate>(.*)<\/StatusDate>/.exec(
      await folder.read(NAME),
    )!;
    const days = [before, new Date()].map((now) => {
      const two = (number: number): string => String(number).padStart(2, '0');
      return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}T00:00:00Z`;
    });
    assert.ok(days.includes(date!), date);
    assert.equal(await count('<Status>Approved'), 1);
  });

  it('takes any version and platform that is left out', async () => {
    assert.equal((await approve('5000001', 'batch')).err, 'vpc: acme.vpc.xml: 2 statements set\n');
    assert.equal(await count('<Status>Approved'), 2);
  });

  it('changes only what is there with a pattern, and adds without one', async () => {
    assert.equal((await approve('*', 'Batch')).err, 'vpc: acme.vpc.xml: 2 statements set\n');
    assert.equal((await approve('KB*2@Micro*', 'St*;*')).err, 'vpc: acme.vpc.xml: 1 statement set\n');
    assert.equal(
      (await approve('KB5000002', 'Batch;8.1', '--date', 'keep')).err,
      'vpc: acme.vpc.xml: 1 statement added\n',
    );
    assert.match(
      await folder.read(NAME),
      /<ID>Batch<\/ID>\s*<Version>8\.1<\/Version>\s*<Status>Approved<\/Status>\s*<\/VendorProduct>\s*<\/Patch>\s*<\/PatchVendor>/,
    );
  });

  it('takes several patches and products, each with each', async () => {
    const { code, err } = await set(
      ...['--patch', 'KB5000001', '--patch', 'KB5000002', '--product', 'Batch;8.2', '--product', 'Station;1'],
      ...['--state', 'nicht zutreffend', '--date', '2026-03-01', '--comment', 'a & b', '--restriction', 'r'],
    );
    assert.deepEqual([code, err], [0, 'vpc: acme.vpc.xml: 3 statements set, 1 added\n']);
    assert.equal(
      await count(
        '<Status>Not Applicable</Status>\n        <StatusDate>2026-03-01T00:00:00Z</StatusDate>\n        <Restriction>r</Restriction>\n        <Comment>a &amp; b</Comment>',
      ),
      4,
    );
    assert.equal((await approve('*', '*', '--comment', '', '--restriction', '')).code, 0);
    assert.equal(await count('<Comment>'), 0);
  });

  it('says that nothing changes', async () => {
    const before = await stat(path());
    const { code, err } = await set('--patch', '*', '--product', 'Station', '--state', 'In Test');
    assert.deepEqual([code, err], [0, 'vpc: acme.vpc.xml: 2 statements unchanged\n']);
    assert.equal((await stat(path())).mtimeMs, before.mtimeMs);
  });

  it('prints a diff with --dry-run', async () => {
    const { code, out, err } = await approve('KB5000002', 'Station', '--date', 'keep', '--dry-run');
    assert.equal(code, 0);
    assert.match(
      out,
      /^--- a\/acme\.vpc\.xml\n\+\+\+ b\/acme\.vpc\.xml\n@@ [^]*\n- {8}<Status>In Test<\/Status>\n\+ {8}<Status>Approved<\/Status>\n/,
    );
    assert.equal(err, 'vpc: acme.vpc.xml: 1 statement would be set\n');
    assert.equal(await folder.read(NAME), TEXT);
  });

  it('ends with 2 and the nearest names where nothing matches, and writes nothing', async () => {
    const unmatched = async (...args: [string, string]) => {
      const { code, out, err } = await approve(...args);
      assert.deepEqual([code, out, await folder.read(NAME)], [2, '', TEXT]);
      return err.replace('vpc: acme.vpc.xml is not changed\n', '').trim();
    };
    assert.equal(
      await unmatched('KB5000003', 'Batch'),
      'vpc: acme.vpc.xml: No patch "KB5000003" in this file. Did you mean "KB5000001", "KB5000002"?',
    );
    assert.equal(
      await unmatched('KB5000001', 'Bach'),
      'vpc: acme.vpc.xml: No product "Bach" in this file. Did you mean "Batch"?',
    );
    assert.equal(
      await unmatched('KB5000001', 'Batch;9.2'),
      'vpc: acme.vpc.xml: No product "Batch;9.2" in this file. Did you mean "Batch;8.2", "Batch;8.1"?',
    );
    assert.equal(
      await unmatched('KB9*', 'Batch'),
      'vpc: acme.vpc.xml: No patch "KB9*" in this file. The nearest names are "KB5000001", "KB5000002".',
    );
    assert.equal(
      await unmatched('KB*2', 'Batch*'),
      'vpc: acme.vpc.xml: No statement fits "KB*2". A pattern means only statements that are there.\n' +
        'vpc: acme.vpc.xml: No statement fits "Batch*". A pattern means only statements that are there.',
    );
    assert.match(
      await unmatched('KB5000002', 'Batch'),
      /Name version and platform, as one of: "Batch, 8\.1"; "Batch, 8\.2"\.$/,
    );
    const state = await set('--patch', '*', '--product', '*', '--state', 'Aproved');
    assert.deepEqual(state, {
      code: 2,
      out: '',
      err: 'vpc: acme.vpc.xml: "Aproved" is not a state of the profile. Expected: Approved, Not Approved.\nvpc: acme.vpc.xml is not changed\n',
    });
  });

  it('ends with 2 for wrong arguments', async () => {
    assert.match(
      (await set('--patch', '@x', '--product', 'a', '--state', 'b')).err,
      /^vpc: --patch @x is not valid; use the form ID\[@VENDOR\]\n$/,
    );
    assert.equal((await set('--patch', 'x', '--product', 'a;b;c;d', '--state', 'b')).code, 2);
    assert.equal((await set('--patch', 'x', '--product', 'a')).code, 2);
    assert.equal((await approve('*', '*', '--date', '')).code, 2);
    assert.equal((await approve('*', '*', '--date', '31.12.2026')).code, 2);
    assert.equal((await folder.vpc(['set', '-', '--patch', 'x', '--product', 'a', '--state', 'b'])).code, 2);
    assert.equal(await folder.read(NAME), TEXT);
  });

  it('ends with 1 where the file has several statements', async () => {
    await writeFile(path(), TEXT.replace(/<Version>8\.1/, '<Version>8.2'));
    const { code, err } = await approve('KB5000001', '*');
    assert.equal(code, 1);
    assert.match(err, /several statements about "Batch, 8\.2"[^]*is not changed\n$/);
  });

  it('ends with 3 for a file that cannot be read, is not well-formed or no VPC file', async () => {
    const failing = async (text: string | Uint8Array, message: RegExp) => {
      await writeFile(path(), text);
      const { code, err } = await approve('*', '*');
      assert.equal(code, 3);
      assert.match(err, message);
      assert.deepEqual(await readFile(path()), Buffer.from(text));
    };
    await failing(TEXT.replace('</Patch>', ''), /^vpc: acme\.vpc\.xml:\d+:\d+: not well-formed XML \(xml\//);
    await failing('<html/>', /^vpc: acme\.vpc\.xml: not a VPC file/);
    await failing(Buffer.from(TEXT.replace('Acme', 'Söhne'), 'latin1'), /^vpc: acme\.vpc\.xml:\d+:\d+: /);
    assert.match(
      (await folder.vpc(['set', 'none.xml', '--patch', 'x', '--product', 'a', '--state', 'b'])).err,
      /cannot read none\.xml: no such file/,
    );
  });

  it('keeps encoding, byte order mark, line ends and mode', async () => {
    const declared = `<?xml version="1.0" encoding="UTF-16"?>\n${TEXT.replace('Acme', 'Söhne')}`.replaceAll(
      '\n',
      '\r\n',
    );
    const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
    await writeFile(path(), utf16(declared));
    await chmod(path(), 0o640);
    assert.equal((await approve('*', 'Station', '--date', 'keep', '--comment', 'für\nalle')).code, 0);
    const expected = declared.replaceAll(
      /(<ID>Station<\/ID>\s*<Version>1<\/Version>\s*)<Status>In Test<\/Status>/g,
      '$1<Status>Approved</Status>\r\n        <Comment>für\r\nalle</Comment>',
    );
    assert.deepEqual(await readFile(path()), utf16(expected));
    assert.equal((await stat(path())).mode & 0o777, 0o640);
  });

  it('writes nothing that the encoding does not have', async () => {
    const latin = Buffer.from(
      `<?xml version="1.0" encoding="ISO-8859-1"?>\n${TEXT.replace('Acme', 'Söhne')}`,
      'latin1',
    );
    await writeFile(path(), latin);
    const { code, err } = await approve('*', '*', '--comment', '→');
    assert.deepEqual(
      [code, err],
      [3, 'vpc: acme.vpc.xml is not changed: the result cannot be encoded in ISO-8859-1\n'],
    );
    assert.deepEqual(await readFile(path()), latin);
    assert.equal((await approve('*', '*', '--comment', 'ü')).code, 0);
  });

  it('knows aliases of the configuration, and other vocabularies', async () => {
    await writeFile(
      join(folder.path, 'vpc.config.json'),
      '{ "aliases": { "products": { "Station": ["Operator Station"] } } }',
    );
    assert.equal((await approve('*', 'Operator Station')).err, 'vpc: acme.vpc.xml: 2 statements set\n');
    await writeFile(join(folder.path, SECOND.sampleName), SECOND.sampleText);
    const own = ['--profile', SECOND.profilePath, '--schema', SECOND.schemaPath];
    const args = ['--patch', 'KB*', '--product', '*', '--state', 'OK', '--date', 'keep'];
    const { err } = await folder.vpc(['set', SECOND.sampleName, ...args, ...own]);
    assert.match(err, /: 4 statements set, 1 unchanged\n$/);
    assert.equal((await folder.read(SECOND.sampleName)).split('<k:Zustand>Approved<').length - 1, 4);
  });
});
