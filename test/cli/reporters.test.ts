import assert from 'node:assert/strict';
import { checkstyleReporter } from '../../server/src/cli/reporters/checkstyle';
import { compactReporter } from '../../server/src/cli/reporters/compact';
import { githubReporter } from '../../server/src/cli/reporters/github';
import { gitlabReporter } from '../../server/src/cli/reporters/gitlab';
import { jsonLinesReporter } from '../../server/src/cli/reporters/jsonLines';
import { junitReporter } from '../../server/src/cli/reporters/junit';
import { markdownReporter } from '../../server/src/cli/reporters/markdown';
import {
  summaryOf,
  type FileReport,
  type ReportedFinding,
  type ReporterFactory,
} from '../../server/src/cli/reporters/reporter';
import { sarifReporter } from '../../server/src/cli/reporters/sarif';

function finding(code: string, severity: ReportedFinding['severity'], message: string): ReportedFinding {
  return {
    code,
    source: 'vpc',
    severity,
    message,
    range: { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } },
    related: [],
    fixable: false,
    fingerprint: `of ${code}`,
  };
}

/** Names and messages with all that some format has another meaning for. */
const REPORTS: readonly FileReport[] = [
  {
    path: 'a b,c:100%.xml',
    findings: [
      finding('vpc/filename', 'error', '50% of <x> & "y" | *z*\n\u0001'),
      finding('vpc/cve-syntax', 'warning', 'w'),
      finding('vpc/other', 'info', 'i'),
    ],
    lines: new Map([[1, '<a>R&D</a>']]),
  },
  { path: 'clean.xml', findings: [], lines: new Map() },
];
const UNREADABLE = [{ path: 'gone.xml', reason: 'no such file' }];

function written(factory: ReporterFactory, env: Readonly<Record<string, string>> = {}): string {
  const reporter = factory({ colours: false, version: '1.2.3', cwd: '/repo/sub', env });
  const parts = REPORTS.map((report) => reporter.file(report));
  return [...parts, reporter.end(summaryOf(REPORTS), UNREADABLE)].join('');
}

describe('reporters', () => {
  it('compact', () =>
    assert.equal(
      written(compactReporter),
      `a b,c:100%.xml:2:3: error: 50% of <x> & "y" | *z*   [vpc/filename]
a b,c:100%.xml:2:3: warning: w [vpc/cve-syntax]
a b,c:100%.xml:2:3: info: i [vpc/other]
2 files checked: 1 error, 1 warning, 1 info
`,
    ));

  it('jsonl', () => {
    const lines = written(jsonLinesReporter).trimEnd().split('\n');
    assert.equal(lines.length, 3);
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

  it('github', () =>
    assert.equal(
      written(githubReporter, { GITHUB_WORKSPACE: '/repo' }),
      `::error file=sub/a b%2Cc%3A100%25.xml,line=2,endLine=2,col=3,endColumn=6,title=vpc/filename::50%25 of <x> & "y" | *z*%0A\u0001
::warning file=sub/a b%2Cc%3A100%25.xml,line=2,endLine=2,col=3,endColumn=6,title=vpc/cve-syntax::w
::notice file=sub/a b%2Cc%3A100%25.xml,line=2,endLine=2,col=3,endColumn=6,title=vpc/other::i
2 files checked: 1 error, 1 warning, 1 info
`,
    ));

  it('gitlab', () => {
    const issues = JSON.parse(written(gitlabReporter, { CI_PROJECT_DIR: '/repo' })) as Record<string, unknown>[];
    assert.deepEqual(
      issues.map(({ fingerprint, ...issue }) => [issue, /^[0-9a-f]{64}$/.test(String(fingerprint))]),
      REPORTS[0]!.findings.map(({ code, message }, index) => [
        {
          description: message,
          check_name: code,
          severity: ['major', 'minor', 'info'][index],
          location: { path: 'sub/a b,c:100%.xml', lines: { begin: 2, end: 2 } },
        },
        true,
      ]),
    );
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, 3);
  });

  it('checkstyle', () =>
    assert.equal(
      written(checkstyleReporter),
      `<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="8.0">
  <file name="a b,c:100%.xml">
    <error line="2" column="3" severity="error" message="50% of &lt;x&gt; &amp; &quot;y&quot; | *z*&#10;" source="vpc/filename"/>
    <error line="2" column="3" severity="warning" message="w" source="vpc/cve-syntax"/>
    <error line="2" column="3" severity="info" message="i" source="vpc/other"/>
  </file>
  <file name="clean.xml">
  </file>
</checkstyle>
`,
    ));

  it('checkstyle, without any file', () => {
    const reporter = checkstyleReporter();
    assert.match(reporter.end(summaryOf([]), []), /^<\?xml[^>]*\?>\n<checkstyle version="8.0">\n<\/checkstyle>\n$/);
  });

  it('junit', () =>
    assert.equal(
      written(junitReporter),
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="vpc lint" tests="5" failures="2" errors="1">
  <testsuite name="a b,c:100%.xml" tests="3" failures="2" errors="0">
    <testcase classname="a b,c:100%.xml" name="vpc/filename at 2:3">
      <failure message="50% of &lt;x&gt; &amp; &quot;y&quot; | *z*&#10;" type="error">a b,c:100%.xml:2:3: error: 50% of &lt;x&gt; &amp; "y" | *z*
 [vpc/filename]</failure>
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

  it('markdown', () =>
    assert.equal(
      written(markdownReporter),
      `## vpc lint

2 files checked: 1 error, 1 warning, 1 info

- cannot read gone.xml: no such file

### a b,c:100%.xml

| Place | Severity | Code | Message |
| --- | --- | --- | --- |
| 2:3 | error | vpc/filename | 50% of &lt;x&gt; &amp; "y" \\| \\*z\\* \u0001 |
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

    it('names place, level and fingerprint', () => {
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

    it('describes the rules', () => {
      assert.deepEqual(
        run.tool.driver.rules.map(({ id }) => id),
        ['vpc/filename', 'vpc/cve-syntax', 'vpc/other'],
      );
      assert.notEqual(run.tool.driver.rules[0]!.shortDescription!.text, '');
    });

    it('tells of files that could not be read', () => {
      const [{ executionSuccessful, toolExecutionNotifications }] = run.invocations as [Run['invocations'][0]];
      assert.equal(executionSuccessful, false);
      assert.equal(toolExecutionNotifications[0]!.message.text, 'cannot read gone.xml: no such file');
    });

    it('keeps what is known, as suppressed', () => {
      const known = { ...finding('vpc/x', 'error', 'm'), suppression: { kind: 'external' as const } };
      const reporter = sarifReporter({ colours: false, version: '1.2.3', cwd: '/repo', env: {} });
      reporter.file({ path: 'a.xml', findings: [], suppressed: [known], lines: new Map() });
      const [result] = (JSON.parse(reporter.end(summaryOf([]), [])) as { runs: Run[] }).runs[0]!.results;
      assert.deepEqual(result!.suppressions, [{ kind: 'external' }]);
      assert.equal(result!.baselineState, 'unchanged');
    });
  });
});
