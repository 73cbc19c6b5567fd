import { escapeAttribute, escapeText } from '../../vpc/escape';
import type { FileReport, Reporter, ReportedFinding, Summary } from './reporter';
import { placeOf } from './text';

/**
 * JUnit's XML as Jenkins takes it: a suite a file, a case a finding. A file without findings is one case that passes;
 * what is only information passes too, with its text as output; a file that cannot be read is an error.
 */
export function junitReporter(): Reporter {
  const suites: string[] = [];
  let tests = 0;
  return {
    file(report) {
      tests += Math.max(1, report.findings.length);
      suites.push(suiteOf(report));
      return '';
    },
    end({ errors, warnings }: Summary, unreadable) {
      const failed = unreadable.map(({ path, reason }) => {
        const error = `      <error message="${escapeAttribute(reason)}" type="unreadable"/>\n`;
        return suite(path, { tests: 1, failures: 0, errors: 1 }, testCase(path, 'read', error));
      });
      const totals = `tests="${tests + unreadable.length}" failures="${errors + warnings}" errors="${unreadable.length}"`;
      const body = [...suites, ...failed].join('');
      return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="vpc lint" ${totals}>\n${body}</testsuites>\n`;
    },
  };
}

function suiteOf({ path, findings }: FileReport): string {
  if (findings.length === 0)
    return suite(path, { tests: 1, failures: 0, errors: 0 }, testCase(path, 'no problems', ''));
  const cases = findings.map((finding) => {
    const { line, character } = finding.range.start;
    return testCase(path, `${finding.code} at ${line + 1}:${character + 1}`, verdict(path, finding));
  });
  const counts = { tests: findings.length, failures: findings.filter(isFailure).length, errors: 0 };
  return suite(path, counts, cases.join(''));
}

function isFailure({ severity }: ReportedFinding): boolean {
  return severity === 'error' || severity === 'warning';
}

function verdict(path: string, finding: ReportedFinding): string {
  const { code, severity, message, range } = finding;
  const text = escapeText(`${placeOf(path, range.start)}: ${severity}: ${message} [${code}]`);
  if (!isFailure(finding)) return `      <system-out>${text}</system-out>\n`;
  return `      <failure message="${escapeAttribute(message)}" type="${severity}">${text}</failure>\n`;
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

function suite(name: string, { tests, failures, errors }: Counts, cases: string): string {
  const counts = `tests="${tests}" failures="${failures}" errors="${errors}"`;
  return `  <testsuite name="${escapeAttribute(name)}" ${counts}>\n${cases}  </testsuite>\n`;
}

function testCase(path: string, name: string, content: string): string {
  const attributes = `classname="${escapeAttribute(path)}" name="${escapeAttribute(name)}"`;
  return content === ''
    ? `    <testcase ${attributes}/>\n`
    : `    <testcase ${attributes}>\n${content}    </testcase>\n`;
}
