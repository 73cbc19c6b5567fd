import { jsonOf } from '../../xml/escape';
import type { Unreadable } from '../input';
import type { FileReport, Reporter, ReportedDiagnostic, Summary } from './reporter';

/** Version 1 of the JSON report: one object; positions count from 0 in UTF-16 units, as in LSP. */
export function jsonReporter(): Reporter {
  const files: unknown[] = [];
  const unreadable: Unreadable[] = [];
  return {
    file({ path, findings }: FileReport): string {
      files.push({ path, diagnostics: findings.map(jsonDiagnosticOf) });
      return '';
    },
    unreadable({ path, reason }: Unreadable): string {
      unreadable.push({ path, reason });
      return '';
    },
    end(summary: Summary): string {
      const report = { version: 1, files, ...(unreadable.length > 0 && { unreadable }), summary };
      return `${jsonOf(report, 2)}\n`;
    },
  };
}

/** A finding in the JSON formats. */
export function jsonDiagnosticOf({
  code,
  source,
  severity,
  message,
  range,
  related,
  fixable = false,
}: ReportedDiagnostic): object {
  return { code, source, severity, message, range, ...(related.length > 0 && { related }), fixable };
}

/**
 * One line for each finding, at once: a diagnostic of the JSON report with its path. A file that could not be read is a line
 * with `unreadable`, the reason.
 */
export function jsonLinesReporter(): Reporter {
  return {
    file: ({ path, findings }) =>
      findings.map((finding) => `${jsonOf({ path, ...jsonDiagnosticOf(finding) })}\n`).join(''),
    unreadable: ({ path, reason }) => `${jsonOf({ path, unreadable: reason })}\n`,
    end: () => '',
  };
}
