import type { FileReport, Reporter, ReportedDiagnostic, Summary } from './reporter';
import { placeOf, reportAttribute, reportText, UNREADABLE } from './text';

/**
 * The XML format of JUnit, as Jenkins reads it: a suite for each file, a case for each finding. A file without findings is
 * one case that passes; infos pass, with their text as output; a file that cannot be read is an error.
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
    unreadable({ path, reason }) {
      tests++;
      const error = `      <error message="${reportAttribute(reason)}" type="${UNREADABLE}"/>\n`;
      suites.push(suite(path, { tests: 1, failures: 0, errors: 1 }, testCase(path, 'read', error)));
      return '';
    },
    end({ errors, warnings, unreadable }: Summary) {
      const totals = `tests="${tests}" failures="${errors + warnings}" errors="${unreadable}"`;
      const body = suites.join('');
      return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="vpc lint" ${totals}>\n${body}</testsuites>\n`;
    },
  };
}

function suiteOf({ path, findings }: FileReport): string {
  if (findings.length === 0)
    return suite(path, { tests: 1, failures: 0, errors: 0 }, testCase(path, 'no problems', ''));
  const cases = findings.map((finding) => {
    const { line, character } = finding.range.start;
    return testCase(path, `${finding.code} at ${line + 1}:${character + 1}`, caseContent(path, finding));
  });
  const counts = { tests: findings.length, failures: findings.filter(isFailure).length, errors: 0 };
  return suite(path, counts, cases.join(''));
}

function isFailure({ severity }: ReportedDiagnostic): boolean {
  return severity === 'error' || severity === 'warning';
}

function caseContent(path: string, finding: ReportedDiagnostic): string {
  const { code, severity, message, range } = finding;
  const text = reportText(`${placeOf(path, range.start)}: ${severity}: ${message} [${code}]`);
  if (!isFailure(finding)) return `      <system-out>${text}</system-out>\n`;
  return `      <failure message="${reportAttribute(message)}" type="${severity}">${text}</failure>\n`;
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

function suite(name: string, { tests, failures, errors }: Counts, cases: string): string {
  const counts = `tests="${tests}" failures="${failures}" errors="${errors}"`;
  return `  <testsuite name="${reportAttribute(name)}" ${counts}>\n${cases}  </testsuite>\n`;
}

function testCase(path: string, name: string, content: string): string {
  const attributes = `classname="${reportAttribute(path)}" name="${reportAttribute(name)}"`;
  return content === ''
    ? `    <testcase ${attributes}/>\n`
    : `    <testcase ${attributes}>\n${content}    </testcase>\n`;
}
