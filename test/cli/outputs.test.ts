/** Where results are written to: never over what a run reads. */
import assert from 'node:assert/strict';
import { link, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder } from '../support/cli';
import { FIRST } from '../support/vocabularies';

describe('--output', () => {
  let folder: CliFolder;
  const FILES = {
    'a.vpc.xml': FIRST.sampleText,
    's.xsd': FIRST.schemaText,
    'p.json': JSON.stringify(FIRST.profile),
    'vpc.config.json': '{"profile": "q.json"}',
    'q.json': JSON.stringify(FIRST.profile),
    'c.json': '{}',
    'list.csv': 'id\nBatch\n',
  };
  beforeEach(async () => {
    folder = await CliFolder.with(FILES);
  });
  afterEach(() => folder.remove());

  const unchanged = async (): Promise<void> => {
    for (const [name, text] of Object.entries(FILES)) assert.equal(await folder.read(name), text, name);
  };

  for (const [name, args] of [
    ['a.vpc.xml', ['lint', 'a.vpc.xml']],
    ['./x/../a.vpc.xml', ['lint', '.']],
    ['a.vpc.xml', ['lint', '--format', 'json', '--jobs', '2', '*.xml']],
    ['s.xsd', ['lint', '--schema', 's.xsd', 'a.vpc.xml']],
    ['p.json', ['lint', '--profile', 'p.json', 'a.vpc.xml']],
    ['q.json', ['lint', 'a.vpc.xml']],
    ['c.json', ['lint', '--config', 'c.json', 'a.vpc.xml']],
    ['vpc.config.json', ['lint', '--no-config', 'a.vpc.xml']],
    ['list.csv', ['new', '--supplier', 'x', '--products', 'list.csv']],
    ['list.csv', ['matrix', 'a.vpc.xml', '--my-products', 'list.csv']],
    ['p.json', ['matrix', 'a.vpc.xml', '--profile', 'p.json']],
    ['c.json', ['compare', '--config', 'c.json', 'a.vpc.xml', 'a.vpc.xml']],
    ['a.vpc.xml', ['import', 'cvrf', 'a.vpc.xml', '--supplier', 'x']],
  ] as const) {
    it(`does not replace an input: ${args.join(' ')} --output ${name}`, async () => {
      const { code, err } = await folder.vpc([...args, '--output', name]);
      assert.ok(code === 2 || code === 3, err);
      if (args[0] !== 'import') assert.match(err, /would replace /);
      await unchanged();
    });
  }

  it('does not replace an input by another name', async function () {
    if (process.platform === 'win32') return this.skip();
    await symlink('a.vpc.xml', join(folder.path, 'l.json'));
    await link(join(folder.path, 'a.vpc.xml'), join(folder.path, 'h.json'));
    for (const name of ['l.json', 'h.json']) {
      const { code, err } = await folder.vpc(['lint', '--format', 'json', '--output', name, 'a.vpc.xml']);
      assert.deepEqual(
        [code, err],
        [2, `vpc: --output ${name} would replace a file that this run reads. Name another file\n`],
      );
    }
    await unchanged();
  });

  it('replaces the report of an earlier run, which is in the folder', async () => {
    for (let run = 0; run < 2; run++) {
      const { code, err } = await folder.vpc(['lint', '--format', 'junit', '--output', 'junit.xml', '.']);
      assert.deepEqual([code, err], [0, '']);
    }
    assert.match(await folder.read('junit.xml'), /^<\?xml/);
  });

  it('does not make a baseline of another file, nor advise to delete it', async () => {
    const { code, err } = await folder.vpc(['lint', '--update-baseline', '--baseline', 's.xsd', 'a.vpc.xml']);
    assert.equal(code, 2);
    assert.match(err, /^vpc: Invalid baseline s\.xsd:[^]*Otherwise name another file\.\n$/);
    await unchanged();
    const other = await folder.vpc(['lint', '--update-baseline', '--baseline', 'c.json', 'a.vpc.xml']);
    assert.equal(other.code, 2, other.err);
    await unchanged();
  });

  it('says that a file cannot be written, reports its problems, and exits with 3', async () => {
    const { chmod } = await import('node:fs/promises');
    const broken = FIRST.sampleText.replace('</Supplier>', '</Suplier>');
    const fixing = await CliFolder.with({ 'b.vpc.xml': broken, 'c.vpc.xml': broken });
    try {
      await chmod(join(fixing.path, 'b.vpc.xml'), 0o444);
      const { code, out, err } = await fixing.vpc(['lint', '--fix', '--quiet', '--format', 'compact', '.']);
      assert.equal(code, 3);
      assert.equal(err, 'vpc: cannot write b.vpc.xml: the file is read-only\n');
      assert.match(
        out,
        /^b\.vpc\.xml:\d+:\d+: error: .*\n2 files checked: 1 error, \d warnings?; 1 file could not be written\n$/,
      );
      assert.equal(await fixing.read('b.vpc.xml'), broken);
      assert.notEqual(await fixing.read('c.vpc.xml'), broken);
      const json = JSON.parse((await fixing.vpc(['lint', '--fix', '--format', 'json', '.'])).out) as {
        summary: object;
      };
      assert.deepEqual(
        { ...json.summary, warnings: 0, errors: 0 },
        { files: 2, errors: 0, warnings: 0, infos: 0, unreadable: 0, unwritten: 1 },
      );
    } finally {
      await fixing.remove();
    }
  });
});
