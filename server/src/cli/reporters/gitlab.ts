import { jsonOf, terminalLine } from '../../xml/escape';
import { createHash } from 'node:crypto';
import type { Severity } from '../../xml/problem';
import type { Reporter, ReporterOptions } from './reporter';
import { pathFrom, UNREADABLE, unreadableMessage } from './text';

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'major',
  warning: 'minor',
  info: 'info',
  hint: 'info',
};

/** The report format of GitLab's code quality. */
export function gitlabReporter({ cwd, env }: ReporterOptions): Reporter {
  const issues: unknown[] = [];
  const pathOf = (path: string): string => pathFrom(env.CI_PROJECT_DIR, path, cwd);
  return {
    file(report) {
      const path = pathOf(report.path);
      for (const { code, severity, message, range, fingerprint } of report.findings) {
        issues.push({
          description: terminalLine(message),
          check_name: code,
          fingerprint: hash(path, fingerprint),
          severity: SEVERITIES[severity],
          location: { path, lines: { begin: range.start.line + 1, end: range.end.line + 1 } },
        });
      }
      return '';
    },
    unreadable(file) {
      const path = pathOf(file.path);
      issues.push({
        description: terminalLine(unreadableMessage(file)),
        check_name: UNREADABLE,
        fingerprint: hash(path, UNREADABLE),
        severity: SEVERITIES.error,
        location: { path, lines: { begin: 1, end: 1 } },
      });
      return '';
    },
    end: () => `${jsonOf(issues, 2)}\n`,
  };
}

/** The hash includes the path: GitLab merges issues with the same fingerprint, even of different files. */
function hash(path: string, fingerprint: string): string {
  return createHash('sha256').update(`${path}\n${fingerprint}`).digest('hex');
}
