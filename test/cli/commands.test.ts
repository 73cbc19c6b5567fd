import assert from 'node:assert/strict';
import { CliFolder } from '../support/cli';
import { BOTH, FIRST } from '../support/vocabularies';

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
