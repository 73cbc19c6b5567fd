/** Threads and large files of the bundled program: the findings are the same as with one thread and with the whole tree. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reporters } from '../../server/src/cli/reporters';
import { Configurations } from '../../server/src/workspace/configuration/configurations';
import { checkDocument } from '../../server/src/language/diagnostics';
import { diagnosticOf } from '../../server/src/workspace/diagnostic';
import { runCli } from '../support/builtCli';
import { CliFolder } from '../support/cli';
import { documentIn } from '../support/documents';
import { publicationText } from '../support/publications';
import { BOTH, FIRST, type TestVocabulary } from '../support/vocabularies';
import { english } from '../../server/src/xml/problem';
import { soundText } from '../../server/src/xml/decode';

describe('vpc lint --jobs', () => {
  let folder: CliFolder;
  before(async () => {
    const wrong = FIRST.sampleText.replace('>In Test<', '>in test<');
    const names = Array.from({ length: 60 }, (_, index) => `${'abc'[index % 3]}/${index}_VPC_x.xml`);
    folder = await CliFolder.with(Object.fromEntries(names.map((name) => [name, wrong])));
  });
  after(() => folder.remove());

  const lint = (...args: string[]) => runCli(['lint', '.', ...args], { cwd: folder.path });
  const JOBS = ['--jobs', '3'];

  it('writes the same reports as one thread', () => {
    const formats = Object.keys(reporters);
    const written = (...jobs: string[]): string[] => {
      const requests = formats.flatMap((format) => ['--format', format, '--output', `report.${format}`]);
      assert.deepEqual(lint(...requests, ...jobs), { code: 1, out: '', err: '' });
      return formats.map((format) => readFileSync(join(folder.path, `report.${format}`), 'utf8'));
    };
    const alone = written();
    assert.ok(alone.every((text) => text.includes('vpc/code-value')));
    assert.deepEqual(written(...JOBS), alone);
  });

  it('suppresses the problems of the baseline', () => {
    const baseline = ['--baseline', 'known.json', '--format', 'compact'];
    const updated = lint(...baseline, '--update-baseline', ...JOBS);
    assert.equal(updated.code, 0);
    const text = readFileSync(join(folder.path, 'known.json'), 'utf8');
    assert.equal(text.match(/vpc\/code-value/g)?.length, 60);
    assert.deepEqual(lint(...baseline, '--update-baseline'), {
      ...updated,
      err: updated.err.replace(/: \d+ added/, ': 0 added'),
    });
    assert.equal(readFileSync(join(folder.path, 'known.json'), 'utf8'), text);
    assert.deepEqual(lint(...baseline, ...JOBS), lint(...baseline));
    assert.equal(lint(...baseline, '--shard', '2/5', ...JOBS).code, 0);
  });

  it('exits with 2 for an invalid configuration of a subfolder, with the same message', () => {
    writeFileSync(join(folder.path, 'b/vpc.config.json'), '{\n  "presets": "basic"\n}');
    const alone = lint('--format', 'compact');
    assert.equal(alone.code, 2);
    assert.match(alone.err, /^vpc: Invalid configuration:\n {2}b\/vpc\.config\.json:2:3: .* mean preset\?/);
    assert.deepEqual(lint('--format', 'compact', ...JOBS), alone);
  });
});

/** A streamed file with suppression comments. */
function largeText(test: TestVocabulary): string {
  const patches = Array.from({ length: 90_000 }, (_, index) => ({
    'patch-id': `KB${index % 89_990}`,
    title: `Update ${index}`,
    released: '2026-02-10T18:00:00Z',
  }));
  const withComment = (text: string, title: string, comment: string): string =>
    text.replace(`${title}<`, (found) => `${found.slice(0, -1)}<!-- ${comment} --><`);
  let text = publicationText(test, patches);
  text = withComment(text, 'Update 20000', 'vpc-disable-line vpc/cve-syntax: unused near the start');
  text = withComment(text, 'Update 80000', 'vpc-disable-line vpc/cve-syntax: unused near the end');
  text = withComment(text, 'Update 30000', 'vpc-disable vpc/duplicate-patch: from the middle on');
  return withComment(text, 'Update 89995', 'vpc-enable');
}

for (const test of BOTH) {
  describe(`a large file, ${test.title}`, () => {
    const name = 'large.vpc.xml';
    const config = {
      rules: { 'vpc/filename': 'off', 'vpc/duplicate-patch': 'info', 'vpc/unused-suppression': 'error' },
    };
    let folder: CliFolder;
    let text: string;
    before(async () => {
      text = largeText(test);
      const own = { schema: 'vpc.xsd', profile: 'profile.json' };
      folder = await CliFolder.with({
        ...test.ownFiles,
        [name]: text,
        'vpc.config.json': JSON.stringify({ ...own, ...config }),
      });
    });
    after(() => folder.remove());

    const lint = (...args: string[]) => runCli(['lint', name, ...args], { cwd: folder.path });

    it('is checked with its configuration and suppression comments', async () => {
      assert.ok(text.length > 9_000_000);
      const { out } = lint('--format', 'json');
      const { files } = JSON.parse(out) as { files: [{ diagnostics: Record<string, unknown>[] }] };
      const read = () => Promise.resolve(soundText(JSON.stringify(config)));
      const { checks } = await new Configurations({ read, refusal: () => Promise.resolve(null) }, () => true).for(
        `file:///w/${name}`,
      );
      const document = { ...documentIn(test, text, name), checks };
      const { problems, suppressed } = checkDocument(document);
      assert.deepEqual([problems.length, suppressed.length], [6, 6]);
      assert.deepEqual(
        files[0].diagnostics.map(({ code, severity, message, range }) => ({ code, severity, message, range })),
        problems
          .map((problem) => diagnosticOf(problem, document.tree, english))
          .map(({ code, severity, message, range }) => ({ code, severity, message, range })),
      );
      lint('--format', 'sarif', '--output', 'x.sarif');
      const { runs } = JSON.parse(await folder.read('x.sarif')) as { runs: [{ results: { suppressions?: object }[] }] };
      assert.equal(runs[0].results.filter(({ suppressions }) => suppressions !== undefined).length, suppressed.length);
    });

    it('is compared with a baseline', () => {
      const baseline = ['--baseline', 'known.json', '--format', 'compact', '--fail-on', 'info'];
      assert.equal(lint(...baseline, '--update-baseline').code, 0);
      const { code, out, err } = lint(...baseline);
      assert.deepEqual([code, err], [0, '']);
      assert.match(out, /^1 file checked, no problems \(\d+ problems in the baseline\)\n$/);
    });
  });
}
