import assert from 'node:assert/strict';
import { CliFolder } from '../support/cli';
import { BOTH, FIRST, SECOND } from '../support/vocabularies';

describe('vpc', () => {
  let folder: CliFolder;
  before(async () => {
    folder = await CliFolder.with({ [FIRST.sampleName]: FIRST.sampleText, 'other.xml': '<a/>' });
  });
  after(() => folder.remove());

  it('prints its version', async () => {
    assert.deepEqual(await folder.vpc(['--version']), { code: 0, out: '1.2.3\n', err: '' });
  });

  it('shows help for itself and for each command', async () => {
    for (const args of [['--help'], ['help'], ['lint', '--help'], ['help', 'matrix'], ['import', 'cvrf', '--help']]) {
      const { code, out, err } = await folder.vpc(args);
      assert.deepEqual([code, err], [0, ''], args.join(' '));
      assert.match(out, /^Usage: vpc /);
    }
  });

  it('ends with 2 for a command that is none', async () => {
    for (const args of [[], ['lnit'], ['import'], ['import', 'x']]) {
      const { code, out, err } = await folder.vpc(args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.notEqual(err, '');
    }
  });

  describe('matrix', () => {
    for (const test of BOTH) {
      it(`shows patches by products (${test.title})`, async () => {
        const { code, out } = await folder.vpc([
          ...['matrix', test.samplePath, '--profile', test.profilePath],
          ...['--format', 'csv'],
        ]);
        assert.equal(code, 0);
        const [head, first] = out.replace('\ufeff', '').split(/\r?\n/);
        assert.match(head!, /Northwind Batch 8\.2/);
        assert.match(first!, /^Microsoft,KB5002841,/);
      });
    }

    it('writes a page to a file', async () => {
      const { code, out } = await folder.vpc(['matrix', FIRST.sampleName, '--output', 'out/matrix.html']);
      assert.deepEqual([code, out], [0, '']);
      assert.match(await folder.read('out/matrix.html'), /^<!doctype html>/i);
    });

    it('leaves out what is no VPC file, and says so', async () => {
      const { code, out, err } = await folder.vpc(['matrix', 'other.xml', 'none.xml', '.', '--format', 'json']);
      assert.equal(code, 3);
      assert.match(err, /^vpc: other\.xml is not a VPC file: .*\nvpc: cannot read none\.xml: no such file\n$/);
      assert.equal((JSON.parse(out) as { sources: unknown[] }).sources.length, 1);
    });
  });

  it('takes profile and configuration alike for what is about files', async () => {
    for (const command of [['lint'], ['format'], ['new'], ['import', 'cvrf'], ['compare'], ['profile']]) {
      const { out } = await folder.vpc([...command, '--help']);
      for (const option of ['--profile <file>', '--config <file>', '--no-config']) {
        assert.ok(out.includes(`${option} `), `${command.join(' ')} ${option}`);
      }
    }
  });

  it('does as the configuration says, or without it', async () => {
    const own = await CliFolder.with({
      'vpc.config.json': JSON.stringify({ schema: SECOND.schemaPath, profile: SECOND.profilePath }),
      'none.json': '{}',
      'broken.json': '{ "prest": 1 }',
      [SECOND.sampleName]: SECOND.sampleText,
    });
    const args = ['new', '--supplier', 'Acme', '--output', '-'];
    const root = (text: string): string | undefined => /^<(?:\w+:)?(\w+)/m.exec(text)?.[1];
    assert.equal(root((await own.vpc(args)).out), root(SECOND.sampleText));
    for (const other of [['--no-config'], ['--config', 'none.json'], ['--no-config', '--profile', FIRST.profilePath]]) {
      assert.equal(root((await own.vpc([...args, ...other])).out), root(FIRST.sampleText), other.join(' '));
    }
    assert.equal((await own.vpc(['compare', SECOND.sampleName, SECOND.sampleName])).code, 0);
    assert.equal((await own.vpc(['compare', SECOND.sampleName, SECOND.sampleName, '--no-config'])).code, 3);
    assert.match(
      (await own.vpc(['profile'])).out,
      /profile\.json, by vpc\.config\.json\)\nSchema: +\S+kompat\.xsd, by vpc/,
    );
    for (const command of [args, ['profile'], ['compare', SECOND.sampleName, SECOND.sampleName]]) {
      const { code, err } = await own.vpc([...command, '--config', 'broken.json']);
      assert.deepEqual([code, err.includes('broken.json:1:3: ')], [2, true]);
    }
    assert.equal((await own.vpc(['explain', 'vpc/cve-syntax'])).code, 0);
    const { out } = await own.vpc(['explain', 'vpc/cve-syntax', '--profile', SECOND.profilePath]);
    assert.ok(out.includes(`<${root(SECOND.sampleText)}`));
    await own.remove();
  });

  describe('profile', () => {
    it('says where the rows come from', async () => {
      const { code, out } = await folder.vpc(['profile']);
      assert.equal(code, 0);
      assert.match(out, /^Profile: {4}VPC reference profile \S+ \(bundled\)\n/);
      assert.match(out, /not the text of IEC TR 62443-2-3/);
      assert.match(out, /^ {2}P {2}Reference profile of VPC Tools, not the text of the report: \d+ rows$/m);
    });
  });
});
