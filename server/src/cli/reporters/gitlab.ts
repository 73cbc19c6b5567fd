import { createHash } from 'node:crypto';
import type { Severity } from '../../xml/problem';
import type { Reporter, ReporterOptions } from './reporter';
import { pathFrom } from './text';

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'major',
  warning: 'minor',
  info: 'info',
  hint: 'info',
};

/** The report of GitLab's code quality widget. */
export function gitlabReporter({ cwd, env }: ReporterOptions): Reporter {
  const issues: unknown[] = [];
  return {
    file(report) {
      const path = pathFrom(env.CI_PROJECT_DIR, report.path, cwd);
      for (const { code, severity, message, range, fingerprint } of report.findings) {
        issues.push({
          description: message,
          check_name: code,
          fingerprint: createHash('sha256').update(`${path}\n${fingerprint}`).digest('hex'),
          severity: SEVERITIES[severity],
          location: { path, lines: { begin: range.start.line + 1, end: range.end.line + 1 } },
        });
      }
      return '';
    },
    end: () => `${JSON.stringify(issues, null, 2)}\n`,
  };
}
