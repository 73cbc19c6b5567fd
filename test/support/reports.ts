import {
  summaryOf,
  type FileReport,
  type ReportedDiagnostic,
  type ReporterFactory,
} from '../../server/src/cli/reporters/reporter';

/** A problem in line 2, columns 3 to 5. */
export function finding(code: string, severity: ReportedDiagnostic['severity'], message: string): ReportedDiagnostic {
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

/** Reports whose paths and messages contain every character that some format must escape. */
export const REPORTS: readonly FileReport[] = [
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
const UNREADABLE = { path: 'gone.xml', reason: 'no such file' };
const SUMMARY = { ...summaryOf(REPORTS), unreadable: 1 };

/** What a reporter writes for {@link REPORTS} and for a file that could not be read. */
export function written(factory: ReporterFactory, env: Readonly<Record<string, string>> = {}): string {
  const reporter = factory({ colours: false, version: '1.2.3', cwd: '/repo/sub', env });
  const parts = REPORTS.map((report) => reporter.file(report));
  return [...parts, reporter.unreadable(UNREADABLE), reporter.end(SUMMARY, [])].join('');
}
