import assert from 'node:assert/strict';
import { checkstyleReporter } from '../../server/src/cli/reporters/checkstyle';
import { reporters } from '../../server/src/cli/reporters';
import { compactReporter } from '../../server/src/cli/reporters/compact';
import { githubReporter } from '../../server/src/cli/reporters/github';
import { gitlabReporter } from '../../server/src/cli/reporters/gitlab';
import { junitReporter } from '../../server/src/cli/reporters/junit';
import { markdownReporter } from '../../server/src/cli/reporters/markdown';
import { summaryOf } from '../../server/src/cli/reporters/reporter';
import { descriptorOf } from '../../server/src/cli/reporters/sarifRules';
import { DOCUMENT_CODES } from '../../server/src/workspace/suppression/codes';
import { sarifReporter } from '../../server/src/cli/reporters/sarif';
import { jsonLinesReporter } from '../../server/src/cli/reporters/json';
import { printable } from '../../server/src/cli/reporters/text';
import { finding, REPORTS, written } from '../support/reports';

describe('reporters', () => {
  for (const [format, load] of Object.entries(reporters)) {
    it(`${format} names a file that could not be read, and the reason`, async () => {
      const reporter = (await load())({ colours: false, version: '1.2.3', cwd: '/repo', env: {} });
      const unreadable = { path: 'folder/secret_VPC_1.xml', reason: 'permission denied' };
      const text = reporter.unreadable(unreadable) + reporter.end({ ...summaryOf([]), unreadable: 1 }, []);
      // Markdown escapes underscores.
      assert.match(text, /folder\/secret\\?_VPC\\?_1\.xml/);
      assert.match(text, /permission denied/);
    });
  }

  it('compact writes one line for each finding', () =>
    assert.equal(
      written(compactReporter),
      `a b,c:100%.xml:2:3: error: 50% of <x> & "y" | *z* [U+0001] [vpc/filename]
a b,c:100%.xml:2:3: warning: w [vpc/cve-syntax]
a b,c:100%.xml:2:3: info: i [vpc/other]
gone.xml:1:1: error: cannot read the file: no such file [unreadable]
2 files checked: 1 error, 1 warning, 1 info; 1 file could not be read
`,
    ));

  it('jsonl writes one object for each finding and unreadable file', () => {
    const lines = written(jsonLinesReporter).trimEnd().split('\n');
    assert.equal(lines.length, 4);
    assert.deepEqual(JSON.parse(lines[3]!), { path: 'gone.xml', unreadable: 'no such file' });
    assert.deepEqual(JSON.parse(lines[1]!), {
      path: 'a b,c:100%.xml',
      code: 'vpc/cve-syntax',
      source: 'vpc',
      severity: 'warning',
      message: 'w',
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } },
      fixable: false,
    });
  });

  it('github writes annotations with paths from the root of the checkout', () =>
    assert.equal(
      written(githubReporter, { GITHUB_WORKSPACE: '/repo' }),
      `::error file=sub/a b%2Cc%3A100%25.xml,line=2,endLine=2,col=3,endColumn=6,title=vpc/filename::50%25 of <x> & "y" | *z*%0A[U+0001]
::warning file=sub/a b%2Cc%3A100%25.xml,line=2,endLine=2,col=3,endColumn=6,title=vpc/cve-syntax::w
::notice file=sub/a b%2Cc%3A100%25.xml,line=2,endLine=2,col=3,endColumn=6,title=vpc/other::i
::error file=sub/gone.xml,title=unreadable::cannot read the file: no such file
2 files checked: 1 error, 1 warning, 1 info; 1 file could not be read
`,
    ));

  it('gitlab writes issues with unique fingerprints', () => {
    const issues = JSON.parse(written(gitlabReporter, { CI_PROJECT_DIR: '/repo' })) as Record<string, unknown>[];
    const unreadable = issues.pop();
    assert.deepEqual(
      issues.map(({ fingerprint, ...issue }) => [issue, /^[0-9a-f]{64}$/.test(String(fingerprint))]),
      REPORTS[0]!.findings.map(({ code, message }, index) => [
        {
          description: printable(message),
          check_name: code,
          severity: ['major', 'minor', 'info'][index],
          location: { path: 'sub/a b,c:100%.xml', lines: { begin: 2, end: 2 } },
        },
        true,
      ]),
    );
    assert.equal(new Set([...issues, unreadable].map((issue) => issue?.fingerprint)).size, 4);
    assert.deepEqual(
      { ...unreadable, fingerprint: '' },
      {
        description: 'cannot read the file: no such file',
        check_name: 'unreadable',
        severity: 'major',
        fingerprint: '',
        location: { path: 'sub/gone.xml', lines: { begin: 1, end: 1 } },
      },
    );
  });

  it('checkstyle writes an element for each finding', () =>
    assert.equal(
      written(checkstyleReporter),
      `<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="8.0">
  <file name="a b,c:100%.xml">
    <error line="2" column="3" severity="error" message="50% of &lt;x&gt; &amp; &quot;y&quot; | *z* [U+0001]" source="vpc/filename"/>
    <error line="2" column="3" severity="warning" message="w" source="vpc/cve-syntax"/>
    <error line="2" column="3" severity="info" message="i" source="vpc/other"/>
  </file>
  <file name="clean.xml">
  </file>
  <file name="gone.xml">
    <error line="1" severity="error" message="cannot read the file: no such file" source="unreadable"/>
  </file>
</checkstyle>
`,
    ));

  it('checkstyle writes an empty document without files', () => {
    const reporter = checkstyleReporter();
    assert.match(reporter.end(summaryOf([]), []), /^<\?xml[^>]*\?>\n<checkstyle version="8.0">\n<\/checkstyle>\n$/);
  });

  it('junit writes a suite for each file and a case for each finding', () =>
    assert.equal(
      written(junitReporter),
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="vpc lint" tests="5" failures="2" errors="1">
  <testsuite name="a b,c:100%.xml" tests="3" failures="2" errors="0">
    <testcase classname="a b,c:100%.xml" name="vpc/filename at 2:3">
      <failure message="50% of &lt;x&gt; &amp; &quot;y&quot; | *z* [U+0001]" type="error">a b,c:100%.xml:2:3: error: 50% of &lt;x&gt; &amp; "y" | *z* [U+0001] [vpc/filename]</failure>
    </testcase>
    <testcase classname="a b,c:100%.xml" name="vpc/cve-syntax at 2:3">
      <failure message="w" type="warning">a b,c:100%.xml:2:3: warning: w [vpc/cve-syntax]</failure>
    </testcase>
    <testcase classname="a b,c:100%.xml" name="vpc/other at 2:3">
      <system-out>a b,c:100%.xml:2:3: info: i [vpc/other]</system-out>
    </testcase>
  </testsuite>
  <testsuite name="clean.xml" tests="1" failures="0" errors="0">
    <testcase classname="clean.xml" name="no problems"/>
  </testsuite>
  <testsuite name="gone.xml" tests="1" failures="0" errors="1">
    <testcase classname="gone.xml" name="read">
      <error message="no such file" type="unreadable"/>
    </testcase>
  </testsuite>
</testsuites>
`,
    ));

  it('markdown writes a table for each file', () =>
    assert.equal(
      written(markdownReporter),
      `## vpc lint

2 files checked: 1 error, 1 warning, 1 info; 1 file could not be read

- cannot read gone.xml: no such file

### a b,c:100%.xml

| Place | Severity | Code | Message |
| --- | --- | --- | --- |
| 2:3 | error | vpc/filename | 50% of &lt;x&gt; &amp; "y" \\| \\*z\\* \\[U\\+0001\\] |
| 2:3 | warning | vpc/cve-syntax | w |
| 2:3 | info | vpc/other | i |
`,
    ));

  describe('sarif', () => {
    interface Run {
      tool: { driver: { rules: { id: string; shortDescription?: { text: string } }[] } };
      originalUriBaseIds: unknown;
      invocations: { executionSuccessful: boolean; toolExecutionNotifications: { message: { text: string } }[] }[];
      results: Record<string, unknown>[];
    }
    const { runs } = JSON.parse(written(sarifReporter)) as { runs: Run[] };
    const run = runs[0]!;

    it('has position, level and fingerprint of each finding', () => {
      assert.deepEqual(run.results[1], {
        ruleId: 'vpc/cve-syntax',
        ruleIndex: 1,
        level: 'warning',
        message: { text: 'w' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'a%20b%2Cc%3A100%25.xml', uriBaseId: 'ROOT' },
              region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 6 },
            },
          },
        ],
        partialFingerprints: { 'vpcFinding/v1': 'of vpc/cve-syntax' },
      });
      assert.deepEqual(run.originalUriBaseIds, { ROOT: { uri: 'file:///repo/sub/' } });
    });

    it('has paths and base from the root of the checkout', () => {
      for (const name of ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR']) {
        const env = { [name]: '/repo' };
        const [checkout] = (JSON.parse(written(sarifReporter, env)) as { runs: Run[] }).runs;
        assert.deepEqual(checkout!.originalUriBaseIds, { ROOT: { uri: 'file:///repo/' } });
        const { locations } = checkout!.results[1] as {
          locations: { physicalLocation: { artifactLocation: object } }[];
        };
        assert.deepEqual(locations[0]!.physicalLocation.artifactLocation, {
          uri: 'sub/a%20b%2Cc%3A100%25.xml',
          uriBaseId: 'ROOT',
        });
      }
      const [elsewhere] = (JSON.parse(written(sarifReporter, { GITHUB_WORKSPACE: '/other' })) as { runs: Run[] }).runs;
      assert.deepEqual(elsewhere!.originalUriBaseIds, { ROOT: { uri: 'file:///repo/sub/' } });
    });

    it('has name, help and link of each kind of code', () => {
      const action = { GITHUB_ACTION_REPOSITORY: 'owner/vpc-tools', GITHUB_ACTION_REF: 'v1/x' };
      const links = [
        'vpc/cve-syntax',
        'xml/missing-end-tag',
        'xsd/cvc-complex-type.2.4.a',
        'xsd/cvc-datatype-valid.1.2.1',
      ];
      assert.deepEqual(
        links.map((code) => descriptorOf(code, action)).map(({ name, helpUri }) => [name, helpUri]),
        [
          ['CveSyntax', 'https://github.com/owner/vpc-tools/blob/v1%2Fx/docs/rules/cve-syntax.md'],
          ['MissingEndTag', 'https://www.w3.org/TR/xml/'],
          ['CvcComplexType24A', 'https://www.w3.org/TR/xmlschema-1/#cvc-complex-type'],
          ['CvcDatatypeValid121', 'https://www.w3.org/TR/xmlschema-2/#cvc-datatype-valid'],
        ],
      );
      for (const code of DOCUMENT_CODES) {
        const { name, shortDescription, fullDescription, help } = descriptorOf(code, {});
        for (const text of [name, shortDescription?.text, fullDescription?.text, help?.text, help?.markdown]) {
          assert.match(text ?? '', /^\S[^]*\S$/, code);
        }
        assert.doesNotMatch(shortDescription!.text, /\{\d\}/);
      }
      assert.equal(
        descriptorOf('vpc/cve-syntax', { ...action, GITHUB_ACTION_REPOSITORY: 'javascript:x' }).helpUri,
        undefined,
      );
      assert.deepEqual(descriptorOf('vpc/of-another-version', {}), {
        id: 'vpc/of-another-version',
        name: 'OfAnotherVersion',
      });
    });

    it('describes the rules', () => {
      assert.deepEqual(
        run.tool.driver.rules.map(({ id }) => id),
        ['vpc/filename', 'vpc/cve-syntax', 'vpc/other'],
      );
      assert.notEqual(run.tool.driver.rules[0]!.shortDescription!.text, '');
    });

    it('has a notification for each file that could not be read', () => {
      const [{ executionSuccessful, toolExecutionNotifications }] = run.invocations as [Run['invocations'][0]];
      assert.equal(executionSuccessful, false);
      assert.equal(toolExecutionNotifications[0]!.message.text, 'cannot read gone.xml: no such file');
    });

    it('includes baseline findings as suppressed', () => {
      const known = { ...finding('vpc/x', 'error', 'm'), suppression: { kind: 'external' as const } };
      const reporter = sarifReporter({ colours: false, version: '1.2.3', cwd: '/repo', env: {} });
      reporter.file({ path: 'a.xml', findings: [], suppressed: [known], lines: new Map() });
      const [result] = (JSON.parse(reporter.end(summaryOf([]), [])) as { runs: Run[] }).runs[0]!.results;
      assert.deepEqual(result!.suppressions, [{ kind: 'external' }]);
      assert.equal(result!.baselineState, 'unchanged');
    });
  });
});
