/** Names and texts from files in everything that the command line prints. */
import assert from 'node:assert/strict';
import { reporters } from '../../server/src/cli/reporters';
import { summaryOf, type FileReport } from '../../server/src/cli/reporters/reporter';
import { parse } from '../../server/src/xml/parser';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { CliFolder } from '../support/cli';
import { finding } from '../support/reports';
import { BOTH, FIRST } from '../support/vocabularies';

const HOSTILE =
  '::add-mask::a\u001b[31m\n::error::b\r##vso[task.x]c\u009bd\u202ee\u2028f\u0000g\u0007](https://x)"><h>{0}';

/** What a terminal or a log would act on; reports of GitHub begin their own lines. */
function actsOn(text: string, ownLines = /^$/): string[] {
  return text.split('\n').filter((line) => {
    const isActive =
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]|##(?:vso)?\[/.test(line);
    return isActive || (/^\s*::/.test(line) && !ownLines.test(line));
  });
}

describe('names and texts of files', () => {
  const report: FileReport = {
    path: HOSTILE,
    findings: [
      {
        ...finding('vpc/x', 'error', HOSTILE),
        related: [{ message: HOSTILE, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } }],
      },
    ],
    suppressed: [{ ...finding('vpc/y', 'info', HOSTILE), suppression: { kind: 'inSource', justification: HOSTILE } }],
    absent: [{ code: 'vpc/z', text: HOSTILE, fingerprint: 'f' }],
    lines: new Map([[1, HOSTILE]]),
  };

  for (const [format, load] of Object.entries(reporters)) {
    it(`do nothing in a report in the format ${format}`, async () => {
      const reporter = (await load())({ colours: false, version: '1.2.3', cwd: '/repo', env: {} });
      const text = [
        reporter.file(report),
        reporter.unreadable({ path: HOSTILE, reason: HOSTILE }),
        reporter.end(summaryOf([report]), [{ path: HOSTILE, absent: report.absent! }]),
      ].join('');
      assert.deepEqual(actsOn(text, format === 'github' ? /^::error file=[^:]*::/ : undefined), []);
      if (/^(?:json|sarif|gitlab)$/.test(format)) assert.doesNotThrow(() => void JSON.parse(text));
      if (/^(?:junit|checkstyle)$/.test(format)) assert.deepEqual(wellFormednessProblems(parse(text)), []);
    });
  }

  it('keep their characters in JSON', async () => {
    const reporter = (await reporters.json())();
    reporter.file(report);
    const { files } = JSON.parse(reporter.end(summaryOf([report]), [])) as {
      files: { path: string; diagnostics: { message: string }[] }[];
    };
    assert.deepEqual([files[0]!.path, files[0]!.diagnostics[0]!.message], [HOSTILE, HOSTILE]);
  });

  it('make neither links nor placeholders in SARIF', async () => {
    const reporter = (await reporters.sarif())({ colours: false, version: '1.2.3', cwd: '/repo', env: {} });
    reporter.file(report);
    const { runs } = JSON.parse(reporter.end(summaryOf([report]), [])) as {
      runs: { results: { message: { text: string } }[] }[];
    };
    for (const { message } of runs[0]!.results) assert.match(message.text, /\] \(https:\/\/x\)"><h>\{\{0\}\}/);
  });

  const EVIL = '\n::error::x\u001b[31m';
  /** Each case: arguments, and the files of the folder. */
  const CASES: Readonly<Record<string, readonly [string[], Record<string, string>]>> = {
    'a rule in the configuration': [
      ['lint', 'a.vpc.xml'],
      { 'vpc.config.json': JSON.stringify({ rules: { [EVIL]: 'off' } }) },
    ],
    'an option in the configuration': [
      ['lint', 'a.vpc.xml'],
      { 'vpc.config.json': JSON.stringify({ options: { [EVIL]: 1 } }) },
    ],
    'the name of a schema': [['lint', 'a.vpc.xml'], { 'vpc.config.json': JSON.stringify({ schema: EVIL }) }],
    'the name of a profile': [['profile'], { 'vpc.config.json': JSON.stringify({ profile: EVIL }) }],
    'a profile': [
      ['profile', '--profile', 'p.json'],
      { 'p.json': JSON.stringify({ ...FIRST.profile, name: EVIL, note: EVIL }) },
    ],
    'the explanation with a profile': [
      ['explain', 'vpc/filename', '--profile', 'p.json'],
      { 'p.json': JSON.stringify({ ...FIRST.profile, name: EVIL, note: EVIL }) },
    ],
    'a schema': [
      ['lint', '--schema', 's.xsd', 'a.vpc.xml'],
      {
        's.xsd':
          '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a" type="&#10;::error::&#x9b;"/></xs:schema>',
      },
    ],
    'a baseline': [['lint', '--baseline', 'b.json', 'a.vpc.xml'], { 'b.json': `{${EVIL}` }],
    'a product list': [['new', '--supplier', 'x', '--output', '-', '--products', 'p.csv'], { 'p.csv': `id;${EVIL}\n` }],
    'an argument': [['lint', `none${EVIL}.xml`], {}],
    'an option': [['lint', '--since', `x${EVIL}`, 'a.vpc.xml'], {}],
    'an unknown option': [['lint', `--x${EVIL}`], {}],
    'an unknown code': [['explain', EVIL], {}],
    'an output': [['lint', '--output', `none${EVIL}/../x/\u0000`, 'a.vpc.xml'], {}],
  };
  for (const [what, [args, files]] of Object.entries(CASES)) {
    it(`do nothing in messages about ${what}`, async () => {
      const folder = await CliFolder.with({ 'a.vpc.xml': FIRST.sampleText, ...files });
      try {
        const { out, err } = await folder.vpc(args);
        assert.deepEqual([actsOn(out), actsOn(err)], [[], []]);
        assert.doesNotMatch(err, /internal error/);
        assert.match(out + err, /\S/);
      } finally {
        await folder.remove();
      }
    });
  }

  for (const test of BOTH) {
    it(`do nothing in the output of each command, ${test.title}`, async function () {
      if (process.platform === 'win32') return this.skip();
      const supplier = /<[^>]*>Northwind Process Systems</;
      const text = test.sampleText.replace(supplier, (found) => found.replace('Northwind', '&#10;::error::&#x9b;31m '));
      const name = `::x\u001b[2J\n::error::y_VPC_z.xml`;
      const folder = await CliFolder.with({
        [name]: text,
        'p.json': JSON.stringify(test.profile),
        's.xsd': test.schemaText,
      });
      try {
        const own = ['--profile', 'p.json'];
        for (const args of [
          ['lint', '--format', 'compact', ...own, name],
          ['lint', '--dry-run', '--schema', 's.xsd', ...own, name],
          ['lint', '--print-config', ...own, name],
          ['format', '--check', ...own, name],
          ['format', '--dry-run', ...own, name],
          ['format', ...own, name],
          ['compare', name, name],
        ]) {
          const { out, err } = await folder.vpc(args, { env: { CI: 'true' } });
          assert.deepEqual([actsOn(out), actsOn(err)], [[], []], args.join(' '));
          assert.doesNotMatch(err, /internal error/);
        }
      } finally {
        await folder.remove();
      }
    });
  }

  it('are changed in a diff for a terminal or a log, and not in one for a program', async () => {
    const text = '<a>\n<!--\n::error::x\n##[y -->\n  <b/></a>\n';
    const folder = await CliFolder.with({ 'a.vpc.xml': text });
    try {
      const diff = async (options: object) => (await folder.vpc(['format', '--dry-run', 'a.vpc.xml'], options)).out;
      const plain = await diff({});
      assert.match(plain, /^[ +-]::error::x$/m);
      for (const options of [{ terminal: true }, { env: { CI: '1' } }]) {
        assert.deepEqual(actsOn(await diff(options)), []);
        assert.match(await diff(options), /: :error::x/);
      }
    } finally {
      await folder.remove();
    }
  });
});
