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
    for (const args of [
      [],
      ['--help'],
      ['help'],
      ['lint', '--help'],
      ['help', 'matrix'],
      ['import', 'cvrf', '--help'],
    ]) {
      const { code, out, err } = await folder.vpc(args);
      assert.deepEqual([code, err], [0, ''], args.join(' '));
      assert.match(out, /^Usage: vpc /);
    }
  });

  it('exits with 2 for an unknown command, and for a missing one of a group', async () => {
    for (const args of [['lnit'], ['import'], ['import', 'x']]) {
      const { code, out, err } = await folder.vpc(args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.notEqual(err, '');
    }
  });

  it('names the help of the command in an error about its arguments', async () => {
    for (const [args, help] of [
      [['--x'], 'vpc --help'],
      [['lint', '--x'], 'vpc lint --help'],
      [['lint', '--jobs', 'x'], 'vpc lint --help'],
      [['new'], 'vpc new --help'],
      [['import', 'cvrf'], 'vpc import cvrf --help'],
      [['explain'], 'vpc explain --help'],
    ] as const) {
      const { code, err } = await folder.vpc(args);
      assert.equal(code, 2);
      assert.match(err, new RegExp(`^error: .*\\n\\(run ${help} for usage\\)\\n$`), args.join(' '));
    }
  });

  it('takes --config and --no-config in each command but matrix', async () => {
    for (const command of [
      'lint',
      'format',
      'new',
      'import cvrf',
      'compare',
      'publish',
      'profile',
      'rules',
      'explain',
    ]) {
      const { out } = await folder.vpc([...command.split(' '), '--help']);
      assert.match(out, /--config <file>[^]*--no-config/, command);
    }
  });

  describe('matrix', () => {
    for (const test of BOTH) {
      it(`writes a matrix of patches and products (${test.title})`, async () => {
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

    it('reports files that are not VPC files, and leaves them out', async () => {
      const { code, out, err } = await folder.vpc(['matrix', 'other.xml', 'none.xml', '.', '--format', 'json']);
      assert.equal(code, 3);
      assert.match(err, /^vpc: other\.xml: Not a VPC file: .*\nvpc: none\.xml: Cannot be read: no such file\n$/);
      const { sources } = JSON.parse(out) as { sources: { status: string }[] };
      assert.deepEqual(
        sources.map(({ status }) => status),
        ['current', 'unread', 'unread'],
      );
    });
  });

  it('has --profile and --config for each command that reads files', async () => {
    for (const command of [
      ['lint'],
      ['format'],
      ['new'],
      ['import', 'cvrf'],
      ['compare'],
      ['matrix'],
      ['publish'],
      ['profile'],
    ]) {
      const { out } = await folder.vpc([...command, '--help']);
      for (const option of ['--profile <file>', '--config <file>', '--no-config']) {
        assert.ok(out.includes(`${option} `), `${command.join(' ')} ${option}`);
      }
    }
  });

  it('uses the configuration unless --no-config is given', async () => {
    const own = await CliFolder.with({
      'vpc.config.json': JSON.stringify({ schema: 'vpc.xsd', profile: 'profile.json' }),
      ...SECOND.ownFiles,
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
      /profile\.json, from vpc\.config\.json\)\nSchema: +vpc\.xsd, from vpc/,
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
    it('prints the sources of the element tables', async () => {
      const { code, out } = await folder.vpc(['profile']);
      assert.equal(code, 0);
      assert.match(out, /^Profile: {4}VPC reference profile \S+ \(bundled\)\n/);
      assert.match(out, /not the text of IEC TR 62443-2-3/);
      assert.match(out, /^ {2}P {2}Reference profile of VPC Tools, not the text of the report: \d+ rows$/m);
    });
  });
});
