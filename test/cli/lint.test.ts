import assert from 'node:assert/strict';
import { CliFolder, type RunOptions } from '../support/cli';
import { BOTH, FIRST, SECOND } from '../support/vocabularies';

const MISTAKEN = FIRST.sampleText
  .replace('2026-02-12T12:00:00Z</ReleasedDate>', '2026-02-30T12:00:00Z</ReleasedDate>')
  .replace('>In Test<', '>in test<');
const UTF16 = Buffer.from('\ufeff<a>ä</b>', 'utf16le');

describe('vpc lint', () => {
  let folder: CliFolder;
  before(async () => {
    folder = await CliFolder.with({
      [FIRST.sampleName]: FIRST.sampleText,
      'bad/wrong_VPC_name.xml': MISTAKEN,
      'bad/other.xml': '<a><b></a>',
      'bad/node_modules/x.vpc.xml': '<a',
      'odd/binary.vpc.xml': Buffer.from([60, 97, 0, 0, 0, 62]),
      'odd/empty.vpc.xml': '',
      'odd/latin.vpc.xml': Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n<a>\xe4</a>', 'latin1'),
      'odd/utf16.xml': UTF16,
      'own/kompat.xsd': SECOND.schemaText,
      'own/profile.json': JSON.stringify(SECOND.profile),
      [`own/${SECOND.sampleName}`]: SECOND.sampleText,
      'broken/schema.xsd': '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n  <xs:elem/>\n</xs:schema>',
      'doubtful/s.xsd':
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n  <xs:element name="a" type="none"/>\n  <xs:element name="b" type="xs:int"/>\n</xs:schema>',
      'doubtful/wrong.xml': '<b>x</b>',
      'doubtful/right.xml': '<b>1</b>',
      'doubtful/hint.xml':
        '<b xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="s.xsd">1</b>',
      'doubtful/strict.json': '{ "schema": "s.xsd", "strictSchema": true }',
      'broken/profile.json': '{"name": 1}',
    });
  });
  after(() => folder.remove());

  const lint = (...args: string[]) => folder.vpc(['lint', ...args]);

  it('reports nothing for a valid file', async () => {
    assert.deepEqual(await lint(FIRST.sampleName), { code: 0, out: '1 file checked, no problems\n', err: '' });
  });

  it('prints each finding with its line and the range underlined', async () => {
    const { code, out, err } = await lint('bad/wrong_VPC_name.xml');
    assert.equal(code, 1);
    assert.equal(err, '');
    const name = 'wrong_VPC_name.xml';
    assert.equal(
      out,
      `bad/${name}:2:2: warning vpc/filename
  File name "${name}" does not follow the filename convention, which gives "${FIRST.sampleName}". Readers sort and find files by name: rename the file.
  2 | <PatchData>
    |  ^^^^^^^^^

bad/${name}:57:17: error vpc/code-value
  Unknown value "in test". Readers and tools may ignore it: use one of Available, In Test, Not Approved, Not Applicable, Approved, Released, In Internal Test, Not Authorized, Authorized, Effective, Installed, or name its code list in the attribute "listID".
  57 |         <Status>in test</Status>
     |                 ^^^^^^^

bad/${name}:73:21: error xsd/cvc-datatype-valid.1.2.1
  "2026-02-30T12:00:00Z" is not a valid xs:dateTime: February 2026 has 28 days.
  73 |       <ReleasedDate>2026-02-30T12:00:00Z</ReleasedDate>
     |                     ^^^^^^^^^^^^^^^^^^^^

1 file checked: 2 errors, 1 warning
`,
    );
  });

  it('writes JSON with positions from 0', async () => {
    const { code, out } = await lint('--format', 'json', 'bad/other.xml');
    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(out), {
      version: 1,
      files: [
        {
          path: 'bad/other.xml',
          diagnostics: [
            {
              code: 'xml/missing-end-tag',
              source: 'xml',
              severity: 'error',
              message: 'Element "b" has no end tag. Write </b> where it ends.',
              range: { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } },
              related: [
                {
                  message: 'It probably ends here.',
                  range: { start: { line: 0, character: 6 }, end: { line: 0, character: 6 } },
                },
              ],
              fixable: false,
            },
          ],
        },
      ],
      summary: { files: 1, errors: 1, warnings: 0, infos: 0, unreadable: 0 },
    });
  });

  it('marks findings that can be fixed', async () => {
    const { out } = await lint('--format', 'json', 'bad/wrong_VPC_name.xml');
    const report = JSON.parse(out) as { files: { diagnostics: { code: string; fixable: boolean }[] }[] };
    assert.deepEqual(
      report.files[0]!.diagnostics.map(({ code, fixable }) => [code, fixable]),
      [
        ['vpc/filename', true],
        ['vpc/code-value', true],
        ['xsd/cvc-datatype-valid.1.2.1', false],
      ],
    );
  });

  it('accepts folders, globs and files, and checks each file once', async () => {
    const { out } = await lint('--format', 'json', 'bad', 'bad/*.xml', 'bad/wrong_VPC_name.xml');
    const { files } = JSON.parse(out) as { files: { path: string }[] };
    assert.deepEqual(
      files.map(({ path }) => path),
      ['bad/wrong_VPC_name.xml', 'bad/other.xml'],
    );
  });

  it('searches the current folder without arguments', async () => {
    const { out } = await lint('--format', 'json');
    const { files } = JSON.parse(out) as { files: { path: string }[] };
    assert.ok(files.some(({ path }) => path === FIRST.sampleName));
    assert.ok(files.every(({ path }) => !path.includes('node_modules')));
  });

  it('reads standard input', async () => {
    const input: RunOptions = { input: FIRST.sampleText };
    assert.equal((await folder.vpc(['lint', '-'], input)).code, 0);
    const { out } = await folder.vpc(['lint', '-', '--stdin-filename', 'x/a.xml'], input);
    assert.match(out, /^x\/a\.xml:2:2: warning vpc\/filename$/m);
  });

  it('checks the other files if one cannot be read', async () => {
    const { code, out, err } = await lint('none.xml', 'odd/binary.vpc.xml', 'bad', FIRST.sampleName);
    assert.equal(code, 3);
    assert.equal(
      err,
      'vpc: cannot read none.xml: no such file\nvpc: cannot read odd/binary.vpc.xml: not a text file\n',
    );
    assert.match(out, /\n2 files checked: 2 errors, 1 warning; 2 files could not be read\n$/);
  });

  it('reports invalid encodings and empty files as findings', async () => {
    const codes = async (file: string) => (await lint(file)).out.match(/(?<=error )\S+/g);
    assert.deepEqual(await codes('odd/latin.vpc.xml'), ['xml/encoding-invalid-bytes']);
    assert.deepEqual(await codes('odd/empty.vpc.xml'), ['xml/no-root-element']);
    assert.deepEqual(await codes('odd/utf16.xml'), ['xml/mismatched-end-tag']);
  });

  it('notes that a file is not a VPC file', async () => {
    const { err } = await lint('bad/other.xml');
    assert.equal(
      err,
      'vpc: bad/other.xml is not recognised as a VPC file; only XML well-formedness is checked. Use --schema to set a schema.\n',
    );
  });

  it('uses the given schema and profile', async () => {
    const own = ['--schema', 'own/kompat.xsd', '--profile', 'own/profile.json'];
    assert.deepEqual(await lint(...own, `own/${SECOND.sampleName}`), {
      code: 0,
      out: '1 file checked, no problems\n',
      err: '',
    });
    assert.equal((await lint(...own, FIRST.sampleName)).code, 1);
  });

  it('exits with 2 if schema or profile cannot be used', async () => {
    const cases: readonly (readonly [option: string, file: string, message: RegExp])[] = [
      ['--schema', 'none.xsd', /^vpc: Cannot read the schema none\.xsd\n$/],
      ['--schema', 'broken/schema.xsd', /^vpc: Invalid schema .*:\n {2}broken\/schema\.xsd:2:\d+: .*\n$/],
      ['--profile', 'none.json', /^vpc: Invalid profile:\n {2}none\.json: Cannot read the profile/],
      ['--profile', 'broken/profile.json', /^vpc: Invalid profile:\n {2}broken\/profile\.json/],
    ];
    for (const [option, file, message] of cases) {
      const { code, out, err } = await lint(option, file, FIRST.sampleName);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
    }
  });

  const DOUBT =
    'vpc: the schema doubtful/s.xsd has errors; files are checked as far as it is sound. Use --strict-schema to refuse it.\n';

  it('reports the errors of a schema once, at their place, and checks files by what is sound', async () => {
    const files = ['doubtful/wrong.xml', 'doubtful/right.xml'];
    for (const more of [[], ['--jobs', '2']]) {
      const { code, out, err } = await lint('--schema', 'doubtful/s.xsd', ...files, ...more);
      assert.equal(code, 1);
      assert.ok(err.startsWith(DOUBT) && !err.slice(DOUBT.length).includes(DOUBT));
      assert.equal(
        out,
        `doubtful/s.xsd:2:30: warning xsd/src-resolve
  The type "none" is not defined.
  2 |   <xs:element name="a" type="none"/>
    |                              ^^^^

doubtful/wrong.xml:1:4: error xsd/cvc-datatype-valid.1.2.1
  "x" is not a valid xs:int. Example: 12.
  1 | <b>x</b>
    |    ^

2 files checked: 1 error, 1 warning
`,
      );
    }
  });

  it('does not fail because of the errors of a schema that the file names', async () => {
    const { code, out, err } = await lint('doubtful/hint.xml');
    assert.deepEqual([code, err], [0, DOUBT]);
    assert.match(out, /^doubtful\/s\.xsd:2:30: warning xsd\/src-resolve\n/);
  });

  it('refuses a schema with errors with --strict-schema, or where the configuration says so', async () => {
    for (const args of [
      ['--strict-schema', '--schema', 'doubtful/s.xsd', 'doubtful/right.xml'],
      ['--strict-schema', 'doubtful/hint.xml'],
      ['--config', 'doubtful/strict.json', 'doubtful/right.xml'],
    ]) {
      const { code, out, err } = await lint(...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(
        err,
        /^vpc: Invalid schema doubtful\/s\.xsd:\n {2}doubtful\/s\.xsd:2:30: The type "none" is not defined/,
      );
    }
  });

  it('exits with 2 for wrong arguments', async () => {
    for (const args of [
      ['--format', 'x'],
      ['--max-warnings', '-1'],
      ['--fail-on', 'x'],
      ['--x'],
      ['x*'],
      ['own/none/*.xml'],
    ]) {
      const { code, out, err } = await lint(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.notEqual(err, '');
    }
  });

  it('exits with 1 for findings at or above the threshold', async () => {
    const warned = (...args: string[]) =>
      folder.vpc(['lint', '-', '--stdin-filename', 'a.xml', ...args], { input: FIRST.sampleText });
    assert.equal((await warned()).code, 0);
    assert.equal((await warned('--fail-on', 'warning')).code, 1);
    assert.equal((await warned('--fail-on', 'info')).code, 1);
    assert.equal((await warned('--max-warnings', '1')).code, 0);
    assert.equal((await warned('--max-warnings', '0')).code, 1);
  });

  it('writes the report to a file', async () => {
    const { code, out } = await lint('--output', 'reports/lint.txt', FIRST.sampleName);
    assert.deepEqual([code, out], [0, '']);
    assert.equal(await folder.read('reports/lint.txt'), '1 file checked, no problems\n');
  });

  it('uses colours only on terminals that support them', async () => {
    const coloured = async (options: RunOptions) =>
      (await folder.vpc(['lint', 'bad/other.xml'], options)).out.includes('\u001b[');
    assert.equal(await coloured({ terminal: true }), true);
    assert.equal(await coloured({ terminal: false }), false);
    assert.equal(await coloured({ terminal: true, env: { NO_COLOR: '1' } }), false);
    assert.equal(await coloured({ terminal: true, env: { TERM: 'dumb' } }), false);
    assert.equal(await coloured({ terminal: false, env: { FORCE_COLOR: '1' } }), true);
  });

  it('does not print control characters of a file', async () => {
    const { out } = await folder.vpc(['lint', '-'], { input: '<a>\u001b[31m</b\u009b>' });
    assert.doesNotMatch(out, /[\u001b\u009b]/);
  });

  for (const test of BOTH) {
    it(`reports nothing for the sample (${test.title})`, async () => {
      const { code } = await lint('--schema', test.schemaPath, '--profile', test.profilePath, test.samplePath);
      assert.equal(code, 0);
    });
  }

  it('reports only findings at or above --fail-on with --quiet', async () => {
    const shown = async (...args: string[]) => {
      const { out } = await lint('--quiet', '--format', 'jsonl', ...args, 'bad/wrong_VPC_name.xml');
      const severities = out
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { severity: string }).severity);
      return [...new Set(severities)].sort();
    };
    assert.deepEqual(await shown(), ['error']);
    assert.deepEqual(await shown('--fail-on', 'error'), ['error']);
    assert.deepEqual(await shown('--fail-on', 'warning'), ['error', 'warning']);
  });

  it('rejects two reports in one file', async () => {
    const two = (second: string) =>
      lint('--format', 'json', '--output', 'out/a.txt', '--format', 'sarif', '--output', second, FIRST.sampleName);
    const { code, err } = await two('out/a.txt');
    assert.equal(code, 2);
    assert.match(err, /Two reports cannot be written to the same file out\/a\.txt/);
    assert.equal((await two('out/b.txt')).code, 0);
  });
});
